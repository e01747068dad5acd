"""Label Studio: tasks with predictions, and the corrected export read back as gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from newsfacts.cli import app
from newsfacts.errors import NewsfactsError
from newsfacts.evaluation import evaluate, read_gold
from newsfacts.exporting import export
from newsfacts.exporting.labelstudio import LABELS, RELATIONS
from newsfacts.extraction import Extractor
from newsfacts.reading import Article
from newsfacts.records import Record, parse_record
from newsfacts.writing import to_lines
from tests.made_facts import MadeArticle, ayton

Task = dict[str, Any]


def tasks(records: list[Record], folder: Path) -> list[Task]:
    export(records, "labelstudio", folder)
    found: list[Task] = json.loads((folder / "tasks.json").read_text("utf-8"))
    return found


def of(article: MadeArticle) -> list[Record]:
    return [parse_record(line) for line in to_lines(article.facts).splitlines()]


def corrected(found: list[Task], folder: Path) -> Path:
    """The export that somebody makes who finds nothing to correct."""
    for task in found:
        task["annotations"] = [{"was_cancelled": False, "result": task.pop("predictions")[0]["result"]}]
    path = folder / "corrected.json"
    path.write_text(json.dumps(found), "utf-8")
    return path


def test_what_is_not_corrected_comes_back_as_it_went(extractor: Extractor, articles: Path, tmp_path: Path) -> None:
    records = [
        record
        for name in ("copeland-stoke", "03-priory-ward-tin", "06-strathcarrick-stv", "04-rented-homes-division")
        for record in extractor.extract(Article.from_text((articles / f"{name}.txt").read_text("utf-8"), name))
    ]
    scores = evaluate(read_gold(corrected(tasks(records, tmp_path), tmp_path)), records)
    assert {name: (row.right, row.found) for name, row in scores.rows.items()} == {
        name: (row.gold, row.gold) for name, row in scores.rows.items()
    }
    assert all(scores.rows[name].gold for name in ("people", "votes.tuple", "shares.tuple", "quotes.all.e2e", "cues"))


def test_a_correction_counts(tmp_path: Path) -> None:
    found = tasks(of(ayton()), tmp_path)
    results = found[0]["predictions"][0]["result"]
    (votes,) = [r for r in results if r.get("from_name") == "votes" and r["value"]["text"] == ["900"]]
    votes["value"]["text"] = ["901"]
    scores = evaluate(read_gold(corrected(found, tmp_path)), of(ayton()))
    row = scores.rows["votes.tuple"]
    assert (row.right, row.found, row.gold) == (1, 2, 2)
    assert scores.rows["people"].f1 == 1


def test_articles_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    records = [*of(ayton("2016/ayton")), *of(ayton("2017/ayton", winning="1,300"))]
    found = tasks(records, tmp_path)
    scores = evaluate(read_gold(corrected(found, tmp_path)), records)
    assert {name: (row.found, row.right) for name, row in scores.rows.items()} == {
        name: (row.gold, row.gold) for name, row in scores.rows.items()
    }
    assert scores.rows["people"].gold == 4


def test_one_text_without_a_list(tmp_path: Path) -> None:
    found = tasks(of(ayton()), tmp_path)
    for result in found[0]["predictions"][0]["result"]:
        if result["type"] == "textarea" and len(result["value"]["text"]) == 1:
            (result["value"]["text"],) = result["value"]["text"]
    scores = evaluate(read_gold(corrected(found, tmp_path)), of(ayton()))
    assert {row.f1 for row in scores.rows.values() if row.gold} == {1.0}
    assert scores.rows["votes.tuple"].gold == 2


def test_regions_stand_on_the_words_and_relations_join_regions(tmp_path: Path) -> None:
    (task,) = tasks(of(ayton()), tmp_path)
    results = task["predictions"][0]["result"]
    regions = {r["id"]: r["value"] for r in results if r["type"] == "labels"}
    for value in regions.values():
        assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    for result in results:
        if result["type"] == "relation":
            assert {result["from_id"], result["to_id"]} <= set(regions)
            assert set(result["labels"]) <= set(RELATIONS)
        else:
            assert result["id"] in regions


def test_configuration_names_every_control(tmp_path: Path) -> None:
    (task,) = tasks(of(ayton()), tmp_path)
    root = ElementTree.fromstring((tmp_path / "label_config.xml").read_text("utf-8"))
    controls = {element.get("name") for element in root.iter() if element.get("toName")}
    assert {r["from_name"] for r in task["predictions"][0]["result"] if "from_name" in r} <= controls
    assert [element.get("value") for element in root.iter("Label")] == list(LABELS)


def emoji() -> MadeArticle:
    article = MadeArticle("emoji", "\U0001f5f3\U0001f5f3 Ann Oak won.")
    article.person("Ann Oak")
    return article


def test_offsets_of_old_versions_count_utf_16(tmp_path: Path) -> None:
    found = tasks(of(emoji()), tmp_path)
    for result in found[0]["predictions"][0]["result"]:
        result["value"]["start"] += 2
        result["value"]["end"] += 2
    (article,) = read_gold(corrected(found, tmp_path))
    assert [(person.name, person.aliases) for person in article.facts.people] == [("Ann Oak", [])]


def test_tasks_that_nobody_annotated_are_no_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = tasks([*of(ayton()), *of(emoji())], tmp_path)
    path = corrected(found, tmp_path)
    found[0]["annotations"] = []
    found[1]["annotations"].append({"was_cancelled": True, "result": []})
    path.write_text(json.dumps(found), "utf-8")
    assert [article.name for article in read_gold(path)] == ["emoji"]
    assert capsys.readouterr().err == f"newsfacts: {path}: tasks that nobody has annotated are left out: 1\n"
    found[1]["annotations"] = []
    path.write_text(json.dumps(found), "utf-8")
    with pytest.raises(NewsfactsError, match="no task is annotated; submit the corrected ones, then export"):
        list(read_gold(path))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "labels", "id": "x", "value": {"start": 0, "end": 3, "labels": ["Cat"]}}, "the label 'Cat' is none"),
        ({"type": "relation", "from_id": "x", "to_id": "y", "labels": ["likes"]}, "the relation 'likes' is none of"),
        (
            {"type": "labels", "id": "x", "value": {"start": 0, "end": 3, "text": "Ann", "labels": ["Person"]}},
            "the region 0-3 is 'Lab' in the text, but 'Ann' in the export",
        ),
        (
            {"type": "labels", "id": "x", "value": {"start": 0, "end": 3, "text": "Lab", "labels": ["Quote"]}},
            "quotes.0.kind: Input should be 'direct', 'mixed' or 'indirect'",
        ),
        ({"type": "labels", "id": "x"}, "'value' is missing"),
        (
            {"type": "labels", "id": "x", "value": {"start": 0, "end": 3, "text": "Lab"}},
            "the region 0-3, 'Lab', has 0 labels, not one",
        ),
        (
            {"type": "labels", "id": "x", "value": {"start": 0, "end": 3, "labels": ["Person", "Party"]}},
            "the region 0-3, 'Lab', has 2 labels, not one",
        ),
        ({"type": "relation", "from_id": "x", "to_id": "y"}, "the relation 'without a label' is none of continues"),
    ],
)
def test_what_cannot_be_read_back_is_told(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    found = tasks(of(ayton()), tmp_path)
    found[0]["predictions"][0]["result"].append(change)
    with pytest.raises(NewsfactsError) as caught:
        list(read_gold(corrected(found, tmp_path)))
    assert f"corrected.json, task 1: {message}" in str(caught.value)
    assert str(caught.value).endswith("; correct it in Label Studio")


@pytest.mark.parametrize("content", ["{}", "[1]", "no JSON"])
def test_other_files_are_no_export(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content)
    with pytest.raises(NewsfactsError, match="export from Label Studio as JSON"):
        list(read_gold(path))


def test_text_is_needed(tmp_path: Path) -> None:
    facts = ayton().facts
    del facts[0]["text"]
    with pytest.raises(NewsfactsError, match="ayton: Label Studio needs the article's text; extract without --no-text"):
        export([parse_record(line) for line in to_lines(facts).splitlines()], "labelstudio", tmp_path)


def test_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("facts.jsonl").write_bytes(to_lines(ayton().facts))
    result = CliRunner().invoke(app, ["export", "facts.jsonl", "--to", "labelstudio", "-o", "tasks"])
    assert (result.exit_code, result.output) == (0, "")
    corrected(json.loads(Path("tasks/tasks.json").read_text("utf-8")), tmp_path)
    result = CliRunner().invoke(app, ["evaluate", "corrected.json", "--facts", "facts.jsonl"])
    assert "votes.tuple            P 1.000  R 1.000  F 1.000   right     2  found     2  gold     2" in result.stdout
    result = CliRunner().invoke(app, ["evaluate", "corrected.json"])  # extracts the articles of the export
    assert "people                 P 1.000  R 1.000  F 1.000   right     2  found     2  gold     2" in result.stdout
    assert CliRunner().invoke(app, ["export", "facts.jsonl", "--to", "xml", "-o", "x"]).exit_code == 2
