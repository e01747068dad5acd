"""JSON Lines out and in: whole or not at all."""

from __future__ import annotations

import gzip
import os
import stat
from pathlib import Path

import pytest

from newsfacts.errors import NewsfactsError, RecordError
from newsfacts.writing import open_output, read_lines, read_records, to_lines
from tests.conftest import names_in
from tests.test_records import EXAMPLES

PARTY = to_lines([{"type": "party", **EXAMPLES["party"]}])


def test_file_stands_under_its_name_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "new" / "facts.jsonl"
    with open_output(target) as file:
        file.write(PARTY)
        assert not target.exists()
    assert target.read_bytes() == PARTY
    assert names_in(target.parent) == ["facts.jsonl"]


@pytest.mark.parametrize("exception", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_of_a_broken_run(tmp_path: Path, exception: type[BaseException]) -> None:
    target = tmp_path / "facts.jsonl"
    target.write_bytes(b"before\n")
    with pytest.raises(exception), open_output(target) as file:
        file.write(b"half")
        raise exception
    assert names_in(tmp_path) == ["facts.jsonl"]
    assert target.read_bytes() == b"before\n"


def test_permissions_are_those_of_any_file_or_of_the_one_before(tmp_path: Path) -> None:
    plain, target = tmp_path / "plain", tmp_path / "facts.jsonl"
    plain.touch()
    with open_output(target):
        pass
    assert target.stat().st_mode == plain.stat().st_mode
    target.chmod(0o600)
    with open_output(target):
        pass
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    with open_output(tmp_path / "link") as file:
        file.write(b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


def test_device_is_written_to_and_not_replaced() -> None:
    with open_output(os.devnull) as file:
        file.write(b"x")
    assert not Path(os.devnull).is_file()


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_output("-") as file:
        file.write(PARTY)
    assert capfdbinary.readouterr().out == PARTY


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NewsfactsError, match="this is a folder; name a file in it"), open_output(tmp_path):
        pass


def test_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NewsfactsError, match=r"cannot be written .*; choose another place"):  # noqa: SIM117
        with open_output(tmp_path / "file" / "facts.jsonl"):
            pass


def test_reading_gives_line_numbers(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_bytes(PARTY + b"\n{]\n" + PARTY)
    assert [(line.number, isinstance(line.record, RecordError)) for line in read_lines(path)] == [
        (1, False), (3, True), (4, False),
    ]  # fmt: skip
    with pytest.raises(RecordError, match=r"facts\.jsonl, line 3: Invalid JSON"):
        list(read_records(path))


def test_missing_file_of_facts(tmp_path: Path) -> None:
    with pytest.raises(NewsfactsError, match=r"cannot be read .*; check the name"):
        list(read_records(tmp_path / "none.jsonl"))


def test_compressed_facts_are_read(tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl.gz").write_bytes(gzip.compress(PARTY) + gzip.compress(PARTY))
    assert len(list(read_records(tmp_path / "facts.jsonl.gz"))) == 2
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(PARTY)[:-9])
    with pytest.raises(NewsfactsError, match="the file was cut off"):
        list(read_records(tmp_path / "cut.jsonl.gz"))
