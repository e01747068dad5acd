"""Which contests an article reports, who won them, and what the figures say together."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.annotating.results.helpers import contest, counts, name, places


@pytest.mark.parametrize(
    ("text", "place", "winner", "party", "outcome", "from_party"),
    [
        ("Labour's Ann Lee took Higham from the Conservatives.", "Higham", "Ann Lee", "Labour", "gain", "Conservative"),
        (
            "Labour held Higham, Ann Lee seeing off Reform UK's Gary Wade by 211 votes.",
            "Higham",
            "Ann Lee",
            "Labour",
            "hold",
            None,
        ),
        ("Higham was retained for Labour by Ann Lee with 4,077 votes.", "Higham", "Ann Lee", "Labour", "hold", None),
        (
            "Labour's Ann Lee won the Higham by-election, ousting the Conservative MP Peter Marsh.",
            "Higham",
            "Ann Lee",
            "Labour",
            "gain",
            "Conservative",
        ),
        (
            "Labour's Ann Lee has won the Higham by-election. "
            "It was called after Conservative councillor Ron Tibbs resigned.",
            "Higham",
            "Ann Lee",
            "Labour",
            "gain",
            "Conservative",
        ),
        ("In Higham there was a Green gain at the expense of Labour.", "Higham", None, "Green", "gain", "Labour"),
    ],
)
def test_outcome(
    nlp: Language, text: str, place: str, winner: str | None, party: str, outcome: str, from_party: str | None
) -> None:
    found = contest(nlp(text), place)
    assert (name(found.winner), found.winner_party, found.outcome, found.from_party) == (
        winner,
        party,
        outcome,
        from_party,
    )


def test_every_field_has_its_evidence(nlp: Language) -> None:
    doc = nlp("Labour's Ann Lee won the Higham by-election by 211 votes on a turnout of 31.2%.")
    found = contest(doc, "Higham")
    assert {key: doc.text[slice(*span)] for key, span in found.evidence.items()} == {
        "place": "Higham",
        "kind": "Higham",
        "winner": "won",
        "winner_party": "won",
        "majority": "211",
        "turnout_percent": "31.2",
    }


def test_list_of_holds(nlp: Language) -> None:
    # One statement about several places; the councils and counties that they are in are no contests.
    text = (
        "The Tories successfully defended Mill Road ward on Fenby council, the Wessex county division of Upper Wend, "
        "and Castle in Ludbury."
    )
    assert places(nlp, text) == ["Mill Road", "Upper Wend", "Castle"]
    assert {c.outcome for c in nlp(text)._.newsfacts_contests} == {"hold"}


def test_candidates_lead_back_to_their_contest(nlp: Language) -> None:
    # Two polls in turn; the last paragraph names neither place.
    text = (
        "Labour's Ann Lee took Higham from the Conservatives.\n\n"
        "Reform UK's Gary Wade gained Marram Coast from Labour.\n\n"
        "Ms Lee polled 4,077 votes to 3,912 for the Conservatives' Peter Marsh."
    )
    assert {v.contest.place for v in nlp(text)._.newsfacts_vote_counts if v.contest} == {"Higham"}


@pytest.mark.parametrize(
    "text",
    [
        "Labour hopes to win the Higham by-election next week.",
        "John Field, the MP for Higham, said the party had to do better.",
        "Labour is defending Higham, where it won 15,220 votes in 2019.",
        "The Conservatives could lose Higham, a survey suggests.",
    ],
)
def test_no_contest_without_a_result(nlp: Language, text: str) -> None:
    assert places(nlp, text) == []


def test_majority_stated_and_derived(nlp: Language) -> None:
    # Stated as stated; derived from a pair of counts; none where the article may leave out the runner-up.
    stated = contest(nlp("Labour's Ann Lee won the Higham by-election by 211 votes."), "Higham")
    assert (stated.majority, stated.majority_source) == (211, "stated")
    text = "Labour's Ann Lee won the Higham by-election with 4,077 votes to 3,912 for the Conservatives' Peter Marsh."
    derived = contest(nlp(text), "Higham")
    assert (derived.majority, derived.majority_source) == (165, "derived")
    text = "Labour's Ann Lee won the Higham by-election with 4,077 votes. The Conservatives' Peter Marsh got 3,912."
    assert contest(nlp(text), "Higham").majority is None


def test_rounded_margin_is_no_majority(nlp: Language) -> None:
    assert contest(nlp("Labour's Ann Lee won the Higham by-election by nearly 2,000 votes."), "Higham").majority is None


def test_majority_that_does_not_add_up_is_warned_about(nlp: Language) -> None:
    # The stated figure stays.
    text = "Labour's Ann Lee won the Higham by-election by 211 votes. She polled 4,077 votes to Peter Marsh's 3,912."
    found = contest(nlp(text), "Higham")
    assert found.majority == 211
    assert found.warnings == ["stated majority 211 is not the gap of 165 between the two highest counts"]


def test_swing_and_turnout(nlp: Language) -> None:
    text = (
        "The SNP held Glenalmond at a by-election on a swing of 11.4 points from the SNP to Labour. "
        "Turnout fell to 38.9% from 61.7% in 2021."
    )
    found = contest(nlp(text), "Glenalmond")
    assert (found.swing_percent, found.swing_from, found.swing_to, found.turnout_percent) == (
        11.4,
        "SNP",
        "Labour",
        38.9,
    )


def test_average_turnout_belongs_to_no_contest(nlp: Language) -> None:
    text = "Labour's Ann Lee took Higham from the Conservatives. Turnout across the four seats averaged 64.3%."
    assert contest(nlp(text), "Higham").turnout_percent is None


def test_division(nlp: Language) -> None:
    # The motion's side is Ayes; a defeated one has more Noes; two divisions are two contests.
    text = (
        "MPs voted on the bill last night. "
        "The Commons backed the Animal Sports Bill at third reading by 312 votes to 201.\n\n"
        "An amendment that would have delayed the ban was defeated by 330 to 188."
    )
    assert counts(nlp, text) == [(312, "Ayes"), (201, "Noes"), (330, "Noes"), (188, "Ayes")]
    assert [name(c.winner) for c in nlp(text)._.newsfacts_contests] == ["Ayes", "Noes"]


def test_referendum(nlp: Language) -> None:
    # Options, their shares in brackets, and the place behind "people of".
    text = (
        "The people of Arnsay have rejected a merger in a referendum.\n\n"
        "No won with 2,914 votes (58.3%) to 2,083 for Yes (41.7%) on a turnout of 77.1%."
    )
    assert counts(nlp, text) == [(2914, "No"), (2083, "Yes")]
    found = contest(nlp(text), "Arnsay")
    assert (found.kind, found.winner, found.turnout_percent) == ("referendum", "No", 77.1)


def test_leadership_rounds(nlp: Language) -> None:
    # Candidates of a party's ballot are of the party; each count has its stage.
    text = (
        "Marianne Hale has been elected leader of the Labour Party, beating Luke Prentice.\n\n"
        "After the first round Hale was on 161,220 votes and Prentice on 143,005.\n\n"
        "In the final round Hale finished with 184,112 votes to Prentice's 154,930."
    )
    doc = nlp(text)
    found = doc._.newsfacts_contests
    assert [(c.place, name(c.winner), c.winner_party) for c in found] == [
        ("Labour: leadership", "Marianne Hale", "Labour")
    ]
    assert [(v.votes, v.stage_kind) for v in doc._.newsfacts_vote_counts] == [
        (161220, "first"),
        (143005, "first"),
        (184112, "final"),
        (154930, "final"),
    ]
    assert (found[0].majority, found[0].majority_source) == (29182, "derived")


def test_several_seats_have_several_winners(nlp: Language) -> None:
    text = (
        "Counting is over in the three-seat constituency of Dunbarrow.\n\n"
        "Sinn Féin's Niamh Corless was elected on the first count with 12,409 votes. "
        "Fianna Fáil's Eoin Tuite and Fine Gael's Sarah Lunn took the next two seats."
    )
    found = contest(nlp(text), "Dunbarrow")
    assert found.winner is None
    assert {name(winner) for winner in found.winners} == {"Niamh Corless", "Eoin Tuite", "Sarah Lunn"}


def test_primaries_are_of_their_party(nlp: Language) -> None:
    # Two primaries in one article: a contest each, and the candidates' party is the primary's.
    text = (
        "State Rep. Dana Okafor defeated Gov. Phil Tennant in Tuesday's Republican primary for governor.\n\n"
        "Okafor had 54.2% of the vote to Tennant's 43.1% with 91% of precincts reporting.\n\n"
        "In the Democratic primary, state Sen. Rosa Beltran took 71% against former Mayor Hank Doyle's 29%."
    )
    found = [(s.percent, s.party, s.contest.place) for s in nlp(text)._.newsfacts_vote_shares if s.contest]
    assert found == [
        (54.2, "Republican", "Republican primary"),
        (43.1, "Republican", "Republican primary"),
        (71.0, "Democratic", "Democratic primary"),
        (29.0, "Democratic", "Democratic primary"),
    ]


def test_union_ballot(nlp: Language) -> None:
    # For and against a strike; the place is the union.
    text = "Members of the Footplate Union backed a strike by 4,812 votes to 603 on a turnout of 71%, the union said."
    assert counts(nlp, text) == [(4812, "Yes"), (603, "No")]
    assert places(nlp, text) == ["Footplate Union"]


def test_hopes_and_elected_officials_are_no_wins(nlp: Language) -> None:
    text = (
        "Labour's Ann Lee took Higham from the Conservatives. Local elected officials, including Peter Marsh, cheered. "
        "Reform UK is on track to win Higham next time."
    )
    assert name(contest(nlp(text), "Higham").winner) == "Ann Lee"


def test_place_in_a_headline_in_capitals(nlp: Language) -> None:
    # A headline in capitals gives the place as the body writes it.
    text = (
        "LIB DEMS WIN HILLCROFT BY-ELECTION\n\nThe Liberal Democrats gained Hillcroft from the SNP. "
        "Kate Lindley polled 1,877 votes. Turnout was 31.1%."
    )
    found = contest(nlp(text), "Hillcroft")
    assert (found.outcome, found.from_party, found.turnout_percent) == ("gain", "SNP", 31.1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "The Greens have clung on to Thorley and the Marsh, seeing off Labour. Ida Oake polled 4,102 votes.",
            "Thorley and the Marsh",
        ),
        (
            "Labour lost a seat after a by-election in Glen Shira. Ida Oake had 802 votes to 790 for Bo Ash.",
            "Glen Shira",
        ),
        (
            "National saw off a late charge to keep Waimarie, with Ida Oake on 9,120 votes and Bo Ash on 8,004.",
            "Waimarie",
        ),
        ("Ida Oake was returned to the Dáil for Lough Derg with 7,204 votes, ahead of Bo Ash on 7,100.", "Lough Derg"),
    ],
)
def test_the_likeliest_place_takes_the_figures_that_no_better_words_place(nlp: Language, text: str, place: str) -> None:
    counts = nlp(text)._.newsfacts_vote_counts
    assert counts
    assert {count.contest and count.contest.place for count in counts} == {place}


@pytest.mark.parametrize(
    "text",
    [
        "Ida Oake, a teacher from Thorley, polled 4,102 votes. She spoke at the Marsh Leisure Centre in Calder.",
        "Ida Oake had 802 votes to 790 for Bo Ash. Both live in Thorley, not far from Calder.",
    ],
)
def test_a_place_where_somebody_lives_or_speaks_is_not_taken(nlp: Language, text: str) -> None:
    assert nlp(text)._.newsfacts_contests == []


def test_a_motion_voted_down_by_a_pair_of_numbers(nlp: Language) -> None:
    text = "MPs debated a motion of no confidence. The motion was rejected by 357 votes to 214 in the Commons."
    assert counts(nlp, text) == [(357, "Noes"), (214, "Ayes")]


def test_spoilt_papers_are_still_none(nlp: Language) -> None:
    text = "Ann Lee won the Higham by-election with 4,120 votes. Papers rejected by officials numbered 57."
    assert counts(nlp, text) == [(4120, "Ann Lee")]


def test_votes_against_and_in_favour(nlp: Language) -> None:
    text = "The amendment fell in the Commons, with 389 votes against and only 68 in favour."
    assert counts(nlp, text) == [(389, "Noes"), (68, "Ayes")]


def test_sides_in_small_letters(nlp: Language) -> None:
    text = "Amendment 4 hung by a thread. The yes side had 421,377 votes, or 50.1%, and the no side 419,802."
    assert counts(nlp, text) == [(421377, "Yes"), (419802, "No")]


def test_who_is_led_has_the_second_share(nlp: Language) -> None:
    text = "With 98% of precincts reporting in the Ohio governor's race, Ann Lee led car dealer Gary Wade 51% to 48%."
    shares = nlp(text)._.newsfacts_vote_shares
    assert [(share.percent, share.candidate.name) for share in shares] == [(51.0, "Ann Lee"), (48.0, "Gary Wade")]


def test_a_lead_without_a_count_is_no_result(nlp: Language) -> None:
    text = "In the Ohio governor's race, Ann Lee leads car dealer Bo Day 51% to 48%, her aides say."
    assert nlp(text)._.newsfacts_vote_shares == []


def test_to_concede_a_point_is_not_to_lose(nlp: Language) -> None:
    text = (
        "National held Higham. Ann Lee, National's candidate, polled 9,120 votes to 8,004 for Labour's Bo Day. "
        "National leader Cy Elm called it a win but conceded there were lessons in it."
    )
    assert name(contest(nlp(text), "Higham").winner) == "Ann Lee"


def test_a_preliminary_margin_that_the_counts_bear_out(nlp: Language) -> None:
    # 1261 has the shape of a year and is none.
    text = "Labour's Ann Lee won Higham. She had 13,208, Bo Day of the Greens 11,947 - a preliminary margin of 1261."
    assert contest(nlp(text), "Higham").majority == 1261


def test_two_turnouts_in_one_sentence(nlp: Language) -> None:
    text = "Labour took Eastgate and the Greens held Marlow. Turnout in Eastgate was 34.6%, while in Marlow it was 29%."
    doc = nlp(text)
    assert [contest(doc, place).turnout_percent for place in ("Eastgate", "Marlow")] == [34.6, 29.0]


@pytest.mark.parametrize(
    ("sentence", "swing"),
    [
        ("The 12% swing from Labour to Reform UK would cost the party seats if repeated.", 12.0),
        ("A 12% swing from Labour to Reform UK would cost the party the next one.", None),
        ("The swing from the Conservatives to Labour was 1,200%.", None),  # no such swing
    ],
)
def test_a_swing_that_happened_and_one_that_might(nlp: Language, sentence: str, swing: float | None) -> None:
    doc = nlp(f"Labour's Ann Lee held Higham in a by-election with 9,120 votes. {sentence}")
    assert contest(doc, "Higham").swing_percent == swing


def test_years_of_rule_tell_who_held_the_seat(nlp: Language) -> None:
    doc = nlp("In Higham, the Greens' Ann Lee ended 27 years of Labour rule, polling 3,902 votes to win the seat.")
    assert (contest(doc, "Higham").outcome, contest(doc, "Higham").from_party) == ("gain", "Labour")


def test_whoever_is_beaten_is_no_place(nlp: Language) -> None:
    text = "Ann Lee has been elected leader of the Scottish Greens, beating Bo Ash by 2,114 votes to 1,890."
    assert places(nlp, text) == ["Green: leadership"]


def test_a_leader_to_be_won_a_leadership_ballot(nlp: Language) -> None:
    text = (
        "Ann Lee will lead the Conservatives into the next election after a clear victory over Gary Wade. "
        "Ms Lee took 54,118 votes in the ballot of members to Mr Wade's 42,190, a margin of 11,928."
    )
    found = contest(nlp(text), "Conservative: leadership")
    assert (name(found.winner), found.winner_party) == ("Ann Lee", "Conservative")
    assert counts(nlp, text) == [(54118, "Ann Lee"), (42190, "Gary Wade")]


def test_a_leader_who_hopes_to_lead_has_won_nothing(nlp: Language) -> None:
    assert places(nlp, "Ann Lee hopes to lead the Conservatives, she told 2,000 members in Higham.") == []


BILL = "The Fishing Bill cleared its last Commons hurdle. The third reading was carried by 298 to 271."
POLL = "Voters in Ireland rejected the referendum. In all 861,540 people had voted No and 794,211 Yes."


def test_a_division_and_a_referendum_in_one_article(nlp: Language) -> None:
    doc = nlp(f"{BILL}\n\n{POLL}")
    votes = [(count.votes, count.option, count.contest.kind) for count in doc._.newsfacts_vote_counts]
    assert votes == [
        (298, "Ayes", "legislative vote"),
        (271, "Noes", "legislative vote"),
        (861540, "No", "referendum"),
        (794211, "Yes", "referendum"),
    ]


def test_a_part_of_the_country_is_not_the_country(nlp: Language) -> None:
    doc = nlp(f"{POLL}\n\nHigham, by contrast, said Yes by 14,206 to 9,118. Marlow was close: Yes took it by 73 votes.")
    ireland = contest(doc, "Ireland")
    assert (ireland.winner, ireland.majority) == ("No", None)


def test_another_partys_win_is_not_the_leaders(nlp: Language) -> None:
    text = (
        "Ann Lee will lead the Conservatives into the next election after a clear victory over Gary Wade. "
        "Ms Lee took 54,118 votes to Mr Wade's 42,190, a margin of 11,928.\n\nLabour easily saw off a motion."
    )
    assert contest(nlp(text), "Conservative: leadership").winner_party == "Conservative"


def test_a_dateline_is_no_place_of_a_poll(nlp: Language) -> None:
    text = (
        "SANTA FE, N.M. (AP) — Democrat Ann Lee won the New Mexico governor's race with 410,210 votes to 390,118.\n\n"
        "Her rival Gary Wade was swamped in Santa Fe."
    )
    assert {count.contest.place for count in nlp(text)._.newsfacts_vote_counts} == {"New Mexico"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Abbey ward, Oakley Council: Con 1,204, Lab 988, LD 312. Con hold. Turnout 33.1%.", "local election"),
        (
            "Lou Carr is the new mayor of Dunmore, with 10,204 votes to 6,240 for Dan Foss.",
            "local election",
        ),
        ("Democrat Ada Mendes flipped House District 41. She won 54 percent to 46 percent.", "general election"),
        ("Democrat Ada Mendes won a special election Tuesday in House District 41 with 54 percent.", "by-election"),
    ],
)
def test_seat_tells_the_kind_that_nothing_else_tells(nlp: Language, text: str, kind: str) -> None:
    assert [contest.kind for contest in nlp(text)._.newsfacts_contests] == [kind]


def test_earlier_contests_of_a_campaign_are_none_of_the_articles(nlp: Language) -> None:
    # Won without a figure, far below the lead: what the candidate did before.
    paragraphs = ["Ada Mendes spoke in Dunmore on Monday."] + [
        f"Her speech went on for {n} hours." for n in range(2, 9)
    ]
    text = "\n\n".join([*paragraphs, "Mendes, a Democrat, won the Ohio primary in March."])
    assert nlp(text)._.newsfacts_contests == []
