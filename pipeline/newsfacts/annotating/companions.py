"""People who are of one party with somebody else: a running mate, a treasurer, those on somebody's own benches.

    >>> from newsfacts.annotating import load
    >>> doc = load()("Premier Ida Oake (Labor) spoke. She praised her treasurer, Tom Fell.")
    >>> [(p.name, p.party) for p in doc._.newsfacts_people]
    [('Ida Oake', 'Labor'), ('Tom Fell', 'Labor')]

Ministers other than these may be a coalition partner's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.party_claims import ARTICLE, Claim
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.types import Mention
from newsfacts.annotating.view import view_of

_OWN_PARTY = re.compile(
    r"\s+(?:own\s+)?party(?:['’]s)?\s+(?:\w+\s+)?(?:leader|chairman|chairwoman|chair|colleague|president)"
    r",?\s+(?:M[rs]s?\s+)?$"
)
_POSSESSIVE = re.compile(r"['’]s?(?=\s)")
_AS_SHADOW = re.compile(r"\s+as\s+(?:his\s+|her\s+|the\s+)?shadow\b")
_SAID = re.compile(r"\s*,?\s*(?:said|says|added)\s+(?:the\s+)?$")


def companion_claims(doc: Doc, cues: PartyCues) -> Iterator[Claim]:
    """A claim for each one whom the text ties to a person whose party is known."""
    text = view_of(doc).text
    names: list[NameMention] = doc._.newsfacts_names
    starts = [name.outer.start for name in names]
    mentions: list[Mention] = doc._.newsfacts_mentions
    for mention in mentions:
        person = mention.person
        if person.party is None or person.party_evidence is None or doc._.newsfacts_layout.quoted(mention.span.start):
            continue
        owner = mention.span.end
        possessive = _POSSESSIVE.match(text, owner) if mention.kind != "pronoun" else None
        owner = possessive.end() if possessive else owner
        at = bisect_left(starts, owner)
        if at == len(names) or starts[at] - owner > 400 or names[at].person is person:
            continue
        between = text[owner : starts[at]]
        scenes = cues.scenes
        if mention.kind != "pronoun" and not possessive and not scenes.keeps.fullmatch(between):
            continue
        shadow = scenes.keeps.fullmatch(between) and _AS_SHADOW.match(text, names[at].outer.end)
        tied = shadow or _OWN_PARTY.fullmatch(between) or scenes.companion.fullmatch(between)
        if tied or scenes.own_minister.fullmatch(between) or _on_benches(doc, text, mention, names[at], cues):
            yield Claim(names[at].person, person.party, person.party_evidence, ARTICLE)


def _on_benches(doc: Doc, text: str, mention: Mention, name: NameMention, cues: PartyCues) -> bool:
    """`Not all on her own benches were amused. "It was a blow," said Ida Oake`: the next to speak is one of them."""
    start, end = mention.span
    if mention.kind != "pronoun" or not cues.scenes.on_benches.match(text, end):
        return False
    if not re.search(r"\b(?:on|from|among|of)\s+$", text[max(0, start - 8) : start]):
        return False
    layout = doc._.newsfacts_layout
    said = _SAID.search(text[max(end, name.outer.start - 12) : name.outer.start])
    if said is None or layout.paragraph_at(end) != name.paragraph:
        return False
    inside = [q for q in layout.quotations if end < q.outer.start < name.outer.start and not q.depth]
    return len(inside) == 1 and re.fullmatch(r"[^.\n]{0,80}\.\s+", text[end : inside[0].outer.start]) is not None
