"""What a change gains, loses and alters."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from newsfacts.evaluation.changes import Change, compare, describe

MENTION = {"start": 4, "end": 7, "text": "Bell"}


def person(name: str = "Ann Bell", **fields: Any) -> dict[str, Any]:
    fact = {"type": "person", "id": name, "article_id": "a", "name": name, "party": None, "mentions": [MENTION]}
    return {**fact, **fields}


def test_a_fact_on_one_side_is_gained_or_lost() -> None:
    assert compare([person()], [person("Cy Dale")]) == [Change(person(), None), Change(None, person("Cy Dale"))]


def test_an_unchanged_fact_is_no_change() -> None:
    assert compare([person()], [person()]) == []


def test_one_id_in_two_articles_is_two_facts() -> None:
    other = person(article_id="b")
    assert compare([person(), other], [person()]) == [Change(other, None)]


def test_a_field_that_differs_is_named_with_both_values() -> None:
    (change,) = compare([person()], [person(party="Labour")])
    assert describe(change) == "~ a 4 person: 'Ann Bell': party None -> 'Labour'"


def test_spans_are_shown_by_their_words() -> None:
    (change,) = compare([person()], [person(mentions=[MENTION, {"start": 9, "end": 11, "text": "Ann"}])])
    assert describe(change) == "~ a 4 person: 'Ann Bell': mentions ['Bell'] -> ['Bell', 'Ann']"


def test_versions_and_ids_of_other_facts_are_no_facts() -> None:
    article = {"type": "article", "id": "x", "article_id": "a", "newsfacts": "1"}
    count = {"type": "vote_count", "id": "y", "article_id": "a", "votes": 7, "candidate_id": "1", "evidence": MENTION}
    assert compare([article, count], [{**article, "newsfacts": "2"}, {**count, "candidate_id": "2"}]) == []


def test_changes_come_in_the_order_of_the_text() -> None:
    early, late = person("Zoe Ames", mentions=[{**MENTION, "start": 1}]), person("Ann Bell")
    assert [change.fact["name"] for change in compare([], [late, early])] == ["Zoe Ames", "Ann Bell"]


def test_the_script_shows_what_knowledge_taken_out_loses(root: Path, tmp_path: Path) -> None:
    """A real repository: one commit, then a cue verb less in the working tree."""
    checkout, articles = tmp_path / "checkout", tmp_path / "articles"
    for name in ("pipeline", "models", "scripts"):
        shutil.copytree(root / name, checkout / name)
    shutil.copy(root / "pyproject.toml", checkout)
    articles.mkdir()
    (articles / "a.txt").write_text("Ann Bell reiterated that the road was shut. Ann Bell said that it was open.\n")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(checkout)]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *arguments], check=True)
    verbs = checkout / "models/en_newsfacts/lexicon/cue_verbs.toml"
    before = verbs.read_text("utf-8")
    after = before.replace('"reiterate", ', "")
    assert after != before
    verbs.write_text(after, "utf-8")
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    command = [sys.executable, str(checkout / "scripts/diff_facts.py"), str(articles)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.splitlines()
    assert printed[-1] == "0 gained, 1 lost, 0 changed against HEAD"
    assert printed[0].startswith("- a 25 quote: kind 'indirect'")
