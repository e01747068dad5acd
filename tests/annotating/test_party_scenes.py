"""Parties that stand further from a name than beside it: earlier in its sentence, or in a clause about the person."""

import pytest
from spacy.language import Language


def party_of(nlp: Language, text: str) -> str | None:
    return {person.name: person.party for person in nlp(text)._.newsfacts_people}["Ida Oake"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        # Whose leader or candidate.
        ("The Lib Dems, whose own leader, Ida Oake, was chosen in May, sent flowers.", "Liberal Democrats"),
        ("Labour fell back behind the Lib Dems, whose hopeful Ida Oake got 388.", "Liberal Democrats"),
        ('Reform UK lost.\n\nPublicly Reform cheered. "So close," said its leader, Ida Oake.', "Reform UK"),
        ("Tom Fell had 951, while Labour fell to fourth with 204 for its candidate Ida Oake.", "Labour"),
        ("Reform UK came in third through Ida Oake, who got 592.", "Reform UK"),
        # Good news for a party, and the end of its time.
        (
            "It was a better night for the Tories in Stowe, where officials said Ida Oake had scraped home.",
            "Conservative",
        ),
        ("Jo Brae ended 27 years of Labour rule in Stowe, ousting council leader Ida Oake by 12 votes.", "Labour"),
        ("The Tories won Stowe by 410 votes last year, when Ida Oake took 48.8 per cent.", "Conservative"),
        ("The Greens took Stowe from Labour, handing Prime Minister Ida Oake her first defeat.", "Labour"),
        # The same office elsewhere.
        (
            "Reform UK lost. His counterpart at Reform UK was glum. Ida Oake said his party had been beaten.",
            "Reform UK",
        ),
        # Clauses about the person.
        ("Ida Oake, tipped as the next leader of the Conservative party, had lost.", "Conservative"),
        ("Ida Oake, the only Labour member on the outgoing council, won.", "Labour"),
        ("Ida Oake, the MP who chairs the Stowe group of Labour backbenchers, spoke.", "Labour"),
        ("Ida Oake, who runs the Republicans' Senate campaign arm, spoke in Ohio.", "Republican"),
        ("Democrats won. Ida Oake of Ohio, who chairs the Democratic Governors Association, spoke.", "Democratic"),
        ("Ida Oake, a 34-year-old vet who joined the Green party only in 2021, got 900 votes.", "Green"),
        ("Ida Oake, 29, a vet making her debut for Labour, got 900 votes.", "Labour"),
        ("Ida Oake, a Democrat whose office counts the votes in Ohio, spoke.", "Democratic"),
        ("The Conservative, retired vet Ida Oake, picked up 34.", "Conservative"),
        ("They beat Ida Oake, the Independent turf contractor.", "Independent"),
        ("Ida Oake was back.\n\nThe Labour minister took the last seat by 83 votes.", "Labour"),
    ],
)
def test_parties_further_away(nlp: Language, text: str, party: str) -> None:
    assert party_of(nlp, text) == party


@pytest.mark.parametrize(
    "text",
    [
        "The Lib Dems, whose rival leader, Ida Oake, was chosen in May, sent flowers.",
        'Labour lost to the Greens. "So close," said its leader, Ida Oake.',
        "Labour lost. The council thanked its leader, Ida Oake, for her work.",
        "Labour beat the Tories, with 204 for its candidate Ida Oake.",
        "Reform UK came in third behind Ida Oake, who got 592.",
        "It was a bad night for the Tories in Stowe, where Ida Oake won by 13.",
        "It was a better night for the Tories in Stowe, where Ida Oake lost by 13.",
        "Jo Brae ended 27 years of Labour rule in Stowe, thanking returning officer Ida Oake.",
        "The Tories won Stowe by 410 votes last year, when Ida Oake came second.",
        "The Greens took Stowe from Labour, handing Ida Oake a seat.",
        "His counterpart at Reform UK was glum and, in Stowe, tired. Later in the day Ida Oake said so.",
        "Ida Oake, biographer of the next leader of the Conservative party, had lost.",
        "Ida Oake, who runs a think tank for Labour backbenchers, spoke.",
        "Ida Oake, who runs a business that Labour backed, spoke.",
        "Ida Oake, a vet who joined the Green party in 2015 and left in 2021, got 900 votes.",
        "The Conservative, backed by vet Ida Oake, picked up 34.",
        "They beat Ida Oake, the independent turf contractor.",
        "Ida Oake was back.\n\nFew noticed. The Labour minister took the last seat by 83 votes.",
    ],
)
def test_wordings_that_only_look_alike(nlp: Language, text: str) -> None:
    assert party_of(nlp, text) is None


@pytest.mark.parametrize(
    ("text", "party"),
    [
        # Who governs.
        (
            "The Tories still have a working majority of 23 in the Commons. Prime Minister Ida Oake spoke.",
            "Conservative",
        ),
        ("It was won when Labour swept to power last July. The prime minister, Ida Oake, spoke.", "Labour"),
        ("Voters in Ontario handed the Liberals a second, much thinner majority. Premier Ida Oake spoke.", "Liberal"),
        # People of one party with somebody else.
        ("Labour MP Tom Fell won. His running mate five years ago, Senator Ida Oake, did not stand.", "Labour"),
        ("Premier Tom Fell (Labor) spoke. He praised his treasurer, Ida Oake.", "Labor"),
        ("Labour MP Tom Fell won. Mr Fell's first task is whether to keep Ida Oake as shadow chancellor.", "Labour"),
        ("Another 41 Labour members stayed away, among them the former home secretary Ida Oake.", "Labour"),
        ("Labour leader Tom Fell won. Some on his own benches fumed. 'It was sad,' said Ida Oake, an MP.", "Labour"),
        # A contest leaves no other.
        ("Labour has held Higham in a by-election. Ida Oake will replace Tom Fell, who died in May.", "Labour"),
        ("Labour held Higham in a by-election. Ida Oake, who sat for the seat for 12 years, wept.", "Labour"),
        ("Labour's Tom Fell won the Higham by-election. Ida Oake came to meet her newest MP.", "Labour"),
        (
            "Labour held Higham in a by-election. Ida Oake, whose retirement forced voters to the polls, wept.",
            "Labour",
        ),
    ],
)
def test_parties_that_follow(nlp: Language, text: str, party: str) -> None:
    assert party_of(nlp, text) == party


@pytest.mark.parametrize(
    "text",
    [
        "The Tories have a majority of 23 on the council. Prime Minister Ida Oake spoke.",
        "It was won when Labour swept to power in 1997. The prime minister, Ida Oake, spoke.",
        "A poll would have handed the Liberals a second majority in Ontario. Premier Ida Oake spoke.",
        "The Tories have a majority in the Commons. Prime Minister Ida Oake met Prime Minister Tom Fell.",
        "Labour MP Tom Fell won. His opponent five years ago, Senator Ida Oake, did not stand.",
        "Premier Tom Fell (Labor) spoke. He praised his health minister, Ida Oake.",
        "Labour MP Tom Fell won. Mr Fell's first task is whether to keep Ida Oake as chancellor.",
        "Some 41 Labour members beat the Tories, among them the former home secretary Ida Oake.",
        "Some 41 Labour members stayed away, to the dismay of the former home secretary Ida Oake.",
        "Labour leader Tom Fell won. Some on his own benches fumed. 'Sad,' said one. 'Sad,' said Ida Oake.",
        "Labour leader Tom Fell won. Some on the other benches fumed. 'It was sad,' said Ida Oake, an MP.",
        "Labour has held Higham in a by-election. Ida Oake was chosen to replace Tom Fell, who died in May.",
        "Labour's Tom Fell won the Higham by-election. Ida Oake came to meet her old MP.",
        "Labour held Higham in a by-election. Ida Oake, whose books forced voters to the polls, wept.",
        "Labour held Higham in a by-election. Ida Oake, whose resignation as judge made news, wept.",
        "Labour held Higham in a by-election. Ida Oake, who held the post of clerk for 12 years, wept.",
        "Labour held Higham in a by-election. Ida Oake will replace Tom Fell as Speaker.",
        "Labour held Higham in a by-election. Tom Fell will replace Ida Oake as Speaker.",
    ],
)
def test_what_does_not_follow(nlp: Language, text: str) -> None:
    assert party_of(nlp, text) is None
