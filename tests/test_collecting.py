"""Typed results -> records, on Docs whose results are written by hand."""

from __future__ import annotations

from typing import TypeVar

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.annotating.knowledge import Entry
from newsfacts.annotating.types import Contest, Person, Quote, TextSpan, VoteCount, VoteShare
from newsfacts.collecting import collect
from newsfacts.reading import Article
from newsfacts.records import (
    ContestRecord,
    PartyRecord,
    PersonRecord,
    QuoteRecord,
    Record,
    VoteCountRecord,
    VoteShareRecord,
)
from newsfacts.validation import spans_of

TEXT = 'Ann Lee won Ayton\nfor Labour with 1,200 votes to 900. Lab\'s share rose 3%. "We did it," she\nsaid.'


def span(words: str) -> TextSpan:
    start = TEXT.index(words)
    return TextSpan(start, start + len(words))


@pytest.fixture
def doc(nlp: Language) -> Doc:
    """Every kind of result, written by hand."""
    doc = nlp.make_doc(TEXT)
    ann = Person("Ann Lee", aliases=["Ann\nLee", "Ms Lee", "Ms Lee"], mentions=[span("Ann Lee")], party="Labour")
    ayton = Contest("Ayton", "by-election", mentions=[span("Ayton")], winner=ann, outcome="hold")
    ayton.evidence = {"place": span("Ayton"), "winner": span("Ann Lee"), "outcome": span("won")}
    first = span(TEXT[: TEXT.index(" Lab'")])
    doc._.newsfacts_people = [ann]
    doc._.newsfacts_contests = [ayton]
    doc._.newsfacts_vote_counts = [
        VoteCount(1200, span("1,200"), first, contest=ayton, candidate=ann, party="Labour"),
        VoteCount(900, span("900"), first, contest=ayton),
    ]
    doc._.newsfacts_vote_shares = [
        VoteShare(span("3"), span("Lab's share rose 3%."), change=3.0, contest=ayton, party="Labour")
    ]
    quote = Quote(
        "direct", [span("We did it,")], span('"We did it," she\nsaid.'), speaker="Ann Lee", speaker_person=ann,
        speaker_kind="person", speaker_mention=span("she"), resolved_by="pronoun", cue=span("said"), cue_lemma="say",
        addressee="the\nparty",
    )  # fmt: skip
    doc._.newsfacts_quotes = [quote]
    parties = [doc.char_span(*span(form), label="PARTY", kb_id="Labour") for form in ("Lab's", "Labour")]
    entry = Entry(
        "x-labour", "Labour", "party", identifiers={"wikidata": ["Q1"], "electoral_commission": ["PP1", "PP2"]}
    )
    doc._.newsfacts_entries = {("PARTY", party.start_char, party.end_char): (entry,) for party in parties}
    doc.spans["newsfacts/parties"] = parties
    return doc


def collected(doc: Doc) -> list[Record]:
    return list(collect(doc, Article.from_text(TEXT, "a"), "model 1"))


RecordT = TypeVar("RecordT")


def of(records: list[Record], record_type: type[RecordT]) -> list[RecordT]:
    return [record for record in records if isinstance(record, record_type)]


def test_order_is_that_of_the_text(doc: Doc) -> None:
    # the article first; contests at their first evidence, after the person who stands at the same place
    assert [record.type for record in collected(doc)] == [
        "article", "person", "contest", "party", "vote_count", "vote_count", "vote_share", "quote",
    ]  # fmt: skip


def test_every_span_is_a_slice_of_the_text(doc: Doc) -> None:
    for record in collected(doc):
        for path, found in spans_of(record):
            assert found.text == TEXT[found.start : found.end], path


def test_records_refer_to_one_another(doc: Doc) -> None:
    records = collected(doc)
    (person,), (contest,), (quote,) = of(records, PersonRecord), of(records, ContestRecord), of(records, QuoteRecord)
    assert contest.winner_id == quote.speaker_id == person.id
    votes = [*of(records, VoteCountRecord), *of(records, VoteShareRecord)]
    assert [vote.candidate_id for vote in votes] == [person.id, None, None]
    assert {vote.contest_id for vote in votes} == {contest.id}
    assert {vote.contest for vote in votes} == {"Ayton"}


def test_names_are_on_one_line_and_given_once(doc: Doc) -> None:
    records = collected(doc)
    assert of(records, PersonRecord)[0].aliases == ["Ms Lee"]
    assert of(records, QuoteRecord)[0].addressee == "the party"


def test_party_has_aliases_without_possessive_and_the_first_registration(doc: Doc) -> None:
    (party,) = of(collected(doc), PartyRecord)
    assert (party.name, party.aliases) == ("Labour", ["Lab"])
    assert party.identifiers.model_dump() == {"electoral_commission": "PP1", "wikidata": "Q1"}
    assert [mention.text for mention in party.mentions] == ["Labour", "Lab's"]


def test_identifiers_on_which_a_partys_entries_differ_are_left_out(doc: Doc) -> None:
    (key, *_) = doc._.newsfacts_entries
    other = Entry("y-labour", "Labour", "party", identifiers={"wikidata": ["Q2"], "electoral_commission": ["PP1"]})
    doc._.newsfacts_entries[key] = (other,)
    (party,) = of(collected(doc), PartyRecord)
    assert party.identifiers.model_dump() == {"electoral_commission": "PP1", "wikidata": None}


def test_namesakes_and_shared_numbers_get_ids_of_their_own(doc: Doc) -> None:
    # two people called alike stay two; one number may be the votes of two tied candidates
    doc._.newsfacts_people.append(Person("Ann Lee", mentions=[span("she")]))
    doc._.newsfacts_vote_counts.append(doc._.newsfacts_vote_counts[0])
    before = {record.id for record in collected(doc)}
    assert len(before) == len(collected(doc)) == 10


def test_id_of_a_fact_does_not_depend_on_the_others(doc: Doc) -> None:
    before = {record.id for record in collected(doc)}
    doc._.newsfacts_vote_shares = []
    after = {record.id for record in collected(doc)}
    assert after < before


def test_span_outside_the_text_is_an_error(doc: Doc) -> None:
    doc._.newsfacts_people[0].mentions = [TextSpan(0, len(TEXT) + 1)]
    with pytest.raises(ValueError, match=f"a: span 0-{len(TEXT) + 1} lies outside the text"):
        collected(doc)


def test_doc_of_another_text_is_an_error(nlp: Language) -> None:
    with pytest.raises(ValueError, match="a: the Doc holds another text than the article"):
        list(collect(nlp.make_doc("Other"), Article.from_text(TEXT, "a"), "model 1"))
