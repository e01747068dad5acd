"""The first tables: articles and their facts, the spans that they point at, links, and two readable views."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_V_QUOTES = """
CREATE VIEW v_quotes AS
SELECT q.id, q.article_id, a.title, a.publisher, a.published, a.url,
       q.speaker, q.speaker_kind, p.party, q.kind, q.polarity, q.text AS quote, q.cue_lemma AS cue,
       q.outlet, q.occasion, q.addressee, sentence.text AS sentence,
       content.start_char, content.end_char, l.linked_id AS linked_person_id
  FROM quotes q
  JOIN articles a ON a.article_id = q.article_id
  JOIN spans sentence ON sentence.record_id = q.id AND sentence.field = 'sentence' AND sentence.position = 0
  JOIN spans content ON content.record_id = q.id AND content.field = 'content' AND content.position = 0
  LEFT JOIN people p ON p.id = q.speaker_id
  LEFT JOIN person_links l ON l.person_id = q.speaker_id
"""
_RESULTS = """
SELECT v.id, v.article_id, a.title, a.publisher, a.published, a.url,
       v.contest, c.kind, COALESCE(lc.date, c.date) AS date, v.candidate, v.party, v.option,
       {figures}, v.qualifier, v.stage,
       CASE WHEN c.winner_id = v.candidate_id THEN c.outcome END AS outcome,
       sentence.text AS sentence, evidence.start_char, evidence.end_char,
       l.linked_id AS linked_contest_id, lc.ballot_paper_id
  FROM {table} v
  JOIN articles a ON a.article_id = v.article_id
  JOIN spans sentence ON sentence.record_id = v.id AND sentence.field = 'sentence' AND sentence.position = 0
  JOIN spans evidence ON evidence.record_id = v.id AND evidence.field = 'evidence' AND evidence.position = 0
  LEFT JOIN contests c ON c.id = v.contest_id
  LEFT JOIN contest_links l ON l.contest_id = v.contest_id
  LEFT JOIN linked_contests lc ON lc.id = l.linked_id
"""
_COUNTS = _RESULTS.format(table="vote_counts", figures="v.votes, NULL AS percent, NULL AS change")
_SHARES = _RESULTS.format(table="vote_shares", figures="NULL AS votes, v.percent, v.change")


def upgrade() -> None:
    """Make everything."""
    op.create_table(
        "articles",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("published", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("schema_version", sa.Text(), nullable=False),
        sa.Column("newsfacts", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("duplicate_of", sa.Text()),
        sa.Column("facts_sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_articles"),
    )
    op.create_index("ix_articles_sha256", "articles", ["sha256"])
    op.create_table(
        "linked_contests",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date", sa.Text()),
        sa.Column("gss", sa.Text()),
        sa.Column("ballot_paper_id", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_linked_contests"),
    )
    op.create_table(
        "linked_people",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("party", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_linked_people"),
    )
    op.create_table(
        "parties",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("electoral_commission", sa.Text()),
        sa.Column("wikidata", sa.Text()),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name="fk_parties_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_parties"),
    )
    op.create_index("ix_parties_article_id", "parties", ["article_id"])
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("party", sa.Text()),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name="fk_people_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_article_id", "people", ["article_id"])
    op.create_index("ix_people_name", "people", ["name"], postgresql_using="hash")
    op.create_table(
        "spans",
        sa.Column("record_id", sa.String(length=16), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_type", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("start_char", sa.BigInteger(), nullable=False),
        sa.Column("end_char", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name="fk_spans_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_id", "field", "position", name="pk_spans"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_spans_article_id", "spans", ["article_id"])
    op.create_table(
        "contests",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("date", sa.Text()),
        sa.Column("winner", sa.Text()),
        sa.Column("winners", sa.JSON(), nullable=False),
        sa.Column("winner_id", sa.String(length=16)),
        sa.Column("winner_party", sa.Text()),
        sa.Column("outcome", sa.Text()),
        sa.Column("from_party", sa.Text()),
        sa.Column("majority", sa.BigInteger()),
        sa.Column("majority_source", sa.Text()),
        sa.Column("turnout_percent", sa.Float()),
        sa.Column("swing_percent", sa.Float()),
        sa.Column("swing_from", sa.Text()),
        sa.Column("swing_to", sa.Text()),
        sa.Column("gss", sa.Text()),
        sa.Column("ballot_paper_id", sa.Text()),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name="fk_contests_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["winner_id"], ["people.id"], name="fk_contests_winner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_contests"),
    )
    op.create_index("ix_contests_article_id", "contests", ["article_id"])
    op.create_index("ix_contests_place", "contests", ["place"], postgresql_using="hash")
    op.create_index("ix_contests_winner_id", "contests", ["winner_id"])
    op.create_table(
        "person_links",
        sa.Column("person_id", sa.String(length=16), nullable=False),
        sa.Column("linked_id", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["linked_id"], ["linked_people.id"], name="fk_person_links_linked_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_person_links_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name="pk_person_links"),
    )
    op.create_index("ix_person_links_linked_id", "person_links", ["linked_id"])
    op.create_table(
        "quotes",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text()),
        sa.Column("speaker_id", sa.String(length=16)),
        sa.Column("speaker_kind", sa.Text()),
        sa.Column("resolved_by", sa.Text()),
        sa.Column("cue_lemma", sa.Text()),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("occasion", sa.Text()),
        sa.Column("addressee", sa.Text()),
        sa.Column("parent_id", sa.String(length=16)),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name="fk_quotes_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["quotes.id"], name="fk_quotes_parent_id", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["speaker_id"], ["people.id"], name="fk_quotes_speaker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_quotes"),
    )
    op.create_index("ix_quotes_article_id", "quotes", ["article_id"])
    op.create_index("ix_quotes_parent_id", "quotes", ["parent_id"])
    op.create_index("ix_quotes_speaker", "quotes", ["speaker"], postgresql_using="hash")
    op.create_index("ix_quotes_speaker_id", "quotes", ["speaker_id"])
    op.create_table(
        "contest_links",
        sa.Column("contest_id", sa.String(length=16), nullable=False),
        sa.Column("linked_id", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contests.id"], name="fk_contest_links_contest_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["linked_id"], ["linked_contests.id"], name="fk_contest_links_linked_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contest_id", name="pk_contest_links"),
    )
    op.create_index("ix_contest_links_linked_id", "contest_links", ["linked_id"])
    op.create_table(
        "vote_counts",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("contest", sa.Text()),
        sa.Column("contest_id", sa.String(length=16)),
        sa.Column("candidate", sa.Text()),
        sa.Column("candidate_id", sa.String(length=16)),
        sa.Column("party", sa.Text()),
        sa.Column("option", sa.Text()),
        sa.Column("qualifier", sa.Text()),
        sa.Column("stage", sa.Text()),
        sa.Column("stage_kind", sa.Text()),
        sa.Column("votes", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name="fk_vote_counts_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["people.id"], name="fk_vote_counts_candidate_id"),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name="fk_vote_counts_contest_id"),
        sa.PrimaryKeyConstraint("id", name="pk_vote_counts"),
    )
    op.create_index("ix_vote_counts_article_id", "vote_counts", ["article_id"])
    op.create_index("ix_vote_counts_candidate", "vote_counts", ["candidate"], postgresql_using="hash")
    op.create_index("ix_vote_counts_candidate_id", "vote_counts", ["candidate_id"])
    op.create_index("ix_vote_counts_contest_id", "vote_counts", ["contest_id"])
    op.create_table(
        "vote_shares",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("contest", sa.Text()),
        sa.Column("contest_id", sa.String(length=16)),
        sa.Column("candidate", sa.Text()),
        sa.Column("candidate_id", sa.String(length=16)),
        sa.Column("party", sa.Text()),
        sa.Column("option", sa.Text()),
        sa.Column("qualifier", sa.Text()),
        sa.Column("stage", sa.Text()),
        sa.Column("stage_kind", sa.Text()),
        sa.Column("percent", sa.Float()),
        sa.Column("change", sa.Float()),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.article_id"], name="fk_vote_shares_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["people.id"], name="fk_vote_shares_candidate_id"),
        sa.ForeignKeyConstraint(["contest_id"], ["contests.id"], name="fk_vote_shares_contest_id"),
        sa.PrimaryKeyConstraint("id", name="pk_vote_shares"),
    )
    op.create_index("ix_vote_shares_article_id", "vote_shares", ["article_id"])
    op.create_index("ix_vote_shares_candidate", "vote_shares", ["candidate"], postgresql_using="hash")
    op.create_index("ix_vote_shares_candidate_id", "vote_shares", ["candidate_id"])
    op.create_index("ix_vote_shares_contest_id", "vote_shares", ["contest_id"])
    op.execute(_V_QUOTES)
    op.execute(f"CREATE VIEW v_results AS {_COUNTS} UNION ALL {_SHARES}")


def downgrade() -> None:
    """Remove everything."""
    for view in ("v_quotes", "v_results"):
        op.execute(f"DROP VIEW {view}")
    for table in (
        *("person_links", "contest_links", "linked_people", "linked_contests"),
        *("spans", "quotes", "vote_shares", "vote_counts", "contests", "parties", "people", "articles"),
    ):
        op.drop_table(table)
