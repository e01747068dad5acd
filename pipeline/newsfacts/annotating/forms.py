"""Forms of a gazetteer's entries, and the places in a text where they are found.

>>> import spacy
>>> from newsfacts.annotating.phrases import read
>>> doc = spacy.blank("en")("The Green Party won.")
>>> place = Place(doc, read(doc), 1, 3)
>>> place.before(), place.after()
('the', 'won')
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from newsfacts.annotating.knowledge import Listed, Use
from newsfacts.annotating.phrases import Reading

LONGEST_NAME = 5  # words of a name after a label: Ind Mary van der Berg 160


class Form(NamedTuple):
    """A surface form of a gazetteer's entry."""

    words: tuple[str, ...]
    use: Use
    listed: Listed
    home: bool


class Place(NamedTuple):
    """Where a form was found: words `start` to `end` of the reading."""

    doc: Doc
    reading: Reading
    start: int
    end: int

    def before(self, steps: int = 1) -> str:
        return self.reading.key(self.start - steps, self.reading.paragraphs[self.start])

    def after(self, steps: int = 1) -> str:
        return self.reading.key(self.end + steps - 1, self.reading.paragraphs[self.start])

    def tag_after(self) -> str:
        return self.doc[self.reading.tokens[self.end]].tag_ if self.after() else ""

    def capitals_from(self, index: int) -> list[str]:
        """The keys of the capitalised words that begin at `index`, within the paragraph."""
        run: list[str] = []
        paragraph = self.reading.paragraphs[self.start]
        while len(run) <= LONGEST_NAME and self.reading.key(index, paragraph) and self.reading.capital(index):
            run.append(self.reading.keys[index])
            index += 1
        return run


def right_case(form: Form, place: Place) -> bool:
    """Capitals where the form has them; an abbreviation of up to three letters exactly as it is listed."""
    printed = place.reading.texts[place.start : place.end]
    if form.use == "lower":
        return printed[0][0].islower()
    for listed, text in zip(form.words, printed, strict=True):
        if listed[0].isupper() and not text[0].isupper():
            return False
        if listed.isupper() and len(listed) < 4 and text.rstrip(".") != listed:
            return False
    return True
