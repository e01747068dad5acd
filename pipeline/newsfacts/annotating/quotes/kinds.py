"""What a source without a name is: an organisation, somebody unnamed, or nothing that can speak."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc, Token
from spacy.util import registry

from newsfacts.annotating.knowledge import read_toml
from newsfacts.annotating.quotes.drafts import Draft
from newsfacts.annotating.quotes.nounphrases import Source

Kind = Literal["person", "organisation", "unnamed"]
_ORGANISATION_SPANS = ("newsfacts/parties", "newsfacts/institutions", "newsfacts/outlets")


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
    victors: frozenset[str]
    utterances: frozenset[str]
    media: frozenset[str]
    callsigns: dict[str, re.Pattern[str]]


@registry.readers("newsfacts.source_nouns.v1")  # type: ignore[untyped-decorator]  # spaCy's registry is untyped
def read_source_nouns(path: str) -> SourceNouns:
    """Read the nouns of sources; `path` is relative to the package `en_newsfacts`.

    Raises:
        ModelError: the file is not as its head says.
    """
    return read_toml(path, SourceNouns)


class SourceKinds:
    """Tells the kinds of the sources of one Doc."""

    def __init__(self, doc: Doc, nouns: SourceNouns) -> None:
        self.doc = doc
        self.nouns = nouns
        self._organisations = {
            i for key in _ORGANISATION_SPANS if key in doc.spans for s in doc.spans[key] for i in range(s.start, s.end)
        }
        self._members = {i for s in doc.spans.get("newsfacts/parties", []) for i in range(s.start, s.end)}

    def kind_of(self, source: Source, *, documents: bool) -> Kind | None:
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

    def is_somebody(self, token: Token) -> bool:
        """Whether a noun introduces one unnamed person: "a resident", "one Conservative"."""
        person = token.tag_ == "NN" and token.lower_ in self.nouns.people
        member = token.tag_.startswith("NN") and (token.i in self._members or token.lower_ in self.nouns.people)
        opening = token.left_edge.lower_
        return (person and opening in {"a", "an", "another"}) or (member and opening == "one")

    def is_anaphor(self, source: Source) -> bool:
        return (
            self.doc[source.first].lower_ in {"the", "it"}
            and source.last - source.first == 2
            and self.doc[source.head].lower_ in self.nouns.anaphoric_organisations
        )

    def must_speak(self, source: Source, draft: Draft) -> bool:
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

    def proper_name(self, source: Source) -> int:
        """Where the name begins in "the tenants' group Roof Over"; else where the phrase begins."""
        for i in range(source.first + 1, source.last):
            common = self.doc[i - 1].lower_ in self.nouns.organisations and self.doc[i - 1].tag_ == "NN"
            if common and all(self.doc[k].text[0].isupper() for k in range(i, source.last)):
                return i
        return source.first
