"""Many articles: each is read, extracted and written, or its failure is put on record; none is lost.

>>> from newsfacts.batch import Options, extract_articles
>>> from newsfacts.reading import find_inputs
>>> [outcome.status for outcome in extract_articles(find_inputs(["corpus/articles/c*.txt"]).sources, Options())]
['written']
"""

from __future__ import annotations

import functools
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from newsfacts.errors import ArticleError, NewsfactsError
from newsfacts.extraction import Extractor, load
from newsfacts.reading import Article, Source, read_source
from newsfacts.reading.text import UTF_8_WITH_ERRORS
from newsfacts.reporting import say
from newsfacts.workers import Lost, map_in_order
from newsfacts.writing import STDIO, open_output, to_lines

Status = Literal["written", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for a whole run: the base model, what the articles' records carry, worker processes."""

    base: str | None = None
    with_text: bool = True
    published: str | None = None
    publisher: str | None = None
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: JSON lines, or the stage and the reason why there are none."""

    status: Status
    source: Source
    lines: bytes = b""
    records: Counter[str] = field(default_factory=Counter)
    stage: Literal["reading", "extracting"] | None = None
    reason: str | None = None


@dataclass(slots=True)
class Summary:
    """A run in numbers."""

    articles: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Task:
    """An article for a worker, or the outcome where there is no article to work on."""

    source: Source
    article: Article | None = None
    duplicate_of: str | None = None
    outcome: Outcome | None = None


def run(
    sources: Sequence[Source],
    output: str | Path,
    options: Options,
    *,
    errors: str | Path | None = None,
    watch: Callable[[Outcome], None] = lambda outcome: None,
) -> Summary:
    """Extract the sources into one file of facts.

    Args:
        sources: what `find_inputs` found.
        output: file of facts, or - for standard output.
        options: what holds for the whole run.
        errors: ledger of the articles that failed or were skipped, a JSON line each.
        watch: called with every outcome, in order.

    Raises:
        NewsfactsError: the model cannot be loaded, or a file cannot be written.
    """
    if errors is not None and os.path.realpath(errors) == os.path.realpath(output):
        raise NewsfactsError(f"{errors}: the facts and the errors cannot go to one place; name another")
    _spare_inputs(sources, [target for target in (output, errors) if target is not None and str(target) != STDIO])
    summary = Summary()
    with ExitStack() as files:
        facts = files.enter_context(open_output(output))
        ledger = files.enter_context(open_output(errors)) if errors is not None else None
        for outcome in extract_articles(sources, options):
            facts.write(outcome.lines)
            if ledger and outcome.status != "written":
                ledger.write(_ledger_line(outcome))
            summary.articles[outcome.status] += 1
            summary.records += outcome.records
            watch(outcome)
        if summary.articles.total() != len(sources):
            raise NewsfactsError(f"{len(sources)} inputs, but only {summary.articles.total()} accounted for")
    return summary


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
        "id": outcome.source.article_id or None,
        "source": outcome.source.source,
        "status": outcome.status,
        "stage": outcome.stage,
        "reason": outcome.reason,
    }
    return to_lines([entry])


def extract_articles(sources: Iterable[Source], options: Options) -> Iterator[Outcome]:
    """The outcome of every source, in order, whatever the number of workers.

    Raises:
        ModelError: the model cannot be loaded.
    """
    sources = list(sources)
    jobs = max(1, min(options.jobs, len(sources)))
    work = functools.partial(_extract, options=options)
    for task, outcome in map_in_order(work, _read_all(sources, options), jobs):
        if isinstance(outcome, Lost):
            reason = f"{task.source.where}: the worker process died, perhaps out of memory; split the article"
            yield Outcome("failed", task.source, stage="extracting", reason=reason)
        else:
            yield outcome


def _read_all(sources: Iterable[Source], options: Options) -> Iterator[_Task]:
    first_with: dict[str, str] = {}  # SHA-256 of a text -> the article that had it first
    for source in sources:
        if source.repeats:
            yield _Task(source, outcome=Outcome("skipped", source, stage="reading", reason=source.repeats))
            continue
        try:
            article = read_source(source)
        except ArticleError as error:
            yield _Task(source, outcome=Outcome("failed", source, stage="reading", reason=str(error)))
            continue
        if article.encoding == UTF_8_WITH_ERRORS:
            say(f"warning: {source.where}: bytes that are no UTF-8 are read as U+FFFD; save the file as UTF-8")
        article = replace(article, published=options.published, publisher=options.publisher)
        first = first_with.setdefault(article.sha256, article.article_id)
        yield _Task(source, article, duplicate_of=first if first != article.article_id else None)


@functools.cache
def _extractor(base: str | None) -> Extractor:
    """The pipeline of this process, loaded when the first article needs it."""
    return Extractor(load(base))


def _extract(task: _Task, options: Options) -> Outcome:
    if task.outcome:
        return task.outcome
    assert task.article is not None
    extractor = _extractor(options.base)
    try:
        lines, records = extractor.extract_lines(
            task.article, duplicate_of=task.duplicate_of, with_text=options.with_text
        )
    except Exception as error:  # whatever one article provokes, the others go on
        reason = f"{task.source.where}: extraction failed ({type(error).__name__}: {error}); report it with the article"
        return Outcome("failed", task.source, stage="extracting", reason=reason)
    return Outcome("written", task.source, lines, records)
