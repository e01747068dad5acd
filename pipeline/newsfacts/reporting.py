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
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.console import Console
from rich.measure import Measurement
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from newsfacts.records import TYPE_NAMES

if TYPE_CHECKING:  # spaCy, which printing does not need
    from newsfacts.batch import Summary
    from newsfacts.outcomes import Outcome

_SECONDS_BETWEEN_LINES = 30.0
_SECONDS_BETWEEN_REFRESHES = 0.2


def visible(text: str) -> str:
    """The text with everything that could move a terminal's cursor, or hide, written as an escape."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def say(message: str) -> None:
    """One line on standard error."""
    print(f"newsfacts: {visible(message)}", file=sys.stderr, flush=True)


def print_table(table: Table, console: Console) -> None:
    """A table as wide as the terminal; where there is none, every row on one line, so that programs find its cells."""
    if console.is_terminal:
        console.print(table)
        return
    unbounded = console.options.update(max_width=sys.maxsize)
    width = Measurement.get(console, unbounded, table).maximum
    for line in console.render_lines(table, console.options.update(width=width), pad=False):
        print("".join(segment.text for segment in line).rstrip(), file=console.file)


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Callable[[Outcome], None]]:
    """A function to call with every outcome: a bar on a terminal, a line now and then elsewhere, problems always.

    How much is left is told by the bytes of the inputs, `total` in all; how many articles are in them nobody knows.
    """
    console = Console(stderr=True)
    if quiet:
        yield _say_problem
        return
    pace = _Pace(total)
    if not console.is_terminal:
        yield pace.watch_plainly
        return
    # No thread refreshes the bar: processes are forked while it is shown.
    columns = (TextColumn("extracting"), BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=total or None)

        def watch(outcome: Outcome) -> None:
            if pace.watch(outcome, _SECONDS_BETWEEN_REFRESHES):
                bar.update(task, completed=pace.done, description=str(pace), refresh=True)

        yield watch


class _Pace:
    """How fast a run is, and when it will end."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._articles = 0
        self._begun = self._said = time.monotonic()
        self._before = 0  # what an earlier run had done
        self.done = 0

    def watch(self, outcome: Outcome, seconds: float) -> bool:
        """Count an outcome; whether it is time to speak again."""
        _say_problem(outcome)
        now = time.monotonic()
        if not self._articles:
            self._begun, self._before = now, outcome.done
        self._articles += 1
        self.done = outcome.done
        if now - self._said < seconds:
            return False
        self._said = now
        return True

    def watch_plainly(self, outcome: Outcome) -> None:
        if self.watch(outcome, _SECONDS_BETWEEN_LINES):
            say(str(self))

    def __str__(self) -> str:
        passed = max(self._said - self._begun, 1e-3)
        text = f"{self._articles:,} articles, {self._articles / passed:.1f}/s"
        if self.done > self._before and self._total:
            left = timedelta(seconds=round(passed * (self._total - self.done) / (self.done - self._before)))
            text += f", {100 * self.done // self._total}% of the input, {left} left"
        return text


def _say_problem(outcome: Outcome) -> None:
    if outcome.warning:
        say(f"warning: {outcome.warning}")
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
