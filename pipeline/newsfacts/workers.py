"""A function over many items in worker processes: results in the items' order, a dead worker costs one item.

    >>> from newsfacts.workers import map_in_order
    >>> list(map_in_order(abs, [-1, 2], jobs=1))
    [(-1, 1), (2, 2)]

Where processes cannot be forked, a script needs its `if __name__ == "__main__":`, as for everything in multiprocessing.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 64  # items for each worker that may be finished, or under way, before the next one in order is
_LAST_WISH = 5.0  # seconds that a worker has to end


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for the result of an item that killed its worker process, twice."""


def can_fork() -> bool:
    """Whether a forked process would inherit no thread's locks: it starts at once, with all that is loaded here."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return sum(1 for _ in Path("/proc/self/task").iterdir()) == 1  # those of compiled libraries too


def map_in_order(
    function: Callable[[Item], Result], items: Iterable[Item], jobs: int
) -> Iterator[tuple[Item, Result | Lost]]:
    """Each item with its result, in order. An exception of `function` is raised here.

    Every item is worked on in another process, so that one that takes its process with it (out of memory, a crash in
    compiled code) takes nothing else: the worker is replaced, the item tried once more with no other under way,
    and then `Lost`. Only a single worker that cannot be forked is this process itself.
    """
    if jobs == 1 and not can_fork():
        for item in items:
            yield item, function(item)
        return
    pool = _Pool(function, jobs)
    try:
        yield from pool.map(items)
    finally:  # also after Ctrl-C, or when nobody wants the rest
        pool.close()


class _Pool(Generic[Item, Result]):
    def __init__(self, function: Callable[[Item], Result], jobs: int) -> None:
        self.function = function
        self.jobs = jobs
        self.workers: list[_Worker] = []
        self.items: dict[int, Item] = {}  # under way, or waiting for an earlier one
        self.results: dict[int, Result | Lost] = {}
        self.again: deque[int] = deque()  # items whose worker died
        self.tried: set[int] = set()

    def map(self, items: Iterable[Item]) -> Iterator[tuple[Item, Result | Lost]]:
        source = enumerate(items)
        following = 0
        exhausted = False
        while True:
            while following in self.results:
                yield self.items.pop(following), self.results.pop(following)
                following += 1
            while not exhausted and self._has_room():
                number, item = next(source, (-1, None))
                exhausted = number < 0
                if item is not None or not exhausted:
                    self.items[number] = item  # type: ignore[assignment]
                    self._hand_out(number)
            if self.again and not self._busy():
                self._hand_out(self.again.popleft())
            if not self._busy():
                return
            self._collect()

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self.workers if worker.item is not None]

    def _has_room(self) -> bool:
        return not self.again and len(self._busy()) < self.jobs and len(self.items) < self.jobs * AHEAD

    def _hand_out(self, number: int) -> None:
        worker = next((worker for worker in self.workers if worker.item is None), None)
        if worker is None:
            worker = _Worker(self.function, [other.connection for other in self.workers])
            self.workers.append(worker)
        worker.item = number
        with suppress(OSError):  # a worker that died while idle is noticed when its result is asked for
            worker.connection.send(self.items[number])

    def _collect(self) -> None:
        """Take what has been finished, waiting for the first."""
        ready = wait([worker.connection for worker in self._busy()])
        for worker in [worker for worker in self._busy() if worker.connection in ready]:
            number = worker.item
            assert number is not None
            try:
                result, error = worker.connection.recv()
            except (EOFError, OSError):
                self.workers.remove(worker)
                worker.end()
                self._bury(number)
                continue
            worker.item = None
            if error is not None:
                raise error
            self.results[number] = result

    def _bury(self, number: int) -> None:
        if number in self.tried:
            self.results[number] = Lost()
        else:
            self.tried.add(number)
            self.again.append(number)

    def close(self) -> None:
        for worker in self.workers:
            worker.end()


class _Worker:
    """A process that gets one item at a time."""

    def __init__(self, function: Callable[[Any], Any], of_others: list[Connection]) -> None:
        forks = can_fork()
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self.connection, theirs = context.Pipe()
        # A forked process holds copies of this end of all pipes; while it does, no worker sees that this process ended.
        inherited = [*of_others, self.connection] if forks else []
        self.process = context.Process(target=_work, args=(theirs, function, inherited), daemon=True)
        self.process.start()
        theirs.close()
        self.item: int | None = None

    def end(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.join(_LAST_WISH)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


def _work(connection: Connection, function: Callable[[Any], Any], inherited: list[Connection]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            item = connection.recv()
            answer: tuple[Any, Exception | None]
            try:
                answer = (function(item), None)
            except Exception as error:
                answer = (None, error)
            connection.send(answer)
