"""Whom the result makes "the new MP" or "the victor": descriptions that no sentence gives to anybody."""

from __future__ import annotations

from spacy.tokens import Doc

from newsfacts.annotating.quotes.bearers import Bearers
from newsfacts.annotating.quotes.kinds import SourceNouns
from newsfacts.annotating.quotes.nounphrases import Source
from newsfacts.annotating.types import Contest, Person
from newsfacts.annotating.view import view_of

_GENDERS = {"he": "male", "she": "female"}
_NEW = frozenset({"new", "newly", "victorious", "winning"})
_LONGEST = 5  # tokens of such a description


class Newcomers:
    """The one person whom the contests of a Doc have as their winner, and where the text calls that person new."""

    def __init__(self, doc: Doc, nouns: SourceNouns, bearers: Bearers) -> None:
        self.doc = doc
        self.nouns = nouns
        self.bearers = bearers
        self.winner = _only_winner(doc)
        self._subjects = list(self._find()) if self.winner is not None else []

    def named(self, source: Source) -> Person | None:
        """The winner, where the source is a description of one: "the new MP", "the victor"."""
        if self.winner is None or not self._describes(source.first, source.head):
            return None
        return self.winner

    def taken_up(self, pronoun: int, lower: str) -> Person | None:
        """The winner, where "he" or "she" takes up such a subject of this paragraph or the one before.

        Nobody of that gender may have been named in between.
        """
        gender = _GENDERS.get(lower)
        before = [i for i in self._subjects if i < pronoun]
        if self.winner is None or gender is None or not before or self.winner.gender not in (None, gender):
            return None
        layout = self.doc._.newsfacts_layout
        start, end = self.doc[before[-1]].idx, self.doc[pronoun].idx
        if layout.paragraph_at(end) - layout.paragraph_at(start) > 1:
            return None
        between = (m for m in self.bearers.mentions if start < m.span.start < end and not layout.quoted(m.span.start))
        return None if any(m.person.gender in (None, gender) for m in between) else self.winner

    def _find(self) -> list[int]:
        """The heads of such descriptions that are subjects, outside of quotation marks."""
        layout = self.doc._.newsfacts_layout
        return [
            i
            for i, lower in enumerate(view_of(self.doc).lowers)
            if lower in self.nouns.people
            and self.doc[i].dep_ == "nsubj"
            and not layout.quoted(self.doc[i].idx)
            and self._describes(self.doc[i].left_edge.i, i)
        ]

    def _describes(self, first: int, head: int) -> bool:
        words = view_of(self.doc).lowers[first : head + 1]
        if not words or words[0] != "the" or len(words) > _LONGEST or words[-1] not in self.nouns.people:
            return False
        return words[-1] in self.nouns.victors or not _NEW.isdisjoint(words[:-1])


def _only_winner(doc: Doc) -> Person | None:
    """The winner of the article, where all its contests that name one name the same."""
    contests: list[Contest] = doc._.newsfacts_contests if Doc.has_extension("newsfacts_contests") else []
    winners = {id(c.winner): c.winner for c in contests if isinstance(c.winner, Person)}
    return next(iter(winners.values())) if len(winners) == 1 else None
