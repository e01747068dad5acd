"""Results as papers of several countries and kinds write them: two contests in one article, lists, recounts."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.annotating.results.helpers import contest, counts, name, places, shares

TWO = (
    "The government was reeling on Friday after Labour overturned a majority to take Ashby and Colne, on a night "
    "when the Conservatives clung on to North Wenham.\n\n"
    "The first byelection ended in a swing of 11.2 points from the Conservatives to Labour. Turnout was 41.3%. "
    "Labour's Ann Lee took 9,118 votes to 7,204 for the Conservatives' Peter Marsh.\n\n"
    "In North Wenham, the Conservatives' Fiona Birch polled 8,015, a majority of 204 over Labour's Tom Reed."
)


def test_two_contests_of_one_night_keep_their_figures(nlp: Language) -> None:
    # "the first byelection" and what follows is about the one named first
    doc = nlp(TWO)
    first, second = contest(doc, "Ashby and Colne"), contest(doc, "North Wenham")
    assert (first.swing_percent, first.turnout_percent, first.majority) == (11.2, 41.3, 1914)
    assert (second.outcome, second.majority, second.swing_percent) == ("hold", 204, None)
    assert [(v.votes, v.contest.place) for v in doc._.newsfacts_vote_counts if v.contest] == [
        (9118, "Ashby and Colne"),
        (7204, "Ashby and Colne"),
        (8015, "North Wenham"),
    ]


def test_place_with_an_article_inside(nlp: Language) -> None:
    text = "Labour has won the Ashby and the Dales by-election, taking the Holyrood seat from the SNP with 9,118 votes."
    assert places(nlp, text) == ["Ashby and the Dales"]


@pytest.mark.parametrize("leader", [" ..... ", " - "])
def test_lists_with_leaders(nlp: Language, leader: str) -> None:
    # whatever stands between the name and its number
    text = (
        "Labour's Ann Lee won the Higham ward by-election.\n\nRESULTS\n\nHigham ward\n"
        f"Ann Lee (Labour){leader}2,118\nPeter Marsh (Conservative){leader}1,904\nUna Birch (Green){leader}377\n"
    )
    assert counts(nlp, text) == [(2118, "Ann Lee"), (1904, "Peter Marsh"), (377, "Una Birch")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the loser's count, won in the passive, makes nobody the winner
        (
            "Ann Lee polled 5,86,100 votes against the 5,41,200 secured by the BJP's Peter Marsh.",
            [(586100, "Ann Lee"), (541200, "Peter Marsh")],
        ),
        # possessive relative
        ("Ann Lee polled 9,118 votes. Fifth was Peter Marsh, whose 544 votes lost him the deposit.", None),
        # apposition of the loser
        (
            "Ann Lee routed former anchor Peter Marsh, 9,118 to 3,940.",
            [(9118, "Ann Lee"), (3940, "Peter Marsh")],
        ),
        # object of "defeated"
        (
            "Ann Lee defeated the Greens' Una Birch with 9,118 votes to her 8,015.",
            [(9118, "Ann Lee"), (8015, "Una Birch")],
        ),
    ],
)
def test_whose_votes(nlp: Language, text: str, expected: list[tuple[int, str]] | None) -> None:
    found = counts(nlp, f"Labour's Ann Lee won the Higham by-election. {text}")
    assert found == (expected or [(9118, "Ann Lee"), (544, "Peter Marsh")])


def test_second_place_is_no_win(nlp: Language) -> None:
    # who is beaten into fourth lost no more than third place
    doc = nlp(
        "Labour took Higham from the Conservatives. Labour's Ann Lee won the Higham by-election with 9,118 votes. "
        "The Greens' Una Birch, with 8.1%, beat the Tories into fourth on 7.9%."
    )
    assert name(contest(doc, "Higham").winner) == "Ann Lee"
    assert [(s.percent, s.party) for s in doc._.newsfacts_vote_shares] == [(8.1, "Green"), (7.9, "Conservative")]


def test_superseded_count_is_left_out(nlp: Language) -> None:
    text = (
        "Labour's Ann Lee has won the Higham by-election by 11 votes. A recount put Ms Lee on 9,118 votes and "
        "National's Peter Marsh on 9,107.\n\nOn election night Mr Marsh was 23 ahead, with 9,060 to Ms Lee's 9,037."
    )
    assert counts(nlp, text) == [(9118, "Ann Lee"), (9107, "Peter Marsh")]


def test_ballot_measure_after_a_mayor(nlp: Language) -> None:
    doc = nlp(
        "Port Wenham will have a new mayor after Ann Lee collected 7,112 votes. Peter Marsh finished with 6,350.\n\n"
        "Closer still was Proposition 4, a levy for libraries. It passed with 8,277 in favor and 8,104 opposed.\n\n"
        "Proposition 5 went down hard: 11,158 No, 5,291 Yes."
    )
    assert name(contest(doc, "Proposition 4").winner) == "Yes"
    assert name(contest(doc, "Proposition 5").winner) == "No"
    assert contest(doc, "Port Wenham").kind == "local election"


def test_majority_left_by_somebody_is_the_one_before(nlp: Language) -> None:
    text = "Labour's Ann Lee won the Higham by-election, turning the 10,300 cushion that Peter Marsh left into dust."
    assert contest(nlp(text), "Higham").majority is None


def test_share_of_a_party_in_several_forms(nlp: Language) -> None:
    text = (
        "Labour's Ann Lee won the Higham by-election. Labour's share of the vote was 35.2%, up 6.4, while the SNP's "
        "was 29.9%. The Conservative share, 12.3%, was up 2.1 points."
    )
    assert (29.9, None, "SNP") in shares(nlp, text)


def test_long_sentence_takes_linear_time(nlp: Language) -> None:
    # 13,000 numbers in one sentence: minutes if each looked back over all before it
    finder = nlp.get_pipe("results")
    doc = nlp.make_doc("12 " * 13000)
    for step, component in nlp.pipeline:
        if step == "results":
            break
        doc = component(doc)
    assert finder.find(doc) == ([], [], [])  # type: ignore[attr-defined]  # a ResultsFinder
