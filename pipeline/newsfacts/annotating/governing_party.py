"""Which party governs, and so whose the one head of government of the article is.

    >>> from newsfacts.annotating import load
    >>> text = "The Liberals have a working majority of four in the Commons. Prime Minister Ida Oake spoke in Ottawa."
    >>> [(p.name, p.party) for p in load()(text)._.newsfacts_people]
    [('Ida Oake', 'Liberal')]

Two parties that seem to govern, or two heads of government, tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.parties import PartyIndex, PartyMention
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.roles import RolePhrase
from newsfacts.annotating.types import Person, TextSpan
from newsfacts.annotating.view import view_of

_NO_MORE = ("former", "ex", "then", "late", "shadow", "deputy", "future", "next")
_YEARS_AGO = re.compile(r"\b(?:19|20)\d\d\b|\b(?:when|until|before|if|would|could|may|might|had|poll)\b")


class GoverningParty:
    """The head of government of one document, where it says which party governs."""

    def __init__(self, doc: Doc, cues: PartyCues, parties: PartyIndex) -> None:
        self.text = view_of(doc).text
        self.layout = doc._.newsfacts_layout
        self.cues = cues
        self.parties = parties
        self.names: list[NameMention] = doc._.newsfacts_names
        self.phrases: list[RolePhrase] = doc._.newsfacts_roles

    def claims(self) -> Iterator[tuple[Person, str, TextSpan]]:
        """The head of government with the party, and the span of its name that says so."""
        ruling = [party for party in self.parties.mentions if self._governs(party)]
        if len({party.name for party in ruling}) != 1:
            return
        heads = {id(person): person for person in self._heads()}
        if len(heads) == 1:
            yield next(iter(heads.values())), ruling[0].name, ruling[0].span

    def _governs(self, party: PartyMention) -> bool:
        """`The ruling Greens`; `Labor governs`; `the Tories have a majority in the Commons`; `handed Labour a term`."""
        lead = self.text[max(0, party.span.start - 40) : party.span.start]
        tail = self.text[party.span.end : party.span.end + 120]
        scenes = self.cues.scenes
        if self.cues.governing.search(lead[-14:]) or self.cues.governs.match(tail) or scenes.has_majority.match(tail):
            return True
        if scenes.comes_to_power.match(tail):
            return not self.layout.quoted(party.span.start)
        mandate = scenes.mandate.match(tail) if scenes.handed.search(lead) else None
        return mandate is not None and not _YEARS_AGO.search(lead + mandate.group() + tail[mandate.end() :][:12])

    def _heads(self) -> Iterator[Person]:
        """Those with the title before their name, or with the office in an apposition."""
        for mention in self.names:
            title = self.text[mention.outer.start : mention.span.start].strip()
            before = self.text[max(0, mention.outer.start - 12) : mention.outer.start].lower()
            if self.cues.heads.match(title) and not before.rstrip(" -").endswith(_NO_MORE):
                yield mention.person
        for phrase in self.phrases:
            if phrase.person is None or phrase.linked or phrase.former or not self.cues.heads.match(phrase.noun):
                continue
            role = self.text[phrase.role.start : phrase.role.end]
            before = self.text[max(0, phrase.role.start - 12) : phrase.role.start].lower()
            if self.cues.heads.match(role) and not before.rstrip(" -").endswith(_NO_MORE):
                yield phrase.person
