"""The people that the article mentions, by place, and whose name a source is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from newsfacts.annotating.coreference import mention_at
from newsfacts.annotating.quotes.cues import FINITE_TAGS
from newsfacts.annotating.quotes.kinds import SourceNouns
from newsfacts.annotating.quotes.nounphrases import Source
from newsfacts.annotating.types import Mention, TextSpan

_LINKS = frozenset({"of", "for", "from", "to", "with", "by", "in", "at", "on", "against", "behind", "about"})
_LONGEST_NAME = 5  # tokens
_LONGEST_AIM = 10  # tokens of an infinitive between a phrase and the name in apposition to it


class Bearers:
    """The mentions of one Doc."""

    def __init__(self, doc: Doc, nouns: SourceNouns) -> None:
        self.doc = doc
        self.nouns = nouns
        self.mentions: list[Mention] = sorted(doc._.newsfacts_mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self.mentions]

    def span(self, first: int, last: int) -> TextSpan:
        end = self.doc[last - 1]
        return TextSpan(self.doc[first].idx, end.idx + len(end))

    def overlapping(self, span: TextSpan) -> list[Mention]:
        low = bisect_left(self._starts, span.start)
        while low > 0 and self.mentions[low - 1].span.end > span.start:
            low -= 1
        return [
            m
            for m in self.mentions[low : bisect_right(self._starts, span.end)]
            if m.span.start < span.end and m.span.end > span.start
        ]

    def at(self, span: TextSpan, kinds: tuple[str, ...] = (), head: int | None = None) -> Mention | None:
        at = span.start if head is None else head
        return next(
            (m for m in self.overlapping(span) if (not kinds or m.kind in kinds) and m.span.start <= at < m.span.end),
            None,
        )

    def owner(self, source: Source, *, labels: bool) -> Mention | None:
        """Whose words the phrase says they are: Ms Roe's whole answer, her reaction; before a colon her anything."""
        doc = self.doc
        if doc[source.head].lower_ not in self.nouns.utterances and not labels:
            return None
        if doc[source.first].tag_ == "PRP$":
            return self.at(self.span(source.first, source.first + 1), kinds=("pronoun",))
        owned = next((i for i in range(source.first, source.head) if doc[i].tag_ == "POS"), None)
        if owned is None:
            return None
        return self.at(self.span(owned - 1, owned), kinds=("name", "alias", "role", "description"))

    def name_in(self, source: Source) -> Mention | None:
        """The name of a person that the phrase is: not one inside "a spokesman for X" or "X's agent"."""
        doc = self.doc
        reach = self.span(source.first, max(source.last, source.reach, self._past_apposition(source.last)))
        for mention in self.overlapping(reach):
            if mention.kind not in {"name", "alias"} or mention.span.start < reach.start:
                continue
            tokens = doc.char_span(*mention.span, alignment_mode="expand")
            if tokens is None:
                continue
            following = doc[tokens.end].text if tokens.end < len(doc) else ""
            if following in {"'s", "’s", "'", "’"} and tokens.end < max(source.last, source.reach):
                continue
            if tokens.end <= source.head < source.last and self._qualifies(tokens.end, source.head):
                continue
            lead = [doc[i] for i in range(source.first, tokens.start)]
            linked = any(t.lower_ in _LINKS for t in lead)
            if linked and not self._closes_title(lead) and not self._leads_up(lead, mention, reach):
                continue
            if tokens.start >= source.last and not self._apposed(source, tokens.start):
                continue
            return mention
        return None

    def _past_apposition(self, last: int) -> int:
        """One past the capitalised words between commas behind a phrase, which the parser may hang elsewhere."""
        doc = self.doc
        if last >= len(doc) or doc[last].text != ",":
            return last
        end = last + 1
        while end < len(doc) and doc[end].text[0].isupper() and end - last <= _LONGEST_NAME:
            end += 1
        return end if end < len(doc) and doc[end].text == "," else last

    def _leads_up(self, lead: list, mention: Mention, reach: TextSpan) -> bool:  # type: ignore[type-arg]  # Token
        """Whether the words before a name are its bearer's: not "the former aide to President Roe", whose role begins
        behind the link."""
        if mention_at(self.doc, reach) is not mention:
            return False
        link = next(t.idx for t in lead if t.lower_ in _LINKS)
        starts = [r.phrase.start for r in self.doc._.newsfacts_roles if r.person is mention.person]
        first = min((s for s in starts if lead[0].idx <= s < mention.span.start), default=link)
        return bool(first <= link)

    def _qualifies(self, last: int, head: int) -> bool:
        """Whether a name that ends before token `last` only qualifies the head noun: "the Roe campaign"."""
        doc = self.doc
        return doc[head].tag_ in {"NN", "NNS"} and all(
            doc[i].tag_ in {"NN", "NNS", "JJ", "HYPH", "NNP"} and doc[i].text[0].islower()
            for i in range(last, head + 1)
        )

    def _closes_title(self, lead: list) -> bool:  # type: ignore[type-arg]  # Token is not generic
        """Whether the words before a name are its bearer's office: "the MP for Leeds, Jane Roe", "Clerk to the council
        Jane Roe"; but not "a spokesman for Jane Roe"."""
        return lead[-1].text == "," or (lead[0].tag_ not in {"DT", "PRP$", "CD"} and lead[-1].tag_ == "NN")

    def _apposed(self, source: Source, first: int) -> bool:
        """Whether a name right after the phrase and a comma is in apposition to it: "the minister, Jane Roe, said"."""
        doc = self.doc
        if doc[source.head].lower_ not in {"one", *self.nouns.people}:
            return False
        between = [doc[i] for i in range(source.last, first) if not doc[i].is_space]
        if not between or between[-1].text != "," or doc[source.head].lower_ in self.nouns.organisations:
            return False
        aim = between[:-1]  # one of a few to say so, Jane Roe,
        aimed = aim[:1] and aim[0].tag_ == "TO" and len(aim) <= _LONGEST_AIM
        return not aim or (bool(aimed) and not any(t.tag_ in FINITE_TAGS or t.text == "," for t in aim))
