"""Noun phrases at a token: by the parse from their head, by tags alone before or after a place."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cues import FINITE_TAGS

_NOMINAL = frozenset(
    {
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "PRP",
        "CD",
        "DT",
        "JJ",
        "JJR",
        "JJS",
        "PRP$",
        "POS",
        "HYPH",
        "VBN",
        "VBG",
        "RBR",
        "RBS",
        "FW",
        "AFX",
        "NFP",
        "$",
        "ADD",
        "PDT",
    }
)
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD", "FW", "WP", "ADD", "JJ"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NO_END = frozenset({"DT", "IN", "CC", "JJ", "VBN", "VBG", "HYPH", "POS", "PRP$", "RB"})  # no phrase ends with these
_LINKS = frozenset(
    {
        "of",
        "for",
        "from",
        "at",
        "in",
        "with",
        "on",
        "inside",
        "within",
        "near",
        "to",
        "by",
        "behind",
        "against",
        "close",
        "familiar",
        "among",
        "about",
        "under",
    }
)
_TIGHT = frozenset({"of", "for", "from"})  # these nearly always belong to the noun before them
_INDEFINITE = frozenset({"a", "an", "another", "one"})
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "we", "i", "you", "who", "one", "him", "her", "them", "his", "their", "its"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase: tokens `first` to `last` (exclusive), its head, and one past its loose appositions (`reach`)."""

    first: int
    last: int
    head: int
    reach: int


def is_pronoun(doc: Doc, source: Source) -> bool:
    """Whether the source is a pronoun and nothing else."""
    return source.last - source.first == 1 and doc[source.first].lower_ in _PRONOUNS


def from_head(block: Block, head: Token, limit: int) -> Source:
    """The phrase of a head that stands before or after `limit` (the cue), without relative clauses and appositions."""
    doc = block.doc
    opening = head.left_edge.i
    while head.i + 2 < block.last and block.texts[head.i + 1] == "-" and not doc[head.i + 1].whitespace_:
        head = doc[head.i + 2]  # the parser took co-leader for two
    first = max(block.first, min(opening, head.left_edge.i))
    while first < head.i and (
        doc[first].is_punct
        or block.texts[first].isspace()
        or block.owner(first) is not None
        or block.tags[first] in {"CC", "RB", "IN"}
    ):
        first += 1
    for i in range(head.i, first, -1):  # nothing before a comma or a verb belongs to the phrase
        if (
            block.texts[i - 1] in {",", ":", ";", "—", "–", "-", "--"}
            and block.tags[i - 1] != "HYPH"
            and doc[i - 1].dep_ != "punct"
            and (block.texts[i - 1] != "-" or doc[i - 1].whitespace_)
        ) or block.texts[i - 1] in {":", ";"}:
            first = i
            break
    last, reach = _extend(block, head.i, head.right_edge.i + 1)
    if limit > head.i:
        if last < limit and _restricts(block, last, limit):
            last = reach = limit
        elif block.lowers[first] in _INDEFINITE and (stop := _closed_relative(block, last, limit)) is not None:
            last = stop  # a source who saw it, speaking on condition of anonymity, said
        if all(_nominal(doc[i]) and block.owner(i) is None for i in range(last, limit)):
            last = reach = limit  # the parser broke the phrase off before the cue
        last, reach = min(last, limit), min(reach, limit)
    return Source(first, max(last, head.i + 1), head.i, max(reach, head.i + 1))


def _closed_relative(block: Block, first: int, limit: int) -> int | None:
    """The comma that closes a relative clause which begins without one."""
    comma = next((i for i in range(first, limit) if block.texts[i] == ","), None)
    return comma if comma is not None and _restricts(block, first, comma) else None


def _restricts(block: Block, first: int, limit: int) -> bool:
    """Whether a relative clause without a comma fills the words up to the cue: "a source who saw it said"."""
    doc = block.doc
    if block.lowers[first] not in {"who", "that"} or not 2 <= limit - first <= 14:
        return False
    return all(block.owner(i) is None and not doc[i].is_punct for i in range(first, limit))


def _extend(block: Block, head: int, right: int) -> tuple[int, int]:
    """Where the phrase of `head` ends: after the nouns and the prepositional phrases that go with it; and its reach."""
    doc = block.doc
    right = min(right, block.last)
    last = head + 1
    while last < right:
        token = doc[last]
        if block.owner(last) is not None or (token.is_punct and token.tag_ != "HYPH"):
            break
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "TO", "RB"} and token.lower_ not in {"close"}:
            break
        if token.tag_ in {"VBN", "VBG"} and token.dep_ in {"acl", "advcl", "relcl"}:
            break
        if token.tag_ == "IN" and token.lower_ not in _LINKS:
            break
        last += 1
    while last > head + 1 and _ends_nothing(doc[last - 1]):
        last -= 1
    return last, right


def phrase_after(block: Block, first: int) -> Source | None:
    """The noun phrase that begins at token `first`, by tags alone, prepositional phrases by the parse."""
    doc = block.doc
    while first < block.last and block.texts[first].isspace():
        first += 1
    i = first
    head: int | None = None
    while i < block.last and block.owner(i) is None:
        token = doc[i]
        if head is not None and token.tag_ == "VBG" and i + 1 < block.last and block.tags[i + 1] not in _NOUNS:
            break  # a man calling himself Roe
        if _nominal(token):
            if (token.tag_ in _HEADS or is_named_like_modal(token)) and not (
                token.tag_ in {"DT", "CD", "JJ"} and head is not None
            ):
                head = i
            if token.tag_ in {"PRP", "WP"} and head == i:
                i += 1
                break
            i += 1
        elif (
            head is not None
            and token.lower_ in _LINKS
            and (token.lower_ in _TIGHT or (token.head.i <= head and token.head.i >= first))
            and i + 1 < block.last
            and _nominal(doc[i + 1])
            and block.tags[i + 1] != "VBG"
            and doc[i + 1].ent_type_ != "DATE"
        ):
            i += 1
            while i < block.last and block.owner(i) is None and _nominal(doc[i]):
                i += 1
        else:
            break
    if head is None:
        return None
    last = i
    while last > head + 1 and _ends_nothing(doc[last - 1]):
        last -= 1
    if block.tags[head] in {"NN", "NNS"} and last < block.last and block.lowers[last] == "who":
        stop = last
        while stop < block.last and block.owner(stop) is None and not doc[stop].is_punct:
            stop += 1
        last = stop if _restricts(block, last, stop) else last
    reach = last
    while (
        reach < block.last
        and block.owner(reach) is None
        and block.texts[reach] not in {".", ";", ":", "?", "!"}
        and reach - last < 12
    ):
        reach += 1
    return Source(first, last, head, reach)


def is_named_like_modal(token: Token) -> bool:
    """Whether a capitalised modal is a name, May or Will: inside a sentence, or before a verb that no modal takes."""
    if token.tag_ != "MD" or not token.text[0].isupper():
        return False
    return not token.is_sent_start or (token.i + 1 < len(token.doc) and token.nbor().tag_ in {"VBD", "VBN", "VBZ"})


def _ends_nothing(token: Token) -> bool:
    """Whether no noun phrase ends with the token; a capital makes it a part of a name."""
    return token.is_space or (token.tag_ in _NO_END and not token.text[0].isupper())


def _nominal(token: Token) -> bool:
    """Whether a token can stand inside a noun phrase: by its tag, or as a possessive mark ("the whips' office")."""
    if token.text == "-":
        return not token.whitespace_
    if token.tag_ in _NOMINAL or token.is_space or token.text in {"&", "’s", "'s"}:
        return True
    if token.tag_ == "RB" and token.text[0].isupper() and not token.is_sent_start:
        return True  # in a name: Homes Now
    if is_named_like_modal(token):
        return True
    return (
        token.text in {"'", "’"}
        and token.i > 0
        and token.nbor(-1).lower_.endswith("s")
        and not token.nbor(-1).whitespace_
    )


def phrase_before(block: Block, limit: int) -> Source | None:
    """The noun phrase that ends right before token `limit`, adverbs and auxiliaries passed over, by tags alone."""
    doc = block.doc
    last = limit
    while (
        last > block.first
        and block.owner(last - 1) is None
        and (
            (block.tags[last - 1] in {"RB", "MD"} and not is_named_like_modal(doc[last - 1]))
            or block.texts[last - 1].isspace()
            or block.lowers[last - 1] in {"has", "have", "had", "did", "also"}
        )
    ):
        last -= 1
    if last > block.first and block.texts[last - 1] in {"''", "”", '"'} and block.texts[last - 2] == ",":
        last -= 1  # "X, author of "The Long Road," said"
    bracket = block.texts[last] == "):" if last < len(doc) else False
    if last > block.first and (bracket or block.texts[last - 1] == ")"):  # "X (Con) said", "X (Con): "
        while last > block.first and block.texts[last] != "(":
            last -= 1
    if last > block.first and block.texts[last - 1] == ",":  # "X, the Y, said"
        opening = last - 2
        while (
            opening >= block.first
            and block.owner(opening) is None
            and block.texts[opening] not in {",", ".", ";", ":", "–", "—", "--"}
        ):
            opening -= 1
        inserted = [block.tags[i] for i in range(opening + 1, last - 1)]
        clause = any(tag in FINITE_TAGS for tag in inserted) and not {"WP", "WDT", "WP$"} & set(inserted)
        if opening >= block.first and block.texts[opening] == "," and not clause:
            source = phrase_before(block, opening)
            if source is not None:
                return Source(source.first, source.last, source.head, limit)
        return None
    first = last
    while (
        first > block.first
        and block.owner(first - 1) is None
        and (_nominal(doc[first - 1]) or block.lowers[first - 1] in _TIGHT)
    ):
        first -= 1
    while first < last and (block.texts[first].isspace() or block.tags[first] in {"IN", "POS", "HYPH", "VBN", "VBG"}):
        first += 1
    if first == last:
        return None
    head = next(
        (i for i in range(last - 1, first - 1, -1) if block.tags[i] in _HEADS or is_named_like_modal(doc[i])), None
    )
    for i in range(first, last):  # "a spokesman for X": the head is the noun before the first link
        if block.lowers[i] in _TIGHT and i > first:
            head = i - 1
            break
    return Source(first, last, head, limit) if head is not None else None
