"""What the components for people know: first names, titles, role nouns, and words that are not names.

>>> from newsfacts.annotating.people_knowledge import read_people_lexicon
>>> lexicon = read_people_lexicon()
>>> lexicon.first_name("Ida").gender
'female'
>>> lexicon.titles["mr"].gender
'male'
"""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import zip_longest
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from spacy.util import registry

from newsfacts.annotating.people_lines import FIRST_NAMES, Nicknames, NotNames, Roles, Title, Titles
from newsfacts.annotating.types import Gender
from newsfacts.errors import ModelError

_T = TypeVar("_T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Given:
    """What a first name tells about its bearer."""

    gender: Gender | None
    also: str


@dataclass(frozen=True, slots=True)
class PeopleLexicon:
    """Everything above in one object, keyed for look-up."""

    first_names: dict[str, Given]
    nicknames: dict[str, frozenset[int]]
    titles: dict[str, Title]
    title_starts: frozenset[str]
    prefixes: frozenset[str]
    postnominals: frozenset[str]
    suffixes: frozenset[str]
    gendered: dict[str, Gender]
    particles: frozenset[str]
    capital_particles: frozenset[str]
    all_particles: frozenset[str]
    never_first: frozenset[str]
    roles: Roles
    role_nouns: frozenset[str]
    kin: frozenset[str]
    verbs: frozenset[str]
    not_names: NotNames

    def first_name(self, word: str) -> Given | None:
        """What is known of `word` as a first name, accents and case aside; a hyphenated one by its first part."""
        key = fold(word)
        known = self.first_names.get(key)
        return known if known is not None or "-" not in key else self.first_names.get(key.split("-", 1)[0])


def fold(word: str) -> str:
    """Lower case, without accents, with straight apostrophes: for comparing names."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ł", "l").replace("Ł", "L"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


@registry.readers("newsfacts.people_lexicon.v1")  # type: ignore[untyped-decorator]  # catalogue is untyped
def read_people_lexicon(folder: str = "lexicon") -> PeopleLexicon:
    """Read and validate first_names.csv, nicknames.toml, titles.toml, roles.toml and not_names.toml."""
    return _read(folder)


@lru_cache(maxsize=4)
def _read(folder: str) -> PeopleLexicon:
    titles = _read_toml(folder, "titles.toml", Titles)
    roles = _read_toml(folder, "roles.toml", Roles)
    gendered: dict[str, Gender] = dict.fromkeys(titles.gendered.female, "female")
    gendered.update(dict.fromkeys(titles.gendered.male, "male"))
    by_form: dict[str, Title] = {}
    for title in titles.titles:
        for form in title.forms:
            if form.lower() in by_form:
                raise ModelError(f"{folder}/titles.toml: {form!r} is listed twice")
            by_form[form.lower()] = title
    not_names = _read_toml(folder, "not_names.toml", NotNames)
    groups = (
        roles.leadership,
        roles.government,
        roles.representative,
        roles.party,
        roles.public,
        roles.occupation,
        roles.relational,
    )
    return PeopleLexicon(
        first_names=_read_first_names(folder),
        nicknames=_index_nicknames(_read_toml(folder, "nicknames.toml", Nicknames).groups),
        titles=by_form,
        title_starts=frozenset(form.split(" ", 1)[0] for form in by_form),
        prefixes=frozenset(titles.prefixes.words),
        postnominals=frozenset(titles.postnominals.words),
        suffixes=frozenset(titles.postnominals.suffixes),
        gendered=gendered,
        particles=titles.particles.lower,
        capital_particles=titles.particles.capital,
        all_particles=titles.particles.lower | titles.particles.capital,
        never_first=titles.particles.never_first,
        roles=roles,
        role_nouns=frozenset().union(*groups),
        kin=roles.kin_male | roles.kin_female,
        verbs=not_names.speech_verbs | not_names.personal_verbs,
        not_names=not_names,
    )


def _read_toml(folder: str, name: str, model: type[_T]) -> _T:
    path = files("en_newsfacts").joinpath(folder, name)
    try:
        return model.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{folder}/{name}: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ModelError(f"{folder}/{name}: {key}: {first['msg']}") from error


def _read_first_names(folder: str) -> dict[str, Given]:
    path = files("en_newsfacts").joinpath(folder, "first_names.csv")
    names: dict[str, Given] = {}
    try:
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    except OSError as error:
        raise ModelError(f"{folder}/first_names.csv: {error}") from error
    try:
        entries = FIRST_NAMES.validate_python([dict(zip_longest(rows[0], row)) for row in rows[1:] if row])
    except ValidationError as error:
        first = error.errors()[0]
        raise ModelError(f"{folder}/first_names.csv: line {int(first['loc'][0]) + 2}: {first['msg']}") from error
    for entry in entries:
        gender: Gender | None = {"f": "female", "m": "male"}.get(entry.gender)  # type: ignore[assignment]  # a closed map
        merge_first_name(names, fold(entry.name), Given(gender, entry.also))
    return names


def _index_nicknames(groups: tuple[tuple[str, ...], ...]) -> dict[str, frozenset[int]]:
    """The groups that each form of a name belongs to: Jo stands for Joanna and for Josephine."""
    index: dict[str, frozenset[int]] = {}
    for number, group in enumerate(groups):
        for form in group:
            index[fold(form)] = index.get(fold(form), frozenset()) | {number}
    return index


def merge_first_name(names: dict[str, Given], key: str, given: Given) -> None:
    """Add a name; spellings that differ only in accents share an entry, without a gender if they disagree."""
    known = names.get(key)
    if known is None:
        names[key] = given
    elif known.gender != given.gender:
        names[key] = Given(None, known.also or given.also)
