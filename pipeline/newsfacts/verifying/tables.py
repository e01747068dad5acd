"""CSV files as people save them: with a byte order mark or not, with commas, semicolons or tabs.

What could be read in two ways is refused: a row with more cells than the header has is one with a comma too many.

>>> _ = Path("votes.csv").write_text("candidate;votes\\nAnn Oak;1200\\n")
>>> table = read_table("votes.csv")
>>> table.columns, list(table.rows)
(['candidate', 'votes'], [(2, {'candidate': 'Ann Oak', 'votes': '1200'})])
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsfacts.errors import NewsfactsError

Row = dict[str, str]
_DELIMITERS = ",;\t"


class Table(NamedTuple):
    """The names of the columns, and the rows with the lines that they end on."""

    columns: list[str]
    rows: Iterator[tuple[int, Row]]


def read_table(path: str | Path) -> Table:
    """A file of comma-separated values, or of values that semicolons or tabs separate.

    Raises:
        NewsfactsError: the file cannot be read; for a row the message, while iterating, names its line.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise NewsfactsError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        raise NewsfactsError(f"{path}: is not UTF-8; save it as UTF-8") from error
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=header.count)
    lines = _cells(path, text, delimiter)
    _, columns = next(lines, (0, []))
    columns = [column.strip() for column in columns]
    for column in columns:
        if columns.count(column) > 1 and column:
            raise NewsfactsError(f"{path}: two columns are named {column!r}; rename one of them")
    return Table(columns, _rows(path, columns, lines))


def _cells(path: str | Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of every line that is not empty."""
    # io.StringIO breaks lines where CSV does; a string's splitlines also does inside of names.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise NewsfactsError(f"{path}, line {reader.line_num}: {error}; correct the line") from error


def _rows(path: str | Path, columns: list[str], lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, Row]]:
    for number, cells in lines:
        while len(cells) > len(columns) and not cells[-1].strip():
            del cells[-1]
        if len(cells) != len(columns):
            raise NewsfactsError(
                f"{path}, line {number}: {len(cells)} cells under {len(columns)} columns; "
                'correct the line, and write numbers with commas as "1,200"'
            )
        yield number, dict(zip(columns, cells, strict=True))
