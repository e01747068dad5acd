"""A statement about a poll: who won it, who lost it, who held it before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsfacts.annotating.results.items import Who

FactKind = Literal["winner", "loser", "gain", "hold", "holder", "stood", "successor"]


@dataclass(slots=True)
class Fact:
    """A statement about a poll. `start` and `end` are the words that state it."""

    kind: FactKind
    who: Who
    start: int
    end: int
    index: int
    from_who: Who | None = None
