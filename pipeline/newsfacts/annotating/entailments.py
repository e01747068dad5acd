"""What an article as a whole entails about parties: captured seats, leadership contests, rebellions.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> text = "The Greens captured Stowe from Labour. Ida Oake won by 20 votes, beating sitting MP Tom Fell."
    >>> [(p.name, p.party) for p in nlp(text)._.newsfacts_people]
    [('Ida Oake', 'Green'), ('Tom Fell', 'Labour')]

Each reading asks for one statement only of its kind in the article; with two, nothing is entailed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.merging import NameMention
from newsfacts.annotating.parties import PartyIndex, PartyMention
from newsfacts.annotating.roles import RolePhrase
from newsfacts.annotating.types import Person, TextSpan

_CAPTURE = re.compile(
    r"\b(?:captur(?:ed|ing|es)|tak(?:en|ing|es)|took|seiz(?:ed|ing|es)|snatch(?:ed|ing|es)|gain(?:ed|ing|s)|won|winning|wrest(?:ed|ing|s)|flipp(?:ed|ing)|"
    r"grabb(?:ed|ing)|prised|prising|stol(?:e|en)|stealing)\b(?P<seat>[^.;:\"“”]{3,90}?)\s(?:away\s+)?from\s+(?:the\s+)?$"
)
_WON = re.compile(
    r"\s*,?\s+(?:\([^)]*\)\s*)?(?:(?:who|has|had|narrowly|was|is)\s+)*(?:won\b|wins\b|elected\b|declared\s+(?:the\s+)?(?:winner|elected)|finished\s+on\s+[\d,. ]+\s+against|"
    r"beat\b|defeated\b|ousted\b|unseated\b|took\s+the\s+seat|captured\b|saw\s+off\b|edged\s+out\b)"
)
_DEFENDING = re.compile(
    r"\s*,?\s+(?:who\s+)?(?:was|had\s+been|is)?\s*(?:defending\s+(?:a|the|his|her)\s+majority|unseated|ousted|lost\s+(?:the|his|her)\s+seat)"
)
_INCUMBENT = re.compile(r"\b(?:sitting|incumbent|outgoing|defending|ousted|unseated|defeated)\b", re.IGNORECASE)
_LEADERSHIP = (
    re.compile(r"^\s+(?:has|have|had)\s+(?:(?:elected|chosen|picked|got|selected|named)\s+)?a\s+new\s+leader\b"),
    re.compile(
        r"^(?:['’]s)?\s+leadership\s+(?:contest|race|election|ballot|battle|vote|contenders?|candidates?|rivals?)\b"
    ),
    re.compile(
        r"^['’]?s?\s+(?:members\s+)?(?:have\s+|has\s+)?(?:elected|chose|chosen|picked)\s+[^.;]{2,60}\s+as\s+(?:its|their|the)\s+(?:new\s+)?leader\b"
    ),
)
_LEADERSHIP_BEFORE = re.compile(
    r"\b(?:contest|race|ballot|election|battle|elected|vote)\s+(?:for\s+|to\s+be(?:come)?\s+|to\s+lead\s+|as\s+)?(?:the\s+)?(?:new\s+)?(?:leader(?:ship)?\s+of\s+)(?:the\s+)?$|\bto\s+lead\s+(?:the\s+)?$"
)
# What stands behind a contender's name: a verb of polling or placing, or the count itself.
_CONTENDS = re.compile(
    r"(?:\s*\([^)]{1,30}\)|\s*,[^,.;]{1,60},)?\s*,?\s*(?:who\s+)?(?:was\s+|were\s+|had\s+|has\s+|then\s+|also\s+|been\s+)*"
    r"(?:squeezed|finished|eliminated|knocked\s+out|polled|topped|surged|edged|came\s+(?:first|second|third|fourth|last|top|bottom)|dropped\s+out|withdrew|"
    r"elected\s+(?:as\s+)?leader|elected\s+to\s+lead|won\s+the\s+(?:contest|ballot|race|leadership)|"
    r"(?:took|won|got|received|secured|gained|had|picked\s+up|on|with)\s+[\d,.]+|[\d,.]*\d)"
)
_COMPARED = re.compile(
    r"\b(?:clear\s+of|ahead\s+of|behind|beat(?:ing)?|defeat(?:ing|ed)|edg(?:ing|ed)\s+out|squeez(?:ing|ed)\s+past)\s+$"
)
_REBELLION = re.compile(
    r"^\s+(?:MPs|backbenchers|members|senators|councillors|lawmakers|legislators|TDs|MSPs|peers)\b[^.;]{0,30}?\b(?:joined|rebelled|defied|voted\s+against|sided|broke\s+ranks|crossed)\b"
)
_ONE_OF_REBELS = re.compile(
    r"\b(?:[Oo]ne|[Aa]mong|[Tt]wo|[Ll]eader|[Ll]eading)\s+(?:of\s+)?(?:the|its|their)?\s*rebels\s+(?:was|were|is)\s+$"
)


def entailed_claims(doc: Doc, known: dict[Person, str]) -> Iterator[tuple[Person, str, TextSpan]]:
    """Persons with the party that the article entails, and the span of the party's name that says so."""
    parties = PartyIndex(doc)
    names: list[NameMention] = doc._.newsfacts_names
    yield from _captured_seat(doc, parties, names, known)
    yield from _leadership(doc, parties, names, known)
    yield from _rebels(doc, parties, names)


def _captured_seat(
    doc: Doc, parties: PartyIndex, names: list[NameMention], known: dict[Person, str]
) -> Iterator[tuple[Person, str, TextSpan]]:
    """`The Greens captured Stowe from Labour`: the winner is a Green, the sitting member was Labour's."""
    found: list[tuple[PartyMention, PartyMention]] = []
    for loser in parties.mentions:
        lead = doc.text[max(0, loser.span.start - 220) : loser.span.start]
        lead = re.split(r"[.!?\n]\s+(?=[A-Z\"“])|\n\n", lead)[-1]
        capture = _CAPTURE.search(lead)
        start = loser.span.start - len(lead)
        before = list(parties.between(start, start + capture.start())) if capture else []
        inside = capture and parties.between(start + capture.start(), loser.span.start)
        if capture and before and not inside and before[-1].name != loser.name:
            found.append((before[0], loser))
    if len({(gain.name, loss.name) for gain, loss in found}) != 1:
        return
    gain, loss = found[0]
    first = gain.span.start
    winners = {}
    losers = {}
    for mention in names:
        after = doc.text[mention.outer.end : mention.outer.end + 80]
        if _WON.match(after) and known.get(mention.person, gain.name) == gain.name and mention.span.start > first:
            winners[id(mention.person)] = mention.person
        if _DEFENDING.match(after):
            losers[id(mention.person)] = mention.person
    phrases: list[RolePhrase] = doc._.newsfacts_roles
    for phrase in phrases:
        wording = doc.text[phrase.phrase.start : phrase.phrase.end]
        if phrase.person is not None and (_INCUMBENT.search(wording) or phrase.noun == "incumbent"):
            losers[id(phrase.person)] = phrase.person
    both = winners.keys() & losers.keys()
    if len(winners) == 1 and not both:
        yield next(iter(winners.values())), gain.name, gain.span
    if len(losers) == 1 and not both:
        yield next(iter(losers.values())), loss.name, loss.span


def _leadership(
    doc: Doc, parties: PartyIndex, names: list[NameMention], known: dict[Person, str]
) -> Iterator[tuple[Person, str, TextSpan]]:
    """A party's leadership is contested by its members, and was held by one of them."""
    contested: list[PartyMention] = []
    for party in parties.mentions:
        after = doc.text[party.span.end : party.span.end + 120]
        before = doc.text[max(0, party.span.start - 60) : party.span.start]
        if any(pattern.match(after) for pattern in _LEADERSHIP) or _LEADERSHIP_BEFORE.search(before):
            contested.append(party)
    if len({party.name for party in contested}) != 1:
        return
    party = contested[0]
    sentences = [(s.start_char, s.end_char) for s in doc.sents]
    at = 0
    layout = doc._.newsfacts_layout
    for mention in names:
        while at + 1 < len(sentences) and sentences[at][1] <= mention.span.start:
            at += 1
        start, end = sentences[at]
        sentence = doc.text[start:end]
        predecessor = re.search(
            r"\bpredecessor\s*,\s*$", doc.text[max(0, mention.outer.start - 15) : mention.outer.start]
        )
        lead = doc.text[max(start, mention.outer.start - 25) : mention.outer.start]
        compared = _COMPARED.search(lead) and re.search(r"\d", sentence)
        contends = _CONTENDS.match(doc.text[mention.outer.end : mention.outer.end + 110]) or compared
        outgoing = re.match(
            r"\s*,\s+the\s+outgoing\s+(?:party\s+)?leader\b", doc.text[mention.outer.end : mention.outer.end + 40]
        )
        if layout.quoted(mention.span.start) or known.get(mention.person, party.name) != party.name:
            continue
        if predecessor or contends or outgoing:
            yield mention.person, party.name, party.span


def _rebels(doc: Doc, parties: PartyIndex, names: list[NameMention]) -> Iterator[tuple[Person, str, TextSpan]]:
    """`23 Labour MPs joined the opposition ... One of the rebels was Ida Oake`."""
    groups = [p for p in parties.mentions if _REBELLION.match(doc.text[p.span.end : p.span.end + 90])]
    if len({party.name for party in groups}) != 1:
        return
    party = groups[0]
    for mention in names:
        if (
            _ONE_OF_REBELS.search(doc.text[max(0, mention.outer.start - 50) : mention.outer.start])
            and mention.span.start > party.span.start
        ):
            yield mention.person, party.name, party.span
    phrases: list[RolePhrase] = doc._.newsfacts_roles
    for phrase in phrases:
        if phrase.person is not None and phrase.noun == "rebel" and phrase.phrase.start > party.span.start:
            yield phrase.person, party.name, party.span
