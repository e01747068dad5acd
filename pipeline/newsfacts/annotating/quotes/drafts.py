"""Quotes in the making: what a block's components hand to one another before speakers are resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsfacts.annotating.quotes.blocks import Block, Marked
from newsfacts.annotating.quotes.cue_verbs import CueLexicon
from newsfacts.annotating.quotes.cues import Cue
from newsfacts.annotating.quotes.nounphrases import Source
from newsfacts.annotating.types import TextSpan


@dataclass(eq=False, slots=True)
class Draft:
    """A quote before its speaker is resolved. `continues`: no cue of its own, the speaker is the one before."""

    content: list[TextSpan]
    cue: Cue | None
    source: Source | None
    direct: bool
    block: Block
    denied: bool = False
    continues: bool = False
    position: int = 0  # token the quote is ordered and resolved by
    mark: str = ""  # the opening mark
    marked: bool = False  # whether quotation marks stand in the content, or around it


@dataclass(frozen=True, slots=True)
class LeadIn:
    """What introduces the quotation of the next paragraph: "The minister said:"."""

    block: Block
    cue: Cue | None
    source: Source | None


@dataclass(slots=True)
class Findings:
    """The work on one block: what goes in, and what has been found so far.

    `cues` are those outside of quotation marks, `left_open` the quote that the paragraph before did not close. `used`
    tells for each quotation the draft that took it, `spent` the cues (by token) that introduce direct speech;
    `postponed` are quotations, each with the token before it, that are speech by themselves if no clause takes them in.
    """

    block: Block
    cues: list[Cue]
    lexicon: CueLexicon
    left_open: Draft | None = None
    drafts: list[Draft] = field(default_factory=list)
    used: dict[Marked, Draft] = field(default_factory=dict)
    spent: set[int] = field(default_factory=set)
    postponed: list[tuple[Marked, int | None]] = field(default_factory=list)
