"""The articles of a file of facts, ready for a database: what belongs together is accepted or refused together.

>>> from newsfacts.loading.articles import read_articles
>>> _ = Path("facts.jsonl").write_text('{"type": "votes"}')
>>> [refusal.line for article in read_articles("facts.jsonl", nul=True) for refusal in article.refused]
[1]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from newsfacts.errors import RecordError
from newsfacts.loading.rows import hash_of, storable_line
from newsfacts.records import ArticleRecord, Record
from newsfacts.validation import Checked, Checker, references_of


class Refusal(NamedTuple):
    """A line that is not loaded, and why."""

    line: int
    reason: str
    raw: bytes


@dataclass(slots=True)
class LoadableArticle:
    """An article with its facts, and the lines that are not among them."""

    record: ArticleRecord | None = None
    line: int = 0
    facts: list[Record] = field(default_factory=list)
    facts_sha256: str = ""
    refused: list[Refusal] = field(default_factory=list)
    raw: dict[int, bytes] = field(default_factory=dict)

    def refuse(self, reason: str) -> Iterator[Refusal]:
        """The refusal of the whole article: of each line that was not refused already."""
        before = {refusal.line for refusal in self.refused}
        yield from (Refusal(number, reason, raw) for number, raw in self.raw.items() if number not in before)


def read_articles(source: str | Path, *, nul: bool) -> Iterator[LoadableArticle]:
    """The articles of a file, or of standard input for -.

    Args:
        source: a file of facts.
        nul: whether the database stores the character U+0000.

    Raises:
        NewsfactsError: the file cannot be read.
    """
    for checked in Checker().articles(source):
        yield _loadable(checked, nul)


def _loadable(checked: Checked, nul: bool) -> LoadableArticle:
    reasons: dict[int, list[str]] = {}
    for number, message in checked.problems:
        reasons.setdefault(number, []).append(message)
    for number in checked.unplaced:
        reasons[number] = ["article_id: the article's own line is invalid"]
    lines: dict[int, bytes] = {}
    for number, record in checked.records.items():
        try:
            lines[number] = storable_line(record, checked.raw[number], nul=nul)
        except RecordError as error:
            reasons[number] = [str(error)]
    article = checked.article
    article_line = next(iter(checked.records), 0)
    accepted = {number: record for number, record in checked.records.items() if number in lines}
    if article is not None and article_line not in accepted:
        for number in accepted:
            reasons[number] = ["article_id: the article's own line is invalid"]
        article, accepted = None, {}
    for number, reason in _of_refused(accepted):
        reasons[number] = [reason]
        del accepted[number]
    refused = [Refusal(number, "; ".join(why), checked.raw[number]) for number, why in sorted(reasons.items())]
    if article is None:
        return LoadableArticle(refused=refused, raw=checked.raw)
    facts: list[Record] = [record for record in accepted.values() if not isinstance(record, ArticleRecord)]
    return LoadableArticle(
        article, article_line, facts, hash_of(lines[number] for number in accepted), refused, checked.raw
    )


def _of_refused(accepted: dict[int, Record]) -> list[tuple[int, str]]:
    """Records that refer to one that is refused, or to one that refers to such a one."""
    ids = {record.id for record in accepted.values()}
    referring: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, record in accepted.items():
        for name, reference in references_of(record):
            referring[reference].append((number, name))
    found: dict[int, str] = {}
    missing = [reference for reference in referring if reference not in ids]
    while missing:
        reference = missing.pop()
        for number, name in referring[reference]:
            if number not in found:
                found[number] = f"{name}: the record {reference} is on an invalid line"
                missing.append(accepted[number].id)
    return sorted(found.items())
