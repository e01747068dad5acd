"""Which contests of different articles are one, and which people: decided from facts, with the reason.

Nothing is linked on a place or a name alone: a place needs a date, or candidates in common, or publication within days;
a name needs a linked contest, or a party and a role in common. What could belong to two contests belongs to neither.
"""

from __future__ import annotations

import itertools
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from newsfacts.comparing import bare_name, compatible_names
from newsfacts.records import record_id
from newsfacts.registers import party_name, seat_by_gss

_REPORTED_WITHIN_DAYS = 31
_SURELY_WITHIN_DAYS = 7
_MOST_NEAR = 200  # contests of one place that share something; more tell nothing, and would take long to compare
_ONE_AT_A_TIME = {"by-election", "general election", "referendum"}  # no place has two of a kind within days
_LEGISLATIVE = "legislative vote"


@dataclass(frozen=True, slots=True)
class ContestFact:
    """What linking needs to know of a contest; `signs` are its candidates, or its options with their votes."""

    id: str
    article_id: str
    place: str
    place_key: str
    kind: str
    date: str | None = None
    published: str | None = None
    gss: str | None = None
    ballot_paper_id: str | None = None
    signs: frozenset[str] = frozenset()
    sha256: str | None = None  # of the article's text


@dataclass(slots=True)
class LinkedContest:
    """Contests of several articles that are one, each with the reason why it is among them."""

    id: str
    place: str
    place_key: str
    kind: str
    date: str | None = None
    gss: str | None = None
    ballot_paper_id: str | None = None
    members: list[tuple[str, str]] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)
    published: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)


class PersonFact(NamedTuple):
    """What linking needs to know of a person; `contests` are the linked ones in which they stood."""

    id: str
    article_id: str
    name: str
    name_key: str
    party: str | None
    roles: tuple[str, ...]
    contests: frozenset[str]


@dataclass(slots=True)
class LinkedPerson:
    """People of several articles who are one, each with the reason."""

    id: str
    name: str
    name_key: str
    party: str | None
    members: list[tuple[str, str]]


def link_contests(contests: Iterable[ContestFact]) -> list[LinkedContest]:
    """Every contest in the group it belongs to, perhaps alone; those with a date come first and decide.

    What one place's contests are does not depend on any other place's.
    """
    at_place: dict[str, list[ContestFact]] = defaultdict(list)
    for contest in contests:
        at_place[contest.place_key].append(contest)
    linked: list[LinkedContest] = []
    for key in sorted(at_place):
        index = _Place()
        for contest in sorted(at_place[key], key=lambda c: (c.date is None, c.date or "", c.article_id, c.id)):
            index.add(contest)
        linked += index.groups
    for group in linked:
        group.ballot_paper_id = group.ballot_paper_id or _ballot_paper_id(group)
    return linked


class _Place:
    """The groups of one place, found by date, sign and time of publication, so that many are no burden."""

    def __init__(self) -> None:
        self.groups: list[LinkedContest] = []
        self._by_key: dict[str, list[LinkedContest]] = defaultdict(list)

    def add(self, contest: ContestFact) -> None:
        near = {id(group): group for key in _keys_to_ask(contest) for group in self._by_key[key]}
        too_many = len(near) > _MOST_NEAR
        found = [] if too_many else [(g, reason) for g in near.values() if (reason := _reason(g, contest))]
        if len(found) == 1:
            group, reason = found[0]
        else:
            new_id = record_id(contest.id, "linked contest")
            group = LinkedContest(new_id, contest.place, contest.place_key, contest.kind)
            self.groups.append(group)
            reason = "two others may be the same" if found or too_many else "the first of its contest"
        group.members.append((contest.id, reason))
        group.date = group.date or contest.date
        group.gss = group.gss or contest.gss
        group.ballot_paper_id = group.ballot_paper_id or contest.ballot_paper_id
        group.kind = contest.kind if group.kind == "other" else group.kind
        group.signs |= contest.signs
        group.published.update(filter(None, [contest.published]))
        group.texts.update(filter(None, [contest.sha256]))
        for key in _keys(contest):
            if group not in self._by_key[key]:
                self._by_key[key].append(group)


def _keys(contest: ContestFact) -> Iterator[str]:
    """Under which a contest is looked for; each says as much as a reason needs, so that few others share it."""
    yield from (f"sign {_last_word(sign)}" for sign in contest.signs)
    if contest.ballot_paper_id:
        yield f"ballot {contest.ballot_paper_id}"
    if contest.sha256:
        yield f"text {contest.sha256}"
    if contest.date and contest.kind != _LEGISLATIVE:
        yield f"day {contest.date}"
    if contest.kind == "referendum" or (contest.gss and contest.kind in _ONE_AT_A_TIME):
        yield from (f"month {month}" for month in _months(contest))


def _keys_to_ask(contest: ContestFact) -> Iterator[str]:
    yield from _keys(contest)
    for month in _months(contest):
        yield from (f"month {month - 1}", f"month {month + 1}")


def _months(contest: ContestFact) -> Iterator[int]:
    for day in filter(None, (contest.date, contest.published)):
        yield date.fromisoformat(day).toordinal() // _REPORTED_WITHIN_DAYS


def _reason(group: LinkedContest, contest: ContestFact) -> str | None:
    """Why a contest belongs to a group, if it does."""
    if group.ballot_paper_id and contest.ballot_paper_id:
        return "same ballot paper id" if group.ballot_paper_id == contest.ballot_paper_id else None
    if group.gss and contest.gss and group.gss != contest.gss:
        return None
    if group.kind != contest.kind and "other" not in (group.kind, contest.kind):
        return None
    if contest.sha256 in group.texts and group.kind == contest.kind:
        return "same place in the same text"
    shared = _shared(group.signs, contest.signs)
    if group.date and contest.date:
        if group.date != contest.date or (_LEGISLATIVE in (group.kind, contest.kind) and not shared):
            return None
        return f"same place and date, {contest.date}"
    days = _days_between(group, contest)
    if days is not None and days > _REPORTED_WITHIN_DAYS:
        return None
    if len(shared) >= 2:
        return f"same place, {shared[0]} and {shared[1]} in both"
    if days is None or _LEGISLATIVE in (group.kind, contest.kind):
        return None
    if shared:
        return f"same place, {shared[0]} in both, {days} days apart"
    # Elsewhere a place's name is no proof: there is a Castle ward in many a town.
    known = contest.kind == "referendum" or (group.gss and contest.gss)
    if known and group.kind == contest.kind and contest.kind in _ONE_AT_A_TIME and days <= _SURELY_WITHIN_DAYS:
        return f"same place and kind, {days} days apart"
    return None


def _shared(signs: Iterable[str], others: Iterable[str]) -> list[str]:
    by_last: dict[str, list[str]] = defaultdict(list)
    for other in others:
        by_last[_last_word(other)].append(other)
    return sorted(sign for sign in signs if any(compatible_names(sign, other) for other in by_last[_last_word(sign)]))


def _last_word(sign: str) -> str:
    return bare_name(sign).rpartition(" ")[2]


def _days_between(group: LinkedContest, contest: ContestFact) -> int | None:
    """Days between the poll, or else its reports, as far as both sides tell."""
    mine = {contest.date} if contest.date else {contest.published}
    theirs = {group.date} if group.date else group.published
    ordinals = ([date.fromisoformat(day).toordinal() for day in days if day] for days in (mine, theirs))
    return min((abs(a - b) for a, b in itertools.product(*ordinals)), default=None)


def _ballot_paper_id(group: LinkedContest) -> str | None:
    """Democracy Club's id of an election to the UK Parliament, where seat and date are known."""
    seat = seat_by_gss(group.gss) if group.gss else None
    if seat is None or group.date is None or group.kind not in ("by-election", "general election"):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the package leaves its files open
        from uk_election_ids.election_ids import IdBuilder  # type: ignore[import-untyped]  # it has no types
    builder = IdBuilder("parl", date.fromisoformat(group.date)).with_division(seat.name)
    if group.kind == "by-election":
        builder = builder.with_contest_type("by")
    return str(builder.ballot_id)


def link_people(people: Iterable[PersonFact]) -> list[LinkedPerson]:
    """The people who are in two articles or more; those of one name do not depend on those of any other."""
    people = sorted(people, key=lambda person: (person.article_id, person.id))
    by_key: dict[tuple[str, ...], PersonFact] = {}
    groups: dict[str, list[tuple[PersonFact, str]]] = {}
    group_of: dict[str, str] = {}
    for person in people:
        keys = list(_person_keys(person))
        found = dict.fromkeys(group_of[by_key[key].id] for key, _ in keys if key in by_key)
        reason = next((why for key, why in keys if key in by_key), "the first of them")
        home = next(iter(found), person.id)
        groups.setdefault(home, []).append((person, reason))
        for other in [other for other in found if other != home]:
            groups[home] += groups.pop(other)
        for member, _ in groups[home] if len(found) > 1 else [(person, "")]:
            group_of[member.id] = home
        for key, _ in keys:
            by_key.setdefault(key, person)
    linked = []
    for members in groups.values():
        if len({person.article_id for person, _ in members}) > 1:
            first = members[0][0]
            parties = {party_name(person.party) for person, _ in members if person.party}
            party = parties.pop() if len(parties) == 1 else None
            new_id = record_id(first.id, "linked person")
            named = [(person.id, why) for person, why in members]
            linked.append(LinkedPerson(new_id, first.name, first.name_key, party, named))
    return linked


def _person_keys(person: PersonFact) -> Iterator[tuple[tuple[str, ...], str]]:
    name = person.name_key
    for contest in sorted(person.contests):
        yield (name, "contest", contest), "same name in one contest"
    if " " not in name or not person.party:
        return
    party = party_name(person.party) or person.party
    for role in person.roles:
        yield (name, party, bare_name(role)), f"same name, party and role: {party}, {role}"
