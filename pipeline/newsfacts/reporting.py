"""What a person sees of a run: progress and failures while it lasts, a table at the end; all on standard error.

>>> from newsfacts.reporting import visible
>>> visible("odd\\x1b[2Jname.txt")
'odd\\\\x1b[2Jname.txt'
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from newsfacts.records import TYPE_NAMES

if TYPE_CHECKING:  # spaCy, which printing does not need
    from newsfacts.batch import Outcome, Summary

_SECONDS_BETWEEN_LINES = 30.0


def visible(text: str) -> str:
    """The text with everything that could move a terminal's cursor, or hide, written as an escape."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def say(message: str) -> None:
    """One line on standard error."""
    print(f"newsfacts: {visible(message)}", file=sys.stderr, flush=True)


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[Outcome], None]]:
    """A function to call with every outcome: a bar on a terminal, a line now and then elsewhere, failures always."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield _plain(total, quiet)
        return
    columns = (TextColumn("extracting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("extracting", total=total)

        def watch(outcome: Outcome) -> None:
            _say_problem(outcome)
            bar.advance(task)

        yield watch


def _plain(total: int, quiet: bool) -> Callable[[Outcome], None]:
    done = 0
    said = time.monotonic()

    def watch(outcome: Outcome) -> None:
        nonlocal done, said
        done += 1
        _say_problem(outcome)
        if not quiet and time.monotonic() - said > _SECONDS_BETWEEN_LINES:
            said = time.monotonic()
            say(f"{done:,} of {total:,} articles")

    return watch


def _say_problem(outcome: Outcome) -> None:
    if outcome.reason:
        say(f"{outcome.status}: {outcome.reason}")


def print_summary(summary: Summary, passed_over: Counter[str]) -> None:
    """The closing table: articles by what became of them, records by type, files passed over."""
    table = Table("", "number", show_edge=False, pad_edge=False)
    table.columns[1].justify = "right"
    for status in ("written", "skipped", "failed"):
        table.add_row(f"articles {status}", f"{summary.articles[status]:,}")
    table.add_section()
    for name in TYPE_NAMES[1:]:
        table.add_row(name, f"{summary.records[name]:,}")
    console = Console(stderr=True)
    console.print(table)
    if passed_over:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(passed_over.items()))
        console.print(Text(f"passed over: {visible(kinds)}"), soft_wrap=True)
