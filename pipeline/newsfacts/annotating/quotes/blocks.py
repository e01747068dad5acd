"""A stretch of text in which quotation marks and narrative alternate: a paragraph, or the inside of a quotation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from spacy.tokens import Doc

from newsfacts.annotating.quotes.marks import SINGLES, is_crosshead, is_name, is_stray
from newsfacts.annotating.types import Layout, Quotation, TextSpan
from newsfacts.annotating.view import view_of

LONGEST_SENTENCE = 400  # tokens; what is longer is no sentence, and looking through it would take forever
COLONS = frozenset({":", "):"})  # the tokenizer takes a bracket and a colon for a face
DASHES = frozenset({"-", "–", "—", "--"})
_SENTENCE_END = frozenset({".", "?", "!", "…", "..."})
_CLOSERS = frozenset({'"', "”", "''", "’"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation with its tokens: `first` to `last`, exclusive, the marks included."""

    quotation: Quotation
    first: int
    last: int


class Block:
    """Tokens `first` to `last` (exclusive) of a Doc with the outermost quotations among them, in text order.

    `texts`, `lowers`, `tags` and `starts` are the whole Doc's, as plain lists: asking its tokens takes longer.
    """

    def __init__(
        self,
        doc: Doc,
        text: str,
        starts: list[int],
        begins: frozenset[int],
        span: TextSpan,
        quotations: list[Quotation],
    ) -> None:
        self.doc = doc
        self.text = text  # doc.text is put together anew each time it is asked for
        self.span = span
        self.first = token_at(starts, span.start)
        self.last = token_after(starts, span.end)
        self.marked = [Marked(q, token_at(starts, q.outer.start), token_after(starts, q.outer.end)) for q in quotations]
        self._firsts = [m.first for m in self.marked]
        self._owner = {i: m for m in self.marked for i in range(m.first, m.last)}
        view = view_of(doc)
        self.texts, self.lowers, self.tags, self.starts = view.texts, view.lowers, view.tags, view.starts
        self._spaced = view.spaced
        self._begins = begins
        # Whether a token ends a sentence, and where the sentence of a token starts and ends, once asked.
        self._ends: dict[int, bool] = {}
        self._sentence_starts: dict[int, int] = {}
        self._sentence_ends: dict[int, int] = {}

    def marks_in(self, first: int, last: int) -> list[Marked]:
        """The quotations that begin between two tokens, the last one exclusive."""
        return self.marked[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def owner(self, i: int) -> Marked | None:
        """The quotation that token `i` is part of."""
        return self._owner.get(i)

    def ends_sentence(self, i: int) -> bool:
        """Whether token `i` is narrative and closes a sentence."""
        known = self._ends.get(i)
        if known is None:
            known = self._ends[i] = self._finds_end(i)
        return known

    def _finds_end(self, i: int) -> bool:
        if i in self._owner:
            return False
        text = self.texts[i]
        if text in _SENTENCE_END:  # on "Meet the Makers." "We lost": a title's closing mark ends the sentence, once
            return not (self._closes_title(i + 1) and i + 1 < self.last)
        if self._closes_title(i) and i > self.first and self.texts[i - 1] in _SENTENCE_END:
            return True
        # "at 10 p.m. "The people have spoken": an abbreviation in lower case before a new sentence in marks
        following = self._owner.get(i + 1)
        starts = following is not None and self.text[following.quotation.inner.start].isupper()
        return starts and text[-1] == "." and text[0].islower()

    def _closes_title(self, i: int) -> bool:
        """Whether token `i` is the closing mark of a title, which is narrative, right after its last word."""
        texts = self.texts
        return i < len(texts) and texts[i] in _CLOSERS and i not in self._owner and not self._spaced[i - 1]

    def sentence_start(self, i: int) -> int:
        """First token of the narrative sentence that token `i` stands in, quotations passed over.

        A quotation that itself ends a sentence and is followed by a capital is a boundary too.
        """
        known = self._sentence_starts.get(i)
        if known is None:
            known = self._sentence_starts[i] = self._find_start(i)
        return known

    def _find_start(self, i: int) -> int:
        start = i
        earliest = max(self.first, i - LONGEST_SENTENCE)
        while start > earliest:
            previous = start - 1
            owner = self._owner.get(previous)
            if owner is None:
                if self.ends_sentence(previous) or (start in self._begins and not self._owner.get(start)):
                    break
                start = previous
            elif self.closes_sentence(owner) and not self._continues(owner.last):
                break
            else:
                start = owner.first
        while start < i and (self.texts[start].isspace() or self.texts[start] in {"-", "–", "—", "•", "*"}):
            start += 1
        return start

    def sentence_end(self, i: int) -> int:
        """One past the last token of that sentence, its final punctuation left out."""
        known = self._sentence_ends.get(i)
        if known is None:
            known = self._sentence_ends[i] = self._find_end(i)
        return known

    def _find_end(self, i: int) -> int:
        end = i
        latest = min(self.last, i + LONGEST_SENTENCE)
        while end < latest:
            owner = self._owner.get(end)
            if owner is None:
                if self.ends_sentence(end) or (end > i and end in self._begins):
                    break
                end += 1
            else:
                end = owner.last
                if self.closes_sentence(owner) and not self._continues(end):
                    break
        while end > i and self.texts[end - 1].isspace():
            end -= 1
        return end

    def last_char(self, marked: Marked) -> str:
        """The last character of the quotation, inner marks passed over."""
        inner = marked.quotation.inner
        return self.text[inner.start : inner.end].rstrip("\"”’'») ")[-1:]

    def closes_sentence(self, marked: Marked) -> bool:
        """Whether the quotation ends with final punctuation of its own."""
        return self.last_char(marked) in {".", "?", "!", "…"}

    def _continues(self, i: int) -> bool:
        """Whether the sentence goes on at token `i`, after a quotation's final mark: no capital, or an attribution."""
        while i < self.last and self.texts[i].isspace():
            i += 1
        if i >= self.last:
            return False
        token = self.doc[i]
        return not token.is_sent_start and (token.text[0].islower() or token.is_punct)

    def narrative(self, first: int, last: int) -> Iterator[int]:
        """Tokens from `first` to `last` (exclusive) outside of quotations, white space left out."""
        texts, owners = self.texts, self._owner
        i = first
        while i < last:
            owner = owners.get(i)
            if owner is not None:
                i = owner.last
            else:
                if not texts[i].isspace():
                    yield i
                i += 1


def token_at(starts: list[int], offset: int) -> int:
    """Index of the token that holds `offset`, or of the next one; `starts` are the tokens' offsets."""
    i = bisect_left(starts, offset)
    return i if i < len(starts) and starts[i] == offset else max(0, i - 1)


def token_after(starts: list[int], offset: int) -> int:
    """One past the last token that begins before `offset`."""
    return bisect_left(starts, offset)


def token_span(block: Block, start: int, end: int) -> tuple[int, int]:
    """The tokens of a block between two offsets, the last one exclusive."""
    first = next(i for i in range(block.first, block.last) if block.starts[i] + len(block.texts[i]) > start)
    last = next((i for i in range(first, block.last) if block.starts[i] >= end), block.last)
    return first, last


def _sentence_begins(doc: Doc) -> frozenset[int]:
    """The tokens that sentences begin with."""
    return frozenset(numpy.flatnonzero(doc.to_array(["SENT_START"]) == 1).tolist())


def blocks(doc: Doc, layout: Layout) -> Iterator[Block]:
    """The paragraphs of the Doc as blocks, without the quotations that a stray mark makes."""
    text, starts, begins = view_of(doc).text, view_of(doc).starts, _sentence_begins(doc)
    by_paragraph: dict[int, list[Quotation]] = {}
    for quotation in layout.quotations:
        if quotation.depth == 0:
            by_paragraph.setdefault(quotation.paragraph, []).append(quotation)
    doubles = 2 * sum(text[q.outer.start] in SINGLES for q in layout.quotations) < len(layout.quotations)
    for index, span in enumerate(layout.paragraphs):
        following = by_paragraph.get(index + 1, [])
        continued = bool(following) and following[0].outer.start == layout.paragraphs[index + 1].start
        quotations = [
            q
            for q in by_paragraph.get(index, [])
            if not is_name(doc, starts, text, span, q)
            and (q.closed or continued or not is_stray(text, span, q))
            and not (doubles and is_crosshead(text, span, q))
        ]
        yield Block(doc, text, starts, begins, span, quotations)


def inner_blocks(doc: Doc, layout: Layout) -> Iterator[Block]:
    """The insides of the quotations that hold quotations themselves."""
    text, starts, begins = view_of(doc).text, view_of(doc).starts, _sentence_begins(doc)
    outer: Quotation | None = None
    inside: dict[Quotation, list[Quotation]] = {}
    for quotation in layout.quotations:
        if quotation.depth == 0:
            outer = quotation
        elif quotation.depth == 1 and outer is not None and quotation.outer.end <= outer.inner.end:
            inside.setdefault(outer, []).append(quotation)
    for quotation, held in inside.items():
        spoken = [q for q in held if not is_name(doc, starts, text, quotation.inner, q)]
        yield Block(doc, text, starts, begins, quotation.inner, spoken)
