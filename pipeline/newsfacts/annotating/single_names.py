"""Names of one word that are people without a fuller name in the text: in lists of results, and relatives.

>>> from newsfacts.annotating import load
>>> [p.name for p in load()("She thanked her husband Joe.")._.newsfacts_people]
['Joe']
"""

from __future__ import annotations

import re

from newsfacts.annotating.drafts import Drafts
from newsfacts.annotating.evidence import Evidence
from newsfacts.annotating.names import Candidate
from newsfacts.annotating.people_knowledge import PeopleLexicon

_NUMBER_AHEAD = re.compile(r"\s*[:,–—-]?\s*\d[\d,. ]*\b(?!\s*(?:%|per))")


class SingleNames:
    """Makes people of single names."""

    def __init__(self, text: str, lexicon: PeopleLexicon, evidence: Evidence, known: Drafts) -> None:
        self.text = text
        self.lexicon = lexicon
        self.evidence = evidence
        self.known = known

    def add_listed(self, rest: list[Candidate]) -> None:
        """Single names in a list of results: `Ind Marlow 80`, `Toft (Lab) 907`."""
        for candidate in list(rest):
            if len(candidate.words) != 1 or candidate.title or self.known.bearers(candidate):
                continue
            after = self.text[candidate.end : candidate.end + 30]
            before = candidate.before[-1] if candidate.before else None
            follows_party = (
                before is not None
                and self.evidence.is_party(before.start)
                and self.text[before.end : candidate.start].isspace()
            )
            bracket = re.match(r"\s+\(", after)
            party_in_brackets = bracket and self.evidence.is_party(candidate.end + bracket.end())
            closing = after.find(")")
            counted = (
                _NUMBER_AHEAD.match(after)
                if follows_party
                else closing > 0 and _NUMBER_AHEAD.match(after[closing + 1 :])
            )
            if not counted or not (follows_party or party_in_brackets):
                continue
            known = self.lexicon.not_names
            word = candidate.words[0].text
            if (
                word in known.calendar
                or word in known.others
                or word in known.openers
                or word in known.organisation_heads
            ):
                continue
            draft = self.known.new(self.known.parts(candidate), candidate, None)
            self.known.mention(draft, candidate, full=True)
            rest.remove(candidate)

    def add_relatives(self, rest: list[Candidate]) -> None:
        """Relatives with a given name only: `her husband Joe`, `his wife, Ada,`."""
        kin = self.lexicon.roles.kin_male | self.lexicon.roles.kin_female
        for candidate in list(rest):
            before = candidate.before[-1] if candidate.before else None
            given = self.lexicon.first_name(candidate.text)
            if len(candidate.words) > 1 or candidate.title or before is None:
                continue
            between = self.text[before.end : candidate.start]
            apposed = between.strip() == "," and self.text[candidate.end : candidate.end + 2] == ", "
            if given is None and not (apposed and self._may_be_given(candidate)):
                continue
            if given and given.also and (between.strip() or candidate.text in self.lexicon.not_names.openers):
                continue
            if (
                before.low not in kin
                or between.strip() not in {"", ","}
                or self.known.bearer(candidate, candidate.text)
            ):
                continue
            if between.strip() and self.text[candidate.end : candidate.end + 1] not in {",", "."}:
                continue
            draft = self.known.new(self.known.parts(candidate), candidate, None)
            told = self.lexicon.roles.gender(before.text)
            gender = told or (given.gender if given else None)
            if gender:
                draft.genders.append(gender)
            self.known.mention(draft, candidate, full=True)
            rest.remove(candidate)

    def _may_be_given(self, candidate: Candidate) -> bool:
        """Whether an unlisted word behind `her husband,` can only be his name."""
        word = candidate.words[0]
        known = self.lexicon.not_names
        nouns = known.demonyms | known.others | known.calendar | known.openers
        return word.text not in nouns and not word.possessive and not self.evidence.layers[word.start]
