"""Facts against official results: confirmed, contradicted, or not found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from newsfacts.comparing import compatible_names, printed_range
from newsfacts.evaluation.matching import same, same_name
from newsfacts.records import ArticleRecord, ContestRecord, Record, Span, VoteCountRecord
from newsfacts.registers import party_name, same_party
from newsfacts.verifying.official import Candidate, OfficialContest, Results

Verdict = Literal["confirmed", "contradicted", "not found"]
Subject = Literal["votes", "winner", "party", "outcome"]
_EXACT_BELOW_ZEROS = 3  # 11,600 is checked as it stands, 12,000 as a rounded figure
_REPORTED_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Check:
    """One fact held against the official result."""

    verdict: Verdict
    subject: Subject
    article_id: str
    record_id: str
    contest: str | None
    who: str | None
    claimed: str
    official: str | None
    date: str | None
    evidence: Span | None


@dataclass(slots=True)
class _Article:
    published: str | None = None
    contests: dict[str, ContestRecord] = field(default_factory=dict)
    counts: list[VoteCountRecord] = field(default_factory=list)


def verify(records: Iterable[Record], results: Results) -> Iterator[Check]:
    """Every vote count, winner, party and outcome of some facts, held against official results.

    Args:
        records: facts, each article's record before its facts.
        results: what `read_results` read.
    """
    article = _Article()
    for record in records:
        if isinstance(record, ArticleRecord):
            yield from _check_article(article, results)
            article = _Article(record.published)
        elif isinstance(record, ContestRecord):
            article.contests[record.id] = record
        elif isinstance(record, VoteCountRecord):
            article.counts.append(record)
    yield from _check_article(article, results)


def _check_article(article: _Article, results: Results) -> Iterator[Check]:
    official: dict[str, OfficialContest | None] = {}
    for contest in article.contests.values():
        counts = [count for count in article.counts if count.contest_id == contest.id]
        official[contest.id] = _find(contest, counts, article.published, results)
        yield from _check_contest(contest, official[contest.id])
    parties_seen: set[tuple[str | None, str | None]] = set()
    for count in article.counts:
        found = official.get(count.contest_id or "")
        candidate = _candidate(count, found) if found else None
        yield _check_votes(count, found, candidate)
        if count.party and count.candidate and (count.contest_id, count.candidate) not in parties_seen:
            parties_seen.add((count.contest_id, count.candidate))
            yield _check_party(count, found, candidate)


def _find(
    contest: ContestRecord, counts: list[VoteCountRecord], published: str | None, results: Results
) -> OfficialContest | None:
    """The official contest: the one of the text's date or, without one, the one whose candidates the text names."""
    at_place = [official for official in results.at(contest.place) if _may_be(contest, official, published)]
    if contest.date:
        on_day = [official for official in at_place if official.date in (contest.date, None)]
        return on_day[0] if len(on_day) == 1 else None
    won = {name for name in (contest.winner, *contest.winners) if name}
    names = won | {count.candidate for count in counts if count.candidate}
    scored = [(_agreement(won, names, counts, official), official) for official in at_place]
    best = max((score for score, _ in scored), default=0)
    likely = [official for score, official in scored if score == best and score]
    if len(likely) > 1 and published:
        likely = [official for official in likely if _reported(official.date, published)]
    return likely[0] if len(likely) == 1 else None


def _may_be(contest: ContestRecord, official: OfficialContest, published: str | None) -> bool:
    """Whether the kind of poll, the constituency's number and the day of the report allow it."""
    if official.date and published and published < official.date:
        return False
    gss = contest.identifiers.gss
    if gss and official.gss and gss != official.gss:
        return False
    return official.kind is None or contest.kind in (official.kind, "other")


def _agreement(won: set[str], names: set[str], counts: list[VoteCountRecord], official: OfficialContest) -> int:
    """How many of the text's candidates stood in a contest; where it lists parties only, their votes speak too.

    None, where the winner did not stand, or more did not stand than did: then it is another year's contest.
    """
    stood = [name for name in (official.elected, *(candidate.name for candidate in official.candidates)) if name]
    known = {name for name in names if any(compatible_names(name, other) for other in stood)}
    by_party = [candidate for candidate in official.candidates if candidate.name is None]
    if not by_party and (won - known or 2 * len(known) < len(names)):
        return 0
    return len(known) + sum(
        any(count.votes == candidate.votes and same_party(count.party, candidate.party) for candidate in by_party)
        for count in counts
    )


def _reported(day: str | None, published: str) -> bool:
    if day is None:
        return False
    passed = date.fromisoformat(published) - date.fromisoformat(day)
    return timedelta(0) <= passed <= _REPORTED_WITHIN


def _candidate(count: VoteCountRecord, official: OfficialContest) -> Candidate | None:
    """The one candidate whom a count is for: by name; by party where one of the two sides has no name."""
    name = count.candidate or count.option
    if name:
        stood = [candidate for candidate in official.candidates if candidate.name]
        for agree in (same_name, compatible_names):
            named = [candidate for candidate in stood if candidate.name and agree(name, candidate.name)]
            if len(named) == 1:
                return named[0]
            if named:
                return None
    if not count.party:
        return None
    of_party = [
        candidate
        for candidate in official.candidates
        if same_party(candidate.party, count.party) and (candidate.name is None or not name)
    ]
    return of_party[0] if len(of_party) == 1 else None


def _check_votes(count: VoteCountRecord, official: OfficialContest | None, candidate: Candidate | None) -> Check:
    votes = candidate.votes if candidate and count.stage_kind in (None, "final") else None
    verdict: Verdict = "not found"
    if votes is not None:
        claimed = printed_range(count.votes, count.evidence.text, count.qualifier, round_zeros=_EXACT_BELOW_ZEROS)
        verdict = "confirmed" if claimed.low <= votes <= claimed.high else "contradicted"
    said = " ".join(filter(None, [count.qualifier, f"{count.votes:,}"]))
    who = count.candidate or count.option or count.party
    shown = f"{votes:,}" if votes is not None else None
    return _check(verdict, "votes", count, official, (count.contest, who, said, shown, count.evidence))


def _check_party(count: VoteCountRecord, official: OfficialContest | None, candidate: Candidate | None) -> Check:
    party = candidate.party if candidate and candidate.name else None
    verdict: Verdict = "not found"
    if party:
        verdict = "confirmed" if same_party(count.party, party) else "contradicted"
    return _check(
        verdict, "party", count, official, (count.contest, count.candidate, str(count.party), party, count.evidence)
    )


def _check_contest(contest: ContestRecord, official: OfficialContest | None) -> Iterator[Check]:
    winner = official.winner if official else None
    verdict: Verdict
    if contest.winner:
        verdict = _winner_verdict(contest.winner, official, winner)
        if verdict == "not found" and winner and winner.name:
            winner = None  # the file leaves the one out who won
        yield _check(
            verdict,
            "winner",
            contest,
            official,
            (contest.place, None, contest.winner, winner.name if winner else None, contest.evidence.get("winner")),
        )
    if contest.winner_party:
        party = winner.party if winner else None
        verdict = "not found"
        if party:
            verdict = "confirmed" if same_party(contest.winner_party, party) else "contradicted"
        evidence = contest.evidence.get("winner_party")
        yield _check(
            verdict, "party", contest, official, (contest.place, contest.winner, contest.winner_party, party, evidence)
        )
    if contest.outcome:
        claimed = _outcome(contest.outcome, contest.from_party)
        known = official.outcome if official else None
        verdict = "not found"
        if official and known:
            losers = {party_name(party) for party in (contest.from_party, official.from_party) if party}
            verdict = "confirmed" if known == contest.outcome and len(losers) < 2 else "contradicted"
        shown = _outcome(known, official.from_party) if official and known else None
        evidence = contest.evidence.get("outcome")
        yield _check(verdict, "outcome", contest, official, (contest.place, None, claimed, shown, evidence))


def _winner_verdict(claimed: str, official: OfficialContest | None, winner: Candidate | None) -> Verdict:
    if official is None or winner is None or winner.name is None:
        return "not found"
    if same(claimed, winner.name) or compatible_names(claimed, winner.name):
        return "confirmed"
    stood = any(candidate.name and compatible_names(claimed, candidate.name) for candidate in official.candidates)
    return "contradicted" if stood else "not found"


def _outcome(outcome: str, from_party: str | None) -> str:
    return f"{outcome} from {from_party}" if from_party else outcome


def _check(
    verdict: Verdict,
    subject: Subject,
    record: ContestRecord | VoteCountRecord,
    official: OfficialContest | None,
    what: tuple[str | None, str | None, str, str | None, Span | None],
) -> Check:
    contest, who, claimed, known, evidence = what
    return Check(
        verdict=verdict,
        subject=subject,
        article_id=record.article_id,
        record_id=record.id,
        contest=contest,
        who=who,
        claimed=claimed,
        official=known,
        date=official.date if official else None,
        evidence=evidence,
    )
