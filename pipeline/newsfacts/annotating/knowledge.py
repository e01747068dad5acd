"""Reads and validates what the pipeline knows: the files under models/en_newsfacts.

    >>> from newsfacts.annotating.knowledge import read_entries
    >>> parties = read_entries("gazetteers/parties.jsonl")
    >>> next(listed.entry.identifiers["wikidata"] for listed in parties if listed.entry.id == "gb-labour")
    ['Q9630']

Each reader is registered under the name that config.cfg calls it by. An invalid line is a `ModelError` that names
the file and the line or key.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json
from spacy.util import registry

from newsfacts.annotating.knowledge_lines import (
    USES,
    ContextTable,
    Entry,
    EntryLine,
    Listed,
    PatternFile,
    SeatRow,
    Use,
)
from newsfacts.errors import ModelError

__all__ = [
    "USES",
    "Contexts",
    "Countries",
    "Entries",
    "Entry",
    "Listed",
    "Pattern",
    "Patterns",
    "Use",
    "read_contexts",
    "read_countries",
    "read_entries",
    "read_patterns",
]

PACKAGE = "en_newsfacts"
_Model = TypeVar("_Model", bound=BaseModel)


class Entries:
    """A gazetteer: the entries of one file, in its order."""

    def __init__(self, path: str, listed: list[Listed]) -> None:
        self.path = path
        self.listed = listed

    def __iter__(self) -> Iterator[Listed]:
        return iter(self.listed)

    def __len__(self) -> int:
        return len(self.listed)


class Pattern(NamedTuple):
    """A grammar for names that no list has: <name> in `tokens` stands for a run of capitalised words.

    `article`: only after "the". `unless`: words of the run, next to the fixed ones, that make it something else.
    `matches` and `rejects` are sentences that the tests run, the name in square brackets.
    """

    id: str
    tokens: list[str]
    kind: str
    speaks: bool
    article: bool
    unless: frozenset[str]
    matches: list[str]
    rejects: list[str]


class Patterns:
    """The patterns of one file."""

    def __init__(self, path: str, patterns: list[Pattern]) -> None:
        self.path = path
        self.patterns = patterns


class Contexts:
    """The words around a name that tell what it is; single words and pairs, in lower case."""

    def __init__(
        self, path: str, words: Mapping[str, list[str]], before_names: bool, given_names: frozenset[str]
    ) -> None:
        self.path = path
        self.given_names = given_names
        self.before_names = before_names  # whether a person's name may follow directly, as in "Labour Ann Lee"
        self.following = frozenset(words["following"])
        self.preceding = frozenset(words["preceding"])
        self.name_heads = frozenset(words["name_heads"])
        self.qualifiers = frozenset(words["qualifiers"])
        self.outcomes = frozenset(words["outcomes"])
        self.standing = frozenset(words["standing"])
        self.numbered = frozenset(words["numbered"])


class Countries:
    """Words that tell which country an article is about: code -> words."""

    def __init__(self, path: str, cues: Mapping[str, list[str]]) -> None:
        self.path = path
        self.cues = cues


def _text(path: str) -> str:
    try:
        return files(PACKAGE).joinpath(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{PACKAGE}/{path}: cannot be read ({error}); install newsfacts again") from error


def _toml(path: str) -> dict[str, Any]:
    try:
        return _parsed(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"{PACKAGE}/{path}: not valid TOML: {error}") from error


_parsed = lru_cache(maxsize=4)(tomllib.loads)  # several components read the same file


def read_toml(path: str, model: type[_Model]) -> _Model:
    """A TOML file of the package en_newsfacts as a pydantic model.

    Raises:
        ModelError: the file is missing, no TOML, or not as the model says; it names the file and the key.
    """
    try:
        return model.model_validate(_toml(path))
    except ValidationError as error:
        raise ModelError(f"{PACKAGE}/{path}: {_why(error)}; correct the file") from error


def _rows(path: str, text: str) -> list[dict[str, str]]:
    """The rows of a file in CSV, by the names in its first one."""
    header, *rows = csv.reader(io.StringIO(text))
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise ModelError(f"{PACKAGE}/{path}, line {number}: {len(row)} fields instead of {len(header)}")
    return [dict(zip(header, row, strict=True)) for row in rows]


def _why(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])


@registry.readers("newsfacts.entries.v1")  # type: ignore[untyped-decorator]  # spaCy types no decorator
def read_entries(path: str, also: str | None = None) -> Entries:
    """A gazetteer from JSON Lines, or the constituencies from CSV; paths are relative to en_newsfacts.

    `also` is a second file whose entries belong to the same gazetteer.
    """
    return Entries(path, _listed(path) + (_listed(also) if also else []))


def _listed(path: str) -> list[Listed]:
    text = _text(path)
    listed: list[Listed] = []
    numbered: Iterator[tuple[int, Any]]
    if path.endswith(".csv"):
        numbered = enumerate(_rows(path, text), 2)
    else:
        numbered = ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())
    for number, line in numbered:
        try:
            row: SeatRow | EntryLine
            row = SeatRow.model_validate(line) if path.endswith(".csv") else EntryLine.model_validate(from_json(line))
        except ValidationError as error:
            raise ModelError(f"{PACKAGE}/{path}, line {number}: {_why(error)}") from error
        except ValueError as error:
            raise ModelError(f"{PACKAGE}/{path}, line {number}: {error}") from error
        listed.append(row.listed())
    return listed


@registry.readers("newsfacts.patterns.v1")  # type: ignore[untyped-decorator]  # spaCy types no decorator
def read_patterns(path: str) -> Patterns:
    """Name patterns from TOML."""
    try:
        tables = PatternFile.model_validate(_toml(path)).pattern
    except ValidationError as error:
        raise ModelError(f"{PACKAGE}/{path}: {_why(error)}") from error
    ids = [table.id for table in tables]
    if twice := {name for name in ids if ids.count(name) > 1}:
        raise ModelError(f"{PACKAGE}/{path}: id used twice: {sorted(twice)}")
    return Patterns(path, [Pattern(**table.model_dump()) for table in tables])


@registry.readers("newsfacts.contexts.v1")  # type: ignore[untyped-decorator]  # spaCy types no decorator
def read_contexts(path: str, section: str, given_names: str) -> Contexts:
    """The words of one section of a contexts file, with those of its section `any`; given names from column `name`."""
    tables = _toml(path)
    if section not in tables:
        raise ModelError(f"{PACKAGE}/{path}: no section [{section}]")
    words: dict[str, list[str]] = {}
    for name in ("any", section):
        try:
            table = ContextTable.model_validate(tables.get(name, {}))
        except ValidationError as error:
            raise ModelError(f"{PACKAGE}/{path}, [{name}]: {_why(error)}") from error
        for key, listed in table.model_dump(exclude={"before_names"}).items():
            words.setdefault(key, []).extend(listed)
    return Contexts(path, words, table.before_names, _given_names(given_names, _text(given_names)))


@lru_cache(maxsize=1)
def _given_names(path: str, text: str) -> frozenset[str]:
    names = [row.get("name") for row in _rows(path, text)]
    if not names or not all(names):
        raise ModelError(f"{PACKAGE}/{path}: every row needs a `name`")
    return frozenset(name.casefold() for name in names if name)


@registry.readers("newsfacts.countries.v1")  # type: ignore[untyped-decorator]  # spaCy types no decorator
def read_countries(path: str) -> Countries:
    """Words that tell the country, from TOML: `[CODE]` with `cues`."""
    cues: dict[str, list[str]] = {}
    for code, table in _toml(path).items():
        if not isinstance(table, dict) or set(table) != {"cues"} or not all(isinstance(c, str) for c in table["cues"]):
            raise ModelError(f"{PACKAGE}/{path}: [{code}] must hold `cues`, a list of words")
        cues[code] = table["cues"]
    return Countries(path, cues)
