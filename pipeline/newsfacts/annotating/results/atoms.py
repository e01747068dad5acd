"""What the row of a sentence is made of besides words: people, parties, options and numbers, none within another.

>>> # "Labour's Ann Lee polled 1,204": Who(Labour), Who(Ann Lee), Number(1204)
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from newsfacts.annotating.results.items import LONGEST_SENTENCE, Who
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.numbers import Number
from newsfacts.annotating.types import Mention
from newsfacts.annotating.view import View

_MOVES = frozenset(["leave", "remain"])
_SIDES = {"yes": "Yes", "no": "No"}
_INDEPENDENTS = frozenset(["independent", "Independent", "INDEPENDENT", "independents", "Independents", "INDEPENDENTS"])
_SMALL = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
_PERCENT = frozenset(["%", "cent", "percent", "pc"])
# "the new MP for Higham": the seat is said of a poll, not of the person alone.
_SEAT = re.compile(r"\b(MPs?|MSP|MS|TD|MLA|MEP|[Cc]ouncillor|[Mm]ayor)\s+(?:for|of)\s+[A-Z]")
_IN = re.compile(r"(?<!\w)[Ii]n\s$")
Atom = tuple[int, int, Number | Who]


class AtomFinder:
    """Finds the atoms of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.cues = lexicon.cues
        self._options = {written: name for name, forms in lexicon.contests.options.items() for written in forms}
        self._councillors = lexicon.verbs.vacate | self.cues["members"]
        self._words = frozenset(self._options) | _MOVES | _INDEPENDENTS | frozenset(_SIDES)

    def find(self, doc: Doc, view: View, numbers: list[Number]) -> list[Atom]:
        """Names, parties, options and numbers in text order: names before parties before numbers."""
        found: list[Atom] = []
        mentions: list[Mention] = doc._.newsfacts_mentions
        for mention in sorted(mentions, key=lambda m: m.kind not in {"name", "alias"}):
            form = view.text[slice(*mention.span)].lower()
            described = mention.kind if mention.kind not in {"name", "alias"} else ""
            seat = _SEAT.search(view.text, *mention.span) if described else None
            inside = not described and _IN.search(view.text, max(0, mention.span.start - 4), mention.span.start)
            if inside and not view.text.startswith(("'s", "’s"), mention.span.end):
                continue  # "In Ashby Vale, Labour held on": a place
            who = Who(mention.person, mention.person.party, named=not described, described=described)
            who.possessive = mention.kind == "pronoun" and form in {"his", "its", "their", "hers"}
            found.append((mention.span.start, seat.end(1) if seat else mention.span.end, who))
        for span in doc.spans.get("newsfacts/parties", []):
            found.append((span.start_char, span.end_char, Who(party=span.kb_id_ or span.text)))
        for index, text in enumerate(view.texts):
            if text in self._words and (word := self._word_as_who(doc, view, index)):
                found.append((view.starts[index], view.end(index + (text in _SIDES)), word))
        found += [(n.outer_start, n.outer_end, n) for n in numbers]
        return _apart(found, len(view.text))

    def _word_as_who(self, doc: Doc, view: View, index: int) -> Who | None:
        """An option, "voted to leave", or a councillor without a party."""
        text = view.texts[index]
        if text in self._options:
            if text in {"No", "Yes"} and not self._is_option(doc, view, index):
                return None
            return Who(option=self._options[text])
        if text in _SIDES and index and view.lowers[index - 1].replace(",", "").isdigit():
            return Who(option=_SIDES[text]) if view.lowers[index + 1 : index + 2] in (["votes"], ["vote"]) else None
        if text in _SIDES:
            side = index > 0 and view.lowers[index - 1] == "the" and index + 1 < len(view.lowers)
            return Who(option=_SIDES[text]) if side and view.lowers[index + 1] in self.cues["sides"] else None
        if text in _MOVES:
            voted_to = index > 1 and view.lowers[index - 1] == "to" and view.lowers[index - 2] in self.cues["voting"]
            return Who(option=text.title()) if voted_to else None
        return Who(party="Independent") if self._is_independent(view, index) else None

    def _is_independent(self, view: View, index: int) -> bool:
        """Whether "independent" is a councillor without a party, not an adjective."""
        before = view.lowers[index - 1] if index else ""
        last = index + 1 == len(view.texts)
        return before in self.cues["before_independent"] and (
            last or not view.tags[index + 1].startswith(("NN", "JJ")) or view.lowers[index + 1] in self._councillors
        )

    def _is_option(self, doc: Doc, view: View, index: int) -> bool:
        """Whether "No" or "Yes" is an option: beside a number or a verdict, not an answer or a determiner."""
        after = view.texts[index + 1] if index + 1 < len(view.texts) else ""
        before = view.lowers[index - 1] if index else ""
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{3,}", before) and after in {",", ".", ";", "and", "to", "", ")"}:
            return True  # "9,200 No, 4,100 Yes"
        if after[:1].isdigit() or after in {":", "(", "–", "-"} or after.lower() in self.cues["after_option"]:
            small = view.texts[index] == "No" and after.isdigit() and int(after) < 100
            return not (small and not self._beside_yes(doc, view, index))
        if after in {"was", "were", "led", "leads"} and not _PERCENT.isdisjoint(view.lowers[index : index + 8]):
            return True  # "Yes was ahead with 57.8%"
        if before in _PERCENT and after in {",", ".", ";", "and", "to", "", ")"}:
            return True  # "54.2% No and 45.8% Yes"
        return before in {"for", "the"} or before in self.cues["voting"] or after.lower() in _SMALL

    @staticmethod
    def _beside_yes(doc: Doc, view: View, index: int) -> bool:
        """Whether the sentence speaks of a Yes too."""
        sentence = doc[index].sent
        first, last = max(sentence.start, index - LONGEST_SENTENCE), min(sentence.end, index + LONGEST_SENTENCE)
        return "Yes" in view.texts[first:last]


def _apart(found: list[Atom], length: int) -> list[Atom]:
    """Those of `found` that no earlier one overlaps, in text order."""
    taken: list[Atom] = []
    free = bytearray(length + 1)
    for atom in found:
        if not any(free[atom[0] : atom[1]]):
            free[atom[0] : atom[1]] = b"\1" * (atom[1] - atom[0])
            taken.append(atom)
    return sorted(taken, key=lambda atom: atom[0])
