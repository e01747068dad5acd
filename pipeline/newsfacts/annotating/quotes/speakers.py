"""From the source's words to the speaker: a person of the article, an organisation, or somebody unnamed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc
from spacy.util import registry

from newsfacts.annotating.coreference import mention_at
from newsfacts.annotating.knowledge import read_toml
from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.context import phrase_text
from newsfacts.annotating.quotes.drafts import Draft
from newsfacts.annotating.quotes.nounphrases import Source, is_pronoun
from newsfacts.annotating.types import Mention, Person, Quote, TextSpan

_LINKS = frozenset({"of", "for", "from", "to", "with", "by", "in", "at", "on", "against", "behind", "about"})
_ORGANISATION_SPANS = ("newsfacts/parties", "newsfacts/institutions", "newsfacts/outlets")
_NOMINATIVES = {"his": "he", "her": "she", "their": "they", "its": "it"}
_SINGULAR_PRONOUNS = frozenset({"he", "she"})

Kind = Literal["person", "organisation", "unnamed"]
ResolvedBy = Literal["name", "alias", "role", "description", "pronoun", "continuation"]


class SourceNouns(BaseModel):
    """Nouns that can speak without a name; see `lexicon/source_nouns.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    people: frozenset[str]
    organisations: frozenset[str]
    documents: frozenset[str]
    anaphoric_organisations: frozenset[str]
    occasions: frozenset[str]
    headings: frozenset[str]
    anybody: frozenset[str]


@registry.readers("newsfacts.source_nouns.v1")  # type: ignore[untyped-decorator]  # spaCy's registry is untyped
def read_source_nouns(path: str) -> SourceNouns:
    """Read the nouns of sources; `path` is relative to the package `en_newsfacts`.

    Raises:
        ModelError: the file is not as its head says.
    """
    return read_toml(path, SourceNouns)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, and how that is known. `name` is None where the text does not say."""

    name: str | None = None
    person: Person | None = None
    kind: Kind | None = None
    mention: TextSpan | None = None
    resolved_by: ResolvedBy | None = None


NOBODY = Speaker()


class SpeakerResolver:
    """Resolves the sources of one Doc, in text order: an unnamed or institutional speaker stays in mind for the
    pronouns that follow."""

    def __init__(self, doc: Doc, nouns: SourceNouns) -> None:
        self.doc = doc
        self.nouns = nouns
        self.mentions: list[Mention] = sorted(doc._.newsfacts_mentions, key=lambda m: m.span)
        self._starts = [m.span.start for m in self.mentions]
        self._organisations = {
            i for key in _ORGANISATION_SPANS if key in doc.spans for s in doc.spans[key] for i in range(s.start, s.end)
        }
        self._members = {i for s in doc.spans.get("newsfacts/parties", []) for i in range(s.start, s.end)}
        self._unnamed: dict[Block, tuple[int, str | None]] = {}  # how far a paragraph is known, and whom it is about
        self._last = NOBODY  # the latest speaker with a cue
        self._last_pronouns = frozenset({"he", "she", "they", "it"})  # those that can stand for that speaker

    def resolve(self, source: Source, draft: Draft) -> Speaker:
        """The speaker that a source stands for. A source that nobody can be (“the move suggests”) gives NOBODY."""
        doc = self.doc
        named = self._name_in(source)
        if named is not None:
            return Speaker(named.person.name, named.person, "person", named.span, self._by(named))
        span = self._span(source.first, source.last)
        if draft.cue is None and phrase_text(doc, source.first, source.last).isupper():
            return self._labelled(source, span)
        if is_pronoun(doc, source):
            return self._pronoun(source, span, draft)
        head = doc[source.head]
        if head.dep_ == "appos" and head.head.i < source.first:  # Jane Roe, a nurse who said ...
            bearer = self._at(self._span(head.head.i, head.head.i + 1), kinds=("name", "alias"))
            if bearer is not None:
                return Speaker(bearer.person.name, bearer.person, "person", bearer.span, self._by(bearer))
        described = self._at(span, kinds=("role", "description"), head=head.idx)
        if described is not None:
            return Speaker(described.person.name, described.person, "person", span, self._by(described))
        kind = self._kind(source, documents=draft.cue is None or not draft.cue.verb.object)
        if kind is None and self._must_speak(source, draft):
            kind = "unnamed"
        if kind is None:
            return NOBODY
        first = self._proper_name(source) if kind == "organisation" else source.first
        span = self._span(first, source.last)
        text = phrase_text(doc, first, source.last)
        if kind == "unnamed" and self._last.kind == "unnamed" and self._repeats(source):
            return Speaker(self._last.name, None, "unnamed", span, "description")
        if kind == "organisation" and self._is_anaphor(source) and self._last.kind == "organisation":
            return Speaker(self._last.name, None, "organisation", span, "description")
        return Speaker(text, None, kind, span, "name" if kind == "organisation" else "description")

    def resolve_inside(self, source: Source, draft: Draft, parent: Quote) -> Speaker:
        """The speaker of a quote inside a quote: "I" is whoever speaks the outer one."""
        if is_pronoun(self.doc, source) and self.doc[source.first].lower_ in {"i", "we"}:
            span = self._span(source.first, source.last)
            return Speaker(parent.speaker, parent.speaker_person, parent.speaker_kind, span, "pronoun")
        self._last = NOBODY  # who spoke last in the article is not who is meant inside a quotation
        return self.resolve(source, draft)

    def continuation(self, left: Speaker) -> Speaker:
        """The speaker of a quotation without a cue that goes on from the quote of `left`."""
        if left.name is None:
            return NOBODY
        return Speaker(left.name, left.person, left.kind, None, "continuation")

    def remember(self, speaker: Speaker, source: Source) -> None:
        """Keep a speaker in mind for the pronouns that follow."""
        if speaker.name is not None:
            self._last = speaker
            if not is_pronoun(self.doc, source):
                self._last_pronouns = self._pronouns_of(speaker, source)

    def _pronouns_of(self, speaker: Speaker, source: Source) -> frozenset[str]:
        """The pronouns that a speaker without a name can be taken up by: no person is "it", no document is "she"."""
        if speaker.kind == "organisation":
            return frozenset({"it", "they"})
        head = self.doc[source.head]
        if head.tag_ in {"NNS", "NNPS"}:
            return frozenset({"they"})
        if head.lower_ in self.nouns.documents and head.lower_ not in self.nouns.people:
            return frozenset({"it"})
        return frozenset({"he", "she", "they"})

    def subject_of(self, first: int, last: int) -> Speaker | None:
        """Whom the tokens `first` to `last` (exclusive) are about: the first subject that is a person."""
        for i in range(first, last):
            token = self.doc[i]
            if token.dep_ in {"nsubj", "nsubjpass"}:
                mention = self._at(self._span(i, i + 1))
                if mention is not None:
                    return Speaker(mention.person.name, mention.person, "person", None, "continuation")
                if token.lower_ in self.nouns.people and token.left_edge.tag_ in {"DT", "CD"}:
                    return Speaker(
                        phrase_text(self.doc, token.left_edge.i, i + 1), None, "unnamed", None, "continuation"
                    )
        return None

    def _span(self, first: int, last: int) -> TextSpan:
        end = self.doc[last - 1]
        return TextSpan(self.doc[first].idx, end.idx + len(end))

    def _overlapping(self, span: TextSpan) -> list[Mention]:
        low = bisect_left(self._starts, span.start)
        while low > 0 and self.mentions[low - 1].span.end > span.start:
            low -= 1
        return [
            m
            for m in self.mentions[low : bisect_right(self._starts, span.end)]
            if m.span.start < span.end and m.span.end > span.start
        ]

    def _at(self, span: TextSpan, kinds: tuple[str, ...] = (), head: int | None = None) -> Mention | None:
        at = span.start if head is None else head
        return next(
            (m for m in self._overlapping(span) if (not kinds or m.kind in kinds) and m.span.start <= at < m.span.end),
            None,
        )

    def _name_in(self, source: Source) -> Mention | None:
        """The name of a person that the phrase is: not one inside "a spokesman for X" or "X's agent"."""
        doc = self.doc
        reach = self._span(source.first, max(source.last, source.reach))
        for mention in self._overlapping(reach):
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
        between = [doc[i].text for i in range(source.last, first) if not doc[i].is_space]
        return between == [","] and doc[source.head].lower_ not in self.nouns.organisations

    def _by(self, mention: Mention) -> ResolvedBy:
        return mention.kind

    def _pronoun(self, source: Source, span: TextSpan, draft: Draft) -> Speaker:
        doc = self.doc
        lower = _NOMINATIVES.get(doc[source.first].lower_, doc[source.first].lower_)
        last = self._last
        unnamed = self._unnamed_in_paragraph(draft, source.first) if lower in _SINGULAR_PRONOUNS else None
        if unnamed is not None:
            return Speaker(unnamed, None, "unnamed", span, "pronoun")
        mention = self._at(span, kinds=("pronoun",))
        if mention is not None:
            return Speaker(mention.person.name, mention.person, "person", span, "pronoun")
        if last.name is not None and last.kind != "person" and lower in self._last_pronouns:
            return Speaker(last.name, None, last.kind, span, "pronoun")
        return Speaker(mention=span)

    def _unnamed_in_paragraph(self, draft: Draft, before: int) -> str | None:
        """Somebody unnamed whom this paragraph has been about: a singular subject in the narrative before the pronoun,
        with no person named since."""
        block = draft.block
        reached, found = self._unnamed.get(block, (block.first, None))
        if reached > before:
            reached, found = block.first, None
        for i in block.narrative(reached, before):
            token = self.doc[i]
            if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ == "NN" and token.lower_ in self.nouns.people:
                if token.left_edge.lower_ in {"a", "an", "one", "another"} and self._at(self._span(i, i + 1)) is None:
                    found = phrase_text(self.doc, token.left_edge.i, i + 1)
            elif found and any(m.kind in {"name", "alias"} for m in self._overlapping(self._span(i, i + 1))):
                found = None
        self._unnamed[block] = before, found
        return found

    def _repeats(self, source: Source) -> bool:
        """Whether "the person", "the source" takes up the unnamed speaker before."""
        head = self.doc[source.head].lower_
        words = (self._last.name or "").casefold().split()
        return source.last - source.first == 2 and self.doc[source.first].lower_ == "the" and head in {"person", *words}

    def _is_anaphor(self, source: Source) -> bool:
        return (
            self.doc[source.first].lower_ in {"the", "it"}
            and source.last - source.first == 2
            and self.doc[source.head].lower_ in self.nouns.anaphoric_organisations
        )

    def _must_speak(self, source: Source, draft: Draft) -> bool:
        """Whether whatever the phrase names has spoken, because only speakers do what the cue says."""
        may = draft.direct and source.last - source.first == 1 and self.doc[source.head].text == "May"
        if draft.cue is None or (self.doc[source.head].ent_type_ in {"DATE", "TIME", "MONEY", "QUANTITY"} and not may):
            return False
        verb = draft.cue.verb
        tags = (
            {"NN", "NNS", "NNP", "NNPS", "FW", "JJ", "MD"} if draft.direct else {"NN", "NNS", "NNP", "NNPS", "FW", "CD"}
        )
        if self.doc[source.head].tag_ not in tags and not (verb.clause and self._is_group(source)):
            return False
        if verb.lemma == "according to":
            return False
        return draft.direct or (verb.clause and not verb.inanimate and not verb.weak)

    def _is_group(self, source: Source) -> bool:
        """Whether the phrase stands for people without a noun at its head: "the accused", "he and his friends"."""
        head = self.doc[source.head]
        return (self.doc[source.first].lower_ == "the" and head.tag_ in {"JJ", "VBN"}) or (
            head.tag_ == "PRP" and source.last - source.first > 1
        )

    def _labelled(self, source: Source, span: TextSpan) -> Speaker:
        """The speaker of a turn in a transcript: the one person whose surname the label ends with, else the label."""
        surname = self.doc[source.last - 1].text.casefold()
        people = {id(m.person): m.person for m in self.mentions if m.person.name.casefold().split()[-1] == surname}
        if len(people) == 1:
            person = next(iter(people.values()))
            return Speaker(person.name, person, "person", span, "alias")
        return Speaker(phrase_text(self.doc, source.first, source.last), None, "unnamed", span, "name")

    def _proper_name(self, source: Source) -> int:
        """Where the name begins in "the tenants' group Roof Over"; else where the phrase begins."""
        for i in range(source.first + 1, source.last):
            common = self.doc[i - 1].lower_ in self.nouns.organisations and self.doc[i - 1].tag_ == "NN"
            if common and all(self.doc[k].text[0].isupper() for k in range(i, source.last)):
                return i
        return source.first

    def _kind(self, source: Source, *, documents: bool) -> Kind | None:
        """Whether a phrase without a known person is an organisation, somebody unnamed, or no speaker at all."""
        token = self.doc[source.head]
        lower = token.lower_
        singular = [lower]
        if lower.endswith("ies"):
            singular.append(lower[:-3] + "y")
        if lower.endswith("men"):
            singular.append(lower[:-3] + "man")
        if lower.endswith("s"):
            singular += [lower[:-1], lower[:-2]]
        if lower == "people" or (any(w in self.nouns.people for w in singular) and token.tag_ != "NNP"):
            return "unnamed"
        one = self.doc[source.first].lower_ in {"a", "an", "one", "another"} and source.last - source.first > 1
        if one and source.head in self._members:
            return "unnamed"  # one Conservative, a senior Liberal Democrat
        if source.head in self._organisations or any(w in self.nouns.organisations for w in singular):
            return "organisation"
        if any(w in self.nouns.people for w in singular):
            return "unnamed"
        if token.ent_type_ in {"ORG", "GPE", "NORP", "FAC"}:
            return "organisation"
        if documents and any(w in self.nouns.documents for w in singular):
            return "unnamed"
        if token.ent_type_ == "PERSON":
            return "unnamed"
        if token.tag_ in {"NNP", "NNPS"} and token.ent_type_ not in {"DATE", "TIME"}:
            return "organisation"
        if lower in self.nouns.anybody:
            return "unnamed"
        return None
