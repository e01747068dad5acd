"""Direct speech: what makes one quote, where its cue may stand, and what ends it. Markup as in `markup.py`."""

import pytest
from spacy.language import Language

from tests.annotating.quotes.markup import parse

# A cue that interrupts makes one quote of what it interrupts.
INTERRUPTED = [
    '"<quote>We lost,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue>. "<more>It hurts.</more>"',
    '"<quote>We lost,</quote>" <cue>said</cue> <speaker>Jane Roe</speaker>, a nurse. "<more>It hurts.</more>"',
    '"<quote>When we lost,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue>, "<more>it hurt.</more>"',
    # a programme's title and a term in marks stand in the attribution
    '"<quote>We lost,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue> on the BBC\'s "Morning Call." '
    '"<more>It hurts.</more>"',
    '"<quote>We lost,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue> of the "poll tax" row. '
    '"<more>It hurts.</more>"',
    # a clause that runs into marks, and goes on behind its attribution
    '<quote>The count was "a mess,"</quote> <speaker>Jane Roe</speaker> <cue>said</cue>. "<more>It hurts.</more>"',
    'But "<quote>if we lose again, it is over,</quote>" <cue>said</cue> <speaker>Jane Roe</speaker>. '
    '"<more>It will hurt.</more>"',
]

# A cue of its own, another speaker or a sentence between them makes two quotes of two quotations.
APART = [
    (
        '"<quote>We lost,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue>. '
        '"<quote>We won,</quote>" <speaker>John Doe</speaker> <cue>said</cue>.',
        ["Jane Roe", "John Doe"],
    ),
    (
        '"<quote>We lost,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue>. '
        '<speaker>She</speaker> <cue>added</cue>: "<quote>It hurts.</quote>"',
        ["Jane Roe", "Jane Roe"],
    ),
    (
        '"<quote>We lost,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue>. The hall fell silent for a minute. '
        '"<quote>And it hurts to lose.</quote>"',
        ["Jane Roe", "Jane Roe"],
    ),
]

# Where a cue may stand, each with the words that tell it.
CUES = [
    # distant: behind an insertion, a relative clause, an appositive with brackets
    '<speaker>Jane Roe</speaker>, who lost her seat in May, <cue>said</cue>: "<quote>It hurts.</quote>"',
    'But <speaker>Jane Roe</speaker> (Lab), noting the size of the crowd, <cue>said</cue>, "<quote>It hurts.</quote>"',
    'As <speaker>Jane Roe</speaker>, the party\'s whip, <cue>put it</cue>: "<quote>It hurts to lose.</quote>"',
    # participles speak with the subject of the sentence, whatever stands between
    '<speaker>Jane Roe</speaker> <cue>told</cue> the BBC that <quote>John Doe "had lost the plot,"</quote> '
    '<cue>adding</cue>: "<quote>He must go.</quote>"',
    'Minutes later, <speaker>Jane Roe</speaker> sent an email <cue>saying</cue>, "<quote>We are done here.</quote>"',
    # a colon: after a verb, a clause without one, a name, "from" a document
    '<speaker>Jane Roe</speaker> had one message for the crowd: "<quote>We are done here.</quote>"',
    '<speaker>Jane Roe</speaker> (Lab): "<quote>We are done here.</quote>"',
    'From <speaker>the report</speaker>: "<quote>Turnout fell in every ward.</quote>"',
    '<cue>According to</cue> <speaker>the report</speaker>: "<quote>Turnout fell in every ward.</quote>"',
    'The first to leave was <speaker>Jane Roe</speaker>, who <cue>told</cue> reporters: "<quote>It hurts.</quote>"',
    'Voters agree - <speaker>Jane Roe</speaker>: "<quote>We are done here.</quote>"',
    # whom a film shows, and who stands behind "with"
    'The advert shows <speaker>Jane Roe</speaker> on a stage, <cue>asking</cue>, "<quote>Who will help us?</quote>"',
    'The party is split, with <speaker>Jane Roe</speaker> <cue>writing</cue>: "<quote>It hurts to lose.</quote>"',
    # a bracket with commas in it, "it" inside of what was said, verbs before the last
    '<speaker>Jane Roe</speaker> (Lab, Leeds), <cue>said</cue>, "<quote>It hurts.</quote>"',
    "<speaker>Jane Roe</speaker> <cue>said</cue> <quote>it takes time to win</quote> but <cue>added</cue>, "
    '"<quote>It hurts to lose.</quote>"',
    # a signature: behind the marks, or below them
    '"<quote>We lost everything we had.</quote>" - <speaker>Jane Roe</speaker>, Leeds',
    '"<quote>A sad day</quote>" – <speaker>Jane Roe</speaker>',
    '"<quote>We lost everything we had.</quote>"\n\n- <speaker>Jane Roe</speaker>.\n\nThe claim is wrong.',
    # posts, statements, letters
    '"<quote>It hurts,</quote>" <speaker>Jane Roe</speaker> <cue>tweeted</cue>.',
    '"<quote>It hurts,</quote>" <cue>read</cue> <speaker>the statement</speaker>.',
    '"<quote>It hurts,</quote>" <speaker>the letter</speaker> <cue>read</cue>.',
    # tones of voice and advice
    '"<quote>It is over!</quote>" <cue>beamed</cue> <speaker>Jane Roe</speaker>.',
    '"<quote>Is it over?</quote>" <speaker>Jane Roe</speaker> <cue>pressed</cue>.',
    '"<quote>Keep the ferry running,</quote>" <speaker>the council</speaker> <cue>recommended</cue>.',
    # in brackets, and uttered in a few words
    'Some were glad ("<quote>It is over,</quote>" <speaker>Jane Roe</speaker> <cue>said</cue>) and some were not.',
    '<speaker>The crowd</speaker> <cue>chanted</cue> "<quote>no deal!</quote>"',
    # a dateline is no speaker; nor is it with an agency in brackets
    "LEEDS (Reuters) - <speaker>Jane Roe</speaker> <cue>said</cue> <quote>the vote was over</quote>.",
    # no inversion: the phrase behind the verb is its hearer, or the subject of what was said
    "It was no accident - <speaker>Jane Roe</speaker>, a minister, <cue>told</cue> Reuters that "
    "<quote>the vote was over</quote>.",
    # asked, she answered: only the answer is a quote of hers
    'Asked whether she would stand, <speaker>Jane Roe</speaker> <cue>replied</cue>: "<quote>Not this time.</quote>"',
    # white space that does not break lines
    '"<quote>It hurts,</quote>" <speaker>she</speaker>\xa0<cue>said</cue>.',
]

# Marks that open, close, or fail to.
MARKS = [
    "“<quote>We lost,</quote>” <speaker>Jane Roe</speaker> <cue>said</cue>.",
    "‘<quote>We lost,</quote>’ <speaker>Jane Roe</speaker> <cue>said</cue>.",
    "''<quote>We lost,</quote>'' <speaker>Jane Roe</speaker> <cue>said</cue>.",
    '<speaker>Jane Roe</speaker> <cue>said</cue>: "<quote>We lost.</quote>\n\n"<more>We will be back.</more>"',
    # a missing closing mark costs its paragraph only
    '<speaker>Jane Roe</speaker> <cue>said</cue>: "<quote>We lost.</quote>\n\nThe hall fell silent.\n\n'
    '"<quote>We won,</quote>" <speaker>John Doe</speaker> <cue>said</cue>.',
    # a stray mark costs nothing
    'The hall" fell silent.\n\n"<quote>We won,</quote>" <speaker>John Doe</speaker> <cue>said</cue>.',
]


def check(nlp: Language, markup: str) -> list[str | None]:
    """Compare contents, cues and mentions with the markup; the speakers' names."""
    marked = parse(markup)
    quotes = nlp(marked.text)._.newsfacts_quotes
    assert [[tuple(span) for span in quote.content] for quote in quotes] == marked.quotes
    assert sorted({tuple(quote.cue) for quote in quotes if quote.cue}) == marked.cues
    assert sorted({tuple(quote.speaker_mention) for quote in quotes if quote.speaker_mention}) == marked.speakers
    return [quote.speaker for quote in quotes]


@pytest.mark.parametrize("markup", INTERRUPTED)
def test_what_a_cue_interrupts_is_one_quote(nlp: Language, markup: str) -> None:
    assert check(nlp, markup) == ["Jane Roe"]


@pytest.mark.parametrize(("markup", "speakers"), APART)
def test_quotations_with_something_of_their_own_between_them_stay_apart(
    nlp: Language, markup: str, speakers: list[str | None]
) -> None:
    assert check(nlp, markup) == speakers


@pytest.mark.parametrize("markup", CUES)
def test_a_cue_is_found_where_it_stands(nlp: Language, markup: str) -> None:
    check(nlp, markup)


@pytest.mark.parametrize("markup", MARKS)
def test_marks_are_paired_by_paragraph(nlp: Language, markup: str) -> None:
    check(nlp, markup)


def test_a_sentence_behind_marks_belongs_to_its_attribution(nlp: Language) -> None:
    # the attribution at the end of the sentence is that of all of it
    markup = (
        '<quote>"We have paved the road for them," unlike those who came before us</quote>, <cue>says</cue> '
        "<speaker>Jane Roe</speaker>."
    )
    assert check(nlp, markup) == ["Jane Roe"]
