"""The files of lexicon/ that know about people, as pydantic validates them.

>>> FirstName(name="Ida", gender="f", also="").name
'Ida'
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, TypeAdapter

from newsfacts.annotating.knowledge_lines import Strict
from newsfacts.annotating.types import Gender


class Title(Strict):
    """A title before a name; see titles.toml for what the fields mean."""

    forms: tuple[str, ...]
    gender: Gender | None = None
    kept: bool = False
    role: bool = False
    given: bool = False
    office: bool = False
    weak: bool = False
    plural: bool = False


class _Prefixes(Strict):
    words: tuple[str, ...]


class _Postnominals(Strict):
    words: tuple[str, ...]
    suffixes: tuple[str, ...]


class _Gendered(Strict):
    female: frozenset[str]
    male: frozenset[str]


class _Particles(Strict):
    lower: frozenset[str]
    capital: frozenset[str]
    never_first: frozenset[str]


class Titles(Strict):
    """titles.toml."""

    titles: tuple[Title, ...]
    prefixes: _Prefixes
    postnominals: _Postnominals
    gendered: _Gendered
    particles: _Particles


class Nicknames(Strict):
    """nicknames.toml: forms of one name."""

    groups: tuple[tuple[str, ...], ...]


class Roles(Strict):
    """Role nouns by group, in lower case; see roles.toml."""

    leadership: frozenset[str]
    government: frozenset[str]
    head_of_government: frozenset[str]
    seats_of_government: frozenset[str]
    representative: frozenset[str]
    party: frozenset[str]
    public: frozenset[str]
    occupation: frozenset[str]
    relational: frozenset[str]
    opposing: frozenset[str]
    not_members: frozenset[str]
    opinions: frozenset[str]
    varied: frozenset[str]
    bystanders: frozenset[str]
    any_office: frozenset[str]
    borrowed: frozenset[str]
    needs_article: frozenset[str]
    moods: frozenset[str]
    kin_male: frozenset[str]
    kin_female: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    modifiers: frozenset[str]
    member_modifiers: frozenset[str]
    levels: frozenset[str]
    ousts: frozenset[str]
    abbreviations: frozenset[str]
    determiners: frozenset[str]
    singular: frozenset[str]
    former: frozenset[str]
    takes_for: frozenset[str]
    takes_of: frozenset[str]
    place_links: frozenset[str]
    bodies: frozenset[str]
    agents: frozenset[str]
    keeps_owner: frozenset[str]
    takes_team: frozenset[str]
    teams: frozenset[str]
    personal_endings: frozenset[str]
    stand_ins: frozenset[str]
    titled: dict[str, str]
    same: dict[str, str]

    def gender(self, noun: str) -> Gender | None:
        """The gender that a role noun tells, if it does."""
        noun = noun.lower()
        last = noun.replace("-", " ").rsplit(" ", 1)[-1]
        if noun in self.kin_female or last in self.female or last.endswith("woman"):
            return "female"
        if noun in self.kin_male or last in self.male or (last.endswith("man") and last != "woman"):
            return "male"
        return None


class NotNames(Strict):
    """Words that are evidence against a person's name; see not_names.toml."""

    place_heads: frozenset[str]
    place_nouns: frozenset[str]
    place_starts: frozenset[str]
    organisation_heads: frozenset[str]
    demonyms: frozenset[str]
    others: frozenset[str]
    openers: frozenset[str]
    speech_verbs: frozenset[str]
    personal_verbs: frozenset[str]
    also_surnames: frozenset[str]
    calendar: frozenset[str]
    compound_ends: frozenset[str]
    before_months: frozenset[str]
    place_prepositions: frozenset[str]
    street_prepositions: frozenset[str]
    streets: frozenset[str]
    poll_nouns: frozenset[str]


class FirstName(Strict):
    """A first name; `also` says that it is an ordinary word or a place, too."""

    name: str = Field(pattern=r"^\w[\w'’-]*$")
    gender: Literal["f", "m", "u"]
    also: Literal["", "word", "place"]


FIRST_NAMES = TypeAdapter(list[FirstName])
