"""Clauses that their cue stands in or behind: "The vote, she said, was over", "It was over, she said"."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cue_verbs import CueLexicon
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue
from newsfacts.annotating.quotes.extent import SUBORDINATORS, Reach, clause_end, trim
from newsfacts.annotating.quotes.nounphrases import Source, phrase_after

_INSERTED = frozenset({",", "–", "—", "-", "--"})
_OBJECTS = frozenset({"DT", "CD", "NN", "NNS", "NNP", "PRP", "PRP$"})  # tags of what opens an object
_TIME_LINKS = frozenset({"after", "as", "before", "when", "while"})
_NAME_TAGS = frozenset({"NNP", "NNPS", "HYPH", ",", "_SP"})
_COMPARED = frozenset({"such", "same"})
_COMPANY = frozenset({"with", "about", "at"})  # as she joked with a friend: what went on, no aside
_LONGEST_SOURCE = 20  # tokens of a source with its apposition, behind its verb
_LONGEST_ADJUNCT = 8  # tokens between the cue of an aside and the comma behind it


def opens_aside(block: Block, cue: Cue, source: Source) -> int | None:
    """The "as" before source and cue of an aside: as she noted, as first reported by the Herald."""
    doc = block.doc
    i = min(source.first, cue.first) - 1
    while i >= block.first and (block.tags[i] in {"RB", "JJ"} or block.texts[i].isspace()) and block.lowers[i] != "as":
        i -= 1
    if i < block.first or block.lowers[i] != "as" or block.owner(i) is not None:
        return None
    before = doc[i - 1] if i > block.first else None
    compared = before is not None and (before.lower_ in _COMPARED or before.tag_ in {"RB", "JJ"})
    return None if compared else i


def clause_after_aside(block: Block, cue: Cue, source: Source, lexicon: CueLexicon) -> Reach | None:
    """The clause that an aside introduces: "As she noted last week, the vote was over."."""
    opening = opens_aside(block, cue, source)
    if opening is None:
        return None
    start = block.sentence_start(opening)
    while start < opening and (block.tags[start] == "CC" or block.texts[start] in {",", "("}):
        start += 1
    last, end = max(source.last, cue.last + 1), block.sentence_end(cue.first)
    if last < end and block.lowers[last] in _COMPANY:
        return None
    while last < end and last - cue.last <= _LONGEST_ADJUNCT and block.owner(last) is None and block.texts[last] != ",":
        if block.tags[last] in FINITE_TAGS:
            return None
        last += 1
    if start != opening or last >= end or block.texts[last] != "," or block.owner(last) is not None:
        return None
    first = next(block.narrative(last + 1, end), end)
    last = clause_end(block, cue, first, lexicon, governed=False) if first < end else first
    return Reach(first, last, True) if any(block.tags[i] in FINITE_TAGS for i in range(first, last)) else None


def clause_around(block: Block, cue: Cue, source: Source) -> list[Reach]:
    """The clause that the cue interrupts: "The vote, she said, was over." in two reaches; none where it does not."""
    doc = block.doc
    aside = opens_aside(block, cue, source)
    first, last = min(source.first, cue.first) if aside is None else aside, max(source.last, cue.last + 1)
    while last < block.last and (block.tags[last] == "RB" or block.texts[last].isspace()):
        last += 1
    opening = first - 1
    while opening > block.first and (block.texts[opening].isspace() or block.tags[opening] == "RB"):
        opening -= 1
    if (
        last >= block.last
        or block.texts[last] not in _INSERTED
        or block.texts[opening] not in _INSERTED
        or opening <= block.first
    ):
        return []
    if block.owner(opening) is not None or block.owner(last) is not None:
        return []
    start, end = block.sentence_start(opening), block.sentence_end(cue.first)
    while start < opening and block.tags[start] == "CC":
        start += 1
    after = next(block.narrative(last + 1, end), end)
    lead, rest = [doc[i] for i in block.narrative(start, opening)], [doc[i] for i in block.narrative(after, end)]
    if (
        not lead
        or not any(t.tag_ in FINITE_TAGS for t in lead + rest)
        or (cue.verb.lemma != "according to" and any(block.lowers[i] in {"who", "which"} for i in range(first, last)))
    ):
        return []
    if rest and rest[0].tag_ == "VBG" and not any(t.tag_ in FINITE_TAGS for t in lead):
        return []
    reaches = [Reach(start, trim(block, start, opening), True)]
    goes_on = any(t.tag_ in FINITE_TAGS for t in rest) or not any(t.tag_ in FINITE_TAGS for t in lead)
    if after < end and goes_on and block.tags[after] not in {"VBG", "WP", "WDT"}:
        reaches.append(Reach(after, trim(block, after, end), True))
    return reaches


def clause_around_inverted(block: Block, cue: Cue) -> tuple[Source, list[Reach]] | None:
    """The same where the verb comes first: "The problem, say experts like Roe, an engineer, is the ground."."""
    comma, start, end = cue.first - 1, block.sentence_start(cue.first), block.sentence_end(cue.first)
    if comma <= start or block.texts[comma] != "," or block.tags[cue.first] not in {"VBD", "VBZ", "VBP"}:
        return None
    source = phrase_after(block, cue.last + 1)
    lead = range(start, comma)  # a comma in it: "The mayor, Ida Roe, said the aide, a clerk, was out"
    if source is None or any(block.tags[i] in FINITE_TAGS or block.texts[i] == "," or block.owner(i) for i in lead):
        return None
    stop = min(end - 1, cue.last + _LONGEST_SOURCE)
    closing = next(
        (i for i in range(source.last, stop) if block.texts[i] == "," and block.tags[i + 1] in FINITE_TAGS), None
    )
    if closing is None or block.texts[source.last] != ",":
        return None
    return source, [Reach(start, comma, True), Reach(closing + 1, trim(block, closing + 1, end), True)]


def clause_before(block: Block, cue: Cue, source: Source) -> Reach | None:
    """The clause that the cue follows: "It was over, she said." / "It was over, according to her."."""
    doc = block.doc
    rest = [doc[i] for i in block.narrative(cue.last + 1, block.sentence_end(cue.first))]
    if cue.verb.lemma != "according to" and source.first < cue.first and not _attributes_only(block, cue, source, rest):
        return None
    aside = opens_aside(block, cue, source)
    comma = (min(source.first, cue.first) if aside is None else aside) - 1
    while comma >= block.first and block.texts[comma].isspace():
        comma -= 1
    if comma <= block.first or (block.texts[comma] not in {",", "–", "—", "-", "--"} and block.owner(comma) is None):
        return None
    last = comma if block.owner(comma) is None else comma + 1
    start = block.sentence_start(last - 1)
    while start < last and block.tags[start] == "CC":
        start += 1
    finite = _has_main_clause(block, start, last)
    last = trim(block, start, last)
    return Reach(start, last, finite) if last > start and finite else None


def _has_main_clause(block: Block, first: int, last: int) -> bool:
    """Whether a stretch between commas has a finite verb and is no subordinate clause: not "When the vote came"."""
    doc = block.doc
    opening: int | None = None
    for i in range(first, last):
        token = doc[i]
        if token.text == "," and block.owner(i) is None:
            opening = None
            continue
        if opening is None and token.tag_ != "RB" and not token.is_space:
            opening = i
        if token.tag_ in FINITE_TAGS and opening is not None:
            before = doc[opening]
            subordinate = before.lower_ in SUBORDINATORS and before.tag_ in {"IN", "WRB"}
            if not subordinate and before.tag_ != "VBN" and before.lower_ not in {"which", "who"}:
                return True
    return False


def _attributes_only(block: Block, cue: Cue, source: Source, rest: list[Token]) -> bool:
    """Whether source and cue do nothing but attribute: no object, clause or deed of their own behind the cue."""
    doc = block.doc
    rest = list(takewhile(lambda t: t.text not in {",", ";"} and t.lower_ not in _TIME_LINKS, rest))
    if doc[cue.first].dep_ == "relcl" or any(t.tag_ in FINITE_TAGS for t in rest):
        return False
    if any(t.tag_ == "TO" and t.head.tag_ == "VB" for t in rest[:3]):
        return False
    if any(block.tags[i] == "VBG" for i in range(source.last, cue.first + 1)):
        return False
    following = rest[0] if rest else None
    if following is not None and following.lower_ == "by" and block.tags[cue.first] == "VBN":
        return opens_aside(block, cue, source) is not None  # a fact reported by the Herald is no clause
    dated = following is not None and following.ent_type_ in {"DATE", "TIME"}
    return following is None or dated or cue.verb.tell or following.tag_ not in _OBJECTS


def according_to(block: Block, cue: Cue, source: Source) -> Reach | None:
    """The rest of the sentence: before the phrase where it closes the sentence, after it where it opens it."""
    doc = block.doc
    start, end = block.sentence_start(cue.first), block.sentence_end(cue.first)
    if all(doc[i].is_punct or block.tags[i] == "CC" for i in block.narrative(start, cue.first)):
        first = _after_comma(block, source.last, end)
        following = _after_comma(block, first, end)
        if following < end and all(block.tags[i] in _NAME_TAGS for i in block.narrative(first, following)):
            first = following  # "according to the mayor, Jane Roe, ..."
        return Reach(first, end, True) if first < end else None
    finite = any(block.tags[i] in FINITE_TAGS for i in range(start, cue.first))
    return clause_before(block, cue, source) or (Reach(start, trim(block, start, cue.first), True) if finite else None)


def _after_comma(block: Block, first: int, end: int) -> int:
    """The token after the next comma."""
    while first < end and block.texts[first] != "," and block.owner(first) is None:
        first += 1
    while first < end and (block.texts[first] == "," or block.texts[first].isspace()):
        first += 1
    return first
