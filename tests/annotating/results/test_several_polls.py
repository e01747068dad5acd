"""Round-ups and articles about several polls: which place, which year and which side every figure is of."""

from __future__ import annotations

import pytest
from spacy.language import Language

from newsfacts.annotating.types import Contest
from tests.annotating.results.helpers import contest, counts, name, places

ROWS = (
    "Two seats were contested in council by-elections on Thursday.\n\n"
    "Harrow Vale Borough - Mill Bank: C 1,016, Reform 702, Lab 455. (May 2023 - C 1,344, Lab 780, LD 212). C hold. "
    "Swing 0.4% Lab to C. Turnout 29.4%.\n\n"
    "Denham County - Stow and Hale: LD 1,688, C 1,402. (May 2021 - C 2,104, LD 1,390). LD gain from C."
)


def place_and_votes(nlp: Language, text: str) -> list[tuple[str, int]]:
    """The place of each count and its number."""
    return [(v.contest.place, v.votes) for v in nlp(text)._.newsfacts_vote_counts if isinstance(v.contest, Contest)]


def test_rows_of_council_and_ward(nlp: Language) -> None:
    # the ward is the place, the bracket is an earlier poll, and the letter keeps its party in spite of the full stop
    doc = nlp(ROWS)
    bank, hale = contest(doc, "Mill Bank"), contest(doc, "Stow and Hale")
    assert (bank.winner_party, bank.outcome, bank.turnout_percent) == ("Conservative", "hold", 29.4)
    assert (hale.winner_party, hale.outcome, hale.from_party) == ("Liberal Democrats", "gain", "Conservative")
    assert place_and_votes(nlp, ROWS) == [
        ("Mill Bank", 1016),
        ("Mill Bank", 702),
        ("Mill Bank", 455),
        ("Stow and Hale", 1688),
        ("Stow and Hale", 1402),
    ]


def test_a_row_named_after_a_saint(nlp: Language) -> None:
    text = "ST ANNE'S (Oxbury City Council): Peter Lunn (Lab) 998; Rita Shaw (Green) 640. Labour hold. Majority 358."
    assert places(nlp, text) == ["ST ANNE'S"]
    assert [person.name for person in nlp(text)._.newsfacts_people] == ["Peter Lunn", "Rita Shaw"]


def test_figures_under_the_label_of_an_earlier_election(nlp: Language) -> None:
    now = "Labour has won the Higham by-election.\n\nAnn Lee (Lab) 9,118\n\nPeter Marsh (C) 7,204\n\n"
    then = "2019 general election: Marsh (C) 29,143 (53.4%); Lee (Lab) 14,940 (27.4%). C maj 14,203. Turnout 66.7%."
    assert counts(nlp, now + then) == [(9118, "Ann Lee"), (7204, "Peter Marsh")]
    found = contest(nlp(now + then), "Higham")
    assert (found.turnout_percent, found.majority) == (None, 1914)
    # the label of the poll itself takes nothing away
    assert counts(nlp, "Higham by-election 2026: Ann Lee (Lab) 9,118; Peter Marsh (C) 7,204. Lab gain from C.") == [
        (9118, "Ann Lee"),
        (7204, "Peter Marsh"),
    ]


@pytest.mark.parametrize(
    "turnouts",
    [
        "Turnout was 41.3% in North Wenham and 55.9% in Ashby.",
        "Turnout in North Wenham was 41.3% and in Ashby 55.9%.",
    ],
)
def test_two_turnouts_in_one_sentence(nlp: Language, turnouts: str) -> None:
    doc = nlp(f"Labour held on to North Wenham while the Greens took Ashby from the Conservatives.\n\n{turnouts}")
    assert contest(doc, "North Wenham").turnout_percent == 41.3
    assert contest(doc, "Ashby").turnout_percent == 55.9


def test_a_sentence_that_turns_to_the_next_place(nlp: Language) -> None:
    text = (
        "Labour held on to North Wenham in the first of two by-elections.\n\n"
        "The upset came in Ashby. The Greens' Ann Lee polled 9,118 votes to 7,204 for Labour's Peter Marsh."
    )
    assert place_and_votes(nlp, text) == [("Ashby", 9118), ("Ashby", 7204)]
    # a place that a sentence only mentions is none of a poll
    away = "Ann Lee was born in Ashby. She polled 9,118 votes in the North Wenham by-election."
    assert places(nlp, away) == ["North Wenham"]


def test_the_lead_names_its_polls_and_goes_on_about_the_first(nlp: Language) -> None:
    text = (
        "Liberals take back Elm Park as New Democrats hang on in the hills\n\nPremier shrugs\n\nTheresa Kay\n\n"
        "The Liberals have won the Elm Park byelection while the New Democrats held the riding of Souris Flats.\n\n"
        "Liberal Amara Lund, an emergency room doctor, finished at 3,914 votes, with New Democrat Brett Hall well back "
        "at 2,877.\n\nIn Souris Flats, Wyatt Toor of the NDP, a band councillor, won with 3,350."
    )
    assert place_and_votes(nlp, text) == [("Elm Park", 3914), ("Elm Park", 2877), ("Souris Flats", 3350)]


def test_a_province_is_no_riding(nlp: Language) -> None:
    text = (
        "The Liberals lost a Manitoba seat on Monday. In Elk River, Conservative Ann Lee won with 9,118 votes; turnout "
        "in the Manitoba riding was low."
    )
    assert places(nlp, text) == ["Elk River"]


@pytest.mark.parametrize(
    ("text", "place", "party", "from_party"),
    [
        (
            "The Liberal Democrats relieved the Conservatives of Harrow Vale.",
            "Harrow Vale",
            "Liberal Democrats",
            "Conservative",
        ),
        (
            "The defence secretary, a Conservative, had lost Ashby and Wold to Labour's Ann Lee by 312 votes.",
            "Ashby and Wold",
            "Labour",
            "Conservative",
        ),
        ("Labour clung on to Harrow Vale in Thursday's by-election.", "Harrow Vale", "Labour", None),
    ],
)
def test_who_has_the_seat(nlp: Language, text: str, place: str, party: str, from_party: str | None) -> None:
    found = contest(nlp(text), place)
    assert (found.winner_party, found.from_party) == (party, from_party)


def test_votes_are_no_seat(nlp: Language) -> None:
    # "took 2,388 primary votes" wins nothing
    text = "Labor has held the seat of Wattle Creek. The Greens' Ann Lee took 2,388 primary votes. Jo Kemp got 9,118."
    assert contest(nlp(text), "Wattle Creek").winner_party == "Labor"
    # nor does a count beside one that somebody else polled
    text = (
        "The Congress wrested Ramgarh from the BJP in a bypoll. Sunil Rao secured 4,87,215 votes against 4,51,068 "
        "polled by Ravi Kumar of the BJP."
    )
    found = contest(nlp(text), "Ramgarh")
    assert (name(found.winner), found.winner_party) != ("Ravi Kumar", "BJP")


def test_the_successor_with_votes_won(nlp: Language) -> None:
    text = (
        "Labor has held the seat of Wattle Creek in a by-election. Jo Kemp will replace Bev Dodd, who quit in August. "
        "Ms Kemp received 9,118 votes to 7,204 for the Liberals' Mark Dunn."
    )
    assert name(contest(nlp(text), "Wattle Creek").winner) == "Jo Kemp"
    # a successor without votes has won nothing
    text = "Labor has held the seat of Wattle Creek in a by-election. Jo Kemp will replace Bev Dodd as party secretary."
    assert contest(nlp(text), "Wattle Creek").winner is None


def test_a_referendum_behind_a_division(nlp: Language) -> None:
    text = (
        "MPs voted by 312 to 287 in the Commons to reject an amendment to the Harbours Bill.\n\n"
        "In Norland, voters backed the proposal to lower the voting age by 51.3% to 48.7% on a turnout of 38.9%. "
        "In total 812,004 people voted Yes and 770,881 voted No."
    )
    doc = nlp(text)
    norland = contest(doc, "Norland")
    assert (norland.kind, norland.winner, norland.turnout_percent) == ("referendum", "Yes", 38.9)
    assert sorted(v.contest.place for v in doc._.newsfacts_vote_counts if v.votes > 1000) == ["Norland", "Norland"]


def test_an_amendment_with_a_number_in_the_commons(nlp: Language) -> None:
    text = (
        "The government won in the Commons last night. Amendment 14, tabled by two rebels, was defeated by 296 votes "
        "to 285. Thirty-four MPs voted for it."
    )
    (found,) = nlp(text)._.newsfacts_contests
    assert (found.kind, found.winner) == ("legislative vote", "Noes")


def test_two_divisions_in_one_sentence_are_not_mixed(nlp: Language) -> None:
    # only the first is reported; the winner of neither is made from the figures of both
    text = (
        "MPs debated the bill in the Commons. A second amendment fell – the ayes had 201, the noes 312 – but at third "
        "reading the bill was carried by 318 to 94."
    )
    doc = nlp(text)
    assert [v.votes for v in doc._.newsfacts_vote_counts] == [201, 312]
    assert [c.winner for c in doc._.newsfacts_contests] == ["Noes"]


def test_a_seat_that_fell_vacant_is_filled_at_a_by_election(nlp: Language) -> None:
    text = (
        "Labor has held the seat of Wattle Creek. Bev Dodd, who quit in August, won it with 60.4 per cent at the 2022 "
        "state election. Jo Kemp had 9,118 votes."
    )
    assert contest(nlp(text), "Wattle Creek").kind == "by-election"
    # several seats to fill are no by-election
    text = (
        "Mary Nolan took the third and last seat in Cork Harbour. The returning officer said that nobody else had "
        "reached the quota of 11,028. She had 10,268 votes."
    )
    assert contest(nlp(text), "Cork Harbour").kind == "general election"


def test_whoever_counts_the_votes_gets_none(nlp: Language) -> None:
    text = "Labour's Ann Lee won the Higham by-election. Returning officer Fay Rudd spoke. She had 9,118 votes."
    assert all(who != "Fay Rudd" for _, who in counts(nlp, text))


def test_the_higher_of_a_pair_before_fewer_votes_won(nlp: Language) -> None:
    start = "Two by-elections were held on Thursday. In Ashby, "
    end = "Labour's Ann Lee had 9,118 votes to 7,204 for the Tory Peter Marsh. The Green Una Birch had 502."
    found = contest(nlp(start + end), "Ashby")
    assert (name(found.winner), found.winner_party) == ("Ann Lee", "Labour")
    # not while votes are being counted
    assert contest(nlp(f"{start}with 91% of ballots counted, {end}"), "Ashby").winner is None


def test_the_candidate_whom_the_winning_party_is_left_with(nlp: Language) -> None:
    start = "Labour held Ashby in Thursday's by-election. "
    rivals = "The Tory Peter Marsh had 7,204 votes and the Greens' Una Birch 502. In all, Ann Lee had 9,118 votes."
    assert name(contest(nlp(start + rivals), "Ashby").winner) == "Ann Lee"
    # if another's party is not known either, it may be that one
    rivals = "The Tory Peter Marsh had 7,204 votes and Una Birch 502. In all, Ann Lee had 9,118 votes."
    assert contest(nlp(start + rivals), "Ashby").winner is None


def test_a_place_where_somebody_held_office_is_none_of_a_poll(nlp: Language) -> None:
    text = (
        "Ann Lee has won the byelection in Elk River. Conservative Tom Reeve, who served two terms as mayor of Lumby "
        "Flats, was at 8,402."
    )
    assert places(nlp, text) == ["Elk River"]
    # but one who has been elected to it
    text = "Ann Lee was elected mayor of Lumby Flats with 8,402 votes to 7,015 for Tom Reeve."
    assert places(nlp, text) == ["Lumby Flats"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, who had represented Amber Vale for 22 years, got 9,118 votes to 7,015 for the Tory Tom Reeve.",
        "The first shock came in Amber Vale, where Labour overturned a majority of 7,812.",
        "Losing Amber Vale leaves the Conservatives with 28 seats. Labour's Ann Lee had 9,118 votes there.",
        "Ann Lee is Amber Vale’s new county councillor, with 9,118 votes to 7,015 for the Tory Tom Reeve.",
    ],
)
def test_words_that_make_a_place_a_seat(nlp: Language, text: str) -> None:
    assert places(nlp, text) == ["Amber Vale"]


def test_figures_that_were_torn_up(nlp: Language) -> None:
    text = (
        "Labour won the Amber Vale by-election. Ann Lee ended up with 1,274 votes to Tom Reeve's 1,259. The first "
        "tally, 1,262 to 1,258 in his favour, was torn up."
    )
    assert counts(nlp, text) == [(1274, "Ann Lee"), (1259, "Tom Reeve")]


def test_a_parish_poll_keeps_clear_of_a_strike_ballot(nlp: Language) -> None:
    text = (
        "The drivers' union said 611 of its members had voted Yes to strike action and 148 No.\n\n"
        "Meanwhile the parish poll in Nether Dale ended in defeat for the council. The No side won by 402 to 97."
    )
    doc = nlp(text)
    assert [(c.place, c.winner) for c in doc._.newsfacts_contests] == [("Nether Dale", "No")]
    assert counts(nlp, text) == [(402, "No"), (97, "Yes")]


def test_the_county_of_a_seat_is_not_its_name(nlp: Language) -> None:
    text = (
        "The Greens have captured Carrow and Stanning from Labour in a by-election.\n\n"
        "Ann Lee took the West Yorkshire seat with 12,481 votes to 11,066 for Reform's Neville Strang.\n\n"
        "2024: Lab maj 8,693 (20.3%) - Lab 17,604 (41.0%), C 8,911 (20.8%), Green 3,020 (7.0%)"
    )
    assert place_and_votes(nlp, text) == [("Carrow and Stanning", 12481), ("Carrow and Stanning", 11066)]


def test_nobody_turns_out_for_a_division(nlp: Language) -> None:
    text = (
        "The Liberals have clung to the seat of Lamb Creek. Liberal candidate Ann Lee had 44,163 votes after "
        "preferences to Labor's Tom Reeve on 41,920.\n\nThe care bill passed the Senate by 36 votes to 33 on Thursday."
        "\n\nThe electoral commission put turnout at 82.4%."
    )
    doc = nlp(text)
    assert contest(doc, "Lamb Creek").turnout_percent == 82.4
    assert [c.turnout_percent for c in doc._.newsfacts_contests if c.kind == "legislative vote"] == [None]
    assert counts(nlp, text)[:2] == [(44163, "Ann Lee"), (41920, "Tom Reeve")]


def test_a_ward_beside_the_water(nlp: Language) -> None:
    text = (
        "The Greens took Weavers Hill ward. In Saltgate on the estuary, Ann Lee kept the seat for the Lib Dems with "
        "1,046 votes to 1,037 for Reform's Tom Reeve."
    )
    assert place_and_votes(nlp, text) == [("Saltgate", 1046), ("Saltgate", 1037)]
    assert contest(nlp(text), "Saltgate").outcome == "hold"


def test_yes_votes_in_small_letters(nlp: Language) -> None:
    text = "Voters across Tallis County rejected a jail referendum. It drew 21,377 yes votes and 24,190 no votes."
    assert counts(nlp, text) == [(21377, "Yes"), (24190, "No")]
    assert [(c.place, c.winner) for c in nlp(text)._.newsfacts_contests] == [("Tallis County", "No")]


def test_kinds_of_elections_to_several_seats_and_offices(nlp: Language) -> None:
    start = "Mary Nolan took the fifth seat in Cloon Brack on Sunday, short of the quota of 1,522, with 1,402 votes."
    assert contest(nlp(start), "Cloon Brack").kind == "general election"
    council = f"{start} Fine Gael now has nine seats on the county council."
    assert contest(nlp(council), "Cloon Brack").kind == "local election"
    governor = "Ann Lee won the race for governor of Kansas. She had 641,207 votes; Tom Reeve of the city council 900."
    assert contest(nlp(governor), "Kansas").kind == "general election"
