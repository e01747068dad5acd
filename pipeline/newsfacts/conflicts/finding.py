"""Reads facts from a database and finds those that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from newsfacts.conflicts.quotations import QuoteFact, quote_conflicts
from newsfacts.conflicts.results import ContestFact, CountFact, LinkedFacts, result_conflicts
from newsfacts.conflicts.statements import Conflict, Statement, sentence_around
from newsfacts.loading import Database, schema

_articles, _spans = schema.articles.c, schema.spans.c


def find_conflicts(database: Database) -> Iterator[Conflict]:
    """All conflicts, contest by contest, then those of quotations."""
    with database.reporting(), database.engine.connect() as connection:
        linked = _labels(connection)
        _add_contests(connection, linked)
        _add_counts(connection, linked)
        for key in sorted(linked, key=lambda key: (linked[key].label, key)):
            yield from result_conflicts(linked[key])
        yield from quote_conflicts(_quotes(connection))


def _labels(connection: Connection) -> dict[str, LinkedFacts]:
    columns = schema.linked_contests.c
    rows = connection.execute(select(columns.id, columns.place, columns.kind, columns.date))
    return {
        row.id: LinkedFacts(" ".join(filter(None, [row.place, row.kind if row.kind != "other" else None, row.date])))
        for row in rows
    }


def _add_contests(connection: Connection, linked: Mapping[str, LinkedFacts]) -> None:
    columns, links = schema.contests.c, schema.contest_links.c
    spans: dict[str, dict[str, Any]] = {}
    for span in connection.execute(select(schema.spans).where(_spans.record_type == "contest")).mappings():
        spans.setdefault(span["record_id"], {})[span["field"].removeprefix("evidence.")] = span
    query = (
        select(schema.contests, links.linked_id, _articles.text, _articles.publisher, _articles.published)
        .join(schema.contest_links, links.contest_id == columns.id)
        .join(schema.articles, _articles.article_id == columns.article_id)
        .order_by(columns.article_id, columns.id)
    )
    for row in connection.execute(query).mappings():
        own = spans.get(row["id"], {})

        def says(name: str, row: Any = row, own: Any = own) -> Statement | None:
            span = own.get(name)
            if span is None:
                return None
            sentence = sentence_around(row["text"], span["start_char"], span["end_char"], span["text"])
            return _statement(row, span["start_char"], span["end_char"], span["text"], sentence)

        winner, party, majority = says("winner"), says("winner_party"), says("majority")
        linked[row["linked_id"]].contests.append(
            ContestFact(
                winner=(row["winner"], winner) if winner and not row["winners"] else None,
                winner_party=(row["winner_party"], party) if party and not row["winners"] else None,
                majority=(row["majority"], row["majority_source"] == "stated", majority) if majority else None,
            )
        )


def _add_counts(connection: Connection, linked: Mapping[str, LinkedFacts]) -> None:
    columns, links = schema.vote_counts.c, schema.contest_links.c
    evidence, sentence = schema.spans.alias("evidence"), schema.spans.alias("sentence")
    query = (
        select(
            schema.vote_counts, links.linked_id, _articles.publisher, _articles.published, evidence.c.start_char,
            evidence.c.end_char, evidence.c.text.label("printed"), sentence.c.text.label("sentence"),
        )
        .join(schema.contest_links, links.contest_id == columns.contest_id)
        .join(schema.articles, _articles.article_id == columns.article_id)
        .join(evidence, (evidence.c.record_id == columns.id) & (evidence.c.field == "evidence"))
        .join(sentence, (sentence.c.record_id == columns.id) & (sentence.c.field == "sentence"))
        .order_by(columns.article_id, evidence.c.start_char)
    )  # fmt: skip
    for row in connection.execute(query).mappings():
        statement = _statement(row, row["start_char"], row["end_char"], row["printed"], row["sentence"])
        linked[row["linked_id"]].counts.append(
            CountFact(
                name=row["candidate"],
                statement=statement,
                **{name: row[name] for name in ("party", "option", "votes", "qualifier", "stage", "stage_kind")},
            )
        )


def _quotes(connection: Connection) -> Iterator[QuoteFact]:
    columns, links = schema.quotes.c, schema.person_links.c
    content, sentence = schema.spans.alias("content"), schema.spans.alias("sentence")
    first = (content.c.record_id == columns.id) & (content.c.field == "content") & (content.c.position == 0)
    query = (
        select(
            schema.quotes, links.linked_id, _articles.publisher, _articles.published,
            content.c.start_char, content.c.end_char, sentence.c.text.label("sentence"),
        )
        .join(schema.articles, _articles.article_id == columns.article_id)
        .join(content, first)
        .join(sentence, (sentence.c.record_id == columns.id) & (sentence.c.field == "sentence"))
        .join(schema.person_links, links.person_id == columns.speaker_id, isouter=True)
        .where((columns.kind == "direct") & columns.parent_id.is_(None))
        .order_by(columns.article_id, content.c.start_char)
    )  # fmt: skip
    for row in connection.execute(query).mappings():
        statement = _statement(row, row["start_char"], row["end_char"], row["text"], row["sentence"])
        yield QuoteFact(row["text"], row["speaker"], row["speaker_kind"], row["linked_id"], statement)


def _statement(row: Mapping[Any, Any], start: int, end: int, text: str, sentence: str) -> Statement:
    return Statement(
        row["article_id"], row["id"], start, end, text, " ".join(sentence.split()), row["publisher"], row["published"]
    )
