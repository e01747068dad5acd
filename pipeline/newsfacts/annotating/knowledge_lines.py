"""The lines of the knowledge files, as pydantic validates them, and what they become.

>>> line = {"id": "x-first", "name": "First", "kind": "party", "forms": {"firm": ["First Party"]}}
>>> EntryLine.model_validate(line).listed().entry.name
'First'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

Use = Literal["firm", "name", "capital", "weak", "echo", "label", "lower"]
USES: tuple[Use, ...] = ("firm", "name", "capital", "weak", "echo", "label", "lower")


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


class Strict(BaseModel):
    """What is not a field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Registration(Strict):
    """One registration of a party with the Electoral Commission, as its register words it."""

    id: str
    name: str
    register_: str | None = Field(alias="register")
    valid_from: date | None
    valid_to: date | None


class EntryLine(Strict):
    """A line of a gazetteer in JSON Lines; its fields are described in models/en_newsfacts/gazetteers/README.md."""

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
    def _is_consistent(self) -> EntryLine:
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


class SeatRow(Strict):
    """A row of constituencies.csv."""

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


class PatternTable(Strict):
    """One `[[pattern]]` of a file of name patterns."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    tokens: list[str] = Field(min_length=2)
    kind: str
    speaks: bool = False
    article: bool = False
    unless: frozenset[str] = frozenset()
    matches: list[str] = Field(min_length=1)
    rejects: list[str] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_stand_outside(self) -> PatternTable:
        if "<name>" in self.tokens[1:-1] or all(token == "<name>" for token in self.tokens):
            raise ValueError("<name> may only be the first and the last of `tokens`, with words between")
        return self


class PatternFile(Strict):
    """A file of name patterns."""

    pattern: list[PatternTable]


class ContextTable(Strict):
    """One section of a contexts file."""

    following: list[str] = []
    preceding: list[str] = []
    name_heads: list[str] = []
    qualifiers: list[str] = []
    outcomes: list[str] = []
    standing: list[str] = []
    numbered: list[str] = []
    before_names: bool = False
