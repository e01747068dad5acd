"""An article's text cut where facts begin and end, so that facts that overlap can be shown without nesting.

>>> from newsfacts.showing.segments import Highlight, cut
>>> [(piece.text, piece.facts) for piece in cut("Ann won.", [Highlight(0, 3, "a"), Highlight(0, 7, "b")])]
[('Ann', ('a', 'b')), (' won', ('b',)), ('.', ())]
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Highlight(NamedTuple):
    """Where a fact was read: offsets in code points, end exclusive."""

    start: int
    end: int
    fact: str


class Segment(NamedTuple):
    """A stretch of text under the same facts, the innermost first; `starts` are those that are first shown here."""

    text: str
    facts: tuple[str, ...]
    starts: tuple[str, ...]


def cut(text: str, highlights: Iterable[Highlight]) -> list[Segment]:
    """The whole text in order. Highlights that are empty or lie outside the text are left out."""
    inside = [found for found in highlights if 0 <= found.start < found.end <= len(text)]
    # A fact may have several highlights, and two of them may overlap: what is open is counted by highlight.
    opening: dict[int, list[Highlight]] = {}
    closing: dict[int, list[Highlight]] = {}
    for found in inside:
        opening.setdefault(found.start, []).append(found)
        closing.setdefault(found.end, []).append(found)
    open_now: list[Highlight] = []
    shown: set[str] = set()
    segments = []
    bounds = sorted({0, len(text), *opening, *closing})
    for start, end in pairwise(bounds):
        for found in closing.get(start, ()):
            open_now.remove(found)
        open_now += opening.get(start, ())
        innermost_first = sorted(open_now, key=lambda found: (found.end - found.start, found.fact))
        facts = tuple(dict.fromkeys(found.fact for found in innermost_first))
        starts = tuple(fact for fact in facts if fact not in shown)
        shown.update(starts)
        segments.append(Segment(text[start:end], facts, starts))
    return segments
