"""Polls of people without a constituency: ballots for a leader, elections whose place only the dateline gives."""

from __future__ import annotations

import re

from newsfacts.annotating.results.findings import Finding
from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.polls import Poll
from newsfacts.annotating.results.questions import NAME
from newsfacts.annotating.types import ContestKind, TextSpan

_DATELINE = re.compile(
    r"^([A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,}?)(?:,[^—–\n]{0,30}?)?\s*(?:\([A-Za-z]{2,5}\)\s*)?(?:—|–|--)", re.MULTILINE
)

_ELECTED = ("elected", "chosen", "chose", "voted in")
_LEADING = frozenset(["leader", "leadership", "lead"])


class SpecialPolls:
    """Makes polls that no place licenses."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        electors = "|".join(sorted(self.cues["electors"]))
        self._elected = re.compile(
            rf"\b(?i:{electors})\s+of\s+(?:the\s+)?({NAME})\s+(?:have\s+|has\s+)?(?:{'|'.join(_ELECTED)})\b"
        )

    def unplaced(self, text: str, findings: list[list[Finding]]) -> Poll | None:
        """An election whose place only the dateline gives."""
        people = {id(w.person) for found in findings for f in found for w in f.whos if w.person}
        if not people:
            return None
        offices = "|".join(sorted(self.cues["elected_offices"]))
        mayor = re.search(
            rf"({NAME})\s+(?:will\s+have|has|have|gets|got|is\s+getting|elected|elects|chose)\s+(?:a|its|their)\s+"
            r"(?:new|first|next)\s+mayor\b",
            text,
        )
        if mayor is not None:
            return Poll(mayor.group(1), "local election", TextSpan(*mayor.span(1)))
        election = re.search(rf"\b({offices})\s+(?:election|race|contest|runoff|run-off)\b", text, re.IGNORECASE)
        dateline = _DATELINE.search(text)
        if len(people) < 2 or election is None or dateline is None:
            return None
        office = election.group(1).lower()
        kind: ContestKind = (
            "local election"
            if office in self.cues["local_offices"]
            else "by-election"
            if office == "special"
            else "general election"
        )
        return Poll(dateline.group(1).strip(), kind, TextSpan(*dateline.span(1)))

    def leadership(self, text: str, sentences: list[Sentence]) -> Poll | None:
        """The ballot for the leadership of a party or a union, if the article reports that it was won."""
        if any(verb in text for verb in _ELECTED) and (match := self._elected.search(text)):
            return Poll(match.group(1), "leadership election", TextSpan(*match.span(1)))
        for sentence in sentences[:6]:
            if sentence.words.isdisjoint(_LEADING):
                continue
            low = [item.low for item in sentence.items]
            for i, word in enumerate(low):
                if word not in _LEADING:
                    continue
                chosen = set(low[max(0, i - 4) : i]) & self.cues["chosen"] or (
                    i and low[i - 1] in {"party", "next", "as"} and set(low) & self.cues["won"]
                )
                new = (
                    word == "leader"
                    and bool(chosen)
                    and bool(set(low) & (self.verbs.beat | self.cues["chosen_leader"]))
                )
                race = (
                    word == "leadership"
                    and i + 1 < len(low)
                    and low[i + 1] in self.cues["leadership_polls"]
                    and set(low) & self.cues["leadership_results"]
                )
                after = next((item for item in sentence.items[i + 1 : i + 3] if item.low != "the"), None)
                leads = (
                    word == "lead"
                    and i > 0
                    and low[i - 1] in {"to", "will"}
                    and after is not None
                    and after.who is not None
                    and after.who.party is not None
                    and set(low) & self.cues["leadership_results"]
                )
                if not (new or race or leads) or sentence.items[i].quoted or "last" in low[max(0, i - 2) : i]:
                    continue
                party = next(
                    (item for item in sentence.items if item.who and item.who.party and not item.who.person), None
                )
                party = party or next((item for item in sentence.items if item.who and item.who.party), None)
                if party is not None and party.who is not None:
                    office = "deputy leadership" if i and low[i - 1] == "deputy" else "leadership"
                    name = party.who.party
                    return Poll(
                        f"{name}: {office}", "leadership election", TextSpan(party.start, party.end), party=name
                    )
        return None
