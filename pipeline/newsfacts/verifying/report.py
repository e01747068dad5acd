"""Checks as a table for people and as JSON for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from newsfacts.reporting import print_table, visible
from newsfacts.verifying.checking import Check, Verdict

_STYLES: dict[Verdict, str] = {"confirmed": "green", "contradicted": "bold red", "not found": "yellow"}


def print_checks(checks: Sequence[Check], console: Console) -> None:
    """A row for each check, and a last line with the sums."""
    columns = (Column(name, overflow="fold") for name in ("", "what", "text", "official", "article", "offset"))
    table = Table(*columns, show_edge=False, pad_edge=False)
    for check in checks:
        offset = str(check.evidence.start) if check.evidence else ""
        what = ", ".join(filter(None, [check.subject, check.who, check.contest]))
        cells = [what, check.claimed, check.official or "", check.article_id, offset]
        style = _STYLES[check.verdict]
        table.add_row(Text(check.verdict, style=style), *(Text(visible(cell)) for cell in cells))
    if checks:
        print_table(table, console)
    console.print(summary(checks))


def summary(checks: Sequence[Check]) -> str:
    """How many are confirmed, contradicted, not found."""
    counts = Counter(check.verdict for check in checks)
    return ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in _STYLES)


def to_json(checks: Sequence[Check]) -> dict[str, Any]:
    """The same for machines."""
    counts = Counter(check.verdict for check in checks)
    return {
        "summary": {verdict: counts[verdict] for verdict in _STYLES},
        "checks": [
            {**asdict(check), "evidence": check.evidence.model_dump() if check.evidence else None} for check in checks
        ],
    }
