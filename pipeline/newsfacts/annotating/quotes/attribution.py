"""Quotes of one block, each with its cue and source: first speech between marks, then reported clauses."""

from __future__ import annotations

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cues import Cue, CueLexicon
from newsfacts.annotating.quotes.drafts import Draft, Findings, LeadIn
from newsfacts.annotating.quotes.reports import report_clauses
from newsfacts.annotating.quotes.speech import attribute, introduce


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
    drafts = sorted(found.drafts, key=lambda d: d.content[0].start)
    if block.marked and not block.marked[-1].quotation.closed:
        return drafts, found.used.get(block.marked[-1])
    return drafts, None
