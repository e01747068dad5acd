"""The roles that a number can have in a sentence about a vote, and the pairs that numbers come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsfacts.annotating.results.items import Item, Sentence, before_article, is_modifier

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
    "gap",
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
    k = before_article(items, index - 1)
    while (
        k >= 0
        and k > index - 4
        and items[k].word
        and items[k].low in {"just", "only", "a", "the", "mere", "as", "few", "much", "many", "exactly"}
    ):
        k -= 1
    return k >= 0 and items[k].low == "by"


def after_share(items: list[Item], k: int) -> int:
    """The index behind the same figure as a share: "(58.3%)", ", or 58.3%,"."""
    opening = items[k].low if k < len(items) else ""
    share = k + 1 + (opening == "," and k + 1 < len(items) and items[k + 1].low == "or")
    number = items[share].number if opening in {"(", ","} and share + 1 < len(items) else None
    if number is None or number.unit != "percent":
        return k
    closed = items[share + 1].low == (")" if opening == "(" else ",")
    return share + 2 if closed else k


def pair(sentence: Sentence, index: int, end: int) -> int | None:
    """Index of the other number of "N votes to M", "N against M", "N-M"; None if there is none."""
    items = sentence.items
    k = end
    k = after_share(items, k)
    if k < len(items) and items[k].low in {"in", "after"}:  # "2,914 votes in the run-off to 2,083"
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
        if who and not dash and [x.low for x in items[k + 1 : k + 2]] in (["on"], ["at"]) and not who.possessive:
            k += 2  # "900 votes to Labour's X on 800"
            break
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
