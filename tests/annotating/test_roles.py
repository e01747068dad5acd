"""Role phrases: how far each reaches, and whose it is."""

import pytest
from spacy.language import Language


def roles(nlp: Language, text: str) -> dict[str, list[str]]:
    """The roles of each person."""
    return {person.name: person.roles for person in nlp(text)._.newsfacts_people}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Place, body, party or portfolio behind the noun.
        ("Ida Oake, leader of the Conservative group, spoke.", ["leader of the Conservative group"]),
        ("Ida Oake, general secretary of the Dockers union, spoke.", ["general secretary of the Dockers union"]),
        ("Ida Oake, the former Tory minister for fisheries, spoke.", ["former Tory minister for fisheries"]),
        ("Ida Oake, the former principal of the Stowe School, spoke.", ["former principal of the Stowe School"]),
        ("Ida Oake, the leader of a small choir, spoke.", ["leader"]),
        # Modifiers.
        ("Acting returning officer Ida Oake spoke.", ["Acting returning officer"]),
        ("A Democratic school board president, Ida Oake, spoke in Ohio.", ["school board president"]),
        ("Tom Fell defeated county councillor Ida Oake.", ["county councillor"]),
        # A noun that no list has, behind `former` or a party and before a name.
        ("Former lifeboat coxswain Ida Oake spoke.", ["Former lifeboat coxswain"]),
        ("The Labour haulier Ida Oake spoke.", ["haulier"]),
        ("In the town Ida Oake spoke.", []),
        ("He wrote the Labour speech Ida Oake gave.", []),
        # Two phrases for one name.
        ("Her Green rival, maths teacher Ida Oake, spoke.", ["maths teacher"]),
        ("Ida Oake, a vet and the Green candidate, spoke.", ["vet", "Green candidate"]),
        ("Labour's candidate, Ida Oake, spoke.", ["Labour's candidate"]),
        # Trades of words that the tagger does not know, up to the article.
        ("Ida Oake, a kura kaupapa teacher, spoke.", ["kura kaupapa teacher"]),
        ("Ida Oake, a sheep and beef farmer, spoke.", ["sheep and beef farmer"]),
        ("Ida Oake, a farmer and former judge, spoke.", ["farmer", "former judge"]),
        ("Ida Oake, a friend says teachers know, spoke.", []),
        ("She was unseated by scaffolder Ida Oake.", ["scaffolder"]),
        ("She was unseated however Ida Oake tried.", []),
        # Behind a clause, or the party.
        ("Ida Oake, a hog farmer's daughter who became a county prosecutor, spoke.", ["county prosecutor"]),
        ("Ida Oake, who won by 4,130 votes, left to become ambassador to Chile.", ["ambassador to Chile"]),
        ("Ida Oake of the SNP, a band councillor, spoke.", ["band councillor"]),
        ("Ida Oake of the Stowe Club, a band councillor, spoke.", []),
        ("The returning officer, a softly spoken woman called Ida Oake, spoke.", ["returning officer"]),
        ("A lawyer for her campaign, Ida Oake, spoke.", ["lawyer for her campaign"]),
        # Owners, and what is no part of a role.
        ("Labor's state secretary, Ida Oake, spoke in Canberra.", ["state secretary"]),
        ("Labour's director of elections, Ida Oake, spoke.", ["Labour's director of elections"]),
        ("Labour's sole remaining councillor, Ida Oake, spoke.", ["councillor"]),
        ("The result has left opposition leader Ida Oake in doubt.", ["opposition leader"]),
        # Nobody else has been named yet.
        ("Ida Oake was back.\n\nThe Labour minister took the last seat.", ["Labour minister"]),
        ("Ida Oake was back with Tom Fell.\n\nThe Labour minister took the last seat.", []),
        # Somebody else's.
        ("Ida Oake, the Republican nominee's eldest daughter, spoke.", []),
    ],
)
def test_roles(nlp: Language, text: str, found: list[str]) -> None:
    assert roles(nlp, text)["Ida Oake"] == found
