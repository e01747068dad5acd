"""Rows of figures, micro-averaged over articles, and the list of misses.

>>> from newsfacts.evaluation.score import Row
>>> Row(right=1, found=2, gold=1).precision
0.5
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Row:
    """How many facts of a kind are right, how many were found, how many there are."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the found that is right; 1 where there was nothing to find and nothing was found."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Scores:
    """Rows by name; misses by kind, each with the article's name; traps are gold non-votes reported as votes."""

    rows: dict[str, Row] = field(default_factory=lambda: defaultdict(Row))
    misses: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    traps: Row = field(default_factory=Row)
    article: str = ""

    def add(self, name: str, right: int, found: int, gold: int) -> None:
        """Count into a row."""
        row = self.rows[name]
        row.right += right
        row.found += found
        row.gold += gold

    def miss(self, kind: str, *what: object) -> None:
        """Put a miss on the list."""
        self.misses[kind].append((self.article, *map(str, what)))
