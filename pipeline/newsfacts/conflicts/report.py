"""Conflicts as a table for people and as JSON for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsfacts.conflicts.statements import Conflict
from newsfacts.reporting import visible


def print_conflicts(conflicts: Sequence[Conflict], console: Console) -> None:
    """A section for each conflict, a row for each article that takes a side, and a last line with their number."""
    table = Table("conflict", "claim", "article", "offsets", "sentence", show_edge=False, pad_edge=False)
    for conflict in conflicts:
        head = f"{conflict.kind}: {conflict.subject}"
        for side in conflict.sides:
            claim = side.claim
            for statement in side.statements:
                offsets = f"{statement.start}-{statement.end}"
                cells = (head, claim, statement.article_id, offsets, statement.sentence)
                table.add_row(*(Text(visible(cell)) for cell in cells))
                head = claim = ""
        table.add_section()
    if conflicts:
        console.print(table)
    console.print(f"{len(conflicts):,} conflicts")


def to_json(conflicts: Sequence[Conflict]) -> dict[str, Any]:
    """The same for machines."""
    return {"conflicts": [asdict(conflict) for conflict in conflicts]}
