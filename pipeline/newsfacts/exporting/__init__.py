"""Facts for other programs: tables, linked data, tasks to correct by hand.

>>> from newsfacts.exporting import export
>>> export([], "csv", "tables")
>>> sorted(path.name for path in Path("tables").iterdir())[:2]
['articles.csv', 'contests.csv']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from newsfacts.exporting.jsonld import write_jsonld
from newsfacts.exporting.labelstudio import write_labelstudio
from newsfacts.exporting.tables import write_csv, write_parquet
from newsfacts.records import Record

__all__ = ["FORMATS", "Format", "export"]

Format = Literal["parquet", "csv", "jsonld", "labelstudio"]
FORMATS: dict[Format, Callable[[Iterable[Record], Path], None]] = {
    "parquet": write_parquet,
    "csv": write_csv,
    "jsonld": write_jsonld,
    "labelstudio": write_labelstudio,
}


def export(records: Iterable[Record], to: Format, folder: str | Path) -> None:
    """Write facts into a folder; its files take their names when they are complete.

    Args:
        records: facts, each article's record before its facts.
        to: the format.
        folder: made if it is not there.

    Raises:
        NewsfactsError: a record is invalid, or a file cannot be written.
    """
    FORMATS[to](records, Path(folder))
