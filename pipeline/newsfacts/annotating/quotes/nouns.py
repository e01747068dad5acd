"""Nouns that report: her claim that the vote was rigged; they made the argument that it was not."""

from __future__ import annotations

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.contents import clear_of_speech, content_of, whole_marks
from newsfacts.annotating.quotes.cue_verbs import CueLexicon, CueVerb
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue
from newsfacts.annotating.quotes.drafts import Draft, Findings
from newsfacts.annotating.quotes.extent import Reach, clause_end, trim
from newsfacts.annotating.quotes.nounphrases import Source, phrase_after
from newsfacts.annotating.quotes.resuming import opens_clause
from newsfacts.annotating.quotes.sources import find_source

_BE = frozenset({"is", "was"})
_HELPERS = frozenset({"aux", "auxpass", "neg", "advmod"})
_LONGEST_LINK = 4  # tokens between the verb and its noun: made the familiar argument


def report_claims(found: Findings) -> None:
    """Add the clauses that nouns report, where no verb has reported them: her claim that the vote was rigged."""
    block = found.block
    for cue, source, reach in _noun_cues(block, found.lexicon):
        cleared = clear_of_speech(block, whole_marks(block, reach), found)
        if cleared is None:
            continue
        marks = block.marks_in(cleared.first, cleared.last)
        content, direct = content_of(block, cleared, marks)
        taken = any(c.start < content.end and block.starts[cue.first] < c.end for d in found.drafts for c in d.content)
        if taken or not content.start < content.end:
            continue
        draft = Draft([content], cue, source, direct, block, denied=cue.verb.denial, position=cue.first)
        draft.marked = bool(marks)
        found.drafts.append(draft)
        for marked in marks:
            found.used[marked] = draft


def _noun_cues(block: Block, lexicon: CueLexicon) -> list[tuple[Cue, Source, Reach]]:
    """The nouns of a block that report a clause, each with whose claim it is and the clause."""
    found = []
    lowers = block.lowers
    for i in [i for i in range(block.first, block.last) if lowers[i] in lexicon.claims]:
        if block.owner(i) is not None or not block.tags[i].startswith("NN"):
            continue
        noun = lexicon.claims[lowers[i]]
        cue = Cue(i, i, CueVerb(noun, clause=True, denial=noun in lexicon.denials))
        source = _claimant(block, cue, lexicon)
        reach = _clause(block, cue, lexicon) if source is not None else None
        if source is not None and reach is not None:
            found.append((cue, source, reach))
    return found


def _claimant(block: Block, cue: Cue, lexicon: CueLexicon) -> Source | None:
    """Whose claim it is: "her claim", "the mayor's claim", "a claim by the mayor", "the mayor made the claim"."""
    doc = block.doc
    if cue.verb.lemma in lexicon.feelings:
        return _expressing(block, cue, lexicon)
    i = cue.first - 1
    while i > block.first and block.tags[i] in {"JJ", "RB", "NN", "VBN"} and block.owner(i) is None:
        i -= 1
    if i < block.first or block.owner(i) is not None:
        return None
    if block.tags[i] == "PRP$":
        return Source(i, i + 1, i, i + 1)
    if block.tags[i] == "POS":
        head = doc[i].head
        first = head.left_edge.i
        return Source(first, i, head.i, i) if block.first <= first <= head.i < i else None
    if cue.first + 1 < block.last and block.lowers[cue.first + 1] == "by":
        return phrase_after(block, cue.first + 2)
    return _expressing(block, cue, lexicon)


def _expressing(block: Block, cue: Cue, lexicon: CueLexicon) -> Source | None:
    """Who makes the claim or voices the concern."""
    for k in range(cue.first - 1, max(block.first, cue.first - _LONGEST_LINK) - 1, -1):
        if block.lowers[k] in lexicon.making:
            light = Cue(k, k, CueVerb(block.lowers[k], clause=True))
            return find_source(block, light) if block.tags[k] in FINITE_TAGS | {"VBN", "VBG"} else None
    return None


def _clause(block: Block, cue: Cue, lexicon: CueLexicon) -> Reach | None:
    """The clause behind "that", up to the verb whose subject the noun is, or to the main clause."""
    doc = block.doc
    that = cue.first + 1
    if that < block.last and block.lowers[that] == "by":
        agent = phrase_after(block, that + 1)
        that = agent.last if agent is not None else that
    predicated = that < block.last and block.lowers[that] in _BE
    that += predicated
    if (
        that + 2 >= block.last
        or block.lowers[that] != "that"
        or doc[that].dep_ in {"nsubj", "nsubjpass", "dobj", "det"}
    ):
        return None
    start = that + 2 if block.texts[that + 1] == "," else that + 1
    end = clause_end(block, cue, start, lexicon)
    noun = doc[cue.first]
    if noun.dep_ in {"nsubj", "nsubjpass"} and not predicated:
        if not start < noun.head.i < end:
            return None  # the verb that goes with the noun is not where it should be
        end = min([noun.head.i, *(c.i for c in noun.head.children if start < c.i < noun.head.i and c.dep_ in _HELPERS)])
    finite = False
    for i in block.narrative(start, end):
        finite = finite or block.tags[i] in FINITE_TAGS
        glossed = i + 1 < end and block.lowers[i + 1] in {"a", "an"}
        if block.texts[i] == ";" or (finite and block.texts[i] == "," and (glossed or opens_clause(block, i + 1, end))):
            end = i
            break
    end = trim(block, start, end)
    return Reach(start, end, True) if finite and end > start else None
