"""When two names may be one person's, and which numbers a printed figure may stand for.

>>> compatible_names("Jeremy Corbyn", "Mr Corbyn"), compatible_names("Ann Oak", "Bob Oak")
(True, False)
>>> printed_range(13_700, "13,700", "about"), printed_range(13_748, "13,748", None)
(Range(low=13600, high=13800), Range(low=13748, high=13748))
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib.resources import files
from typing import NamedTuple

from newsfacts.evaluation.matching import plain_name

_NUMBER = re.compile(r"(\d[\d,. ]*?)\s*(k|m|mn|bn|thousand|lakhs?|million|crores?|billion)?", re.IGNORECASE)
_SCALES = {"k": 3, "m": 6, "mn": 6, "bn": 9, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9}
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_ABOVE = re.compile(r"\b(?:over|above|more than|upwards|excess|at least|no fewer|no less)\b")
_BELOW = re.compile(r"\b(?:under|below|less than|fewer than|no more|short of|up to|at most|as many as|nearly|almost)\b")


class Range(NamedTuple):
    """The least and the greatest number that a figure may stand for."""

    low: int
    high: int

    def meets(self, other: Range) -> bool:
        """Whether both may stand for one number."""
        return self.low <= other.high and other.low <= self.high


def printed_range(number: int, text: str, qualifier: str | None, *, round_zeros: int = 2) -> Range:
    """What a figure may stand for, given how it is printed.

    Args:
        number: the figure's value.
        text: the figure as printed, as "13,748" or "1.2 million".
        qualifier: the hedge before it.
        round_zeros: from how many zeros at the end a figure without a hedge counts as rounded.
    """
    unit = _unit(number, text)
    if not qualifier:
        rounded = unit >= 10**round_zeros
        return Range(number - unit // 2, number + unit // 2) if rounded else Range(number, number)
    if number // unit % 10 == 5:  # nearly 1,250 is rounded to fifty
        unit *= 5
    hedge = qualifier.casefold()
    limits = re.search(r"\bno (?:more|fewer|less)\b", hedge)
    if _BELOW.search(hedge) and not (limits and not hedge.startswith("no more")):
        return Range(max(0, number - unit), number)
    if _ABOVE.search(hedge):
        return Range(number, number + unit)
    return Range(max(0, number - unit), number + unit)


def _unit(number: int, text: str) -> int:
    """The value of the last digit that is printed as one: 100 in 13,700 and 100,000 in 1.2 million."""
    match = _NUMBER.fullmatch(text.strip())
    scale = _SCALES.get((match[2] or "").casefold().removesuffix("s")) if match else None
    if match and scale:
        decimals = len(match[1].rpartition(".")[2]) if "." in match[1] else 0
        return int(10 ** max(0, scale - decimals))
    digits = str(number)
    return int(10 ** min(len(digits) - len(digits.rstrip("0")), len(digits) - 1))


def bare_name(name: str) -> str:
    """The name without titles, case and accents, which papers leave out as they like."""
    plain = plain_name(name) or ""
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).strip() or plain


def compatible_names(a: str, b: str) -> bool:
    """Whether two names may be one person's: the same surname, and given names that do not contradict."""
    first, second = bare_name(a), bare_name(b)
    if first == second:
        return True
    words_a, words_b = ([str(word) for word in _WORD.findall(name)] for name in (first, second))
    if not words_a or not words_b:
        return False
    if words_a == words_b:
        return True
    short, long = sorted((words_a, words_b), key=len)
    if len(short) == 1:
        return short[0] == long[-1]
    return short[-1] == long[-1] and _compatible_given(short[0], long[0])


def _compatible_given(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    groups = _nicknames()
    return bool(groups.get(a, frozenset()) & groups.get(b, frozenset()))


@functools.cache
def _nicknames() -> dict[str, frozenset[int]]:
    text = (files("en_newsfacts") / "lexicon" / "nicknames.toml").read_text("utf-8")
    found: dict[str, set[int]] = {}
    for number, names in enumerate(tomllib.loads(text)["groups"]):
        for name in names:
            found.setdefault(name.casefold(), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}
