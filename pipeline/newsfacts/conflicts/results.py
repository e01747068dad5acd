"""Votes, winners and majorities of one contest that cannot all be true."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from newsfacts.comparing import Range, compatible_names, printed_range
from newsfacts.conflicts.statements import Conflict, Kind, Side, Statement, contradicted
from newsfacts.evaluation.matching import normalise, plain_name
from newsfacts.registers import party_name


class CountFact(NamedTuple):
    """A vote count of a linked contest."""

    name: str | None
    party: str | None
    option: str | None
    votes: int
    qualifier: str | None
    stage: str | None
    stage_kind: str | None
    statement: Statement

    @property
    def range(self) -> Range:
        """What the figure may stand for."""
        return printed_range(self.votes, self.statement.text, self.qualifier)

    @property
    def shown(self) -> str:
        """The figure as a claim."""
        return " ".join(filter(None, (self.qualifier, f"{self.votes:,}", self.stage and f"({self.stage})")))


class ContestFact(NamedTuple):
    """What an article says of a linked contest as a whole; each with its statement."""

    winner: tuple[str, Statement] | None
    winner_party: tuple[str, Statement] | None
    majority: tuple[int, bool, Statement] | None  # stated or derived from counts that are provably the two highest


@dataclass(slots=True)
class LinkedFacts:
    """Everything that some articles say of one contest."""

    label: str
    contests: list[ContestFact] = field(default_factory=list)
    counts: list[CountFact] = field(default_factory=list)


def result_conflicts(facts: LinkedFacts) -> Iterator[Conflict]:
    """The conflicts of one contest."""
    by_candidate = _by_candidate(facts.counts)
    for (name, _), counts in by_candidate.items():
        yield from _differing("votes", f"{name}, {facts.label}", counts)
    winners = [contest.winner for contest in facts.contests if contest.winner]
    of_winners = list(_different_names("winner", facts.label, winners, compatible_names))
    yield from of_winners
    for side in of_winners[0].sides if of_winners else [None]:  # different winners may well have different parties
        parties = [
            contest.winner_party
            for contest in facts.contests
            if contest.winner_party
            and (side is None or (contest.winner and compatible_names(contest.winner[0], side.claim)))
        ]
        yield from _different_names("winner's party", facts.label, parties, _same_party)
    yield from _majorities(facts, by_candidate)


_Stage = tuple[str | None, str]
_Counts = dict[tuple[str, _Stage], list[CountFact]]


def _by_candidate(counts: Sequence[CountFact]) -> _Counts:
    """Counts of one candidate, party or option at one stage; a surname alone joins the one who has it."""
    names = {plain_name(count.name) or "" for count in counts if count.name}
    full: dict[str, str] = {}
    for name in names:
        fuller = [other for other in names if " " in other and compatible_names(name, other)] if " " not in name else []
        full[name] = fuller[0] if len(fuller) == 1 else name
    found: _Counts = defaultdict(list)
    for count in counts:
        stage = (count.stage_kind, normalise(count.stage) or "")
        if count.name:
            subject = full[plain_name(count.name) or ""]
        elif count.option or count.party:
            subject = normalise(count.option or count.party) or ""
        else:
            continue
        found[subject, stage].append(count)
    shown: _Counts = defaultdict(list)
    for (_, stage), group in found.items():
        shown[_shown_name(group), stage] += group
    return shown


def _shown_name(counts: Sequence[CountFact]) -> str:
    return max((count.name or count.option or count.party or "" for count in counts), key=len)


def _differing(kind: Kind, subject: str, counts: Sequence[CountFact]) -> Iterator[Conflict]:
    """One conflict of all the figures that some other figure excludes."""
    ranges: dict[str, Range] = {}
    sides: dict[str, Side] = {}
    for count in counts:
        if count.shown not in ranges:
            ranges[count.shown] = count.range
        sides.setdefault(count.shown, Side(count.shown)).statements.append(count.statement)
    excluded = contradicted(list(sides.values()), lambda a, b: not ranges[a.claim].meets(ranges[b.claim]))
    if excluded:
        yield Conflict(kind, subject, tuple(excluded))


def _different_names(
    kind: Kind, subject: str, claims: Sequence[tuple[str, Statement]], same: Callable[[str, str], bool]
) -> Iterator[Conflict]:
    sides: list[Side] = []
    for name, statement in sorted(claims, key=lambda claim: -len(claim[0])):
        home = next((side for side in sides if same(name, side.claim)), None)
        if home is None:
            home = Side(name)
            sides.append(home)
        home.statements.append(statement)
    involved = contradicted(sides, lambda a, b: True)
    if involved:
        yield Conflict(kind, subject, tuple(involved))


def _same_party(a: str, b: str) -> bool:
    return normalise(party_name(a)) == normalise(party_name(b))


def _majorities(facts: LinkedFacts, by_candidate: _Counts) -> Iterator[Conflict]:
    """A stated majority against other majorities, and against counts that leave no room for it."""
    sides: dict[int, Side] = {}
    ranges: dict[int, Range] = {}
    stated: set[int] = set()
    for contest in facts.contests:
        if contest.majority:
            number, is_stated, statement = contest.majority
            if is_stated:
                stated.add(number)
            own = printed_range(number, statement.text, None) if is_stated else _derived_range(number, statement, facts)
            known = ranges.setdefault(number, own)
            ranges[number] = Range(max(known.low, own.low), min(known.high, own.high))
            sides.setdefault(number, Side(f"{number:,}")).statements.append(statement)
    numbers = {id(side): number for number, side in sides.items()}

    def contradict(a: Side, b: Side) -> bool:
        first, second = numbers[id(a)], numbers[id(b)]
        return not stated.isdisjoint((first, second)) and not ranges[first].meets(ranges[second])

    if involved := contradicted([sides[number] for number in sorted(sides)], contradict):
        yield Conflict("majority", facts.label, tuple(involved))
        return
    for number in sorted(stated):
        if gap := _smaller_gap(ranges[number].low, facts, by_candidate):
            yield Conflict("majority", facts.label, (sides[number], gap))


def _derived_range(majority: int, statement: Statement, facts: LinkedFacts) -> Range:
    """What the majority is if the two counts that it was derived from are rounded."""
    own = [count for count in facts.counts if count.statement.article_id == statement.article_id]
    pairs = [(won, lost) for won, lost in itertools.permutations(own, 2) if won.votes - lost.votes == majority]
    return Range(
        min((won.range.low - lost.range.high for won, lost in pairs), default=majority),
        max((won.range.high - lost.range.low for won, lost in pairs), default=majority),
    )


def _smaller_gap(majority: int, facts: LinkedFacts, by_candidate: _Counts) -> Side | None:
    """A loser whom the counts put closer to the winner than the majority says."""
    names = [contest.winner[0] for contest in facts.contests if contest.winner]
    kinds = {count.stage_kind for count in facts.counts}
    decisive = {None} if kinds == {None} else {"final", "two_party"}
    for (name, stage), counts in by_candidate.items():
        if stage[0] not in decisive or not any(compatible_names(name, winner) for winner in names):
            continue
        for (other, other_stage), others in by_candidate.items():
            if other_stage != stage or other == name:
                continue
            for won, lost in itertools.product(_different(counts), _different(others)):
                gap = won.range.high - lost.range.low
                if 0 <= gap < majority:
                    claim = f"{won.shown} for {name}, {lost.shown} for {other}"
                    return Side(claim, [won.statement, lost.statement])
    return None


def _different(counts: Sequence[CountFact]) -> Iterable[CountFact]:
    """One count for each figure; many papers print the same."""
    return {count.shown: count for count in reversed(counts)}.values()
