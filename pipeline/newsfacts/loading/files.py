"""Files of facts into a database, article by article: what is refused is reported, the rest is loaded.

>>> from newsfacts.loading import Database, load_facts
>>> _ = Path("facts.jsonl").write_text('{"type": "votes"}')
>>> with Database.open("facts.db", create=True) as database:
...     load_facts(["facts.jsonl"], database).refused_lines
1
"""

from __future__ import annotations

import itertools
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError

from newsfacts.errors import NewsfactsError
from newsfacts.loading.articles import LoadableArticle, Refusal, read_articles
from newsfacts.loading.database import Database, first_line
from newsfacts.loading.links import link_changed
from newsfacts.loading.upsert import Result, count_facts, put, take_out
from newsfacts.writing import Output, find_facts, open_output, to_lines

_ARTICLES_AT_ONCE = 200
_SECONDS_AT_MOST = 2.0
_REFUSALS = (IntegrityError, DataError, OperationalError)
_TOO_LARGE = "54000"  # PostgreSQL: a value does not fit into an index


@dataclass(slots=True)
class LoadSummary:
    """A load in numbers: articles by what became of them, facts that were put in, lines that were refused."""

    articles: Counter[str] = field(default_factory=Counter)
    facts: int = 0
    refused_lines: int = 0


def load_facts(
    sources: Iterable[str | Path],
    database: Database,
    *,
    update: bool = False,
    errors: str | Path | None = None,
    say: Callable[[str], None] = lambda message: None,
) -> LoadSummary:
    """Load files of facts; every article is in the database with all its facts or not at all, whatever happens.

    Args:
        sources: files of facts or folders of their parts, - for standard input.
        database: where to.
        update: replace articles whatever their text and version.
        errors: takes the lines that are refused, with number and reason, as JSON Lines.
        say: called with a line for each refusal.

    Raises:
        NewsfactsError: a file cannot be read or written, or the database is gone.
    """
    sources = find_facts(sources)
    if errors is not None and any(os.path.realpath(errors) == os.path.realpath(source) for source in sources):
        raise NewsfactsError(f"{errors}: this is one of the inputs, it would be replaced; name another file")
    summary = LoadSummary()
    with ExitStack() as files, database.reporting():
        ledger = files.enter_context(open_output(errors)) if errors is not None else None
        for source in sources:
            for batch in _batches(read_articles(source, nul=not database.is_postgres)):
                for article, result in zip(batch, _put_all(database, batch, update), strict=True):
                    refused = list(article.refused)
                    summary.articles[result.status] += 1
                    if result.status in {"added", "replaced"}:
                        summary.facts += len(article.facts)
                    elif result.status == "refused" and result.reason:
                        refused += article.refuse(result.reason)
                    elif result.reason:
                        say(f"{source}, line {article.line}: {result.reason}")
                    _report(source, refused, ledger, say)
                    summary.refused_lines += len(refused)
        link_changed(database)
    return summary


def retract(database: Database, *article_ids: str) -> int:
    """Take articles out, all or none of them; how many facts they had.

    Raises:
        NewsfactsError: there is no such article.
    """
    with database.reporting(), database.writing(*article_ids) as connection:
        facts = 0
        for article_id in dict.fromkeys(article_ids):
            facts += count_facts(connection, article_id)
            if not take_out(connection, [article_id]):
                raise NewsfactsError(f"{database.url}: no article {article_id!r}; name its article_id")
    link_changed(database)
    return facts


def _batches(articles: Iterable[LoadableArticle]) -> Iterator[list[LoadableArticle]]:
    """Articles that go into one transaction: many are quicker than one, but none waits long for others."""
    batch: list[LoadableArticle] = []
    began = time.monotonic()
    for article in articles:
        batch.append(article)
        if len(batch) >= _ARTICLES_AT_ONCE or time.monotonic() - began > _SECONDS_AT_MOST:
            yield batch
            batch, began = [], time.monotonic()
    if batch:
        yield batch


def _put_all(database: Database, batch: list[LoadableArticle], update: bool) -> list[Result]:
    """All in one go; where the database refuses something, one by one, to find out what."""
    valid = [article for article in batch if article.record]
    ids = [article.record.article_id for article in valid if article.record]
    with database.writing(*ids) as connection:
        try:
            with connection.begin_nested():
                results = iter(put(connection, valid, update_text=update))
        except DBAPIError as error:
            if not isinstance(error, _REFUSALS):
                raise
            results = iter([_put_one(connection, article, update) for article in valid])
    return [next(results) if article.record else Result("refused") for article in batch]


def _put_one(connection: Connection, article: LoadableArticle, update: bool) -> Result:
    assert article.record is not None
    article_id = article.record.article_id
    try:
        with connection.begin_nested():
            return put(connection, [article], update_text=update)[0]
    except IntegrityError as error:
        return Result("refused", f"{article_id}: has the id of another article's record ({first_line(error)})")
    except DataError as error:
        return Result("refused", f"{article_id}: the database refuses a value ({first_line(error)})")
    except OperationalError as error:
        if _state(error) != _TOO_LARGE:
            raise
        return Result("refused", f"{article_id}: a value is too long for the database ({first_line(error)})")


def _state(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _report(source: str | Path, refused: list[Refusal], ledger: Output | None, say: Callable[[str], None]) -> None:
    """Every line that is refused; those in a row with one reason together, as where the article is at fault."""
    for reason, same in itertools.groupby(refused, key=lambda refusal: refusal.reason):
        lines = list(same)
        first, last = lines[0].line, lines[-1].line
        if len(lines) == 1:
            say(f"{source}, line {first}: {reason}")
        elif last - first == len(lines) - 1:
            say(f"{source}, lines {first} to {last}: {reason}")
        else:
            say(f"{source}, lines {', '.join(str(refusal.line) for refusal in lines)}: {reason}")
        if ledger:
            for line, _, raw in lines:
                content = raw.decode("utf-8", "backslashreplace").rstrip("\n")
                ledger.write(to_lines([{"source": str(source), "line": line, "reason": reason, "content": content}]))
