"""In which newspaper, station, programme or platform words were said: named in the sentence of the cue or before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cues import FINITE_TAGS
from newsfacts.annotating.quotes.drafts import Draft
from newsfacts.annotating.quotes.kinds import SourceNouns
from newsfacts.annotating.quotes.nounphrases import Source
from newsfacts.annotating.types import Mention
from newsfacts.annotating.view import view_of

_PLACING = frozenset({"on", "in", "to", "via"})  # what stands before an outlet wherever something is said there
_LINKING = frozenset({"with", "for"})  # the same behind an occasion or a verb: an interview with
_CARRYING = frozenset({"aired", "broadcast", "carried", "cited", "published", "quoted", "reported"})  # before "by"
_POSSESSIVE = re.compile(r"['’]s?\s")
_JOINING = frozenset({"of", "the", "and", "with"})  # inside the name of a programme
_OWNING = frozenset({"'s", "’s", "'", "’"})
_DATES = frozenset({"DATE", "TIME"})
_LEADING_IN = frozenset(
    {"appearing", "asked", "challenged", "interviewed", "pressed", "questioned", "speaking", "writing"}
)


@dataclass(frozen=True, slots=True)
class _Named:
    """An outlet where it stands: its tokens, the last exclusive, and its name."""

    first: int
    last: int
    name: str


class OutletReader:
    """Reads the outlets of the quotes of one Doc, in text order: "the station" is the one before."""

    def __init__(self, doc: Doc, nouns: SourceNouns) -> None:
        self.doc = doc
        self.nouns = nouns
        self._spans: list[Span] = sorted(doc.spans.get("newsfacts/outlets", []), key=_start)
        names: list[Mention] = [m for m in doc._.newsfacts_mentions if m.kind in {"name", "alias"}]
        self._names = sorted(mention.span for mention in names)
        self._view = view_of(doc)
        country = doc._.newsfacts_country if Doc.has_extension("newsfacts_country") else None
        self._callsign = nouns.callsigns.get(country or "")
        self._latest: tuple[int, str] | None = None  # the paragraph and the outlet of the quote before

    def outlet(self, draft: Draft, hearer: Source | None) -> str | None:
        """The outlet of a quote; `hearer` is the phrase of whom it is told."""
        if draft.cue is None and draft.source is None:
            return None
        at = draft.cue.first if draft.cue is not None else draft.position
        block = draft.block
        start, end = block.sentence_start(at), block.sentence_end(at)
        near = [named for named in self._between(start, end) if self._carries(draft, at, named, hearer)]
        heard = [n for n in near if hearer and hearer.first <= n.first < hearer.last]
        found = (heard[-1] if heard else near[0]).name if near else None
        paragraph = self.doc._.newsfacts_layout.paragraph_at(self.doc[at].idx)
        if found is None and hearer is not None and self._is_anaphor(hearer) and self._latest is not None:
            found = self._latest[1] if paragraph - self._latest[0] <= 1 else None
        if found is None and draft.direct:
            found = self._led_in(block, start)
        if found is not None:
            self._latest = paragraph, found
        return found

    def is_outlet(self, hearer: Source) -> bool:
        """Whether the phrase of a hearer is an outlet or stands for one."""
        return self._is_anaphor(hearer) or bool(self._between(hearer.first, hearer.last))

    def _between(self, first: int, last: int) -> list[_Named]:
        """The outlets that begin between two tokens: listed ones, and those that the words before them tell."""
        spans = self._spans[bisect_left(self._spans, first, key=_start) : bisect_left(self._spans, last, key=_start)]
        found = [self._programme(span) for span in spans]
        taken = {i for named in found for i in range(named.first, named.last)}
        texts, lowers = self._view.texts, self._view.lowers
        for i in range(first, min(last, len(texts))):
            told = i > 0 and lowers[i - 1] in self.nouns.media and texts[i - 1][0].islower() and texts[i][0].isupper()
            called = self._callsign is not None and self._callsign.fullmatch(texts[i]) is not None
            if i not in taken and (called or (told and not self._is_name(i))):
                end = self._run(i) if told else i + 1
                found.append(_Named(i, end, _clean(self.doc[i:end].text)))
                taken.update(range(i, end))
        return sorted(found, key=lambda named: named.first)

    def _programme(self, span: Span) -> _Named:
        """The outlet of a span: of a station and its programme, "CBC's The Morning Edition", the programme."""
        text = span.text if span.kb_id_.endswith(".") else span.text.rstrip(".")  # posted on X.
        owned = [m.end() for m in _POSSESSIVE.finditer(text) if text[: m.end()].rsplit(None, 1)[-1] not in span.kb_id_]
        if owned:
            return _Named(span.start, span.end, _clean(text[owned[-1] :]))
        doc, first = self.doc, span.end + 1
        if first >= len(doc) or doc[span.end].lower_ not in _OWNING:
            return _Named(span.start, span.end, _clean(text))
        first += doc[first].is_quote and first + 1 < len(doc)
        last = self._run(first) if doc[first].text[0].isupper() else first
        titled = doc[first - 1].is_quote and last > first
        if titled or (last > first and self._is_title(first, last)):
            last += not titled and last < len(doc) and doc[last].lower_ in self.nouns.media
            return _Named(span.start, last, _clean(doc[first:last].text).rstrip(","))
        return _Named(span.start, span.end, _clean(text))

    def _is_title(self, first: int, last: int) -> bool:
        """Whether capitalised words behind a station's name are its programme's, not a person's or its office's."""
        doc = self.doc
        following = doc[last] if last < len(doc) else None
        if following is not None and following.lower_ in self.nouns.media:
            return True
        if last - first < 2 or (following is not None and following.tag_ in {"NN", "NNS"}):
            return False
        return not any(self._is_name(i) or doc[i].ent_type_ == "PERSON" for i in range(first, last))

    def _run(self, first: int) -> int:
        """One past the capitalised words that begin at a token, with small words between them."""
        doc, end = self.doc, first + 1
        while end < len(doc):
            joined = doc[end].lower_ in _JOINING and end + 1 < len(doc) and doc[end + 1].text[0].isupper()
            capital = doc[end].text[0].isupper() and doc[end].ent_type_ not in _DATES
            if not joined and not capital and not doc[end].is_digit:
                break
            end += 1
        return end

    def _is_name(self, i: int) -> bool:
        """Whether a token is part of a person's name."""
        offset = self._view.starts[i]
        at = bisect_right(self._names, offset, key=lambda name: name.start) - 1
        return at >= 0 and offset < self._names[at].end

    def _carries(self, draft: Draft, at: int, named: _Named, hearer: Source | None) -> bool:
        """Whether an outlet can be where the words were said: after the cue or in a lead-in to the source.

        It stands neither in the words nor in their source, and is not who did something else.
        """
        doc, block, source = self.doc, draft.block, draft.source
        position = doc[named.first].idx
        if block.owner(named.first) is not None or any(c.start <= position < c.end for c in draft.content):
            return False
        if source is not None and source.first <= named.first < source.last:
            return False
        heard = hearer is not None and hearer.first <= named.first < hearer.last
        if draft.cue is not None and draft.cue.verb.tell:  # told the Herald her group had lost
            between = doc[at + 1 : named.first]
            heard = heard or (named.first > at and all(t.is_quote or t.tag_ in {"DT", "RB"} for t in between))
        if not heard and not self._is_placed(named):
            return False
        if named.first > at:
            # "said A and told the Herald B": another report has begun
            said = next((c.end for c in reversed(draft.content) if c.end <= position and c.end > doc[at].idx), None)
            return said is None or not self._has_finite(block, said, named.first)
        before = min(at, source.first) if source is not None else at
        return named.last <= at and not any(doc[i].tag_ in FINITE_TAGS for i in range(named.last, before))

    def _has_finite(self, block: Block, offset: int, last: int) -> bool:
        return any(
            self.doc[i].idx >= offset and self.doc[i].tag_ in FINITE_TAGS for i in block.narrative(block.first, last)
        )

    def _is_placed(self, named: _Named) -> bool:
        """Whether the words beside an outlet place something there: "on X", "an interview with Y", "a Z post"."""
        doc = self.doc
        behind = named.last
        while behind < len(doc) and doc[behind].text[0].isupper() and behind - named.last < 2:
            behind += 1
        if behind < len(doc) and self._is_occasion(behind):
            return True
        i, heading = named.first - 1, False
        while i > 0 and (doc[i].tag_ in {"DT", "JJ", "NN", "PRP$", "HYPH"} or doc[i].is_space or doc[i].is_quote):
            if doc[i].tag_ == "NN" and not heading and doc[i].lower_ not in self.nouns.media:
                break
            heading = heading or doc[i].tag_ == "NN"
            i -= 1
        if doc[i].lower_ in _PLACING:
            return True
        link, i = doc[i].lower_, i - 1
        while i > 0 and _DATES & {doc[i].ent_type_, doc[i + 1].ent_type_ if doc[i].lower_ == "on" else ""}:
            i -= 1  # an interview on Tuesday with
        if link == "by":
            return doc[i].lower_ in _CARRYING
        return link in _LINKING and (self._is_occasion(i) or doc[i].tag_.startswith("VB"))

    def _is_occasion(self, i: int) -> bool:
        lower = self.doc[i].lower_
        return bool({lower, lower.removesuffix("s")} & (self.nouns.occasions | self.nouns.media))

    def _is_anaphor(self, hearer: Source) -> bool:
        """ "the station", "the paper"."""
        words = [token.lower_ for token in self.doc[hearer.first : hearer.last]]
        return len(words) == 2 and words[0] in {"the", "that"} and words[1] in self.nouns.media

    def _led_in(self, block: Block, start: int) -> str | None:
        """The outlet of the sentence before, where it leads in: "Asked on X whether she would go, she laughed.", "She
        conceded in a post on X."."""
        if start <= block.first or block.owner(start - 1) is not None:
            return None
        first = block.sentence_start(start - 2) if start - 2 > block.first else block.first
        near = [n for n in self._between(first, start) if block.owner(n.first) is None and self._is_placed(n)]
        if not near or block.marks_in(first, start):
            return None
        named = near[0]
        posted = any(
            self.doc[i].lower_ in self.nouns.occasions for i in range(max(first, named.first - 3), named.first)
        )
        return named.name if posted or self.doc[first].lower_ in _LEADING_IN else None


def _start(span: Span) -> int:
    return span.start


def _clean(text: str) -> str:
    return " ".join(text.split())
