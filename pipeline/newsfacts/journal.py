"""What a run has done so far, on disk beside its output, so that another run can go on after any end.

Lines of JSON: what the run works on, then after each block of articles where it stood, and at last that it is finished.
A line counts only if it is whole, and is written when what it tells of is on disk.
"""

from __future__ import annotations

import base64
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

import orjson

from newsfacts.errors import NewsfactsError
from newsfacts.targets import Position, beside
from newsfacts.writing import STDIO, naming

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]


def journal_of(output: str | Path) -> Path:
    """Where the journal of a run to that output is."""
    return beside(Path(os.path.realpath(output)), "journal")


def is_resumable(output: str | Path) -> bool:
    """Whether a run to that output was ended before its time."""
    return str(output) != STDIO and journal_of(output).exists()


class Original(NamedTuple):
    """An article that is no copy of an earlier one."""

    article_id: str
    sketch: bytes


@dataclass(slots=True)
class State:
    """Where a run stood after a block; ids and originals are those of all blocks, or of one while it is written."""

    entries: int = 0
    facts: Position = field(default_factory=Position)
    errors: Position = field(default_factory=Position)
    articles: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    ids: list[int] = field(default_factory=list)
    originals: list[Original] = field(default_factory=list)
    finished: bool = False


class Journal:
    """The journal of one run; while it is open no other run can open it."""

    def __init__(self, path: Path, target: Path, header: dict[str, Any], resume: bool) -> None:
        """Begin a journal, or take up one that is there.

        Raises:
            NewsfactsError: another run has it, or the run that it tells of was another one.
        """
        self.path = path
        self._target = target
        self.state: State | None = None  # None: there is nothing to go on from
        self.was_there = False
        with naming(target):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[bytes] = path.open("a+b")
        try:
            self._lock()
            if resume:
                self._take_up(header)
            if self.state is None:
                self.was_there = self._file.seek(0, 2) > 0
                self._file.truncate(0)
                self._write(header)
        except BaseException:
            self._file.close()
            raise

    def _lock(self) -> None:
        if fcntl:
            try:
                # A lock that forked workers do not inherit: they may outlive this process by an article.
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError) as error:
                raise NewsfactsError(
                    f"{self._target}: another run is writing to it; wait for its end or name another place"
                ) from error
            except OSError:
                pass  # a file system without locks

    def _take_up(self, header: dict[str, Any]) -> None:
        self._file.seek(0)
        state = State()
        good = 0
        for number, line in enumerate(self._file):
            try:
                entry = orjson.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                entry = None
            if entry is None:
                break
            good += len(line)
            if number == 0:
                if change := _change(entry, header):
                    raise NewsfactsError(
                        f"{self._target}: cannot be resumed: {change}; run without --resume to begin again"
                    )
            else:
                _advance(state, entry)
        if state.entries or state.finished:
            self._file.truncate(good)
            self.state = state

    def add(self, block: State) -> None:
        """Say where the run stands; `ids` and `originals` are those of the last block alone."""
        self._write(
            {
                "entries": block.entries,
                "facts": list(block.facts),
                "errors": list(block.errors),
                "articles": dict(block.articles),
                "records": dict(block.records),
                "ids": block.ids,
                "originals": [
                    [original.article_id, base64.b64encode(original.sketch).decode()] for original in block.originals
                ],
            }
        )

    def finish(self) -> None:
        """Say that all is written and only has to take its place."""
        self._write({"finished": True})

    def _write(self, entry: dict[str, Any]) -> None:
        with naming(self._target):
            self._file.write(orjson.dumps(entry) + b"\n")
            self._file.flush()

    def close(self) -> None:
        self._file.close()

    def discard(self) -> None:
        """Leave nothing behind."""
        self.path.unlink(missing_ok=True)
        self._file.close()


def _advance(state: State, entry: dict[str, Any]) -> None:
    if entry.get("finished"):
        state.finished = True
        return
    state.entries = entry["entries"]
    state.facts, state.errors = Position(*entry["facts"]), Position(*entry["errors"])
    state.articles, state.records = Counter(entry["articles"]), Counter(entry["records"])
    state.ids += entry["ids"]
    state.originals += [Original(name, base64.b64decode(sketch)) for name, sketch in entry["originals"]]


def _change(before: dict[str, Any], now: dict[str, Any]) -> str | None:
    """What makes another run of it."""
    for group, things in now.items():
        if before.get(group) == things:
            continue
        if not isinstance(things, dict):
            return f"the {group} have changed since"
        old = before.get(group)
        for name, value in things.items():
            was = old.get(name) if isinstance(old, dict) else None
            if was != value:
                return f"{name} is {_shown(value)} and was {_shown(was)}"
    return None if before.keys() == now.keys() else "it was begun by another version"


def _shown(value: object) -> str:
    return "not given" if value in (None, [], {}) else str(value)
