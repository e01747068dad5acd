"""Paragraphs, quotation marks and the sentence breaks that they rule out.

    >>> from newsfacts.annotating.layout import find_layout
    >>> layout = find_layout('"We lost," she said.\\n\\n"We will win.')
    >>> [(q.inner, q.closed) for q in layout.quotations]
    [(TextSpan(start=1, end=9), True), (TextSpan(start=23, end=35), False)]

Marks are paired within their paragraph, so a stray or missing one never flips the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Span

from newsfacts.annotating.findings import declare
from newsfacts.annotating.types import Layout, Quotation, TextSpan
from newsfacts.annotating.view import view_of

NARROWEST_WRAP, WIDEST_WRAP = 40, 100  # the longest line of a hard-wrapped text, in characters
LONGEST_LOOK = 400  # characters within which a better closing mark is looked for
_YES, _NO = 1, numpy.uint64(2**64 - 1)  # SENT_START as Doc.to_array holds it: 1, and -1 without its sign
_TERMINAL = frozenset(".?!…:;")
_CLOSERS = frozenset("\"”’'»)]")
_OPEN_AFTER = frozenset("([{-–—/“‘\"'«„")
_DASHES = frozenset("-–—")
# Elisions that begin with an apostrophe, not with an opening mark.
_ELISION = re.compile(r"['’](?:em|til|tis|twas|cause|bout|n|round|\d0s|\d\d)\b", re.IGNORECASE)
_MARK = re.compile(r"``|''|[\"“”„«»‘’']")

declare("newsfacts_layout", lambda: Layout((), ()))


@Language.factory("newsfacts_layout", assigns=["doc._.newsfacts_layout", "token.is_sent_start"])
class LayoutFinder:
    """Writes `Doc._.newsfacts_layout` and presets the sentence breaks that the layout decides."""

    def __init__(self, nlp: Language, name: str = "newsfacts_layout") -> None:
        self.name = name

    def find(self, doc: Doc) -> Layout:
        """Paragraphs and quotations of the Doc."""
        return find_layout(view_of(doc).text)

    def __call__(self, doc: Doc) -> Doc:
        """Write the layout and preset sentence starts."""
        layout = self.find(doc)
        doc._.newsfacts_layout = layout
        spans = [doc.char_span(*p, alignment_mode="expand") for p in layout.paragraphs]
        doc.spans["newsfacts/paragraphs"] = [span for span in spans if span is not None]
        preset_sentence_starts(doc, doc.spans["newsfacts/paragraphs"])
        return doc


def find_layout(text: str) -> Layout:
    """The paragraphs of `text` and the quotations in them."""
    paragraphs = tuple(find_paragraphs(text))
    quotations: list[Quotation] = []
    left_open = False
    for index, paragraph in enumerate(paragraphs):
        found = find_quotations(text, paragraph, index, left_open)
        left_open = any(not q.closed and q.depth == 0 for q in found)
        quotations += found
    return Layout(paragraphs, tuple(quotations))


def find_paragraphs(text: str) -> Iterator[TextSpan]:
    """Stretches between line breaks, hard-wrapped lines joined; no blank ones, no white space at the ends."""
    lines = [m.span() for m in re.finditer(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+", text)]
    lines = [(s, e) for s, e in (_trim(text, s, e) for s, e in lines) if s < e]
    wrapped = set(_wrapped(text, lines))
    start = None
    for i, (s, e) in enumerate(lines):
        start = s if start is None else start
        if i not in wrapped:
            yield TextSpan(start, e)
            start = None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    stripped = text[start:end].strip()
    start = text.index(stripped, start) if stripped else end
    return start, start + len(stripped)


def _wrapped(text: str, lines: list[tuple[int, int]]) -> list[int]:
    """The lines that end in a wrap: the next line's first word would not have fitted in.

    None at all in a text whose lines are too long or too short for it, or where most of them would have had room.
    """
    width = max((e - s for s, e in lines), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return []
    breaks = [i for i in range(len(lines) - 1) if text.count("\n", lines[i][1], lines[i + 1][0]) == 1]
    full = []
    for i in breaks:
        first_word = text[slice(*lines[i + 1])].split(maxsplit=1)[0]
        if lines[i][1] - lines[i][0] + 1 + len(first_word) >= width:
            full.append(i)
    return full if 2 * len(full) > len(breaks) else []


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    double: bool
    curly: bool


def find_quotations(text: str, paragraph: TextSpan, index: int, left_open: bool = False) -> list[Quotation]:
    """Quotations of one paragraph, outer before inner. `left_open`: the paragraph before ended inside one."""
    found: list[Quotation] = []
    stack: list[_Open] = []

    def close(opened: _Open, inner_end: int, outer_end: int, closed: bool) -> None:
        inner = TextSpan(*_trim(text, opened.inner, inner_end))
        if inner.start < inner.end:
            found.append(Quotation(inner, TextSpan(opened.start, outer_end), index, closed, len(stack)))

    for mark in _MARK.finditer(text, *paragraph):
        kind = mark.group()
        double = kind not in {"'", "‘", "’"}
        opens, closes = _direction(text, paragraph, mark, stack)
        same = next((i for i in reversed(range(len(stack))) if stack[i].double == double), None)
        if closes and same is not None and not (opens and not double):
            if not double and _is_possessive(text, paragraph, mark):
                continue
            del stack[same + 1 :]  # inner marks that were never closed were apostrophes
            opened = stack.pop()
            close(opened, mark.start(), mark.end(), closed=True)
        elif opens and (same is None or _nests(text, paragraph, mark, stack[same])):
            stack.append(_Open(mark.start(), mark.end(), double, kind in "“‘„«"))
        elif opens and double and same is not None and _clearly_opens(text, paragraph, mark):
            del stack[same + 1 :]  # the closing mark is missing: the quotation ends where the next begins
            opened = stack.pop()
            close(opened, mark.start(), mark.start(), closed=False)
            stack.append(_Open(mark.start(), mark.end(), double, kind in "“‘„«"))
        elif closes and double and left_open and not stack and not found:
            close(_Open(paragraph.start, paragraph.start, double, False), mark.start(), mark.end(), closed=True)
    while stack:
        opened = stack.pop()
        # An unclosed single mark is an apostrophe, unless it opens the paragraph, follows a colon or is curly.
        leads = text[max(paragraph.start, opened.start - 3) : opened.start].rstrip()[-1:] in {"", ":"}
        if opened.double or leads or (opened.curly and not stack):
            close(opened, paragraph.end, paragraph.end, closed=False)
    return sorted(found, key=lambda q: (q.outer.start, -q.outer.end))


def _direction(text: str, paragraph: TextSpan, mark: re.Match[str], stack: list[_Open]) -> tuple[bool, bool]:
    """Whether the mark can open and whether it can close a quotation, by its shape and its neighbours."""
    kind = mark.group()
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    starts_word = (before.isspace() or before in _OPEN_AFTER) and after.isalnum()
    ends_word = not before.isspace() and not after.isalnum()
    if kind in {"“", "„", "«", "``"}:  # printed the wrong way round, they still do what their place asks for
        turned = kind == "“" and ends_word and not starts_word and any(o.double for o in stack)
        return not turned, turned
    if kind in {"”", "»"}:
        turned = kind == "”" and starts_word and not any(o.double for o in stack)
        return turned, not turned
    if kind == "‘":
        return not before.isalnum(), False
    free_before = before.isspace() or before in _OPEN_AFTER
    if kind in {"'", "’"}:
        if (before.isalnum() and after.isalnum()) or _ELISION.match(text, mark.start()):
            return False, False
        opens = kind == "'" and free_before and not after.isspace() and after not in ".,;:!?"
        return opens, not before.isspace() and not after.isalnum()
    if before.isdigit() and not stack and not after.isalnum():
        return False, False  # inches
    opens = not after.isspace() and (free_before or not before.isalnum())
    closes = not before.isspace() and (not after.isalnum() or not free_before)
    if not opens and not closes:
        return not stack, bool(stack)
    if opens and closes:  # a dash or bracket on one side: an open quotation closes, otherwise one opens
        is_open = any(o.double for o in stack)
        return not is_open, is_open
    return opens, closes


def _clearly_opens(text: str, paragraph: TextSpan, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    return (before.isspace() or mark.start() == paragraph.start) and after.isalnum()


def _nests(text: str, paragraph: TextSpan, mark: re.Match[str], outer: _Open) -> bool:
    """Whether curly marks stand inside straight ones, or straight inside curly.

    Their own closing mark follows, and then the outer one; where the outer one is missing, only a term nests, which
    no comma or full stop ends.
    """
    if not outer.double or mark.group() not in {'"', "“"} or outer.curly == (mark.group() == "“"):
        return False
    own, others = ("”", '"') if outer.curly is False else ('"', "”")
    closing = text.find(own, mark.end(), min(mark.end() + LONGEST_LOOK, paragraph.end))
    return closing > 0 and (text.find(others, closing, paragraph.end) > 0 or text[closing - 1] not in ",.?!…")


def _is_possessive(text: str, paragraph: TextSpan, mark: re.Match[str]) -> bool:
    """A mark after an s and before a word is a possessive if a better closing mark follows."""
    rest = text[mark.end() : min(mark.end() + LONGEST_LOOK, paragraph.end)]
    if text[mark.start() - 1] not in "sS" or not re.match(r"\s+[a-z]", rest):
        return False
    following = re.search(r"(?<=[^\s])['’](?!\w)|(?<!\w)['‘](?=\w)", rest)
    return bool(following) and rest[following.start() - 1] in ".,?!…" if following else False


def preset_sentence_starts(doc: Doc, paragraphs: list[Span]) -> None:
    """Sentences begin at paragraphs and, inside one, only after terminal punctuation; the parser decides the rest.

    After `,"` no sentence begins, whatever the parser would have made of the capital that follows.
    """
    starts = doc.to_array(["SENT_START"])
    view = view_of(doc)
    for paragraph in paragraphs:
        tokens = [i for i in range(paragraph.start, paragraph.end) if not view.texts[i].isspace()]
        texts = [view.texts[i] for i in tokens]
        starts[paragraph.start : paragraph.end] = _NO
        starts[tokens[:1]] = _YES
        before = ""  # the last token that is no closing mark, or the paragraph's first
        for position, token in enumerate(tokens[1:]):
            text = texts[position]
            if text not in _CLOSERS or not position:
                before = text
            ending = not text[-1].isalnum()  # quickly past the plain words
            if ending and _may_end_sentence(before, texts[position + 1], view.spaced[tokens[position]]):
                starts[token] = 0
    doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]  # the stub asks for two dimensions


def _may_end_sentence(before: str, following: str, spaced: bool) -> bool:
    """Whether a sentence may end between two tokens; `before` is the token before, closing marks passed over."""
    if not spaced and following in _CLOSERS:
        return False  # a closing mark belongs to the sentence before it
    return before[-1] in _TERMINAL or (len(before) > 1 and before[-1] in _CLOSERS) or before in _DASHES
