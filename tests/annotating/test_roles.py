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
        # Somebody else's.
        ("Ida Oake, the Republican nominee's eldest daughter, spoke.", []),
    ],
)
def test_roles(nlp: Language, text: str, found: list[str]) -> None:
    assert roles(nlp, text)["Ida Oake"] == found
