"""Which contests and people of different articles are one: with the reason, and never on a name alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from newsfacts.comparing import bare_name
from newsfacts.loading import Database, Links, load_facts, relink
from newsfacts.loading.linking import ContestFact, PersonFact, link_contests, link_people
from newsfacts.registers import place_key
from newsfacts.writing import to_lines
from tests.made_facts import MadeArticle, ayton

BOTH = frozenset({"Ann Oak", "Bob Ash"})


def contest(name: str, place: str = "Ayton", kind: str = "by-election", **fields: Any) -> ContestFact:
    return ContestFact(name, name, place, place_key(place), kind, **fields)


def reasons(*contests: ContestFact) -> list[list[str]]:
    """The reasons of the groups, without the first of each."""
    return [[reason for _, reason in group.members[1:]] for group in link_contests(contests)]


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (
            contest("a", date="2017-02-23"), contest("b", date="2017-02-23"), "same place and date, 2017-02-23"
        ),
        (contest("a", date="2017-02-23"), contest("b", date="2016-02-23"), None),
        (contest("a"), contest("b"), None),
        (contest("a", signs=BOTH), contest("b", signs=BOTH), "same place, Ann Oak and Bob Ash in both"),
        (
            contest("a", signs=frozenset({"Ann Öak", "Bob Ash"})),
            contest("b", signs=frozenset({"ANN OAK", "Bob Ash"})),
            "same place, Ann Öak and Bob Ash in both",
        ),
        (contest("a", signs=BOTH), contest("b", signs=frozenset({"Ann Oak", "Cleo Elm"})), None),
        (
            contest("a", signs=BOTH, published="2017-02-24"),
            contest("b", signs=frozenset({"Ann Oak"}), published="2017-02-25"),
            "same place, Ann Oak in both, 1 days apart",
        ),
        (
            contest("a", signs=BOTH, published="2012-02-24"),
            contest("b", signs=BOTH, published="2017-02-25"),
            None,
        ),
        (contest("a", published="2017-02-24"), contest("b", published="2017-02-25"), None),
        (
            contest("a", "Copeland", gss="E14000647", published="2017-02-24"),
            contest("b", "Copeland", gss="E14000647", published="2017-02-25"),
            "same place and kind, 1 days apart",
        ),
        (
            contest("a", "Stoke Central", signs=BOTH),
            contest("b", "Stoke-on-Trent Central", signs=BOTH),
            "same place, Ann Oak and Bob Ash in both",
        ),
        (contest("a", signs=BOTH), contest("b", kind="local election", signs=BOTH), None),
        (
            contest("a", "Commons", "legislative vote", date="2017-02-23", signs=frozenset({"Ayes 300", "Noes 200"})),
            contest("b", "Commons", "legislative vote", date="2017-02-23", signs=frozenset({"Ayes 310", "Noes 190"})),
            None,
        ),
        (
            contest("a", ballot_paper_id="local.x.2017-05-04", date="2017-05-04"),
            contest("b", ballot_paper_id="local.x.2017-05-04"),
            "same ballot paper id",
        ),
        (contest("a", sha256="1"), contest("b", sha256="1"), "same place in the same text"),
    ],
)  # fmt: skip
def test_contests_are_linked_only_with_a_reason(a: ContestFact, b: ContestFact, reason: str | None) -> None:
    expected = [[reason]] if reason else [[], []]
    assert reasons(a, b) == expected
    assert reasons(b, a) == expected


def test_what_may_be_either_of_two_is_neither() -> None:
    polls = [contest(str(year), date=f"{year}-05-05", signs=BOTH) for year in (2012, 2017)]
    groups = link_contests([*polls, contest("undated", signs=BOTH)])
    assert [len(group.members) for group in groups] == [1, 1, 1]
    assert groups[2].members == [("undated", "two others may be the same")]


def test_ballot_paper_ids_of_seats_in_parliament() -> None:
    (by_election,) = link_contests([contest("a", "Copeland", date="2017-02-23", gss="E14000647")])
    assert by_election.ballot_paper_id == "parl.copeland.by.2017-02-23"
    (general,) = link_contests([contest("a", "Copeland", "general election", date="2017-06-08", gss="E14000647")])
    assert general.ballot_paper_id == "parl.copeland.2017-06-08"
    for other in (contest("a", "Copeland", gss="E14000647"), contest("a", "Copeland", date="2017-02-23")):
        assert [group.ballot_paper_id for group in link_contests([other])] == [None]


def person(name: str, article: str, party: str | None = None, *roles: str, stood: str | None = None) -> PersonFact:
    return PersonFact(
        f"{name} in {article}", article, name, bare_name(name), party, roles, frozenset({stood} if stood else ())
    )


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (person("Ann Oak", "a", stood="x"), person("Ann Oak", "b", stood="x"), "same name in one contest"),
        (person("Ann Oak", "a", stood="x"), person("Ann Oak", "b", stood="y"), None),
        (person("Ann Oak", "a", stood="x"), person("Bob Oak", "b", stood="x"), None),
        (
            person("Ann Oak", "a", "Labour", "leader"),
            person("Ann Oak", "b", "Labour", "MP", "leader"),
            "same name, party and role: Labour, leader",
        ),
        (
            person("Zoë Oak", "a", "Labour", "leader"),
            person("Ms Zoe Oak", "b", "Labour", "leader"),
            "same name, party and role: Labour, leader",
        ),
        (person("Ann Oak", "a", "Labour", "leader"), person("Ann Oak", "b", "Green", "leader"), None),
        (person("Ann Oak", "a", "Labour", "leader"), person("Ann Oak", "b", "Labour", "voter"), None),
        (person("Ann Oak", "a", None, "leader"), person("Ann Oak", "b", None, "leader"), None),
        (person("Oak", "a", "Labour", "leader"), person("Oak", "b", "Labour", "leader"), None),
    ],
)
def test_people_are_linked_only_with_a_reason(a: PersonFact, b: PersonFact, reason: str | None) -> None:
    found = link_people([b, a])
    assert [[why for _, why in group.members[1:]] for group in found] == ([[reason]] if reason else [])


def test_people_are_joined_over_others() -> None:
    people = [
        person("Ann Oak", "a", "Labour", "leader"),
        person("Ann Oak", "b", "Labour", "MP"),
        person("Ann Oak", "c", "Labour", "MP", "leader"),
        person("Ann Oak", "d", "Labour", "leader"),
    ]
    (group,) = link_people(people)
    assert sorted(member for member, _ in group.members) == [f"Ann Oak in {article}" for article in "abcd"]


def test_links_stand_beside_the_facts_and_can_be_made_again(database_url: str, tmp_path: Path) -> None:
    other = MadeArticle("other", "Bob Ash lost Ayton to Ann Oak by 900 votes to 1,200.")
    poll = other.contest("Ayton", winner="Ann Oak")
    for name, votes in (("Bob Ash", "900"), ("Ann Oak", "1,200")):
        other.votes(votes, poll, candidate=name, candidate_id=other.person(name))
    path = tmp_path / "facts.jsonl"
    path.write_bytes(to_lines([*ayton().facts, *other.facts]))
    with Database.open(database_url, create=True) as database:
        load_facts([path], database)

        def rows(query: str) -> list[tuple[Any, ...]]:
            with database.engine.connect() as connection:
                return sorted(tuple(row) for row in connection.execute(text(query)))

        links = rows("SELECT * FROM contest_links"), rows("SELECT * FROM person_links")
        facts = rows("SELECT * FROM vote_counts")
        assert [len(found) for found in links] == [2, 4]
        assert rows("SELECT reason FROM contest_links") == [
            ("same place, Ann Oak and Bob Ash in both",), ("the first of its contest",)
        ]  # fmt: skip
        assert len(rows("SELECT DISTINCT linked_contest_id FROM v_results")) == 1
        assert relink(database) == Links(contests=1, people=2)
        assert (rows("SELECT * FROM contest_links"), rows("SELECT * FROM person_links")) == links
        assert rows("SELECT * FROM vote_counts") == facts
