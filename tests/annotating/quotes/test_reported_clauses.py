"""Indirect quotes: which verbs and nouns report a clause, and how far the clause reaches."""

import pytest
from spacy.language import Language

from tests.annotating.quotes.markup import parse

REPORTED = [
    # texts and inquiries find and show
    ("<speaker>The survey</speaker> <cue>found</cue> that <quote>most tenants wanted to stay</quote>.", "The survey"),
    (
        "<speaker>A report by auditors</speaker> <cue>showed</cue> <quote>the council had lost its records</quote>.",
        "A report by auditors",
    ),
    ("<quote>Most tenants wanted to stay</quote>, <speaker>the survey</speaker> <cue>found</cue>.", "the survey"),
]

NOT_REPORTED = [
    "Jane Roe found that the door was locked.",  # a deed
    "The visit showed that the town had changed.",
    "Jane Roe believes that the vote is over.",  # a state of mind
    "The survey did not show that tenants wanted to stay.",
]


@pytest.mark.parametrize(("markup", "speaker"), REPORTED)
def test_reported_clauses_are_found_with_cue_and_speaker(nlp: Language, markup: str, speaker: str) -> None:
    marked = parse(markup)
    quotes = nlp(marked.text)._.newsfacts_quotes
    assert [[tuple(span) for span in quote.content] for quote in quotes] == marked.quotes
    assert sorted({tuple(quote.cue) for quote in quotes if quote.cue}) == marked.cues
    assert sorted({tuple(quote.speaker_mention) for quote in quotes if quote.speaker_mention}) == marked.speakers
    assert {quote.speaker for quote in quotes} == {speaker}


@pytest.mark.parametrize("text", NOT_REPORTED)
def test_clauses_that_nobody_reports_make_no_quote(nlp: Language, text: str) -> None:
    assert nlp(text)._.newsfacts_quotes == []
