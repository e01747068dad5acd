"""One article's records, arranged for a reader.

>>> from newsfacts.showing.articles import arrange
>>> arrange("a", []).title
'a'
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from newsfacts.records import (
    ArticleRecord,
    ContestRecord,
    PartyRecord,
    PersonRecord,
    QuoteRecord,
    Record,
    Span,
    VoteCountRecord,
    VoteShareRecord,
    to_json_dict,
)
from newsfacts.showing.segments import Highlight, Segment, cut

Vote = VoteCountRecord | VoteShareRecord
NOBODY = "no speaker named"
NO_CONTEST = "no contest named"


@dataclass
class ResultRow:
    """What one candidate, party or option polled at one stage; `width` is the bar's, in percent of the longest."""

    name: str
    party: str | None
    stage: str | None
    count: VoteCountRecord | None = None
    share: VoteShareRecord | None = None
    width: float = 0.0

    @property
    def record(self) -> Vote | None:
        """The record that the row's evidence is shown by."""
        return self.count or self.share


@dataclass
class Results:
    """A contest with what was polled in it; `contest` is None for votes that belong to no known one."""

    contest: ContestRecord | None
    rows: list[ResultRow] = field(default_factory=list)


@dataclass
class ArticleView:
    """An article as the report shows it."""

    article_id: str
    article: ArticleRecord | None
    segments: list[Segment]
    people: list[PersonRecord]
    parties: list[PartyRecord]
    results: list[Results]
    quotes: list[tuple[str, list[QuoteRecord]]]
    records: dict[str, dict[str, object]]

    @property
    def title(self) -> str:
        """The headline; without one the id."""
        return (self.article and self.article.title) or self.article_id

    @property
    def url(self) -> str | None:
        """The address, if it is one that a browser may follow."""
        url = self.article.url if self.article else None
        return url if url and url.lower().startswith(("http://", "https://")) else None

    @property
    def warnings(self) -> list[tuple[ContestRecord, str]]:
        """Arithmetic that does not add up, with its contest."""
        contests = (result.contest for result in self.results)
        return [(contest, warning) for contest in contests if contest for warning in contest.warnings]


def arrange(article_id: str, records: Iterable[Record]) -> ArticleView:
    """The records of one article as the report shows them."""
    records = list(records)
    article = next((record for record in records if isinstance(record, ArticleRecord)), None)
    facts = [record for record in records if not isinstance(record, ArticleRecord)]
    text = (article.text if article else None) or ""
    highlights = [Highlight(span.start, span.end, fact.id) for fact in facts for span in evidence(fact)]
    return ArticleView(
        article_id,
        article,
        cut(text, highlights) if text else [],
        [fact for fact in facts if isinstance(fact, PersonRecord)],
        [fact for fact in facts if isinstance(fact, PartyRecord)],
        _results(facts),
        _by_speaker(fact for fact in facts if isinstance(fact, QuoteRecord)),
        {fact.id: to_json_dict(fact) for fact in facts},
    )


def evidence(fact: Record) -> Iterator[Span]:
    """Where the fact was read from."""
    match fact:
        case PersonRecord() | PartyRecord():
            yield from fact.mentions
        case ContestRecord():
            yield from fact.evidence.values()
        case VoteCountRecord() | VoteShareRecord():
            yield fact.evidence
        case QuoteRecord():
            yield from fact.content


def _results(facts: Iterable[Record]) -> list[Results]:
    facts = list(facts)
    results = {fact.id: Results(fact) for fact in facts if isinstance(fact, ContestRecord)}
    nowhere = Results(None)
    for fact in facts:
        if isinstance(fact, Vote):
            _add(results.get(fact.contest_id or "", nowhere), fact)
    found = [*results.values(), *([nowhere] if nowhere.rows else [])]
    for result in found:
        _measure(result.rows)
    return found


def _add(result: Results, vote: Vote) -> None:
    """To the row of the same candidate and stage, if that has none of its kind yet."""
    name = vote.candidate or vote.option or vote.party or "?"
    kind = "count" if isinstance(vote, VoteCountRecord) else "share"
    for row in result.rows:
        if (row.name, row.party, row.stage) == (name, vote.party, vote.stage) and getattr(row, kind) is None:
            break
    else:
        row = ResultRow(name, vote.party, vote.stage)
        result.rows.append(row)
    setattr(row, kind, vote)


def _measure(rows: list[ResultRow]) -> None:
    """Bars by votes where there are any, else by share: the two cannot stand on one scale."""
    counts = [row.count.votes for row in rows if row.count]
    most = max(counts, default=0)
    for row in rows:
        if counts:
            row.width = 100 * row.count.votes / most if row.count and most else 0.0
        elif row.share and row.share.percent:
            row.width = row.share.percent


def _by_speaker(quotes: Iterable[QuoteRecord]) -> list[tuple[str, list[QuoteRecord]]]:
    groups: dict[str, list[QuoteRecord]] = defaultdict(list)
    for quote in quotes:
        groups[quote.speaker or NOBODY].append(quote)
    return list(groups.items())
