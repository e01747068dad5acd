"""The words of a paragraph as names are made of them, and names taken apart into given names and surname.

>>> from newsfacts.annotating.people_knowledge import read_people_lexicon
>>> name_parts(["Ida", "van", "der", "Oake"], read_people_lexicon())
NameParts(given=('Ida',), surname='van der Oake', territorial='')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.types import TextSpan

_LETTERS = r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*"  # accents may be characters of their own
_WORD = re.compile(rf"(?:[A-Z]\.){{2,}}|{_LETTERS}(?:['’\-‐‑]{_LETTERS})*")
_CAPITAL = re.compile(r"[^\W\d_a-z]|[dlODL]['’][^\W\d_a-z]|[th][A-Z]")
_NEVER_CAPITAL = frozenset("abcefgijkmnopqrsuvwxyz")  # first letters of no name, unlike d'Arcy, tSionna, hUiginn
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:ve|re|ll|m))$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’][sS]$")


class Word(NamedTuple):
    """A word of a paragraph.

    `end` excludes a possessive 's; `low` is the text in lower case; `gap` is what stands between it and the word
    before; `capital` tells that it begins as names do: Ward, d'Arcy, McNeil, but not Oxford-trained.
    """

    start: int
    end: int
    text: str
    low: str
    gap: str
    possessive: bool
    capital: bool


def normalise(text: str) -> str:
    """White space as single spaces: a name may be broken over two lines."""
    return " ".join(text.split())


def find_words(text: str, paragraph: TextSpan, lexicon: PeopleLexicon) -> list[Word]:
    """The words of one paragraph, in order."""
    words: list[Word] = []
    compound_ends = lexicon.not_names.compound_ends
    last = paragraph.start
    for match in _WORD.finditer(text, *paragraph):
        start, end = match.span()
        word, gap, last = text[start:end], text[last:start], end
        plain = word.isalpha()  # most words: neither an apostrophe nor a hyphen
        possessive = capital = False
        if not plain and _POSSESSIVE.search(word):
            possessive = True
            end -= 2
            word = word[:-2]
        elif word[-1] in "sSxz" and text[end : end + 1] in {"'", "’"} and text[end + 1 : end + 2].isspace():
            possessive = True
        if word[0] not in _NEVER_CAPITAL:
            capital = (
                _CAPITAL.match(word) is not None
                and word.rpartition("-")[2] not in compound_ends
                and (plain or not _CONTRACTED.search(word))
            )
        words.append(Word(start, end, word, word.lower(), gap, possessive, capital))
    return words


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart; `given` and `surname` folded for comparison by whoever compares."""

    given: tuple[str, ...]
    surname: str
    territorial: str = ""


def name_parts(words: list[str], lexicon: PeopleLexicon) -> NameParts:
    """Given names and surname; particles and Mac, Mc, Ní and the like belong to the surname."""
    inside = lexicon.all_particles
    territorial = ""
    if "of" in words[1:]:
        at = words.index("of", 1)
        territorial = " ".join(words[at:])
        words = words[:at]
    start = len(words) - 1
    while start > 1 and (words[start - 1] in inside):
        start -= 1
    if all(word in inside for word in words[:start]):
        start = 0
    return NameParts(tuple(words[:start]), " ".join(words[start:]), territorial)
