"""One table for each type of record: CSV files, or Parquet files."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
from pydantic import BaseModel

from newsfacts.errors import NewsfactsError
from newsfacts.exporting.columns import FILE_NAMES, MODELS, columns_of, row_of
from newsfacts.records import Record
from newsfacts.writing import Output, open_output

if TYPE_CHECKING:
    import pyarrow

_ROWS_AT_ONCE = 10_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # articles must not run anything where their facts are opened


def write_csv(records: Iterable[Record], folder: Path) -> None:
    """CSV in UTF-8 with a line of names; lists as JSON, nothing for null.

    An apostrophe stands before text that a spreadsheet would take for a formula: before '=1 as well as before =1.
    """
    with ExitStack() as files:
        outputs = {}
        for kind, name in FILE_NAMES.items():
            outputs[kind] = files.enter_context(open_output(folder / f"{name}.csv"))
            outputs[kind].write(_csv_line([column.name for column in columns_of(MODELS[kind])]))
        for record in records:
            outputs[record.type].write(_csv_line(map(_cell, row_of(record))))


def _csv_line(cells: Iterable[Any]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return orjson.dumps(value).decode()
    if isinstance(value, str) and value.lstrip("'").startswith(_FORMULA):
        return f"'{value}"
    return value


def write_parquet(records: Iterable[Record], folder: Path) -> None:
    """Parquet with lists as lists; spans in them are structures.

    Raises:
        NewsfactsError: pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise NewsfactsError("Parquet needs pyarrow; install it: pip install 'newsfacts[parquet]'") from error
    with ExitStack() as files:
        writers = {}
        for kind, name in FILE_NAMES.items():
            sink = _Sink(files.enter_context(open_output(folder / f"{name}.parquet")))
            file = pyarrow.PythonFile(sink, mode="w")
            writers[kind] = files.enter_context(pyarrow.parquet.ParquetWriter(file, _schema(MODELS[kind])))
        rows: dict[str, list[list[Any]]] = defaultdict(list)
        for record in records:
            rows[record.type].append(row_of(record))
            if len(rows[record.type]) >= _ROWS_AT_ONCE:
                _flush(writers[record.type], rows.pop(record.type), MODELS[record.type])
        for kind, remaining in rows.items():
            _flush(writers[kind], remaining, MODELS[kind])


class _Sink(io.RawIOBase):
    """An output as a file that pyarrow writes to."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._output.write(bytes(data))
        return len(data)


def _flush(writer: Any, rows: list[list[Any]], model: type[BaseModel]) -> None:
    import pyarrow

    schema = _schema(model)
    arrays = [pyarrow.array(values, field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)]
    writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _schema(model: type[BaseModel]) -> pyarrow.Schema:
    import pyarrow

    plain = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    fields = []
    for column in columns_of(model):
        if column.items is None:
            fields.append((column.name, plain[column.kind]))
        elif column.items is str:
            fields.append((column.name, pyarrow.list_(pyarrow.string())))
        else:
            inner = [("start", pyarrow.int64()), ("end", pyarrow.int64()), ("text", pyarrow.string())]
            named = [("field", pyarrow.string())] if column.kind is dict else []
            fields.append((column.name, pyarrow.list_(pyarrow.struct([*named, *inner]))))
    return pyarrow.schema(fields)
