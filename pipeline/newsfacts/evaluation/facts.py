"""People, parties, contests, votes and shares of one article against gold.

The definition of every row is in `newsfacts.evaluation`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from newsfacts.evaluation.gold import GoldContest, GoldCount, GoldFacts, GoldPerson, GoldShare
from newsfacts.evaluation.matching import (
    normalise,
    overlap,
    pair,
    place_likeness,
    same,
    same_name,
)
from newsfacts.evaluation.score import Scores
from newsfacts.records import ContestRecord, PartyRecord, PersonRecord, VoteCountRecord, VoteShareRecord

# A printed figure and a read one may differ by rounding.
_ROUNDING = 0.051
_CONTEST_NAMES = ("winner", "winner_party", "outcome", "from_party")
_CONTEST_NUMBERS = ("turnout_percent", "swing_percent", "majority")


def score_people(found: Sequence[PersonRecord], gold: Sequence[GoldPerson], scores: Scores) -> None:
    """Rows people, people.party, people.aliases, people.roles."""
    pairs = pair((1, i, j) for i, p in enumerate(found) for j, g in enumerate(gold) if same_name(p.name, g.name))
    scores.add("people", len(pairs), len(found), len(gold))
    scores.add("people.aliases", 0, 0, 0)  # so that there are rows, whoever was found
    scores.add("people.roles", 0, 0, 0)
    right_party = 0
    for j, person in enumerate(gold):
        if j not in pairs:
            scores.miss("people.missed", person.name)
            continue
        match = found[pairs[j]]
        if not same(match.party, person.party):
            scores.miss("people.party", person.name, match.party, person.party)
        elif person.party:
            right_party += 1
        _score_forms("people.aliases", person.name, match.aliases, person.aliases, scores)
        _score_forms("people.roles", person.name, match.roles, person.roles, scores)
    with_party = sum(person.party is not None for person in found)
    scores.add("people.party", right_party, with_party, sum(person.party is not None for person in gold))
    for i in _rest(found, pairs):
        scores.miss("people.extra", found[i].name)


def _score_forms(row: str, name: str, found: Sequence[str], gold: Sequence[str], scores: Scores) -> None:
    a, b = {normalise(form) for form in found}, {normalise(form) for form in gold}
    scores.add(row, len(a & b), len(a), len(b))
    if a != b:
        scores.miss(row, name, f"extra {sorted(map(str, a - b))}", f"missed {sorted(map(str, b - a))}")


def score_parties(found: Sequence[PartyRecord], gold: Sequence[str], scores: Scores) -> None:
    """Row parties."""
    a, b = {normalise(party.name) for party in found}, {normalise(name) for name in gold}
    scores.add("parties", len(a & b), len(a), len(b))
    for name in sorted(map(str, a - b)):
        scores.miss("parties.extra", name)
    for name in sorted(map(str, b - a)):
        scores.miss("parties.missed", name)


@dataclass(frozen=True, slots=True)
class Votes:
    """The records of an article that tell its results."""

    contests: Sequence[ContestRecord]
    counts: Sequence[VoteCountRecord]
    shares: Sequence[VoteShareRecord]


def score_results(found: Votes, gold: GoldFacts, scores: Scores) -> None:
    """Rows contests, contests.kind, contests.facts, votes.number, votes.tuple, shares.tuple, and the traps."""
    place_of = _score_contests(found, gold, scores)

    def right_contest(vote: VoteCountRecord | VoteShareRecord, place: str) -> bool:
        if vote.contest_id is not None and vote.contest_id in place_of:
            return place_of[vote.contest_id] == place
        return place_likeness(vote.contest, place) > 0

    _score_counts(found.counts, gold.vote_counts, right_contest, scores)
    _score_shares(found.shares, gold.vote_shares, right_contest, scores)
    votes = [*gold.vote_counts, *gold.vote_shares]
    reported = [vote.evidence for vote in (*found.counts, *found.shares)]
    for trap in gold.not_votes:
        scores.traps.gold += 1
        if any(overlap(span, trap) for span in reported) and not any(overlap(trap, vote) for vote in votes):
            scores.traps.right += 1
            scores.miss("traps", trap.text, trap.why)


def _score_contests(found: Votes, gold: GoldFacts, scores: Scores) -> dict[str, str | None]:
    """The gold place that each contest record was paired with, if any."""
    candidates = []
    for i, contest in enumerate(found.contests):
        polled = {v.votes for v in found.counts if _is_of(v, contest)}
        for j, expected in enumerate(gold.contests):
            base = re.split(r": | \(", expected.place)[0]
            like = max(place_likeness(contest.place, expected.place), place_likeness(contest.place, base))
            if like:
                shared = polled & {vote.votes for vote in gold.vote_counts if vote.contest == expected.place}
                candidates.append((like + len(shared) / 1e6, i, j))
    pairs = pair(candidates)
    scores.add("contests", len(pairs), len(found.contests), len(gold.contests))
    scores.add("contests.kind", 0, 0, 0)  # so that there is a row, whatever was found
    for j, expected in enumerate(gold.contests):
        match = found.contests[pairs[j]] if j in pairs else None
        if match is None:
            scores.miss("contests.missed", expected.place)
        elif expected.kind:
            scores.add("contests.kind", int(match.kind == expected.kind), 1, 1)
            if match.kind != expected.kind:
                scores.miss("contests.kind", expected.place, match.kind, expected.kind)
        _score_contest_facts(match, expected, scores)
    for i in _rest(found.contests, pairs):
        extra = found.contests[i]
        scores.miss("contests.extra", extra.place)
        said = sum(getattr(extra, key) is not None for key in (*_CONTEST_NAMES, *_CONTEST_NUMBERS))
        scores.add("contests.facts", 0, said, 0)
    paired = {found.contests[i].id: gold.contests[j].place for j, i in pairs.items()}
    return {contest.id: paired.get(contest.id) for contest in found.contests}


def _is_of(vote: VoteCountRecord, contest: ContestRecord) -> bool:
    if vote.contest_id is not None:
        return vote.contest_id == contest.id
    return same(vote.contest, contest.place)


def _score_contest_facts(found: ContestRecord | None, gold: GoldContest, scores: Scores) -> None:
    for key in (*_CONTEST_NAMES, *_CONTEST_NUMBERS):
        value, expected = getattr(found, key, None), getattr(gold, key)
        if key == "majority" and expected is None and found is not None and found.majority_source == "derived":
            value = None  # the text need not state what follows from it
        if key in _CONTEST_NAMES:
            right = value is not None and same_name(value, expected)
        else:
            right = value is not None and expected is not None and abs(value - expected) < 1e-6
        scores.add("contests.facts", int(right), int(value is not None), int(expected is not None))
        if not right and (value is not None or expected is not None):
            scores.miss("contests.facts", gold.place, key, value, expected)


def _score_counts(
    found: Sequence[VoteCountRecord],
    gold: Sequence[GoldCount],
    right_contest: Callable[[VoteCountRecord, str], bool],
    scores: Scores,
) -> None:
    def right(vote: VoteCountRecord, expected: GoldCount) -> bool:
        return (
            right_contest(vote, expected.contest)
            and same(vote.party, expected.party)
            and same_name(vote.candidate, expected.candidate)
            and same(vote.option, expected.option)
        )

    pairs = pair(
        (1 + right(vote, expected), i, j)
        for i, vote in enumerate(found)
        for j, expected in enumerate(gold)
        if vote.votes == expected.votes and overlap(vote.evidence, expected)
    )
    scores.add("votes.number", len(pairs), len(found), len(gold))
    scores.add("votes.tuple", sum(right(found[i], gold[j]) for j, i in pairs.items()), len(found), len(gold))
    for j, expected in enumerate(gold):
        who = (expected.contest, expected.candidate, expected.party, expected.option)
        if j not in pairs:
            scores.miss("votes.missed", expected.votes, *who)
        elif not right(found[pairs[j]], expected):
            vote = found[pairs[j]]
            scores.miss("votes.tuple", vote.votes, [vote.contest, vote.candidate, vote.party, vote.option], list(who))
    for i in _rest(found, pairs):
        scores.miss("votes.extra", found[i].votes, found[i].candidate, found[i].contest)


def _score_shares(
    found: Sequence[VoteShareRecord],
    gold: Sequence[GoldShare],
    right_contest: Callable[[VoteShareRecord, str], bool],
    scores: Scores,
) -> None:
    def right(share: VoteShareRecord, expected: GoldShare) -> bool:
        if expected.party:  # a party's share need not name the candidate
            named = share.candidate is None or same_name(share.candidate, expected.candidate)
            right_one = named and same(share.party, expected.party)
        else:
            right_one = same_name(share.candidate, expected.candidate)
        return (
            right_one
            and _close(share.percent, expected.percent)
            and _close(share.change, expected.change)
            and right_contest(share, expected.contest)
        )

    pairs = pair(
        (1, i, j)
        for i, share in enumerate(found)
        for j, expected in enumerate(gold)
        if overlap(share.evidence, expected) and right(share, expected)
    )
    scores.add("shares.tuple", len(pairs), len(found), len(gold))
    for j, g in enumerate(gold):
        if j not in pairs:
            scores.miss("shares.missed", g.contest, g.candidate, g.party, g.percent, g.change)
    for i in _rest(found, pairs):
        share = found[i]
        scores.miss("shares.extra", share.contest, share.candidate, share.party, share.percent, share.change)


def _close(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) < _ROUNDING


def _rest(found: Collection[object], pairs: dict[int, int]) -> list[int]:
    """The found ones that belong to no gold one."""
    matched = set(pairs.values())
    return [i for i in range(len(found)) if i not in matched]
