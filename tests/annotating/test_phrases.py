"""Phrases are cut into words as the texts are that they are looked up in."""

import pytest
from spacy.language import Language

from newsfacts.annotating.knowledge import read_entries
from newsfacts.annotating.phrases import Phrases, read, words_of

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


def test_accents_without_a_letter_end_no_phrase(nlp: Language) -> None:
    # the key of such a word is empty, and it may stand behind the end of a phrase
    phrases = Phrases()
    phrases.add(["Marlby"], "town")
    phrases.add(["Marlby", "North"], "seat")
    reading = read(nlp.make_doc("Marlby \u0301 North, Marlby North."))
    assert "" in reading.keys
    found = [(" ".join(reading.texts[start:end]), payloads) for start, end, payloads in phrases.find(reading)]
    assert found == [("Marlby", ["town"]), ("Marlby North", ["seat"]), ("Marlby", ["town"])]
