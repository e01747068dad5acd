"""Where and to whom words were spoken: outlet, occasion, addressee, from the sentence of the cue."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from newsfacts.annotating.quotes.drafts import Draft
from newsfacts.annotating.quotes.sources import phrase_after

_OCCASION_PREPOSITIONS = frozenset({"in", "at", "during", "on", "after"})


def outlet_and_addressee(draft: Draft, outlets: list[Span]) -> tuple[str | None, str | None]:
    """The outlet named in the cue's sentence outside of the quotation, and the hearer of "told X" or "said to X"."""
    if draft.cue is None:
        return None, None
    block, cue = draft.block, draft.cue
    doc = block.doc
    start, end = block.sentence_start(cue.first), block.sentence_end(cue.first)
    addressee = None
    hearer = None
    following = cue.last + 1
    while following < end and doc[following].tag_ == "RB":
        following += 1
    if cue.verb.tell or (following < end and doc[following].lower_ == "to"):
        hearer = (
            phrase_after(block, following if doc[following].lower_ != "to" else following + 1)
            if following < end
            else None
        )
    outlet = next(
        (
            span
            for span in outlets
            if start <= span.start < end
            and block.owner(span.start) is None
            and not any(c.start <= span.start_char < c.end for c in draft.content)
            and not (draft.source and draft.source.first <= span.start < draft.source.last)
            and (span.start > cue.last or span.end <= cue.first)
        ),
        None,
    )
    if hearer is not None and not (outlet and hearer.first <= outlet.start < hearer.last):
        inside = any(c.start <= doc[hearer.first].idx < c.end for c in draft.content)
        addressee = None if inside else phrase_text(doc, hearer.first, hearer.last)
    return (_clean(outlet.text) if outlet is not None else None), addressee


def occasion(draft: Draft, nouns: frozenset[str]) -> str | None:
    """The speech, interview or statement that the words are from: "a speech in London"."""
    if draft.cue is None:
        return None
    block, cue = draft.block, draft.cue
    doc = block.doc
    start, end = block.sentence_start(cue.first), block.sentence_end(cue.first)
    for i in block.narrative(start, end):
        if doc[i].lower_ in _OCCASION_PREPOSITIONS and not any(c.start <= doc[i].idx < c.end for c in draft.content):
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
    return " ".join(text.split())
