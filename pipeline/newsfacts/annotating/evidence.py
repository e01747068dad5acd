"""What a document says about its capitalised sequences: the words around them, known names, recognised entities.

`weighing` makes a number of it.
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from newsfacts.annotating.name_words import Word
from newsfacts.annotating.names import Candidate
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.view import TokensByStart, view_of

LAYERS = ("parties", "constituencies", "outlets", "institutions")
_PARTY, SEAT, OUTLET, BODY, _LONE = 1, 2, 4, 8, 16
_PLAIN_TITLES = frozenset(["Mr", "Mrs", "Ms", "Miss", "Dr", "Sen", "Rep", "Cllr"])


_COURTESIES = frozenset(["Mr", "Mrs", "Ms", "Miss"])


class Evidence:
    """What a document says about its candidates, paragraph by paragraph."""

    def __init__(self, doc: Doc, lexicon: PeopleLexicon) -> None:
        self.text = view_of(doc).text
        self.lexicon = lexicon
        self.tokens = TokensByStart(doc)
        self.layers = bytearray(len(self.text) + 1)
        self.exact: dict[tuple[int, int], int] = {}
        for bit, layer in enumerate(LAYERS):
            key = f"newsfacts/{layer}"
            for span in doc.spans.get(key, ()):
                self.exact[span.start_char, span.end_char] = (
                    self.exact.get((span.start_char, span.end_char), 0) | 1 << bit
                )
                lone = layer in {"outlets", "institutions"} and " " not in span.text
                for offset in range(span.start_char, span.end_char):
                    self.layers[offset] |= _LONE if lone else 1 << bit
        self.entities = {(ent.start_char, ent.end_char): ent.label_ for ent in doc.ents}
        self.quoted = {
            (q.inner.start, q.inner.start + len(self.text[q.inner.start : q.inner.end].rstrip(".,;!?")))
            for q in doc._.newsfacts_layout.quotations
        }
        self.words: dict[int, list[Word]] = {}
        self.headings: set[int] = set()
        self.titled: set[str] = set()
        self.called_mister: set[str] = set()
        self.placed: set[str] = set()
        self.polled: set[str] = set()
        self.alone: Counter[str] = Counter()
        self.speaking: set[str] = set()
        self.familiar: set[str] = set()

    def read_paragraph(self, index: int, words: list[Word]) -> None:
        """Take note of a paragraph's words before its candidates are weighed."""
        self.words[index] = words
        if is_heading(self.text, words):
            self.headings.add(index)
        for index, word in enumerate(words):
            if not word.capital:
                continue
            if word.text in _PLAIN_TITLES and index + 1 < len(words):
                self.titled.add(words[index + 1].text)
                if word.text in _COURTESIES:
                    self.called_mister.add(words[index + 1].text)
            if not 0 < index < len(words) - 1:
                continue
            before, after = words[index - 1], words[index + 1]
            free = not before.capital and (not after.capital or after.gap.strip())
            if free and word.gap.isspace():
                self.alone[word.text] += 1
            if (not before.capital or word.gap.strip()) and self._speaks(before, word, after):
                self.speaking.add(word.text)

    def _speaks(self, before: Word, word: Word, after: Word) -> bool:
        """`Oake said`, `", said Oake.`"""
        verbs = self.lexicon.not_names.speech_verbs
        inverted = before.text in {"said", "says", "added"} and word.gap.isspace() and not after.gap.isspace()
        if not inverted and not (after.text in verbs and after.gap.isspace() and not word.possessive):
            return False
        token = self.tokens.get(word.start)
        return token is not None and token.tag_.startswith("NNP")

    def read_candidates(self, candidates: list[Candidate]) -> None:
        """Take note of the sequences behind a preposition of place, and of surnames behind known first names."""
        for candidate in candidates:
            if len(candidate.words) > 1 and self.lexicon.first_name(candidate.words[0].text):
                self.familiar.add(candidate.words[-1].text)
            before = candidate.before[-1] if candidate.before and not candidate.title else None
            if (
                before is not None
                and before.low in self.lexicon.not_names.place_prepositions
                and candidate.words[0].gap.isspace()
            ):
                self.placed.add(candidate.text)
                noun = candidate.before[-2].text.lower() if len(candidate.before) > 1 else ""
                opens = before.text == "In" and self.text[candidate.end : candidate.end + 1] == ","
                given = self.lexicon.first_name(candidate.words[0].text)
                if (before.text == "in" and noun in self.lexicon.not_names.poll_nouns) or (opens and not given):
                    self.polled.add(candidate.text)

    def barred(self, word: Word) -> bool:
        """Whether the word belongs to a party, or to an outlet or institution of several words (Fox is a surname)."""
        return bool(self.layers[word.start] & (_PARTY | OUTLET | BODY))

    def is_party(self, offset: int) -> bool:
        """Whether a party is named at `offset`."""
        return bool(self.layers[offset] & _PARTY)

    def label(self, candidate: Candidate) -> str:
        """The entity recogniser's label of the candidate, empty if it sees none that agrees in extent."""
        exact = self.entities.get((candidate.start, candidate.end))
        if exact:
            return exact
        token = self.tokens.get(candidate.start)
        if token is None or not token.ent_type_:
            return ""
        last = self.tokens.get(candidate.words[-1].start)
        return token.ent_type_ if last is not None and last.ent_type_ == token.ent_type_ else ""


def is_heading(text: str, words: list[Word]) -> bool:
    """Whether a paragraph is a title-cased or all-caps line: its capitals tell nothing."""
    if len(words) < 2:
        return bool(words) and words[0].text.isupper()
    end = words[-1].end
    if all(word.text.isupper() for word in words if len(word.text) > 2):
        return True
    stop = text[end : end + 1]
    if (stop in {"!", "?"} and len(words) > 15) or (stop == "." and "," in text[words[0].start : end]):
        return False
    if sum(text.count(mark, words[0].start, end) for mark in ";(") > 1:
        return False  # a list of candidates
    long = [word for word in words if len(word.text) > 3]
    capitals = sum(word.capital for word in long)
    share = 0.9 if stop == "." else 0.75  # some outlets end their headlines with a full stop
    return len(long) >= 5 and capitals >= share * len(long)
