"""Which party a name or a registration stands for, and which constituency a place is; without spaCy.

    >>> party_name("Labour and Co-operative"), party_name("Con"), party_name("The Party", "PP90")
    ('Labour', 'Conservative', 'Liberal Democrats')
    >>> seat_name("Stoke Central")
    'Stoke-on-Trent Central'

Reads the gazetteers that the pipeline reads.
"""

from __future__ import annotations

import csv
import functools
import io
from collections import defaultdict
from importlib.resources import files
from typing import NamedTuple

import orjson

from newsfacts.evaluation.matching import normalise, same

_GAZETTEERS = files("en_newsfacts") / "gazetteers"


class Seat(NamedTuple):
    """A constituency of the UK Parliament, on the boundaries of some years."""

    gss: str
    name: str
    since: str
    until: str | None


def party_name(name: str | None, registration: str | None = None) -> str | None:
    """The common name of a British party, from its name or abbreviation and its number at the Electoral Commission.

    What is in no gazetteer keeps its name.
    """
    by_registration, by_form = _parties()
    by_name = by_form.get(normalise(name) or "", frozenset())
    for found in (by_registration.get(registration or "", frozenset()) & by_name, by_name):
        if len(found) == 1:
            return next(iter(found))
    registered = by_registration.get(registration or "", frozenset())
    return next(iter(registered)) if len(registered) == 1 else name


def same_party(a: str | None, b: str | None) -> bool:
    """Whether two names are one party's."""
    return same(party_name(a), party_name(b))


@functools.cache
def _parties() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    by_registration: dict[str, set[str]] = defaultdict(set)
    by_form: dict[str, set[str]] = defaultdict(set)
    for line in (_GAZETTEERS / "parties.jsonl").read_bytes().splitlines():
        entry = orjson.loads(line)
        countries = entry.get("countries", [])
        if countries and not any(country.startswith("GB") for country in countries):
            continue
        for number in entry.get("identifiers", {}).get("electoral_commission", []):
            by_registration[number].add(entry["name"])
        forms = [entry["name"], *(form for forms in entry["forms"].values() for form in forms)]
        for form in (*forms, *(registration["name"] for registration in entry.get("registrations", []))):
            by_form[normalise(form) or ""].add(entry["name"])
    return _frozen(by_registration), _frozen(by_form)


def _frozen(sets: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in sets.items()}


def seats(place: str) -> tuple[Seat, ...]:
    """The constituencies that a place may be, by full or short name; one for each set of boundaries."""
    return _seats().get(_bare(place), ())


def seat_name(place: str) -> str:
    """The constituency's full name, or the place itself where there is no one such constituency."""
    names = {seat.name for seat in seats(place)}
    return names.pop() if len(names) == 1 else place


def seat_by_gss(gss: str) -> Seat | None:
    """The constituency with a number of the Government Statistical Service."""
    return next((seat for found in _seats().values() for seat in found if seat.gss == gss), None)


def same_place(a: str, b: str) -> bool:
    """Whether two names are one place's: the same but for case and accents of writing, or one constituency's."""
    return _bare(seat_name(a)) == _bare(seat_name(b))


def place_key(place: str) -> str:
    """A form that all names of one place share."""
    return _bare(seat_name(place))


def _bare(place: str) -> str:
    words = (normalise(place) or "").replace("&", "and").replace("-", " ").replace(",", " ").split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@functools.cache
def _seats() -> dict[str, tuple[Seat, ...]]:
    found: dict[str, dict[Seat, None]] = defaultdict(dict)
    rows = csv.DictReader(io.StringIO((_GAZETTEERS / "constituencies.csv").read_text("utf-8")))
    for row in rows:
        since, _, until = row["boundary_set"].partition("-")
        seat = Seat(row["gss"], row["name"], since, until or None)
        for form in (row["name"], *filter(None, row["short_forms"].split("|"))):
            found[_bare(form)][seat] = None
    return {form: tuple(entries) for form, entries in found.items()}
