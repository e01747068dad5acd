"""The records that newsfacts writes: one JSON object a line, field `type` tells which.

    >>> from newsfacts.records import parse_record
    >>> line = ('{"type": "party", "id": "0f0e0d0c0b0a0908", "article_id": "a", "name": "Labour", "aliases": [], '
    ...         '"identifiers": {"electoral_commission": null, "wikidata": null}, '
    ...         '"mentions": [{"start": 0, "end": 6, "text": "Labour"}]}')
    >>> parse_record(line).name
    'Labour'

A null says that the text does not say. `json_schema()` publishes the whole contract.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from newsfacts.errors import RecordError

SCHEMA_VERSION = "1.0"

ContestKind = Literal[
    "by-election",
    "general election",
    "local election",
    "leadership election",
    "referendum",
    "legislative vote",
    "other",
]
StageKind = Literal["first", "intermediate", "final", "two_party"]
Name = Annotated[str, Field(min_length=1)]
RecordId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Percent = Annotated[float, Field(ge=0, le=100)]
Points = Annotated[float, Field(ge=-100, le=100)]
Votes = Annotated[int, Field(ge=0)]


def record_id(article_id: str, record_type: str, *identity: object) -> str:
    """A short hash of what makes a record itself, so that an unchanged fact keeps its id."""
    key = "\x1f".join([article_id, record_type, *map(str, identity)])
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Span(_Model):
    """A stretch of the article's text."""

    start: int = Field(ge=0, description="Offset of the first character, in code points.")
    end: int = Field(ge=0, description="Offset after the last character, in code points.")
    text: str = Field(description="The characters themselves: article.text[start:end].")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"end {self.end} lies before start {self.start}")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"text has {len(self.text)} characters, the offsets {self.end - self.start}")
        return self


class Cue(Span):
    """The word or words that report a quote."""

    lemma: str | None = Field(description="The cue's dictionary form: say for said.")


class PartyIdentifiers(_Model):
    """A party's numbers elsewhere."""

    electoral_commission: str | None = Field(
        description="Registration with the UK Electoral Commission, as PP90; Great Britain's if there are two."
    )
    wikidata: str | None = Field(description="Wikidata item, as Q9630.")


class ContestIdentifiers(_Model):
    """A contest's numbers elsewhere."""

    gss: str | None = Field(description="Government Statistical Service code of the area; null if two are possible.")
    ballot_paper_id: str | None = Field(description="Democracy Club's ballot paper id; null if two are possible.")


class _Record(_Model):
    id: RecordId = Field(description="Short stable hash of the article_id, the type and what makes the record itself.")
    article_id: Name = Field(description="The article that the fact was read from.")


class ArticleRecord(_Record):
    """The article itself: comes before the facts that were read from it."""

    type: Literal["article"] = "article"
    source: Name = Field(description="Where the article was read from, relative to the given folder; - is stdin.")
    title: str | None = Field(description="Headline.")
    url: str | None = Field(description="Address of publication.")
    publisher: str | None = Field(description="Who published it.")
    published: str | None = Field(description="Date of publication, ISO 8601.")
    language: str | None = Field(description="Language that the source states, BCP 47.")
    encoding: Name = Field(description="Encoding that the input was decoded from.")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(description="SHA-256 of the text in UTF-8.")
    text: str | None = Field(default=None, description="The text that all offsets count in; left out with --no-text.")
    schema_version: Name = Field(description="Version of these records.")
    newsfacts: Name = Field(description="Version of newsfacts that wrote the record, with a digest of its code.")
    model: Name = Field(description="The knowledge and the base model: name, version and digest of each.")
    duplicate_of: str | None = Field(description="article_id of the earliest article of the run that it is a copy of.")


class PersonRecord(_Record):
    """A person whom the article names."""

    type: Literal["person"] = "person"
    name: Name = Field(description="Fullest form of the name, without Mr, Dr and the like.")
    aliases: list[Name] = Field(description="Every other surface form of the name.")
    party: str | None = Field(description="Canonical name of the party that the text gives or entails.")
    roles: list[Name] = Field(description="Roles as the text words them.")
    mentions: Annotated[list[Span], Field(min_length=1)] = Field(description="The person's names in the text.")


class PartyRecord(_Record):
    """A party that the article names."""

    type: Literal["party"] = "party"
    name: Name = Field(description="Short common name, as Labour.")
    aliases: list[Name] = Field(description="Every other surface form.")
    identifiers: PartyIdentifiers = Field(description="The party's numbers elsewhere.")
    mentions: Annotated[list[Span], Field(min_length=1)] = Field(description="The party's names in the text.")


class ContestRecord(_Record):
    """A poll whose result the article gives."""

    type: Literal["contest"] = "contest"
    place: Name = Field(description="Constituency, ward, country or body, as the text names it.")
    kind: ContestKind = Field(description="What was voted on.")
    date: str | None = Field(description="Date of the poll, ISO 8601.")
    winner: str | None = Field(description="Winner's name, or the winning option.")
    winners: list[Name] = Field(description="Winners' names where several seats were filled.")
    winner_id: RecordId | None = Field(description="The winner's person record.")
    winner_party: str | None = Field(description="Canonical name of the winner's party.")
    outcome: Literal["gain", "hold"] | None = Field(description="Whether the seat changed party.")
    from_party: str | None = Field(description="Party that lost the seat; null on a hold.")
    majority: Votes | None = Field(description="Winning margin in votes.")
    majority_source: Literal["stated", "derived"] | None = Field(
        description="Whether the text states the majority or two counts of one stage give it."
    )
    turnout_percent: Percent | None = Field(description="Turnout in percent.")
    swing_percent: Percent | None = Field(description="Swing in percentage points.")
    swing_from: str | None = Field(description="Party that the swing was from.")
    swing_to: str | None = Field(description="Party that the swing was to.")
    identifiers: ContestIdentifiers = Field(description="The contest's numbers elsewhere.")
    evidence: dict[str, Span] = Field(description="For each field that is not null, where the text says so.")
    warnings: list[Name] = Field(description="Arithmetic of the article that does not add up.")

    @model_validator(mode="after")
    def _evidence_belongs(self) -> Self:
        for key in self.evidence:
            if key not in _EVIDENCED:
                raise ValueError(f"evidence for {key!r}, which is no field that the text gives")
            if getattr(self, key) in (None, []):
                raise ValueError(f"evidence for {key!r}, which is not set")
        if (self.majority is None) != (self.majority_source is None):
            raise ValueError("majority and majority_source must be given together")
        return self


_EVIDENCED = frozenset(ContestRecord.model_fields) - frozenset(
    {"id", "article_id", "type", "winner_id", "identifiers", "evidence", "warnings", "majority_source"}
)


class _VoteRecord(_Record):
    contest: str | None = Field(description="Place of the contest.")
    contest_id: RecordId | None = Field(description="The contest record.")
    candidate: str | None = Field(description="Candidate's name, where certain.")
    candidate_id: RecordId | None = Field(description="The candidate's person record.")
    party: str | None = Field(description="Canonical name of the party.")
    option: str | None = Field(description="What was voted for where not a candidate: Ayes, Noes, Yes, Leave.")
    qualifier: str | None = Field(description="How the text hedges the number: just over, nearly.")
    stage: str | None = Field(description="Stage of the count, in the text's words.")
    stage_kind: StageKind | None = Field(description="What stage that is.")
    evidence: Span = Field(description="The number in the text.")
    sentence: Span = Field(description="The sentence that the number stands in.")


class VoteCountRecord(_VoteRecord):
    """A number of votes that a candidate, party or option received."""

    type: Literal["vote_count"] = "vote_count"
    votes: Votes = Field(description="The number of votes.")


class VoteShareRecord(_VoteRecord):
    """A share of the vote, or the change of one."""

    type: Literal["vote_share"] = "vote_share"
    percent: Percent | None = Field(description="Share of the vote in percent.")
    change: Points | None = Field(description="Change of the share in percentage points, signed.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.percent is None and self.change is None:
            raise ValueError("neither percent nor change is given")
        return self


class QuoteRecord(_Record):
    """Words that the article attributes to somebody."""

    type: Literal["quote"] = "quote"
    kind: Literal["direct", "mixed", "indirect"] = Field(
        description="All within quotation marks, partly so, or reported without them."
    )
    text: Name = Field(description="The words: the content's stretches, joined by a space.")
    content: Annotated[list[Span], Field(min_length=1)] = Field(
        description="Where the words stand, without quotation marks; several if interrupted."
    )
    speaker: str | None = Field(description="Full name, or the noun phrase for an unnamed or institutional speaker.")
    speaker_id: RecordId | None = Field(description="The speaker's person record.")
    speaker_kind: Literal["person", "organisation", "unnamed"] | None = Field(description="What the speaker is.")
    speaker_mention: Span | None = Field(description="Name, pronoun or noun phrase that stands for the speaker.")
    resolved_by: Literal["name", "alias", "role", "description", "pronoun", "continuation"] | None = Field(
        description="How the speaker was found."
    )
    cue: Cue | None = Field(description="The reporting word.")
    polarity: Literal["asserted", "denied"] = Field(
        description="denied: the speaker denies having said so or its truth."
    )
    outlet: str | None = Field(description="Programme, paper or agency that the words were spoken to.")
    occasion: str | None = Field(description="Speech, statement or event at which they were spoken.")
    addressee: str | None = Field(description="Whom they were spoken to.")
    parent_id: RecordId | None = Field(description="The quote that this one stands inside.")
    sentence: Span = Field(description="The cue's sentence.")

    @model_validator(mode="after")
    def _text_is_the_content(self) -> Self:
        if self.text != " ".join(span.text for span in self.content):
            raise ValueError("text is not the content's stretches joined by a space")
        return self


Record = Annotated[
    ArticleRecord | PersonRecord | PartyRecord | ContestRecord | VoteCountRecord | VoteShareRecord | QuoteRecord,
    Field(discriminator="type"),
]
# The order in which records that begin at one offset are written.
RECORD_TYPES: tuple[type[_Record], ...] = (
    ArticleRecord,
    PersonRecord,
    PartyRecord,
    ContestRecord,
    VoteCountRecord,
    VoteShareRecord,
    QuoteRecord,
)
TYPE_NAMES: tuple[str, ...] = tuple(model.model_fields["type"].default for model in RECORD_TYPES)
_ADAPTER: TypeAdapter[Record] = TypeAdapter(Record)


def parse_record(line: str | bytes) -> Record:
    """The record that one line of JSON holds.

    Raises:
        RecordError: the line is not JSON or not a valid record; the message names each field's path.
    """
    try:
        return _ADAPTER.validate_json(line)
    except ValidationError as error:
        problem = RecordError("; ".join(_describe(error)))
        problem.of_article = any(item["loc"][:1] == ("article",) for item in error.errors(include_url=False))
        raise problem from error


def _describe(error: ValidationError) -> Iterator[str]:
    for item in error.errors(include_url=False, include_context=False):
        # The discriminator stands first in the path of a record's field and says nothing that the line does not.
        path = [str(part) for part in item["loc"]]
        path = path[1:] if path and path[0] in TYPE_NAMES else path
        message = item["msg"].removeprefix("Value error, ")
        yield f"{'.'.join(path)}: {message}" if path else message


def to_json_dict(record: Record) -> dict[str, Any]:
    """What is written for a record: every field, except the text of an article whose text is left out."""
    left_out = {"text"} if isinstance(record, ArticleRecord) and record.text is None else None
    return {"type": record.type, **record.model_dump(mode="json", exclude=left_out)}


def json_schema() -> dict[str, Any]:
    """JSON Schema of one line of facts."""
    schema = _ADAPTER.json_schema(mode="serialization")
    for name, definition in schema["$defs"].items():
        # Every field is written, null or not, except a text that is left out.
        left_out = {"text"} if name == ArticleRecord.__name__ else set()
        definition["required"] = [field for field in definition["properties"] if field not in left_out]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"newsfacts record, version {SCHEMA_VERSION}",
        "description": "One line of a newsfacts file. Offsets count code points of the article's text, end exclusive.",
        **schema,
    }
