"""Whom descriptions and pronouns stand for: `<he=Tom Fell>` marks pronoun and person, `<he=>` one to leave out."""

import re

import pytest
from spacy.language import Language

from newsfacts.annotating.coreference import mention_at, resolve_pronoun
from newsfacts.annotating.types import TextSpan

_MARKED = re.compile(r"<([^=<>]+)=([^<>]*)>")


def read_marked(marked: str) -> tuple[str, list[tuple[TextSpan, str]]]:
    """The text without its marks, and what is marked with the name that it stands for."""
    text, expected, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        expected.append((TextSpan(len(text), len(text) + len(match.group(1))), match.group(2)))
        text += match.group(1)
        last = match.end()
    return text + marked[last:], expected


@pytest.mark.parametrize(
    "marked",
    [
        # The subject, by gender.
        "Ida Oake beat Tom Fell. <She=Ida Oake> said <he=Tom Fell> had fought well.",
        # A title tells the gender of an unknown first name; the pronoun nearby does, too.
        "Ms Zyx spoke. <She=Zyx> left.",
        # Behind a quotation the speaker goes on.
        'Ida Oake spoke first.\n\n"We won," <she=Ida Oake> said.\n\n"We will win again," <she=Ida Oake> added.',
        # The speaker is not the one named inside the quotation only.
        'Tom Fell praised the mayor, Bob Toft.\n\n"Bob has sense. <He=Bob Toft> will win," <he=Tom Fell> said.',
        # A pronoun inside a quotation has nobody outside it.
        'Ida Oake was asked about Jo. "I like <her=>," said Ida Oake.',
        # Before its name: Asked whether he ...
        "Ida Oake left.\n\nAsked whether <he=Tom Fell> would stand, Tom Fell said <he=Tom Fell> might.",
        "Asked why, <she=> said nothing.",
        # An object is not its own subject.
        "Bob Toft spoke. Tom Fell accused <him=Bob Toft> of lying.",
        "Tom Fell praised Bob Toft, comparing <him=Bob Toft> to a fox.",
        # Two of one gender, equally near: left out.
        "Tom Fell and Bob Toft spoke. The crowd told them <he=> was wrong.",
        # Somebody unnamed is nearer.
        "Ida Oake won.\n\nOne resident, who would not be named, was angry. <She=> said so.",
        # A relative with a given name and an age speaks.
        'Ida Oake\'s daughter Maud, 27, said it was up.\n\n"You try," <she=Maud> said.',
        # Who has just been voted out is still the mayor.
        "Stowe will have a new mayor after voters tossed out Tom Fell.\n\n“Well,” <the mayor=Tom Fell> said.",
        "Stowe will have a new mayor. Tom Fell watched.\n\n“Well,” <the mayor=> said.",
        # Descriptions: by role, by title, by party.
        "Ida Oake, the Green candidate, lost. <The candidate=Ida Oake> went home.",
        "Cllr Ida Oake spoke. <The councillor=Ida Oake> sat down.",
        "Labour's Ida Oake and the SNP's Tom Fell met. <The SNP candidate=Tom Fell> spoke first.",
        "Labour's Ida Oake and the SNP's Tom Fell met. <The candidate=> spoke first.",
        "Prime Minister Ida Oake spoke. <The PM=Ida Oake> left.",
        # Others of one gender before a colon or comma: the subject behind it is meant.
        "Jo Brae left.\n\nAsked whether <he=Tom Fell> would see <his=Tom Fell> rival again, "
        "Tom Fell said <he=Tom Fell> might.",
        # Whose government it is; somebody else's government, said of two.
        "Tom Fell's government is reeling.\n\n<The prime minister=Tom Fell> said <he=Tom Fell> was sorry.",
        "Tom Fell's shop is closing.\n\n<The prime minister=> was sorry.",
        "Tom Fell's government met Bob Toft's government.\n\n<The prime minister=> was sorry.",
        # The one who is about to sit for the area; two of them.
        "Ida Oake will become the first Green to sit for Stowe.\n\n<The new MP=Ida Oake> said it was hard.",
        "Ida Oake watched.\n\n<The new MP=> said it was hard.",
        "Ida Oake has become the MP for Stowe and Jo Brae has become the MP for Fell.\n\n<The new MP=> smiled.",
        # What varies a name beside a verb of saying: the subject before, whatever the words.
        'Ida Oake beat Tom Fell.\n\n"I ran," <the 38-year-old vet and former sprinter=Ida Oake> told a crowd.',
        'Ida Oake lost.\n\n"I ran," said <the realtor and former sprinter=Ida Oake>.',
        'Ida Oake beat Tom Fell.\n\nFell left at once. "I ran," <the four-term MPP=Tom Fell> said.',
        "Tom Fell topped the poll.\n\n<The father of four=Tom Fell> said he was tired.",
        "Ida Oake, an MSP, lost. Tom Fell, a councillor, won. <The councillor=Tom Fell> said it was hard.",
        "Jo Brae, the whip, met Ida Oake, 38.\n\n<The 38-year-old councillor=Ida Oake> said it was hard.",
        'Ida Oake lost to Tom Fell. "I ran," <the 38-year-old=Ida Oake> growled. Fell, 60, left.',
        "Tom Fell, the Labour leader, spoke. Ida Oake, leader of the opposition, said it was wrong.\n\n"
        '"He must go," said <the Conservative leader=Ida Oake>.',
        "Mayor Ida Oake spoke.\n\nTom Fell, who lost, left. <The former mayor=Tom Fell> said it was hard.",
        # Two of one sentence, an unnamed one of that name, a bystander, somebody's aide, an office of another.
        "Ida Oake met Jo Brae.\n\n<The former sprinter=Ida Oake> said it was hard.",
        "Ida Oake and Jo Brae met.\n\n<The former sprinter=> said it was hard.",
        "Ida Oake met a teacher.\n\n<The teacher=> said it was hard.",
        "Ida Oake lost.\n\n<The reporter=> asked why.",
        "Ida Oake lost.\n\n<The former aide=> to Jo Brae said it was hard.",
        "Ida Oake, an MP, met Tom Fell.\n\n<The councillor=Tom Fell> said it was hard.",
        # An office that readers know whose it is: of the only one above, of whom nothing else has been said.
        "A beaming Tom Fell came to Stowe.\n\n<The Prime Minister=Tom Fell> said it was hard.",
        "Tom Fell, a grocer, came to Stowe.\n\n<The Prime Minister=> said it was hard.",
        "Tom Fell and Ida Oake came to Stowe.\n\n<The Prime Minister=> said it was hard.",
        "<Premier=Tom Fell> says it was hard\n\nStowe lost. Premier Tom Fell left.",
        # The last subject above goes before one earlier in it; somebody unnamed, no subject, stands in nobody's way.
        'Tom Fell was glum. He and his aides left. Bob Toft was not glum.\n\n"Lovely," <he=Bob Toft> said.',
        'Tom Fell left. It was the end of a politician known to all.\n\n"Lovely," <he=Tom Fell> said.',
        "The Green chief, Tom Fell, was glum. Asked about a general election, <he=Tom Fell> laughed.",
        'Tom Fell left. His wife, Ida Oake, stood by. "Lovely," <she=Ida Oake> said.',
        "Jo Brae watched.\n\nIt was over, according to Ms Ida Oake. <She=Ida Oake> was sad.",
        'Bob Toft was sad.\n\nAnd Tom Fell? "Lovely," <he=Tom Fell> said.',
        # By age: the only one of the paragraph.
        "For Ida Oake it was a disgrace. 'Lovely,' <the 84-year-old=Ida Oake> said.",
        "Ida Oake met Jo Brae. 'Lovely,' <the 84-year-old=> said.",
        # The seat of government and one name beside it.
        'Downing Street denied that Ida Oake would go.\n\n"<The PM=Ida Oake> stays," a spokesman said.',
        "The council denied that Ida Oake would go. <The PM=> stays.",
    ],
)
def test_marked_mentions(nlp: Language, marked: str) -> None:
    text, expected = read_marked(marked)
    doc = nlp(text)
    for span, name in expected:
        found = mention_at(doc, span)
        assert (found.person.name if found else "") == name, text[span.start : span.end]


def test_mention_of_a_phrase_that_leads_up_to_a_name(nlp: Language) -> None:
    text = "Reform chairman Tom Fell met one of Tom Fell's allies."
    doc = nlp(text)
    found = mention_at(doc, TextSpan(0, len("Reform chairman Tom Fell")))
    assert found is not None and found.person.name == "Tom Fell"
    start = text.index("one of")
    assert mention_at(doc, TextSpan(start, len(text) - 1)) is None


def test_resolve_pronoun(nlp: Language) -> None:
    doc = nlp("Ida Oake said she won.")
    assert [getattr(resolve_pronoun(doc, token), "name", None) for token in doc if token.text in {"she", "won"}] == [
        "Ida Oake",
        None,
    ]


def test_pronouns_tell_the_gender_of_an_unknown_name(nlp: Language) -> None:
    doc = nlp("Zyx Oake, a candidate, spoke. He left. The count went on without him.")
    assert doc._.newsfacts_people[0].gender == "male"


def test_mentions_are_in_text_order(nlp: Language) -> None:
    mentions = nlp("Ida Oake won. She thanked Tom Fell, and he smiled.")._.newsfacts_mentions
    assert mentions == sorted(mentions, key=lambda m: m.span)
