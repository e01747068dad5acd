"""The roles that a number can have in a sentence about a vote, and the pairs that numbers come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsfacts.annotating.results.items import Item, Sentence, is_modifier

Role = Literal[
    "votes",
    "bare",
    "percent",
    "change",
    "points",
    "majority",
    "margin",
    "turnout",
    "swing",
    "electorate",
    "spoilt",
    "postal",
    "seats",
    "quota",
    "transfer",
    "total",
    "share",
    "vote_total",
    "other",
]
GOVERNORS: tuple[Role, ...] = ("majority", "turnout", "swing", "electorate", "quota", "transfer", "spoilt", "seats")


@dataclass(slots=True)
class Measure:
    """The role of a number; `end` is the index of the first item behind its unit."""

    role: Role
    end: int
    explicit: bool = True
    direction: int = 0
    voters: bool = False


def by(items: list[Item], index: int) -> bool:
    """Whether the number is what something was won or lost by."""
    k = index - 1
    while (
        k >= 0
        and k > index - 4
        and items[k].word
        and items[k].low in {"just", "only", "a", "the", "mere", "as", "few", "much", "many", "exactly"}
    ):
        k -= 1
    return k >= 0 and items[k].low == "by"


def pair(sentence: Sentence, index: int, end: int) -> int | None:
    """Index of the other number of "N votes to M", "N against M", "N-M"; None if there is none."""
    items = sentence.items
    k = end
    if k + 2 < len(items) and items[k].low == "(" and items[k + 2].low == ")":
        k += 3  # "2,914 votes (58.3%) to 2,083"
    if k < len(items) and items[k].low == "in":  # "2,914 votes in the run-off to 2,083"
        k = next((n for n in range(k + 1, min(k + 5, len(items))) if items[n].low == "to"), k)
    if k < len(items) and items[k].low == ",":
        k += 1
    if k >= len(items) or items[k].low not in {"to", "against", "-", "–", "—", "−", "versus", "v", "compared"}:
        return None
    dash = items[k].low in {"-", "–", "—", "−"}
    k += 1
    steps = 0
    while k < len(items) and steps < 6 and not items[k].number:
        who = items[k].who
        if (
            dash
            or (who and not who.possessive and items[k + 1 : k + 2] and not items[k + 1].number)
            or items[k].low in {",", ";", "."}
        ):
            return None
        if not who and not is_modifier(items[k]) and items[k].low not in {"the", "with", "just", "for"}:
            return None
        k, steps = k + 1, steps + 1
    number = items[k].number if k < len(items) else None
    return k if number is not None and number.form == "plain" else None
