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
from collections import defaultdict
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.annotating.descriptions import DescriptionLinker
from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.entailments import Entailments
from newsfacts.annotating.findings import declare
from newsfacts.annotating.parties import PartyIndex, PartyMention
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.party_frames import PartyFrames
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.roles import RolePhrase
from newsfacts.annotating.types import Person, TextSpan

BESIDE, SENTENCE, ARTICLE = 0, 1, 2
_POSSESSIVE_OR_SPACE = re.compile(r"['’]s?\s+|\s+")
_DETERMINED = re.compile(r"\b(?:the|an?|sitting|defending|incumbent|fellow|rival)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s*\(\s*"  # Ida Oake (Lab
    r"|\s+of\s+(?:the\s+)?"  # Ida Oake of the SNP
    r"|\s*,\s+of\s+(?:the\s+)?"
    r"|\s*,?\s+for\s+(?:the\s+)?"  # Ida Oake, for Labour,
    r"|\s*,\s+(?:also\s+)?(?:an?|the|our|their)?\s*"  # Ida Oake, a Conservative,
    r"|\s*,\s+(?:an?|the)\s+(?:[A-Z][\w.]+\s+){1,2}"  # Ida Oake, an Iowa Republican,
    r"|\s+[-–—]\s+"
)
_PLACE_BETWEEN = re.compile(r"\s+(?:[A-Z][\w.]*\s+){1,3}")  # Republican Iowa Gov. Ida Oake
_INDEFINITE = re.compile(r"\ban?\s+$")
_THE_PARTYS = re.compile(r"\b(?:the|its)\s+party['’]s\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AFTER_PARTY = re.compile(
    r"\s*[,.;:()–—]|\s*$|\s+\d|\s+(?:who|and|said|on|with|came|was|got|in\s+(?:second|third)|has|had|polled|finished)\b"
)

declare("newsfacts_descriptions", list)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place of the text says of a person's party."""

    person: Person
    party: str
    evidence: TextSpan
    rank: int


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
        claims = list(self._claims_beside(doc))
        claims += [Claim(person, party, span, SENTENCE) for person, party, span in PartyFrames(doc, self.cues).claims()]
        settled = settle(claims)
        linker = DescriptionLinker(doc, self.lexicon, {person: claim.party for person, claim in settled.items()})
        linked = linker.link()
        doc._.newsfacts_descriptions = linked
        for phrase in (phrase for phrase in doc._.newsfacts_roles if phrase.linked and phrase.person is not None):
            claims += self._role_claim(phrase, SENTENCE)
        settled = settle(claims)
        known = {person: claim.party for person, claim in settled.items()}
        entailed = Entailments(doc, self.cues, known).claims()
        claims += [Claim(person, party, span, ARTICLE) for person, party, span in entailed]
        return settle(claims)

    def __call__(self, doc: Doc) -> Doc:
        for person, claim in self.find(doc).items():
            person.party, person.party_evidence = claim.party, claim.evidence
        return doc

    def _claims_beside(self, doc: Doc) -> list[Claim]:
        """Claims of the phrases around each name."""
        text = doc.text  # put together anew at every use
        parties = PartyIndex(doc)
        layout = doc._.newsfacts_layout
        claims: list[Claim] = []
        names: list[NameMention] = doc._.newsfacts_names
        phrases: list[RolePhrase] = doc._.newsfacts_roles
        for phrase in phrases:
            if phrase.person is not None:
                claims += self._role_claim(phrase, BESIDE) or self._the_partys(doc, text, phrase, parties)
        last: list[Claim] = []
        for index, mention in enumerate(names):
            paragraph = layout.paragraphs[mention.paragraph]
            previous_end = (
                names[index - 1].outer.end
                if index and names[index - 1].paragraph == mention.paragraph
                else paragraph.start
            )
            next_start = paragraph.end
            if index + 1 < len(names) and names[index + 1].paragraph == mention.paragraph:
                next_start = names[index + 1].outer.start
            before = self._before(text, mention, parties, previous_end)
            previous = names[index - 1] if index else None
            if not before and previous is not None and last and self._joined(text, previous, mention, last[0]):
                before = [Claim(mention.person, last[0].party, last[0].evidence, BESIDE)]
            last = before
            claims += before
            claims += self._after(doc, text, mention, parties, next_start, paragraph.end)
        return claims

    def _joined(self, text: str, previous: NameMention, mention: NameMention, claim: Claim) -> bool:
        """Whether a plural goes on to this name: `independents Ida Oake and Tom Fell`."""
        between = text[previous.outer.end : mention.outer.start]
        plural = text[claim.evidence.start : claim.evidence.end].endswith("s")
        straight = text[claim.evidence.end : claim.evidence.end + 1] == " "
        return plural and straight and re.fullmatch(r"\s*,\s+(?:and\s+)?|\s+and\s+", between) is not None

    def _role_claim(self, phrase: RolePhrase, rank: int) -> list[Claim]:
        roles = self.lexicon.roles
        if phrase.party is None or phrase.former or phrase.person is None or phrase.party_span is None:
            return []
        if phrase.noun in roles.not_members or (phrase.noun in roles.occupation):
            return []
        return [Claim(phrase.person, phrase.party, phrase.party_span, rank)]

    def _the_partys(self, doc: Doc, text: str, phrase: RolePhrase, parties: PartyIndex) -> list[Claim]:
        """`The party's president, Ida Oake`: the one party that this paragraph, or else the one above, has named."""
        roles = self.lexicon.roles
        if phrase.person is None or phrase.party is not None or phrase.former:
            return []
        if phrase.noun not in roles.leadership | roles.representative | roles.party or phrase.noun in roles.not_members:
            return []
        if not _THE_PARTYS.search(text[max(0, phrase.role.start - 40) : phrase.role.start]):
            return []
        layout = doc._.newsfacts_layout
        for paragraph in (phrase.paragraph, phrase.paragraph - 1):
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

    def _before(self, text: str, mention: NameMention, parties: PartyIndex, limit: int) -> list[Claim]:
        """Labour's Ida Oake; Republican Ida Oake; the defending Conservative, Ida Oake,; won for Labour by Ida Oake."""
        found = [p for p in parties.between(limit, mention.outer.start) if p.span.end <= mention.outer.start]
        if not found:
            return []
        party = found[-1]
        between = text[party.span.end : mention.outer.start]
        if self.cues.not_now.search(text[max(0, party.span.start - 25) : party.span.start]):
            return []
        if _INDEFINITE.search(text[max(limit, party.span.start - 4) : party.span.start]) and between.isspace():
            return []  # a Labour Ida Oake is somebody else
        titled = mention.outer.start < mention.span.start or self._has_title(text, mention)
        of_place = titled and _PLACE_BETWEEN.fullmatch(between) and text[party.span.end - 1] not in "s’'"
        if of_place or _POSSESSIVE_OR_SPACE.fullmatch(between):
            return [Claim(mention.person, party.name, party.span, BESIDE)]
        lead = text[max(limit, party.span.start - 40) : party.span.start]
        closes = re.match(r"['’]s?\b|\s*[,.;:–—)]|\s*$", text[mention.outer.end : mention.outer.end + 6])
        if (
            re.fullmatch(r",\s+", between)
            and _DETERMINED.search(lead)
            and closes
            and not text[: party.span.end].endswith("s")
        ):
            return [Claim(mention.person, party.name, party.span, BESIDE)]
        fielded = self.cues.fields.fullmatch(between) or (
            re.fullmatch(r"\s+(?:is|are|was|will\s+be)\s+", between) and self.cues.standing_for.search(lead)
        )
        if fielded and not self.cues.unreal.search(between):
            return [Claim(mention.person, party.name, party.span, SENTENCE)]
        if re.fullmatch(r",?\s+by\s+", between) and self.cues.held_for.search(
            text[max(limit, party.span.start - 110) : party.span.start]
        ):
            return [Claim(mention.person, party.name, party.span, SENTENCE)]
        return []

    def _has_title(self, text: str, mention: NameMention) -> bool:
        return text[mention.outer.start : mention.outer.end].split()[0].rstrip(".").lower() in self.lexicon.title_starts

    def _after(
        self, doc: Doc, text: str, mention: NameMention, parties: PartyIndex, next_name: int, paragraph_end: int
    ) -> list[Claim]:
        """Ida Oake (Lab); Ida Oake of the SNP; Ida Oake, for Labour; Ida Oake, who stood for Labour."""
        end = mention.outer.end
        claims: list[Claim] = []
        for party in parties.between(end, min(paragraph_end, end + 240))[:4]:
            between = text[end : party.span.start]
            tail = text[party.span.end : party.span.end + 12]
            if _BEHIND.fullmatch(between) and (
                self._names_no_other(text, party, tail, between) or self._one_of(doc, party, between)
            ):
                claims.append(Claim(mention.person, party.name, party.span, BESIDE))
                break
            if party.span.start > next_name and not re.match(r"\s*,", text[end : end + 2]):
                break
            if '"' in between or "“" in between or "”" in between:
                break
            frame = self.cues.stands_for.fullmatch(between) or self.cues.is_member.fullmatch(between)
            opens = re.match(r"\s*,\s+(?:\d\d?,\s+)?an?\s", between)
            standing = opens and between.count(",") <= 2 and self.cues.standing_as.search(between)
            joins = self.cues.joins.fullmatch(between)
            if (frame or joins or standing) and party.span.start <= next_name:
                if joins:
                    claims.append(Claim(mention.person, party.name, party.span, BESIDE))
                elif (
                    not self.cues.unreal.search(between)
                    and re.match(r"\W|$", tail)
                    and not self._modifies_noun(text, party)
                ):
                    claims.append(Claim(mention.person, party.name, party.span, SENTENCE))
                break
        return claims

    def _one_of(self, doc: Doc, party: PartyMention, between: str) -> bool:
        """`of the SDLP won`; `, a Democrat first elected in 2012`: no noun behind that the party would go with."""
        span = doc.char_span(*party.span, alignment_mode="expand")
        if span is None or span.end >= len(doc):
            return False
        follower = doc[span.end].tag_
        if re.fullmatch(r"\s*,\s+", between):
            return doc[span.end].lower_ == "of"  # Ida Oake, Republican of Iowa
        if re.match(r"\s*,?\s+of\b", between):
            return follower not in {"NN", "NNS", "NNP", "NNPS", "POS", "JJ", "HYPH"}
        return bool(re.search(r"\ban?\s+(?:[A-Z][\w.]+\s+)*$", between)) and follower in {
            "IN",
            "WP",
            "WDT",
            "VBN",
            "VBG",
            "RB",
            "CC",
            "TO",
        }

    def _names_no_other(self, text: str, party: PartyMention, tail: str, between: str) -> bool:
        """Whether the party stands alone behind the name: `, Labour,` but not `, Labour's spokesman said`."""
        if "(" in between:
            return True
        if re.match(r"['’]s", tail):
            return False
        if re.match(r"[-–—][A-Z]", tail):
            return party.span.end - party.span.start <= 3  # R-Milton
        return bool(_AFTER_PARTY.match(tail))

    def _modifies_noun(self, text: str, party: PartyMention) -> bool:
        """`for Labour` tells; `for Labour councillors` and `for the Labour Party's rival` do not."""
        following = re.match(r"['’]s?\s|\s+([a-z]+)", text[party.span.end : party.span.end + 24])
        if not following:
            return False
        noun = following.group(1)
        if noun is None:
            return True
        plural = noun.endswith("s") and noun[:-1] in self.lexicon.role_nouns
        return plural or noun in {"voters", "opposition", "leadership", "rule", "rebels"}


def settle(claims: list[Claim]) -> dict[Person, Claim]:
    """For each person the first claim of the best rank, unless another of that rank disagrees."""
    by_person: dict[Person, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_person[claim.person].append(claim)
    settled: dict[Person, Claim] = {}
    for person, own in by_person.items():
        best = min(claim.rank for claim in own)
        top = sorted((claim for claim in own if claim.rank == best), key=lambda c: c.evidence)
        if len({claim.party for claim in top}) == 1:
            settled[person] = top[0]
    return settled
