"""From the source's words to the speaker: a person of the article, an organisation, or somebody unnamed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from newsfacts.annotating.quotes.bearers import Bearers
from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.context import phrase_text
from newsfacts.annotating.quotes.drafts import Draft
from newsfacts.annotating.quotes.kinds import Kind, SourceKinds, SourceNouns
from newsfacts.annotating.quotes.newcomers import Newcomers
from newsfacts.annotating.quotes.nounphrases import Source, from_head, is_pronoun
from newsfacts.annotating.types import Person, Quote, TextSpan

_NOMINATIVES = {"his": "he", "her": "she", "their": "they", "its": "it"}
_SINGULAR_PRONOUNS = frozenset({"he", "she"})

ResolvedBy = Literal["name", "alias", "role", "description", "pronoun", "continuation"]


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
        self.bearers = Bearers(doc, nouns)
        self.kinds = SourceKinds(doc, nouns)
        self.newcomers = Newcomers(doc, nouns, self.bearers)
        self._unnamed: dict[Block, tuple[int, Source | None]] = {}  # how far a paragraph is known, and whom it is about
        self._last = NOBODY  # the latest speaker with a cue
        self._last_pronouns = frozenset({"he", "she", "they", "it"})  # those that can stand for that speaker

    def resolve(self, source: Source, draft: Draft) -> Speaker:
        """The speaker that a source stands for. A source that nobody can be (“the move suggests”) gives NOBODY."""
        doc = self.doc
        named = self.bearers.name_in(source)
        if named is not None:
            return Speaker(named.person.name, named.person, "person", named.span, named.kind)
        span = self.bearers.span(source.first, source.last)
        if draft.cue is None and phrase_text(doc, source.first, source.last).isupper():
            return self._labelled(source, span)
        if is_pronoun(doc, source):
            return self._pronoun(source, span, draft)
        owner = self.bearers.owner(source, labels=draft.cue is None and doc[source.first].tag_ == "PRP$")
        if owner is not None:
            return Speaker(owner.person.name, owner.person, "person", owner.span, owner.kind)
        head = doc[source.head]
        if head.dep_ == "appos" and head.head.i < source.first:  # Jane Roe, a nurse who said ...
            bearer = self.bearers.at(self.bearers.span(head.head.i, head.head.i + 1), kinds=("name", "alias"))
            if bearer is not None:
                return Speaker(bearer.person.name, bearer.person, "person", bearer.span, bearer.kind)
        described = self.bearers.at(span, kinds=("role", "description"), head=head.idx)
        if described is not None:
            return Speaker(described.person.name, described.person, "person", span, described.kind)
        winner = self.newcomers.named(source)
        if winner is not None:
            return Speaker(winner.name, winner, "person", span, "description")
        kind = self.kinds.kind_of(source, documents=draft.cue is None or not draft.cue.verb.object)
        if kind is None and self.kinds.must_speak(source, draft):
            kind = "unnamed"
        if kind is None:
            return NOBODY
        first = self.kinds.proper_name(source) if kind == "organisation" else source.first
        span = self.bearers.span(first, source.last)
        text = phrase_text(doc, first, source.last)
        known = self._repeated(source, draft) if kind == "unnamed" else None
        if known is not None:
            return Speaker(known, None, "unnamed", span, "description")
        if kind == "organisation" and self.kinds.is_anaphor(source) and self._last.kind == "organisation":
            return Speaker(self._last.name, None, "organisation", span, "description")
        return Speaker(text, None, kind, span, "name" if kind == "organisation" else "description")

    def resolve_inside(self, source: Source, draft: Draft, parent: Quote) -> Speaker:
        """The speaker of a quote inside a quote: "I" is whoever speaks the outer one."""
        if is_pronoun(self.doc, source) and self.doc[source.first].lower_ in {"i", "we"}:
            span = self.bearers.span(source.first, source.last)
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
                mention = self.bearers.at(self.bearers.span(i, i + 1))
                if mention is not None:
                    return Speaker(mention.person.name, mention.person, "person", None, "continuation")
                if token.lower_ in self.nouns.people and token.left_edge.tag_ in {"DT", "CD"}:
                    return Speaker(
                        phrase_text(self.doc, token.left_edge.i, i + 1), None, "unnamed", None, "continuation"
                    )
        return None

    def _pronoun(self, source: Source, span: TextSpan, draft: Draft) -> Speaker:
        doc = self.doc
        lower = _NOMINATIVES.get(doc[source.first].lower_, doc[source.first].lower_)
        last = self._last
        unnamed = self._unnamed_in_paragraph(draft, source.first) if lower in _SINGULAR_PRONOUNS else None
        if unnamed is not None:
            return Speaker(self._introduced(unnamed), None, "unnamed", span, "pronoun")
        mention = self.bearers.at(span, kinds=("pronoun",))
        if mention is not None:
            return Speaker(mention.person.name, mention.person, "person", span, "pronoun")
        if last.name is not None and last.kind != "person" and lower in self._last_pronouns:
            return Speaker(last.name, None, last.kind, span, "pronoun")
        winner = self.newcomers.taken_up(source.first, lower)
        if winner is not None:
            return Speaker(winner.name, winner, "person", span, "pronoun")
        return Speaker(mention=span)

    def _unnamed_in_paragraph(self, draft: Draft, before: int) -> Source | None:
        """Somebody unnamed whom this paragraph has been about: a singular subject in the narrative before the pronoun,
        with no person named since."""
        block = draft.block
        reached, found = self._unnamed.get(block, (block.first, None))
        if reached > before:
            reached, found = block.first, None
        for i in block.narrative(reached, before):
            token = self.doc[i]
            here = self.bearers.span(i, i + 1)
            if token.dep_ in {"nsubj", "nsubjpass"} and self.kinds.is_somebody(token):
                if self.bearers.at(here) is None:
                    found = from_head(block, token, max(token.head.i, i + 1))
            elif found and any(m.kind in {"name", "alias"} for m in self.bearers.overlapping(here)):
                found = None
        self._unnamed[block] = before, found
        return found

    def _introduced(self, source: Source) -> str:
        """How somebody unnamed is introduced, without the clause that goes on about them."""
        return phrase_text(self.doc, source.first, source.last).partition(" who ")[0]

    def _repeated(self, source: Source, draft: Draft) -> str | None:
        """The unnamed speaker or subject before that "the person", "the source" takes up."""
        head = self.doc[source.head].lower_
        if source.last - source.first != 2 or self.doc[source.first].lower_ != "the":
            return None
        names = [self._last.name or ""] if self._last.kind == "unnamed" else []
        subject = self._unnamed_in_paragraph(draft, source.first)
        if subject is not None:
            names.append(self._introduced(subject))
        return next((name for name in reversed(names) if head in {"person", *name.casefold().split()} and name), None)

    def _labelled(self, source: Source, span: TextSpan) -> Speaker:
        """The speaker of a turn in a transcript: the one person whose surname the label ends with, else the label."""
        surname = self.doc[source.last - 1].text.casefold()
        people = {
            id(m.person): m.person for m in self.bearers.mentions if m.person.name.casefold().split()[-1] == surname
        }
        if len(people) == 1:
            person = next(iter(people.values()))
            return Speaker(person.name, person, "person", span, "alias")
        return Speaker(phrase_text(self.doc, source.first, source.last), None, "unnamed", span, "name")
