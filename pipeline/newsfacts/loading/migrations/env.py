"""Alembic's environment: runs the migrations on the connection that `newsfacts.loading.database` hands over."""

from __future__ import annotations

from alembic import context

from newsfacts.loading.database import VERSION_TABLE
from newsfacts.loading.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
