"""Quotes in short articles: contents, cues and mentions by markup, the speakers' names beside it."""

import pytest
from spacy.language import Language

from tests.annotating.quotes.markup import parse

ATTRIBUTED = [
    # the four orders of source and cue around a quotation
    ('"<quote>We lost,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue>.', ["Jane Roe"]),
    ('"<quote>We lost,</quote>" <cue>said</cue> <speaker>Jane Roe</speaker>, a nurse.', ["Jane Roe"]),
    ('<speaker>Jane Roe</speaker> <cue>said</cue>: "<quote>We lost.</quote>"', ["Jane Roe"]),
    ('<speaker>Jane Roe</speaker> <cue>told</cue> reporters, "<quote>We lost.</quote>"', ["Jane Roe"]),
    # a cue that interrupts, between sentences and inside one
    ('"<quote>We lost,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue>. "<more>It hurts.</more>"', ["Jane Roe"]),
    (
        '"<quote>If we lose,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue> in Leeds, "<more>we go.</more>"',
        ["Jane Roe"],
    ),
    # one quotation over three paragraphs, the first two without a closing mark
    (
        '<speaker>Jane Roe</speaker> <cue>said</cue>: "<quote>One thing first.</quote>\n\n'
        '"<more>Then another.</more>\n\n"<more>And the last.</more>"',
        ["Jane Roe"],
    ),
    # a closed quotation without a cue continues its predecessor, as a quote of its own
    (
        '"<quote>We lost,</quote>" <speaker>Jane Roe</speaker> <cue>told</cue> the crowd.\n\n'
        '"<quote>We will be back.</quote>"',
        ["Jane Roe", "Jane Roe"],
    ),
    # house styles
    ("‘<quote>We lost,</quote>’ <speaker>Jane Roe</speaker> <cue>said</cue>.", ["Jane Roe"]),
    ("''<quote>We lost,</quote>'' <speaker>Jane Roe</speaker> <cue>said</cue>.", ["Jane Roe"]),
    ('"<quote>We lost everything we had.</quote>" — <speaker>Jane Roe</speaker>, Leeds', ["Jane Roe"]),
    # turns of a transcript
    (
        "Jane Roe and the moderator met.\n\n<speaker>ROE</speaker>: <quote>We lost, and it hurts.</quote>\n\n"
        "<speaker>MODERATOR</speaker>: <quote>Will you stand again?</quote>",
        ["Jane Roe", "MODERATOR"],
    ),
    # the paragraph before introduces it
    ('<speaker>Jane Roe</speaker> <cue>wrote</cue> on Monday:\n\n"<quote>We lost the lot.</quote>"', ["Jane Roe"]),
    # mixed: the whole complement, the marks inside it
    (
        'The critic <speaker>Jane Roe</speaker> <cue>said</cue> <quote>the plan was a "farce" from the start</quote>.',
        ["Jane Roe"],
    ),
    (
        '<speaker>Jane Roe</speaker> <cue>warned</cue> that <quote>the party had become an "obstacle"</quote>'
        " and <cue>insisted</cue> that <quote>it must change</quote>.",
        ["Jane Roe", "Jane Roe"],
    ),
    ('<speaker>Jane Roe</speaker> <cue>described</cue> <quote>the result as "a shambles"</quote>.', ["Jane Roe"]),
    ('<speaker>Jane Roe</speaker> <cue>accused</cue> <quote>the council of "cowardice"</quote>.', ["Jane Roe"]),
    # indirect: the finite clause, without "that" and the stop; before, after and around its cue
    ("<speaker>Jane Roe</speaker> <cue>said</cue> that <quote>the vote was over</quote>.", ["Jane Roe"]),
    ("<quote>The vote was over</quote>, <speaker>Jane Roe</speaker> <cue>said</cue>.", ["Jane Roe"]),
    (
        "<quote>The vote</quote>, <speaker>Jane Roe</speaker> <cue>said</cue>, <more>was never in doubt</more>.",
        ["Jane Roe"],
    ),
    (
        "<cue>According to</cue> <speaker>the Electoral Commission</speaker>, <quote>turnout was up</quote>.",
        ["the Electoral Commission"],
    ),
    # an abbreviation before a new sentence in marks; an object without its preposition; a name behind an apposition
    (
        'The count ended at 10 p.m. "<quote>It is over,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue>.',
        ["Jane Roe"],
    ),
    ('<speaker>Jane Roe</speaker> <cue>warned</cue> against "<quote>complacency in the party</quote>".', ["Jane Roe"]),
    (
        "Among them was <speaker>Jane Roe</speaker>, a retired nurse who <cue>said</cue> "
        "<quote>the vote was over</quote>.",
        ["Jane Roe"],
    ),
    # unnamed and institutional speakers are the noun phrase
    (
        '"<quote>It is over,</quote>" <cue>said</cue> <speaker>a source in the whips\' office</speaker>.',
        ["a source in the whips' office"],
    ),
    ('"<quote>It is over,</quote>" <speaker>a council spokesman</speaker> <cue>said</cue>.', ["a council spokesman"]),
    (
        "<speaker>Critics on the backbenches</speaker> <cue>warned</cue> that <quote>time was short</quote>.",
        ["Critics on the backbenches"],
    ),
    ("The minister, <speaker>Jane Roe</speaker>, <cue>said</cue> <quote>the vote was over</quote>.", ["Jane Roe"]),
    # nobody
    ('"<quote>Resign!</quote>" came a <cue>shout</cue> from the gallery.', [None]),
    ("To <cue>cries</cue> of '<quote>Shame!</quote>' from the benches, the count went on.", [None]),
    ("It was <cue>claimed</cue> that <quote>a box had gone missing</quote>.", [None]),
]

NOT_QUOTES = [
    'He wrote the memoir "The Long Road Home" in 1990.',  # a title
    'Patrick "Rocky" Doyle rang the bell.',  # a nickname in a name
    'The so-called "youth vote" stayed at home.',  # a term
    'The campaign ran under the banner "Homes Not Hotels".',  # a slogan
    "Jane Roe did not say that the vote was over.",  # nothing was said
    "Jane Roe would say that, would she not.",
    "Jane Roe refused to say whether she would stand.",
    "The move suggests that the vote is over.",  # nobody speaks
    "Jane Roe was asked whether she would stand.",  # a question put to her
    "Jane Roe said nothing.",
    "The returning officer declared Jane Roe elected on the seventh count.",
    "It goes without saying that the vote is over.",
    "TURNOUT: Higher than in May.",  # a label is no turn
    'Placards saying "Go Now" lined the road.',
]


@pytest.mark.parametrize(("markup", "speakers"), ATTRIBUTED)
def test_quotes_are_found_with_cue_and_speaker(nlp: Language, markup: str, speakers: list[str | None]) -> None:
    marked = parse(markup)
    quotes = nlp(marked.text)._.newsfacts_quotes
    assert [[tuple(span) for span in quote.content] for quote in quotes] == marked.quotes
    assert sorted({tuple(quote.cue) for quote in quotes if quote.cue}) == marked.cues
    assert sorted({tuple(quote.speaker_mention) for quote in quotes if quote.speaker_mention}) == marked.speakers
    assert [quote.speaker for quote in quotes] == speakers


@pytest.mark.parametrize("text", NOT_QUOTES)
def test_marks_and_verbs_that_report_nothing_make_no_quote(nlp: Language, text: str) -> None:
    assert nlp(text)._.newsfacts_quotes == []


DENIED = [
    "<speaker>Jane Roe</speaker> <cue>denied</cue> that <quote>the vote was over</quote>.",
    "<speaker>Jane Roe</speaker> <cue>dismissed suggestions</cue> that <quote>the vote was over</quote>.",
    "<speaker>Jane Roe</speaker>, meanwhile, <cue>rejected claims</cue> from both camps that"
    " <quote>the vote was over</quote>.",
    "<speaker>Jane Roe</speaker> <cue>hit back at claims</cue> that <quote>the vote was over</quote>.",
    "<speaker>Jane Roe</speaker> <cue>denied a report that said</cue> <quote>the vote was over</quote>.",
]


@pytest.mark.parametrize("markup", DENIED)
def test_what_is_denied_is_never_asserted(nlp: Language, markup: str) -> None:
    marked = parse(markup)
    quotes = nlp(marked.text)._.newsfacts_quotes
    assert [[tuple(span) for span in quote.content] for quote in quotes] == marked.quotes
    assert [tuple(quote.cue) for quote in quotes] == marked.cues
    assert [(quote.speaker, quote.polarity) for quote in quotes] == [("Jane Roe", "denied")]


def test_a_double_negative_is_no_report(nlp: Language) -> None:
    assert nlp("Jane Roe did not deny that the vote was over.")._.newsfacts_quotes == []


def test_a_collision_denies_nothing(nlp: Language) -> None:
    quotes = nlp("The bus hit a wall after claims that it had no brakes, Jane Roe said.")._.newsfacts_quotes
    assert [quote.polarity for quote in quotes] == ["asserted"]


def test_words_in_marks_inside_a_quote_are_no_quote_without_a_cue(nlp: Language) -> None:
    quotes = nlp("\"We had a 'poll tax' and a 'farce' in the town,\" Jane Roe said.")._.newsfacts_quotes
    assert [(quote.speaker, quote.parent) for quote in quotes] == [("Jane Roe", None)]


def test_a_quote_inside_a_quote_names_its_parent(nlp: Language) -> None:
    text = "\"One chap told me, 'You are wasting your time.' I went on,\" Jane Roe said."
    outer, inner = nlp(text)._.newsfacts_quotes
    assert (outer.speaker, outer.parent) == ("Jane Roe", None)
    assert (inner.speaker, inner.parent, text[slice(*inner.content[0])]) == (
        "One chap",
        outer,
        "You are wasting your time.",
    )


def test_outlet_occasion_and_addressee_are_those_of_the_cue(nlp: Language) -> None:
    text = (
        '"We lost," Jane Roe told the BBC.\n\nIn a speech in Leeds, Jane Roe said: "We will be back."\n\n'
        "Jane Roe told reporters that the vote was over."
    )
    found = [(q.outlet, q.occasion, q.addressee) for q in nlp(text)._.newsfacts_quotes]
    assert found == [("BBC", None, None), (None, "a speech in Leeds", None), (None, None, "reporters")]
