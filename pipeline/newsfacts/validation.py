"""A file of facts against the contract: each line by itself, and the lines of an article together.

>>> from newsfacts.validation import Checker
>>> _ = Path("facts.jsonl").write_text('{"type": "votes"}')
>>> [problem.number for problem in Checker().check("facts.jsonl")]
[1]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsfacts.errors import RecordError
from newsfacts.records import ArticleRecord, Record, Span
from newsfacts.writing import read_lines

_REFERENCES = ("winner_id", "contest_id", "candidate_id", "speaker_id", "parent_id")


class Problem(NamedTuple):
    """What is wrong with a line of a file."""

    number: int
    message: str


class Checker:
    """Goes through a file line by line; remembers all ids, and the text of the present article only."""

    def __init__(self) -> None:
        self.valid = 0
        self._lines_of: dict[str, int] = {}
        self._articles: dict[str, int] = {}
        self._article: ArticleRecord | None = None
        self._ids_here: set[str] = set()
        self._references: list[tuple[int, str, str]] = []

    def check(self, source: str | Path) -> Iterator[Problem]:
        """The problems of a file, or of standard input for -.

        Raises:
            NewsfactsError: the file cannot be read.
        """
        for number, record in read_lines(source):
            if isinstance(record, RecordError):
                yield Problem(number, str(record))
                continue
            if isinstance(record, ArticleRecord):
                yield from self._dangling()
            messages = [*self._check_record(number, record)]
            self.valid += not messages
            yield from (Problem(number, message) for message in messages)
        yield from self._dangling()

    def _check_record(self, number: int, record: Record) -> Iterator[str]:
        if record.id in self._lines_of:
            yield f"id: {record.id} is that of line {self._lines_of[record.id]} too"
        self._lines_of.setdefault(record.id, number)
        if isinstance(record, ArticleRecord):
            if record.article_id in self._articles:
                yield f"article_id: {record.article_id!r} is that of line {self._articles[record.article_id]} too"
            self._articles.setdefault(record.article_id, number)
            self._article = record
            self._ids_here = set()
            return
        if self._article is None or record.article_id != self._article.article_id:
            yield f"article_id: {record.article_id!r} is not that of the article record before"
            return
        self._ids_here.add(record.id)
        for field in _REFERENCES:
            if reference := getattr(record, field, None):
                self._references.append((number, field, reference))
        if self._article.text is not None:
            yield from _misquoted(record, self._article.text)

    def _dangling(self) -> Iterator[Problem]:
        """References of the article that just ended to records that it does not have."""
        for number, field, reference in self._references:
            if reference not in self._ids_here:
                yield Problem(number, f"{field}: the article has no record {reference}")
        self._references.clear()


def _misquoted(record: Record, text: str) -> Iterator[str]:
    for path, span in spans_of(record):
        found = text[span.start : span.end]
        if found != span.text:
            yield f"{path}: text is {span.text!r}, the article has {found!r}"


def spans_of(record: Record) -> Iterator[tuple[str, Span]]:
    """Every span of a record with its field's path."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Span):
            yield name, value
        elif isinstance(value, list):
            yield from ((f"{name}.{i}", item) for i, item in enumerate(value) if isinstance(item, Span))
        elif isinstance(value, dict):
            yield from ((f"{name}.{key}", item) for key, item in value.items() if isinstance(item, Span))
