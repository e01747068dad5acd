"""Quotes of one block, each with its cue and source: first speech between marks, then reported clauses."""

from __future__ import annotations

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cues import Cue, CueLexicon
from newsfacts.annotating.quotes.drafts import BlockQuotes, Draft, LeadIn
from newsfacts.annotating.quotes.reports import report_clauses
from newsfacts.annotating.quotes.speech import attribute, introduce


def find_quotes(
    block: Block, cues: list[Cue], lexicon: CueLexicon, left_open: Draft | None, lead_in: LeadIn | None = None
) -> tuple[list[Draft], Draft | None]:
    """The quotes of a block in text order, and the one whose marks the block does not close.

    `cues` are those of the block outside of quotation marks; `left_open` is the quote whose marks the paragraph before
    did not close: it is extended in place. `lead_in` is the colon that the paragraph before ends with.
    """
    result = BlockQuotes()
    spent: set[int] = set()
    for index, marked in enumerate(block.marked):
        previous = block.marked[index - 1] if index else None
        attribute(block, marked, previous, index, cues, spent, result, left_open)
        if index == 0 and lead_in is not None and marked.first == block.first:
            introduce(result.used.get(marked), lead_in)
    report_clauses(block, cues, spent, result, lexicon)
    still_open = block.marked and not block.marked[-1].quotation.closed
    return sorted(result.drafts, key=lambda d: d.content[0].start), result.used.get(
        block.marked[-1]
    ) if still_open else None
