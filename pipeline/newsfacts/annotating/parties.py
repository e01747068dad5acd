"""Which party is named where.

>>> from newsfacts.annotating import load
>>> from newsfacts.annotating.parties import parties_of
>>> parties = parties_of(load()("Labour lost."))
>>> parties.at(0).name
'Labour'
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, SpanGroup

from newsfacts.annotating.types import TextSpan


class PartyMention(NamedTuple):
    """A party named in the text: where, and its canonical name."""

    span: TextSpan
    name: str


class PartyIndex:
    """The party mentions of a document, by offset."""

    def __init__(self, doc: Doc) -> None:
        group = doc.spans.get("newsfacts/parties", ())
        self.mentions = sorted(PartyMention(TextSpan(s.start_char, s.end_char), s.kb_id_) for s in group if s.kb_id_)
        self._starts = [m.span.start for m in self.mentions]
        self._covering = {offset: m for m in self.mentions for offset in range(*m.span)}

    def at(self, offset: int) -> PartyMention | None:
        """The party whose name covers `offset`."""
        return self._covering.get(offset)

    def between(self, start: int, end: int) -> list[PartyMention]:
        """The parties named from `start` to `end`."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def parties_of(doc: Doc) -> PartyIndex:
    """The party mentions of `doc`, kept as long as the Doc and made anew when its parties are others."""
    group = doc.spans.get("newsfacts/parties")
    state = (group, len(group or ()))
    kept = _KEPT.get(doc)
    if kept is None or kept[0][0] is not group or kept[0][1] != state[1]:
        kept = _KEPT[doc] = (state, PartyIndex(doc))
    return kept[1]


_KEPT: WeakKeyDictionary[Doc, tuple[tuple[SpanGroup | None, int], PartyIndex]] = WeakKeyDictionary()
