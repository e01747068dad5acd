"""Quotes of one block, each with its cue and source: first speech between marks, then reported clauses."""

from __future__ import annotations

from itertools import pairwise

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cue_verbs import CueLexicon
from newsfacts.annotating.quotes.cues import Cue
from newsfacts.annotating.quotes.drafts import Draft, Findings, LeadIn
from newsfacts.annotating.quotes.nouns import report_claims
from newsfacts.annotating.quotes.reports import report_clauses
from newsfacts.annotating.quotes.speech import attribute, introduce, only_attribution_between, without_verb


def find_quotes(
    block: Block, cues: list[Cue], lexicon: CueLexicon, left_open: Draft | None, lead_in: LeadIn | None = None
) -> tuple[list[Draft], Draft | None]:
    """The quotes of a block in text order, and the one whose marks the block does not close.

    `cues` are those of the block outside of quotation marks; `left_open` is the quote whose marks the paragraph before
    did not close: it is extended in place. `lead_in` is the colon that the paragraph before ends with.
    """
    found = Findings(block, cues, lexicon, left_open)
    for index, marked in enumerate(block.marked):
        attribute(found, index)
        if index == 0 and lead_in is not None and marked.first == block.first:
            introduce(found.used.get(marked), lead_in)
    report_clauses(found)
    report_claims(found)
    for marked, before in found.postponed:
        if marked not in found.used:
            without_verb(found, marked, before)
    _rejoin(found)
    drafts = sorted(found.drafts, key=lambda d: d.content[0].start)
    if block.marked and not block.marked[-1].quotation.closed:
        return drafts, found.used.get(block.marked[-1])
    return drafts, None


def _rejoin(found: Findings) -> None:
    """Join speech to the clause whose attribution stands right before it: It was "over," she said. "We lost."."""
    block = found.block
    for previous, marked in pairwise(block.marked):
        draft, earlier = found.used.get(marked), found.used.get(previous)
        if draft is None or earlier is None or draft is earlier or not draft.continues or earlier.cue is None:
            continue
        if only_attribution_between(block, earlier.cue, previous, marked):
            earlier.content += draft.content
            found.drafts.remove(draft)
            found.used[marked] = earlier
