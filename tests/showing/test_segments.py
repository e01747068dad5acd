"""Text cut where facts begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsfacts.showing.segments import Highlight, Segment, cut


def test_no_fact_leaves_the_text_whole() -> None:
    assert cut("Ann won.", []) == [Segment("Ann won.", (), ())]


def test_facts_that_cross_are_both_shown_where_they_overlap() -> None:
    assert [(piece.text, piece.facts) for piece in cut("abcd", [Highlight(0, 3, "x"), Highlight(2, 4, "y")])] == [
        ("ab", ("x",)),
        ("c", ("y", "x")),
        ("d", ("y",)),
    ]


def test_a_fact_starts_once_even_if_it_stands_twice() -> None:
    pieces = cut("Ann, Ann", [Highlight(0, 3, "x"), Highlight(5, 8, "x")])
    assert [piece.starts for piece in pieces] == [("x",), (), ()]


def test_a_fact_that_stands_twice_at_one_place_is_shown_once() -> None:
    assert cut("Ann", [Highlight(0, 3, "x"), Highlight(0, 3, "x")]) == [Segment("Ann", ("x",), ("x",))]


def test_what_lies_outside_of_the_text_is_left_out() -> None:
    outside = [Highlight(-1, 2, "a"), Highlight(2, 9, "b"), Highlight(1, 1, "c")]
    assert cut("abc", outside) == [Segment("abc", (), ())]


spans = st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from("xyz")).map(lambda found: Highlight(*found))


@given(st.text(max_size=20), st.lists(spans, max_size=8))
def test_every_character_is_shown_once_under_the_facts_that_cover_it(text: str, highlights: list[Highlight]) -> None:
    pieces = cut(text, highlights)
    assert "".join(piece.text for piece in pieces) == text
    offset = 0
    for piece in pieces:
        for character in range(offset, offset + len(piece.text)):
            covering = {f.fact for f in highlights if f.end <= len(text) and f.start <= character < f.end}
            assert set(piece.facts) == covering
        offset += len(piece.text)
