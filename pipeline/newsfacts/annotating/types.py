"""What the components find, as plain typed results.

Every position is a `TextSpan`: code-point offsets into `doc.text`, end exclusive. Results refer to one
another as objects (a quote to its speaker, a count to its contest); `collecting` turns them into records.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Gender = Literal["female", "male"]
MentionKind = Literal["name", "alias", "role", "description", "pronoun"]
ContestKind = Literal[
    "by-election",
    "general election",
    "local election",
    "leadership election",
    "referendum",
    "legislative vote",
    "other",
]
StageKind = Literal["first", "intermediate", "final", "two_party"]


class TextSpan(NamedTuple):
    """A stretch of the text: offsets in code points, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, within one paragraph.

    `inner` is the text without the marks, `outer` with them. `closed` is False where the paragraph ends
    before a closing mark; `paragraph` is the index of the paragraph; `depth` is 0 for outermost marks.
    """

    inner: TextSpan
    outer: TextSpan
    paragraph: int
    closed: bool
    depth: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraphs and quotation marks of a text, both in text order."""

    paragraphs: tuple[TextSpan, ...]
    quotations: tuple[Quotation, ...]

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that `offset` lies in (of the next one, between two)."""
        index = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.end)
        return min(index, max(0, len(self.paragraphs) - 1))

    def quoted(self, offset: int) -> bool:
        """Whether `offset` lies between quotation marks."""
        index = bisect_right(self.quotations, offset, key=lambda quotation: quotation.outer.start)
        while index and self.quotations[index - 1].depth:
            index -= 1
        return index > 0 and offset < self.quotations[index - 1].outer.end


@dataclass(eq=False, slots=True)
class Person:
    """A named person of the article. Compared by identity: two people may share a name.

    `mentions` are the person's names in the text (no pronouns); `aliases` every surface form but `name`.
    `party` is the canonical name of the party that the text gives or entails, with its evidence.
    """

    name: str
    aliases: list[str] = field(default_factory=list)
    mentions: list[TextSpan] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    role_spans: list[TextSpan] = field(default_factory=list)
    gender: Gender | None = None
    party: str | None = None
    party_evidence: TextSpan | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for a person: a name, a definite description, a role or a pronoun."""

    span: TextSpan
    person: Person
    kind: MentionKind


@dataclass(eq=False, slots=True)
class Contest:
    """One poll with a result in the article: field for field the record `contest` of design.md.

    `evidence` has one span for each field that is set; `mentions` are the place's names in the text.
    """

    place: str
    kind: ContestKind
    mentions: list[TextSpan] = field(default_factory=list)
    date: str | None = None
    winner: Person | str | None = None
    winners: list[Person | str] = field(default_factory=list)
    winner_party: str | None = None
    outcome: Literal["gain", "hold"] | None = None
    from_party: str | None = None
    majority: int | None = None
    majority_source: Literal["stated", "derived"] | None = None
    turnout_percent: float | None = None
    swing_percent: float | None = None
    swing_from: str | None = None
    swing_to: str | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, TextSpan] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class VoteCount:
    """A number of votes that a candidate, party or option polled in a contest. `evidence` is the number."""

    votes: int
    evidence: TextSpan
    sentence: TextSpan
    contest: Contest | None = None
    candidate: Person | None = None
    party: str | None = None
    option: str | None = None
    qualifier: str | None = None
    stage: str | None = None
    stage_kind: StageKind | None = None


@dataclass(eq=False, slots=True)
class VoteShare:
    """A percentage of the votes, or its change in signed points. `evidence` is the number without % and sign."""

    evidence: TextSpan
    sentence: TextSpan
    percent: float | None = None
    change: float | None = None
    contest: Contest | None = None
    candidate: Person | None = None
    party: str | None = None
    option: str | None = None
    qualifier: str | None = None
    stage: str | None = None
    stage_kind: StageKind | None = None


@dataclass(eq=False, slots=True)
class Quote:
    """Words that the article attributes to somebody: field for field the record `quote` of design.md."""

    kind: Literal["direct", "mixed", "indirect"]
    content: list[TextSpan]
    sentence: TextSpan
    speaker: str | None = None
    speaker_person: Person | None = None
    speaker_kind: Literal["person", "organisation", "unnamed"] | None = None
    speaker_mention: TextSpan | None = None
    resolved_by: Literal["name", "alias", "role", "description", "pronoun", "continuation"] | None = None
    cue: TextSpan | None = None
    cue_lemma: str | None = None
    polarity: Literal["asserted", "denied"] = "asserted"
    outlet: str | None = None
    occasion: str | None = None
    addressee: str | None = None
    parent: Quote | None = None
