"""Links after loads in any order and grouping are those of one load, and those that linking everything makes."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from newsfacts.errors import NewsfactsError
from newsfacts.loading import Database, load_facts, relink, retract
from newsfacts.loading.links import is_linked
from newsfacts.loading.upsert import take_out
from newsfacts.writing import to_lines
from tests.made_facts import MadeArticle, ayton

PEOPLE = {"Ann Oak": "Labour", "Bob Ash": "Green", "Mr Cleo Elm": None, "Cleo Elm": None}
PLACES = ("Ayton", "Stoke Central", "Stoke-on-Trent Central", "Stoke-On-Trent  Central")
TABLES = ("linked_contests", "contest_links", "linked_people", "person_links")
Links = dict[str, list[tuple[Any, ...]]]


def links_of(database: Database) -> Links:
    with database.engine.connect() as connection:
        return {
            table: sorted((tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))), key=repr)
            for table in TABLES
        }


def article(number: int, choice: random.Random, version: str = "2.0") -> MadeArticle:
    """One of few people and places, so that much is shared."""
    names = choice.sample(list(PEOPLE), 2)
    places = choice.sample(PLACES, choice.choice((1, 1, 2)))
    published = choice.choice((None, "2017-02-24", "2017-02-27", "2017-04-30"))
    made = MadeArticle(
        f"article {number}", "\n".join([f"{number}.", *PEOPLE, *PLACES, "1,200", "900"]),
        published=published, newsfacts=version,
    )  # fmt: skip
    roles = choice.choice(([], ["leader"], ["leader", "candidate"]))
    ids = {name: made.person(name, party=PEOPLE[name], roles=roles) for name in names}
    for place in places:
        date = choice.choice((None, None, "2017-02-23", "2017-04-27"))
        poll = made.contest(place, date=date, winner=names[0], winner_id=ids[names[0]])
        for name, votes in zip(names, ("1,200", "900"), strict=True):
            if choice.random() < 0.7:
                made.votes(votes, poll, candidate=name, candidate_id=ids[name])
    return made


def write(path: Path, articles: list[MadeArticle]) -> Path:
    path.write_bytes(b"".join(to_lines(made.facts) for made in articles))
    return path


def links_at_once(articles: list[MadeArticle], folder: Path) -> Links:
    """The links of one load into an empty database."""
    with Database.open(str(folder / "at-once.db"), create=True) as database:
        load_facts([write(folder / "at-once.jsonl", articles)], database)
        return links_of(database)


@pytest.mark.parametrize("seed", range(12))
def test_any_order_and_grouping_of_loads_gives_the_same_links(seed: int, tmp_path: Path) -> None:
    choice = random.Random(seed)
    articles = [article(number, choice) for number in range(10)]
    loads = [(made, choice.random()) for made in articles]  # in any order, older versions before newer ones
    for number in range(10):
        if choice.random() < 0.4:
            newer = next(at for made, at in loads if made.article_id == f"article {number}")
            loads.append((article(number, choice, version="1.0"), newer * choice.random()))
    loads += [(article(number, choice), choice.random()) for number in (10, 11)]  # taken out at the end
    left = [made for made, _ in sorted(loads, key=lambda load: load[1])]
    with Database.open(str(tmp_path / "facts.db"), create=True) as database:
        while left:
            some = choice.randint(1, 4)
            load_facts([write(tmp_path / f"{n}.jsonl", [made]) for n, made in enumerate(left[:some])], database)
            del left[:some]
        retract(database, "article 10", "article 11")
        found = links_of(database)
        relink(database)
        assert links_of(database) == found
    assert found == links_at_once(articles, tmp_path)
    assert len({reason for _, _, reason in found["contest_links"]}) > 1
    assert found["person_links"]


def test_what_is_not_touched_is_not_written(database_url: str, tmp_path: Path) -> None:
    elsewhere = MadeArticle("elsewhere", "Dee Yew won Beeton.")
    elsewhere.contest("Beeton", winner="Dee Yew", winner_id=elsewhere.person("Dee Yew"))
    with Database.open(database_url, create=True) as database:
        load_facts([write(tmp_path / "facts.jsonl", [elsewhere, ayton("a")])], database)
        with database.writing() as connection:
            connection.execute(text("UPDATE contest_links SET reason = 'mark'"))
        load_facts([write(tmp_path / "facts.jsonl", [ayton("b")])], database)
        reasons = [row[2] for row in links_of(database)["contest_links"]]
        assert sorted(reasons) == ["mark", "same place in the same text", "the first of its contest"]


def test_a_load_goes_on_where_a_killed_one_had_not_linked(database_url: str, tmp_path: Path) -> None:
    facts = write(tmp_path / "facts.jsonl", [ayton("a"), ayton("b"), ayton("c")])
    with Database.open(database_url, create=True) as database:
        load_facts([facts], database)
        with database.writing() as connection:  # as far as a retraction had come
            take_out(connection, ["a"])
        assert not is_linked(database)
        load_facts([write(facts, [ayton("b")])], database)
        assert is_linked(database)
        assert links_of(database) == links_at_once([ayton("b"), ayton("c")], tmp_path)


def test_a_database_of_the_first_version_gets_its_links_anew(database_url: str, tmp_path: Path) -> None:
    facts = write(tmp_path / "facts.jsonl", [ayton("a"), ayton("b")])
    with Database.open(database_url, create=True) as database:
        load_facts([facts], database)
        links = links_of(database)
        config = Config()
        config.set_main_option("script_location", "newsfacts:loading/migrations")
        config.set_main_option("path_separator", "os")
        with database.writing() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "0001")
    with pytest.raises(NewsfactsError, match="made by an older newsfacts; newsfacts link brings it up to date"):
        Database.open(database_url)
    with Database.open(database_url, migrate=True) as database:
        assert not is_linked(database)
        relink(database)
        assert links_of(database) == links
