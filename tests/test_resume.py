"""A run that was ended at any moment goes on and ends with the bytes of one that was not."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsfacts import batch
from newsfacts.batch import Options, Summary, run
from newsfacts.errors import NewsfactsError
from newsfacts.extraction import Extractor
from newsfacts.outcomes import Outcome
from newsfacts.reading import find_inputs
from tests.conftest import names_in
from tests.made_archives import mixed, story

COUNT = 60


@pytest.fixture(autouse=True)
def _one_pipeline(extractor: Extractor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(batch, "_extractor", lambda base: extractor)
    monkeypatch.setattr(batch, "BLOCK", 4)
    monkeypatch.chdir(tmp_path)
    yield


def go(output: str = "facts.jsonl", *, resume: bool = False, **options: object) -> Summary:
    sources = find_inputs(["in"]).sources
    return run(sources, output, Options(**options), errors="errors.jsonl", resume=resume)  # type: ignore[arg-type]


def contents(*names: str) -> dict[str, bytes]:
    """Every file of the names and of the folders among them."""
    paths = [path for name in names for path in (sorted(Path(name).iterdir()) if Path(name).is_dir() else [Path(name)])]
    return {str(path): path.read_bytes() for path in paths}


def dying(call: int, action: object) -> int:
    """Do something in another process that dies, without any cleaning up, at a call to the system of that number."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        calls = 0
        for holder, name in ((os, "fsync"), (os, "replace"), (os, "unlink"), (os, "rename"), (os, "open")):
            original = getattr(holder, name)

            def counted(*args: object, original: object = original, **options: object) -> object:
                nonlocal calls
                calls += 1
                if calls == call:
                    os.kill(os.getpid(), signal.SIGKILL)
                return original(*args, **options)  # type: ignore[operator]

            setattr(holder, name, counted)
        action()  # type: ignore[operator]
    finally:
        os._exit(0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("output", "options"), [("facts.jsonl", {}), ("facts.jsonl.zst", {"jobs": 2}), ("facts.jsonl.gz", {"part_size": 3})]
)
def test_death_at_every_step_of_writing(
    output: str, options: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "BLOCK", 3)
    write(5)
    Path("in/bad.txt").touch()
    counted = go(output, **options)
    expected = contents(output, "errors.jsonl")
    assert counted.articles == {"written": 5, "failed": 1}
    for call in range(1, 100):
        subprocess.run(["rm", "-rf", output, "errors.jsonl"], check=True)
        if not dying(call, lambda: go(output, **options)):
            break
        assert go(output, resume=True, **options).articles == counted.articles
        assert contents(output, "errors.jsonl") == expected
        assert names_in(tmp_path) == sorted(["in", output, "errors.jsonl"])
    assert call > 8


@pytest.mark.slow
def test_kill_at_twenty_random_moments(tmp_path: Path) -> None:
    mixed(tmp_path / "in", COUNT)
    go("expected.jsonl.gz", jobs=2)
    Path("errors.jsonl").rename("expected-errors.jsonl")
    program = (
        "from newsfacts import batch, reporting; batch.BLOCK = 4\n"
        "import newsfacts.cli; newsfacts.cli.app()"
    )  # fmt: skip
    command = [
        sys.executable, "-c", program, "extract", "in", "-o", "facts.jsonl.gz", "--errors", "errors.jsonl",
        "--resume", "--quiet", "--jobs", "2",
    ]  # fmt: skip
    moments = random.Random(20)
    kills, ended_whole = 0, False
    while kills < 20 or not ended_whole:
        ended_whole = False
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            process.wait(moments.uniform(1.0, 4.0) if kills < 20 else None)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
            continue
        assert process.returncode == 1  # some articles are broken
        assert Path("facts.jsonl.gz").read_bytes() == Path("expected.jsonl.gz").read_bytes()
        assert Path("errors.jsonl").read_bytes() == Path("expected-errors.jsonl").read_bytes()
        ended_whole = True
        Path("facts.jsonl.gz").unlink()
    assert names_in(tmp_path) == ["errors.jsonl", "expected-errors.jsonl", "expected.jsonl.gz", "in"]


def interrupted(after: int, **options: object) -> None:
    """A run that Ctrl-C ends after so many articles."""
    seen = 0

    def watch(outcome: Outcome) -> None:
        nonlocal seen
        seen += 1
        if seen == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(find_inputs(["in"]).sources, "facts.jsonl", Options(**options), watch=watch)  # type: ignore[arg-type]


def write(count: int) -> None:
    Path("in").mkdir(exist_ok=True)
    for number in range(count):
        Path(f"in/{number:03}.txt").write_text(story(number))


def test_work_that_is_done_is_not_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write(12)
    interrupted(after=10)
    worked: list[str] = []
    sources = find_inputs(["in"]).sources
    run(sources, "facts.jsonl", Options(), resume=True, watch=lambda outcome: worked.append(outcome.article_id))
    assert worked == ["008", "009", "010", "011"]


def test_interruption_before_the_first_block_leaves_nothing() -> None:
    write(4)
    interrupted(after=2)
    assert names_in(Path()) == ["in"]


def test_run_that_nobody_resumes_is_begun_again(capsys: pytest.CaptureFixture[str]) -> None:
    write(6)
    interrupted(after=5)
    assert names_in(Path()) == [".facts.jsonl.journal", ".facts.jsonl.partial", "in"]
    assert go().articles == {"written": 6}
    assert "facts.jsonl: an unfinished run is begun again; --resume would have" in capsys.readouterr().err
    assert names_in(Path()) == ["errors.jsonl", "facts.jsonl", "in"]


def test_nothing_to_resume_is_a_run_from_the_beginning() -> None:
    write(2)
    assert go(resume=True).articles == {"written": 2}


def change_an_input() -> None:
    Path("in/001.txt").write_text("Labour held on.")


def add_an_input() -> None:
    Path("in/new.txt").write_text("Labour held on.")


@pytest.mark.parametrize(
    ("change", "options", "reason"),
    [
        (change_an_input, {}, "the inputs have changed since"),
        (add_an_input, {}, "the inputs have changed since"),
        (None, {"with_text": False}, "--no-text is True and was False"),
        (None, {"publisher": "The Paper"}, "--publisher is The Paper and was not given"),
        (None, {"mapping": (("text", "body"),)}, r"--map is \['text=body'\] and was not given"),
    ],
)
def test_other_work_is_not_mixed_in(change: object, options: dict[str, object], reason: str) -> None:
    write(6)
    interrupted(after=5)
    if change:
        change()  # type: ignore[operator]
    with pytest.raises(NewsfactsError, match=f"facts.jsonl: cannot be resumed: {reason}; run without --resume"):
        run(find_inputs(["in"]).sources, "facts.jsonl", Options(**options), resume=True)  # type: ignore[arg-type]
    assert Path(".facts.jsonl.journal").exists()


def test_other_versions_are_not_mixed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    write(6)
    interrupted(after=5)
    monkeypatch.setattr("newsfacts.outputs.code_version", lambda: "99.0")
    with pytest.raises(NewsfactsError, match=r"cannot be resumed: newsfacts is 99\.0 and was 0"):
        run(find_inputs(["in"]).sources, "facts.jsonl", Options(), resume=True)


def test_partial_file_that_is_gone_is_said_to_be() -> None:
    write(6)
    interrupted(after=5)
    Path(".facts.jsonl.partial").unlink()
    with pytest.raises(NewsfactsError, match=r"cannot be resumed, for .*\.facts\.jsonl\.partial is gone"):
        run(find_inputs(["in"]).sources, "facts.jsonl", Options(), resume=True)


def test_streams_cannot_be_resumed() -> None:
    write(1)
    with pytest.raises(NewsfactsError, match="standard output: only a file can be resumed"):
        run(find_inputs(["in"]).sources, "-", Options(), resume=True)
    with pytest.raises(NewsfactsError, match="standard input cannot be read a second time"):
        run(find_inputs(["-"]).sources, "facts.jsonl", Options(), resume=True)


def test_two_runs_do_not_write_one_file() -> None:
    write(1)
    reason = "facts.jsonl: another run is writing to it; wait for its end or name another place"

    def watch(outcome: Outcome) -> None:
        child = os.fork()
        if not child:
            try:
                go()
            except NewsfactsError as error:
                os._exit(0 if str(error) == reason else 2)
            os._exit(1)
        assert os.waitpid(child, 0)[1] == 0

    assert run(find_inputs(["in"]).sources, "facts.jsonl", Options(), watch=watch).articles == {"written": 1}


def test_workers_end_when_their_run_is_killed() -> None:
    write(60)
    program = "from newsfacts.cli import app; app()"
    command = [sys.executable, "-c", program, "extract", "in", "-o", "f.jsonl", "-j", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("this system does not tell a process's children")
    deadline = time.monotonic() + 60
    while len(workers := children.read_text().split()) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert len(workers) == 2
    while any(Path(f"/proc/{worker}/cmdline").exists() for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [worker for worker in workers if Path(f"/proc/{worker}/cmdline").exists()]
