"""What keeps the time of an article linear in its length, by counts: `make scaling` measures it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from spacy.language import Language

from newsfacts.annotating.results.items import LONGEST_SENTENCE
from newsfacts.collecting import collect
from newsfacts.reading import Article
from tests.fuzzing.shapes import SHAPES

LENGTH = 4_000
GROWTH = 2.5  # at twice the length; 4 where every step looks at all the others


def calls_of(function: Callable[[], Any]) -> int:
    """How many calls of Python and C functions it takes."""
    count = 0

    def watch(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(watch)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.slow
@pytest.mark.parametrize(
    "shape",
    ["years", "decimals", "won", "ayes and noes", "one name", "titles only", "said, sentences", "parties"],
)
def test_twice_the_text_takes_twice_the_calls(nlp: Language, shape: str) -> None:
    def extract(text: str) -> None:
        list(collect(nlp(text), Article.from_text(text), "model"))

    once, twice = (calls_of(lambda size=size: extract(SHAPES[shape](size))) for size in (LENGTH, 2 * LENGTH))  # type: ignore[misc]
    assert twice < GROWTH * once


def test_a_sentence_without_an_end_is_read_in_pieces(nlp: Language) -> None:
    results: Any = nlp.get_pipe("results")
    doc = nlp("won " * 3 * LONGEST_SENTENCE)
    sentences = results.reader.read(doc).sentences
    assert [len(sentence.items) for sentence in sentences] == [LONGEST_SENTENCE] * 3
