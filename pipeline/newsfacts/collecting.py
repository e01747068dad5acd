"""An annotated Doc -> the records of one article.

    >>> from newsfacts import Article, load
    >>> from newsfacts.collecting import collect
    >>> article = Article.from_text("Labour held the seat.")
    >>> [record.type for record in collect(load()(article.text), article, "knowledge and base model")]
    ['article', 'party']

The only place that knows both the components' results and the records.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.tokens import Doc, Span

from newsfacts import records
from newsfacts.annotating.types import Contest, Person, Quote, TextSpan, VoteCount, VoteShare
from newsfacts.annotating.view import view_of
from newsfacts.identity import code_version
from newsfacts.reading.article import Article

_POSSESSIVE = re.compile(r"(?<=[sS])['’]$|['’][sS]$")


def collect(doc: Doc, article: Article, model: str, *, duplicate_of: str | None = None) -> Iterator[records.Record]:
    """The article's record, then its facts in text order.

    Args:
        doc: the article's text as the pipeline annotated it.
        article: the article that the text belongs to.
        model: names and versions of the knowledge and the base model, for the article's record.
        duplicate_of: article_id of an earlier article with the same text.
    """
    if view_of(doc).text != article.text:
        raise ValueError(f"{article.article_id}: the Doc holds another text than the article")
    yield _article_record(article, model, duplicate_of)
    collector = _Collector(doc, article)
    facts = [*collector.people(), *collector.parties(), *collector.contests(), *collector.votes(), *collector.quotes()]
    order = {name: position for position, name in enumerate(records.TYPE_NAMES)}
    yield from sorted(facts, key=lambda record: (_first_offset(record), order[record.type]))


def _article_record(article: Article, model: str, duplicate_of: str | None) -> records.ArticleRecord:
    return records.ArticleRecord(
        id=records.record_id(article.article_id, "article"),
        article_id=article.article_id,
        source=article.source,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        encoding=article.encoding,
        sha256=article.sha256,
        text=article.text,
        schema_version=records.SCHEMA_VERSION,
        newsfacts=code_version(),
        model=model,
        duplicate_of=duplicate_of,
    )


class _Collector:
    """Turns one Doc's results into records; ids are given first, since records refer to one another."""

    def __init__(self, doc: Doc, article: Article) -> None:
        self.doc = doc
        self.article = article
        self._used: Counter[str] = Counter()
        self._people: list[Person] = doc._.newsfacts_people
        self._contests: list[Contest] = doc._.newsfacts_contests
        self._quotes: list[Quote] = doc._.newsfacts_quotes
        self._ids: dict[int, str] = {}
        for person in self._people:
            self._ids[id(person)] = self._new_id("person", person.name)
        for contest in self._contests:
            self._ids[id(contest)] = self._new_id("contest", contest.place, contest.kind)
        for quote in self._quotes:
            self._ids[id(quote)] = self._new_id("quote", *quote.content, *map(self._slice, quote.content))

    def people(self) -> Iterator[records.PersonRecord]:
        for person in self._people:
            yield records.PersonRecord(
                id=self._ids[id(person)],
                article_id=self.article.article_id,
                name=one_line(person.name),
                aliases=_distinct(map(one_line, person.aliases), without=one_line(person.name)),
                party=person.party,
                roles=_distinct(map(one_line, person.roles)),
                mentions=self._spans(person.mentions),
            )

    def parties(self) -> Iterator[records.PartyRecord]:
        spans: dict[str, list[Span]] = defaultdict(list)
        for span in self.doc.spans["newsfacts/parties"]:
            spans[span.kb_id_].append(span)
        for name, mentions in spans.items():
            mentions = sorted(mentions, key=lambda span: span.start_char)
            printed = [TextSpan(span.start_char, span.end_char - len(_full_stop(span.text))) for span in mentions]
            forms = (_POSSESSIVE.sub("", one_line(self._slice(span))) for span in printed)
            yield records.PartyRecord(
                id=self._new_id("party", name),
                article_id=self.article.article_id,
                name=name,
                aliases=_distinct(forms, without=name),
                identifiers=records.PartyIdentifiers(
                    electoral_commission=_agreed_identifier(mentions, "electoral_commission"),
                    wikidata=_agreed_identifier(mentions, "wikidata"),
                ),
                mentions=self._spans(printed),
            )

    def contests(self) -> Iterator[records.ContestRecord]:
        for contest in self._contests:
            yield records.ContestRecord(
                id=self._ids[id(contest)],
                article_id=self.article.article_id,
                place=one_line(contest.place),
                kind=contest.kind,
                date=contest.date,
                winner=_name(contest.winner),
                winners=[_name(winner) or "" for winner in contest.winners],
                winner_id=self._ids[id(contest.winner)] if isinstance(contest.winner, Person) else None,
                winner_party=contest.winner_party,
                outcome=contest.outcome,
                from_party=contest.from_party,
                majority=contest.majority,
                majority_source=contest.majority_source,
                turnout_percent=contest.turnout_percent,
                swing_percent=contest.swing_percent,
                swing_from=contest.swing_from,
                swing_to=contest.swing_to,
                identifiers=records.ContestIdentifiers(
                    gss=contest.identifiers.get("gss"), ballot_paper_id=contest.identifiers.get("ballot_paper_id")
                ),
                evidence={key: self._span(span) for key, span in sorted(contest.evidence.items())},
                warnings=contest.warnings,
            )

    def votes(self) -> Iterator[records.VoteCountRecord | records.VoteShareRecord]:
        for count in self.doc._.newsfacts_vote_counts:
            record_id = self._new_id("vote_count", *count.evidence, count.votes)
            yield records.VoteCountRecord(id=record_id, votes=count.votes, **self._vote_fields(count))
        for share in self.doc._.newsfacts_vote_shares:
            record_id = self._new_id("vote_share", *share.evidence, share.percent, share.change)
            yield records.VoteShareRecord(
                id=record_id, percent=share.percent, change=share.change, **self._vote_fields(share)
            )

    def _vote_fields(self, vote: VoteCount | VoteShare) -> dict[str, Any]:
        return {
            "article_id": self.article.article_id,
            "contest": one_line(vote.contest.place) if vote.contest else None,
            "contest_id": self._ids[id(vote.contest)] if vote.contest else None,
            "candidate": _name(vote.candidate),
            "candidate_id": self._ids[id(vote.candidate)] if vote.candidate else None,
            "party": vote.party,
            "option": _name(vote.option),
            "qualifier": _name(vote.qualifier),
            "stage": _name(vote.stage),
            "stage_kind": vote.stage_kind,
            "evidence": self._span(vote.evidence),
            "sentence": self._span(vote.sentence),
        }

    def quotes(self) -> Iterator[records.QuoteRecord]:
        for quote in self._quotes:
            content = [self._span(span) for span in quote.content]
            yield records.QuoteRecord(
                id=self._ids[id(quote)],
                article_id=self.article.article_id,
                kind=quote.kind,
                text=" ".join(span.text for span in content),
                content=content,
                speaker=_name(quote.speaker),
                speaker_id=self._ids[id(quote.speaker_person)] if quote.speaker_person else None,
                speaker_kind=quote.speaker_kind,
                speaker_mention=self._span(quote.speaker_mention) if quote.speaker_mention else None,
                resolved_by=quote.resolved_by,
                cue=self._cue(quote.cue, quote.cue_lemma) if quote.cue else None,
                polarity=quote.polarity,
                outlet=_name(quote.outlet),
                occasion=_name(quote.occasion),
                addressee=_name(quote.addressee),
                parent_id=self._ids[id(quote.parent)] if quote.parent else None,
                sentence=self._span(quote.sentence),
            )

    def _new_id(self, record_type: str, *identity: object) -> str:
        """The id; where two records of an article have the same identity, the later ones count on."""
        first = records.record_id(self.article.article_id, record_type, *identity)
        self._used[first] += 1
        if self._used[first] == 1:
            return first
        return records.record_id(self.article.article_id, record_type, *identity, self._used[first])

    def _slice(self, span: TextSpan) -> str:
        if not 0 <= span.start <= span.end <= len(self.article.text):
            raise ValueError(f"{self.article.article_id}: span {span.start}-{span.end} lies outside the text")
        return self.article.text[span.start : span.end]

    def _span(self, span: TextSpan) -> records.Span:
        return records.Span(start=span.start, end=span.end, text=self._slice(span))

    def _spans(self, spans: Iterable[TextSpan]) -> list[records.Span]:
        return [self._span(span) for span in sorted(set(spans))]

    def _cue(self, span: TextSpan, lemma: str | None) -> records.Cue:
        return records.Cue(start=span.start, end=span.end, text=self._slice(span), lemma=lemma)


def one_line(text: str) -> str:
    """White space normalised: a name that a hard-wrapped line breaks is one name."""
    return " ".join(text.split())


def _name(value: Person | str | None) -> str | None:
    if value is None:
        return None
    return one_line(value.name if isinstance(value, Person) else value)


def _full_stop(name: str) -> str:
    """The stop of the sentence that spaCy leaves at a single letter: "LD gain from C."."""
    return name[1:] if len(name) == 2 and name.endswith(".") else ""


def _distinct(values: Iterable[str], without: str | None = None) -> list[str]:
    return [value for value in dict.fromkeys(values) if value != without]


def _agreed_identifier(mentions: list[Span], key: str) -> str | None:
    """The identifier that the party's gazetteer entries give, if they agree; the first of several registrations."""
    entries = (entry for span in mentions for entry in span._.newsfacts_entries)
    found = {entry.identifiers[key][0] for entry in entries if entry.identifiers.get(key)}
    return found.pop() if len(found) == 1 else None


def _offset_of_contest(record: records.ContestRecord) -> int:
    return min((span.start for span in record.evidence.values()), default=0)


_OFFSETS: dict[str, Callable[[Any], int]] = {
    "person": lambda record: record.mentions[0].start,
    "party": lambda record: record.mentions[0].start,
    "contest": _offset_of_contest,
    "vote_count": lambda record: record.evidence.start,
    "vote_share": lambda record: record.evidence.start,
    "quote": lambda record: record.content[0].start,
}


def _first_offset(record: records.Record) -> int:
    return _OFFSETS[record.type](record)
