"""On what occasion and to whom words were spoken, from the sentence of the cue."""

from __future__ import annotations

from spacy.tokens import Doc

from newsfacts.annotating.quotes.drafts import Draft
from newsfacts.annotating.quotes.nounphrases import Source, phrase_after

_OCCASION_PREPOSITIONS = frozenset({"in", "at", "during", "on", "after"})


def addressee_of(draft: Draft, hearer: Source | None) -> str | None:
    """The hearer of "told X" or "said to X", unless the words themselves begin there."""
    if hearer is None:
        return None
    doc = draft.block.doc
    if any(c.start <= draft.block.starts[hearer.first] < c.end for c in draft.content):
        return None
    return phrase_text(doc, hearer.first, hearer.last)


def hearer_of(draft: Draft) -> Source | None:
    """The noun phrase after "told", or after "to"."""
    if draft.cue is None:
        return None
    doc, end = draft.block.doc, draft.block.sentence_end(draft.cue.first)
    following = draft.cue.last + 1
    while following < end and doc[following].tag_ == "RB":
        following += 1
    if following >= end:
        return None
    if doc[following].lower_ == "to":
        return phrase_after(draft.block, following + 1)
    return phrase_after(draft.block, following) if draft.cue.verb.tell else None


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
