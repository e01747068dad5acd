"""What a sentence says of a number: whose it is, and of what kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from newsfacts.annotating.results.items import Who
from newsfacts.annotating.results.numbers import Number

Kind = Literal["votes", "percent", "change"]
REACH = 80  # items that a verb or a number looks back for its subject: long lists stay linear


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the sentences around say of a number: what its list counts, and what its paragraph is about."""

    header: str = ""
    in_results: bool = False
    seats: bool = False
    delegates: bool = False
    spoken_of: Who | None = None


@dataclass(slots=True)
class Finding:
    """A number that a candidate, party or option polled. `stands_for` tells the pair's side when nobody is named."""

    kind: Kind
    number: Number
    index: int
    whos: list[Who] = field(default_factory=list)
    option: Literal["favour", "oppose"] | str | None = None
    stands_for: Literal["", "leader", "runner-up"] = ""
    pair: bool = False
    listed: bool = False
    sure: bool = True
    sign: int = 0
    partial: bool = False  # not everything was counted
