"""Articles into the database, or out of it.

What is there already decides: the same facts change nothing, facts of a newer version replace those of an older one,
and another text under the same id is refused unless an update is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from packaging.version import InvalidVersion, Version
from sqlalchemy import Connection, delete, func, insert, literal, select, update

from newsfacts.loading import schema
from newsfacts.loading.articles import LoadableArticle
from newsfacts.loading.rows import Row, article_row, record_row, spans_of_record
from newsfacts.records import ArticleRecord

Status = Literal["added", "replaced", "unchanged", "kept", "refused"]


class Result(NamedTuple):
    """What became of an article, and the reason where its facts are not in the database now."""

    status: Status
    reason: str | None = None


class _Stored(NamedTuple):
    """What is known of an article that is in the database."""

    sha256: str
    facts_sha256: str
    newsfacts: str
    has_text: bool


def put(connection: Connection, articles: Sequence[LoadableArticle], *, update_text: bool) -> list[Result]:
    """Put articles' facts in the place of those that are there; what became of each.

    Args:
        connection: in a transaction that nobody writes these articles beside.
        articles: articles with valid records of their own, each with its facts.
        update_text: replace an article's text, version and facts whatever they are.
    """
    records = [article.record for article in articles if article.record]
    stored = _stored(connection, [record.article_id for record in records])
    results: list[Result] = []
    replaced: list[str] = []
    new: list[tuple[ArticleRecord, LoadableArticle]] = []
    for record, article in zip(records, articles, strict=True):
        known = stored.get(record.article_id)
        result = _compare(known, record, article, update_text) if known else Result("added")
        if known and result.status == "unchanged" and record.text is not None and not known.has_text:
            result = _add_text(connection, record)
        elif result.status in ("added", "replaced"):
            if known and record.text is None and known.sha256 == record.sha256:
                record = record.model_copy(update={"text": _text(connection, record.article_id)})
            replaced += [record.article_id] if known else []
            new.append((record, article))
        results.append(result)
    if replaced:
        take_out(connection, replaced)
    _insert(connection, new)
    return results


def take_out(connection: Connection, article_ids: Sequence[str]) -> bool:
    """Remove articles with their facts; whether any was there."""
    for kind, column in ((schema.PLACE, schema.contests.c.place_key), (schema.NAME, schema.people.c.name_key)):
        gone = select(literal(kind), column).where(column.table.c.article_id.in_(article_ids)).distinct()
        connection.execute(insert(schema.to_link).from_select(["kind", "key"], gone))
    found = connection.execute(delete(schema.articles).where(schema.articles.c.article_id.in_(article_ids)))
    return found.rowcount > 0


def count_facts(connection: Connection, article_id: str) -> int:
    """How many facts of an article are there."""
    tables = schema.RECORD_TABLES.values()
    counts = (select(func.count()).where(table.c.article_id == article_id) for table in tables)
    return sum(connection.execute(count).scalar_one() for count in counts)


def _stored(connection: Connection, article_ids: Sequence[str]) -> dict[str, _Stored]:
    columns = schema.articles.c
    query = select(
        columns.article_id, columns.sha256, columns.facts_sha256, columns.newsfacts, columns.text.is_not(None)
    )
    rows = connection.execute(query.where(columns.article_id.in_(article_ids)))
    return {article_id: _Stored(*known) for article_id, *known in rows}


def _text(connection: Connection, article_id: str) -> str | None:
    columns = schema.articles.c
    return connection.execute(select(columns.text).where(columns.article_id == article_id)).scalar()


def _add_text(connection: Connection, record: ArticleRecord) -> Result:
    of_article = schema.articles.c.article_id == record.article_id
    connection.execute(update(schema.articles).where(of_article).values(text=record.text))
    return Result("replaced")


def _compare(stored: _Stored, record: ArticleRecord, article: LoadableArticle, update_text: bool) -> Result:
    if stored.facts_sha256 == article.facts_sha256:
        return Result("unchanged")
    if update_text:
        return Result("replaced")
    if stored.sha256 != record.sha256:
        return Result("refused", f"{record.article_id}: loaded before with another text; --update replaces it")
    if _version(record.newsfacts) < _version(stored.newsfacts):
        return Result("kept", f"{record.article_id}: its facts were loaded from a newer newsfacts, {stored.newsfacts}")
    if article.refused:
        return Result("refused", f"{record.article_id}: with invalid lines it replaces nothing; --update forces it")
    return Result("replaced")


def _version(text: str) -> Version:
    try:
        return Version(Version(text).public)  # digests have no order
    except InvalidVersion:
        return Version("0.dev0")


def _insert(connection: Connection, articles: Sequence[tuple[ArticleRecord, LoadableArticle]]) -> None:
    rows: dict[str, list[Row]] = defaultdict(list)
    spans: list[Row] = []
    for _, article in articles:
        for fact in article.facts:
            rows[fact.type].append(record_row(fact))
            spans += spans_of_record(fact)
    if articles:
        own = [article_row(record, article.facts_sha256) for record, article in articles]
        connection.execute(insert(schema.articles), own)
    for kind, table in schema.RECORD_TABLES.items():
        if rows[kind]:
            connection.execute(insert(table), rows[kind])
    if spans:
        _insert_spans(connection, spans)
    keys = dict.fromkeys((schema.PLACE, row["place_key"]) for row in rows["contest"])
    keys |= dict.fromkeys((schema.NAME, row["name_key"]) for row in rows["person"])
    if keys:
        connection.execute(insert(schema.to_link), [{"kind": kind, "key": key} for kind, key in keys])


def _insert_spans(connection: Connection, rows: list[Row]) -> None:
    """Three rows of four are spans, and SQLAlchemy takes longer to look at each value than SQLite to store it."""
    statement = insert(schema.spans).compile(dialect=connection.dialect)
    names = statement.positiontup
    values: Any = [tuple(row[name] for name in names) for row in rows] if names else rows
    connection.exec_driver_sql(statement.string, values)
