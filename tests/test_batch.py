"""Many articles: order, ledger, counts, the same bytes however they are worked through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from newsfacts import batch
from newsfacts.batch import Options, Outcome, run
from newsfacts.errors import ModelError, NewsfactsError
from newsfacts.extraction import Extractor
from newsfacts.reading import find_inputs
from newsfacts.workers import Lost

GOOD = "Labour's Ann Oak won Ayton with 1,200 votes to 900.\n"


@pytest.fixture(autouse=True)
def _one_pipeline(extractor: Extractor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Runs in this process share the pipeline of the other tests."""
    monkeypatch.setattr(batch, "_extractor", lambda base: extractor)
    monkeypatch.chdir(tmp_path)
    yield


def write(**texts: str | bytes) -> None:
    Path("in").mkdir(exist_ok=True)
    for name, text in texts.items():
        Path(f"in/{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())


def go(*inputs: str, **options: object) -> batch.Summary:
    return run(find_inputs(inputs or ("in",)).sources, "facts.jsonl", Options(**options), errors="errors.jsonl")  # type: ignore[arg-type]


def lines(name: str) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in Path(name).read_bytes().splitlines()]


def written() -> list[object]:
    return [line["article_id"] for line in lines("facts.jsonl") if line["type"] == "article"]


def test_bad_articles_cost_a_line_of_the_ledger_each() -> None:
    write(a=GOOD, b=b"\0binary", c=GOOD + "More.", d="")
    summary = go("in", "in/a.txt")
    assert dict(summary.articles) == {"written": 2, "failed": 2, "skipped": 1}
    assert written() == ["a", "c"]
    assert lines("errors.jsonl") == [
        {
            "id": "b", "source": "b.txt", "status": "failed", "stage": "reading",
            "reason": "in/b.txt: this is a binary file, not text; extract its text first",
        },
        {
            "id": "d", "source": "d.txt", "status": "failed", "stage": "reading",
            "reason": "in/d.txt: the file is empty; remove it or fetch it again",
        },
        {
            "id": "a", "source": "a.txt", "status": "skipped", "stage": "reading",
            "reason": "in/a.txt: the same input as in/a.txt, which comes before it",
        },
    ]  # fmt: skip


def test_article_that_no_component_can_stand_costs_only_itself(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(a=GOOD, b="Poison.", c=GOOD + "More.")
    extract = extractor.extract

    def choke(article: object, **options: object) -> object:
        if getattr(article, "text", "") == "Poison.":
            raise RuntimeError("no")
        return extract(article, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Extractor, "extract", lambda self, article, **options: choke(article, **options))
    assert dict(go().articles) == {"written": 2, "failed": 1}
    assert written() == ["a", "c"]
    (entry,) = lines("errors.jsonl")
    assert (entry["stage"], entry["reason"]) == (
        "extracting",
        "in/b.txt: extraction failed (RuntimeError: no); report it with the article",
    )


def test_dead_worker_is_a_failed_article(monkeypatch: pytest.MonkeyPatch) -> None:
    write(a=GOOD)
    monkeypatch.setattr(batch, "map_in_order", lambda work, tasks, jobs: ((task, Lost()) for task in tasks))
    assert dict(go().articles) == {"failed": 1}
    assert "in/a.txt: the worker process died twice" in str(lines("errors.jsonl")[0]["reason"])


def test_two_runs_give_the_same_bytes() -> None:
    write(a=GOOD, b=GOOD + "More.")
    go()
    first = Path("facts.jsonl").read_bytes()
    go()
    assert Path("facts.jsonl").read_bytes() == first


@pytest.mark.slow
def test_workers_give_the_same_bytes(articles: Path) -> None:
    write(a=GOOD, b=b"\0", c=GOOD + "More.", d=(articles / "copeland-stoke.txt").read_bytes())
    counted = go(jobs=1)
    first, ledger = Path("facts.jsonl").read_bytes(), Path("errors.jsonl").read_bytes()
    assert go(jobs=2) == counted
    assert Path("facts.jsonl").read_bytes() == first
    assert Path("errors.jsonl").read_bytes() == ledger


def test_facts_of_an_article_do_not_depend_on_its_neighbours(articles: Path) -> None:
    write(a=GOOD, b=(articles / "copeland-stoke.txt").read_bytes())
    go()
    together = Path("facts.jsonl").read_bytes()
    go("in/b.txt")
    assert together.endswith(Path("facts.jsonl").read_bytes())


def test_same_text_again_is_marked() -> None:
    write(a=GOOD, b=GOOD)
    go()
    assert [line["duplicate_of"] for line in lines("facts.jsonl") if line["type"] == "article"] == [None, "a"]


def test_options_reach_the_article_record() -> None:
    write(a=GOOD)
    go(with_text=False, published="2017-02-24", publisher="The Paper")
    record = lines("facts.jsonl")[0]
    assert (record["published"], record["publisher"]) == ("2017-02-24", "The Paper")
    assert "text" not in record


def test_missing_model_leaves_no_output(monkeypatch: pytest.MonkeyPatch) -> None:
    write(a=GOOD)

    def missing(base: str | None) -> Extractor:
        raise ModelError("base model 'x' is not installed")

    monkeypatch.setattr(batch, "_extractor", missing)
    with pytest.raises(ModelError):
        go()
    assert not Path("facts.jsonl").exists()


def test_lost_article_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    # whatever a bug loses, the counts tell
    write(a=GOOD, b=GOOD)
    work = batch._work
    monkeypatch.setattr(batch, "_work", lambda entries, options: list(work(entries, options))[1:])
    with pytest.raises(NewsfactsError, match="2 articles, but only 1 accounted for"):
        go()
    assert not Path("facts.jsonl").exists()


def test_facts_and_errors_cannot_share_a_file() -> None:
    write(a=GOOD)
    with pytest.raises(NewsfactsError, match="cannot go to one place"):
        run(find_inputs(["in"]).sources, "x.jsonl", Options(), errors="./x.jsonl")


@pytest.mark.parametrize("name", ["in/a.txt", "in/../in/a.txt", "link.jsonl"])
@pytest.mark.parametrize("errors", [False, True])
def test_article_is_never_replaced(name: str, errors: bool) -> None:
    write(a=GOOD)
    Path("link.jsonl").symlink_to("in/a.txt")
    sources = find_inputs(["in"]).sources
    targets = ("facts.jsonl", name) if errors else (name, None)
    with pytest.raises(NewsfactsError, match=f"{name}: this is one of the articles"):
        run(sources, targets[0], Options(), errors=targets[1])
    assert Path("in/a.txt").read_text() == GOOD
    assert not Path("facts.jsonl").exists()


def test_text_read_with_errors_is_warned_of() -> None:
    write(a="Siân won’t stand. ".encode() + b"\x93")
    seen: list[Outcome] = []
    run(find_inputs(["in"]).sources, "facts.jsonl", Options(), watch=seen.append)
    assert [(outcome.status, outcome.warning) for outcome in seen] == [
        ("written", "in/a.txt: bytes that are no UTF-8 are read as U+FFFD; save the file as UTF-8")
    ]


def test_counts_are_those_of_the_file() -> None:
    write(a=GOOD)
    summary = go()
    types = [json.loads(line)["type"] for line in Path("facts.jsonl").read_text().splitlines()]
    assert dict(summary.records) == {name: types.count(name) for name in set(types)}
