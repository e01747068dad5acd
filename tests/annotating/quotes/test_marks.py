"""Quotation marks that hold no speech, each beside speech in the same marks."""

import pytest
from spacy.language import Language

SAID = '"We lost," Jane Roe said.'
NO_SPEECH = [
    'In her memoir, "The Long Road Home," Jane Roe is kind to all.',  # a title set off by commas
    'She appeared on the BBC\'s "Morning Call" in May.',  # a title behind a possessive
    'The film is a version of a play called "Harbours," which ran for years.',  # a name
    'They searched for terms such as "hope," "change" and "progress."',  # a list of terms
    'Patrick "Rocky" Doyle rang the bell.',  # a nickname in a name
    'The so-called "youth vote" stayed at home.',  # a term
    'The march passed under the banner "Homes Not Hotels".',  # a slogan
    'Placards saying "Go Now" lined the road.',  # nobody speaks
    'It was a "victory" of a kind.',  # scare quotes
    "'A house divided.'",  # a heading in single marks, where speech has double ones
]


@pytest.mark.parametrize("text", NO_SPEECH)
def test_only_the_speech_beside_it_is_a_quote(nlp: Language, text: str) -> None:
    quotes = nlp(f"{SAID}\n\n{text}\n\n{SAID}")._.newsfacts_quotes
    assert [(q.speaker, q.cue_lemma) for q in quotes] == [("Jane Roe", "say")] * 2


def test_a_paragraph_of_a_few_words_in_the_marks_of_speech_goes_on(nlp: Language) -> None:
    quotes = nlp(f'{SAID}\n\n"A house divided."')._.newsfacts_quotes
    assert [(q.speaker, q.resolved_by) for q in quotes] == [("Jane Roe", "name"), ("Jane Roe", "continuation")]


def test_a_point_of_a_list_signs_nothing(nlp: Language) -> None:
    quotes = nlp(f'{SAID}\n\n"We will be back."\n\n- Turnout was low.')._.newsfacts_quotes
    assert [(q.speaker, q.resolved_by) for q in quotes] == [("Jane Roe", "name"), ("Jane Roe", "continuation")]
