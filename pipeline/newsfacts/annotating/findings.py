"""What the components leave on a Doc, in one place that travels with it.

    >>> from spacy.tokens import Doc
    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> sent = nlp("Ida Oake won.").to_bytes()
    >>> [person.name for person in Doc(nlp.vocab).from_bytes(sent)._.newsfacts_people]
    ['Ida Oake']

Findings refer to one another as objects: a quote to its speaker, a count to its contest. spaCy writes each extension
on its own, which would make two people of one; so all findings are one value of `doc.user_data`, and msgpack is told
how to write that as a graph. Nothing but the classes of newsfacts.annotating is ever built from what is read.
"""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc
from srsly import msgpack_decoders, msgpack_encoders  # type: ignore[import-untyped]  # it has no types

_KEY = "newsfacts"  # in doc.user_data, and of the only dictionary that is read as findings
_PACKAGE = "newsfacts.annotating."


class Findings:
    """Values by the name of their extension."""

    __slots__ = ("values",)

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values


def declare(name: str, default: Callable[[], object]) -> None:
    """Make `Doc._.name`, which is `default()` until a component writes it."""

    def read(doc: Doc) -> object:
        values = _of(doc)
        return values[name] if name in values else values.setdefault(name, default())

    def write(doc: Doc, value: object) -> None:
        _of(doc)[name] = value

    if not Doc.has_extension(name):
        Doc.set_extension(name, getter=read, setter=write)


def _of(doc: Doc) -> dict[str, Any]:
    findings: Findings | None = doc.user_data.get(_KEY)
    if findings is None:
        findings = doc.user_data[_KEY] = Findings({})
    return findings.values


class _Writer:
    """Objects by number, in the order in which they are met."""

    def __init__(self) -> None:
        self.objects: list[Any] = []
        self._numbers: dict[int, int] = {}

    def value(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, dict):
            return {"dict": [[self.value(key), self.value(item)] for key, item in value.items()]}
        if isinstance(value, list):
            return {"list": [self.value(item) for item in value]}
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return {"named": _name(type(value)), "items": [self.value(item) for item in value]}
        if isinstance(value, tuple):
            return {"tuple": [self.value(item) for item in value]}
        return {"object": self._number(value)}

    def _number(self, value: Any) -> int:
        if id(value) not in self._numbers:
            fields: list[Any] = []
            self._numbers[id(value)] = len(self.objects)  # before what it refers to is numbered
            self.objects.append([_name(type(value)), fields])
            fields += [self.value(getattr(value, field.name)) for field in dataclasses.fields(value)]
        return self._numbers[id(value)]


class _Reader:
    """Objects are made first and filled then, as they may refer to later ones."""

    def __init__(self, objects: list[tuple[str, list[Any]]]) -> None:
        self._objects = [object.__new__(_class(name)) for name, _ in objects]
        for made, (_, values) in zip(self._objects, objects, strict=True):
            for field, value in zip(dataclasses.fields(made), values, strict=True):
                object.__setattr__(made, field.name, self.value(value))  # frozen ones too

    def value(self, value: Any) -> Any:
        match value:
            case {"dict": items}:
                return {self.value(key): self.value(item) for key, item in items}
            case {"list": items}:
                return [self.value(item) for item in items]
            case {"tuple": items}:
                return tuple(self.value(item) for item in items)
            case {"named": name, "items": items}:
                return _class(name)(*map(self.value, items))
            case {"object": number}:
                return self._objects[number]
        return value


def _name(found: type) -> str:
    if not found.__module__.startswith(_PACKAGE):
        raise TypeError(f"{found.__module__}.{found.__qualname__} is no finding of newsfacts and cannot be written")
    return f"{found.__module__.removeprefix(_PACKAGE)}:{found.__qualname__}"


def _class(name: str) -> type[Any]:
    module, _, qualname = name.partition(":")
    found = getattr(importlib.import_module(_PACKAGE + module), qualname, None)
    if not (isinstance(found, type) and (dataclasses.is_dataclass(found) or hasattr(found, "_fields"))):
        raise ValueError(f"{name} is no finding of newsfacts; the Doc was written by another version")
    return found


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, Findings):
        writer = _Writer()
        values = writer.value(value.values)
        return {_KEY: values, "objects": writer.objects}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if value.keys() == {_KEY, "objects"}:
        return Findings(_Reader(value["objects"]).value(value[_KEY]))
    return value if chain is None else chain(value)


msgpack_encoders.register(_KEY, func=_encode)
msgpack_decoders.register(_KEY, func=_decode)
