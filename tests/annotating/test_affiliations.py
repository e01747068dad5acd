"""Party affiliation: what the text says, what it entails, and what it does not."""

import pytest
from spacy.language import Language


def parties(nlp: Language, text: str) -> dict[str, str | None]:
    """The party of each person."""
    return {person.name: person.party for person in nlp(text)._.newsfacts_people}


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Labour's Ida Oake won.", "Labour"),
        ("The Conservatives' Ida Oake won.", "Conservative"),
        ("Tory candidate Ida Oake won.", "Conservative"),
        ("Ida Oake, the Conservative, won.", "Conservative"),
        ("Republican Ida Oake won in Ohio.", "Republican"),
        ("Ida Oake (Con) 1,204\nTom Fell (Lab) 900", "Conservative"),
        ("Sen. Ida Oake (D) and Gov. Tom Fell (R) spoke in Ohio.", "Democratic"),
        ("Rep. Ida Oake, R-Milton, spoke to Republicans in Ohio.", "Republican"),
        ("Ida Oake of the SDLP won in Belfast.", "SDLP"),
        ("Ida Oake, for Labour, was third.", "Labour"),
        ("Ida Oake, defending the seat for the Conservatives, lost.", "Conservative"),
        ("Ida Oake, who is standing for the Liberal Democrats, spoke.", "Liberal Democrats"),
        ("Ida Oake held the seat for Labour with 7,000 votes.", "Labour"),
        ("Ida Oake, elected for the Tories last June, spoke.", "Conservative"),
        ("The seat was retained for the Conservatives by Ida Oake.", "Conservative"),
        ("Ida Oake, a retired vet standing as an independent, won.", "Independent"),
        ("Ukip's deputy leader Ida Oake spoke.", "UKIP"),
        ("Standing for the Greens is Ida Oake.", "Green"),
        ("Labour has chosen nurse Ida Oake.", "Labour"),
        ("The Labour group leader, Ida Oake, spoke.", "Labour"),
        ("Ida Oake, now a Green councillor, was a Labour supporter.", "Green"),
    ],
)
def test_what_the_text_says(nlp: Language, text: str, party: str) -> None:
    doc = nlp(text)
    person = doc._.newsfacts_people[0]
    assert (person.name, person.party) == ("Ida Oake", party)
    # The evidence is the party's name as printed.
    assert person.party_evidence in [(s.start_char, s.end_char) for s in doc.spans["newsfacts/parties"]]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Oake, the MP for Stowe, criticised Labour.",
        "Shadow chancellor Ida Oake defended the Labour leader.",
        "Former Labour MP Ida Oake spoke.",
        "Labour said Ida Oake was wrong.",
        "Ida Oake could stand for Labour, the paper said.",
        "Ida Oake refused to stand for the Conservatives.",
        "Ida Oake won the seat from Labour.",
        "Ida Oake was never a Conservative.",
        "Labour critic Ida Oake spoke.",
        "Ida Oake told Labour councillors to go.",
        "Ida Oake campaigned against Labour.",
        "Labour could have chosen Ida Oake.",
        "Labour has not selected Ida Oake.",
    ],
)
def test_what_it_does_not_say(nlp: Language, text: str) -> None:
    assert parties(nlp, text)["Ida Oake"] is None


def test_a_description_gives_its_bearer_the_party(nlp: Language) -> None:
    text = (
        "Ida Oake faced calls to go after Labour lost the Stowe by-election.\n\n"
        "The Labour leader said she would stay.\n\nTom Fell, the mayor, disagreed."
    )
    doc = nlp(text)
    assert [(p.name, p.party, p.roles) for p in doc._.newsfacts_people] == [
        ("Ida Oake", "Labour", ["Labour leader"]),
        ("Tom Fell", None, ["mayor"]),
    ]


def test_a_captured_seat_tells_winner_and_sitting_member(nlp: Language) -> None:
    text = "The Liberal Democrats captured Upper Stowe from Labour. Ida Oake won by 20 votes. Sitting MP Tom Fell left."
    assert parties(nlp, text) == {"Ida Oake": "Liberal Democrats", "Tom Fell": "Labour"}


def test_two_captured_seats_tell_nothing(nlp: Language) -> None:
    text = "The Tories captured Stowe from Labour. Labour took Ferrow from the SNP. Ida Oake won by 20 votes."
    assert parties(nlp, text)["Ida Oake"] is None


def test_contenders_for_the_leadership_are_members(nlp: Language) -> None:
    text = (
        "Plaid Cymru has a new leader after Ida Oake squeezed past Tom Fell, who polled 3,566. "
        "Her predecessor, Jo Brae, wept. Al Toft, the mayor, smiled."
    )
    assert parties(nlp, text) == {
        "Ida Oake": "Plaid Cymru",
        "Tom Fell": "Plaid Cymru",
        "Jo Brae": "Plaid Cymru",
        "Al Toft": None,
    }


def test_claims_that_disagree_cancel_each_other(nlp: Language) -> None:
    assert parties(nlp, "Labour's Ida Oake spoke. Conservative Ida Oake sat down.") == {"Ida Oake": None}


def test_a_plural_goes_on_to_the_next_name(nlp: Language) -> None:
    text = "Also standing are independents Ida Oake and Tom Fell. Labour's Jo Brae and Al Toft spoke."
    assert parties(nlp, text) == {
        "Ida Oake": "Independent",
        "Tom Fell": "Independent",
        "Jo Brae": "Labour",
        "Al Toft": None,
    }


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Ida Oake, also a Republican, spoke to Democrats in Ohio.", "Republican"),
        ("Ida Oake, a Michigan Democrat who fled, spoke.", "Democratic"),
        ("Senator Ida Oake, Republican of South Carolina, spoke.", "Republican"),
        ("Republican Iowa Gov. Ida Oake spoke to Democrats.", "Republican"),
        ("Ohio Democratic Party chairman Ida Oake spoke.", "Democratic"),
        ("The independent, Ida Oake, ran third in Sydney.", "Independent"),
        ("Ida Oake of the Congress won a Lok Sabha bypoll; the Congress nominee beat the BJP.", "Congress"),
        ("The PCs' Ida Oake won in Ontario. Progressive Conservatives cheered.", "Progressive Conservative"),
        # The party of the paragraph.
        ("Labour's Tom Fell was glad.\n\nThe party's president, Ida Oake, was not.", "Labour"),
        # A vote among the members of one party.
        ("In the Republican runoff in Iowa, pastor Ida Oake routed former anchor Jo Brae.", "Republican"),
        ("Democrats in Iowa chose Tom Fell over Ida Oake in a primary.", "Democratic"),
        # The head of the government that a party forms.
        ("The ruling Liberals lost a seat in Ontario. Premier Ida Oake shrugged.", "Liberal"),
        ("Labor governs in Sydney. Premier Ida Oake shrugged.", "Labor"),
        # The one who kept the party's seat.
        ("The Nationals have held the NSW seat of Stowe, leaving Ida Oake with a margin of 20.", "Nationals"),
    ],
)
def test_parties_beyond_westminster(nlp: Language, text: str, party: str) -> None:
    assert parties(nlp, text)["Ida Oake"] == party


@pytest.mark.parametrize(
    "text",
    [
        # The phrase behind the comma is the next clause's subject.
        "They say the founder is Ida Oake, the GOP nominee had to explain in Ohio.",
        "Regarding the Democratic front-runner, Ida Oake said Ohio mattered.",
        # Somebody likened to her.
        "He is a Democratic Ida Oake, said a Republican in Ohio.",
        # A district, not a primary; two parties in power.
        "In the Republican stronghold of Ohio, Ida Oake beat Tom Fell.",
        "The ruling Liberals met the governing Conservatives. Premier Ida Oake shrugged.",
        "The ruling Liberals lost a seat in Ontario. Former Premier Ida Oake shrugged.",
        # Two parties in the paragraph above.
        "Labour's Tom Fell beat the SNP.\n\nThe party's president, Ida Oake, was glad.",
        # Liberals of a country without such a party.
        "The court's picks were no surprise in Texas. Liberals Ida Oake and Jo Brae worried Republicans in Ohio.",
        # Who held the seat before.
        "The Liberals held the riding in Quebec, unlike in 2015, when Ida Oake won by 20 votes.",
    ],
)
def test_parties_that_seem_told(nlp: Language, text: str) -> None:
    assert parties(nlp, text)["Ida Oake"] is None


def test_short_forms_follow_the_party_that_the_article_has_in_full(nlp: Language) -> None:
    # Tories are the Progressive Conservatives of a province only where these are named.
    doc = nlp("Progressive Conservative Ida Oake won in Ontario. Tory Tom Fell lost.")
    assert [p.party for p in doc._.newsfacts_people] == ["Progressive Conservative", "Progressive Conservative"]
    assert parties(nlp, "Conservative Ida Oake won in Ottawa. Tory Tom Fell lost.")["Tom Fell"] == "Conservative"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The seat saw a swing of 4 points from Labour to the SNP. Its candidate, Ida Oake, took 900 votes.", "SNP"),
        ("Labour won in Stowe. The party's candidate, Ida Oake, took 900 votes.", "Labour"),
        ("Asked whether she would lead Labour into the next election, Ida Oake said yes.", "Labour"),
        ("One of the few Tories to agree, Ida Oake, nodded.", "Conservative"),
        ("He had a majority of 20 over the Lib Dem baker Ida Oake.", "Liberal Democrats"),
        ("Ida Oake, whose Labour candidate came fourth, shrugged.", "Labour"),
        ("Ida Oake, whose 1,204 was the Lib Dems' best score there, went home.", "Liberal Democrats"),
        ("Ida Oake, leader of the Conservative group, sighed.", "Conservative"),
        ("Ida Oake, a vet who joined the SNP only two years ago, won.", "SNP"),
        ("For Labour it was a first win. Nobody gave us this, said Ida Oake, the party leader.", "Labour"),
        ("Jo Brae kept the post in Labour hands. The vote followed the resignation of Ida Oake.", "Labour"),
    ],
)
def test_wordings_that_span_more_than_two_names(nlp: Language, text: str, party: str) -> None:
    assert parties(nlp, text)["Ida Oake"] == party


@pytest.mark.parametrize(
    "text",
    [
        # Whose candidate: two parties in the sentence before, and no swing.
        "Labour beat the SNP. Its candidate, Ida Oake, took 900 votes.",
        "Asked whether she would join Labour before the next election, Ida Oake said no.",
        "One of the few Tories to agree was there, and Ida Oake, nodded.",
        "She wrote about the Labour historian Ida Oake.",
        "Ida Oake, whose Labour opponent came fourth, shrugged.",
        "Ida Oake, whose Labour candidate rival came fourth, shrugged.",
        "Ida Oake, critic of the Conservative group, sighed.",
        "Ida Oake, a vet who joined the SNP in 2010 but left in 2015, won.",
        "For Labour it was a first win over the SNP, said Ida Oake, the party leader.",
        "Jo Brae kept the post out of Labour hands. The vote followed the resignation of Ida Oake.",
    ],
)
def test_wordings_that_only_look_alike(nlp: Language, text: str) -> None:
    assert parties(nlp, text)["Ida Oake"] is None
