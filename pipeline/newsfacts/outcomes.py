"""What becomes of an article, and what of that only the order of all articles decides.

>>> from newsfacts.outcomes import Outcome, Settler
>>> settler = Settler()
>>> [settler.settle(Outcome("written", "a", f"{name}.jsonl#1")).status for name in "xy"]
['written', 'failed']
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Literal

import orjson

from newsfacts.duplicates import Originals
from newsfacts.journal import Original, State
from newsfacts.writing import to_lines

Status = Literal["written", "skipped", "failed"]
Stage = Literal["reading", "extracting"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: JSON lines, or the stage and the reason why there are none."""

    status: Status
    article_id: str
    source: str
    lines: bytes = b""
    records: Counter[str] = field(default_factory=Counter)
    stage: Stage | None = None
    reason: str | None = None
    warning: str | None = None
    sketch: bytes = b""
    done: int = 0  # bytes of the run's inputs that lie before the article's end


class Settler:
    """Decides whose an id is, and which article is a copy of an earlier one; from where an earlier run ended."""

    def __init__(self, state: State | None = None) -> None:
        state = state or State()
        self._ids = set(state.ids)
        self._originals = Originals()
        for original in state.originals:
            self._originals.add(*original)
        self._new_ids: list[int] = []
        self._new_originals: list[Original] = []

    def settle(self, outcome: Outcome) -> Outcome:
        """The outcome, once all articles before it are settled."""
        if outcome.status != "written":
            return outcome
        article_id = outcome.article_id
        key = int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest())
        if key in self._ids:
            reason = f"{outcome.source}: its id {article_id!r} is that of an article before it; give each its own"
            return replace(
                outcome, status="failed", lines=b"", records=Counter(), stage="reading", reason=reason, warning=None
            )
        self._ids.add(key)
        self._new_ids.append(key)
        if original := self._originals.find(outcome.sketch):
            return replace(outcome, lines=_mark(outcome.lines, original))
        self._originals.add(article_id, outcome.sketch)
        self._new_originals.append(Original(article_id, outcome.sketch))
        return outcome

    def fill(self, block: State) -> State:
        """The block with what is new since the last one."""
        block.ids, block.originals = self._new_ids, self._new_originals
        self._new_ids, self._new_originals = [], []
        return block


def _mark(lines: bytes, duplicate_of: str) -> bytes:
    """The lines of an article that is a copy; its record is the first."""
    first, _, rest = lines.partition(b"\n")
    return to_lines([orjson.loads(first) | {"duplicate_of": duplicate_of}]) + rest
