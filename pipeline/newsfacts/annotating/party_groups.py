"""Members of a party that are named together: "Labour councillors Ida Oake, Tom Fell and Jo Brae".

>>> from newsfacts.annotating import load
>>> doc = load()("Two Tory MPs, Ida Oake and Tom Fell, spoke. Tories including Jo Brae nodded.")
>>> [(p.name, p.party) for p in doc._.newsfacts_people]
[('Ida Oake', 'Conservative'), ('Tom Fell', 'Conservative'), ('Jo Brae', 'Conservative')]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.parties import PartyIndex, PartyMention
from newsfacts.annotating.party_claims import BESIDE, Claim
from newsfacts.annotating.people_knowledge import PeopleLexicon

_PLURAL = re.compile(r"(?:\s+[a-z]+){0,2}?\s+([A-Za-z-]+s|[a-z]+men|[a-z]+women)(?=[\s,:])")
_LEADS_UP = re.compile(
    r"\s+|\s*:\s+|(?:\s+in\s+[A-Z]\w+)?\s*,?\s+(?:including|such\s+as|like|namely|among\s+them)\s+(?:both\s+)?"
)
_CLAUSE = 130  # characters within which `among them` goes back to the members
_AMONG_THEM = re.compile(
    r"\s+[^.;:\n\"“”]{3,80}?,\s+(?:among\s+(?:them|their\s+number)|including)\s+"
    r"(?:(?:the\s+)?(?:(?:former|ex-?|veteran|senior|shadow)\s+)?(?:[a-z][a-z-]+\s+){1,3})?"
)
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|both|the|other|fellow|several|its|their|new)\s+"
    r"(?:[a-z-]+\s+){0,2}$",
    re.IGNORECASE,
)
_OWNED = re.compile(r"\b(?:of|against|between|over|than|for|to|with)\s+(?:the\s+|other\s+)?$", re.IGNORECASE)
_NOT_NOW = re.compile(r"\b(?:former|ex|expelled|anti)[\s-]+$", re.IGNORECASE)
_LISTED = re.compile(r"(?:\s*\([^()]{1,40}\))?(?:\s*,\s+(?:and\s+)?|\s+and\s+)")
_CLOSES = re.compile(r"\s*[,.;:)–—]|\s*$|\s+[a-z]")


def group_claims(doc: Doc, text: str, parties: PartyIndex, lexicon: PeopleLexicon) -> Iterator[Claim]:
    """A claim for each name in a list behind a party's members."""
    names: list[NameMention] = doc._.newsfacts_names
    starts = [name.outer.start for name in names]
    for party in parties.mentions:
        end = _members_end(text, party, lexicon)
        if end is None or _NOT_NOW.search(text[max(0, party.span.start - 12) : party.span.start]):
            continue
        first = bisect_left(starts, end)
        if first == len(names) or starts[first] - end > _CLAUSE:
            continue
        between = text[end : starts[first]]
        among = (
            _AMONG_THEM.fullmatch(between) is not None and len(parties.between(party.span.start, starts[first])) == 1
        )
        listed = _listed(text, names, first)
        if among or (len(between) <= 24 and _leads_to(text, party, end, listed)):
            for name in listed:
                yield Claim(name.person, party.name, party.span, BESIDE)


def _leads_to(text: str, party: PartyMention, end: int, listed: list[NameMention]) -> bool:
    """Whether the phrase that ends at `end` is about those listed: `Tories including`, `two Tories, Oake and Fell,`."""
    between = text[end : listed[0].outer.start]
    lead = text[max(0, party.span.start - 30) : party.span.start]
    if between.isspace():
        return len(listed) > 1
    if re.fullmatch(r"\s*,\s+", between):
        closed = _CLOSES.match(text, listed[-1].outer.end)
        return len(listed) > 1 and bool(_COUNTED.search(lead) and closed)
    return bool(_LEADS_UP.fullmatch(between)) and not _OWNED.search(lead)


def _members_end(text: str, party: PartyMention, lexicon: PeopleLexicon) -> int | None:
    """Where the phrase for the members ends: `Tories`, `Labour councillors`, `Labour's new MPs`."""
    form = text[party.span.start : party.span.end]
    after = party.span.end
    if text[after : after + 1] in {"'", "’"}:
        after += 2 if text[after + 1 : after + 2] == "s" else 1
    plural = _PLURAL.match(text, after)
    if plural:
        noun = plural[1][:-1] if plural[1].endswith("s") else re.sub("men$", "man", plural[1])
        if noun.lower() in lexicon.role_nouns - lexicon.roles.not_members - lexicon.roles.relational:
            return plural.end()
    return party.span.end if form.endswith("s") and after == party.span.end and form[:1].isupper() else None


def _listed(text: str, names: list[NameMention], first: int) -> list[NameMention]:
    """The names that go on from the first, joined by commas and `and`."""
    listed = [names[first]]
    for name in names[first + 1 :]:
        if not _LISTED.fullmatch(text[listed[-1].outer.end : name.outer.start]):
            break
        listed.append(name)
    return listed
