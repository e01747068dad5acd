"""What kind of poll an article is about: by-election, general election, local election."""

from __future__ import annotations

import re

from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.types import ContestKind

# An election that figures are compared with, and how a seat fell vacant.
_COMPARED = re.compile(
    r"\b(?:at|since|from|than|last|previous|on)\s+(?:the\s+)?(?:last\s+|previous\s+|\d{4}\s+)?"
    r"(?:general|state|federal|provincial|assembly)\s+election",
    re.IGNORECASE,
)
_VACANCY = re.compile(
    r"\b(?:vacancy\s+arose|vacated\s+(?:by|when|after)"
    r"|(?:who|had|has|M[rs]s?\s+\w+)\s+(?:died|quit|resigned|stood\s+down|stepped\s+down)\s+(?:in|last|to|over|after|at)\b)"
)
_VACANT_SEAT = re.compile(r"\bcouncil(?:s)?\b.{0,40}\bvacanc|\bvacant\s+(?:(?:[\w.]+\s+){0,3}seat|since)\b")
_NOMINATION = re.compile(
    r"\b(?:caucuses|presidential\s+(?:primar(?:y|ies)|nominat\w+)|(?:super)?delegates|Super\s+Tuesday"
    r"|nominating\s+contests?|primaries)\b"
)
_NOMINATING = ("caucuses", "presidential", "delegates", "Super", "nominating", "primaries")  # each match has one
_COUNCIL_SEATS = re.compile(r"\b(?:wards?|[Cc]ouncillors?|Cllr|county\s+division)\b")
_RETURNED = re.compile(r"\b(?:sitting|returning\s+officer|MP)\b")
# Several seats, or one that a member of the government lost: more than one seat was up.
_QUOTA_OR_MINISTER = re.compile(r"\bquota\b|\b(?:minister|secretary|chancellor)\b[^.\n]{0,200}\blost\b", re.IGNORECASE)


class KindFinder:
    """Decides the kind from the words beside the place, else from those of the article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases = {kind: [p.casefold() for p in phrases] for kind, phrases in lexicon.contests.kinds.items()}
        self._patterns: dict[ContestKind, re.Pattern[str]] = {
            kind: re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, phrases))})(?![\w-])", re.IGNORECASE)  # type: ignore[misc]  # the keys are ContestKinds
            for kind, phrases in lexicon.contests.kinds.items()
            if kind in {"by-election", "general election", "local election"}
        }

    def article(self, text: str, places: int) -> ContestKind:
        """The kind of the article's polls."""
        folded = text.casefold()  # a plain look for the words costs a tenth of the patterns
        counts = {
            kind: len(pattern.findall(text)) if any(phrase in folded for phrase in self._phrases[kind]) else 0
            for kind, pattern in self._patterns.items()
        }
        if counts["by-election"] or ("vacan" in text and _VACANT_SEAT.search(text)):
            return "by-election"
        compared = _COMPARED.search(text)
        if places <= 2 and counts["general election"] <= bool(compared) and _VACANCY.search(text):
            return "by-election"
        if counts["local election"] and counts["local election"] >= counts["general election"]:
            seats_of_a_council = _COUNCIL_SEATS.search(text) or not re.search(r"\b(?:MPs?|Westminster)\b", text)
            if seats_of_a_council:
                return "local election"
        if counts["general election"] and (places > 1 or counts["general election"] > 1 or not compared):
            return "general election"
        if places > 1 and re.search(r"\b(?:MPs?|TDs?|Westminster|election night|polling day)\b", text):
            return "general election"
        if (
            places > 1
            and re.search(r"\bminister\b", text)
            and not re.search(r"\b(?:[Cc]ouncillors?|[Ww]ards?)\b", text)
        ):
            return "general election"
        if re.search(
            r"\b(?:ridings|constituencies|electorates|gubernatorial|el\w+\s+governor|governor['’]s\s+race)\b", text
        ):
            return "general election"
        if places == 1 and _RETURNED.search(text) and not _QUOTA_OR_MINISTER.search(text):
            return "by-election"
        return "general election" if counts["general election"] else "other"


def kind_of_seat(kind: ContestKind, nouns: set[str]) -> ContestKind:
    """The kind of one poll: where the article does not say, its ward, its mayor or its district does."""
    if "governor" in nouns:
        return "general election"
    if kind != "other":
        return kind
    if nouns & {"ward", "wards", "mayor", "mayoral", "mayoralty"}:
        return "local election"
    return "general election" if "district" in nouns else kind


def kind_of_house(text: str) -> ContestKind:
    """The kind of an election to several seats at once: of a council, or of a parliament."""
    council = re.search(r"\b(?:[Cc]ounty|[Cc]ity|[Tt]own|[Uu]rban)\s+[Cc]ouncil\b|\blocal\s+electoral\s+area\b", text)
    return "local election" if council else "general election"


def nominations(text: str) -> bool:
    """Whether the article is about who becomes a party's candidate: caucuses, primaries, delegates."""
    return any(word in text for word in _NOMINATING) and _NOMINATION.search(text) is not None
