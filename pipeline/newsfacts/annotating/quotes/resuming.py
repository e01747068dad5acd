"""Signs that the writer takes over again within a sentence, so that what somebody said ends there."""

from __future__ import annotations

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cue_verbs import CueLexicon, CueVerb
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue

_BACKSHIFTED = frozenset({"had", "would", "could", "might", "should", "was", "were", "'d"})
_PHRASE_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "PRP$", "IN", "HYPH"})
_AUXILIARIES = frozenset({"has", "have", "had", "did", "does", "do", "not", "n't", "n’t"})
_CONTRASTS = frozenset({"although", "though", "whereas", "while"})
_TIME_LINKS = frozenset({"after", "before", "when", "as"})
_TIME_NOUNS = frozenset(
    {
        "moments",
        "seconds",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "hour",
        "day",
        "week",
        "month",
        "year",
    }
)
_LONGEST_JUDGE = 7  # tokens of who judges
_LONGEST_TAIL = 12  # tokens behind the cue of an attribution that closes its sentence


def writer_resumes(block: Block, cue: Cue, start: int, comma: int, end: int, lexicon: CueLexicon) -> bool:
    """Whether the writer takes over after this comma: ", adding that", ", according to", ", he said", ", as"."""
    doc = block.doc
    following = next(block.narrative(comma + 1, end), end)
    if following >= end or block.marks_in(comma + 1, following):
        return False
    token = doc[following]
    if token.lower_ == "according":
        return True
    if token.lower_ == "as" and following + 1 < end and block.lowers[following + 1] in lexicon.verbs:
        return True
    if not block.marks_in(following, end) and _time_clause(block, following, end):
        return True
    if token.tag_ == "VBG" and (token.lower_ in lexicon.verbs or token.lower_ in lexicon.phrases):
        return True
    if token.lower_ in _CONTRASTS and not cue.verb.finding:
        speaks = _another_speaks(block, following + 1, end, lexicon)
        if speaks or _speaks_on(block, following + 1, end, lexicon):
            return True
    if token.lower_ in {"a", "an"} and following + 2 < end and block.lowers[following + 1] in lexicon.nouns:
        first = following + 2 + (block.lowers[following + 2] in {"that", "which"})
        if _another_speaks(block, first, end, lexicon, judging=True):
            return True  # it was over, a charge the mayor called "absurd"
    if not any(block.tags[i] in FINITE_TAGS for i in block.narrative(start, comma)):
        return False
    return _attributes(block, following, end, lexicon) or _closes_relative(block, cue, following, end)


def coordinated_with_cue(
    block: Block, cue: Cue, start: int, conjunction: int, following: int, end: int, lexicon: CueLexicon
) -> bool:
    """Whether "and/but" goes on with the speaker's next deed ("said it was over and urged him to go") or with another
    speaker ("..., and a second MP predicted"), not with the reported clause ("said it was over and had to stop")."""
    doc = block.doc
    token = doc[following]
    if token.lower_ == "that" and token.tag_ == "IN":
        return False
    comma = block.texts[conjunction - 1] == "," or (block.owner(conjunction - 1) is not None)
    if comma and token.tag_ == "VBD" and token.lower_ not in _BACKSHIFTED and _backshifted(block, start, conjunction):
        return True
    if token.tag_ in {"VBD", "VBZ"} and (
        token.lower_ in lexicon.verbs or token.lower_ in lexicon.phrases or token.lower_ in lexicon.rejecting
    ):
        known = lexicon.verbs.get(token.lower_)
        if known is None or not (known.weak or known.deed) or (known.deed and comma):
            return True
    if token.tag_ == "VBG" and block.tags[cue.first] == "VBG" and token.lower_ in lexicon.verbs:
        return True  # noting that it was over and urging him to go
    if token.head.i == cue.first and token.dep_ == "conj" and token.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    if (comma or token.tag_ == "CD") and not cue.verb.finding and _another_speaks(block, following, end, lexicon):
        return True
    # a new clause with a subject of its own that the parser hangs on the cue, after a comma
    if block.texts[conjunction - 1] == "," and block.lowers[conjunction] in {"but", "and", "yet"}:
        head = next((c for c in doc[cue.first].children if c.dep_ == "conj" and c.i > following), None)
        return head is not None and head.left_edge.i <= following <= head.i
    return False


def opens_clause(block: Block, first: int, end: int) -> bool:
    """Whether a subject and its finite verb follow, with nothing but auxiliaries and adverbs between them."""
    i = _past_phrase(block, first, end)
    if i == first or block.tags[i - 1] in {"IN", "DT", "JJ", "POS"} or block.tags[first] == "IN":
        return False
    while i < end and block.tags[i] == "RB":
        i += 1
    return i < end and block.tags[i] in FINITE_TAGS


def _past_phrase(block: Block, first: int, end: int) -> int:
    """One past the last token that can belong to a noun phrase beginning at `first`; a pronoun is one by itself."""
    while first < end and block.texts[first].isspace():
        first += 1
    if first < end and block.tags[first] == "PRP":
        return first + 1
    i = first
    while i < min(first + 9, end) and block.owner(i) is None and block.tags[i] in _PHRASE_TAGS:
        i += 1
    return i


def _backshifted(block: Block, start: int, end: int) -> bool:
    """Whether all verbs of the reported clause are put back in time ("had", "would", "was"), so that a plain past after
    it is the writer's: "said it had been close, and left the hall"."""
    finite = [block.lowers[i] for i in block.narrative(start, end) if block.tags[i] in FINITE_TAGS]
    return bool(finite) and all(verb in _BACKSHIFTED for verb in finite)


def _speaks_on(block: Block, first: int, end: int, lexicon: CueLexicon) -> bool:
    """Whether the speaker's next words are introduced: although she insisted it "would pass"."""
    if first + 1 >= end or block.lowers[first] not in {"he", "she", "they"}:
        return False
    known = _cue_at(block, first + 1, end, lexicon)
    return known is not None and known.clause and not (known.weak or known.deed or known.inanimate)


def _another_speaks(block: Block, first: int, end: int, lexicon: CueLexicon, *, judging: bool = False) -> bool:
    """Whether a noun phrase and a finite cue begin here, so that another report begins.

    `judging`: the cue may be a deed or a judgement of what stands before.
    """
    if judging:
        i = next(
            (k for k in range(first + 1, min(first + _LONGEST_JUDGE, end)) if _cue_at(block, k, end, lexicon)), end
        )
    else:
        i = _past_phrase(block, first, end)
    if i == first or i >= end or block.tags[first] in {"PRP", "EX"}:
        return False
    while i < end and (block.tags[i] == "RB" or block.lowers[i] in _AUXILIARIES):
        i += 1
    known = _cue_at(block, i, end, lexicon)
    return known is not None and (judging or not (known.weak or known.deed or known.inanimate))


def _cue_at(block: Block, i: int, end: int, lexicon: CueLexicon) -> CueVerb | None:
    """The cue verb that token `i` is a finite form of."""
    if i >= end or block.owner(i) is not None or block.tags[i] not in {"VBD", "VBZ", "VBP", "VBN", "VB"}:
        return None
    return lexicon.verbs.get(block.lowers[i])


def _attributes(block: Block, first: int, end: int, lexicon: CueLexicon) -> bool:
    """Whether an attribution closes the sentence: ", the Herald reported on Monday", ", said Jane Roe, a nurse"."""
    inverted = _cue_at(block, first, end, lexicon)
    if inverted is not None and inverted.clause and not inverted.weak and block.tags[first] in {"VBD", "VBZ"}:
        last = _past_phrase(block, first + 1, end)
        return last > first + 1 and (last >= end or block.texts[last] == ",")
    i = _past_phrase(block, first, end)
    while i < end and block.tags[i] == "RB":
        i += 1
    known = _cue_at(block, i, end, lexicon)
    if i == first or known is None or not known.clause or (known.weak and not known.finding) or end - i > _LONGEST_TAIL:
        return False
    return not any(block.tags[k] in FINITE_TAGS or block.lowers[k] == "that" for k in range(i + 1, end))


def _closes_relative(block: Block, cue: Cue, first: int, end: int) -> bool:
    """Whether the cue stands in a relative clause, and the verb of the sentence comes now: "Roe, who says X, left"."""
    relative = any(block.lowers[k] in {"who", "which"} for k in range(max(block.first, cue.first - 4), cue.first))
    while relative and first < end and block.tags[first] == "RB":
        first += 1
    return relative and first < end and block.tags[first] in FINITE_TAGS


def _time_clause(block: Block, first: int, end: int) -> bool:
    """Whether the writer's own time clause begins here: ", hours after ...", ", just as ..."."""
    for i in range(first, min(first + 4, end)):
        token = block.doc[i]
        if token.lower_ in _TIME_LINKS:
            return i > first or token.lower_ != "as"
        if token.tag_ not in {"CD", "DT", "RB", "JJ"} and token.lower_ not in _TIME_NOUNS:
            return False
    return False
