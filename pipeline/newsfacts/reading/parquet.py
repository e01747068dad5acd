"""Parquet files: a row for each article. Needs the extra newsfacts[parquet].

Only the columns that an article's fields can come from are read, some rows at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from newsfacts.errors import ArticleError
from newsfacts.reading.fields import FieldMap, names_in

_ROWS_AT_A_TIME = 16
_GAP = 1_000  # rows that are rather read than jumped over


class Table:
    """A file of rows, the first one number 0. Rows are read when they are asked for, best in their order."""

    def __init__(self, file: IO[bytes], where: str, mapping: FieldMap) -> None:
        """Read what the file says about itself.

        Raises:
            ArticleError: it is no Parquet file, or pyarrow is not installed.
        """
        try:
            from pyarrow.parquet import ParquetFile
        except ImportError as error:
            raise ArticleError(f"{where}: pyarrow is not installed; pip install 'newsfacts[parquet]'") from error
        self._where = where
        try:
            self._file = ParquetFile(file)
            names = self._file.schema_arrow.names
        except (OSError, ValueError) as error:
            reason = _first_line(error)
            raise ArticleError(f"{where}: this is no Parquet file, or damaged ({reason}); fetch it again") from error
        keys = names_in(names, mapping).values()
        wanted = {key if key in names else key.partition(".")[0] for key in keys}
        self._columns = [name for name in names if name in wanted] or names  # all of them for the message
        self._next = 0
        self._rows: Iterator[dict[str, Any]] | None = None

    def __len__(self) -> int:
        return int(self._file.metadata.num_rows)

    def row(self, number: int) -> dict[str, Any]:
        """The row with that number.

        Raises:
            ArticleError: the file is damaged.
        """
        if self._rows is None or not self._next <= number <= self._next + _GAP:
            self._rows, self._next = self._read_from(number), number
        try:
            for row in self._rows:
                self._next += 1
                if self._next > number:
                    return row
        except (OSError, ValueError) as error:
            reason = _first_line(error)
            raise ArticleError(f"{self._where}: the file is damaged ({reason}); fetch it again") from error
        raise ArticleError(f"{self._where}: the file has fewer rows than it says; fetch it again")

    def _read_from(self, start: int) -> Iterator[dict[str, Any]]:
        groups = list(range(self._file.metadata.num_row_groups))
        first = 0
        while groups and first + self._file.metadata.row_group(groups[0]).num_rows <= start:
            first += self._file.metadata.row_group(groups.pop(0)).num_rows
        batches = self._file.iter_batches(_ROWS_AT_A_TIME, groups, self._columns, use_threads=False)
        for batch in batches:
            yield from batch.slice(min(max(0, start - first), batch.num_rows)).to_pylist()
            first += batch.num_rows


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
