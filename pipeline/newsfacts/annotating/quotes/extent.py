"""Where a reported clause ends: with its sentence, or where the writer takes over again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from newsfacts.annotating.quotes.blocks import DASHES, Block
from newsfacts.annotating.quotes.cue_verbs import CueLexicon
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue
from newsfacts.annotating.quotes.resuming import coordinated_with_cue, opens_clause, writer_resumes

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
SUBORDINATORS = frozenset(
    {"after", "although", "as", "because", "before", "if", "once", "since", "though", "until", "when", "while"}
)
_RELATIVES = frozenset({"which", "who", "whom", "whose", "where"})
_BACKSHIFTED = frozenset({"had", "would", "could", "might", "should"})
_ARTICLES = frozenset({"a", "an", "one"})
_LONGEST_LEAD = 14  # tokens between the subordinator of a clause and its cue


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
        if token.text == "," or (token.text in DASHES and token.tag_ != "HYPH"):
            if writer_resumes(block, cue, start, i, end, lexicon):
                return trim(block, start, i)
        elif token.tag_ == "CC" and token.lower_ in {"and", "but", "or", "yet"}:
            following = next(block.narrative(i + 1, end), end)
            while following < end and block.tags[following] in {"RB"}:
                following += 1
            if following < end and coordinated_with_cue(block, cue, start, i, following, end, lexicon):
                return trim(block, start, i)
        elif token.dep_ in {"advcl", "prep"} and token.head.i == cue.first and i > start:
            first = max(block.first, token.left_edge.i)
            if (
                first > start
                and block.texts[first - 1] == ","
                and block.owner(first) is None
                and not block.marks_in(first, end)
            ):
                return trim(block, start, first)
    return trim(block, start, _before_gloss(block, start, end))


def _before_gloss(block: Block, start: int, end: int) -> int:
    """Where the writer's own gloss begins that closes the sentence: ", which opened in May", " - a first for the town".

    A relative clause or an apposition behind a comma adds to what was said; nobody says whether the speaker did.
    """
    doc = block.doc
    finite = False
    for i in block.narrative(start, end):
        finite = finite or block.tags[i] in FINITE_TAGS
        dash = block.texts[i] in DASHES and block.tags[i] != "HYPH"
        if not finite or not (dash or block.texts[i] == ",") or block.marks_in(i, end):
            continue
        words = [doc[k] for k in block.narrative(i + 1, end)]
        if _is_relative(words) or _is_apposition(words, dash):
            return i
    return end


def _is_relative(words: list[Token]) -> bool:
    """Whether the words are a relative clause and nothing else: no verb of the clause before it follows a comma."""
    opening = words[1:2] if words and words[0].tag_ == "IN" else words[:1]
    if not opening or opening[0].lower_ not in _RELATIVES or opening[0].tag_ not in {"WDT", "WP", "WP$", "WRB"}:
        return False
    verb = next((t for t in words if t.tag_ in FINITE_TAGS), None)
    if verb is None or verb.lower_ in _BACKSHIFTED or any(t.text in DASHES and t.tag_ != "HYPH" for t in words):
        return False  # a verb put back in time is a part of what was said; a dash closes an insertion
    return not any(a.text == "," and (b.tag_ in FINITE_TAGS or b.tag_ in {"CC", "RB"}) for a, b in pairwise(words))


def _is_apposition(words: list[Token], dash: bool) -> bool:
    """Whether the words are a noun phrase with what belongs to it: "a first for the town", "one that will last"."""
    if not words or words[0].lower_ not in (_ARTICLES if not dash else _ARTICLES | {"the", "all", "two"}):
        return False
    for token in words:
        if token.lower_ in {"that", "who", "which"}:
            return True
        if token.tag_ in FINITE_TAGS or token.tag_ == "CC" or token.text == "," or token.text in DASHES:
            return False
    return True


def _after_quoted_comma(block: Block, i: int) -> bool:
    """Whether the token follows marks that take in the writer's comma: a "sore loser," adding."""
    before = block.owner(i - 1)
    return before is not None and block.last_char(before) == ","


def _main_clause(block: Block, cue: Cue, start: int, end: int) -> int:
    """Where the main clause goes on, if the cue stands in a clause before it or inside it: "After aides said X, she
    left", "Those who say X leave"."""
    verb = block.doc[cue.first]
    if verb.dep_ == "advcl" and verb.head.i > cue.first:
        subject = next((c for c in verb.head.children if c.dep_ in SUBJECTS and c.i > start), None)
        first = subject.left_edge.i if subject is not None else verb.head.i
        comma = next((i for i in range(first, start, -1) if block.texts[i] == "," and block.owner(i) is None), None)
        if comma is not None and start < comma < end:
            return comma
    if _describes_subject(block, cue, start, end):
        return start  # voters who say it matters are few: who they are, nothing that they said just now
    return _after_subordinate(block, cue, start, end)


def _describes_subject(block: Block, cue: Cue, start: int, end: int) -> bool:
    """Whether the cue stands in a relative clause that tells which ones the subject of a later verb are."""
    verb = block.doc[cue.first]
    if verb.dep_ != "relcl" or verb.head.dep_ not in SUBJECTS or not start < verb.head.head.i < end:
        return False
    return all(block.texts[i] != "," for i in range(verb.head.i, verb.head.head.i))


def _after_subordinate(block: Block, cue: Cue, start: int, end: int) -> int:
    """The same by the words alone: a subordinator before the cue, and a comma with a subject and its verb behind it."""
    doc = block.doc
    opening = cue.first - 1
    while opening >= max(block.first, cue.first - _LONGEST_LEAD) and block.lowers[opening] not in SUBORDINATORS:
        if block.tags[opening] in FINITE_TAGS and doc[opening].dep_ not in {"aux", "auxpass"}:
            return end
        if block.ends_sentence(opening) or block.texts[opening] in {";", ":"}:
            return end
        opening -= 1
    if opening < block.first or block.lowers[opening] not in SUBORDINATORS or block.tags[opening] not in {"IN", "WRB"}:
        return end
    finite = False
    for i in block.narrative(start, end):
        finite = finite or block.tags[i] in FINITE_TAGS
        separates = block.texts[i] == "," or (block.texts[i] in DASHES and block.tags[i] != "HYPH")
        if finite and separates and opens_clause(block, i + 1, end):
            return i
    return end


def trim(block: Block, start: int, end: int) -> int:
    """Move an end back over commas, dashes, conjunctions and white space that stand outside of quotation marks."""
    while (
        end > start + 1
        and block.owner(end - 1) is None
        and (
            block.texts[end - 1].isspace()
            or block.texts[end - 1] in {",", ";", ":", "–", "—", "-", "--", "("}
            or block.tags[end - 1] == "CC"
        )
    ):
        end -= 1
    return end
