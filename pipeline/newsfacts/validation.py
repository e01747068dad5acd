"""Files of facts against the contract: each line by itself, and the lines of an article together.

>>> from newsfacts.validation import Checker
>>> _ = Path("facts.jsonl").write_text('{"type": "votes"}')
>>> [problem.number for problem in Checker().check("facts.jsonl")]
[1]
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, get_args

from newsfacts.errors import RecordError
from newsfacts.reading.article import hash_text
from newsfacts.records import RECORD_TYPES, ArticleRecord, ContestRecord, Record, Span
from newsfacts.writing import read_lines

REFERENCES = {
    "winner_id": "person",
    "contest_id": "contest",
    "candidate_id": "person",
    "speaker_id": "person",
    "parent_id": "quote",
}


def _holds_spans(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Span):
        return True
    return any(map(_holds_spans, get_args(annotation)))


# Looking fields up in the models each time would take longer than checking them.
_REFERENCE_FIELDS = {model: tuple(name for name in model.model_fields if name in REFERENCES) for model in RECORD_TYPES}
SPAN_FIELDS = {
    model: tuple(name for name, field in model.model_fields.items() if _holds_spans(field.annotation))
    for model in RECORD_TYPES
}


class Problem(NamedTuple):
    """What is wrong with a line of a file."""

    number: int
    message: str


@dataclass(slots=True)
class Checked:
    """The lines of one article: the valid records, the article's own first, and what is wrong with the others.

    Without a valid article's record the facts are `unplaced`: valid by themselves, but of no article.
    """

    records: dict[int, Record] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unplaced: list[int] = field(default_factory=list)
    raw: dict[int, bytes] = field(default_factory=dict)

    @property
    def article(self) -> ArticleRecord | None:
        """The article's record, if it is valid."""
        first = next(iter(self.records.values()), None)
        return first if isinstance(first, ArticleRecord) else None


class Checker:
    """Goes through files line by line; remembers all ids, and the lines of the present article only."""

    def __init__(self) -> None:
        self.valid = 0
        self._lines_of: dict[str, int] = {}  # lines are counted through all files
        self._articles: dict[str, int] = {}
        self._files: list[tuple[int, str | Path]] = []  # the lines before each file, and its name
        self._line = 0
        self._article: ArticleRecord | None = None
        self._unknown_article = False  # its line is bad, so nothing can be said of which article the next ones are
        self._types_here: dict[str, str] = {}
        self._references: list[tuple[int, str, str, str]] = []
        self._bad_lines: set[int] = set()

    def check(self, source: str | Path) -> Iterator[Problem]:
        """The problems of a file, or of standard input for -.

        Raises:
            NewsfactsError: the file cannot be read.
        """
        for checked in self.articles(source):
            yield from checked.problems

    def articles(self, source: str | Path) -> Iterator[Checked]:
        """The lines of a file, or of standard input for -, article by article, each checked.

        Raises:
            NewsfactsError: the file cannot be read.
        """
        checked = Checked()
        before = self._line
        self._files.append((before, source))
        self._article, self._unknown_article = None, False
        for number, record, raw in read_lines(source):
            self._line = before + number
            begins = isinstance(record, ArticleRecord) or (isinstance(record, RecordError) and record.of_article)
            if begins and checked.raw:
                yield self._finish(checked)
                checked = Checked()
            checked.raw[number] = raw
            if isinstance(record, RecordError):
                checked.problems.append(Problem(number, str(record)))
                if record.of_article:
                    self._article, self._unknown_article = None, True
                continue
            messages = [*self._check_record(number, record)]
            if messages:
                self._bad_lines.add(number)
                checked.problems += (Problem(number, message) for message in messages)
            elif self._unknown_article:
                checked.unplaced.append(number)
            else:
                checked.records[number] = record
            self.valid += not messages
        if checked.raw:
            yield self._finish(checked)

    def _finish(self, checked: Checked) -> Checked:
        """The article with what only its end shows."""
        checked.problems += self._dangling()
        for number in self._bad_lines:
            checked.records.pop(number, None)
        self._bad_lines.clear()
        if checked.article is None:
            checked.unplaced += checked.records
            checked.records.clear()
        return checked

    def _check_record(self, number: int, record: Record) -> Iterator[str]:
        if record.id in self._lines_of:
            yield f"id: {record.id} is that of {self._place(self._lines_of[record.id])} too"
        self._lines_of.setdefault(record.id, self._line)
        if isinstance(record, ArticleRecord):
            yield from self._check_article(record)
            return
        if self._unknown_article:
            return
        if self._article is None or record.article_id != self._article.article_id:
            yield f"article_id: {record.article_id!r} is not that of the article record before"
            return
        yield from _contradictions(record)
        self._types_here[record.id] = record.type
        for name, reference in references_of(record):
            self._references.append((number, name, reference, record.id))
        if self._article.text is not None:
            yield from _misquoted(record, self._article.text)

    def _place(self, line: int) -> str:
        """The line as its file counts it, with the file's name if it is not the present one."""
        index = bisect_left(self._files, line, key=itemgetter(0)) - 1
        before, name = self._files[index]
        return f"line {line - before}" if index == len(self._files) - 1 else f"line {line - before} of {name}"

    def _check_article(self, record: ArticleRecord) -> Iterator[str]:
        if record.article_id in self._articles:
            yield f"article_id: {record.article_id!r} is that of {self._place(self._articles[record.article_id])} too"
        self._articles.setdefault(record.article_id, self._line)
        self._article, self._unknown_article = record, False
        self._types_here = {}
        yield from _no_date("published", record.published)
        if record.text is not None and hash_text(record.text) != record.sha256:
            yield "sha256: not that of the text"

    def _dangling(self) -> Iterator[Problem]:
        """References of the article that just ended to records that it does not have, or not of that type."""
        for number, name, reference, owner in self._references:
            found = self._types_here.get(reference)
            wanted = REFERENCES[name]
            if found == wanted and reference != owner:
                continue
            if number not in self._bad_lines:
                self._bad_lines.add(number)
                self.valid -= 1
            if found is None:
                yield Problem(number, f"{name}: the article has no record {reference}")
            elif reference == owner:
                yield Problem(number, f"{name}: {reference} is the record itself")
            else:
                yield Problem(number, f"{name}: {reference} is a {found}, not a {wanted}")
        self._references.clear()


def _contradictions(record: Record) -> Iterator[str]:
    if isinstance(record, ContestRecord):
        yield from _no_date("date", record.date)
        if record.outcome == "hold" and record.from_party is not None:
            yield "from_party: must be null on a hold"


def _no_date(field: str, value: str | None) -> Iterator[str]:
    try:
        valid = value is None or date.fromisoformat(value).isoformat() == value
    except ValueError:
        valid = False
    if not valid:
        yield f"{field}: {value!r} is no date; it is written as 2017-02-24"


def _misquoted(record: Record, text: str) -> Iterator[str]:
    for path, span in spans_of(record):
        found = text[span.start : span.end]
        if found != span.text:
            yield f"{'.'.join(map(str, path))}: text is {span.text!r}, the article has {found!r}"


def references_of(record: Record) -> Iterator[tuple[str, str]]:
    """The records that a record refers to, each with the field that does."""
    for name in _REFERENCE_FIELDS[type(record)]:
        if reference := getattr(record, name):
            yield name, reference


def spans_of(record: Record) -> Iterator[tuple[tuple[str | int, ...], Span]]:
    """Every span of a record with its field's path."""
    for name in SPAN_FIELDS[type(record)]:
        value = getattr(record, name)
        if isinstance(value, Span):
            yield (name,), value
        elif isinstance(value, list):
            yield from (((name, i), item) for i, item in enumerate(value))
        elif isinstance(value, dict):
            yield from (((name, key), item) for key, item in value.items())
