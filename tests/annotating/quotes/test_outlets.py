"""Where words were said: the outlet of each quote, by the words that place it there."""

import pytest
from spacy.language import Language

# (text, outlet of each quote)
OUTLETS = [
    # whom it is told, in a lead-in, behind an occasion, with words after it that are no part of its name
    ('"We lost," Jane Roe told the BBC.', ["BBC"]),
    ("Jane Roe told the AP her group had lost.", ["AP"]),
    ('Speaking to Sky News, Jane Roe said: "We lost."', ["Sky News"]),
    ('"We lost," Jane Roe said in an interview on Tuesday with the Ashby Mercury.', ["Ashby Mercury"]),
    ('On Facebook, Jane Roe wrote: "We lost."', ["Facebook"]),
    ('"We lost," Jane Roe said in a Facebook post.', ["Facebook"]),
    ('"We lost," Jane Roe posted on X.', ["X"]),
    # a station of a place, and its programme
    ('"We lost," Jane Roe told ABC Radio Perth.', ["ABC Radio Perth"]),
    ('"We lost," Jane Roe told BBC South East Today.', ["BBC South East Today"]),
    ('"We lost," Jane Roe told RTÉ\'s Morning Ireland.', ["Morning Ireland"]),
    ('"We lost," Jane Roe told CBC\'s The Early Shift on Tuesday.', ["The Early Shift"]),
    ("Jane Roe said on the BBC’s “Early Call” that she had lost.", ["Early Call"]),
    ("Jane Roe told the BBC's John Doe that she had lost.", ["BBC"]),
    # told by the word before it, or by its letters
    ('"We lost," Jane Roe told the broadcaster LRT.', ["LRT"]),
    ('"We lost," Jane Roe, a Texas state senator, told KQXV. The Democrats met in Austin, Texas.', ["KQXV"]),
    # the station, and the sentence before
    ('Jane Roe told RTÉ Radio she had lost.\n\n"It hurts," she told the station.', ["RTÉ Radio", "RTÉ Radio"]),
    ('Jane Roe conceded in a post on Facebook. "Not this time," she wrote.', ["Facebook"]),
    ('Asked on Sky News whether she would go, Jane Roe laughed. "We lost," she said.', ["Sky News"]),
    # who has not said it there: an outlet that does something else, a poll of one, its editor, another report
    ('Jane Roe, whom the BBC is following, said: "We lost."', [None]),
    ("According to a poll for the Guardian, Jane Roe had lost.", [None]),
    ('"We lost," said Jane Roe, a columnist for the Guardian.', [None]),
    ("Jane Roe said she had lost and told Sky News she would go.", [None, "Sky News"]),
    ('Jane Roe told the BBC that it was over. The hall was quiet. "It hurts," John Doe said.', ["BBC", None]),
    ('"We lost," Jane Roe told the meeting.', [None]),
    ('"We lost," Jane Roe told the station.', [None]),
]


@pytest.mark.parametrize(("text", "expected"), OUTLETS)
def test_outlets_are_where_words_were_said(nlp: Language, text: str, expected: list[str | None]) -> None:
    assert [quote.outlet for quote in nlp(text)._.newsfacts_quotes] == expected


def test_an_outlet_is_no_addressee(nlp: Language) -> None:
    text = 'Jane Roe told RTÉ Radio she had lost. "It hurts," she told the station. "It does," she told the crowd.'
    assert [quote.addressee for quote in nlp(text)._.newsfacts_quotes] == [None, None, "the crowd"]
