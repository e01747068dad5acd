"""Facts into SQLite and PostgreSQL: what is stored, what changes, what is refused."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from newsfacts.errors import NewsfactsError
from newsfacts.loading import Database, load_facts, retract
from newsfacts.loading.files import LoadSummary
from newsfacts.writing import to_lines
from tests.made_facts import Fact, MadeArticle, ayton

TABLES = ("articles", "people", "parties", "contests", "vote_counts", "vote_shares", "quotes", "spans")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with Database.open(database_url, create=True) as database:
        yield database


def write(folder: Path, *facts: Fact) -> Path:
    path = folder / "facts.jsonl"
    path.write_bytes(to_lines(facts))
    return path


def load(database: Database, folder: Path, *facts: Fact, **options: Any) -> LoadSummary:
    return load_facts([write(folder, *facts)], database, **options)


def rows(database: Database, query: str, **values: Any) -> list[tuple[Any, ...]]:
    with database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query), values)]


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """The content of all tables of records."""
    return {table: sorted(rows(database, f"SELECT * FROM {table}"), key=repr) for table in TABLES}


def test_every_record_and_span_is_a_row(database: Database, tmp_path: Path) -> None:
    summary = load(database, tmp_path, *ayton().facts)
    counts = {table: rows(database, f"SELECT COUNT(*) FROM {table}")[0][0] for table in TABLES}
    assert counts == {
        **{"articles": 1, "people": 2, "parties": 1, "contests": 1, "vote_counts": 2, "vote_shares": 0, "quotes": 1},
        "spans": 3 + 1 + 4 + 3,
    }
    assert (summary.articles, summary.facts, summary.refused_lines) == ({"added": 1}, 7, 0)


def test_views_read_like_sentences(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, *ayton(publisher="The Paper").facts)
    assert rows(database, "SELECT publisher, speaker, party, quote, cue, sentence FROM v_quotes") == [
        ("The Paper", "Ann Oak", "Labour", "We did it,", "say", '"We did it," Ms Oak said.')
    ]
    results = rows(database, "SELECT contest, candidate, party, votes, outcome FROM v_results ORDER BY votes DESC")
    assert results == [("Ayton", "Ann Oak", "Labour", 1200, "hold"), ("Ayton", "Bob Ash", None, 900, None)]
    (start, end, body) = rows(
        database,
        "SELECT start_char, end_char, text FROM v_results JOIN articles USING (article_id) WHERE votes = 1200",
    )[0]
    assert body[start:end] == "1,200"


def test_the_same_file_twice_changes_nothing(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, *ayton().facts)
    before = everything(database)
    assert load(database, tmp_path, *ayton().facts).articles == {"unchanged": 1}
    assert everything(database) == before


def test_a_newer_version_replaces_and_an_older_one_does_not(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, *ayton(newsfacts="0.9.0").facts)
    newer = ayton(newsfacts="0.10.0").facts[:-1]
    assert load(database, tmp_path, *newer).articles == {"replaced": 1}
    assert rows(database, "SELECT COUNT(*) FROM quotes") == [(0,)]
    said: list[str] = []
    assert load(database, tmp_path, *ayton(newsfacts="0.9.0").facts, say=said.append).articles == {"kept": 1}
    assert said == [
        f"{tmp_path}/facts.jsonl, line 1: ayton: its facts were loaded from a newer newsfacts, 0.10.0",
    ]
    assert rows(database, "SELECT COUNT(*) FROM quotes") == [(0,)]


def test_a_digest_makes_no_version_newer(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, *ayton(newsfacts="0.9.0+bbbbbbbbbbbb").facts)
    assert load(database, tmp_path, *ayton(newsfacts="0.9.0+aaaaaaaaaaaa").facts).articles == {"replaced": 1}


def test_a_folder_of_parts(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    with Database.open(sqlite_url, create=True) as database:
        with pytest.raises(NewsfactsError, match="parts: no facts in this folder; name one that"):
            load_facts([folder], database)
        (folder / "part-00001.jsonl").write_bytes(to_lines(ayton().facts))
        (folder / "part-00002.jsonl.gz").write_bytes(gzip.compress(to_lines(ayton("other").facts) + b"1\n"))
        (folder / "notes.txt").write_text("no facts")
        (folder / ".part-00003.jsonl").write_text("no facts")
        said: list[str] = []
        assert load_facts([folder], database, say=said.append).articles == {"added": 2}
        assert len(said) == 1
        assert said[0].startswith(f"{folder}/part-00002.jsonl.gz, line 9: ")


def test_another_text_needs_update(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, *ayton().facts)
    said: list[str] = []
    errors = tmp_path / "errors.jsonl"
    other = ayton(winning="1,300").facts
    summary = load(database, tmp_path, *other, say=said.append, errors=errors)
    assert (summary.articles, summary.refused_lines) == ({"refused": 1}, len(other))
    assert said == [
        f"{tmp_path}/facts.jsonl, lines 1 to 8: ayton: loaded before with another text; --update replaces it",
    ]
    assert len(errors.read_bytes().splitlines()) == len(other)
    assert rows(database, "SELECT MAX(votes) FROM vote_counts") == [(1200,)]
    assert load(database, tmp_path, *other, update=True).articles == {"replaced": 1}
    assert rows(database, "SELECT MAX(votes) FROM vote_counts") == [(1300,)]


def test_text_that_was_left_out_does_not_remove_the_text(database: Database, tmp_path: Path) -> None:
    with_text = ayton().facts
    without = [{key: value for key, value in with_text[0].items() if key != "text"}, *with_text[1:]]
    load(database, tmp_path, *without)
    assert rows(database, "SELECT text FROM articles") == [(None,)]
    load(database, tmp_path, *with_text)
    assert rows(database, "SELECT text FROM articles") == [(with_text[0]["text"],)]
    assert load(database, tmp_path, *without).articles == {"unchanged": 1}
    newer = [{**without[0], "newsfacts": "9"}, *without[1:]]
    assert load(database, tmp_path, *newer).articles == {"replaced": 1}
    assert rows(database, "SELECT text, newsfacts FROM articles") == [(with_text[0]["text"], "9")]


def test_retract_takes_one_article_out(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, *ayton().facts, *ayton("other").facts)
    assert retract(database, "ayton") == 7
    assert {row[0] for table in TABLES for row in rows(database, f"SELECT article_id FROM {table}")} == {"other"}
    with pytest.raises(NewsfactsError, match="no article 'ayton'; name its article_id"):
        retract(database, "other", "ayton")
    assert rows(database, "SELECT article_id FROM articles") == [("other",)]  # all or none


def test_invalid_lines_are_told_and_the_rest_is_loaded(database: Database, tmp_path: Path) -> None:
    facts = ayton().facts
    facts[3] = {**facts[3], "name": ""}
    path = write(tmp_path, *facts, *ayton("other").facts)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], b"{not json\n", *lines[2:]]))
    said: list[str] = []
    errors = tmp_path / "errors.jsonl"
    summary = load_facts([path], database, errors=errors, say=said.append)
    assert [message.partition(": ")[0] for message in said] == [f"{path}, line 3", f"{path}, line 5"]
    entries = [json.loads(line) for line in errors.read_text().splitlines()]
    assert [(entry["line"], entry["source"]) for entry in entries] == [(3, str(path)), (5, str(path))]
    assert entries[0]["content"] == "{not json"
    assert entries[1]["reason"] == "name: String should have at least 1 character"
    assert (summary.articles, summary.facts, summary.refused_lines) == ({"added": 2}, 6 + 7, 2)


def test_what_refers_to_an_invalid_line_is_refused_too(database: Database, tmp_path: Path) -> None:
    facts = ayton().facts
    oak = facts[1]
    facts[1] = {**oak, "mentions": [{"start": 1, "end": 8, "text": "Ann Oak"}]}
    said: list[str] = []
    load(database, tmp_path, *facts, say=said.append)
    assert [message.removeprefix(f"{tmp_path}/facts.jsonl, ") for message in said[1:]] == [
        f"line 5: winner_id: the record {oak['id']} is on an invalid line",
        f"line 6: candidate_id: the record {oak['id']} is on an invalid line",
        f"line 7: contest_id: the record {facts[4]['id']} is on an invalid line",
        f"line 8: speaker_id: the record {oak['id']} is on an invalid line",
    ]
    assert rows(database, "SELECT name FROM people") == [("Bob Ash",)]


def test_facts_without_their_article_are_refused(database: Database, tmp_path: Path) -> None:
    facts = ayton().facts
    for first in ({**facts[0], "sha256": "no"}, {**facts[0], "sha256": "0" * 64}):
        summary = load(database, tmp_path, first, *facts[1:], *ayton("other").facts)
        assert summary.refused_lines == len(facts)
    assert rows(database, "SELECT article_id FROM articles") == [("other",)]


def test_an_article_with_invalid_lines_replaces_nothing(database: Database, tmp_path: Path) -> None:
    facts = ayton().facts
    load(database, tmp_path, *facts)
    cut = [*facts[:-1], {**facts[-1], "kind": "cut off"}]
    said: list[str] = []
    assert load(database, tmp_path, *cut, say=said.append).articles == {"refused": 1}
    assert said[1].endswith("lines 1 to 7: ayton: with invalid lines it replaces nothing; --update forces it")
    assert rows(database, "SELECT COUNT(*) FROM quotes") == [(1,)]
    assert load(database, tmp_path, *cut, update=True).articles == {"replaced": 1}
    assert rows(database, "SELECT COUNT(*) FROM quotes") == [(0,)]


def test_ids_of_another_article_are_refused(database: Database, tmp_path: Path) -> None:
    load(database, tmp_path, *ayton().facts)
    thief = MadeArticle("thief", "Ann Oak")
    thief.person("Ann Oak")
    thief.facts[1]["id"] = ayton().facts[1]["id"]
    said: list[str] = []
    assert load(database, tmp_path, *thief.facts, say=said.append).articles == {"refused": 1}
    assert "lines 1 to 2: thief: has the id of another article's record" in said[0]
    assert rows(database, "SELECT article_id FROM articles") == [("ayton",)]


HOSTILE = [
    "Robert'); DROP TABLE people;--",
    "quotes \" and ' and `",
    "tab\tand escape \x1b[2J",
    "right to left \u202e and nothing \u200b",
    "%s :name ? {0} $1",
    "\U0001f5f3 \ufdd0 \uffff",
    "x" * 200_000,
]


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: name[:12].encode("unicode_escape").decode())
def test_hostile_text_is_stored_as_it_is(database: Database, tmp_path: Path, name: str) -> None:
    article = MadeArticle("hostile", f"{name} said.")
    person = article.person(name, aliases=[name], party=name)
    article.quote(name, name, speaker_id=person)
    load(database, tmp_path, *article.facts)
    assert rows(database, "SELECT name, party FROM people WHERE name = :name", name=name) == [(name, name)]
    assert rows(database, "SELECT quote, speaker FROM v_quotes") == [(name, name)]
    assert rows(database, "SELECT text FROM articles") == [(f"{name} said.",)]


def test_nul_is_stored_by_sqlite_and_refused_by_name_by_postgres(database: Database, tmp_path: Path) -> None:
    article = MadeArticle("nul", "Ann\0Oak")
    article.person("Ann\0Oak")
    said: list[str] = []
    load(database, tmp_path, *article.facts, *ayton().facts, say=said.append)
    if database.is_postgres:
        assert said[0].endswith("line 1: text: holds the character U+0000, which PostgreSQL does not store; remove it")
        assert rows(database, "SELECT article_id FROM articles") == [("ayton",)]
    else:
        assert said == []
        assert ("Ann\0Oak",) in rows(database, "SELECT name FROM people")


def test_numbers_that_no_database_holds_are_refused_by_name(database: Database, tmp_path: Path) -> None:
    article = ayton()
    path = write(tmp_path, *article.facts)
    for number, accepted in ((2**63 - 1, True), (2**63, False), (10**30, False)):
        path.write_bytes(to_lines(article.facts).replace(b'"votes":1200', b'"votes":%d' % number))
        said: list[str] = []
        load_facts([path], database, say=said.append, update=True)
        assert (said == []) == accepted
        assert accepted or said[0].startswith(f"{path}, line 6: votes: {str(number)[:20]} is too large for a database")


def test_ids_that_fit_no_index_are_refused(postgres_url: str, tmp_path: Path) -> None:
    # SQLite takes ids of any length; PostgreSQL's indices do not
    long = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=20_000))
    said: list[str] = []
    with Database.open(postgres_url, create=True) as database:
        summary = load(database, tmp_path, *ayton(long).facts, *ayton().facts, say=said.append)
    assert summary.articles == {"refused": 1, "added": 1}
    assert "a value is too long for the database" in said[0]


def test_quotes_inside_quotes_in_any_order(database: Database, tmp_path: Path) -> None:
    article = MadeArticle("nested", '"He said he would stay," she said.')
    inner = article.quote("he would stay")
    outer = article.quote("He said he would stay,")
    article.facts[1]["parent_id"] = outer
    load(database, tmp_path, *article.facts)
    assert rows(database, "SELECT id FROM quotes WHERE parent_id IS NOT NULL") == [(inner,)]


def test_every_refused_line_is_told(database: Database, tmp_path: Path) -> None:
    # two lines with one reason are two lines
    path = write(tmp_path, *ayton().facts)
    path.write_bytes(b"1\n" + path.read_bytes() + b"2\n\n3\n" + b"[" * 100_000 + b"\n\xff\n")
    said: list[str] = []
    assert load_facts([path], database, say=said.append).refused_lines == 5
    assert [message.removeprefix(f"{path}, ").partition(": ")[0] for message in said] == [
        "line 1", "lines 10, 12", "line 13", "line 14"
    ]  # fmt: skip
