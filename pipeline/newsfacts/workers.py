"""A function over many items in worker processes: results in the items' order, a dead worker costs one item.

    >>> from newsfacts.workers import map_in_order
    >>> list(map_in_order(abs, [-1, 2], jobs=1))
    [(-1, 1), (2, 2)]

With more than one job, a script needs its `if __name__ == "__main__":`, as for everything in multiprocessing.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# A spawned process, unlike a forked one, inherits no held locks and no threads.
_CONTEXT = multiprocessing.get_context("spawn")
_AHEAD = 4  # items under way for each worker


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands for the result of an item whose worker process died."""


def map_in_order(
    function: Callable[[Item], Result], items: Iterable[Item], jobs: int
) -> Iterator[tuple[Item, Result | Lost]]:
    """Each item with its result, in order. An exception of `function` is raised here.

    With one job everything runs in this process. With more, a worker that dies (out of memory, a crash in
    compiled code) takes the items of all workers with it; these are tried again one by one, so that only
    the one that kills its worker is `Lost`.
    """
    if jobs == 1:
        for item in items:
            yield item, function(item)
        return
    pool = _Pool(function, jobs)
    pending: deque[tuple[Item, Future[Result]]] = deque()
    try:
        for item in items:
            pending.append((item, pool.submit(item)))
            if len(pending) >= jobs * _AHEAD:
                yield from _next(pool, pending)
        while pending:
            yield from _next(pool, pending)
    except BaseException:  # Ctrl-C, or nobody wants the rest: what is under way would be waited for
        pool.kill()
        raise
    finally:
        pool.close()


def _next(
    pool: _Pool[Item, Result], pending: deque[tuple[Item, Future[Result]]]
) -> Iterator[tuple[Item, Result | Lost]]:
    """The result of the first item; of all pending ones if the workers died meanwhile."""
    item, future = pending.popleft()
    try:
        yield item, future.result()
        return
    except BrokenProcessPool:
        pool.close()
    yield item, pool.alone(item)
    while pending:
        item, future = pending.popleft()
        died = isinstance(future.exception(), BrokenProcessPool)
        yield item, pool.alone(item) if died else future.result()


class _Pool(Generic[Item, Result]):
    """Worker processes that are started when needed and again after they died."""

    def __init__(self, function: Callable[[Item], Result], jobs: int) -> None:
        self.function = function
        self.jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def submit(self, item: Item) -> Future[Result]:
        self._executor = self._executor or _start(self.jobs)
        try:
            return self._executor.submit(self.function, item)
        except BrokenProcessPool as error:
            future: Future[Result] = Future()
            future.set_exception(error)
            return future

    def alone(self, item: Item) -> Result | Lost:
        """The item's result from a worker that has nothing else to do."""
        self._executor = _start(1)
        try:
            return self._executor.submit(self.function, item).result()
        except BrokenProcessPool:
            return Lost()
        except BaseException:
            self.kill()
            raise
        finally:
            self.close()

    def kill(self) -> None:
        """End this pool's own processes at once."""
        processes = getattr(self._executor, "_processes", None) or {}  # public only from Python 3.14 on
        for process in list(processes.values()):
            process.terminate()

    def close(self) -> None:
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None


def _start(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, _CONTEXT, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
