"""What follows the noun of a role and belongs to it: MP [for Stowe], leader [of the Green group], clerk [to the board].

>>> from newsfacts.annotating import load
>>> doc = load()("Ida Oake, the former minister for fisheries and leader of Stowe Council, spoke.")
>>> doc._.newsfacts_people[0].roles
['former minister for fisheries', 'leader of Stowe Council']
"""

from __future__ import annotations

import re
from bisect import bisect_left

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.evidence import Evidence
from newsfacts.annotating.name_words import Word
from newsfacts.annotating.parties import PartyIndex
from newsfacts.annotating.people_knowledge import PeopleLexicon

_FOR = re.compile(
    r"\s+for\s+(?:the\s+)?(?:(?:neighbouring|neighboring|nearby|adjoining|marginal|central|northern|southern|eastern|western)\s+)?"
)
_FOR_PORTFOLIO = re.compile(r"\s+for\s+(?:[a-z]{4,}(?:\s+and\s+[a-z]{4,})?)(?=\s*[,.;:)]|\s+and\b)")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_IN = re.compile(
    r"\s+in\s+the\s+(?:House\s+of\s+)?(?:Lords|Commons|Senate|Senedd|Assembly|House|Dáil|Seanad|Lok\s+Sabha|Rajya\s+Sabha)\b"
)
_FOR_TEAM = re.compile(r"\s+for\s+(?:his|her|their|the)\s+([a-z]+)\b")
_TO_COUNTRY = re.compile(r"\s+to\s+(?:the\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}")
_TO = re.compile(
    r"\s+to\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:council|treasury|committee|parliament|UN|EU|court|board|president|prime\s+minister)\b",
    re.IGNORECASE,
)


class Surroundings:
    """One paragraph for the finder: its words, the parties in it, and which words belong to names."""

    def __init__(
        self, text: str, evidence: Evidence, words: list[Word], parties: PartyIndex, names: list[NameMention]
    ) -> None:
        self.text = text
        self.evidence = evidence
        self.words = words
        self.parties = parties
        starts = [word.start for word in words] if names else []
        self.inside_name: set[int] = set()
        self.opens_name = {mention.outer.start for mention in names}
        for mention in names:
            inside = starts[bisect_left(starts, mention.span.start) : bisect_left(starts, mention.span.end)]
            self.inside_name.update(inside)


class Complements:
    """Finds where roles end."""

    def __init__(self, lexicon: PeopleLexicon) -> None:
        self.lexicon = lexicon

    def end(self, around: Surroundings, stop: int, noun: str) -> int:
        """Where the role ends: MP for Upper Stowe; leader of the Green group, in the Lords; clerk to the board."""
        text, words = around.text, around.words
        end = words[stop - 1].end
        if words[stop - 1].possessive:
            return end
        last = noun.rsplit(" ", 1)[-1]
        if last in self.lexicon.roles.takes_of and (lead := _OF.match(text, end)):
            reached = self._of_body(around, stop, lead.end(), end)
            if reached > end:
                return reached
        if last in self.lexicon.roles.takes_for:
            lead = _FOR.match(text, end)
            reached = self._for_place(around, stop, lead.end(), end) if lead else end
            if reached > end:
                return reached
            portfolio = _FOR_PORTFOLIO.match(text, end) if last in {"minister", "secretary"} else None
            if portfolio:
                return portfolio.end()
        team = _FOR_TEAM.match(text, end) if last in self.lexicon.roles.takes_team else None
        if team and team[1] in self.lexicon.roles.teams:
            return team.end()
        if last == "ambassador" and (country := _TO_COUNTRY.match(text, end)):
            return country.end()
        if match := _IN.match(text, end):
            return match.end()
        if last in {"clerk", "adviser", "advisor", "ambassador", "secretary", "aide"} and (
            match := _TO.match(text, end)
        ):
            return match.end()
        return end

    def _of_body(self, around: Surroundings, position: int, start: int, end: int) -> int:
        """Behind `of`: capitalised words, and the noun that says what they name: the Dockers union."""
        words, reached = around.words, end
        while position < len(words) and words[position].start < start:
            position += 1
        first = position
        while position < len(words) and (position == first or words[position].gap.isspace()):
            word = words[position]
            body = reached > end and word.text in self.lexicon.roles.bodies
            if word.start in around.inside_name or not (word.capital or body):
                break
            reached = word.end
            if word.possessive or body:
                break
            position += 1
        return reached

    def _for_place(self, around: Surroundings, position: int, start: int, end: int) -> int:
        """Behind `for`: capitalised words, with `and`, `upon` and the like inside."""
        words, reached = around.words, end
        while position < len(words) and words[position].start < start:
            position += 1
        while position < len(words):
            word = words[position]
            if reached > end and not (word.gap.isspace() or word.gap.strip() in {"&", "-"}):
                break
            following = words[position + 1] if position + 1 < len(words) else None
            if word.start in around.inside_name:
                break
            if word.capital:
                reached = word.end
                if word.possessive:
                    break
            elif not (
                word.text in self.lexicon.roles.place_links
                and following is not None
                and following.capital
                and following.gap.isspace()
            ):
                break
            position += 1
        return reached
