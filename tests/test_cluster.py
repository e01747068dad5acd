"""The same work on a Dask cluster: a real scheduler with two worker processes on the loopback interface."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.made_archives import mixed, story

pytestmark = pytest.mark.slow


class Cluster:
    """Processes of a scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "PYTHONWARNINGS": "ignore",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        self.processes: list[subprocess.Popen[bytes]] = []
        scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.url = self._wait_for(scheduler, r"Scheduler at:\s+(tcp://127\.0\.0\.1:\d+)")
        self.workers = [self.add_worker() for _ in range(2)]

    def add_worker(self) -> subprocess.Popen[bytes]:
        log = self._start(
            "worker", self.url, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1",
            "--local-directory", str(self.folder),
        )  # fmt: skip
        self._wait_for(log, r"Registered to:\s+(tcp://\S+)")
        return self.processes[-1]

    def _start(self, *arguments: str) -> Path:
        log = self.folder / f"{len(self.processes)}.log"
        with log.open("w") as file:
            command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
            self.processes.append(subprocess.Popen(command, stdout=file, stderr=file, env=self.environment))
        return log

    def _wait_for(self, log: Path, pattern: str) -> str:
        deadline = time.monotonic() + 60
        while not (match := re.search(pattern, log.read_text())):
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        return match[1]

    def stop(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Cluster]:
    monkeypatch.chdir(tmp_path)
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.stop()


def extract(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from newsfacts.cli import app; app()", "extract", *arguments, "--quiet"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def result(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, err = process.communicate(timeout=180)
    return process.returncode, err


def test_same_bytes_also_when_a_worker_is_killed_and_after_resuming(cluster: Cluster, tmp_path: Path) -> None:
    mixed(tmp_path / "in", 45)
    assert result(extract("in", "-o", "one.jsonl", "--errors", "one-errors.jsonl", "--jobs", "1"))[0] == 1
    assert result(extract("in", "-o", "two.jsonl", "--errors", "two-errors.jsonl", "--jobs", "2"))[0] == 1
    assert Path("two.jsonl").read_bytes() == Path("one.jsonl").read_bytes()
    assert Path("two-errors.jsonl").read_bytes() == Path("one-errors.jsonl").read_bytes()

    arguments = ("in", "-o", "many.jsonl", "--errors", "many-errors.jsonl", "--scheduler", cluster.url)
    process = extract(*arguments)
    wait_for_a_block()
    cluster.workers[0].kill()
    assert result(process)[0] == 1
    assert Path("many.jsonl").read_bytes() == Path("one.jsonl").read_bytes()
    assert Path("many-errors.jsonl").read_bytes() == Path("one-errors.jsonl").read_bytes()

    process = extract(*arguments)
    wait_for_a_block()
    process.send_signal(signal.SIGINT)
    status, err = result(process)
    assert (status, err.splitlines()[-1]) == (130, "newsfacts: error: interrupted; --resume goes on where it stopped")
    assert result(extract(*arguments, "--resume"))[0] == 1
    assert Path("many.jsonl").read_bytes() == Path("one.jsonl").read_bytes()


def wait_for_a_block() -> None:
    journal = Path(".many.jsonl.journal")
    deadline = time.monotonic() + 120
    while (not journal.exists() or journal.read_bytes().count(b"\n") < 2) and time.monotonic() < deadline:
        time.sleep(0.02)


def die_at_three(number: int) -> int:
    if number == 3:
        os._exit(1)
    return number


def test_item_that_kills_its_workers_costs_only_itself(cluster: Cluster) -> None:
    # in a process of its own, for Dask starts threads, after which no process can be forked in the other tests
    for _ in range(3):  # four of the five die: two with the item, and two more when it is tried again
        cluster.add_worker()
    program = (
        "from newsfacts.cluster import map_on_cluster\n"
        "from newsfacts.workers import Lost\n"
        "from tests.test_cluster import die_at_three\n"
        f"found = [result for _, result in map_on_cluster(die_at_three, range(6), {cluster.url!r})]\n"
        "assert found == [0, 1, 2, Lost(), 4, 5], found\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120)
    assert done.returncode == 0, done.stderr


def test_no_scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(story(1))
    status, err = result(extract("a.txt", "-o", "f.jsonl", "--scheduler", "tcp://127.0.0.1:9"))
    assert status == 2
    assert "newsfacts: error: tcp://127.0.0.1:9: no Dask scheduler answers there" in err
    assert not Path("f.jsonl").exists()
