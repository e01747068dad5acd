"""Contests that an article reports, and places that only stand somewhere in it."""

from __future__ import annotations

import pytest
from spacy.language import Language


def places(nlp: Language, *paragraphs: str) -> list[str]:
    return [contest.place for contest in nlp("\n\n".join(paragraphs))._.newsfacts_contests]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Labour's Ann Lee won the Higham by-election.", "Bo Day went home."),
        ("Voters turned out for the Higham by-election.", "In Higham, Labour's Ann Lee held the seat with ease."),
        ("The Higham by-election was on Thursday.", "Ann Lee polled 9,804 votes to 7,640 for Bo Day."),
    ],
    ids=["named with the win", "named again with the win", "joined by figures"],
)
def test_a_result_beside_its_place_or_with_figures_is_reported(nlp: Language, paragraphs: tuple[str, ...]) -> None:
    assert places(nlp, *paragraphs) == ["Higham"]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "Ann Lee told a crowd in Higham that the Republican primary had been hard on her family.",
            "Bo Day, a rival, won praise from all sides.",
            "Lee is favored to win the nomination over Day, she said.",
        ),
        (
            "Bo Day was in Higham for the Ohio primary.",
            "The committee, which Ann Lee won control of last month, did not respond.",
        ),
        ("The Michigan primary is next week.", "Ann Lee, who beat Bo Day at tennis, will campaign there."),
    ],
)
def test_a_win_in_another_paragraph_without_a_figure_is_nobodys(nlp: Language, paragraphs: tuple[str, ...]) -> None:
    assert places(nlp, *paragraphs) == []


def test_a_person_is_no_place(nlp: Language) -> None:
    text = "Gary Wade tops Ann Lee. Delegates rejected the rules in a referendum, with 611 in favour, 748 against."
    doc = nlp(text)
    assert "Wade" not in [contest.place for contest in doc._.newsfacts_contests]
    assert all(count.contest in doc._.newsfacts_contests for count in doc._.newsfacts_vote_counts if count.contest)


@pytest.mark.parametrize(
    "sentence",
    ["Delegates will cast 42 votes for Ann Lee.", "Ann Lee defended her 2005 vote for the bill."],
)
def test_votes_to_come_and_votes_in_a_year_are_no_counts(nlp: Language, sentence: str) -> None:
    doc = nlp(f"Ann Lee won the Higham by-election. {sentence}")
    assert doc._.newsfacts_vote_counts == []
