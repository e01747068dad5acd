"""Facts that cannot all be true, and facts that only look so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newsfacts.cli import app
from newsfacts.conflicts import Conflict, find_conflicts
from newsfacts.loading import Database, load_facts
from newsfacts.writing import to_lines
from tests.made_facts import MadeArticle

Find = Callable[..., list[Conflict]]


@pytest.fixture
def find(sqlite_url: str, tmp_path: Path) -> Find:
    """The conflicts of some articles."""

    def find(*articles: MadeArticle) -> list[Conflict]:
        path = tmp_path / "facts.jsonl"
        path.write_bytes(b"".join(to_lines(article.facts) for article in articles))
        with Database.open(sqlite_url, create=True) as database:
            said: list[str] = []
            load_facts([path], database, say=said.append)
            assert said == []
            return list(find_conflicts(database))

    return find


def claims(conflicts: list[Conflict]) -> list[tuple[str, str, list[str]]]:
    return [(found.kind, found.subject, [side.claim for side in found.sides]) for found in conflicts]


def result(
    name: str,
    oak: str = "1,213",
    ash: str = "904",
    *,
    hedge: str | None = None,
    winner: str = "Ann Oak",
    party: str = "Labour",
    majority: str | None = None,
    stage: str | None = None,
    words: str = "polled",
    published: str | None = None,
) -> MadeArticle:
    """An article on the by-election at Ayton, in words of its own."""
    stated = f" The majority was {majority}." if majority else ""
    article = MadeArticle(
        name,
        f"{name.title()}: {winner} took Ayton.{stated}\nAnn Oak {words} {hedge or ''} {oak} and Bob Ash {ash} votes.",
        published=published,
    )
    people = {person: article.person(person) for person in ("Ann Oak", "Bob Ash")}
    evidence = {"place": article.span("Ayton"), "winner": article.span("took"), "winner_party": article.span("took")}
    number = int(majority.replace(",", "")) if majority else None
    fields: dict[str, Any] = {"majority": number, "majority_source": "stated"} if number else {}
    poll = article.contest(
        "Ayton",
        winner=winner,
        winner_id=people[winner],
        winner_party=party,
        evidence={**evidence, **({"majority": article.span(str(majority))} if majority else {})},
        **fields,
    )
    staged = {"stage": stage, "stage_kind": "first" if stage else None}
    article.votes(oak, poll, candidate="Ann Oak", candidate_id=people["Ann Oak"], qualifier=hedge, **staged)
    article.votes(ash, poll, candidate="Bob Ash", candidate_id=people["Bob Ash"], **staged)
    return article


def test_different_votes_for_one_candidate(find: Find) -> None:
    first, second = result("herald"), result("post", "1,231")
    (conflict,) = find(first, second, result("star"))
    assert (conflict.kind, conflict.subject) == ("votes", "Ann Oak, Ayton by-election")
    assert [(side.claim, [statement.article_id for statement in side.statements]) for side in conflict.sides] == [
        ("1,213", ["herald", "star"]),
        ("1,231", ["post"]),
    ]
    for side, article in zip(conflict.sides, (first, second), strict=True):
        statement = side.statements[0]
        assert article.text[statement.start : statement.end] == statement.text == side.claim
        assert statement.sentence == " ".join(article.text.splitlines()[1].split())
        assert statement.record_id in {fact["id"] for fact in article.facts}


@pytest.mark.parametrize(
    ("figure", "hedge", "conflicts"),
    [
        ("1,200", None, False),
        ("1,300", None, True),
        ("1,200", "more than", False),
        ("1,250", "nearly", False),
        ("1,200", "nearly", True),
        ("1,214", None, True),
        ("1,210", None, True),
        ("1,210", "about", False),
    ],
)
def test_rounded_figures_conflict_outside_of_their_precision(
    find: Find, figure: str, hedge: str | None, conflicts: bool
) -> None:
    assert [found.kind for found in find(result("herald"), result("post", figure, hedge=hedge))] == (
        ["votes"] if conflicts else []
    )


def test_different_stages_of_a_count_never_conflict(find: Find) -> None:
    staged = result("post", "1,100", stage="first preferences", words="had first preferences of")
    assert find(result("herald"), staged) == []


def test_two_figures_in_one_article_are_of_two_things(find: Find) -> None:
    first = result("herald")
    count = dict(first.facts[-2])
    first.votes("904", count["contest_id"], candidate="Ann Oak", candidate_id=count["candidate_id"])
    assert find(first) == []
    # another article's figure is excluded by neither, as it may be either; a third figure by both
    assert find(result("post", "904")) == []
    assert claims(find(result("star", "1,500"))) == [("votes", "Ann Oak, Ayton by-election", ["1,213", "904", "1,500"])]


def test_wire_copies_never_conflict(find: Find) -> None:
    # the same sentence in two papers, read with other candidates
    first, second = result("herald"), result("post")
    second.facts[-2]["candidate"], second.facts[-1]["candidate"] = "Bob Ash", "Ann Oak"
    assert find(first, second) == []


def test_other_contests_never_conflict(find: Find) -> None:
    earlier, later = result("herald", published="2012-05-04"), result("post", "1,231", published="2017-05-04")
    assert find(earlier, later) == []


def test_different_winners_and_parties(find: Find) -> None:
    assert claims(find(result("herald"), result("post", winner="Bob Ash"))) == [
        ("winner", "Ayton by-election", ["Ann Oak", "Bob Ash"])
    ]
    assert claims(find(result("globe"), result("sun", party="Green"))) == [
        ("winner", "Ayton by-election", ["Ann Oak", "Bob Ash"]),
        ("winner's party", "Ayton by-election", ["Labour", "Green"]),  # Ann Oak's, Bob Ash aside
    ]


def test_winners_party(find: Find) -> None:
    assert claims(find(result("herald"), result("post", party="Green"))) == [
        ("winner's party", "Ayton by-election", ["Labour", "Green"])
    ]


def test_a_partys_names_are_one(find: Find) -> None:
    assert find(result("herald"), result("post", party="Labour and Co-operative")) == []


def test_majorities(find: Find) -> None:
    assert find(result("herald", majority="309"), result("post", majority="309")) == []
    assert claims(find(result("globe", majority="309"), result("sun", majority="390"))) == [
        ("majority", "Ayton by-election", ["309", "390"])
    ]


@pytest.mark.parametrize(("stated", "other", "conflicts"), [("300", "309", False), ("500", "309", True)])
def test_rounded_majorities(find: Find, stated: str, other: str, conflicts: bool) -> None:
    found = find(result("herald", majority=stated), result("post", majority=other))
    assert [conflict.kind for conflict in found] == ["majority"] * conflicts


@pytest.mark.parametrize(
    ("oak", "ash", "majority", "conflicts"), [("12,000", "8,000", 4000, False), ("12,213", "8,104", 4109, True)]
)
def test_majorities_that_rounded_counts_give(find: Find, oak: str, ash: str, majority: int, conflicts: bool) -> None:
    derived = result("globe", oak, ash)
    contest = next(fact for fact in derived.facts if fact["type"] == "contest")
    contest |= {"majority": majority, "majority_source": "derived"}
    contest["evidence"]["majority"] = derived.span(oak)
    found = find(derived, result("echo", "12,000", "8,000", majority="4,123"))
    assert [conflict.kind for conflict in found] == ["majority"] * conflicts


def test_majority_that_the_counts_contradict(find: Find) -> None:
    assert claims(find(result("herald", majority="409"), result("post"))) == [
        ("majority", "Ayton by-election", ["409", "1,213 for Ann Oak, 904 for Bob Ash"])
    ]


def test_a_smaller_majority_may_be_over_somebody_else(find: Find) -> None:
    assert find(result("herald", majority="209"), result("post")) == []


def quoting(name: str, words: str, speaker: str = "Ann Oak", before: str = "") -> MadeArticle:
    article = MadeArticle(name, f'{before}"{words}" {speaker} told the {name.title()}.')
    person = article.person(speaker)
    article.quote(words, speaker, speaker_id=person, speaker_kind="person")
    return article


WORDS = "We will fight for every job in this town and we will win."


@pytest.mark.parametrize(
    ("words", "speaker"),
    [(WORDS, "Zoe Ôak"), (WORDS, "ZOË OAK"), (WORDS.replace("town", "town's heart"), "Zoë Oak")],
)
def test_accents_and_marks_make_no_other_speaker_or_word(find: Find, words: str, speaker: str) -> None:
    assert find(quoting("herald", words.replace("'", "‘"), "Zoë Oak"), quoting("post", words, speaker)) == []


def test_one_quotation_with_different_words(find: Find) -> None:
    other = WORDS.replace("every job", "each job")
    assert claims(find(quoting("herald", WORDS), quoting("post", other))) == [("quote", "Ann Oak", [WORDS, other])]


@pytest.mark.parametrize(
    "other",
    [
        WORDS,
        "We will fight for every job in this town",
        "we will fight for every job, in this town – and we'll win",
        "We will fight for every job in this town ... and we will win.",
        "We will fight for every [steel] job in this town and we will win.",
        "I will go home and sleep for a week after all of this, thank you.",
        "We will win.",
    ],
)
def test_shorter_marked_and_other_words_do_not_conflict(find: Find, other: str) -> None:
    assert find(quoting("herald", WORDS), quoting("post", other)) == []


def test_spelling_of_the_house_is_no_conflict(find: Find) -> None:
    a = "We realise that 5 per cent don't honour their favourite organisation."
    b = "We realize that 5% do not honor their favorite organization."
    assert find(quoting("herald", a), quoting("post", b)) == []


def test_one_quotation_with_different_speakers(find: Find) -> None:
    assert claims(find(quoting("herald", WORDS), quoting("post", WORDS, "Bob Ash"))) == [
        ("speaker", WORDS, ["Ann Oak", "Bob Ash"])
    ]


def test_few_words_may_be_said_by_two(find: Find) -> None:
    words = "This is a good day."
    assert find(quoting("herald", words), quoting("post", words, "Bob Ash")) == []


def test_forms_of_one_name_are_one_speaker(find: Find) -> None:
    assert find(quoting("herald", WORDS), quoting("post", WORDS, "Ms Oak")) == []


def test_the_same_sentence_in_two_papers_is_one_speaker(find: Find) -> None:
    articles = []
    for name, speaker in (("herald", "Ann Oak"), ("post", "Bob Ash")):
        article = MadeArticle(name, f'{speaker} was there.\n"{WORDS}" he said.')
        person = article.person(speaker)
        article.quote(WORDS, speaker, speaker_id=person, speaker_kind="person")
        articles.append(article)
    assert find(*articles) == []


def test_commands(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # the same from PostgreSQL as from SQLite: as a table, and as JSON with both sides
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "facts.jsonl"
    path.write_bytes(to_lines([*result("herald").facts, *result("post", "1,231").facts]))
    with Database.open(database_url, create=True) as database:
        load_facts([path], database)
    table = CliRunner().invoke(app, ["conflicts", "--db", database_url])
    assert table.exit_code == 0
    rows = [[cell.strip() for cell in line.split("│")] for line in table.stdout.splitlines()]
    assert rows[0] == ["votes: Ann Oak, Ayton by-election"]
    assert [row[:2] for row in rows[3:]] == [["1,213", "herald"], ["1,231", "post"], [""], ["1 conflict"]]
    found = json.loads(CliRunner().invoke(app, ["conflicts", "--db", database_url, "--json"]).stdout)
    (conflict,) = found["conflicts"]
    assert [side["claim"] for side in conflict["sides"]] == ["1,213", "1,231"]
    assert {*conflict["sides"][0]["statements"][0]} >= {"article_id", "record_id", "start", "end", "text", "sentence"}
    missing = CliRunner().invoke(app, ["conflicts", "--db", "none.db"])
    assert (missing.exit_code, missing.stderr) == (
        2, "newsfacts: error: none.db: no such database; make one with newsfacts load FACTS --db none.db\n"
    )  # fmt: skip
