"""Links in the database, made from the facts, which stay as they are.

Contests are linked only at one place and people only under one name. So after a load only the places and names of what
came or went are linked anew; the links are those that linking everything would make.

>>> from newsfacts.loading import Database, relink
>>> with Database.open("facts.db", create=True) as database:
...     relink(database)
Links(contests=0, people=0)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    union,
    update,
)

from newsfacts.comparing import bare_name
from newsfacts.loading import schema
from newsfacts.loading.database import Database
from newsfacts.loading.linking import (
    ContestFact,
    LinkedContest,
    LinkedPerson,
    PersonFact,
    link_contests,
    link_people,
)
from newsfacts.loading.rows import Row
from newsfacts.registers import place_key

_LOCK = "links"
_IDS_AT_ONCE = 500
_CONTEST_FIELDS = ("id", "article_id", "place", "place_key", "kind", "date", "gss", "ballot_paper_id")

_counts, _contests, _people, _articles = schema.vote_counts.c, schema.contests.c, schema.people.c, schema.articles.c
_contest_links = schema.contest_links.c


class _Kind(NamedTuple):
    """What is linked: facts that share a key, links from them, groups that the links lead to."""

    name: str  # in the queue
    facts: Table
    links: Table
    groups: Table
    said: Column[Any]  # a column of the facts
    key: Column[Any]  # made from it
    key_of: Callable[[str], str]

    @property
    def group_key(self) -> Column[Any]:
        return self.groups.c[self.key.name]

    @property
    def queued(self) -> Select[tuple[str]]:
        """The keys to link anew."""
        return select(schema.to_link.c.key).where(schema.to_link.c.kind == self.name)

    @property
    def here(self) -> ColumnElement[bool]:
        """Whether a fact has one of them."""
        return self.key.in_(self.queued)


_PLACES = _Kind(
    *(schema.PLACE, schema.contests, schema.contest_links, schema.linked_contests),
    *(_contests.place, _contests.place_key, place_key),
)
_NAMES = _Kind(
    *(schema.NAME, schema.people, schema.person_links, schema.linked_people),
    *(_people.name, _people.name_key, bare_name),
)


class Links(NamedTuple):
    """How many contests and people are in more than one article."""

    contests: int
    people: int


def relink(database: Database) -> Links:
    """Make all links anew, in one transaction."""
    with _linking(database) as connection:
        for kind in (_PLACES, _NAMES):
            _renew_keys(connection, kind)
            keys = union(select(literal(kind.name), kind.key), select(literal(kind.name), kind.group_key))
            _queue(connection, keys)
        _link(connection)
        several = select(_contest_links.linked_id).group_by(_contest_links.linked_id).having(func.count() > 1)
        return Links(
            connection.execute(select(func.count()).select_from(several.subquery())).scalar_one(),
            connection.execute(select(func.count()).select_from(schema.linked_people)).scalar_one(),
        )


def link_changed(database: Database) -> None:
    """Link what the articles that came or went have a part in, in one transaction."""
    if not is_linked(database):
        with _linking(database) as connection:
            _link(connection)


def is_linked(database: Database) -> bool:
    """Whether the links are those of the facts, as always but after an interrupted load."""
    with database.reporting(), database.engine.connect() as connection:
        return connection.execute(select(schema.to_link.c.key).limit(1)).first() is None


@contextmanager
def _linking(database: Database) -> Iterator[Connection]:
    with database.reporting(), database.writing(_LOCK) as connection:
        if database.is_postgres:  # facts must not come and go between what is read and the links to it
            connection.execute(text("LOCK TABLE articles IN SHARE MODE"))
        yield connection


def _renew_keys(connection: Connection, kind: _Kind) -> None:
    """Another version may take other places or names for one."""
    found = connection.execute(select(kind.said, kind.key).distinct())
    changed = [{"of": said, "now": kind.key_of(said)} for said, key in found if kind.key_of(said) != key]
    if changed:
        renew = update(kind.facts).where(kind.said == bindparam("of"))
        connection.execute(renew.values({kind.key.name: bindparam("now")}), changed)


def _queue(connection: Connection, keys: Any) -> None:
    connection.execute(insert(schema.to_link).from_select(["kind", "key"], keys))


def _link(connection: Connection) -> None:
    """Link what is queued, contests first: people are one where they stand in one contest."""
    moved = _replace(connection, _PLACES, link_contests(_contest_facts(connection)))
    for some in _some_at_a_time(moved):
        stood = union(
            select(_counts.candidate_id).where(_counts.contest_id.in_(some)),
            select(_contests.winner_id).where(_contests.id.in_(some)),
        )
        _queue(connection, select(literal(schema.NAME), _people.name_key).where(_people.id.in_(stood)).distinct())
    _replace(connection, _NAMES, link_people(_person_facts(connection)))
    connection.execute(delete(schema.to_link))


def _contest_facts(connection: Connection) -> Iterator[ContestFact]:
    """The contests of the queued places."""
    signs: dict[str, set[str]] = defaultdict(set)
    counts = select(_counts.contest_id, _counts.candidate, _counts.option, _counts.votes)
    for contest_id, candidate, option, votes in connection.execute(counts.join(schema.contests).where(_PLACES.here)):
        if candidate or option:
            signs[contest_id].add(candidate or f"{option} {votes}")
    columns = [*(_contests[field] for field in _CONTEST_FIELDS), _articles.published, _articles.sha256]
    query = select(_contests.winner, _contests.winner_id, *columns).join_from(schema.contests, schema.articles)
    for winner, winner_id, *known in connection.execute(query.where(_PLACES.here)):
        fact = {column.name: value for column, value in zip(columns, known, strict=True)}
        own = signs[fact["id"]] | ({winner} if winner_id else set())
        yield ContestFact(**fact, signs=frozenset(sign for sign in own if sign and sign.strip()))


def _person_facts(connection: Connection) -> Iterator[PersonFact]:
    """The people of the queued names."""
    stood: dict[str, set[str]] = defaultdict(set)
    for query in (
        select(_counts.candidate_id, _contest_links.linked_id)
        .join_from(schema.vote_counts, schema.people, _people.id == _counts.candidate_id)
        .join(schema.contest_links, _contest_links.contest_id == _counts.contest_id),
        select(_contests.winner_id, _contest_links.linked_id)
        .join_from(schema.contests, schema.people, _people.id == _contests.winner_id)
        .join(schema.contest_links, _contest_links.contest_id == _contests.id),
    ):
        for person, contest in connection.execute(query.where(_NAMES.here)):
            stood[person].add(contest)
    columns = (_people.id, _people.article_id, _people.name, _people.name_key, _people.party, _people.roles)
    for id_, article_id, name, key, party, roles in connection.execute(select(*columns).where(_NAMES.here)):
        yield PersonFact(id_, article_id, name, key, party, tuple(roles), frozenset(stood.get(id_, ())))


def _replace(connection: Connection, kind: _Kind, linked: Sequence[LinkedContest | LinkedPerson]) -> list[str]:
    """Bring the links of the queued keys to what they should be; the facts that were linked before, and differently."""
    groups, links = kind.groups, kind.links
    fact, group = links.primary_key.columns[0].name, groups.primary_key.columns[0].name
    old_links = {
        row[fact]: dict(row) for row in connection.execute(select(links).join(kind.facts).where(kind.here)).mappings()
    }
    new_links = {
        member: {fact: member, "linked_id": one.id, "reason": reason}
        for one in linked
        for member, reason in one.members
    }
    in_queue = select(groups).where(kind.group_key.in_(kind.queued))
    old_groups = {row[group]: dict(row) for row in connection.execute(in_queue).mappings()}
    new_groups = {one.id: {column.name: getattr(one, column.name) for column in groups.columns} for one in linked}
    _put(connection, groups, old_groups, new_groups)  # before what refers to them
    _put(connection, links, old_links, new_links)
    _remove(connection, links, [key for key in old_links if key not in new_links])
    _remove(connection, groups, [key for key in old_groups if key not in new_groups])
    return [
        key for key, old in old_links.items() if key in new_links and new_links[key]["linked_id"] != old["linked_id"]
    ]


def _put(connection: Connection, table: Table, old: dict[str, Row], new: dict[str, Row]) -> None:
    """Add rows, and change those that differ; the others are not written."""
    added = [row for key, row in new.items() if key not in old]
    changed = [{**row, "changed": key} for key, row in new.items() if old.get(key, row) != row]
    if added:
        connection.execute(insert(table), added)
    if changed:
        connection.execute(update(table).where(table.primary_key.columns[0] == bindparam("changed")), changed)


def _remove(connection: Connection, table: Table, ids: list[str]) -> None:
    for some in _some_at_a_time(ids):
        connection.execute(delete(table).where(table.primary_key.columns[0].in_(some)))


def _some_at_a_time(ids: list[str]) -> Iterator[list[str]]:
    """As many as a statement takes."""
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]
