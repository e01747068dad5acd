"""Clauses that their cue stands in or behind: "The vote, she said, was over", "It was over, she said"."""

from __future__ import annotations

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue
from newsfacts.annotating.quotes.extent import Reach, trim
from newsfacts.annotating.quotes.sources import Source

_INSERTED = frozenset({",", "–", "—", "-", "--"})


def clause_around(block: Block, cue: Cue, source: Source) -> list[Reach]:
    """The clause that the cue interrupts: "The vote, she said, was over." in two reaches; none where it does not."""
    doc = block.doc
    first, last = min(source.first, cue.first), max(source.last, cue.last + 1)
    while last < block.last and (doc[last].tag_ == "RB" or doc[last].is_space):
        last += 1
    opening = first - 1
    while opening > block.first and (doc[opening].is_space or doc[opening].tag_ == "RB"):
        opening -= 1
    if (
        last >= block.last
        or doc[last].text not in _INSERTED
        or doc[opening].text not in _INSERTED
        or opening <= block.first
    ):
        return []
    if block.owner(opening) is not None or block.owner(last) is not None:
        return []
    start, end = block.sentence_start(opening), block.sentence_end(cue.first)
    while start < opening and doc[start].tag_ == "CC":
        start += 1
    after = next(block.narrative(last + 1, end), end)
    lead, rest = [doc[i] for i in block.narrative(start, opening)], [doc[i] for i in block.narrative(after, end)]
    if (
        not lead
        or not any(t.tag_ in FINITE_TAGS for t in lead + rest)
        or any(doc[i].lower_ in {"who", "which"} for i in range(first, last))
    ):
        return []
    if rest and rest[0].tag_ == "VBG" and not any(t.tag_ in FINITE_TAGS for t in lead):
        return []
    reaches = [Reach(start, trim(block, start, opening), True)]
    goes_on = any(t.tag_ in FINITE_TAGS for t in rest) or not any(t.tag_ in FINITE_TAGS for t in lead)
    if after < end and goes_on and doc[after].tag_ not in {"VBG", "WP", "WDT"}:
        reaches.append(Reach(after, trim(block, after, end), True))
    return reaches


def clause_before(block: Block, cue: Cue, source: Source) -> Reach | None:
    """The clause that the cue follows: "It was over, she said." / "It was over, according to her."."""
    doc = block.doc
    rest = [doc[i] for i in block.narrative(cue.last + 1, block.sentence_end(cue.first))]
    if (
        cue.verb.lemma != "according to"
        and source.first < cue.first
        and (
            doc[cue.first].dep_ == "relcl"
            or any(t.tag_ in FINITE_TAGS or (t.lower_ == "to" and t.tag_ == "TO" and t.head.tag_ == "VB") for t in rest)
        )
    ):
        return None
    comma = min(source.first, cue.first) - 1
    while comma >= block.first and doc[comma].is_space:
        comma -= 1
    if comma <= block.first or (doc[comma].text not in {",", "–", "—", "-", "--"} and block.owner(comma) is None):
        return None
    last = comma if block.owner(comma) is None else comma + 1
    start = block.sentence_start(last - 1)
    while start < last and doc[start].tag_ == "CC":
        start += 1
    finite = any(doc[i].tag_ in FINITE_TAGS for i in range(start, last))
    last = trim(block, start, last)
    return Reach(start, last, finite) if last > start and finite else None
