"""Quotes: what was said, by whom, in whose words.

>>> from newsfacts.annotating import load
>>> doc = load()('"We lost," Sir John Smith told reporters. "We will be back."')
>>> [(q.speaker, [doc.text[s.start : s.end] for s in q.content]) for q in doc._.newsfacts_quotes]
[('Sir John Smith', ['We lost,', 'We will be back.'])]
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.annotating.findings import declare
from newsfacts.annotating.quotes.attribution import find_quotes
from newsfacts.annotating.quotes.blocks import Block, blocks, inner_blocks
from newsfacts.annotating.quotes.context import addressee_of, hearer_of, occasion
from newsfacts.annotating.quotes.cue_verbs import CueLexicon
from newsfacts.annotating.quotes.cues import Cue, find_cues
from newsfacts.annotating.quotes.drafts import Draft, LeadIn
from newsfacts.annotating.quotes.kinds import SourceNouns
from newsfacts.annotating.quotes.leads import lead_in_of, signature_line
from newsfacts.annotating.quotes.nounphrases import Source
from newsfacts.annotating.quotes.outlets import OutletReader
from newsfacts.annotating.quotes.speakers import NOBODY, Speaker, SpeakerResolver
from newsfacts.annotating.quotes.transcripts import find_turns
from newsfacts.annotating.types import Quote, TextSpan

_LONGEST_ANSWER = 5  # words

declare("newsfacts_quotes", list)


@Language.factory(
    "newsfacts_quotes",
    assigns=["doc._.newsfacts_quotes"],
    requires=["doc._.newsfacts_layout", "doc._.newsfacts_mentions", "token.tag", "token.dep"],
    default_config={
        "cue_verbs": {"@readers": "newsfacts.cue_verbs.v1", "path": "lexicon/cue_verbs.toml"},
        "source_nouns": {"@readers": "newsfacts.source_nouns.v1", "path": "lexicon/source_nouns.toml"},
    },
)
def make_quotes(nlp: Language, name: str, cue_verbs: CueLexicon, source_nouns: SourceNouns) -> QuoteFinder:
    """The component, from the knowledge that config.cfg names."""
    return QuoteFinder(cue_verbs=cue_verbs, source_nouns=source_nouns, name=name)


class QuoteFinder:
    """Writes `Doc._.newsfacts_quotes`: the quotes in text order."""

    def __init__(self, *, cue_verbs: CueLexicon, source_nouns: SourceNouns, name: str = "newsfacts_quotes") -> None:
        self.name = name
        self.cue_verbs = cue_verbs
        self.source_nouns = source_nouns

    def __call__(self, doc: Doc) -> Doc:
        """Write the quotes of the Doc."""
        doc._.newsfacts_quotes = self.find(doc)
        return doc

    def find(self, doc: Doc) -> list[Quote]:
        """The quotes of the Doc in text order."""
        resolver = SpeakerResolver(doc, self.source_nouns)
        outlets = OutletReader(doc, self.source_nouns)
        quotes: list[Quote] = []
        carried = NOBODY  # the speaker whom a quotation without a cue at the start of a paragraph continues
        cues = list(find_cues(doc, self.cue_verbs))
        latest: tuple[Draft, Speaker] | None = None
        for block, drafts in self._drafts(doc, cues):
            goes_on = latest is not None and latest[0].content[-1].start >= block.span.start
            last = latest[1] if latest is not None and goes_on else None
            for draft in drafts:
                answers = latest is not None and _answers(draft, latest[0])
                speaker = NOBODY if answers else self._speaker(draft, resolver, last, carried)
                if speaker is not None:
                    quotes.append(self._quote(doc, draft, speaker, outlets))
                    last = speaker
                    latest = draft, speaker
            carried = last or resolver.subject_of(block.sentence_start(block.last - 1), block.last) or NOBODY
        quotes += self._nested(doc, cues, quotes, resolver, outlets)
        return sorted(quotes, key=lambda q: (q.content[0].start, q.parent is not None))

    def _nested(
        self, doc: Doc, cues: list[Cue], quotes: list[Quote], resolver: SpeakerResolver, outlets: OutletReader
    ) -> list[Quote]:
        """Quotes inside the marks of quotes, each with its parent; only those that have a cue."""
        found: list[Quote] = []
        for block in inner_blocks(doc, doc._.newsfacts_layout):
            parent = next((q for q in quotes if any(c.start <= block.span.start < c.end for c in q.content)), None)
            if parent is None:
                continue
            inside = [c for c in cues if block.first <= c.first < block.last and block.owner(c.first) is None]
            drafts, _ = find_quotes(block, inside, self.cue_verbs, None)
            for draft in drafts:
                if draft.cue is None or draft.source is None or not draft.marked:
                    continue
                speaker = resolver.resolve_inside(draft.source, draft, parent)
                if speaker is not NOBODY:
                    quote = self._quote(doc, draft, speaker, outlets)
                    quote.parent = parent
                    found.append(quote)
        return found

    def _drafts(self, doc: Doc, cues: list[Cue]) -> list[tuple[Block, list[Draft]]]:
        """The drafts of each paragraph; one left open by a paragraph has grown by the following ones."""
        found: list[tuple[Block, list[Draft]]] = []
        position = 0
        left_open: Draft | None = None
        lead_in: LeadIn | None = None
        paragraphs = list(blocks(doc, doc._.newsfacts_layout))
        turns = find_turns(paragraphs, self.source_nouns.headings)
        for index, block in enumerate(paragraphs):
            if index in turns:
                found.append((block, [turns[index]]))
                left_open = lead_in = None
                continue
            signed = signature_line(block) if found else None
            if signed is not None:
                _sign(*found[-1], signed)
            first = position
            while position < len(cues) and cues[position].first < block.last:
                position += 1
            outside = [cue for cue in cues[first:position] if block.owner(cue.first) is None]
            drafts, left_open = find_quotes(block, outside, self.cue_verbs, left_open, lead_in)
            lead_in = lead_in_of(block, outside)
            found.append((block, drafts))
        return found

    def _speaker(
        self, draft: Draft, resolver: SpeakerResolver, last: Speaker | None, carried: Speaker
    ) -> Speaker | None:
        """Who speaks; None where this is no quote after all, because its subject cannot speak."""
        if draft.source is not None:
            speaker = resolver.resolve(draft.source, draft)
            if speaker is NOBODY:
                return NOBODY if draft.direct and draft.cue is not None else None
            resolver.remember(speaker, draft.source)
            return speaker
        if not draft.continues:
            return NOBODY
        if last is not None:
            return resolver.continuation(last)
        at_start = draft.block.marked[0].first == draft.block.first and draft.position == draft.block.first
        if at_start:
            return resolver.continuation(carried)
        before = draft.position - 1
        return resolver.subject_of(draft.block.sentence_start(before), before) or NOBODY

    def _quote(self, doc: Doc, draft: Draft, speaker: Speaker, outlets: OutletReader) -> Quote:
        hearer = hearer_of(draft)
        addressed = hearer if hearer is not None and not outlets.is_outlet(hearer) else None
        cue = draft.cue
        return Quote(
            kind="direct" if draft.direct else "mixed" if draft.marked else "indirect",
            content=draft.content,
            sentence=self._sentence(doc, draft),
            speaker=speaker.name,
            speaker_person=speaker.person,
            speaker_kind=speaker.kind,
            speaker_mention=speaker.mention,
            resolved_by=speaker.resolved_by,
            cue=TextSpan(doc[cue.first].idx, doc[cue.last].idx + len(doc[cue.last])) if cue else None,
            cue_lemma=cue.verb.lemma if cue else None,
            polarity="denied" if draft.denied else "asserted",
            outlet=outlets.outlet(draft, hearer),
            occasion=occasion(draft, self.source_nouns.occasions),
            addressee=addressee_of(draft, addressed),
        )

    def _sentence(self, doc: Doc, draft: Draft) -> TextSpan:
        """The sentence of the cue, or of the beginning of the content where there is none."""
        block = draft.block
        if draft.cue is None:
            sentence = doc[draft.position].sent
            return _without_space(doc, sentence.start, sentence.end)
        end = block.sentence_end(draft.cue.first)
        return _without_space(
            doc, block.sentence_start(draft.cue.first), end + (end < block.last and block.ends_sentence(end))
        )


def _sign(block: Block, drafts: list[Draft], source: Source) -> None:
    """Give the speech that ends a block, and that nobody has said yet, to the name below it."""
    last = drafts[-1] if drafts else None
    if last is not None and last.continues and block.marked and block.marked[-1].quotation.inner == last.content[-1]:
        last.source, last.continues = source, False


def _answers(draft: Draft, before: Draft) -> bool:
    """Whether a few words in a paragraph of their own answer a question that somebody asked, who does not go on."""
    if not draft.continues or before.cue is None or not before.cue.verb.question or draft.block is before.block:
        return False
    text, question = draft.block.text, before.content[-1]
    words = text[slice(*draft.content[0])].split()
    return text[: question.end].endswith("?") and len(words) <= _LONGEST_ANSWER and len(draft.block.marked) == 1


def _without_space(doc: Doc, first: int, last: int) -> TextSpan:
    while last > first + 1 and doc[last - 1].is_space:
        last -= 1
    while first < last - 1 and doc[first].is_space:
        first += 1
    return TextSpan(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
