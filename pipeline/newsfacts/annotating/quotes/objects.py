"""What a judging verb takes, where quotation marks show that it was said: described it as "a farce"."""

from __future__ import annotations

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cue_verbs import CueLexicon
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue
from newsfacts.annotating.quotes.extent import Reach, clause_end, trim
from newsfacts.annotating.quotes.nounphrases import phrase_after

_CARRIES_ON = frozenset(
    {"of", "for", "in", "about", "against", "with", "towards", "toward", "over", "from", "by", "to", "among", "on"}
)


def object_after(block: Block, cue: Cue, lexicon: CueLexicon) -> Reach | None:
    """The object and complement of a judging verb, if it holds quotation marks: "X as "Y"", "for "Y"", "to "Y""."""
    first = cue.last + 1
    while (
        first < block.last
        and block.owner(first) is None
        and (block.texts[first].isspace() or block.tags[first] == "RB")
    ):
        first += 1
    if first < block.last and block.lowers[first] == "by" and block.tags[cue.first] in {"VBN", "VBD"}:
        agent = phrase_after(block, first + 1)  # was described by her as "a farce"
        first = agent.last if agent is not None else first
    if first < block.last and block.lowers[first] == "against":  # warned against "complacency"
        first += 1
    if cue.verb.tell and not cue.verb.object:  # told her "never": the hearer is no part of it
        first = next((m.first for m in block.marks_in(first, block.last)), block.last)
    if first >= block.last:
        return None
    end = clause_end(block, cue, first, lexicon)
    marks = block.marks_in(first, end)
    if not marks:
        return None
    last_mark = marks[0].last
    for marked in marks[1:]:  # "X" and "Y" belong together; "X", which she said was "Y", do not
        if any(block.tags[i] in FINITE_TAGS for i in block.narrative(last_mark, marked.first)):
            break
        last_mark = marked.last
    between = list(block.narrative(first, marks[0].first))
    if any(block.texts[i] in {":", ";"} for i in between) or sum(block.tags[i] in FINITE_TAGS for i in between) > 1:
        return None
    return Reach(first, min(end, _phrase_end(block, last_mark, end)), False)


def _phrase_end(block: Block, last_mark: int, end: int) -> int:
    """Where the phrase ends that the last marks belong to: the "shambolic" handling of it.

    The writer's "after the vote" and what follows a comma stay out.
    """
    doc = block.doc
    i = last_mark
    while i < end and block.owner(i) is None:
        token = doc[i]
        if token.tag_ == "IN" and (
            token.lower_ not in _CARRIES_ON or (i + 1 < end and doc[i + 1].ent_type_ in {"DATE", "TIME"})
        ):
            break
        if (
            (token.is_punct and token.tag_ != "HYPH")
            or token.tag_ in FINITE_TAGS
            or token.tag_ in {"CC", "WDT", "WP", "WRB"}
            or token.lower_ == "that"
        ):
            break
        i += 1
    return trim(block, last_mark - 1, i) if i > last_mark else last_mark
