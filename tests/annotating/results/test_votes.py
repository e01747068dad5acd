"""Whose a number of votes is, in the phrasings of news; and what is no vote of this poll."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.annotating.results.helpers import counts, shares

LEAD = "Labour's Rosa Quill has won the Higham by-election. "
RIVAL = "The Conservative candidate was Piers Oakley. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # subject and "for"
        (
            "Ms Quill polled 9,748 votes to 8,601 for the Conservatives' Piers Oakley.",
            [(9748, "Rosa Quill"), (8601, "Piers Oakley")],
        ),
        # possessive
        ("Ms Quill held on with 9,748 votes to Piers Oakley's 8,601.", [(9748, "Rosa Quill"), (8601, "Piers Oakley")]),
        # "the N of"
        (
            "Ms Quill had 9,748 votes to the 8,601 of the defending Conservative, Piers Oakley.",
            [(9748, "Rosa Quill"), (8601, "Piers Oakley")],
        ),
        # against, on, with
        (
            "Rosa Quill finished on 9,748 against 8,601 for Piers Oakley.",
            [(9748, "Rosa Quill"), (8601, "Piers Oakley")],
        ),
        (
            "Ms Quill took 9,748 votes, with Piers Oakley trailing on 8,601.",
            [(9748, "Rosa Quill"), (8601, "Piers Oakley")],
        ),
        # "went to"
        ("Some 8,601 ballots went to Piers Oakley.", [(8601, "Piers Oakley")]),
        # object of a winning verb
        (
            "Rosa Quill won the seat, ousting Piers Oakley by 9,748 votes to 8,601.",
            [(9748, "Rosa Quill"), (8601, "Piers Oakley")],
        ),
        # ellipsis and brackets
        (
            "Ms Quill gathered 9,748, the Conservatives' Piers Oakley 8,601 and the Greens' Una Birch 902.",
            [(9748, "Rosa Quill"), (8601, "Piers Oakley"), (902, "Una Birch")],
        ),
        (
            "Behind her came Piers Oakley of the Conservatives (8,601) and Una Birch (Green, 902).",
            [(8601, "Piers Oakley"), (902, "Una Birch")],
        ),
        # words, and a party without a name
        ("The Greens came fifth with just six hundred and four.", [(604, "Green")]),
        # the recipient of a level
        ("Transfers took Ms Quill to 9,748.", [(9748, "Rosa Quill")]),
        # one number each
        (
            "Rosa Quill and Piers Oakley had 9,748 and 8,601 votes respectively.",
            [(9748, "Rosa Quill"), (8601, "Piers Oakley")],
        ),
        # a number shared by two
        ("Rosa Quill and Piers Oakley each polled 412 votes.", [(412, "Rosa Quill"), (412, "Piers Oakley")]),
        # a rival's figure, not an earlier one
        (
            "Results show Rosa Quill with 9,748 votes, compared with 8,601 for Conservative Piers Oakley.",
            [(9748, "Rosa Quill"), (8601, "Piers Oakley")],
        ),
    ],
)
def test_recipient(nlp: Language, text: str, expected: list[tuple[int, str]]) -> None:
    assert sorted(counts(nlp, LEAD + RIVAL + text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        "Labour was defending a majority of 15,317.",
        "Ms Quill won by 2,147 votes.",
        "She was 187 votes clear of her nearest rival.",
        "Labour polled 16,750 votes in 2015.",
        "At the last election the Conservatives took 7,615.",
        "Mr Oakley won the seat with 12,300 votes last time.",
        "His predecessor had a cushion of 503.",
        "The electorate is 68,120 and 402 papers were spoilt.",
        "Of 1,318 postal packs sent out only 644 came back.",
        "The quota was 7,052, and a surplus of 434 was distributed.",
        "Ms Quill picked up 735 of the Greens' votes.",
        "A petition against the plan drew 1,940 names.",
        "A poll by Survey Partners put Labour on 4,000 votes.",
        "Ms Quill, 44, spent £4,000 and knocked on 9,000 doors.",
        "Labour has 23 councillors and the Conservatives 12.",
        "Reform UK said it would win with 9,000 votes.",
        "She needed 4,611 votes to win outright.",
        '"We got 9,877 votes and they got 3," Ms Quill said.',
        "An earlier version of this story gave Ms Quill's vote as 8,350.",
        "About 600 absentee ballots had still to be counted for Ms Quill.",
    ],
)
def test_no_vote_of_this_poll(nlp: Language, text: str) -> None:
    assert counts(nlp, LEAD + RIVAL + "\n\n" + text) == []


def test_figure_after_a_withdrawn_one(nlp: Language) -> None:
    # "It was" belongs to whom the wrong figure was given.
    text = LEAD + "\n\nCorrection: An earlier version of this story gave Ms Quill's vote as 8,350. It was 9,350."
    assert counts(nlp, text) == [(9350, "Rosa Quill")]


def test_agency_list(nlp: Language) -> None:
    # Party initials behind a header; the candidate is known only where the article names one.
    text = "Labour held Quarry Bank ward in Ludbury. Voting was: Lab 1,021, C 877, LD 402. Turnout 31.2%."
    assert counts(nlp, text) == [(1021, "Labour"), (877, "Conservative"), (402, "Liberal Democrats")]


def test_seats_are_no_votes(nlp: Language) -> None:
    # The same list of party initials, headed by seats.
    assert counts(nlp, "Labour held Quarry Bank ward. The new council is: Lab 21, C 17, LD 4. Turnout 31.2%.") == []


def test_table(nlp: Language) -> None:
    # Lines of name, party, number under a heading; a line without a party; the share and its change beside it.
    text = (
        "Jo Carver has been elected MP for Stanwick.\n\nFull result:\n\n"
        "Jo Carver (Labour) - 17,442 (41.2%, +6.1%)\n"
        "Piers Lamb (Conservative) - 13,011 (30.7%, -18.4%)\nAnn Flint nineteen\n\n"
        "Majority: 4,431\nElectorate: 71,020\nRejected ballots: 142"
    )
    assert counts(nlp, text) == [(17442, "Jo Carver"), (13011, "Piers Lamb"), (19, "Ann Flint")]
    assert shares(nlp, text) == [
        (41.2, None, "Jo Carver"),
        (None, 6.1, "Jo Carver"),
        (30.7, None, "Piers Lamb"),
        (None, -18.4, "Piers Lamb"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms Quill took 38.7 per cent of the vote.", [(38.7, None, "Rosa Quill")]),
        ("Ms Quill polled 1,641 votes, or 5.1 per cent.", [(5.1, None, "Rosa Quill")]),
        ("Labour's share of the vote fell by more than 15 points.", [(None, -15.0, "Rosa Quill")]),
        (
            "It pushed Labour's share up by just over 17 points while the Conservatives' slumped by almost 21.",
            [(None, 17.0, "Rosa Quill"), (None, -21.0, "Piers Oakley")],
        ),
        ("Labour's share climbed 6.2 to 31.9%.", [(None, 6.2, "Rosa Quill"), (31.9, None, "Rosa Quill")]),
        ("Ms Quill beat Piers Oakley 58% to 42%.", [(58.0, None, "Rosa Quill"), (42.0, None, "Piers Oakley")]),
        ("While the Conservatives' vote halved to 34.5%, Labour cheered.", [(34.5, None, "Piers Oakley")]),
        ("With 98% of precincts reporting, nobody had conceded.", []),
        ("Some 38% of residents on the waiting list were families, Ms Quill said.", []),
        ("Ms Quill promised nurses a 4% pay rise.", []),
        ("An exit poll had put Labour on 44%.", []),
    ],
)
def test_share(nlp: Language, text: str, expected: list[tuple[float | None, float | None, str]]) -> None:
    assert shares(nlp, LEAD + "The Conservatives' Piers Oakley was second. " + text) == expected


def test_article_without_an_election(nlp: Language) -> None:
    # Numbers beside names and parties, none of them votes.
    text = (
        "Councillor Jan Myers (Lab) said 38% of tenants were families. The Conservatives' Will Tate, 54, had 12 "
        "supporters with him.\n\nLabour's Sue Penn took 300 people on a march. "
        "She won 45,000 followers and received 2,300 emails.\n\n"
        "The Green Party raised £12,000, up 8%. Inflation fell to 3.2% in May from 4.1%. Rovers beat United 3-2."
    )
    assert counts(nlp, text) == []
    assert shares(nlp, text) == []
    assert nlp(text)._.newsfacts_contests == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rosa Quill took 4,318 votes to dispatch Gary Wade, a poultry farmer, who finished with 3,207.",
            [(4318, "Rosa Quill"), (3207, "Gary Wade")],
        ),
        (
            "Rosa Quill took 4,318 votes, ahead of Gary Wade, who had 3,207.",
            [(4318, "Rosa Quill"), (3207, "Gary Wade")],
        ),
    ],
)
def test_a_relative_clause_is_about_the_name_before_it(
    nlp: Language, text: str, expected: list[tuple[int, str]]
) -> None:
    assert counts(nlp, LEAD + text) == expected


def test_a_relative_clause_behind_a_comma_is_not_about_the_main_subject(nlp: Language) -> None:
    text = "Ann Lee won the Higham by-election with 4,318 votes, ahead of a local farmer, who polled 3,207 votes."
    assert (3207, "Ann Lee") not in counts(nlp, text)


def test_seats_of_several_parties_are_no_votes(nlp: Language) -> None:
    text = LEAD + "In all, Labour had 24 seats, the Conservatives 15, Reform UK nine and the Greens four."
    assert counts(nlp, text) == []


def test_a_flow_of_preferences_is_no_share(nlp: Language) -> None:
    text = LEAD + "Preferences helped, with 79 per cent of those cast for the Greens flowing to Ms Quill."
    assert shares(nlp, text) == []


def test_a_row_of_a_place_with_a_saint(nlp: Language) -> None:
    text = "Voting figures:\n\nAbbey: Lab 1,512, C 1,499, Green 330.\n\nSt Wilfrid's: C 1,120, Lab 487, Green 19."
    found = [(count.votes, count.contest.place) for count in nlp(text)._.newsfacts_vote_counts]
    assert found[3:] == [(1120, "St Wilfrid's"), (487, "St Wilfrid's"), (19, "St Wilfrid's")]


def test_by_how_much_the_popular_vote_was_lost_is_no_change(nlp: Language) -> None:
    text = LEAD + "The Greens, who lost the popular vote by fewer than three points, were silent."
    assert shares(nlp, text) == []


def test_a_row_of_digits_that_is_no_number(nlp: Language) -> None:
    assert counts(nlp, LEAD + f"Ms Quill polled {'1' * 6000} votes.") == []


def test_no_share_changes_by_more_than_the_whole(nlp: Language) -> None:
    """Such points are of something else; one of them must not cost the article its other facts."""
    text = "Ann Oak (Labour) held Higham at a by-election with 1,200 votes. Labour's share was up {} points on 2017."
    assert shares(nlp, text.format(12)) == [(None, 12.0, "Ann Oak")]
    assert shares(nlp, text.format(158)) == []
    assert counts(nlp, text.format(158)) == [(1200, "Ann Oak")]
