"""Quotation marks that hold no speech: stray marks, headings, nicknames and the titles of works."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc

from newsfacts.annotating.types import Quotation, TextSpan

SINGLES = frozenset({"'", "‘"})
_LONGEST_CROSSHEAD = 8  # words


def is_crosshead(text: str, paragraph: TextSpan, quotation: Quotation) -> bool:
    """A few words in single marks as a paragraph of their own, in a text that quotes in double ones: a heading."""
    inner = text[slice(*quotation.inner)]
    return (
        text[quotation.outer.start] in SINGLES
        and text[quotation.outer.start : quotation.outer.start + 2] != "''"
        and quotation.outer.start == paragraph.start
        and not text[quotation.outer.end : paragraph.end].strip(" .")
        and len(inner.split()) <= _LONGEST_CROSSHEAD
    )


def is_stray(text: str, paragraph: TextSpan, unclosed: Quotation) -> bool:
    """A mark in the middle of a sentence that is never closed, nor taken up by the next paragraph."""
    start = unclosed.outer.start
    before = text[max(paragraph.start, start - 3) : start].rstrip()
    return start > paragraph.start and before[-1:] not in {":", ".", "?", "!"}


def is_name(doc: Doc, starts: list[int], text: str, paragraph: TextSpan, quotation: Quotation) -> bool:
    """Whether the marks hold the name of something: a nickname, or a title inside a sentence."""
    return _is_nickname(text, quotation) or _is_title(doc, starts, text, paragraph, quotation)


def _is_title(doc: Doc, starts: list[int], text: str, paragraph: TextSpan, quotation: Quotation) -> bool:
    """Two or more words in title case after a possessive, a word in lower case, or a noun and a comma: the memoir "The
    Long Road Home"; her first book, "The Long Road Home"."""
    words = text[slice(*quotation.inner)].rstrip(",.").split()
    before = text[max(paragraph.start, quotation.outer.start - 40) : quotation.outer.start].rstrip()
    if len(words) < 2 or not before:
        return False
    if before[-1] == ",":
        comma = bisect_left(starts, quotation.outer.start) - 1
        if comma > 0 and doc[comma - 1].tag_ in {"NN", "NNS"}:
            before = before[:-1]
    if not before[-1:].isalpha():
        return False
    if before.split()[-1][0].isupper() and not before.endswith(("'s", "’s")):
        return False
    return (
        words[0][0].isupper()
        and all(w[0].isupper() or not w[0].isalpha() for w in words if len(w) > 3)
        and (sum(w[0].isupper() for w in words) >= 2)
    )


def _is_nickname(text: str, quotation: Quotation) -> bool:
    """One to three capitalised words inside a name: Patrick "the Rock" Doyle."""
    inner = text[slice(*quotation.inner)]
    if len(inner.split()) > 3 or inner[-1] in ".,?!":
        return False
    before = re.search(r"(\w+) $", text[max(0, quotation.outer.start - 30) : quotation.outer.start])
    after = re.match(r" (\w+)", text[quotation.outer.end : quotation.outer.end + 30])
    return bool(before and after and before[1].istitle() and after[1][0].isupper() and not after[1].isupper())
