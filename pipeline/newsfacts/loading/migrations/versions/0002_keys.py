"""Keys by which what came or went is linked anew, without touching anything else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsfacts.comparing import bare_name
from newsfacts.registers import place_key

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEYS = (
    ("contests", "place_key"),
    ("people", "name_key"),
    ("linked_contests", "place_key"),
    ("linked_people", "name_key"),
)


def upgrade() -> None:
    """Add the keys; all links are to be made anew."""
    op.create_table(
        "to_link",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
    )
    for table, column in _KEYS:
        op.add_column(table, sa.Column(column, sa.Text()))
    for table in ("contest_links", "person_links", "linked_contests", "linked_people"):
        op.execute(f"DELETE FROM {table}")
    connection = op.get_bind()
    for table, column, name, kind, key_of in (
        ("contests", "place_key", "place", "place", place_key),
        ("people", "name_key", "name", "name", bare_name),
    ):
        found = [value for (value,) in connection.execute(sa.text(f"SELECT DISTINCT {name} FROM {table}"))]
        if found:
            keys = [{"key": key_of(value), "value": value, "kind": kind} for value in found]
            connection.execute(sa.text(f"UPDATE {table} SET {column} = :key WHERE {name} = :value"), keys)
            connection.execute(sa.text("INSERT INTO to_link (kind, key) VALUES (:kind, :key)"), keys)
    for table, column in _KEYS:
        op.create_index(f"ix_{table}_{column}", table, [column], postgresql_using="hash")


def downgrade() -> None:
    """Remove the keys."""
    op.drop_table("to_link")
    for table, column in _KEYS:
        op.drop_index(f"ix_{table}_{column}", table)
        op.drop_column(table, column)
