"""Transcripts: turns that begin with the speaker's name in capitals and a colon.

PENCE: Thank you.
Q: Will you run again?
"""

from __future__ import annotations

import re

from newsfacts.annotating.quotes.blocks import Block, token_span
from newsfacts.annotating.quotes.drafts import Draft
from newsfacts.annotating.quotes.nounphrases import Source
from newsfacts.annotating.types import TextSpan

_TURN = re.compile(r"[\"“]?(?P<label>[A-Z][A-Z.'’\- ]{1,40}):\s+(?P<speech>(?=\S*[a-z])\S.*?)[\"”]?$", re.DOTALL)
FEWEST_TURNS = 2  # one label with a colon is a heading or a caption


def find_turns(blocks: list[Block], headings: frozenset[str]) -> dict[int, Draft]:
    """The turns of a transcript by the index of their block; none where the text holds fewer than two.

    `headings` are labels that are no speakers, casefolded.
    """
    turns: dict[int, Draft] = {}
    for index, block in enumerate(blocks):
        text = block.text[slice(*block.span)]
        turn = _TURN.match(text)
        if turn is None or turn["label"].casefold() in headings:
            continue
        offset = block.span.start
        first, last = token_span(block, offset + turn.start("label"), offset + turn.end("label"))
        content = TextSpan(offset + turn.start("speech"), offset + turn.end("speech"))
        source = Source(first, last, last - 1, last)
        turns[index] = Draft([content], None, source, True, block, position=first)
    return turns if len(turns) >= FEWEST_TURNS else {}
