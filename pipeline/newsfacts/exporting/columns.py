"""Records as flat rows: a span becomes three columns, a list stays one.

>>> from newsfacts.records import VoteCountRecord
>>> [column.name for column in columns_of(VoteCountRecord)][-7:]
['evidence_start', 'evidence_end', 'evidence_text', 'sentence_start', 'sentence_end', 'sentence_text', 'votes']
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from newsfacts.records import RECORD_TYPES, Record

FILE_NAMES = {
    "article": "articles",
    "person": "people",
    "party": "parties",
    "contest": "contests",
    "vote_count": "vote_counts",
    "vote_share": "vote_shares",
    "quote": "quotes",
}
MODELS: dict[str, type[BaseModel]] = {model.model_fields["type"].default: model for model in RECORD_TYPES}


class Column(NamedTuple):
    """A column: its name, the fields that lead to the value, and what the value is."""

    name: str
    path: tuple[str, ...]
    kind: type[Any]
    items: type[BaseModel] | type[str] | None = None  # of a list; of models with their field's name for a dictionary


@functools.cache
def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a type of record, in the order of its fields; the type itself is the table."""
    return tuple(_columns(model))


def _columns(model: type[BaseModel]) -> Iterator[Column]:
    for name, info in model.model_fields.items():
        if name == "type":
            continue
        kind = _plain(info.annotation)
        origin = get_origin(kind)
        if origin is list:
            yield Column(name, (name,), list, _plain(get_args(kind)[0]))
        elif origin is dict:
            yield Column(name, (name,), dict, _plain(get_args(kind)[1]))
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            for inner in kind.model_fields:
                own = _plain(kind.model_fields[inner].annotation)
                yield Column(inner if name == "identifiers" else f"{name}_{inner}", (name, inner), own)
        else:
            yield Column(name, (name,), kind)


def _plain(annotation: Any) -> Any:
    """The type beneath constraints and None; for literals the type of their values."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin is Literal:
        return type(get_args(annotation)[0])
    arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
    is_union = origin is Union or type(annotation).__name__ == "UnionType"
    return _plain(arguments[0]) if is_union and len(arguments) == 1 else annotation


def row_of(record: Record) -> list[Any]:
    """The values of a record's columns; a dictionary of spans becomes a list of them, each with its field."""
    values = record.model_dump()
    row = []
    for column in columns_of(type(record)):
        value: Any = values
        for step in column.path:
            value = value[step] if value is not None else None
        if column.kind is dict:
            value = [{"field": key, **item} for key, item in value.items()]
        row.append(value)
    return row
