"""Stretches without white space are cut before they take the tokenizer too long."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from newsfacts.annotating.tokenizing import LONGEST, BoundedTokenizer


@pytest.fixture(scope="module")
def english() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def bounded(english: Language) -> BoundedTokenizer:
    return BoundedTokenizer.of(english.tokenizer)


def test_the_tokens_of_articles_are_those_of_the_stock_tokenizer(
    english: Language, bounded: BoundedTokenizer, articles: Path
) -> None:
    address = f"https://a.example/{'a/' * (LONGEST // 2 - 20)}"
    for text in [*(path.read_text("utf-8") for path in articles.glob("*.txt")), "", " ", address]:
        expected = english.make_doc(text)
        found = bounded(text)
        for attribute in ("ORTH", "NORM", "SPACY", "IDX"):
            assert found.to_array([attribute]).tolist() == expected.to_array([attribute]).tolist()


@pytest.mark.parametrize("unit", ["(", "_", "'s'", "well-", "a", "工党", "\u0301", "$C", "(it) ", "😀"])
def test_a_stretch_of_any_length_is_cut_and_nothing_lost(bounded: BoundedTokenizer, unit: str) -> None:
    text = f"It isn't\n\n{unit * 9000} don't."
    doc = bounded(text)
    assert doc.text == text
    assert max(map(len, doc)) <= LONGEST
    assert [token.norm_ for token in doc][-3:] == ["do", "not", "."]


def test_words_stay_whole_where_they_can(bounded: BoundedTokenizer) -> None:
    assert {token.text.strip("-") for token in bounded("well-" * 3000)} == {"well", ""}


def test_the_shipped_pipeline_has_it(nlp: Language) -> None:
    assert type(nlp.tokenizer) is BoundedTokenizer
