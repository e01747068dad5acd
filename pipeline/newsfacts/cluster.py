"""A function over many items on a Dask cluster that is already there. Needs the extra newsfacts[dask].

The items travel to the workers and the results back, in the items' order; texts are read where the work is done, so
every worker must see the inputs under the same paths.
"""

from __future__ import annotations

import importlib.metadata
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from newsfacts.errors import NewsfactsError
from newsfacts.identity import code_version, knowledge_version
from newsfacts.reporting import say
from newsfacts.workers import Lost

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 16  # items for each thread of a worker that may be finished, or under way, before the next one in order is
_LEAST_AHEAD = 64  # workers may join later
_PATIENCE = 10  # seconds to find the scheduler


def map_on_cluster(
    function: Callable[[Item], Result], items: Iterable[Item], scheduler: str
) -> Iterator[tuple[Item, Result | Lost]]:
    """Each item with its result, in order. An exception of `function` is raised here.

    Dask gives the items of a worker that died to others. One that several workers died with is tried once more with
    no other under way, and then `Lost`.

    Raises:
        NewsfactsError: there is no such scheduler, a worker has other versions, or the extra is not installed.
    """
    try:
        import distributed
    except ImportError as error:
        raise NewsfactsError("Dask is not installed; pip install 'newsfacts[dask]'") from error
    try:
        client: Any = distributed.Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise NewsfactsError(f"{scheduler}: no Dask scheduler answers there ({reason}); check the address") from error
    pending: deque[tuple[Item, Any]] = deque()
    try:
        if not client.scheduler_info()["workers"]:
            say(f"{scheduler} has no workers yet; waiting for the first")
        here = versions()

        def submit(item: Item) -> Any:
            return client.submit(_on_worker, function, item, here, pure=False)

        for item in items:
            pending.append((item, submit(item)))
            if len(pending) >= max(_LEAST_AHEAD, _AHEAD * sum(client.nthreads().values())):
                yield _next(pending, submit)
        while pending:
            yield _next(pending, submit)
    finally:  # also after Ctrl-C
        client.cancel([future for _, future in pending], force=True)
        client.close()


def _next(pending: deque[tuple[Item, Any]], submit: Callable[[Item], Any]) -> tuple[Item, Any]:
    import distributed

    item, future = pending.popleft()
    try:
        return item, future.result()
    except distributed.KilledWorker:
        for _, other in pending:
            other.exception()  # waits for its end
    try:
        return item, submit(item).result()
    except distributed.KilledWorker:
        return item, Lost()


def versions() -> dict[str, str]:
    """What must be the same everywhere for the results to be."""
    libraries = {name: importlib.metadata.version(name) for name in ("spacy", "thinc", "numpy")}
    return {"newsfacts": code_version(), "en_newsfacts": knowledge_version(), **libraries}


def _on_worker(function: Callable[[Item], Result], item: Item, wanted: dict[str, str]) -> Result:
    for name, version in versions().items():
        if version != wanted[name]:
            raise NewsfactsError(f"a worker has {name} {version}, and here it is {wanted[name]}; install the same")
    return function(item)
