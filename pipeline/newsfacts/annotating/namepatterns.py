"""Names that no list has, by how such names are built: "Mourne" + "Courier", "University of" + "Leeds".

    >>> from newsfacts.annotating.knowledge import read_patterns
    >>> compile_patterns(read_patterns("patterns/outlets.toml"))[0].pattern.id
    'newspaper'

A pattern is a row of words, alternatives separated by "|", with `<name>` before or after: a run of capitalised words.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from newsfacts.annotating.forms import Place
from newsfacts.annotating.knowledge import Contexts, Entry, Pattern, Patterns
from newsfacts.annotating.phrases import key_of

_LONGEST = 5  # words of a name
_JOINING = frozenset(["and", "for", "of"])


class NamePattern(NamedTuple):
    """A pattern taken apart: the phrases of its fixed words, and on which sides a name must stand."""

    pattern: Pattern
    phrases: list[list[str]]
    before: bool
    after: bool

    def extend(self, place: Place, words: Contexts) -> tuple[int, int] | None:
        """First word and end of the whole name around the fixed words, if there is one."""
        fixed = place.reading.texts[place.start : place.end]
        if any(
            text[0].islower() for listed, text in zip(self._listed(fixed), fixed, strict=True) if listed[0].isupper()
        ):
            return None
        start, end = place.start, place.end
        if self.before and (start := _name_start(place, joined=self.pattern.article)) == place.start:
            return None
        if self.after and (end := _name_end(place)) == place.end:
            return None
        paragraph = place.reading.paragraphs[start]
        if self.pattern.article and place.reading.key(start - 1, paragraph) != "the":
            return None
        beside = (place.before() if self.before else "", place.after() if self.after else "")
        if not self.pattern.unless.isdisjoint(beside):
            return None
        following = place.capitals_from(end)
        return None if following and following[0] not in words.following else (start, end)

    def _listed(self, fixed: list[str]) -> list[str]:
        keys = [key_of(word) for word in fixed]
        return next(phrase for phrase in self.phrases if [key_of(word) for word in phrase] == keys)

    def entry(self, name: str) -> Entry:
        name = " ".join(name.split())
        return Entry(id=f"pattern-{self.pattern.id}", name=name, kind=self.pattern.kind, speaks=self.pattern.speaks)


def compile_patterns(patterns: Patterns) -> list[NamePattern]:
    """The patterns with their alternatives spelt out."""
    compiled = []
    for pattern in patterns.patterns:
        fixed = [token for token in pattern.tokens if token != "<name>"]
        phrases = [
            [word for part in choice for word in part.split()] for choice in product(*(t.split("|") for t in fixed))
        ]
        compiled.append(NamePattern(pattern, phrases, pattern.tokens[0] == "<name>", pattern.tokens[-1] == "<name>"))
    return compiled


def _name_end(place: Place) -> int:
    """End of the capitalised run after the fixed words, with "and", "of" and "for" inside it."""
    end = place.end + len(place.capitals_from(place.end))
    while end > place.end and end - place.end < _LONGEST:
        paragraph = place.reading.paragraphs[place.start]
        joined = place.reading.key(end, paragraph) in _JOINING and place.reading.key(end + 1, paragraph)
        if not joined or not place.reading.capital(end + 1):
            break
        end += 2
    return end


def _name_start(place: Place, *, joined: bool) -> int:
    """First word of the capitalised run before the fixed words: hyphenated pieces whole, no "The".

    `joined` runs may have an "and" inside: the Ashby and Calder Gazette.
    """
    reading, index = place.reading, place.start
    paragraph = reading.paragraphs[index]
    while index > 0 and place.start - index < _LONGEST:
        previous = index - 1
        if not reading.key(previous, paragraph)[:1].isalpha():
            break
        whole = reading.hyphenated[index] and index < place.start
        whole = whole or (joined and reading.keys[previous] == "and" and reading.capital(previous - 1))
        token = place.doc[reading.tokens[previous]]
        if not whole and (not reading.capital(previous) or token.is_stop):
            break
        index = previous
    while index < place.start and not reading.capital(index):
        index += 1
    return index
