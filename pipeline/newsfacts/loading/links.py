"""Links in the database: made anew from the facts, which stay as they are.

>>> from newsfacts.loading import Database, relink
>>> with Database.open("facts.db", create=True) as database:
...     relink(database)
Links(contests=0, people=0)
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, insert, select, text

from newsfacts.loading import schema
from newsfacts.loading.database import Database
from newsfacts.loading.linking import ContestFact, PersonFact, link_contests, link_people

_LOCK = "links"
_CONTEST_COLUMNS = ("id", "article_id", "place", "kind", "date", "published", "gss", "ballot_paper_id", "sha256")


class Links(NamedTuple):
    """How many contests and people are in more than one article."""

    contests: int
    people: int


def relink(database: Database) -> Links:
    """Make all links anew, in one transaction."""
    with database.reporting(), database.writing(_LOCK) as connection:
        if database.is_postgres:  # facts must not come and go between what is read and the links to it
            connection.execute(text("LOCK TABLE articles IN SHARE MODE"))
        for table in (schema.contest_links, schema.person_links, schema.linked_contests, schema.linked_people):
            connection.execute(delete(table))
        contests, linked_id_of = _link_contests(connection)
        return Links(contests, _link_people(connection, linked_id_of))


def is_linked(database: Database) -> bool:
    """Whether every contest has its link, as after a load that was not interrupted."""
    contests, links = schema.contests.c, schema.contest_links.c
    with database.engine.connect() as connection:
        missing = select(contests.id).where(~exists().where(links.contest_id == contests.id)).limit(1)
        return connection.execute(missing).first() is None


def _link_contests(connection: Connection) -> tuple[int, dict[str, str]]:
    columns, articles = schema.contests.c, schema.articles.c
    signs: dict[str | None, set[str]] = defaultdict(set)
    counts = schema.vote_counts.c
    for contest_id, candidate, option, votes in connection.execute(
        select(counts.contest_id, counts.candidate, counts.option, counts.votes)
    ):
        if candidate or option:
            signs[contest_id].add(candidate or f"{option} {votes}")
    query = select(schema.contests, articles.published, articles.sha256).join(
        schema.articles, articles.article_id == columns.article_id
    )
    facts = []
    for row in connection.execute(query).mappings():
        own = signs[row["id"]] | ({row["winner"]} if row["winner_id"] else set())
        known = {name: row[name] for name in _CONTEST_COLUMNS}
        facts.append(ContestFact(**known, signs=frozenset(sign for sign in own if sign and sign.strip())))
    linked = link_contests(facts)
    if linked:
        names = ("id", "place", "kind", "date", "gss", "ballot_paper_id")
        rows = [{name: getattr(group, name) for name in names} for group in linked]
        connection.execute(insert(schema.linked_contests), rows)
        links = [
            {"contest_id": member, "linked_id": group.id, "reason": reason}
            for group in linked
            for member, reason in group.members
        ]
        connection.execute(insert(schema.contest_links), links)
    of_several = sum(len(group.members) > 1 for group in linked)
    return of_several, {member: group.id for group in linked for member, _ in group.members}


def _link_people(connection: Connection, linked_id_of: dict[str, str]) -> int:
    stood: dict[str | None, set[str]] = defaultdict(set)
    counts, contests, people = schema.vote_counts.c, schema.contests.c, schema.people.c
    for query in (select(counts.candidate_id, counts.contest_id), select(contests.winner_id, contests.id)):
        for person, contest in connection.execute(query):
            if person and contest:
                stood[person].add(linked_id_of[contest])
    rows = connection.execute(select(people.id, people.article_id, people.name, people.party, people.roles))
    facts = [PersonFact(*row[:4], tuple(row[4]), frozenset(stood.get(row[0], ()))) for row in rows]
    linked = link_people(facts)
    if linked:
        named = [{"id": group.id, "name": group.name, "party": group.party} for group in linked]
        connection.execute(insert(schema.linked_people), named)
        links = [
            {"person_id": member, "linked_id": group.id, "reason": reason}
            for group in linked
            for member, reason in group.members
        ]
        connection.execute(insert(schema.person_links), links)
    return len(linked)
