"""Arithmetic as a witness: majorities from counts, and warnings where figures do not add up."""

from __future__ import annotations

from newsfacts.annotating.results.polls import Bound, Poll
from newsfacts.annotating.types import Contest, TextSpan


def leading(findings: list[Bound]) -> list[Bound]:
    """One finding for each candidate, party or option, the highest first."""
    best: dict[object, Bound] = {}
    for bound in findings:
        key: object = id(bound.person) if bound.person else (bound.party, bound.option)
        if key not in best or bound.finding.number.value > best[key].finding.number.value:
            best[key] = bound
    return sorted(best.values(), key=lambda b: -b.finding.number.value)


def decisive(poll: Poll) -> list[Bound]:
    """The counts of the stage that decides: the final or two-party one, or the only one; highest first."""
    votes = [b for b in poll.findings if b.finding.kind == "votes"]
    for kind in ("final", "two_party"):
        ranked = leading([b for b in votes if b.stage_kind == kind])
        if len(ranked) >= 2:
            return ranked
    return leading(votes) if votes and all(b.stage_kind is None for b in votes) else []


def _exact(bound: Bound) -> bool:
    number = bound.finding.number
    return number.qualifier is None and number.whole


def derive_majority(contest: Contest, poll: Poll) -> None:
    """The gap between the two highest counts, where the article shows that they are the two highest."""
    ranked = decisive(poll)
    if len(ranked) < 2 or not (_exact(ranked[0]) and _exact(ranked[1])):
        return
    first, second = ranked[:2]
    together = first.sentence == second.sentence and first.finding.pair and second.finding.pair
    if not (together or (first.finding.listed and second.finding.listed)):
        return
    won = (
        contest.winner in {first.person, first.option}
        if contest.winner is not None
        else contest.winner_party is not None and contest.winner_party == first.party
    )
    gap = int(first.finding.number.value - second.finding.number.value)
    if won and gap > 0:
        contest.majority, contest.majority_source = gap, "derived"
        contest.evidence["majority"] = TextSpan(first.finding.number.start, first.finding.number.end)


def add_warnings(contest: Contest, poll: Poll) -> None:
    """Say where stated figures contradict one another."""
    ranked = decisive(poll)
    if (
        contest.majority_source == "stated"
        and contest.majority is not None
        and len(ranked) >= 2
        and _exact(ranked[0])
        and _exact(ranked[1])
    ):
        gap = int(ranked[0].finding.number.value - ranked[1].finding.number.value)
        if gap != contest.majority and not (contest.kind in {"legislative vote"} and len(ranked) < 2):
            contest.warnings.append(
                f"stated majority {contest.majority} is not the gap of {gap} between the two highest counts"
            )
    for stage in {b.stage for b in poll.findings}:
        percents = leading([b for b in poll.findings if b.finding.kind == "percent" and b.stage == stage])
        total = round(sum(b.finding.number.value for b in percents), 1)
        if total > 100.5:
            contest.warnings.append(f"shares add up to {total:g}%" + (f" ({stage})" if stage else ""))
