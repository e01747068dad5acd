"""The database's tables: the records of an article, each under its id, and every span that they point at.

One schema for SQLite and PostgreSQL; `migrations` brings a database to it. Names have hash indices in PostgreSQL, whose
usual ones refuse long values; SQLite knows only one kind.

>>> sorted(name for name in metadata.tables if "link" not in name)
['articles', 'contests', 'parties', 'people', 'quotes', 'spans', 'vote_counts', 'vote_shares']
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(16), primary_key=True)


def _article() -> Column[str]:
    return Column("article_id", Text, ForeignKey("articles.article_id", ondelete="CASCADE"), nullable=False, index=True)


def _reference(name: str, target: str, *, deferred: bool = False) -> Column[str | None]:
    # Parts of a cycle can only be checked when all are there.
    later = {"deferrable": True, "initially": "DEFERRED"} if deferred else {}
    return Column(name, String(16), ForeignKey(f"{target}.id", **later), index=True)  # type: ignore[arg-type]  # options


def _votes() -> list[Column[str] | Column[str | None]]:
    return [
        _id(),
        _article(),
        Column("contest", Text),
        _reference("contest_id", "contests"),
        Column("candidate", Text),
        _reference("candidate_id", "people"),
        Column("party", Text),
        Column("option", Text),
        Column("qualifier", Text),
        Column("stage", Text),
        Column("stage_kind", Text),
    ]


articles = Table(
    "articles",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("id", String(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("language", Text),
    Column("encoding", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("text", Text),
    Column("schema_version", Text, nullable=False),
    Column("newsfacts", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("duplicate_of", Text),
    Column("facts_sha256", String(64), nullable=False),  # so that the same records are not loaded twice
)
people = Table(
    "people",
    metadata,
    _id(),
    _article(),
    Column("name", Text, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("party", Text),
    Column("roles", JSON, nullable=False),
    Column("name_key", Text),  # people can be one only where these are equal
)
parties = Table(
    "parties",
    metadata,
    _id(),
    _article(),
    Column("name", Text, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("electoral_commission", Text),
    Column("wikidata", Text),
)
contests = Table(
    "contests",
    metadata,
    _id(),
    _article(),
    Column("place", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("date", Text),
    Column("winner", Text),
    Column("winners", JSON, nullable=False),
    _reference("winner_id", "people"),
    Column("winner_party", Text),
    Column("outcome", Text),
    Column("from_party", Text),
    Column("majority", BigInteger),
    Column("majority_source", Text),
    Column("turnout_percent", Float),
    Column("swing_percent", Float),
    Column("swing_from", Text),
    Column("swing_to", Text),
    Column("gss", Text),
    Column("ballot_paper_id", Text),
    Column("warnings", JSON, nullable=False),
    Column("place_key", Text),  # contests can be one only where these are equal
)
vote_counts = Table("vote_counts", metadata, *_votes(), Column("votes", BigInteger, nullable=False))
vote_shares = Table("vote_shares", metadata, *_votes(), Column("percent", Float), Column("change", Float))
quotes = Table(
    "quotes",
    metadata,
    _id(),
    _article(),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker", Text),
    _reference("speaker_id", "people"),
    Column("speaker_kind", Text),
    Column("resolved_by", Text),
    Column("cue_lemma", Text),
    Column("polarity", Text, nullable=False),
    Column("outlet", Text),
    Column("occasion", Text),
    Column("addressee", Text),
    _reference("parent_id", "quotes", deferred=True),
)
# `field` is the record's field: mentions, content, evidence, evidence.winner, sentence, ...
spans = Table(
    "spans",
    metadata,
    Column("record_id", String(16), primary_key=True),
    Column("field", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("record_type", Text, nullable=False),
    _article(),
    Column("start_char", BigInteger, nullable=False),
    Column("end_char", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,  # a record's spans stand together
)

# Which contests of different articles are one, and which people; made from the tables above, at any time again.
linked_contests = Table(
    "linked_contests",
    metadata,
    _id(),
    Column("place", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("date", Text),
    Column("gss", Text),
    Column("ballot_paper_id", Text),
    Column("place_key", Text),
)
contest_links = Table(
    "contest_links",
    metadata,
    Column("contest_id", String(16), ForeignKey("contests.id", ondelete="CASCADE"), primary_key=True),
    Column("linked_id", String(16), ForeignKey("linked_contests.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
)
linked_people = Table(
    "linked_people",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("party", Text),
    Column("name_key", Text),
)
person_links = Table(
    "person_links",
    metadata,
    Column("person_id", String(16), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("linked_id", String(16), ForeignKey("linked_people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
)

# The keys of what came or went since links were made; written with the facts, so that no interruption loses one.
to_link = Table(
    "to_link",
    metadata,
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
)
PLACE, NAME = "place", "name"  # its kinds

for _column in (
    *(people.c.name, contests.c.place, quotes.c.speaker, vote_counts.c.candidate, vote_shares.c.candidate),
    *(people.c.name_key, contests.c.place_key, linked_people.c.name_key, linked_contests.c.place_key),
):
    Index(None, _column, postgresql_using="hash")

# Tables that records go to, in the order of their references.
RECORD_TABLES: dict[str, Table] = {
    "person": people,
    "party": parties,
    "contest": contests,
    "vote_count": vote_counts,
    "vote_share": vote_shares,
    "quote": quotes,
}
