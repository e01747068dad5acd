"""Whether a cue says that something was said."""

from __future__ import annotations

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cues import Cue
from newsfacts.annotating.quotes.nounphrases import is_named_like_modal

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "hardly", "nor", "neither", "without"})
_HYPOTHETICAL = frozenset({"would", "could", "might", "may", "should", "must", "ca", "can", "'d"})
_CARRYING_ON = frozenset(  # who goes on, continues or is quick to say it says it
    {"go", "went", "goes", "going", "gone", "on", "continue", "continues", "continued", "continuing"}
    | {"proceed", "proceeds", "proceeded", "hastened", "rushed", "quick"}
)


def is_reported(block: Block, cue: Cue) -> bool:
    """Whether the cue says that something WAS said: not negated, not hypothetical, not a bare infinitive."""
    doc = block.doc
    token = doc[cue.first]
    only = False
    i = cue.first - 1
    while i >= block.first and cue.first - i <= 4 and block.owner(i) is None:
        before = doc[i]
        if before.lower_ in _NEGATIONS:
            return False
        if before.tag_ == "TO":
            governor = doc[i - 1].lower_ if i > block.first else ""
            return governor in _CARRYING_ON
        if before.lower_ == "only":
            only = True
        elif before.tag_ == "MD" and before.lower_ in _HYPOTHETICAL and not is_named_like_modal(before):
            following = doc[cue.last + 1].lower_ if cue.last + 1 < block.last else ""
            return only or following == "only"
        elif before.tag_ not in {"RB", "VB", "VBD", "VBZ", "VBP", "VBN"}:
            break
        i -= 1
    return token.tag_ != "VB" or any(c.dep_ == "aux" for c in token.children)
