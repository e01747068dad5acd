"""Many articles: order, ledger, counts, the same bytes however they are worked through."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
import zstandard

from newsfacts import batch
from newsfacts.batch import Options, run
from newsfacts.errors import ModelError, NewsfactsError
from newsfacts.extraction import Extractor
from newsfacts.outcomes import Outcome
from newsfacts.reading import Article, find_inputs
from newsfacts.workers import Lost
from tests.conftest import names_in

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


def test_copies_of_a_story_are_marked_the_same_by_any_number_of_workers() -> None:
    story = " ".join(f"Ward {number} went to Labour by {number * 7} votes." for number in range(40))
    texts = {"a": GOOD, "b": story, "c": story + " It was late.", "d": GOOD, "e": story[:-80] + "Nobody came."}
    write(**texts)
    for jobs in (1, 2):
        go(jobs=jobs)
        marks = {line["article_id"]: line["duplicate_of"] for line in lines("facts.jsonl") if line["type"] == "article"}
        assert marks == {"a": None, "b": None, "c": "b", "d": "a", "e": "b"}


def test_same_id_again_is_an_error_and_replaces_nothing() -> None:
    Path("a.jsonl").write_text('{"id": "x", "text": "Labour won."}\n{"id": "x", "text": "Labour lost."}\n')
    assert dict(go("a.jsonl").articles) == {"written": 1, "failed": 1}
    (entry,) = lines("errors.jsonl")
    assert entry["source"] == "a.jsonl#2"
    assert entry["reason"] == "a.jsonl#2: its id 'x' is that of an article before it; give each its own"


def test_foreign_article_is_skipped_with_the_reason() -> None:
    write(a=GOOD, b="Die SPD hat die Wahl in der Stadt gewonnen, und der Kandidat dankte seinen Freunden. " * 4)
    assert dict(go().articles) == {"written": 1, "skipped": 1}
    (entry,) = lines("errors.jsonl")
    assert entry["reason"] == "in/b.txt: the article is in German (de), and only English is read"


def test_killed_worker_costs_no_article(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    # as when the system is short of memory: the worker dies once, and the article is tried again
    write(**{f"a{number}": GOOD + "More. " * number for number in range(12)})
    go()
    expected = Path("facts.jsonl").read_bytes()
    extract = extractor.extract

    def choke(article: Article, **options: object) -> object:
        if article.article_id == "a3" and not Path("died").exists():
            Path("died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return extract(article, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Extractor, "extract", lambda self, article, **options: choke(article, **options))
    for jobs in (1, 2):
        Path("died").unlink(missing_ok=True)
        assert dict(go(jobs=jobs).articles) == {"written": 12}
        assert Path("died").exists()
        assert Path("facts.jsonl").read_bytes() == expected


def test_article_that_kills_every_worker_costs_only_itself(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(a=GOOD, b="Poison.", c=GOOD + "More.")
    extract = extractor.extract

    def choke(article: Article, **options: object) -> object:
        if article.text == "Poison.":
            os._exit(1)
        return extract(article, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Extractor, "extract", lambda self, article, **options: choke(article, **options))
    for jobs in (1, 2):
        assert dict(go(jobs=jobs).articles) == {"written": 2, "failed": 1}
        (entry,) = lines("errors.jsonl")
        assert entry["reason"] == ("in/b.txt: the worker process died twice, perhaps out of memory; split the article")


@pytest.mark.parametrize(("suffix", "unpack"), [(".gz", gzip.decompress), (".bz2", bz2.decompress), (".zst", None)])
def test_output_is_compressed_by_its_suffix(suffix: str, unpack: object) -> None:
    write(**{f"a{number:02}": GOOD + "More. " * number for number in range(20)})
    go()
    expected = Path("facts.jsonl").read_bytes()
    run(find_inputs(["in"]).sources, f"facts.jsonl{suffix}", Options())
    packed = Path(f"facts.jsonl{suffix}").read_bytes()
    if unpack is None:
        with zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True) as reader:
            assert reader.read() == expected
    else:
        assert unpack(packed) == expected  # type: ignore[operator]


def test_output_in_numbered_parts() -> None:
    write(**{f"a{number}": GOOD + "More. " * number for number in range(7)}, b="")
    go()
    expected = Path("facts.jsonl").read_bytes()
    run(find_inputs(["in"]).sources, "parts", Options(part_size=3))
    assert names_in(Path("parts")) == ["part-00001.jsonl", "part-00002.jsonl", "part-00003.jsonl"]
    parts = [path.read_bytes() for path in sorted(Path("parts").iterdir())]
    assert b"".join(parts) == expected
    assert [part.count(b'{"type":"article"') for part in parts] == [3, 3, 1]
    with pytest.raises(NewsfactsError, match="parts: parts need a new or an empty folder; name another"):
        run(find_inputs(["in"]).sources, "parts", Options(part_size=3))
    with pytest.raises(NewsfactsError, match="standard output: parts need a folder"):
        run(find_inputs(["in"]).sources, "-", Options(part_size=3))


def test_nothing_written_is_an_empty_file_that_unpacks() -> None:
    write(a="")
    for name in ("facts.jsonl", "facts.jsonl.gz"):
        run(find_inputs(["in"]).sources, name, Options())
    assert Path("facts.jsonl").read_bytes() == gzip.decompress(Path("facts.jsonl.gz").read_bytes()) == b""
