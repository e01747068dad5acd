"""The tables hold all that the records say."""

from __future__ import annotations

import pytest

from newsfacts.loading import schema
from newsfacts.records import RECORD_TYPES, ContestIdentifiers, PartyIdentifiers
from newsfacts.validation import SPAN_FIELDS


@pytest.mark.parametrize("model", RECORD_TYPES, ids=lambda model: model.__name__)
def test_every_field_has_a_column_or_is_a_span(model: type) -> None:
    kind = model.model_fields["type"].default
    table = schema.articles if kind == "article" else schema.RECORD_TABLES[kind]
    beside = {"cue_lemma", "facts_sha256", "place_key", "name_key"}
    nested = {*ContestIdentifiers.model_fields, *PartyIdentifiers.model_fields, *beside}
    columns = {column.name for column in table.columns} - nested
    assert columns == set(model.model_fields) - {"type", "identifiers", *SPAN_FIELDS[model]}


def test_identifiers_have_columns() -> None:
    assert set(ContestIdentifiers.model_fields) <= {column.name for column in schema.contests.columns}
    assert set(PartyIdentifiers.model_fields) <= {column.name for column in schema.parties.columns}
