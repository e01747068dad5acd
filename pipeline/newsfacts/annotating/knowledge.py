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
from datetime import date
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import from_json
from spacy.util import registry

from newsfacts.errors import ModelError

Use = Literal["firm", "name", "capital", "weak", "label", "lower"]
USES: tuple[Use, ...] = ("firm", "name", "capital", "weak", "label", "lower")
PACKAGE = "en_newsfacts"


class Entry(NamedTuple):
    """One thing of a gazetteer. `name` is canonical; `countries` are ISO 3166 codes, none for anywhere.

    `identifiers` maps a register (electoral_commission, wikidata, gss, ...) to the ids there; `valid_from` and
    `valid_to` are ISO dates. `speaks` tells an organisation that news quotes.
    """

    id: str
    name: str
    kind: str
    countries: tuple[str, ...] = ()
    identifiers: Mapping[str, list[str]] = {}
    valid_from: str | None = None
    valid_to: str | None = None
    speaks: bool = False


class Listed(NamedTuple):
    """An entry with its surface forms by use, and the words that rule it out before and after."""

    entry: Entry
    forms: Mapping[Use, list[str]]
    not_before: frozenset[str]
    not_after: frozenset[str]
    home_only: frozenset[str]


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

    `article`: only after "the". `unless`: words of the run that make it something else. `matches` and `rejects`
    are sentences that the tests run, the name in square brackets.
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


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Registration(_Strict):
    """One registration of a party with the Electoral Commission, as its register words it."""

    id: str
    name: str
    register_: str | None = Field(alias="register")
    valid_from: date | None
    valid_to: date | None


class _EntryLine(_Strict):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str = Field(min_length=1)
    kind: str = Field(pattern=r"^[a-z_]+$")
    countries: list[str] = []
    identifiers: dict[str, list[str]] = {}
    valid_from: date | None = None
    valid_to: date | None = None
    speaks: bool = False
    forms: dict[Use, list[str]]
    not_before: list[str] = []
    not_after: list[str] = []
    home_only: list[str] = []
    shared: list[str] = []
    registrations: list[Registration] = []

    @model_validator(mode="after")
    def _is_consistent(self) -> _EntryLine:
        forms = [form for use in self.forms.values() for form in use]
        if not forms:
            raise ValueError("no surface form in `forms`")
        if len(forms) != len(set(forms)):
            raise ValueError("a surface form is listed twice")
        if unknown := {*self.shared, *self.home_only} - set(forms):
            raise ValueError(f"`shared` or `home_only` names no form of the entry: {sorted(unknown)}")
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError("valid_from is later than valid_to")
        return self

    def listed(self) -> Listed:
        entry = Entry(
            id=self.id,
            name=self.name,
            kind=self.kind,
            countries=tuple(self.countries),
            identifiers=self.identifiers,
            valid_from=self.valid_from.isoformat() if self.valid_from else None,
            valid_to=self.valid_to.isoformat() if self.valid_to else None,
            speaks=self.speaks,
        )
        before, after = (frozenset(word.casefold() for word in words) for words in (self.not_before, self.not_after))
        return Listed(entry, self.forms, before, after, frozenset(self.home_only))


class _SeatRow(_Strict):
    gss: str = Field(pattern=r"^[ENSW]\d{8}$")
    name: str = Field(min_length=1)
    boundary_set: Literal["2010-2024", "2024-"]
    country: Literal["England", "Northern Ireland", "Scotland", "Wales"]
    region: str
    type: str
    wikidata: str = Field(pattern=r"^(Q\d+)?$")
    use: Literal["firm", "name", "capital"]
    short_forms: str

    def listed(self) -> Listed:
        since, _, until = self.boundary_set.partition("-")
        identifiers = {"gss": [self.gss]} | ({"wikidata": [self.wikidata]} if self.wikidata else {})
        codes = {"England": "GB-ENG", "Northern Ireland": "GB-NIR", "Scotland": "GB-SCT", "Wales": "GB-WLS"}
        entry = Entry(
            id=f"{self.gss.lower()}-{since}",
            name=self.name,
            kind="constituency",
            countries=(codes[self.country],),
            identifiers=identifiers,
            valid_from=_ELECTION_DAYS[since],
            valid_to=_ELECTION_DAYS[until] if until else None,
        )
        short = [form for form in self.short_forms.split("|") if form]
        forms: dict[Use, list[str]] = {self.use: [self.name]}
        for form in short:
            forms.setdefault("firm" if " " in form else "name", []).append(form)
        everyday = frozenset(form for form in (self.name, *short) if " " not in form)
        return Listed(entry, forms, frozenset(), frozenset(), everyday)


_ELECTION_DAYS = {"2010": "2010-05-06", "2024": "2024-07-04"}  # a set of seats is in force from poll to poll


class _PatternTable(_Strict):
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    tokens: list[str] = Field(min_length=2)
    kind: str
    speaks: bool = False
    article: bool = False
    unless: frozenset[str] = frozenset()
    matches: list[str] = Field(min_length=1)
    rejects: list[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_stand_outside(self) -> _PatternTable:
        if "<name>" in self.tokens[1:-1] or all(token == "<name>" for token in self.tokens):
            raise ValueError("<name> may only be the first and the last of `tokens`, with words between")
        return self


class _PatternFile(_Strict):
    pattern: list[_PatternTable]


class _ContextTable(_Strict):
    following: list[str] = []
    preceding: list[str] = []
    name_heads: list[str] = []
    qualifiers: list[str] = []
    outcomes: list[str] = []
    standing: list[str] = []
    numbered: list[str] = []
    before_names: bool = False


def _text(path: str) -> str:
    try:
        return files(PACKAGE).joinpath(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{PACKAGE}/{path}: cannot be read ({error}); install newsfacts again") from error


def _toml(path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"{PACKAGE}/{path}: not valid TOML: {error}") from error


def _why(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])


@registry.readers("newsfacts.entries.v1")  # type: ignore[untyped-decorator]  # spaCy types no decorator
def read_entries(path: str) -> Entries:
    """A gazetteer from JSON Lines, or the constituencies from CSV; `path` is relative to en_newsfacts."""
    text = _text(path)
    listed: list[Listed] = []
    numbered: Iterator[tuple[int, Any]]
    if path.endswith(".csv"):
        numbered = iter(enumerate(csv.DictReader(io.StringIO(text)), 2))
    else:
        numbered = ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())
    for number, line in numbered:
        try:
            row: _SeatRow | _EntryLine
            row = _SeatRow.model_validate(line) if path.endswith(".csv") else _EntryLine.model_validate(from_json(line))
        except ValidationError as error:
            raise ModelError(f"{PACKAGE}/{path}, line {number}: {_why(error)}") from error
        except ValueError as error:
            raise ModelError(f"{PACKAGE}/{path}, line {number}: {error}") from error
        listed.append(row.listed())
    return Entries(path, listed)


@registry.readers("newsfacts.patterns.v1")  # type: ignore[untyped-decorator]  # spaCy types no decorator
def read_patterns(path: str) -> Patterns:
    """Name patterns from TOML."""
    try:
        tables = _PatternFile.model_validate(_toml(path)).pattern
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
            table = _ContextTable.model_validate(tables.get(name, {}))
        except ValidationError as error:
            raise ModelError(f"{PACKAGE}/{path}, [{name}]: {_why(error)}") from error
        for key, listed in table.model_dump(exclude={"before_names"}).items():
            words.setdefault(key, []).extend(listed)
    names = [row.get("name") for row in csv.DictReader(io.StringIO(_text(given_names)))]
    if not names or not all(names):
        raise ModelError(f"{PACKAGE}/{given_names}: every row needs a `name`")
    return Contexts(path, words, table.before_names, frozenset(name.casefold() for name in names if name))


@registry.readers("newsfacts.countries.v1")  # type: ignore[untyped-decorator]  # spaCy types no decorator
def read_countries(path: str) -> Countries:
    """Words that tell the country, from TOML: `[CODE]` with `cues`."""
    cues: dict[str, list[str]] = {}
    for code, table in _toml(path).items():
        if not isinstance(table, dict) or set(table) != {"cues"} or not all(isinstance(c, str) for c in table["cues"]):
            raise ModelError(f"{PACKAGE}/{path}: [{code}] must hold `cues`, a list of words")
        cues[code] = table["cues"]
    return Countries(path, cues)
