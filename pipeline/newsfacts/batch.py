"""Many articles: each is read, extracted and written, or its failure is put on record; none is lost.

>>> from newsfacts.batch import Options, extract_articles
>>> from newsfacts.reading import find_inputs
>>> [outcome.status for outcome in extract_articles(find_inputs(["corpus/articles/c*.txt"]).sources, Options())]
['written']
"""

from __future__ import annotations

import functools
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import newsfacts.one_thread  # noqa: F401  # before anything loads numpy
from newsfacts.duplicates import sketch
from newsfacts.errors import ArticleError, LanguageError, NewsfactsError
from newsfacts.extraction import Extractor, load, spare_collector
from newsfacts.outcomes import Outcome, Settler, Stage
from newsfacts.outputs import open_outputs
from newsfacts.reading import Entry, Reader, Source, find_entries
from newsfacts.reading.entries import size_of
from newsfacts.reading.text import UTF_8_WITH_ERRORS
from newsfacts.workers import Lost, can_fork, map_in_order
from newsfacts.writing import STDIO, to_lines

BLOCK = 16  # articles after which a run that is ended at any moment can be resumed
_ONE_AT_A_TIME = threading.Lock()  # a cluster's worker may run several threads; the pipeline is one


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for a whole run: the base model, what the articles' records carry, who does the work."""

    base: str | None = None
    with_text: bool = True
    published: str | None = None
    publisher: str | None = None
    jobs: int = 1
    mapping: tuple[tuple[str, str], ...] = ()
    part_size: int | None = None
    scheduler: str | None = None


@dataclass(slots=True)
class Summary:
    """A run in numbers."""

    articles: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)


def run(
    sources: Sequence[Source],
    output: str | Path,
    options: Options,
    *,
    errors: str | Path | None = None,
    resume: bool = False,
    watch: Callable[[Outcome], None] = lambda outcome: None,
) -> Summary:
    """Extract the sources into one file of facts, or a folder of them.

    Args:
        sources: what `find_inputs` found.
        output: file of facts, - for standard output, or with `part_size` a folder.
        options: what holds for the whole run.
        errors: ledger of the articles that failed or were skipped, a JSON line each.
        resume: go on where an earlier run of the same work ended.
        watch: called with every outcome, in order.

    Raises:
        NewsfactsError: the model cannot be loaded, a file cannot be written, or the run cannot be resumed.
    """
    if errors is not None and os.path.realpath(errors) == os.path.realpath(output):
        raise NewsfactsError(f"{errors}: the facts and the errors cannot go to one place; name another")
    _spare_inputs(sources, [target for target in (output, errors) if target is not None and str(target) != STDIO])
    passed_over: Counter[str] = Counter()
    with open_outputs(output, errors, sources, options, resume) as outputs:
        if outputs.state.finished:  # and only its files had not got their names
            return Summary(outputs.state.articles, outputs.state.records, passed_over)
        settler = Settler(outputs.state)
        found = _Counted(find_entries(sources, dict(options.mapping), passed_over))
        block = replace(outputs.state, ids=[], originals=[])
        for _ in islice(found, block.entries):
            pass
        for outcome in map(settler.settle, _work(found, options)):
            outputs.write(outcome.lines, _ledger_line(outcome) if outcome.status != "written" else b"")
            block.entries += 1
            block.articles[outcome.status] += 1
            block.records += outcome.records
            if block.entries % BLOCK == 0:
                outputs.end_block(settler.fill(block))
            watch(outcome)
        if block.articles.total() != found.count:
            raise NewsfactsError(f"{found.count} articles, but only {block.articles.total()} accounted for")
        outputs.end_block(settler.fill(block))
    return Summary(block.articles, block.records, passed_over)


def total_size(sources: Iterable[Source]) -> int:
    """The bytes of all inputs, which `Outcome.done` counts up to."""
    return sum(map(size_of, sources))


def _spare_inputs(sources: Iterable[Source], targets: Sequence[str | Path]) -> None:
    """Refuse to replace an article by what is written about it."""
    inputs = {os.path.realpath(source.path) for source in sources if source.path}
    for target in targets:
        if os.path.realpath(target) in inputs or any(_is_same(target, path) for path in inputs):
            raise NewsfactsError(f"{target}: this is one of the articles, it would be replaced; name another file")


def _is_same(target: str | Path, path: str) -> bool:
    """Whether two names are one file, as on a file system that ignores case."""
    try:
        return Path(target).samefile(path)
    except OSError:
        return False


def _ledger_line(outcome: Outcome) -> bytes:
    entry = {
        "id": outcome.article_id or None,
        "source": outcome.source,
        "status": outcome.status,
        "stage": outcome.stage,
        "reason": outcome.reason,
    }
    return to_lines([entry])


def extract_articles(sources: Iterable[Source], options: Options) -> Iterator[Outcome]:
    """The outcome of every article, in order, whatever the number of workers.

    Raises:
        ModelError: the model cannot be loaded.
    """
    yield from map(Settler().settle, _work(find_entries(sources, dict(options.mapping)), options))


class _Counted:
    """An iterator that knows how many it gave."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._entries = entries
        self.count = 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self._entries:
            self.count += 1
            yield entry


def _work(entries: Iterable[Entry], options: Options) -> Iterator[Outcome]:
    work = functools.partial(_extract, options=options)
    if options.scheduler:
        from newsfacts.cluster import map_on_cluster

        here = str(Path.cwd())
        results = map_on_cluster(work, (replace(entry, folder=here) for entry in entries), options.scheduler)
    else:
        if can_fork():
            _extractor(options.base)  # forked workers have it then
        results = map_in_order(work, entries, options.jobs)
    for entry, outcome in results:
        if isinstance(outcome, Lost):
            reason = f"{entry.where}: the worker process died twice, perhaps out of memory; split the article"
            outcome = _failed(entry, "extracting", reason)
        yield outcome


@functools.cache
def _extractor(base: str | None) -> Extractor:
    """The pipeline of this process, loaded when the first article needs it."""
    extractor = Extractor(load(base))
    spare_collector()
    return extractor


@functools.cache
def _reader(mapping: tuple[tuple[str, str], ...]) -> Reader:
    return Reader(dict(mapping))


def _extract(entry: Entry, options: Options) -> Outcome:
    """What a worker does for one article."""
    with _ONE_AT_A_TIME:
        return _extract_alone(entry, options)


def _extract_alone(entry: Entry, options: Options) -> Outcome:
    if entry.repeats:
        return replace(_failed(entry, "reading", entry.repeats), status="skipped")
    extractor = _extractor(options.base)
    try:
        article = _reader(options.mapping).read(entry)
    except ArticleError as error:
        outcome = _failed(entry, "reading", str(error))
        return replace(outcome, status="skipped") if isinstance(error, LanguageError) else outcome
    except Exception as error:  # whatever a library makes of one input, the others go on
        reason = f"{entry.where}: reading failed ({type(error).__name__}: {error}); report it with the file"
        return _failed(entry, "reading", reason)
    article = replace(
        article,
        published=options.published or article.published,
        publisher=options.publisher or article.publisher,
    )
    try:
        lines, records = extractor.extract_lines(article, with_text=options.with_text)
    except Exception as error:  # whatever one article provokes
        reason = f"{entry.where}: extraction failed ({type(error).__name__}: {error}); report it with the article"
        return replace(_failed(entry, "extracting", reason), article_id=article.article_id)
    warning = None
    if article.encoding == UTF_8_WITH_ERRORS:
        warning = f"{entry.where}: bytes that are no UTF-8 are read as U+FFFD; save the file as UTF-8"
    return Outcome(
        "written", article.article_id, article.source, lines, records,
        warning=warning, sketch=sketch(article.text), done=entry.done,
    )  # fmt: skip


def _failed(entry: Entry, stage: Stage, reason: str) -> Outcome:
    return Outcome("failed", entry.article_id, entry.source, stage=stage, reason=reason, done=entry.done)
