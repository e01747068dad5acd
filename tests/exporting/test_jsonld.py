"""JSON-LD: what is said, who says it, and selectors that lead to the words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsfacts.exporting import export
from newsfacts.exporting.jsonld import CONTEXT
from newsfacts.records import parse_record
from newsfacts.writing import to_lines
from tests.made_facts import MadeArticle, ayton


def graph(article: MadeArticle, folder: Path) -> list[dict[str, Any]]:
    export([parse_record(line) for line in to_lines(article.facts).splitlines()], "jsonld", folder)
    document = json.loads((folder / "facts.jsonld").read_text("utf-8"))
    assert document["@context"] == CONTEXT
    nodes: list[dict[str, Any]] = document["@graph"]
    return nodes


def of_type(nodes: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [node for node in nodes if node["@type"] == name]


def test_a_quotation_with_its_speaker(tmp_path: Path) -> None:
    nodes = graph(ayton(), tmp_path)
    (quotation,) = of_type(nodes, "schema:Quotation")
    assert quotation["schema:text"] == "We did it,"
    (speaker,) = [node for node in nodes if node["@id"] == quotation["schema:creator"]["@id"]]
    assert (speaker["@type"], speaker["schema:name"]) == ("schema:Person", "Ann Oak")
    (article,) = of_type(nodes, "schema:NewsArticle")
    assert quotation["schema:isPartOf"] == {"@id": article["@id"]}


def test_votes_are_claims_about_a_contest_and_a_candidate(tmp_path: Path) -> None:
    nodes = graph(ayton(), tmp_path)
    claim = of_type(nodes, "schema:Claim")[0]
    values = {item["schema:name"]: item["schema:value"] for item in claim["schema:additionalProperty"]}
    assert (values["candidate"], values["votes"]) == ("Ann Oak", 1200)
    ids = {node["@id"]: node["@type"] for node in nodes}
    assert [ids[about["@id"]] for about in claim["schema:about"]] == ["schema:Event", "schema:Person"]


def test_selectors_lead_to_the_words(tmp_path: Path) -> None:
    article = ayton("2017/\U0001f5f3 ayton")
    nodes = graph(article, tmp_path)
    annotations = of_type(nodes, "oa:Annotation")
    assert {node["oa:hasBody"]["@id"] for node in annotations} <= {node["@id"] for node in nodes}
    for annotation in annotations:
        target = annotation["oa:hasTarget"]
        assert target["oa:hasSource"] == {"@id": "urn:newsfacts:article:2017%2F%F0%9F%97%B3%20ayton"}
        position, words = target["oa:hasSelector"]
        assert article.text[position["oa:start"] : position["oa:end"]] == words["oa:exact"]
        around = words["oa:prefix"] + words["oa:exact"] + words["oa:suffix"]
        assert around in article.text


def test_no_text_ends_a_script(tmp_path: Path) -> None:
    name = "</script><!-- \u2028 Oak"
    article = MadeArticle("hostile", f"{name} won.")
    article.person(name)
    (person,) = of_type(graph(article, tmp_path), "schema:Person")
    assert person["schema:name"] == name
    assert b"<" not in (tmp_path / "facts.jsonld").read_bytes()


def test_every_id_is_there_once(tmp_path: Path) -> None:
    ids = [node["@id"] for node in graph(ayton(), tmp_path)]
    assert len(ids) == len(set(ids))
