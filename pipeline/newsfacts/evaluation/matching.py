"""What counts as the same: names, places, stretches of text; and pairs of them, one to one.

>>> from newsfacts.evaluation.matching import same_name
>>> same_name("Mr Paul Jones", "Paul Jones")
True
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|mx|miss|dr|cllr|councillor|prof|professor|rev|major|senator|sen|rep|the|a|an)\.?\s+)+"
)
_PLACE_NOISE = frozenset(
    {"by", "election", "byelection", "constituency", "seat", "ward", "division", "general", "riding"}
    | {"the", "of", "on", "in"}
)
_WORD = re.compile(r"\w+")
_SAME_PHRASE = 0.5  # share of words that two noun phrases for one unnamed speaker have in common
_MARKS = "\"“”‘’'«»„"
_MARK_INSIDE = re.compile(r"[\"“”«»]|''|(?<!\w)['‘]|['’](?!\w)")


class Stretch(Protocol):
    """Anything with offsets."""

    @property
    def start(self) -> int: ...  # offset of the first character
    @property
    def end(self) -> int: ...  # offset after the last


def normalise(text: str | None) -> str | None:
    """Case, apostrophes, compatibility forms and white space levelled."""
    if text is None:
        return None
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())


def plain_name(text: str | None) -> str | None:
    """The name normalised, without titles and articles before it."""
    text = normalise(text)
    return text and (_TITLES.sub("", text) or text)


def same(a: str | None, b: str | None) -> bool:
    """Whether two values are equal once normalised; two missing ones are."""
    return normalise(a) == normalise(b)


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names are equal, titles aside; two missing ones are."""
    return plain_name(a) == plain_name(b)


def same_speaker(found: str | None, gold: str | None, is_person: bool) -> bool:
    """Same name, or for an unnamed or institutional speaker half of the words in common."""
    a, b = plain_name(found), plain_name(gold)
    if a is None or b is None or a == b:
        return a == b
    words_a, words_b = set(_WORD.findall(a)), set(_WORD.findall(b))
    return not is_person and likeness(words_a, words_b) >= _SAME_PHRASE


def place_likeness(found: str | None, gold: str) -> int:
    """2 for the same words, 1 where the shorter's words are all in the longer, 0 otherwise."""
    a, b = _place_words(found), _place_words(gold)
    if not a or not b:
        return 0
    if a == b:
        return 2
    short, long = sorted((a, b), key=len)
    return int(set(short) <= set(long) and any(len(word) >= 3 for word in short))


def _place_words(place: str | None) -> list[str]:
    return [word for word in _WORD.findall(normalise(place) or "") if word not in _PLACE_NOISE]


def overlap(a: Stretch | None, b: Stretch | None) -> bool:
    """Whether two stretches share a character."""
    return a is not None and b is not None and a.start < b.end and b.start < a.end


def words_of(text: str, stretches: Iterable[Stretch]) -> frozenset[int]:
    """The words of some stretches of a text, each as its offset."""
    return frozenset(match.start() for s in stretches for match in _WORD.finditer(text, s.start, s.end))


def likeness(a: frozenset[int] | set[str], b: frozenset[int] | set[str]) -> float:
    """Jaccard index."""
    return len(a & b) / max(1, len(a | b))


def opens_behind_mark(text: str, content: Sequence[Stretch]) -> bool:
    """Whether a quotation mark stands right before the content."""
    before = text[: content[0].start].rstrip()
    return before != "" and before[-1] in _MARKS


def touches_marks(text: str, content: Sequence[Stretch]) -> bool:
    """Whether the content begins behind a quotation mark or holds one."""
    return opens_behind_mark(text, content) or any(_MARK_INSIDE.search(text[s.start : s.end]) for s in content)


def pair(candidates: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """One-to-one pairs from (likeness, found, gold), best first: which found one belongs to which gold one."""
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for _, found, gold in sorted(candidates, key=lambda candidate: (-candidate[0], *candidate[1:])):
        if found not in taken and gold not in pairs:
            taken.add(found)
            pairs[gold] = found
    return pairs
