"""Whether a cue says that something was said."""

from __future__ import annotations

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cues import Cue
from newsfacts.annotating.quotes.nounphrases import is_named_like_modal

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "hardly", "nor", "neither", "without"})
_HYPOTHETICAL = frozenset({"would", "could", "might", "may", "should", "must", "ca", "can", "'d"})
_SUPPOSING = frozenset({"if", "unless"})
_NOBODY = frozenset({"neither", "nobody", "none"})
_SAYING = frozenset({"answer", "comment", "confirm", "disclose", "discuss", "explain", "reveal", "say", "speculate"})
_REACH = 8  # words before a cue that can suppose it
_CARRYING_ON = frozenset(  # who goes on, continues or is quick to say it says it
    {"go", "went", "goes", "going", "gone", "on", "continue", "continues", "continued", "continuing"}
    | {"proceed", "proceeds", "proceeded", "hastened", "rushed", "quick"}
)
_HEARSAY = frozenset({"reported", "said", "understood"})  # she is understood to have told them


def is_reported(block: Block, cue: Cue) -> bool:
    """Whether the cue says that something WAS said: not negated, not hypothetical, not a bare infinitive."""
    doc = block.doc
    token = doc[cue.first]
    if _supposed_or_nobodys(block, cue.first) or _keeps_silent(block, cue):
        return False
    only = False
    i = cue.first - 1
    while i >= block.first and cue.first - i <= 4 and block.owner(i) is None:
        before = doc[i]
        if before.lower_ in _NEGATIONS:
            return False
        if before.tag_ == "TO":
            governor = block.lowers[i - 1] if i > block.first else ""
            return governor in _CARRYING_ON | _HEARSAY
        if before.lower_ == "only":
            only = True
        elif before.tag_ == "MD" and before.lower_ in _HYPOTHETICAL and not is_named_like_modal(before):
            following = block.lowers[cue.last + 1] if cue.last + 1 < block.last else ""
            return only or following == "only"
        elif before.tag_ not in {"RB", "VB", "VBD", "VBZ", "VBP", "VBN"}:
            break
        i -= 1
    return token.tag_ != "VB" or any(c.dep_ == "aux" for c in token.children)


def _supposed_or_nobodys(block: Block, cue: int) -> bool:
    """ "If Roe says", "Had Roe said", "Nobody said", "Neither Roe nor Doe said": what opens the clause."""
    for i in range(cue - 1, max(block.first, cue - _REACH) - 1, -1):
        token = block.doc[i]
        if block.owner(i) is not None or token.is_punct:
            return False
        if token.lower_ in _SUPPOSING or token.lower_ in _NOBODY:
            return True
        if token.lower_ == "no" and block.lowers[i + 1] == "one":
            return True
        if token.text == "Had":
            return True
    return False


def _keeps_silent(block: Block, cue: Cue) -> bool:
    """ "refused to say": what follows was not said."""
    following = [token.lower_ for token in block.doc[cue.last + 1 : min(cue.last + 3, block.last)]]
    silent = block.lowers[cue.first].startswith(("refus", "declin"))
    return silent and following[:1] == ["to"] and bool(_SAYING & set(following[1:]))
