"""Reported clauses and judgements: mixed and indirect quotes, from the cues that direct speech has left."""

from __future__ import annotations

from dataclasses import replace

from newsfacts.annotating.quotes.assertion import is_reported
from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.complements import clause_after
from newsfacts.annotating.quotes.contents import clear_of_speech, content_of, whole_marks
from newsfacts.annotating.quotes.cue_verbs import CueLexicon
from newsfacts.annotating.quotes.cues import Cue
from newsfacts.annotating.quotes.drafts import Draft, Findings
from newsfacts.annotating.quotes.extent import Reach
from newsfacts.annotating.quotes.nounphrases import Source
from newsfacts.annotating.quotes.objects import object_after
from newsfacts.annotating.quotes.sources import find_source
from newsfacts.annotating.quotes.surroundings import (
    according_to,
    clause_after_aside,
    clause_around,
    clause_around_inverted,
    clause_before,
    opens_aside,
)

_MANNERS = frozenset({"after", "before", "by", "while"})


def report_clauses(found: Findings) -> None:
    """Add mixed and indirect quotes: the clauses and judgements that cues govern."""
    block, spent, lexicon = found.block, found.spent, found.lexicon
    covered_to = -1
    latest: tuple[Cue, Source] | None = None  # the cue before and who spoke there
    for cue in found.cues:
        if cue.first < covered_to:
            continue
        source = find_source(block, cue)
        if latest is not None and _shares_subject(block, latest[0], cue):
            source = latest[1]
        if source is not None and (cue.verb.clause or cue.verb.object):
            latest = (cue, source)
            cue = _as_finding(block, cue, source, lexicon)
        around = _interrupted(block, cue, source, spent, covered_to)
        if around is not None and _is_speech(found, cue, around):
            continue  # "It was over," she said, as recalled by Roe: the words have their speaker
        if around is not None:
            found.drafts.append(around)
            covered_to = block.sentence_end(cue.first)
            for marked in block.marks_in(block.sentence_start(cue.first), covered_to):
                found.used.setdefault(marked, around)
            continue
        reach, denied = _reach(block, cue, source, spent, lexicon)
        if reach is None:
            continue
        reach = clear_of_speech(block, whole_marks(block, reach), found)
        if reach is None or (cue.first in spent and block.marks_in(reach.first, reach.last)):
            continue
        if reach.first < covered_to and not (source is not None and _takes_in(found, reach, cue, source)):
            continue
        marks = block.marks_in(reach.first, reach.last)
        if cue.verb.weak and not marks:
            continue
        if not marks and (not reach.clause or _beside_the_point(block, cue, source)):
            continue
        content, direct = content_of(block, reach, marks)
        if not content.start < content.end:
            continue
        if source is None and not _impersonal(block, cue):
            continue
        draft = Draft([content], cue, source, direct and not cue.verb.object, block, denied=denied, position=cue.first)
        draft.marked = bool(marks)
        found.drafts.append(draft)
        for marked in marks:
            found.used[marked] = draft
        covered_to = max(covered_to, reach.last if reach.first > cue.first else cue.last + 1)


def _is_speech(found: Findings, cue: Cue, draft: Draft) -> bool:
    """Whether the draft of a cue holds a quotation of its sentence that is direct speech already."""
    block, used = found.block, found.used
    first, last = draft.content[0].start, draft.content[-1].end
    marks = block.marks_in(block.sentence_start(cue.first), block.sentence_end(cue.first))
    return any(m in used and used[m].direct and first <= m.quotation.inner.start < last for m in marks)


def _takes_in(found: Findings, reach: Reach, cue: Cue, source: Source) -> bool:
    """Whether the cue closes its sentence and reports the reports before it, which then are its own: "He said it was
    over, the Herald reported."; if so, they are dropped. An aside may belong to their clauses: "denied that it was
    over, as Poe claimed"."""
    if reach.last > cue.first or opens_aside(found.block, cue, source) is not None:
        return False
    inside = [d for d in found.drafts if d.cue is not None and reach.first <= d.cue.first < cue.first]
    if any(d.direct or d.marked or d.position < reach.first for d in inside):
        return False
    found.drafts = [d for d in found.drafts if d not in inside]
    return True


def _as_finding(block: Block, cue: Cue, source: Source, lexicon: CueLexicon) -> Cue:
    """The cue as one of plain speech where a text or an inquiry is what finds and shows: "the survey found that"."""
    if not cue.verb.finding or block.lowers[source.head] not in lexicon.finders:
        return cue
    return replace(cue, verb=replace(cue.verb, weak=False))


def _interrupted(block: Block, cue: Cue, source: Source | None, spent: set[int], covered_to: int) -> Draft | None:
    """The quote of a cue that stands inside its own clause: "The vote, she said, was over"."""
    if not cue.verb.clause or cue.verb.weak or cue.first in spent or not is_reported(block, cue):
        return None
    inverted = clause_around_inverted(block, cue)
    if inverted is not None:
        source, reaches = inverted
    elif source is not None:
        reaches = clause_around(block, cue, source)
    else:
        return None
    if not reaches or reaches[0].first < covered_to:
        return None
    marks = [block.marks_in(r.first, r.last) for r in reaches]
    content = [content_of(block, r, inside)[0] for r, inside in zip(reaches, marks, strict=True)]
    draft = Draft(content, cue, source, False, block, denied=cue.verb.denial, position=cue.first)
    draft.marked = any(marks)
    return draft


def _beside_the_point(block: Block, cue: Cue, source: Source | None) -> bool:
    """Cues whose clause is not reported as said: "what X says the plan would do", "apologise for suggesting" (but
    not "ended by suggesting")."""
    doc = block.doc
    first = min(source.first, cue.first) if source is not None else cue.first
    questioned = first > block.first and block.lowers[first - 1] in {"what", "whatever", "how", "why"}
    before = doc[cue.first - 1] if cue.first > block.first else None
    topic = before is not None and before.tag_ == "IN" and before.lower_ not in _MANNERS
    return questioned or (block.tags[cue.first] == "VBG" and topic)


def _shares_subject(block: Block, earlier: Cue, cue: Cue) -> bool:
    """Whether the cue goes on from an earlier one of its sentence without a subject of its own: "said A but made clear
    B", "said A, adding B"."""
    if cue.verb.lemma == "according to":
        return False
    before = cue.first - 1
    while before > earlier.last and block.tags[before] == "RB":
        before -= 1
    joined = block.tags[before] == "CC" or (block.texts[before] == "," and block.tags[cue.first] == "VBG")
    return joined and block.sentence_start(cue.first) <= earlier.first


def _reach(
    block: Block, cue: Cue, source: Source | None, spent: set[int], lexicon: CueLexicon
) -> tuple[Reach | None, bool]:
    """What the cue reports, and whether it is denied."""
    if cue.verb.lemma == "according to":
        return (according_to(block, cue, source) if source is not None else None), False
    if not is_reported(block, cue) or (cue.verb.question and not cue.verb.object) or _names(block, cue):
        return None, False
    reach = None
    if cue.verb.clause and not cue.verb.weak and source is not None:
        reach = clause_after_aside(block, cue, source, lexicon)
    if reach is None and cue.verb.clause:
        reach = clause_after(block, cue, lexicon)
    if reach is None and (cue.verb.object or (cue.verb.clause and not cue.verb.weak)) and cue.first not in spent:
        reach = object_after(block, cue, lexicon)
        if reach is not None and not cue.verb.object and not _close(block, cue, reach):
            reach = None
    if reach is None and cue.verb.direct and not cue.verb.clause and cue.first not in spent:
        reach = _uttered(block, cue)
    if reach is None and cue.verb.clause and source is not None and not cue.verb.weak and cue.first not in spent:
        reach = clause_before(block, cue, source)
    return reach, cue.verb.denial


def _names(block: Block, cue: Cue) -> bool:
    """A participle behind its noun, which says what something is called: a play called "Harbours"."""
    token = block.doc[cue.first]
    agent = any(c.dep_ == "agent" for c in token.children)
    return cue.verb.object and token.tag_ == "VBN" and token.dep_ == "acl" and not agent


def _uttered(block: Block, cue: Cue) -> Reach | None:
    """Words in marks right behind a verb of uttering, with a final mark of their own: yelled "no deal!"."""
    first = cue.last + 1
    marked = block.owner(first) if first < block.last else None
    if marked is None or block.last_char(marked) not in {".", ",", "!", "?"}:
        return None
    return Reach(marked.first, marked.last, False)


def _close(block: Block, cue: Cue, reach: Reach) -> bool:
    """Whether the marks stand near the cue: reported "12 incidents", promised a "new era"; not far down its object."""
    first = block.marks_in(reach.first, block.last)[0].first
    return first - cue.last <= 3 and all(block.texts[i] != "," for i in range(cue.last + 1, first))


def _impersonal(block: Block, cue: Cue) -> bool:
    """ "It was claimed that": a report without a source."""
    return any(block.lowers[i] == "it" for i in range(max(block.first, cue.first - 4), cue.first))
