"""Official results, as they stand in CSV files.

Three kinds of files are told apart by their columns: the UK Parliament's by-election candidacies, its by-election
constituencies (which also say who held the seat before), and plain ones: contest, date, candidate, party, votes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from newsfacts.comparing import compatible_names
from newsfacts.errors import NewsfactsError
from newsfacts.evaluation.matching import same_name
from newsfacts.records import ContestKind
from newsfacts.registers import party_name, place_key, same_party
from newsfacts.verifying.tables import Row, read_table

_SEAT = "Constituency name"
_CANDIDACIES = {_SEAT, "Election date", "Party name", "Candidate first name", "Candidate surname", "Votes"}
_CONSTITUENCIES = {_SEAT, "By-election date", "Result", "Member first name", "Member surname", "Majority"}
_PLAIN = ("contest", "date", "candidate", "party", "votes")
_NUMBER = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(?:[,\s][0-9]{2,3})*[,\s][0-9]{3}")
_DATE = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")
_RESULT = re.compile(r"(?P<winner>.+?) (?P<outcome>hold|gain)(?: from (?P<loser>.+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who stood; without a name where only the parties' votes are known."""

    name: str | None
    party: str | None
    votes: int | None


@dataclass(slots=True)
class OfficialContest:
    """A poll with its result."""

    place: str
    date: str | None
    kind: ContestKind | None = None
    gss: str | None = None
    candidates: list[Candidate] = field(default_factory=list)
    elected: str | None = None
    outcome: str | None = None
    from_party: str | None = None

    @property
    def winner(self) -> Candidate | None:
        """Who was elected: as the file says, or else whoever of several has most votes alone."""
        if self.elected:
            named = [c for c in self.candidates if c.name and compatible_names(c.name, self.elected)]
            return named[0] if len(named) == 1 else Candidate(self.elected, None, None)
        ranked = sorted(self.candidates, key=lambda candidate: -(candidate.votes or 0))
        if len(ranked) < 2 or any(candidate.votes is None for candidate in ranked):
            return None
        return ranked[0] if ranked[0].votes != ranked[1].votes else None

    @property
    def total(self) -> Candidate | None:
        """What is no candidate but the sum of them."""
        votes = [candidate.votes or 0 for candidate in self.candidates]
        sums = (c for c in self.candidates if c.votes and c.party is None and 2 * c.votes == sum(votes))
        return next(sums, None) if len(votes) > 2 else None


class Results:
    """Official contests, found by place."""

    def __init__(self, contests: Iterable[OfficialContest]) -> None:
        self._at: dict[str, list[OfficialContest]] = {}
        for contest in contests:
            self._at.setdefault(place_key(contest.place), []).append(contest)

    def at(self, place: str) -> list[OfficialContest]:
        """The contests of a place."""
        return self._at.get(place_key(place), [])


def read_results(paths: Iterable[str | Path]) -> Results:
    """The results of some files; a contest that stands in several has what each says.

    Raises:
        NewsfactsError: a file cannot be read, or its columns are not known.
    """
    contests: dict[tuple[str, str | None], OfficialContest] = {}
    by_party: dict[tuple[str, str | None], list[Candidate]] = {}
    for path in paths:
        table = read_table(path)
        read = _reader(table.columns, path)
        number = 0
        for number, row in table.rows:
            try:
                read(row, contests, by_party)
            except ValueError as error:
                raise NewsfactsError(f"{path}, line {number}: {error}; correct the line") from error
        if not number:
            raise NewsfactsError(f"{path}: no results, only names of columns; name another file")
        for contest in contests.values():
            if total := contest.total:
                raise NewsfactsError(
                    f"{path}: {total.name!r} has the votes of all others in {contest.place}; leave sums out"
                )
    for key, candidates in by_party.items():
        if not contests[key].candidates:
            contests[key].candidates = candidates
    return Results(contests.values())


def companions(path: str | Path) -> list[Path]:
    """A file of candidacies or constituencies and, if it is there, the other one of the same elections."""
    found = [Path(path)]
    for mine, other in (("-candidacies", "-constituencies"), ("-constituencies", "-candidacies")):
        name = found[0].name.replace(mine, other)
        if name != found[0].name and found[0].with_name(name).is_file():
            found.append(found[0].with_name(name))
    return found


Contests = dict[tuple[str, str | None], OfficialContest]
ByParty = dict[tuple[str, str | None], list[Candidate]]


def _reader(columns: list[str], path: str | Path) -> Callable[[Row, Contests, ByParty], None]:
    if set(columns) >= _CANDIDACIES:
        return _candidacy
    if set(columns) >= _CONSTITUENCIES:
        parties = columns[columns.index("Majority") + 1 :]
        return lambda row, contests, by_party: _constituency(row, contests, by_party, parties)
    missing = [name for name in _PLAIN if name not in {column.casefold() for column in columns}]
    if not missing:
        return _plain
    found = "no columns of results" if len(missing) == len(_PLAIN) else f"no column {' or '.join(missing)}"
    raise NewsfactsError(
        f"{path}: {found}; it needs contest, date, candidate, party and votes, "
        "or the columns of the UK Parliament's by-election files"
    )


def _candidacy(row: Row, contests: Contests, by_party: ByParty) -> None:
    contest = _contest(row[_SEAT], row["Election date"], contests, "by-election")
    contest.gss = contest.gss or row.get("ONS ID") or row.get("ONS ID2") or None
    name = f"{row['Candidate first name']} {row['Candidate surname']}".strip()
    party = party_name(row["Party name"].strip() or None, row.get("Electoral Commission party ID"))
    _add(contest, Candidate(name or None, party, _number(row["Votes"])))


def _constituency(row: Row, contests: Contests, by_party: ByParty, parties: list[str]) -> None:
    contest = _contest(row[_SEAT], row["By-election date"], contests, "by-election")
    contest.gss = contest.gss or row.get("ONS ID") or None
    contest.elected = f"{row['Member first name']} {row['Member surname']}".strip() or None
    result = _RESULT.fullmatch(row["Result"].strip())
    if result:
        contest.outcome = result["outcome"].casefold()
        contest.from_party = party_name(result["loser"]) if result["loser"] else None
    winner_party = party_name(result["winner"]) if result else None
    candidates = by_party.setdefault(_key(contest), [])
    for column in parties:
        votes = _number(row[column]) if not column.startswith(("All other", "Of which")) else None
        if votes:
            party = party_name(column)
            candidates.append(Candidate(contest.elected if party == winner_party else None, party, votes))


def _plain(row: Row, contests: Contests, by_party: ByParty) -> None:
    values = {key.casefold(): value.strip() for key, value in row.items()}
    if not values["contest"]:
        raise ValueError("the contest is empty")
    contest = _contest(values["contest"], values["date"], contests, None)
    party = party_name(values["party"] or None)
    _add(contest, Candidate(_in_order(values["candidate"]) or None, party, _number(values["votes"])))


def _in_order(name: str) -> str:
    """Ann Oak for Oak, Ann."""
    last, _, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if first.strip() and "," not in first else name


def _add(contest: OfficialContest, candidate: Candidate) -> None:
    """Add a candidate, once; two files, or two rows, must not say different things."""
    for known in contest.candidates:
        if candidate.name and same_name(known.name, candidate.name) and same_party(known.party, candidate.party):
            if None not in (known.votes, candidate.votes) and known.votes != candidate.votes:
                raise ValueError(f"{candidate.votes:,} votes for {candidate.name}, who had {known.votes:,} before")
            if known.votes is None:
                contest.candidates[contest.candidates.index(known)] = candidate
            return
    contest.candidates.append(candidate)


def _contest(place: str, day: str, contests: Contests, kind: ContestKind | None) -> OfficialContest:
    contest = OfficialContest(" ".join(place.split()), _iso(day), kind)
    return contests.setdefault(_key(contest), contest)


def _key(contest: OfficialContest) -> tuple[str, str | None]:
    return place_key(contest.place), contest.date


def _iso(value: str) -> str | None:
    value = value.strip()
    match = _DATE.fullmatch(value)
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise ValueError(f"{value!r} is no date; write it as 2017-02-23 or 23/02/2017") from error


def _number(value: str) -> int | None:
    value = value.strip()
    if not value:
        return None
    if not _NUMBER.fullmatch(value):
        raise ValueError(f"{value[:40]!r} is no number of votes")
    return int(re.sub(r"\D", "", value))
