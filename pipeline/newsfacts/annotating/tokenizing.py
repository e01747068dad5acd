"""spaCy's tokenizer for stretches of any length.

>>> import spacy
>>> tokenizer = BoundedTokenizer.of(spacy.blank("en").tokenizer)
>>> len(tokenizer("Well (" + "(" * 3000))
3002

Of what stands between two white spaces, the stock tokenizer takes off one mark after the other and each time looks at
all the rest again; thousands of marks in a row would take minutes. Here what is longer than any word or address is cut
into pieces first, between words where it can be.
"""

from __future__ import annotations

import re

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

LONGEST = 1_000  # characters without white space; the longest addresses of pages have some hundreds
_LONGER = re.compile(rf"\S{{{LONGEST + 1},}}")
_PIECE = re.compile(rf"\S{{{LONGEST // 2},{LONGEST}}}(?!\w)|\S{{1,{LONGEST}}}")


class BoundedTokenizer(Tokenizer):  # type: ignore[misc]  # compiled, so without types
    """The stock tokenizer, but no stretch is longer than LONGEST."""

    @classmethod
    def of(cls, stock: Tokenizer) -> BoundedTokenizer:
        """A tokenizer with the same rules."""
        return cls(
            stock.vocab,
            rules=stock.rules,
            prefix_search=stock.prefix_search,
            suffix_search=stock.suffix_search,
            infix_finditer=stock.infix_finditer,
            token_match=stock.token_match,
            url_match=stock.url_match,
            faster_heuristics=stock.faster_heuristics,
        )

    def __call__(self, string: str) -> Doc:
        """The tokens of a text."""
        cuts = [piece.end() for long in _LONGER.finditer(string) for piece in _PIECE.finditer(string, *long.span())]
        ends = [*cuts, len(string)]
        pieces = [string[start:end] for start, end in zip([0, *cuts], ends, strict=True) if start < end] or [""]
        docs: list[Doc] = [super(BoundedTokenizer, self).__call__(piece) for piece in pieces]
        return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
