"""Where a reported clause ends: with its sentence, or where the writer takes over again."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue, CueLexicon

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_BACKSHIFTED = frozenset({"had", "would", "could", "might", "should", "was", "were", "'d"})
_PHRASE_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "PRP$", "IN", "HYPH"})
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


@dataclass(frozen=True, slots=True)
class Reach:
    """Tokens `first` to `last` (exclusive) of a complement; `clause` if it has a finite verb of its own."""

    first: int
    last: int
    clause: bool


def clause_end(block: Block, cue: Cue, start: int, lexicon: CueLexicon, *, governed: bool = True) -> int:
    """One past the last token of what is reported: the sentence's end, or where the writer takes over again.

    `governed` tells whether the clause depends on the cue; if not, it is a main clause.
    """
    doc = block.doc
    end = block.sentence_end(max(start, cue.last))
    if governed:
        end = _main_clause(block, cue, start, end)
    for i in block.narrative(start + 1, end):
        token = doc[i]
        if token.tag_ == "VBG" and token.lower_ in lexicon.verbs and _after_quoted_comma(block, i):
            return trim(block, start, i)
        if token.text in {",", "–", "—", "-", "--"} and token.tag_ != "HYPH":
            if _writer_resumes(block, cue, i, end, lexicon):
                return trim(block, start, i)
        elif token.tag_ == "CC" and token.lower_ in {"and", "but", "or", "yet"}:
            following = next(block.narrative(i + 1, end), end)
            while following < end and doc[following].tag_ in {"RB"}:
                following += 1
            if following < end and _coordinated_with_cue(block, cue, start, i, following, end, lexicon):
                return trim(block, start, i)
        elif (
            token.dep_ in {"advcl", "prep"}
            and token.head.i == cue.first
            and i > start
            and _adjunct_first(block, token) > start
        ):
            first = _adjunct_first(block, token)
            if doc[first - 1].text == "," and block.owner(first) is None and not _has_marks(block, first, end):
                return trim(block, start, first)
    return trim(block, start, end)


def _backshifted(block: Block, start: int, end: int) -> bool:
    """Whether all verbs of the reported clause are put back in time ("had", "would", "was"), so that a plain past after
    it is the writer's: "said it had been close, and left the hall"."""
    finite = [block.doc[i].lower_ for i in block.narrative(start, end) if block.doc[i].tag_ in FINITE_TAGS]
    return bool(finite) and all(verb in _BACKSHIFTED for verb in finite)


def _after_quoted_comma(block: Block, i: int) -> bool:
    """Whether the token follows marks that take in the writer's comma: a "sore loser," adding."""
    before = block.owner(i - 1)
    return before is not None and block.last_char(before) == ","


def _another_speaks(block: Block, first: int, end: int, lexicon: CueLexicon) -> bool:
    """Whether a noun phrase and a finite cue begin here, so that another report begins."""
    doc = block.doc
    i = first
    while i < min(first + 9, end) and block.owner(i) is None and doc[i].tag_ in _PHRASE_TAGS:
        i += 1
    if i == first or i >= end or doc[first].tag_ in {"PRP", "EX"} or doc[i].tag_ not in {"VBD", "VBZ"}:
        return False
    known = lexicon.verbs.get(doc[i].lower_)
    return known is not None and not (known.weak or known.deed or known.inanimate)


def _main_clause(block: Block, cue: Cue, start: int, end: int) -> int:
    """Where the main clause begins, if the cue stands in a clause before it: "After aides said X, she left"."""
    verb = block.doc[cue.first]
    if verb.dep_ != "advcl" or verb.head.i < cue.first:
        return end
    subject = next((c for c in verb.head.children if c.dep_ in SUBJECTS and c.i > start), None)
    first = subject.left_edge.i if subject is not None else verb.head.i
    comma = next((i for i in range(first, start, -1) if block.doc[i].text == "," and block.owner(i) is None), None)
    return comma if comma is not None and start < comma < end else end


def _has_marks(block: Block, first: int, last: int) -> bool:
    return bool(block.marks_in(first, last))


def _adjunct_first(block: Block, token: Token) -> int:
    return max(block.first, token.left_edge.i)


def _writer_resumes(block: Block, cue: Cue, comma: int, end: int, lexicon: CueLexicon) -> bool:
    """Whether the writer takes over after this comma: ", adding that", ", according to", ", he said", ", as"."""
    doc = block.doc
    following = next(block.narrative(comma + 1, end), end)
    if following >= end or block.marks_in(comma + 1, following):
        return False
    token = doc[following]
    if token.lower_ == "according":
        return True
    if token.lower_ == "as" and following + 1 < end and doc[following + 1].lower_ in lexicon.verbs:
        return True
    if not _has_marks(block, following, end) and _time_clause(block, following, end):
        return True
    if token.tag_ == "VBG" and (token.lower_ in lexicon.verbs or token.lower_ in lexicon.phrases):
        return True
    return bool(
        token.tag_ in {"PRP", "NNP"}
        and following + 1 < end
        and doc[following + 1].lower_ in lexicon.verbs
        and following + 2 >= end - 1
    )


def _time_clause(block: Block, first: int, end: int) -> bool:
    """Whether the writer's own time clause begins here: ", hours after ...", ", just as ..."."""
    for i in range(first, min(first + 4, end)):
        token = block.doc[i]
        if token.lower_ in _TIME_LINKS:
            return i > first or token.lower_ != "as"
        if token.tag_ not in {"CD", "DT", "RB", "JJ"} and token.lower_ not in _TIME_NOUNS:
            return False
    return False


def _coordinated_with_cue(
    block: Block, cue: Cue, start: int, conjunction: int, following: int, end: int, lexicon: CueLexicon
) -> bool:
    """Whether "and/but" goes on with the speaker's next deed ("said it was over and urged him to go") or with another
    speaker ("..., and a second MP predicted"), not with the reported clause ("said it was over and had to stop")."""
    doc = block.doc
    token = doc[following]
    comma = doc[conjunction - 1].text == "," or (block.owner(conjunction - 1) is not None)
    if comma and token.tag_ == "VBD" and token.lower_ not in _BACKSHIFTED and _backshifted(block, start, conjunction):
        return True
    if token.tag_ in {"VBD", "VBZ"} and (
        token.lower_ in lexicon.verbs or token.lower_ in lexicon.phrases or token.lower_ in lexicon.rejecting
    ):
        known = lexicon.verbs.get(token.lower_)
        if known is None or not (known.weak or known.deed) or (known.deed and comma):
            return True
    if token.head.i == cue.first and token.dep_ == "conj" and token.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    if comma and not cue.verb.finding and _another_speaks(block, following, end, lexicon):
        return True
    # a new clause with a subject of its own that the parser hangs on the cue, after a comma
    if doc[conjunction - 1].text == "," and doc[conjunction].lower_ in {"but", "and", "yet"}:
        head = next((c for c in doc[cue.first].children if c.dep_ == "conj" and c.i > following), None)
        return head is not None and head.left_edge.i <= following <= head.i
    return False


def trim(block: Block, start: int, end: int) -> int:
    """Move an end back over commas, dashes, conjunctions and white space that stand outside of quotation marks."""
    doc = block.doc
    while (
        end > start + 1
        and block.owner(end - 1) is None
        and (
            doc[end - 1].is_space
            or doc[end - 1].text in {",", ";", ":", "–", "—", "-", "--", "("}
            or doc[end - 1].tag_ == "CC"
        )
    ):
        end -= 1
    return end
