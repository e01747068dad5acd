"""Sentences as outlets of several countries write them, each with everything that is to be found in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.language import Language

from tests.annotating.results.helpers import name, who

LINES = [line for line in (Path(__file__).parent / "phrasings.txt").read_text("utf-8").splitlines() if " ||" in line]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[:60])
def test_everything_and_nothing_else_is_found(nlp: Language, line: str) -> None:
    text, _, facts = line.partition(" ||")
    expected = set(re.findall(r"\S+=[^=]+?(?=\s+\S+=|\s*$)", facts))
    doc = nlp(text)
    found = {f"{v.votes}={who(v)}" for v in doc._.newsfacts_vote_counts}
    for share in doc._.newsfacts_vote_shares:
        number = f"{share.percent:g}" if share.percent is not None else f"{share.change:+g}"
        found.add(f"{number}={who(share)}")
    tested = {fact.partition("=")[0] for fact in expected}
    for contest in doc._.newsfacts_contests:
        stated = contest.majority if contest.majority_source == "stated" else None
        for key, value in (("m", stated), ("t", contest.turnout_percent)):
            if key in tested and value is not None:
                found.add(f"{key}={value:g}")
        facts_of = {
            "w": name(contest.winner),
            "wp": contest.winner_party,
            "o": contest.outcome,
            "f": contest.from_party,
        }
        asked = facts_of if tested & {"w", "wp"} else facts_of.keys() & tested
        found |= {f"{key}={facts_of[key]}" for key in asked if facts_of[key]}
    assert found == expected
