"""Direct speech: which quotations are somebody's words by themselves, and which of them make up one quote."""

from __future__ import annotations

from typing import TypeGuard

from newsfacts.annotating.quotes.blocks import COLONS, DASHES, Block, Marked
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue
from newsfacts.annotating.quotes.drafts import Draft, Findings, LeadIn
from newsfacts.annotating.quotes.leads import cue_after, cue_before, exclamation, label, main_subject, signature
from newsfacts.annotating.quotes.nounphrases import Source
from newsfacts.annotating.quotes.sources import find_source

_MOST_TERMS = 3  # within the attribution between two quotations
_ENDS_ATTRIBUTED = frozenset(",?!—–-…")  # a quotation before "she said" ends like this


def attribute(found: Findings, index: int) -> None:
    """Find out whether a quotation is speech by itself, and whose; embedded fragments are left to the clauses."""
    block = found.block
    marked = block.marked[index]
    previous = block.marked[index - 1] if index else None
    follow = cue_after(block, marked, index, found.cues)
    if index == 0 and _closes(found.left_open, block, marked):
        _extend(found, found.left_open, marked)
        _adopt(found, found.left_open, follow)
        return
    before = _token_before(block, marked)
    anchor = _last_used(found, index)
    earlier = found.used.get(previous) if previous is not None else None
    if earlier is not None and before is not None and _goes_on(found, earlier, previous, before):
        _extend(found, earlier, marked)
        return
    lead = cue_before(block, marked, previous, found.cues, before)
    if lead is not None and not (follow is not None and _is_colon(block, before) and block.last_char(marked) == ","):
        if earlier is not None and earlier.cue == lead:
            _extend(found, earlier, marked)
        else:
            _new(found, marked, lead, _source_of(found, lead))
        return
    exclaimed = exclamation(block, marked, found.lexicon)
    if exclaimed is not None:
        _new(found, marked, exclaimed, None)
        return
    embedded = _is_embedded(block, marked, previous, before)
    bracketed = before is not None and block.texts[before] == "("
    if follow is not None and (bracketed or not embedded):
        _new(found, marked, follow, find_source(block, follow))
        return
    signed = marked.first == block.first and signature(block, marked) is not None
    if embedded or not (signed or _looks_spoken(block, marked)):
        return
    if _opens_clause(found, marked):
        found.postponed.append((marked, before))
        return
    if anchor is not None:
        earlier = found.used[anchor]
        if earlier.cue is not None and only_attribution_between(block, earlier.cue, anchor, marked):
            _extend(found, earlier, marked)
            return
    without_verb(found, marked, before)


def _opens_clause(found: Findings, marked: Marked) -> bool:
    """Whether the sentence goes on behind the marks and its attribution is at its end: "A," unlike B, said Ms Roe."""
    block = found.block
    if block.last_char(marked) != ",":
        return False
    stop = block.sentence_end(marked.last)
    cues = (c for c in found.cues if marked.last < c.first < stop and c.verb.clause and not c.verb.weak)
    return any(block.tags[c.first] in FINITE_TAGS and block.texts[c.first - 1] == "," for c in cues)


def _last_used(found: Findings, index: int) -> Marked | None:
    """The nearest quotation before that is speech; a few terms in marks may stand between."""
    nearest = found.block.marked[max(0, index - _MOST_TERMS - 1) : index]
    return next((m for m in reversed(nearest) if m in found.used), None)


def _is_colon(block: Block, i: int | None) -> bool:
    return i is not None and block.texts[i] in COLONS


def _source_of(found: Findings, lead: Cue) -> Source | None:
    """The source of a cue that leads in to speech: "told the BBC that she had lost, adding: "We will be back."" is said
    by whoever told."""
    block, doc = found.block, found.block.doc
    before = lead.first - 1
    while before > block.first and (block.tags[before] == "RB" or block.texts[before].isspace()):
        before -= 1
    quotation = block.owner(before)
    comma = block.texts[before] if quotation is None else block.last_char(quotation)
    source = find_source(block, lead)
    impersonal = source is not None and block.lowers[source.first] == "it" and block.tags[before] == "CC"
    if impersonal or (comma == "," and block.tags[lead.first] == "VBG"):
        start = block.sentence_start(lead.first)
        main = (c for c in found.cues if start <= c.first < lead.first and block.tags[c.first] in FINITE_TAGS)
        main = (
            c
            for c in main
            if (c.verb.clause or c.verb.object) and not c.verb.weak and doc[c.first].dep_ not in {"advcl", "relcl"}
        )
        return next((find_source(block, c) for c in main), None) or source
    return source


def without_verb(found: Findings, marked: Marked, before: int | None) -> None:
    """Speech without a reporting verb: after a colon, above a signature, or going on from the last."""
    block = found.block
    source = signature(block, marked)
    if before is not None and _is_colon(block, before):
        source = label(block, before) or main_subject(block, before) or source
    if source is not None:
        _new(found, marked, None, source)
        return
    _new(found, marked, None, None).continues = True


def _closes(left_open: Draft | None, block: Block, marked: Marked) -> TypeGuard[Draft]:
    """Whether the quotation takes up, with the same mark, the one that the paragraph before left open."""
    return (
        left_open is not None
        and marked.first == block.first
        and left_open.mark == block.text[marked.quotation.outer.start]
    )


def _adopt(found: Findings, draft: Draft, follow: Cue | None) -> None:
    """Give a quote over several paragraphs the cue that follows its last one, if it has none."""
    if draft.cue is None and follow is not None:
        draft.cue, draft.continues = follow, False
        draft.source = find_source(found.block, follow)
        draft.block, draft.position = found.block, follow.first
        found.spent.add(follow.first)


def introduce(draft: Draft | None, lead_in: LeadIn) -> None:
    """Give a quotation that has no cue of its own the one that the paragraph before introduces it with."""
    if draft is not None and draft.cue is None and draft.continues:
        draft.cue, draft.source, draft.continues = lead_in.cue, lead_in.source, False
        draft.block = lead_in.block
        draft.position = lead_in.cue.first if lead_in.cue is not None else draft.position


def _goes_on(found: Findings, earlier: Draft, previous: Marked | None, before: int) -> bool:
    """Whether the sentence that the cue interrupted goes on: "A," she said in Leeds, "b" / "A," she said, but "b"."""
    block = found.block
    if earlier.cue is None or previous is None or not previous.last <= earlier.cue.first < before + 1:
        return False
    words = block.doc[before]
    if any(
        block.ends_sentence(i) or block.texts[i] in {":", "):", ";"} for i in block.narrative(previous.last, before + 1)
    ):
        return False
    between = list(block.narrative(earlier.cue.last + 1, before + 1))
    if any(block.tags[i] in FINITE_TAGS or block.tags[i] == "VBG" for i in between):
        return words.text == "," and not any(cue.first in between for cue in found.cues)
    return words.text == "," or words.tag_ == "CC"


def _new(found: Findings, marked: Marked, cue: Cue | None, source: Source | None) -> Draft:
    position = cue.first if cue is not None else marked.first
    draft = Draft([marked.quotation.inner], cue, source, True, found.block, position=position)
    draft.marked = True
    draft.mark = found.block.text[marked.quotation.outer.start]
    if cue is not None:
        found.spent.add(cue.first)
    found.drafts.append(draft)
    found.used[marked] = draft
    return draft


def _extend(found: Findings, draft: Draft, marked: Marked) -> None:
    draft.content.append(marked.quotation.inner)
    found.used[marked] = draft


def _token_before(block: Block, marked: Marked) -> int | None:
    """The last narrative token before the quotation, None where another quotation or nothing stands before it."""
    i = marked.first - 1
    while i >= block.first and block.texts[i].isspace():
        i -= 1
    return i if i >= block.first and block.owner(i) is None else None


def _is_embedded(block: Block, marked: Marked, previous: Marked | None, before: int | None) -> bool:
    """Whether the quotation is a part of a narrative sentence: the "obstacle" to victory."""
    if before is not None:
        return (
            not block.ends_sentence(before)
            and block.texts[before] not in COLONS
            and not (
                block.texts[before] in DASHES
                and marked.quotation.inner.start < marked.quotation.inner.end
                and block.text[marked.quotation.inner.start].isupper()
            )
        )
    if previous is not None and not block.closes_sentence(previous):
        return True  # one more of several terms: "hope," "change" and "progress"
    # at the start: a fragment if the sentence simply goes on after it ("Disastrous" results followed)
    following = marked.last
    while following < block.last and block.texts[following].isspace():
        following += 1
    if following >= block.last or block.closes_sentence(marked):
        return False
    return block.last_char(marked) not in _ENDS_ATTRIBUTED and block.texts[following] not in {",", *DASHES}


def _looks_spoken(block: Block, marked: Marked) -> bool:
    """A sentence of its own, not a title or a term: it ends in punctuation within the marks, or is long."""
    inner = marked.quotation.inner
    text = block.text[inner.start : inner.end]
    return text[-1] in ".?!,…—–-" or not marked.quotation.closed or len(text.split()) >= 8


def only_attribution_between(block: Block, cue: Cue, previous: Marked, marked: Marked) -> bool:
    """Whether nothing but the attributing sentence stands between two quotations: "A," she said. "B."."""
    if not previous.last <= cue.first < marked.first:
        return False
    between = list(block.narrative(previous.last, marked.first))
    ends = [i for i in between if block.ends_sentence(i)]
    return len(ends) <= 1 and (not ends or ends[0] == between[-1])
