"""People: everybody that the text names, each once, with every form of the name.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> [(p.name, p.aliases) for p in nlp("Ida Oake won. Ms Oake thanked Lord Ferrow.")._.newsfacts_people]
    [('Ida Oake', ['Ms Oake']), ('Lord Ferrow', [])]

Evidence decides, not the entity recogniser alone: titles, first names, roles, parties in brackets, verbs that people
do, and against it places, bodies and headlines. What a later name may stand for is known only when all are read.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.evidence import Evidence
from newsfacts.annotating.findings import declare
from newsfacts.annotating.merging import Merger
from newsfacts.annotating.name_words import find_words
from newsfacts.annotating.names import Candidate, NameFinder
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.roles import RoleFinder, RolePhrase, add_role
from newsfacts.annotating.types import Person
from newsfacts.annotating.view import view_of

for _name in ("newsfacts_people", "newsfacts_names", "newsfacts_roles"):
    declare(_name, list)


@Language.factory(
    "newsfacts_people",
    assigns=["doc._.newsfacts_people", "doc._.newsfacts_names", "doc._.newsfacts_roles", "doc.spans"],
    requires=["doc._.newsfacts_layout", "token.tag", "token.ent_type"],
    default_config={"lexicon": {"@readers": "newsfacts.people_lexicon.v1", "folder": "lexicon"}},
)
class PeopleFinder:
    """Writes `Doc._.newsfacts_people`, `Doc._.newsfacts_names` and `doc.spans["newsfacts/people"]`."""

    def __init__(self, nlp: Language, name: str, lexicon: PeopleLexicon) -> None:
        self.name = name
        self.lexicon = lexicon
        self.names = NameFinder(lexicon)
        self.roles = RoleFinder(lexicon)

    def find(self, doc: Doc) -> tuple[list[Person], list[NameMention], list[RolePhrase]]:
        """The people, their names and the role phrases, all in text order."""
        text = view_of(doc).text
        layout = doc._.newsfacts_layout
        evidence = Evidence(doc, self.lexicon)
        candidates: list[Candidate] = []
        for index, paragraph in enumerate(layout.paragraphs):
            words = find_words(text, paragraph, self.lexicon)
            evidence.read_paragraph(index, words)
            candidates += self.names.find(text, words, index, evidence.barred)
        evidence.read_candidates(candidates)
        people, names = Merger(text, layout.quotations, self.lexicon, evidence, candidates).merge()
        return people, names, self.roles.find(doc, evidence, names)

    def __call__(self, doc: Doc) -> Doc:
        people, mentions, roles = self.find(doc)
        text = view_of(doc).text
        for phrase in roles:
            if phrase.person is not None:
                add_role(text, phrase, phrase.person, self.lexicon)
        doc._.newsfacts_roles = roles
        doc._.newsfacts_people = people
        doc._.newsfacts_names = mentions
        spans = []
        for mention in mentions:
            span = doc.char_span(*mention.span, label="PERSON", alignment_mode="expand")
            if span is not None:
                spans.append(Span(doc, span.start, span.end, label="PERSON", kb_id=mention.person.name))
        doc.spans["newsfacts/people"] = spans
        return doc
