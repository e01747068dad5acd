"""Party affiliation, where the text says it or leaves no other reading.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> doc = nlp("Labour's Ida Oake beat Tom Fell, who stood for the SNP. Former Tory MP Jo Brae came third.")
    >>> [(p.name, p.party) for p in doc._.newsfacts_people]
    [('Ida Oake', 'Labour'), ('Tom Fell', 'SNP'), ('Jo Brae', None)]

Every reading is a claim with its span. What stands beside the name counts before what its sentence tells, and that
before what the article as a whole entails; claims of one rank that disagree cancel each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.annotating.descriptions import DescriptionLinker
from newsfacts.annotating.entailments import Entailments
from newsfacts.annotating.findings import declare
from newsfacts.annotating.parties import PartyIndex, parties_of
from newsfacts.annotating.party_beside import BesideReader
from newsfacts.annotating.party_claims import ARTICLE, BESIDE, SENTENCE, Claim, settle
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.party_frames import PartyFrames
from newsfacts.annotating.party_groups import group_claims
from newsfacts.annotating.party_scenes import SceneReader
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.roles import RolePhrase
from newsfacts.annotating.types import Person, TextSpan
from newsfacts.annotating.view import view_of

_THE_PARTYS = re.compile(r"\b(?:the|its)\s+party['’]s\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_ITS = re.compile(r"\b(?:its|their)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)

declare("newsfacts_descriptions", list)


@Language.factory(
    "newsfacts_affiliations",
    assigns=["doc._.newsfacts_people", "doc._.newsfacts_descriptions"],
    requires=["doc._.newsfacts_people", "doc._.newsfacts_names", "doc._.newsfacts_roles", "doc.spans"],
    default_config={
        "lexicon": {"@readers": "newsfacts.people_lexicon.v1", "folder": "lexicon"},
        "cues": {"@readers": "newsfacts.party_cues.v1", "path": "lexicon/party_cues.toml"},
    },
)
class AffiliationFinder:
    """Writes `Person.party` and `Person.party_evidence`, and links descriptions such as "the Labour leader"."""

    def __init__(self, nlp: Language, name: str, lexicon: PeopleLexicon, cues: PartyCues) -> None:
        self.name = name
        self.lexicon = lexicon
        self.cues = cues

    def find(self, doc: Doc) -> dict[Person, Claim]:
        """The claim that holds for each person of whom one does; descriptions are linked on the way."""
        text = view_of(doc).text
        parties = parties_of(doc)
        claims = list(self._claims_beside(doc, text, parties))
        claims += PartyFrames(doc, text, parties, self.lexicon.roles, self.cues).claims()
        claims += SceneReader(doc, text, parties, self.lexicon, self.cues).claims()
        settled = settle(claims)
        linker = DescriptionLinker(doc, self.lexicon, {person: claim.party for person, claim in settled.items()})
        linked = linker.link()
        doc._.newsfacts_descriptions = linked
        for phrase in (phrase for phrase in doc._.newsfacts_roles if phrase.linked and phrase.person is not None):
            claims += self._role_claim(text, phrase, SENTENCE)
        settled = settle(claims)
        known = {person: claim.party for person, claim in settled.items()}
        entailed = Entailments(doc, self.cues, known).claims()
        claims += [Claim(person, party, span, ARTICLE) for person, party, span in entailed]
        return settle(claims)

    def __call__(self, doc: Doc) -> Doc:
        for person, claim in self.find(doc).items():
            person.party, person.party_evidence = claim.party, claim.evidence
        return doc

    def _claims_beside(self, doc: Doc, text: str, parties: PartyIndex) -> Iterator[Claim]:
        """Claims of the phrases around each name."""
        phrases: list[RolePhrase] = doc._.newsfacts_roles
        for phrase in phrases:
            if phrase.person is not None:
                yield from self._role_claim(text, phrase, BESIDE) or self._the_partys(doc, text, phrase, parties)
        yield from BesideReader(doc, text, parties, self.lexicon, self.cues).claims()
        yield from group_claims(doc, text, parties, self.lexicon)

    def _role_claim(self, text: str, phrase: RolePhrase, rank: int) -> list[Claim]:
        roles = self.lexicon.roles
        if phrase.party is None or phrase.former or phrase.person is None or phrase.party_span is None:
            return []
        owned = text[phrase.party_span.end : phrase.party_span.end + 1] in {"'", "’"}
        if phrase.noun in roles.occupation and not self._is_standing(text, phrase.party, phrase.party_span):
            return []  # a Labour historian; but the Independent turf contractor
        if owned and phrase.noun in roles.opposing:
            return []  # Labour's rival
        if phrase.noun in roles.not_members:
            words = text[phrase.party_span.end : phrase.role.end].removeprefix("'s").removeprefix("’s").split()
            if not phrase.noun.startswith("spokes") or len(words) < 2:
                return []  # Labour's health spokeswoman is a member, a Labour spokeswoman may be staff
        return [Claim(phrase.person, phrase.party, phrase.party_span, rank)]

    @staticmethod
    def _is_standing(text: str, party: str, span: TextSpan) -> bool:
        """Whether a capital says that `Independent` is somebody's standing, not a word before a trade."""
        inside = text[max(0, span.start - 2) : span.start]
        return party == "Independent" and text[span.start].isupper() and re.fullmatch(r"\w\s", inside) is not None

    def _the_partys(self, doc: Doc, text: str, phrase: RolePhrase, parties: PartyIndex) -> list[Claim]:
        """`The party's president, Ida Oake`: the one party that this paragraph, or else the one above, has named."""
        roles = self.lexicon.roles
        if phrase.person is None or phrase.party is not None or phrase.former:
            return []
        if phrase.noun not in roles.leadership | roles.representative | roles.party or phrase.noun in roles.not_members:
            return []
        lead = text[max(0, phrase.role.start - 40) : phrase.role.start]
        above = _THE_PARTYS.search(lead) is not None
        leads = phrase.noun in roles.leadership and phrase.determiner.lower() in {"", "the", "its"}
        inside = (_ITS.search(lead) and phrase.noun in roles.party) or (
            leads and text[phrase.role.start : phrase.role.end].lower().startswith("party ")
        )
        layout = doc._.newsfacts_layout
        for paragraph in (phrase.paragraph, phrase.paragraph - 1) if above else (phrase.paragraph,) if inside else ():
            if paragraph < 0:
                continue
            start, end = layout.paragraphs[paragraph]
            named = [
                p for p in parties.between(start, min(end, phrase.phrase.start)) if not layout.quoted(p.span.start)
            ]
            if named:
                one = len({party.name for party in named}) == 1
                return [Claim(phrase.person, named[-1].name, named[-1].span, SENTENCE)] if one else []
        return []
