"""Conflicts as a table for people and as JSON for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from newsfacts.conflicts.statements import Conflict
from newsfacts.reporting import print_table, visible


def print_conflicts(conflicts: Sequence[Conflict], console: Console) -> None:
    """A table for each conflict, a row for each article that takes a side, and a last line with their number."""
    for conflict in conflicts:
        console.print(Text(visible(f"{conflict.kind}: {conflict.subject}")), soft_wrap=True)
        columns = (Column(name, overflow="fold") for name in ("claim", "article", "offsets", "sentence"))
        table = Table(*columns, show_edge=False, pad_edge=False)
        for side in conflict.sides:
            claim = side.claim
            for statement in side.statements:
                offsets = f"{statement.start}-{statement.end}"
                cells = (claim, statement.article_id, offsets, statement.sentence)
                table.add_row(*(Text(visible(cell)) for cell in cells))
                claim = ""
        print_table(table, console)
        console.print()
    console.print(f"{len(conflicts):,} conflict{'' if len(conflicts) == 1 else 's'}")


def to_json(conflicts: Sequence[Conflict]) -> dict[str, Any]:
    """The same for machines."""
    return {"conflicts": [asdict(conflict) for conflict in conflicts]}
