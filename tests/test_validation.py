"""A file of facts against the contract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsfacts.reading.article import hash_text
from newsfacts.validation import Checker, Problem
from newsfacts.writing import to_lines
from tests.test_records import EXAMPLES


def record(record_type: str, record_id: str, **changes: Any) -> dict[str, Any]:
    return {"type": record_type, **EXAMPLES[record_type], "id": record_id * 16, **changes}


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return tmp_path / "facts.jsonl"


def problems(facts: Path, *records: dict[str, Any]) -> list[Problem]:
    facts.write_bytes(to_lines(records))
    return list(Checker().check(facts))


ARTICLE = record("article", "0", sha256=hash_text("Labour won."))


def test_valid_file(facts: Path) -> None:
    quote = record("quote", "2", speaker_id="1" * 16)
    facts.write_bytes(to_lines([ARTICLE, record("person", "1"), quote]))
    checker = Checker()
    assert list(checker.check(facts)) == []
    assert checker.valid == 3


def test_id_twice(facts: Path) -> None:
    assert problems(facts, ARTICLE, record("person", "1"), record("party", "1")) == [
        Problem(3, f"id: {'1' * 16} is that of line 2 too")
    ]


def test_article_twice(facts: Path) -> None:
    assert problems(facts, ARTICLE, {**ARTICLE, "id": "1" * 16}) == [
        Problem(2, "article_id: 'a' is that of line 1 too")
    ]


def test_text_that_is_not_the_articles(facts: Path) -> None:
    span = {"start": 1, "end": 7, "text": "Labour"}
    assert problems(facts, ARTICLE, record("party", "1", mentions=[span])) == [
        Problem(2, "mentions.0: text is 'Labour', the article has 'abour '")
    ]


def test_text_cannot_be_checked_where_it_was_left_out(facts: Path) -> None:
    span = {"start": 1, "end": 7, "text": "Labour"}
    article = {key: value for key, value in ARTICLE.items() if key != "text"}
    assert problems(facts, article, record("party", "1", mentions=[span])) == []


def test_evidence_is_checked_by_its_key(facts: Path) -> None:
    evidence = {"place": {"start": 0, "end": 6, "text": "LABOUR"}}
    assert problems(facts, ARTICLE, record("contest", "1", evidence=evidence)) == [
        Problem(2, "evidence.place: text is 'LABOUR', the article has 'Labour'")
    ]


def test_reference_to_nothing(facts: Path) -> None:
    assert problems(
        facts, ARTICLE, record("quote", "1", speaker_id="2" * 16), {**ARTICLE, "id": "3" * 16, "article_id": "b"}
    ) == [Problem(2, f"speaker_id: the article has no record {'2' * 16}")]


def test_fact_of_another_article(facts: Path) -> None:
    assert problems(facts, ARTICLE, record("person", "1", article_id="b")) == [
        Problem(2, "article_id: 'b' is not that of the article record before")
    ]


def test_fact_without_an_article(facts: Path) -> None:
    assert problems(facts, record("person", "1")) == [
        Problem(1, "article_id: 'a' is not that of the article record before")
    ]


def test_invalid_line_is_named_by_field(facts: Path) -> None:
    assert problems(facts, ARTICLE, record("vote_count", "1", votes=-1)) == [
        Problem(2, "votes: Input should be greater than or equal to 0")
    ]


def test_reference_to_another_type_or_to_itself(facts: Path) -> None:
    quote = record("quote", "2", speaker_id="1" * 16, parent_id="2" * 16)
    facts.write_bytes(to_lines([ARTICLE, record("party", "1"), quote]))
    checker = Checker()
    assert list(checker.check(facts)) == [
        Problem(3, f"speaker_id: {'1' * 16} is a party, not a person"),
        Problem(3, f"parent_id: {'2' * 16} is the record itself"),
    ]
    assert checker.valid == 2


def test_hash_that_is_not_the_texts(facts: Path) -> None:
    assert problems(facts, record("article", "0")) == [Problem(1, "sha256: not that of the text")]


def test_hold_has_no_loser_and_dates_are_whole(facts: Path) -> None:
    assert problems(
        facts,
        {**ARTICLE, "published": "24.2.2017"},
        record("contest", "1", outcome="hold", from_party="Labour", date="2017-02-30"),
    ) == [
        Problem(1, "published: '24.2.2017' is no date; it is written as 2017-02-24"),
        Problem(2, "date: '2017-02-30' is no date; it is written as 2017-02-24"),
        Problem(2, "from_party: must be null on a hold"),
    ]


def test_files_are_checked_as_one(tmp_path: Path) -> None:
    # Ids are unique through all of them, but an article's lines stand in one file.
    parts = [tmp_path / "part-1.jsonl", tmp_path / "part-2.jsonl"]
    other = record("article", "2", article_id="b", sha256=hash_text("Labour won."))
    parts[0].write_bytes(to_lines([ARTICLE, record("person", "1")]))
    parts[1].write_bytes(to_lines([record("person", "3"), other, record("party", "1", article_id="b")]))
    checker = Checker()
    assert list(checker.check(parts[0])) == []
    assert list(checker.check(parts[1])) == [
        Problem(1, "article_id: 'a' is not that of the article record before"),
        Problem(3, f"id: {'1' * 16} is that of line 2 of {parts[0]} too"),
    ]
    assert checker.valid == 3


def test_bad_article_line_is_one_problem(facts: Path) -> None:
    found = problems(facts, {**ARTICLE, "sha256": "no"}, record("person", "1"), record("party", "2"))
    assert [problem.number for problem in found] == [1]
