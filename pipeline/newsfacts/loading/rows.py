"""A record as rows of its table and of the spans' table.

>>> from newsfacts.loading.rows import spans_of_record
>>> from newsfacts.records import PartyIdentifiers, PartyRecord, Span
>>> none = PartyIdentifiers(electoral_commission=None, wikidata=None)
>>> mentions = [Span(start=0, end=1, text="L")]
>>> party = PartyRecord(id="0" * 16, article_id="a", name="Labour", aliases=[], identifiers=none, mentions=mentions)
>>> [(row["field"], row["position"], row["start_char"]) for row in spans_of_record(party)]
[('mentions', 0, 0)]
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from newsfacts.comparing import bare_name
from newsfacts.errors import RecordError
from newsfacts.loading import schema
from newsfacts.records import (
    ArticleRecord,
    ContestRecord,
    PartyRecord,
    PersonRecord,
    QuoteRecord,
    Record,
    Span,
    to_json_dict,
)
from newsfacts.registers import place_key
from newsfacts.validation import SPAN_FIELDS

Row = dict[str, Any]
_BIGGEST = 2**63 - 1
_LONG_NUMBER = re.compile(rb"[0-9]{19}")
_NOT_FIELDS = {"electoral_commission", "wikidata", "gss", "ballot_paper_id", "cue_lemma", "place_key", "name_key"}
_PLAIN_FIELDS = {
    kind: [column.name for column in table.columns if column.name not in _NOT_FIELDS]
    for kind, table in schema.RECORD_TABLES.items()
}


def article_row(record: ArticleRecord, facts_sha256: str) -> Row:
    """The row of an article."""
    row = {column.name: getattr(record, column.name, None) for column in schema.articles.columns}
    return {**row, "facts_sha256": facts_sha256}


def record_row(record: Record) -> Row:
    """The row of a fact."""
    row = {name: getattr(record, name, None) for name in _PLAIN_FIELDS[record.type]}
    if isinstance(record, PersonRecord):
        row["name_key"] = bare_name(record.name)
    elif isinstance(record, PartyRecord):
        row["electoral_commission"] = record.identifiers.electoral_commission
        row["wikidata"] = record.identifiers.wikidata
    elif isinstance(record, ContestRecord):
        row["gss"], row["ballot_paper_id"] = record.identifiers.gss, record.identifiers.ballot_paper_id
        row["place_key"] = place_key(record.place)
    elif isinstance(record, QuoteRecord):
        row["cue_lemma"] = record.cue.lemma if record.cue else None
    return row


def spans_of_record(record: Record) -> Iterator[Row]:
    """The rows of a fact's spans."""
    for name in SPAN_FIELDS[type(record)]:
        value = getattr(record, name)
        if isinstance(value, Span):
            yield _span_row(record, name, 0, value)
        elif isinstance(value, list):
            for position, item in enumerate(value):
                yield _span_row(record, name, position, item)
        elif isinstance(value, dict):
            for key, item in value.items():
                yield _span_row(record, f"{name}.{key}", 0, item)


def _span_row(record: Record, field: str, position: int, span: Span) -> Row:
    return {
        "record_id": record.id,
        "field": field,
        "position": position,
        "record_type": record.type,
        "article_id": record.article_id,
        "start_char": span.start,
        "end_char": span.end,
        "text": span.text,
    }


def storable_line(record: Record, line: bytes, *, nul: bool) -> bytes:
    """The record's line, for its hash; an article's without its text, for which another hash stands.

    Args:
        record: the record.
        line: the line that it was read from.
        nul: whether the database stores the character U+0000.

    Raises:
        RecordError: a value cannot be stored; the message names the field.
    """
    if (not isinstance(record, ArticleRecord) and _LONG_NUMBER.search(line)) or (not nul and b"\\u0000" in line):
        for path, value in _values(to_json_dict(record), ""):
            if isinstance(value, int) and value > _BIGGEST:
                raise RecordError(f"{path}: {str(value)[:20]} is too large for a database")
            if isinstance(value, str) and not nul and "\0" in value:
                raise RecordError(f"{path}: holds the character U+0000, which PostgreSQL does not store; remove it")
    if not isinstance(record, ArticleRecord):
        return line.strip()
    return orjson.dumps({key: value for key, value in to_json_dict(record).items() if key != "text"})


def hash_of(lines: Iterable[bytes]) -> str:
    """A hash of an article's lines, in whatever order."""
    return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()


def _values(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _values(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _values(item, f"{path}.{index}")
    else:
        yield path, value
