"""Cues of direct speech: before the quotation, after it, in the paragraph before, or in its place."""

from __future__ import annotations

import re

from spacy.tokens import Token

from newsfacts.annotating.quotes.assertion import is_reported
from newsfacts.annotating.quotes.blocks import COLONS, DASHES, Block, Marked
from newsfacts.annotating.quotes.cue_verbs import CueLexicon, CueVerb
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue
from newsfacts.annotating.quotes.drafts import LeadIn
from newsfacts.annotating.quotes.nounphrases import Source, is_named_like_modal, phrase_after, phrase_before
from newsfacts.annotating.quotes.sources import find_source, governing_subject

_HEARERS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "RB"})
_PAST_LIKE_BASE = frozenset({"bet", "let", "put", "quit", "read"})
_SIGNATURE = re.compile(r"\s*[―—–~-]+\s*")


def cue_before(
    block: Block, marked: Marked, previous: Marked | None, cues: list[Cue], before: int | None
) -> Cue | None:
    """The cue that leads in to the quotation: `she said: "`, `she said, "`, `told reporters "We`."""
    doc = block.doc
    if before is None or block.ends_sentence(before):
        return None
    start = block.sentence_start(before)
    if previous is not None:
        start = max(start, previous.last)
    mark = block.texts[before]
    inside = [
        c
        for c in cues
        if not (block.tags[c.first] == "VBN" and c.first > start and block.tags[c.first - 1] == "WRB")  # when asked
        and start <= c.first
        and c.last <= before
        and (_usable(block, c) or (mark in COLONS and _ends_relative(block, c, before)))
        and (c.verb.lemma != "according to" or (mark in COLONS and c.first == start))
    ]
    if not inside:
        return None
    if mark in COLONS:
        cue = inside[-1]
        name = label(block, before)
        if name is not None and name.first > cue.last + 1 and block.texts[name.first - 1] in DASHES:
            return None  # Voters agree - Jane Roe: "We lost."
        return None if _asked_passive(block, cue) or _reports_before(block, cue, before) else cue
    cue = inside[-1]
    between = list(block.narrative(cue.last + 1, before if mark == "," or mark in DASHES else before + 1))
    if any(block.tags[i] in FINITE_TAGS or block.texts[i] in {":", ";"} for i in between) or _asked_passive(block, cue):
        return None
    if any(block.lowers[i] == "that" and block.tags[i] == "IN" for i in between):
        return None
    if block.tags[cue.first] == "VBN" and doc[cue.first].dep_ == "acl" and not between:
        return None  # a play called "Harbours"
    first = block.text[marked.quotation.inner.start]
    if mark == "," or mark in DASHES:
        if any(block.texts[i] == "," for i in between) and not first.isupper():
            return None
        return cue
    if not cue.verb.direct or any(
        block.lowers[i] in {"that", "as", "of", "for", "a", "an", "the", "is", "was"} for i in between[-1:]
    ):
        return None
    whole = first.isupper() and (block.last_char(marked) in ".?!,…" or not marked.quotation.closed)
    adverbs = all(block.tags[i] == "RB" for i in between)
    hearer = bool(between) and (cue.verb.tell or doc[between[0]].lower_ == "to") and block.tags[before] in _HEARERS
    return cue if whole and (adverbs or hearer) and all(block.tags[i] not in {"VBG", "VB"} for i in between) else None


def cue_after(block: Block, marked: Marked, index: int, cues: list[Cue]) -> Cue | None:
    """The cue that follows the quotation at once: `," she said`, `," said a source`, `," Ms Roe, who ..., told MPs`."""
    doc = block.doc
    end = block.marked[index + 1].first if index + 1 < len(block.marked) else block.last
    start = marked.last
    while start < end and (block.texts[start].isspace() or block.texts[start] in {",", *DASHES}):
        start += 1
    if start >= end or (
        block.tags[start] in {"CC", "IN", "WDT", "WP", "WRB", "TO"} and block.lowers[start] not in {"as"}
    ):
        return None
    if (
        block.last_char(marked) == "."
        and block.texts[start][0].isupper()
        and start == marked.last
        and doc[start].is_sent_start is not False
    ) and not _bare_attribution(block, start, cues):
        return None
    stop = start
    while stop < end and not block.ends_sentence(stop) and block.texts[stop] not in {";", ":"}:
        stop += 1
    candidates = [c for c in cues if start <= c.first < stop and _usable(block, c)]
    for cue in candidates:
        if cue.verb.lemma == "according to" and cue.first == start:
            return cue
        token = doc[cue.first]
        if (
            token.tag_ not in FINITE_TAGS - {"MD"}
            and not past_like_base(block, cue)
            and not is_named_like_modal(doc[cue.first - 1])
            and not (token.tag_ == "VBN" and _perfect_or_mistagged(block, cue, start))
            and token.tag_ not in {"NNS", "NN"}
        ):
            continue
        if any(_is_finite(doc[i]) for i in range(start, cue.first)) and not _in_relative(block, start, cue.first):
            return None
        return cue
    return None


def lead_in_of(block: Block, cues: list[Cue]) -> LeadIn | None:
    """The cue and source of a block that ends in a colon and so introduces the quotation of the next one."""
    last = block.last - 1
    while last > block.first and block.texts[last].isspace():
        last -= 1
    if block.texts[last] not in COLONS or block.owner(last) is not None:
        return None
    start = block.sentence_start(last)
    usable = [c for c in cues if c.first >= start and _usable(block, c) and not _asked_passive(block, c)]
    if usable:
        return LeadIn(block, usable[-1], find_source(block, usable[-1]))
    subject = main_subject(block, last)
    return LeadIn(block, None, subject) if subject is not None else None


def signature(block: Block, marked: Marked) -> Source | None:
    """The name behind a dash that ends the block: "..." — Jane Roe, Leeds."""
    doc = block.doc
    dash = _SIGNATURE.match(block.text, marked.quotation.outer.end, block.span.end)
    if dash is None:
        return None
    first = marked.last
    while first < block.last and block.starts[first] < dash.end():
        first += 1
    source = phrase_after(block, first)
    if source is None or not block.texts[source.first][0].isupper():
        return None
    rest = [doc[i] for i in block.narrative(source.first, block.last)]
    return source if len(rest) <= 14 and not any(_is_finite(t) for t in rest) else None


def signature_line(block: Block) -> Source | None:
    """The name that fills a block behind a dash, as the signature of the block before: — Jane Roe."""
    doc, start = block.doc, block.span.start
    dash = _SIGNATURE.match(block.text, start, block.span.end)
    if dash is None or block.marked:
        return None
    first = next((i for i in range(block.first, block.last) if block.starts[i] >= dash.end()), block.last)
    source = phrase_after(block, first) if first < block.last else None
    if source is None or block.tags[source.head] != "NNP" or not block.texts[source.first][0].isupper():
        return None
    rest = [doc[i] for i in range(source.last, block.last)]
    short = len(rest) <= 8 and not any(map(_is_finite, rest))
    return source if short and all(t.is_punct or t.is_space for t in rest[:1]) else None


def exclamation(block: Block, marked: Marked, lexicon: CueLexicon) -> Cue | None:
    """The noun of `"Resign!" came a shout from the gallery` or `to cries of "Shame!"`: the cue of nobody's words."""
    doc = block.doc
    if marked.first - 2 >= block.first and block.lowers[marked.first - 1] == "of":
        noun = doc[marked.first - 2]
        if noun.lower_ in lexicon.exclamations:
            return Cue(noun.i, noun.i, CueVerb(noun.lower_, direct=True))
    i = marked.last
    if i + 2 < block.last and block.lowers[i] in lexicon.exclaiming:
        for k in range(i + 1, min(i + 4, block.last)):
            if block.lowers[k] in lexicon.exclamations:
                return Cue(k, k, CueVerb(block.lowers[k], direct=True))
    return None


def label(block: Block, colon: int) -> Source | None:
    """The name that fills the sentence before a colon, or what follows a dash in it: Jane Roe (Lab): "We lost.";
    From the report: "We lost."."""
    source = phrase_before(block, colon)
    if source is None:
        return None
    start, first = block.sentence_start(colon), source.first
    if first - 1 > start and block.tags[first - 1] == "CC" and block.tags[first - 2] == "NNP":  # Jane Roe and John Doe
        other = phrase_before(block, first - 1)
        first = other.first if other is not None else first
    if first > start and block.lowers[first - 1] == "from" and (first - 1 == start or block.texts[first - 2] in DASHES):
        return source  # From the report:
    named = (
        first > start
        or block.tags[first] == "PRP$"
        or any(block.tags[i] in {"NNP", "NNPS"} for i in range(first, source.last))
    )
    opens = first == start or block.texts[first - 1] in DASHES
    return (
        Source(first, source.last, source.head, source.reach)
        if named and opens and block.texts[first][0].isupper()
        else None
    )


def main_subject(block: Block, colon: int) -> Source | None:
    """The subject of the sentence that ends in a colon before a quotation."""
    doc = block.doc
    if any(
        block.texts[i] in DASHES and doc[i - 1].whitespace_ for i in block.narrative(block.sentence_start(colon), colon)
    ):
        return None
    return governing_subject(block, colon)


def _usable(block: Block, cue: Cue) -> bool:
    """Whether the cue can introduce direct speech: a finite or participial verb, not one in a relative clause."""
    token = block.doc[cue.first]
    if not (cue.verb.direct or cue.verb.clause) or (cue.verb.weak and not cue.verb.direct):
        return False
    if token.tag_ == "VBG" and cue.first > block.first and block.tags[cue.first - 1] in {"NN", "NNS"}:
        return block.doc[cue.first - 1].dep_ in {"dobj", "pobj"}  # not a sign saying "X": nobody speaks
    named = any(c.dep_ == "nsubj" and c.tag_ not in {"WP", "WDT", "IN"} for c in token.children)
    if (token.dep_ == "relcl" and not named) or (
        cue.first > block.first and block.lowers[cue.first - 1] in {"who", "which"}
    ):
        return False
    return token.tag_ != "VB" or is_reported(block, cue) or past_like_base(block, cue)


def _ends_relative(block: Block, cue: Cue, colon: int) -> bool:
    """Whether the cue's relative clause runs up to the colon: a walk past Ms Roe, who replied: "Not today."."""
    doc = block.doc
    subject = cue.first - 1
    while subject > block.first and block.tags[subject] == "RB":
        subject -= 1
    after = [doc[i] for i in block.narrative(cue.last + 1, colon)]
    ends = next((k for k, t in enumerate(after) if t.text == ","), len(after))
    finite = block.tags[cue.first] in FINITE_TAGS and cue.verb.direct
    set_off = subject > block.first and doc[subject - 1 - block.texts[subject - 1].isspace()].text == ","
    return finite and set_off and block.lowers[subject] == "who" and not any(_is_finite(t) for t in after[ends:])


def past_like_base(block: Block, cue: Cue) -> bool:
    """Whether the verb may be past whatever its tag says, as its past is its base and no auxiliary or "to" precedes."""
    i = cue.first - 1
    while i >= block.first and block.tags[i] == "RB":
        i -= 1
    before = block.doc[i] if i >= block.first else None
    return block.lowers[cue.first] in _PAST_LIKE_BASE and (before is None or before.tag_ not in {"TO", "MD"})


def _asked_passive(block: Block, cue: Cue) -> bool:
    """ "Asked about it, ..." and "was asked: ...": the words are the asker's, who is not named."""
    token = block.doc[cue.first]
    return (cue.verb.question and find_source(block, cue) is None) or (cue.verb.question and token.tag_ == "VBN")


def _reports_before(block: Block, cue: Cue, colon: int) -> bool:
    """Whether the cue reports a clause that the quotation after the colon belongs to: said she had a rule: "X"."""
    words = [block.doc[i] for i in block.narrative(cue.last + 1, colon)]
    return cue.verb.clause and any(
        w.dep_ == "ccomp" and w.head.i == cue.first and w.tag_ in FINITE_TAGS - {"MD"} for w in words
    )


def _is_finite(token: Token) -> bool:
    """A finite verb, no auxiliary of the cue; a capital inside a sentence is a name, whatever the tagger says."""
    return token.tag_ in FINITE_TAGS and token.text[0].islower() and token.lower_ not in {"has", "have", "had", "would"}


def _bare_attribution(block: Block, start: int, cues: list[Cue]) -> bool:
    """After a full stop inside the marks: "..." Ms Patel said. – nothing but source and cue in the sentence."""
    stop = start
    while stop < block.last and not block.ends_sentence(stop):
        stop += 1
    return any(start <= c.first < stop and c.verb.direct and stop - c.last <= 2 and c.first - start <= 5 for c in cues)


def _perfect_or_mistagged(block: Block, cue: Cue, start: int) -> bool:
    before = block.doc[cue.first - 1]
    return (
        before.lower_ in {"has", "have", "had", "'s", "'d"}
        or before.tag_ in {"PRP", "NNP", "NN", "RB", "JJ"}
        or cue.first == start
    )


def _in_relative(block: Block, start: int, cue: int) -> bool:
    """Whether the verbs between `start` and the cue stand in a relative clause or an insertion between commas."""
    words = [block.doc[i] for i in range(start, cue)]
    return any(w.lower_ in {"who", "which", "whose"} for w in words) and words[-1].text == ","
