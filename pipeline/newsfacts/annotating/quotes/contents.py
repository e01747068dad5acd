"""From the tokens that a cue reaches to the content of a quote: whole marks, no direct speech of another."""

from __future__ import annotations

from newsfacts.annotating.quotes.blocks import DASHES, Block, Marked
from newsfacts.annotating.quotes.drafts import Findings
from newsfacts.annotating.quotes.extent import Reach
from newsfacts.annotating.types import TextSpan


def clear_of_speech(block: Block, reach: Reach, found: Findings) -> Reach | None:
    """Cut a reach short where direct speech with an attribution of its own begins."""
    at = block.owner(reach.first)
    if at is not None and at in found.used and found.used[at].direct:
        return None
    for marked in block.marks_in(reach.first, reach.last):
        if marked in found.used and found.used[marked].direct:
            last = marked.first
            while last > reach.first and (
                block.texts[last - 1] in {":", ",", *DASHES} or block.texts[last - 1].isspace()
            ):
                last -= 1
            return Reach(reach.first, last, reach.clause) if last - reach.first >= 2 else None
    return reach


def whole_marks(block: Block, reach: Reach) -> Reach:
    """The reach with the quotations that it begins or ends in, whole."""
    first, last = block.owner(reach.first), block.owner(reach.last - 1)
    return Reach(first.first if first else reach.first, last.last if last else reach.last, reach.clause)


def content_of(block: Block, reach: Reach, marks: list[Marked]) -> tuple[TextSpan, bool]:
    """The reach in characters; and whether it is nothing but one quotation, whose marks are then left out."""
    doc = block.doc
    last = doc[reach.last - 1]
    if len(marks) == 1 and marks[0].first == reach.first and marks[0].last >= reach.last:
        return marks[0].quotation.inner, True
    start = block.starts[reach.first]
    end = last.idx + len(last)
    if marks and marks[-1].last == reach.last:
        end = marks[-1].quotation.outer.end
    return TextSpan(start, end), False
