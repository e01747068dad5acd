"""When polls were held: stated days only, with the day of writing as their year and week."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from newsfacts.annotating.results.dates import latest_before, parse_day
from newsfacts.annotating.types import Contest


def contests(nlp: Language, text: str, published: str | None = None) -> dict[str, Contest]:
    """Contests by place, of an article published on a day."""
    doc = nlp.make_doc(text)
    doc._.newsfacts_published = published
    return {contest.place: contest for contest in nlp(doc)._.newsfacts_contests}


LEAD = "Labour's Ann Lee won the Higham by-election with 4,204 votes to 2,988 for the Tories' Bo Day. "
FRIDAY = "2017-02-24"


@pytest.mark.parametrize(
    ("sentence", "published", "expected"),
    [
        # A weekday belongs to the week before publication.
        ("Turnout in Thursday's by-election was 31%.", FRIDAY, "2017-02-23"),
        ("Turnout in last Thursday's by-election was 31%.", "2017-02-27T09:30:00Z", "2017-02-23"),
        # A day and month get the year of publication, or the one before.
        ("The by-election was held on 23 February.", FRIDAY, "2017-02-23"),
        ("The by-election on December 15 cost £200,000.", "2017-01-03", "2016-12-15"),
        # A full date needs nothing else.
        ("The by-election took place on Thursday 23 February 2017.", None, "2017-02-23"),
        # On the weekday of publication it is today's or last week's: unknown.
        ("Turnout in Friday's by-election was 31%.", FRIDAY, None),
        # Without a day of writing neither week nor year is known.
        ("Turnout in Thursday's by-election was 31%.", None, None),
        ("The by-election was held on 23 February.", None, None),
        # A weekday that contradicts its date.
        ("The by-election took place on Monday 23 February 2017.", None, None),
        # Days of something else: the count, a speech, the next poll.
        ("She was declared the winner on Friday morning.", "2017-02-25", None),
        ("She told supporters on Thursday that she was proud.", FRIDAY, None),
        ("The next general election on 7 May 2020 is far away.", FRIDAY, None),
        # Two different days cancel each other.
        ("Thursday's by-election followed. The by-election was held on 16 February.", FRIDAY, None),
    ],
)
def test_date(nlp: Language, sentence: str, published: str | None, expected: str | None) -> None:
    assert contests(nlp, LEAD + sentence, published)["Higham"].date == expected


def test_evidence_is_the_words_of_the_date(nlp: Language) -> None:
    text = LEAD + "The by-election took place on Thursday 23 February 2017."
    contest = contests(nlp, text)["Higham"]
    assert text[slice(*contest.evidence["date"])] == "Thursday 23 February 2017"


def test_dateline_gives_the_week(nlp: Language) -> None:
    # The only full date on a line of its own is the day of writing.
    text = f"Friday 24 February 2017\n\n{LEAD}\n\nTurnout in Thursday's by-election was 31%."
    assert contests(nlp, text)["Higham"].date == "2017-02-23"


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2017-02-24", "E14000972"), ("2025-03-14", "E14001520"), (None, None), ("2024-07-05", None)],
)
def test_date_tells_two_boundary_sets_apart(nlp: Language, published: str | None, expected: str | None) -> None:
    # The seat has one code until July 2024 and another since; the day after the change alone says nothing.
    text = "Labour held Stoke-on-Trent Central in a by-election, polling 7,853 votes to 5,233 for Ukip."
    if published == "2025-03-14":
        text += " Turnout in Thursday's by-election in Stoke-on-Trent Central was 38%."
    assert contests(nlp, text, published)["Stoke-on-Trent Central"].identifiers.get("gss") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("23 February 2017", (2017, 2, 23)),
        ("Feb. 23, 2017", (2017, 2, 23)),
        ("2017-02-23", (2017, 2, 23)),
        ("the 3rd", None),
        ("3rd of May", (None, 5, 3)),
        ("03/04/2017", None),
        ("February 2017", None),
    ],
)
def test_parse_day(words: str, expected: tuple[int | None, int, int] | None) -> None:
    assert parse_day(words) == expected


def test_no_such_day() -> None:
    assert latest_before((None, 2, 30), date(2017, 3, 1)) is None
