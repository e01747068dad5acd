"""Quotes of one block, each with its cue and source: first speech between marks, then reported clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from newsfacts.annotating.quotes.blocks import Block, Marked
from newsfacts.annotating.quotes.complements import Reach, clause_after, clause_around, clause_before, is_reported, object_after
from newsfacts.annotating.quotes.cues import Cue, CueLexicon, CueVerb
from newsfacts.annotating.quotes.sources import Source, find_source, from_head, phrase_after
from newsfacts.annotating.types import TextSpan

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_FINITE_OR_MODAL = _FINITE | {"MD"}
_HEARERS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "RB"})
_DASHES = frozenset({"-", "–", "—", "--"})
_SIGNATURE = re.compile(r"\s*[―—–~-]+\s*")
_ENDS_ATTRIBUTED = frozenset(",?!—–-…")  # a quotation before "she said" ends like this
_ADDING = frozenset({"adding", "saying", "telling", "warning", "insisting", "asking", "calling", "arguing", "writing", "noting"})
_EXCLAMATIONS = frozenset({"shout", "shouts", "cry", "cries", "chant", "chants", "heckle", "call", "yell", "voice"})


@dataclass(eq=False, slots=True)
class Draft:
    """A quote before its speaker is resolved. `continues`: no cue of its own, the speaker is the one before."""

    content: list[TextSpan]
    cue: Cue | None
    source: Source | None
    direct: bool
    block: Block
    denied: bool = False
    continues: bool = False
    position: int = 0  # token the quote is ordered and resolved by
    mark: str = ""  # the opening mark


@dataclass(frozen=True, slots=True)
class LeadIn:
    """What introduces the quotation of the next paragraph: "The minister said:"."""

    block: Block
    cue: Cue | None
    source: Source | None


@dataclass(slots=True)
class BlockQuotes:
    """What one block yields: drafts in text order, and whether its first quotation went to the draft left open before."""

    drafts: list[Draft] = field(default_factory=list)
    used: dict[Marked, Draft] = field(default_factory=dict)


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
        _attribute(block, marked, previous, index, cues, spent, result, left_open)
        if index == 0 and lead_in is not None and marked.first == block.first:
            _introduce(result.used.get(marked), lead_in)
    _report_clauses(block, cues, spent, result, lexicon)
    still_open = block.marked and not block.marked[-1].quotation.closed
    return sorted(result.drafts, key=lambda d: d.content[0].start), result.used.get(block.marked[-1]) if still_open else None


def _attribute(
    block: Block, marked: Marked, previous: Marked | None, index: int, cues: list[Cue], spent: set[int],
    result: BlockQuotes, left_open: Draft | None,
) -> None:
    """Find out whether a quotation is speech by itself, and whose; embedded fragments are left to the clauses."""
    quotation = marked.quotation
    follow = _cue_after(block, marked, index, cues)
    if index == 0 and left_open is not None and marked.first == block.first and left_open.mark == block.doc.text[quotation.outer.start]:
        _extend(left_open, marked, result)
        if left_open.cue is None and follow is not None:
            left_open.cue, left_open.continues = follow, False
            left_open.source = find_source(block, follow)
            left_open.block, left_open.position = block, follow.first
            spent.add(follow.first)
        return
    before = _token_before(block, marked)
    earlier = result.used.get(previous) if previous is not None else None
    if earlier is not None and before is not None and _goes_on(block, earlier, previous, before):
        _extend(earlier, marked, result)
        return
    lead = _cue_before(block, marked, previous, cues, before)
    if lead is not None:
        if earlier is not None and earlier.cue == lead:
            _extend(earlier, marked, result)
        else:
            _start(block, marked, lead, result)
        spent.add(lead.first)
        return
    embedded = _is_embedded(block, marked, before, previous)
    if follow is not None and not embedded:
        _start(block, marked, follow, result)
        spent.add(follow.first)
        return
    if embedded or not _looks_spoken(block, marked):
        return
    if earlier is not None and earlier.cue is not None and _only_attribution_between(block, earlier.cue, previous, marked):
        _extend(earlier, marked, result)
        return
    if before is not None and block.doc[before].text == ":":
        subject = _main_subject(block, before)
        if subject is not None:
            _new(block, marked, None, subject, result)
            return
    signature = _signature(block, marked)
    if signature is not None:
        _new(block, marked, None, signature, result)
        return
    exclaimed = _exclamation(block, marked)
    if exclaimed is not None:
        _new(block, marked, exclaimed, None, result)
        return
    draft = _new(block, marked, None, None, result)
    draft.continues = True


def _introduce(draft: Draft | None, lead_in: LeadIn) -> None:
    """Give a quotation that has no cue of its own the one that the paragraph before introduces it with."""
    if draft is not None and draft.cue is None and draft.continues:
        draft.cue, draft.source, draft.continues = lead_in.cue, lead_in.source, False
        draft.block = lead_in.block
        draft.position = lead_in.cue.first if lead_in.cue is not None else draft.position


def lead_in_of(block: Block, cues: list[Cue]) -> LeadIn | None:
    """The cue and source of a block that ends in a colon and so introduces the quotation of the next one."""
    last = block.last - 1
    while last > block.first and block.doc[last].is_space:
        last -= 1
    if block.doc[last].text != ":" or block.owner(last) is not None:
        return None
    start = block.sentence_start(last)
    usable = [c for c in cues if c.first >= start and _usable(block, c) and not _asked_passive(block, c)]
    if usable:
        return LeadIn(block, usable[-1], find_source(block, usable[-1]))
    subject = _main_subject(block, last)
    return LeadIn(block, None, subject) if subject is not None else None


def _goes_on(block: Block, earlier: Draft, previous: Marked | None, before: int) -> bool:
    """Whether the sentence that the cue interrupted goes on: "A," she said in Leeds, "b" / "A," she said, but "b"."""
    if earlier.cue is None or previous is None or not previous.last <= earlier.cue.first < before + 1:
        return False
    words = block.doc[before]
    if any(block.ends_sentence(i) or block.doc[i].text in {":", ";"} for i in block.narrative(previous.last, before + 1)):
        return False
    between = [i for i in block.narrative(earlier.cue.last + 1, before + 1)]
    if any(block.doc[i].tag_ in _FINITE_OR_MODAL or block.doc[i].tag_ == "VBG" for i in between):
        return words.text == "," and not any(block.doc[i].lower_ in _ADDING for i in between)
    return words.text == "," or words.tag_ == "CC"


def _start(block: Block, marked: Marked, cue: Cue, result: BlockQuotes) -> None:
    _new(block, marked, cue, find_source(block, cue), result)


def _new(block: Block, marked: Marked, cue: Cue | None, source: Source | None, result: BlockQuotes) -> Draft:
    position = cue.first if cue is not None else marked.first
    draft = Draft([marked.quotation.inner], cue, source, True, block, position=position)
    draft.mark = block.doc.text[marked.quotation.outer.start]
    result.drafts.append(draft)
    result.used[marked] = draft
    return draft


def _extend(draft: Draft, marked: Marked, result: BlockQuotes) -> None:
    draft.content.append(marked.quotation.inner)
    result.used[marked] = draft


def _token_before(block: Block, marked: Marked) -> int | None:
    """The last narrative token before the quotation, None where another quotation or nothing stands before it."""
    i = marked.first - 1
    while i >= block.first and block.doc[i].is_space:
        i -= 1
    return i if i >= block.first and block.owner(i) is None else None


def _is_embedded(block: Block, marked: Marked, before: int | None, previous: Marked | None) -> bool:
    """Whether the quotation is a part of a narrative sentence: the "obstacle" to victory."""
    if before is not None:
        return not block.ends_sentence(before) and block.doc[before].text != ":" and not (
            block.doc[before].text in _DASHES and marked.quotation.inner.start < marked.quotation.inner.end
            and block.doc.text[marked.quotation.inner.start].isupper()
        )
    # at the start: a fragment if the sentence simply goes on after it ("Disastrous" results followed)
    following = marked.last
    while following < block.last and block.doc[following].is_space:
        following += 1
    if following >= block.last or block.closes_sentence(marked):
        return False
    return block.last_char(marked) not in _ENDS_ATTRIBUTED and block.doc[following].text not in {",", *_DASHES}


def _looks_spoken(block: Block, marked: Marked) -> bool:
    """A sentence of its own, not a title or a term: final punctuation within the marks, or none where they do not close."""
    inner = marked.quotation.inner
    text = block.doc.text[inner.start : inner.end]
    return text[-1] in ".?!,…—–-" or not marked.quotation.closed or len(text.split()) >= 8


def _usable(block: Block, cue: Cue) -> bool:
    """Whether the cue can introduce direct speech here: a finite or participial main verb, not one in a relative clause."""
    token = block.doc[cue.first]
    if not (cue.verb.direct or cue.verb.clause) or cue.verb.weak and not cue.verb.direct:
        return False
    if token.tag_ == "VBG" and cue.first > block.first and block.doc[cue.first - 1].tag_ in {"NN", "NNS"}:
        return False  # a sign saying "X": nobody speaks
    if token.dep_ == "relcl" or (cue.first > block.first and block.doc[cue.first - 1].lower_ in {"who", "which"}):
        return False
    return token.tag_ != "VB" or is_reported(block, cue)


def _cue_before(block: Block, marked: Marked, previous: Marked | None, cues: list[Cue], before: int | None) -> Cue | None:
    """The cue that leads in to the quotation: `she said: "`, `she said, "`, `told reporters "We`."""
    doc = block.doc
    if before is None or block.ends_sentence(before):
        return None
    start = block.sentence_start(before)
    if previous is not None:
        start = max(start, previous.last)
    inside = [c for c in cues if start <= c.first and c.last <= before and _usable(block, c) and c.verb.lemma != "according to"]
    if not inside:
        return None
    mark = doc[before].text
    if mark == ":":
        cue = inside[-1]
        return None if _asked_passive(block, cue) or _reports_before(block, cue, before) else cue
    cue = inside[-1]
    between = list(block.narrative(cue.last + 1, before if mark == "," or mark in _DASHES else before + 1))
    if any(doc[i].tag_ in _FINITE_OR_MODAL or doc[i].text in {":", ";"} for i in between) or _asked_passive(block, cue):
        return None
    if any(doc[i].lower_ == "that" and doc[i].tag_ == "IN" for i in between):
        return None
    first = doc.text[marked.quotation.inner.start]
    if mark == "," or mark in _DASHES:
        if any(doc[i].text == "," for i in between) and not first.isupper():
            return None
        return cue
    if not cue.verb.direct or any(doc[i].lower_ in {"that", "as", "of", "for", "a", "an", "the", "is", "was"} for i in between[-1:]):
        return None
    whole = first.isupper() and (block.last_char(marked) in ".?!,…" or not marked.quotation.closed)
    adverbs = all(doc[i].tag_ == "RB" for i in between)
    hearer = bool(between) and (cue.verb.tell or doc[between[0]].lower_ == "to") and doc[before].tag_ in _HEARERS
    return cue if whole and (adverbs or hearer) and all(doc[i].tag_ not in {"VBG", "VB"} for i in between) else None


def _reports_before(block: Block, cue: Cue, colon: int) -> bool:
    """Whether the cue already reports a clause, which the quotation after the colon belongs to: said she had one rule: "X"."""
    words = [block.doc[i] for i in block.narrative(cue.last + 1, colon)]
    return cue.verb.clause and any(w.dep_ == "ccomp" and w.head.i == cue.first and w.tag_ in _FINITE for w in words)


def _asked_passive(block: Block, cue: Cue) -> bool:
    """"Asked about it, ..." and "was asked: ...": the words are the asker's, who is not named."""
    token = block.doc[cue.first]
    return cue.verb.question and find_source(block, cue) is None or (cue.verb.question and token.tag_ == "VBN")


def _cue_after(block: Block, marked: Marked, index: int, cues: list[Cue]) -> Cue | None:
    """The cue that follows the quotation at once: `," she said`, `," said a source`, `," Ms Patel, who ..., told MPs`."""
    doc = block.doc
    end = block.marked[index + 1].first if index + 1 < len(block.marked) else block.last
    start = marked.last
    while start < end and (doc[start].is_space or doc[start].text in {",", *_DASHES}):
        start += 1
    if start >= end or doc[start].tag_ in {"CC", "IN", "WDT", "WP", "WRB", "TO"} and doc[start].lower_ not in {"as"}:
        return None
    if block.last_char(marked) == "." and doc[start].text[0].isupper() and start == marked.last and doc[start].is_sent_start is not False:
        if not _bare_attribution(block, start, cues):
            return None
    stop = start
    while stop < end and not block.ends_sentence(stop) and doc[stop].text not in {";", ":"}:
        stop += 1
    candidates = [c for c in cues if start <= c.first < stop and _usable(block, c)]
    for cue in candidates:
        if cue.verb.lemma == "according to" and cue.first == start:
            return cue
        token = doc[cue.first]
        if token.tag_ not in _FINITE and not (token.tag_ == "VBN" and _perfect_or_mistagged(block, cue, start)) and not (
            token.tag_ in {"NNS", "NN"}
        ):
            continue
        if any(_is_finite(doc[i]) for i in range(start, cue.first)) and not _in_relative(block, start, cue.first):
            return None
        return cue
    return None


def _is_finite(token: Token) -> bool:
    """A finite verb other than an auxiliary of the cue; a capital inside a sentence is a name, whatever the tagger says."""
    return token.tag_ in _FINITE_OR_MODAL and token.text[0].islower() and token.lower_ not in {"has", "have", "had", "would"}


def _bare_attribution(block: Block, start: int, cues: list[Cue]) -> bool:
    """After a full stop inside the marks: "..." Ms Patel said. – nothing but source and cue in the sentence."""
    stop = start
    while stop < block.last and not block.ends_sentence(stop):
        stop += 1
    return any(start <= c.first < stop and c.verb.direct and stop - c.last <= 2 and c.first - start <= 5 for c in cues)


def _perfect_or_mistagged(block: Block, cue: Cue, start: int) -> bool:
    before = block.doc[cue.first - 1]
    return before.lower_ in {"has", "have", "had", "'s", "'d"} or before.tag_ in {"PRP", "NNP", "NN", "RB"} or cue.first == start


def _in_relative(block: Block, start: int, cue: int) -> bool:
    """Whether the verbs between `start` and the cue stand in a relative clause or an insertion between commas."""
    words = [block.doc[i] for i in range(start, cue)]
    return any(w.lower_ in {"who", "which", "whose"} for w in words) and words[-1].text == ","


def _only_attribution_between(block: Block, cue: Cue, previous: Marked | None, marked: Marked) -> bool:
    """Whether nothing but the attributing sentence stands between two quotations: "A," she said. "B."."""
    assert previous is not None
    if not previous.last <= cue.first < marked.first:
        return False
    between = list(block.narrative(previous.last, marked.first))
    ends = [i for i in between if block.ends_sentence(i)]
    return len(ends) <= 1 and (not ends or ends[0] == between[-1])


def _main_subject(block: Block, colon: int) -> Source | None:
    """The subject of the sentence that ends in a colon before a quotation."""
    start = block.sentence_start(colon)
    root = next((block.doc[i] for i in block.narrative(start, colon) if block.doc[i].dep_ == "ROOT"), None)
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None) if root is not None else None
    return from_head(block, subject, root.i) if subject is not None and root is not None and subject.i >= start else None


def _signature(block: Block, marked: Marked) -> Source | None:
    """The name behind a dash that ends the block: "..." — Jane Roe, Leeds."""
    doc = block.doc
    dash = _SIGNATURE.match(doc.text, marked.quotation.outer.end, block.span.end)
    if dash is None:
        return None
    first = marked.last
    while first < block.last and doc[first].idx < dash.end():
        first += 1
    source = phrase_after(block, first)
    if source is None or not doc[source.first].text[0].isupper():
        return None
    rest = [doc[i] for i in block.narrative(source.first, block.last)]
    return source if len(rest) <= 14 and not any(_is_finite(t) for t in rest) else None


def _exclamation(block: Block, marked: Marked) -> Cue | None:
    """The noun of `"Resign!" came a shout from the gallery`, as the cue of a quote without a speaker."""
    doc = block.doc
    i = marked.last
    if i + 2 < block.last and doc[i].lower_ in {"came", "went", "was"}:
        for k in range(i + 1, min(i + 4, block.last)):
            if doc[k].lower_ in _EXCLAMATIONS:
                return Cue(k, k, CueVerb(doc[k].lower_, direct=True))
    return None


def _report_clauses(block: Block, cues: list[Cue], spent: set[int], result: BlockQuotes, lexicon: CueLexicon) -> None:
    """Add mixed and indirect quotes: the clauses and judgements that cues govern."""
    covered_to = -1
    latest: tuple[Cue, Source] | None = None  # the cue before and who spoke there
    for cue in cues:
        if cue.first < covered_to:
            continue
        source = find_source(block, cue)
        if latest is not None and _shares_subject(block, latest[0], cue):
            source = latest[1]
        if source is not None:
            latest = (cue, source)
        around = _interrupted(block, cue, source, spent, covered_to)
        if around is not None:
            result.drafts.append(around)
            covered_to = block.sentence_end(cue.first)
            continue
        reach, denied = _reach(block, cue, source, spent, lexicon)
        if reach is None:
            continue
        reach = _clear_of_speech(block, _whole_marks(block, reach), result)
        if reach is None or (cue.first in spent and any(reach.first <= m.first < reach.last for m in block.marked)):
            continue
        if reach.last <= covered_to or reach.first < covered_to:
            continue
        marks = [m for m in block.marked if reach.first <= m.first < reach.last]
        if cue.verb.weak and not marks:
            continue
        if not marks and (not reach.clause or _beside_the_point(block, cue, source)):
            continue
        content, direct = _content(block, reach, marks)
        if not content.start < content.end:
            continue
        if source is None and not _impersonal(block, cue):
            continue
        draft = Draft([content], cue, source, direct and not cue.verb.object, block, denied=denied, position=cue.first)
        result.drafts.append(draft)
        for marked in marks:
            result.used[marked] = draft
        covered_to = max(covered_to, reach.last if reach.first > cue.first else cue.last + 1)


def _interrupted(block: Block, cue: Cue, source: Source | None, spent: set[int], covered_to: int) -> Draft | None:
    """The quote of a cue that stands inside its own clause: "The vote, she said, was over"."""
    if source is None or not cue.verb.clause or cue.verb.weak or cue.first in spent or not is_reported(block, cue):
        return None
    reaches = clause_around(block, cue, source)
    if not reaches or reaches[0].first < covered_to:
        return None
    content = [_content(block, r, [m for m in block.marked if r.first <= m.first < r.last])[0] for r in reaches]
    return Draft(content, cue, source, False, block, denied=cue.verb.denial, position=cue.first)


def _beside_the_point(block: Block, cue: Cue, source: Source | None) -> bool:
    """Cues whose clause is not reported as said: "what X says the plan would do", "apologise for suggesting"."""
    doc = block.doc
    first = min(source.first, cue.first) if source is not None else cue.first
    questioned = first > block.first and doc[first - 1].lower_ in {"what", "whatever", "how", "why"}
    return questioned or (doc[cue.first].tag_ == "VBG" and cue.first > block.first and doc[cue.first - 1].tag_ == "IN")


def _shares_subject(block: Block, earlier: Cue, cue: Cue) -> bool:
    """Whether the cue goes on from an earlier one of its sentence without a subject of its own: "said A but made clear
    B", "said A, adding B"."""
    doc = block.doc
    before = cue.first - 1
    while before > earlier.last and doc[before].tag_ == "RB":
        before -= 1
    joined = doc[before].tag_ == "CC" or (doc[before].text == "," and doc[cue.first].tag_ == "VBG")
    return joined and block.sentence_start(cue.first) <= earlier.first


def _reach(
    block: Block, cue: Cue, source: Source | None, spent: set[int], lexicon: CueLexicon
) -> tuple[Reach | None, bool]:
    """What the cue reports, and whether it is denied."""
    if cue.verb.lemma == "according to":
        return (_according_to(block, cue, source) if source is not None else None), False
    if not is_reported(block, cue) or (cue.verb.question and not cue.verb.object):
        return None, False
    reach = clause_after(block, cue, lexicon) if cue.verb.clause else None
    if reach is None and (cue.verb.object or cue.verb.clause and not cue.verb.weak) and cue.first not in spent:
        reach = object_after(block, cue, lexicon)
        if reach is not None and not cue.verb.object and not _close(block, cue, reach):
            reach = None
    if reach is None and cue.verb.clause and source is not None and not cue.verb.weak and cue.first not in spent:
        reach = clause_before(block, cue, source)
    return reach, cue.verb.denial


def _close(block: Block, cue: Cue, reach: Reach) -> bool:
    """Whether the marks stand near the cue: reported "12 incidents", promised a "new era"; not far down its object."""
    first = next(m.first for m in block.marked if m.first >= reach.first)
    return first - cue.last <= 3 and all(block.doc[i].text != "," for i in range(cue.last + 1, first))


def _according_to(block: Block, cue: Cue, source: Source) -> Reach | None:
    """The rest of the sentence: before the phrase where it closes the sentence, after it where it opens it."""
    doc = block.doc
    start, end = block.sentence_start(cue.first), block.sentence_end(cue.first)
    before = [i for i in block.narrative(start, cue.first) if not doc[i].is_punct]
    if not before:
        first = source.last
        while first < end and doc[first].text != "," and block.owner(first) is None:
            first += 1
        while first < end and (doc[first].text == "," or doc[first].is_space):
            first += 1
        return Reach(first, end, True) if first < end else None
    return clause_before(block, cue, source) or Reach(start, cue.first, True)


def _clear_of_speech(block: Block, reach: Reach, result: BlockQuotes) -> Reach | None:
    """Cut a reach short where direct speech with an attribution of its own begins."""
    for marked, draft in result.used.items():
        if draft.direct and reach.first <= marked.first < reach.last:
            last = marked.first
            while last > reach.first and (block.doc[last - 1].text in {":", ",", *_DASHES} or block.doc[last - 1].is_space):
                last -= 1
            return Reach(reach.first, last, reach.clause) if last - reach.first >= 2 else None
        if draft.direct and marked.first <= reach.first < marked.last:
            return None
    return reach


def _whole_marks(block: Block, reach: Reach) -> Reach:
    """The reach with the quotations that it begins or ends in, whole."""
    first, last = block.owner(reach.first), block.owner(reach.last - 1)
    return Reach(first.first if first else reach.first, last.last if last else reach.last, reach.clause)


def _content(block: Block, reach: Reach, marks: list[Marked]) -> tuple[TextSpan, bool]:
    """The reach in characters; and whether it is nothing but one quotation, whose marks are then left out."""
    doc = block.doc
    last = doc[reach.last - 1]
    if len(marks) == 1 and marks[0].first == reach.first and marks[0].last >= reach.last:
        return marks[0].quotation.inner, True
    start = doc[reach.first].idx
    end = last.idx + len(last)
    if marks and marks[-1].last == reach.last:
        end = marks[-1].quotation.outer.end
    return TextSpan(start, end), False


def _impersonal(block: Block, cue: Cue) -> bool:
    """"It was claimed that": a report without a source."""
    return any(block.doc[i].lower_ == "it" for i in range(max(block.first, cue.first - 4), cue.first))
