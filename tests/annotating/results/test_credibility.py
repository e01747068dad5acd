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
