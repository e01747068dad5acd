"""Phrases are cut into words as the texts are that they are looked up in."""

import pytest
from spacy.language import Language

from newsfacts.annotating.knowledge import read_entries
from newsfacts.annotating.phrases import read, words_of

GAZETTEERS = ("parties.jsonl", "constituencies.csv", "outlets.jsonl", "institutions.jsonl")


@pytest.mark.parametrize("name", GAZETTEERS)
def test_every_form_of_the_gazetteers_is_cut_as_a_text_is(nlp: Language, name: str) -> None:
    # plain words are not given to the tokenizer; that must make no difference
    forms = [form for listed in read_entries(f"gazetteers/{name}") for use in listed.forms.values() for form in use]
    assert len(forms) > 100
    assert [form for form in forms if words_of(nlp, form) != read(nlp.make_doc(form)).texts] == []


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("Marlby North", ["Marlby", "North"]),
        ("Ynys Môn", ["Ynys", "Môn"]),
        ("cannot", ["can", "not"]),  # the tokenizer lists it
        ("Marlby-on-Sea", ["Marlby", "on", "Sea"]),
        ("St. Marl's", ["St.", "Marl", "'s"]),
        ("Marlby  North", ["Marlby", "North"]),
    ],
)
def test_words_of_a_phrase(nlp: Language, phrase: str, words: list[str]) -> None:
    assert words_of(nlp, phrase) == words
