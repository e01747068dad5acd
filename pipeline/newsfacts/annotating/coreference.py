"""Whom names, descriptions and pronouns stand for.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> doc = nlp("Ida Oake lost. Asked why, she blamed Tom Fell and his leaflets.")
    >>> [(doc.text[m.span.start : m.span.end], m.person.name) for m in doc._.newsfacts_mentions if m.kind == "pronoun"]
    [('she', 'Ida Oake'), ('his', 'Tom Fell')]

`pronouns` finds out whom a pronoun stands for; here names, descriptions and pronouns become one list of mentions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.findings import declare
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.pronouns import PronounResolver
from newsfacts.annotating.roles import RolePhrase
from newsfacts.annotating.types import Mention, Person, TextSpan
from newsfacts.annotating.view import view_of

declare("newsfacts_mentions", list)


@Language.factory(
    "newsfacts_coreference",
    assigns=["doc._.newsfacts_mentions"],
    requires=[
        "doc._.newsfacts_names",
        "doc._.newsfacts_roles",
        "doc._.newsfacts_descriptions",
        "token.dep",
        "token.tag",
    ],
    default_config={"lexicon": {"@readers": "newsfacts.people_lexicon.v1", "folder": "lexicon"}},
)
class CoreferenceFinder:
    """Writes `Doc._.newsfacts_mentions`: every phrase that stands for a known person, in text order."""

    def __init__(self, nlp: Language, name: str, lexicon: PeopleLexicon) -> None:
        self.name = name
        self.lexicon = lexicon

    def find(self, doc: Doc) -> list[Mention]:
        """Names, descriptions and the pronouns that resolve."""
        mentions = list(_name_mentions(doc)) + list(doc._.newsfacts_descriptions)
        mentions += PronounResolver(doc, self.lexicon, mentions).resolve()
        return sorted(mentions, key=lambda m: m.span)

    def __call__(self, doc: Doc) -> Doc:
        doc._.newsfacts_mentions = self.find(doc)
        return doc


def _name_mentions(doc: Doc) -> Iterator[Mention]:
    names: list[NameMention] = doc._.newsfacts_names
    text = view_of(doc).text
    for name in names:
        form = " ".join(text[name.span.start : name.span.end].split())
        yield Mention(name.span, name.person, "name" if form == name.person.name else "alias")


def mention_at(doc: Doc, span: TextSpan) -> Mention | None:
    """The mention that a phrase at `span` amounts to: its own, or that of the name that a role leads up to."""
    mentions: list[Mention] = doc._.newsfacts_mentions
    at = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    inside: list[Mention] = []
    for mention in mentions[max(0, at - 2) :]:
        if mention.span.start >= span.end:
            break
        if mention.span == span or (mention.span.start <= span.start and span.end <= mention.span.end):
            return mention
        if span.start <= mention.span.start and mention.span.end <= span.end:
            inside.append(mention)
    roles: list[RolePhrase] = doc._.newsfacts_roles
    for mention in inside:
        lead = _slice(doc, span.start, mention.span.start)
        tail = _slice(doc, mention.span.end, span.end)
        if re.match(r"['’]s?\b", tail) or mention.kind == "pronoun":
            continue
        if lead and re.search(r"['’]s\s|\b(?:of|to|for|by|from|with|in|at|and|or|than|against)\b", lead):
            covered = any(
                r.person is mention.person and r.phrase.start >= span.start and r.phrase.end <= mention.span.start
                for r in roles
            )
            if not covered:
                continue
        if not tail or re.match(r"\s*[,(]|\s+of\b|\s+[-–—]", tail):
            return mention
    return None


def _slice(doc: Doc, start: int, end: int) -> str:
    """A stretch of the text, without putting all of it together."""
    around = doc.char_span(start, end, alignment_mode="expand") if start < end else None
    return "" if around is None else around.text[start - around.start_char : end - around.start_char]


def resolve_pronoun(doc: Doc, token: Token) -> Person | None:
    """The person that a pronoun stands for, if that is certain enough."""
    mention = mention_at(doc, TextSpan(token.idx, token.idx + len(token)))
    return mention.person if mention is not None and mention.kind == "pronoun" else None
