"""Names, aliases, gender and roles of people."""

import pytest
from spacy.language import Language

from newsfacts.annotating.types import Person


def people(nlp: Language, text: str) -> dict[str, Person]:
    """The people of a text by name."""
    return {person.name: person for person in nlp(text)._.newsfacts_people}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Honorifics are dropped from the name and kept in aliases.
        ("Mr Tom Fell spoke. Mr Fell left.", {"Tom Fell": ["Mr Tom Fell", "Mr Fell"]}),
        # Sir, Dame, Lord and Lady stay; the given name alone may follow Sir and Dame.
        ("Dame Ida Oake-Marsh spoke. Dame Ida left.", {"Dame Ida Oake-Marsh": ["Dame Ida"]}),
        ("Lord Ferrow of Stoke Dale spoke.", {"Lord Ferrow of Stoke Dale": []}),
        ("Lady Jane Brae won. Lady Brae smiled.", {"Lady Jane Brae": ["Lady Brae"]}),
        # A title of office with the full name is an alias, with what stands before it.
        ("U.S. Rep. Ida Oake, R-Milton, won.", {"Ida Oake": ["U.S. Rep. Ida Oake"]}),
        # Particles, Mac and Mc, O', ap, hyphens and foreign letters belong to the name.
        (
            "Cllr Penny van der Veld won. Cllr van der Veld cheered.",
            {"Penny van der Veld": ["Cllr Penny van der Veld", "Cllr van der Veld"]},
        ),
        (
            "Huw ap Rhobat beat Sean O'Dowd and Łukasz Żak-Nowak.",
            {"Huw ap Rhobat": [], "Sean O'Dowd": [], "Łukasz Żak-Nowak": []},
        ),
        ("Mary Mac Giolla said no. Ms Mac Giolla left.", {"Mary Mac Giolla": ["Ms Mac Giolla"]}),
        # Initials, Jr. and a nickname inside the name.
        ("J. D. Oake beat Tom Fell Jr. on Monday.", {"J. D. Oake": [], "Tom Fell Jr.": []}),
        ('Officials named Ida "Bunny" Oake, a vet.', {'Ida "Bunny" Oake': []}),
        # Post-nominals are no part of the name.
        ("Ida Oake MP met Tom Fell OBE.", {"Ida Oake": [], "Tom Fell": []}),
        # By-lines in capitals and photo credits.
        ("By IDA OAKE | County Wire\n\nThe vote was close.", {"IDA OAKE": []}),
        ("Voters queue outside. (CNW Photo/Tom Fell)", {"Tom Fell": []}),
        # A name broken by a wrapped line.
        (
            "Everybody at the count on Thursday night had waited for Ida\n"
            "Oake, who came late and left the hall before the others had\nfinished their tea.",
            {"Ida Oake": []},
        ),
        # Given names and surnames alone, possessive 's stripped.
        ("Ida Oake won. \"Ida's day,\" said Fell. Oake's rival agreed.", {"Ida Oake": ["Ida", "Oake"]}),
        # Single names in a list of results.
        ("The figures were: C 378, Ind Marlow 160, Lab 114, Ind Toft 90.", {"Marlow": [], "Toft": []}),
        # A nickname in quotation marks.
        ("Tom Fell, known to all as “The Heron”, won.", {"Tom Fell": ["The Heron"]}),
        # A relative with a given name only.
        ("Ida Oake thanked her husband Paul.", {"Ida Oake": [], "Paul": []}),
        # A longer form later becomes the name.
        ("Ida Oake spoke first. Ida Jane Oake then sat.", {"Ida Jane Oake": ["Ida Oake"]}),
    ],
)
def test_names_and_aliases(nlp: Language, text: str, expected: dict[str, list[str]]) -> None:
    found = {name: person.aliases for name, person in people(nlp, text).items()}
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Brexit dominated the campaign in Downing Street and Whitehall.",
        "The Reactor Hall plant at Sellafield employs many Cumbrian voters.",
        "The Victoria Park ward on Ashby District Council was close.",
        "“Brief Encounter” was shown in the Regal, off Charlotte Street.",
        "Labour gained Houghton Regis in May. Turnout rose on Thursday.",
        "NORTH BRADLEY\n\nThe seat fell.",
        "The General Election Committee and the Prime Minister's Office declined to comment.",
    ],
)
def test_places_bodies_titles_and_headings_are_no_people(nlp: Language, text: str) -> None:
    assert people(nlp, text) == {}


def test_two_people_with_one_surname_stay_two(nlp: Language) -> None:
    found = people(nlp, "Ida Oake voted early. Her brother Tom Oake stayed away. Ms Oake was cheered, Mr Oake was not.")
    assert {name: person.aliases for name, person in found.items()} == {
        "Ida Oake": ["Ms Oake"],
        "Tom Oake": ["Mr Oake"],
    }


def test_short_and_full_given_names_are_one_person(nlp: Language) -> None:
    assert list(people(nlp, "Michael Fell won. Mike Fell thanked voters.")) == ["Michael Fell"]


def test_the_month_is_no_surname(nlp: Language) -> None:
    # May is hers in the first and last sentence, a month in the second.
    person = people(nlp, "Ida May resigned. The vote is in May. Mrs May said so.")["Ida May"]
    assert person.aliases == ["Mrs May"]
    assert len(person.mentions) == 2


def test_mentions_point_at_the_text(nlp: Language) -> None:
    text = "Cllr Ida Oake won.\n\nRep. Tom Fell lost. Fell cried."
    oake, fell = people(nlp, text).values()
    assert [text[slice(*span)] for span in oake.mentions] == ["Cllr Ida Oake"]
    # A title of office is not part of the mention.
    assert [text[slice(*span)] for span in fell.mentions] == ["Tom Fell", "Fell"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Labour leader Ida Oake spoke.", ["Labour leader"]),
        ("Ida Oake, the MP for neighbouring Upper Stowe, spoke.", ["MP for neighbouring Upper Stowe"]),
        ("Ida Oake, a 41-year-old vet, spoke.", ["vet"]),
        ("The housing minister, Ida Oake, spoke.", ["housing minister"]),
        ("Ida Oake is the new mayor.", ["new mayor"]),
        ("Returning officer Ida Oake read the figures.", ["Returning officer"]),
        ("Clerk to the council Ida Oake read the figures.", ["Clerk to the council"]),
        ("Prime Minister Ida Oake spoke.", ["Prime Minister"]),
        ("Rep. Ida Oake, the caucus chairman, spoke.", ["Rep.", "caucus chairman"]),
        # The party goes with the word that it stands before.
        ("Ida Oake, a Democratic school board president, spoke.", ["school board president"]),
        # Neither relatives nor rivals are roles; a phrase behind somebody else's name is not hers.
        ("Ida Oake's husband, the vet Tom Fell, spoke.", []),
        ("Ida Oake met a vet.", []),
    ],
)
def test_roles(nlp: Language, text: str, roles: list[str]) -> None:
    person = people(nlp, text)["Ida Oake"]
    assert person.roles == roles
    assert [text[slice(*span)] for span in person.role_spans] == roles


def test_gender_from_title_given_name_and_role(nlp: Language) -> None:
    found = people(nlp, "Sam Oake met Ms Fell, Robin Brae, the party chairman, and Ida Toft.")
    assert [(p.name, p.gender) for p in found.values()] == [
        ("Sam Oake", None),
        ("Fell", "female"),
        ("Robin Brae", "male"),
        ("Ida Toft", "female"),
    ]


@pytest.mark.parametrize(
    ("title", "count"), [("State Senator", 1), ("US State Senator", 1), ("US", 3000), ("Sir", 3000)]
)
def test_titles_before_titles(nlp: Language, title: str, count: int) -> None:
    """Thousands of them end like a few; what is before the name is not followed up without end."""
    text = f"Ida Oake won. {'US ' * (count - 1)}{title} Ida Oake left."
    assert [text[slice(*span)][-8:] for span in people(nlp, text)["Ida Oake"].mentions] == ["Ida Oake"] * 2


def test_spans_carry_the_name(nlp: Language) -> None:
    doc = nlp("Ida Oake won. Ms Oake left.")
    assert [(s.text, s.kb_id_) for s in doc.spans["newsfacts/people"]] == [
        ("Ida Oake", "Ida Oake"),
        ("Ms Oake", "Ida Oake"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A nickname in quotation marks is an alias, not another person.
        ('Ida Oake, whom one leaflet labeled "Tax-Hike Ida," won.', {"Ida Oake": ["Tax-Hike Ida"]}),
        # A word before a known surname makes nobody new, in a headline or at the start of a sentence.
        ("Fell Gains As Rivals Keep Rebuking Oake\n\nIda Oake and Tom Fell met in Ohio.", {"Ida Oake", "Tom Fell"}),
        ("Ida Oake lost. Longtime Oake aides wept.", {"Ida Oake": ["Oake"]}),
        ("Ida Oake lost. Painting Oake as weak had worked.", {"Ida Oake": ["Oake"]}),
        # The verb of a headline ends no name.
        ("Ida Oake Tells Rivals To Stop Their Attacks Now\n\nIda Oake was angry.", {"Ida Oake": []}),
        # Contractions, acronyms and wars are no names.
        ("Voters Isn't Challenging. I've seen World War II films.", {}),
        ("The RTX Capital Markets desk fell. CEO Ida Oake spoke.", {"Ida Oake": []}),
        # The relative's own given name, though the list of first names has it not.
        ("Ida Oake, whose husband, Wexo, died, spoke.", {"Ida Oake": [], "Wexo": []}),
        # An office before the name, by "of" or in lower case.
        ("Ohio Secretary of State Zeb Corle said no.", {"Zeb Corle": []}),
        ("They chose state Sen. Ida Oake.", {"Ida Oake": ["state Sen. Ida Oake"]}),
        # Behind a role and a comma, though the given name is a word.
        ("She thanked her agent, Joy Petrie, and told a joke.", {"Joy Petrie": []}),
        # A sequence that stands in a place elsewhere is a place.
        ("In Corvala Shore-Penn, they voted. Turnout in Corvala Shore-Penn rose.", {}),
        # The surname may be a trade.
        ("Ida Weaver won. Weaver said so.", {"Ida Weaver": ["Weaver"]}),
        # Who speaks under a surname is named in full elsewhere.
        ("But Quorl Zaheem, acting manager, met them. “No,” Zaheem said.", {"Quorl Zaheem": ["Zaheem"]}),
    ],
)
def test_names_in_campaign_news(nlp: Language, text: str, expected: dict[str, list[str]] | set[str]) -> None:
    found = {name: person.aliases for name, person in people(nlp, text).items()}
    assert (set(found) if isinstance(expected, set) else found) == expected


def test_a_namesake_with_an_unlisted_given_name_stays_somebody_else(nlp: Language) -> None:
    found = people(nlp, "Ida Oake met reporters. Her cousin, Zeeka Oake, the mayor, said nothing.")
    assert list(found) == ["Ida Oake", "Zeeka Oake"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ida Oake, a farmer and former county judge, spoke.", ["farmer", "former county judge"]),
        ("Barge captain and first-time office seeker Ida Oake spoke.", ["Barge captain"]),
        ("They heard teacher and town councillor Ida Oake.", ["teacher", "town councillor"]),
        ("Ida Oake, the JD(S) candidate, lost in Karnataka.", ["JD(S) candidate"]),
        ("Four-time Labour MP Ida Oake spoke.", ["Four-time Labour MP"]),
        ("Labour branch chairwoman Ida Oake spoke.", ["Labour branch chairwoman"]),
        ("Ida Oake, principal of Stowe Area School, spoke.", ["principal of Stowe Area School"]),
        # A superlative says how old, not what she is; a shorter word for a known role is not another one.
        ("Ida Oake, 24, the youngest candidate on the ballot, spoke.", []),
        ("District judge Ida Oake spoke. The judge wept.", ["District judge"]),
        # A title that is a part of the role is not another one.
        ("They heard District Court Judge Ida Oake.", ["District Court Judge"]),
        # Another clause's subject, and a noun before a noun, are not hers.
        ("In an interview with Ida Oake, the nominee said no.", []),
        ("Ida Oake spoke. The candidate vote fell.", []),
    ],
)
def test_roles_side_by_side(nlp: Language, text: str, roles: list[str]) -> None:
    assert people(nlp, text)["Ida Oake"].roles == roles


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # By-lines in capitals go on behind "and".
        ("By IDA OAKE and TOM FELL\n\nLabour won.", {"IDA OAKE": [], "TOM FELL": []}),
        # A role in apposition; a nickname alone; an abbreviated given name.
        ("Chip Marlow, a spokesman for the council, denied it.", {"Chip Marlow": []}),
        ('Ida "Birdie" Oake died. I voted for Birdie.', {'Ida "Birdie" Oake': ["Birdie"]}),
        ("Mohd. Imran Oake of the BJP lost.", {"Mohd. Imran Oake": []}),
        # Plurals of roles open no name.
        ("Democrat Voters Worried About Polls\n\nThe polls closed in Ohio.", {}),
        ("Labour MPs Ida Oake and Tom Fell spoke.", {"Ida Oake": [], "Tom Fell": []}),
    ],
)
def test_names_in_odd_places(nlp: Language, text: str, names: dict[str, list[str]]) -> None:
    assert {person.name: person.aliases for person in nlp(text)._.newsfacts_people} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A place behind a preposition, and the name that follows it at once.
        ("Labour won. In Higham Moss Paul Oake took 900 votes. Oake left.", {"Paul Oake"}),
        ("In Paul Oake Labour had a fine candidate. Oake won.", {"Paul Oake"}),
        # A short given name that is a rank elsewhere.
        ("Independent Col Oake, a publican, won 930. Mr Oake left.", {"Col Oake"}),
        ("The order came from Col Oake, who said so. Col Oake left.", {"Oake"}),
        # Given names that no list has, behind the head of a body or the member for a place.
        ("The co-leader of Te Pāti Māori, Tāweri Oake, spoke.", {"Tāweri Oake"}),
        ("The MP for Lower Stowe, Tāweri Oake, spoke.", {"Tāweri Oake"}),
        ("Lorne Pellow of the Stowe Workers Party received 388 and left.", {"Lorne Pellow"}),
        # Places.
        ("The clinic on Albert Street, which is old, was shut.", set()),
        ("Albert Street, who is old, won. It was Street who spoke.", {"Albert Street"}),
        ("Ida Oake, the MP for Holder Sands, told Times Radio that.", {"Ida Oake"}),
        ("The home of the Stowe Club, Higham Hall, was shut.", set()),
    ],
)
def test_names_and_places_side_by_side(nlp: Language, text: str, names: set[str]) -> None:
    assert set(people(nlp, text)) == names


def test_a_headline_with_a_full_stop_is_one(nlp: Language) -> None:
    # Title case makes names of verbs; a list of names is no headline.
    body = "\n\nGOP front-runner Ben Garson said on Friday that he had told the truth."
    doc = nlp("Ben Garson Defends Himself Against Claims He Exaggerated His Life Story." + body)
    assert [person.name for person in doc._.newsfacts_people] == ["Ben Garson"]
    doc = nlp("Ida Oake, Tom Fell, Ann Lee, Ben Garson, Una Roche, Joe Daly.\n\nThe list was read.")
    assert len(doc._.newsfacts_people) == 6
