"""Where and to whom words were spoken: outlet, occasion, addressee, from the sentence of the cue."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Span

from newsfacts.annotating.quotes.cues import FINITE_TAGS
from newsfacts.annotating.quotes.drafts import Draft
from newsfacts.annotating.quotes.nounphrases import Source, phrase_after

_OCCASION_PREPOSITIONS = frozenset({"in", "at", "during", "on", "after"})


def outlet_and_addressee(draft: Draft, outlets: list[Span]) -> tuple[str | None, str | None]:
    """The outlet named in the cue's sentence outside of the quotation, and the hearer of "told X" or "said to X".

    `outlets` are in text order.
    """
    if draft.cue is None:
        return None, None
    block, cue = draft.block, draft.cue
    doc = block.doc
    start, end = block.sentence_start(cue.first), block.sentence_end(cue.first)
    hearer = _hearer(draft, end)
    near = outlets[bisect_left(outlets, start, key=_start) : bisect_left(outlets, end, key=_start)]
    near = [span for span in near if _may_carry(draft, span)]
    heard = [span for span in near if hearer and hearer.first <= span.start < hearer.last]
    outlet = heard[-1] if heard else near[0] if near else None
    addressee = None
    if (
        hearer is not None
        and not heard
        and not any(c.start <= block.starts[hearer.first] < c.end for c in draft.content)
    ):
        addressee = phrase_text(doc, hearer.first, hearer.last)
    return (_clean(outlet.text) if outlet is not None else None), addressee


def _start(span: Span) -> int:
    return span.start


def _hearer(draft: Draft, end: int) -> Source | None:
    """The noun phrase after "told", or after "to"."""
    assert draft.cue is not None
    doc = draft.block.doc
    following = draft.cue.last + 1
    while following < end and doc[following].tag_ == "RB":
        following += 1
    if following >= end:
        return None
    if doc[following].lower_ == "to":
        return phrase_after(draft.block, following + 1)
    return phrase_after(draft.block, following) if draft.cue.verb.tell else None


def _may_carry(draft: Draft, span: Span) -> bool:
    """Whether an outlet can be where the words were said: neither in them nor their source, and after the cue or in a
    lead-in to the source ("Speaking to X, she said"), not in the report before ("told X it was over, and Y said")."""
    block, cue, source = draft.block, draft.cue, draft.source
    assert cue is not None
    if block.owner(span.start) is not None or any(c.start <= span.start_char < c.end for c in draft.content):
        return False
    if source is not None and source.first <= span.start < source.last:
        return False
    if span.start > cue.last:
        return True
    between = range(span.end, min(cue.first, source.first) if source is not None else cue.first)
    return span.end <= cue.first and not any(block.tags[i] in FINITE_TAGS for i in between)


def occasion(draft: Draft, nouns: frozenset[str]) -> str | None:
    """The speech, interview or statement that the words are from: "a speech in London"."""
    if draft.cue is None:
        return None
    block, cue = draft.block, draft.cue
    doc = block.doc
    start, end = block.sentence_start(cue.first), block.sentence_end(cue.first)
    for i in block.narrative(start, end):
        if block.lowers[i] in _OCCASION_PREPOSITIONS and not any(
            c.start <= block.starts[i] < c.end for c in draft.content
        ):
            phrase = phrase_after(block, i + 1)
            if phrase is not None and _named_by(doc, phrase.first, phrase.last, nouns):
                return phrase_text(doc, phrase.first, phrase.last)
    return None


def _named_by(doc: Doc, first: int, last: int, nouns: frozenset[str]) -> bool:
    """Whether the phrase's head, the noun before its first preposition, is an occasion."""
    head = last - 1
    for i in range(first + 1, last):
        if doc[i].tag_ == "IN":
            head = i - 1
            break
    return doc[head].lower_ in nouns or f"{doc[head - 1].lower_} {doc[head].lower_}" in nouns


def phrase_text(doc: Doc, first: int, last: int) -> str:
    """Tokens `first` to `last` (exclusive) as one line of text."""
    return _clean(doc[first:last].text)


def _clean(text: str) -> str:
    name = " ".join(text.split())
    return name[0] if len(name) == 2 and name.endswith(".") else name  # "on X." keeps its stop in one token
