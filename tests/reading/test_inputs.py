"""Files, folders, globs and - -> sources; bad input costs one clear ArticleError."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from newsfacts.errors import ArticleError
from newsfacts.reading import MAX_CHARACTERS, Inputs, find_inputs, read_source
from newsfacts.reading.kinds import READ_KINDS
from tests.conftest import names_in


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"Labour won {name}.\n")


def ids(*names: str) -> list[str]:
    return [source.article_id for source in find_inputs(names).sources]


def problem(*names: str) -> str:
    """The message of the only source."""
    (source,) = find_inputs(names).sources
    with pytest.raises(ArticleError) as caught:
        read_source(source)
    return str(caught.value)


def test_folder_is_searched_through_in_sorted_order(monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/b.txt", "in/a/z.txt", "in/a/y.TXT", "in/c.json", "in/d", "in/.hidden.txt", "in/.git/x.txt")
    scan = os.scandir
    # whatever order the file system gives
    monkeypatch.setattr(os, "scandir", lambda path: _Reversed(sorted(scan(path), key=lambda e: e.name, reverse=True)))
    found = find_inputs(["in"])
    assert [source.article_id for source in found.sources] == ["a/y", "a/z", "b"]
    assert [source.source for source in found.sources] == ["a/y.TXT", "a/z.txt", "b.txt"]
    assert found.passed_over == {".json": 1, "no suffix": 1, "hidden": 2}


class _Reversed(list):  # type: ignore[type-arg]  # stands for os.scandir's iterator
    def __enter__(self) -> _Reversed:
        return self

    def __exit__(self, *args: object) -> None:
        pass


def test_inputs_stay_in_the_given_order() -> None:
    write("b.txt", "a.txt")
    assert ids("b.txt", "a.txt") == ["b", "a"]


def test_glob_is_named_from_its_last_plain_folder() -> None:
    write("in/2017/a.txt", "in/2016/b.txt", "in/2016/c.json")
    found = find_inputs(["in/*/*"])
    assert [source.article_id for source in found.sources] == ["2016/b", "2017/a"]
    assert found.passed_over == {".json": 1}
    assert ids("in/**/*.txt") == ["2016/b", "2017/a"]


def test_recursive_glob_does_not_go_round_in_links() -> None:
    write("in/a.txt", "in/x/b.txt", "in/x/c.json")
    for name in ("in/l1", "in/l2", "in/x/l3"):
        Path(name).symlink_to(Path("in").absolute())
    assert ids("in/**/*.txt") == ["a", "x/b"]
    assert ids("in/**/b.*") == ["x/b"]
    assert ids("in/**") == ["a", "x/b"]
    assert ids("**/x/*.txt") == ["in/x/b"]


def test_names_that_cannot_be_looked_up_cost_themselves_only() -> None:
    write("a.txt")
    Path("loop").symlink_to("loop")
    long = "x" * 300 + ".txt"
    sources = find_inputs([long, "loop/b.txt", "loop", "", "a.txt"]).sources
    assert [bool(source.problem) for source in sources] == [True, True, True, True, False]
    assert sources[0].problem and "name too long" in sources[0].problem
    assert sources[1].problem and "symbolic links" in sources[1].problem


def test_file_in_a_closed_folder_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt")
    stat = os.stat

    def refuse(path: object, *args: object, **options: object) -> os.stat_result:
        if "closed" in str(path):
            raise PermissionError(13, "Permission denied")
        return stat(path, *args, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(os, "stat", refuse)
    monkeypatch.setattr(os, "lstat", lambda path: refuse(path, follow_symlinks=False))
    bad, good = find_inputs(["closed/b.txt", "a.txt"]).sources
    assert bad.problem == "cannot be read (permission denied); check its permissions"
    assert read_source(good).article_id == "a"


def test_file_whose_name_looks_like_a_glob_is_a_file() -> None:
    write("a[1].txt", "a1.txt")
    assert ids("a[1].txt") == ["a[1]"]


def test_same_file_named_twice_is_skipped_with_a_reason() -> None:
    write("in/a.txt")
    first, second = find_inputs(["in", "in/a.txt"]).sources
    assert (first.problem, first.repeats) == (None, None)
    assert second.repeats == "in/a.txt: the same input as in/a.txt, which comes before it"


def test_same_id_twice_is_an_error() -> None:
    # two files whose names differ in Unicode normalisation only
    write("in/caf\u00e9.txt", "in/cafe\u0301.txt")
    if len(names_in(Path("in"))) < 2:
        pytest.skip("this file system normalises names")
    first, second = find_inputs(["in"]).sources
    assert read_source(first).article_id == "caf\u00e9"
    with pytest.raises(ArticleError, match=r"its id 'caf\u00e9' is that of in/cafe\u0301.txt too; rename one of them"):
        read_source(second)


def test_links_are_followed_within_the_folder_only() -> None:
    write("in/a.txt", "outside/b.txt")
    Path("in/loop").symlink_to(Path("in").absolute())
    Path("in/elsewhere.txt").symlink_to(Path("outside/b.txt").absolute())
    Path("in/same.txt").symlink_to("a.txt")
    found = find_inputs(["in"])
    assert [(source.article_id, source.repeats is not None) for source in found.sources] == [
        ("a", False),
        ("same", True),
    ]
    assert found.passed_over == {"links": 2}


def test_link_that_is_named_itself_is_followed() -> None:
    write("outside/b.txt")
    Path("b.txt").symlink_to("outside/b.txt")
    assert read_source(find_inputs(["b.txt"]).sources[0]).text == "Labour won outside/b.txt.\n"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Labour won.\r\n")))
    (source,) = find_inputs(["-"]).sources
    article = read_source(source)
    assert (article.text, article.source, article.encoding) == ("Labour won.\n", "-", "utf-8")
    assert article.article_id == f"sha256:{article.sha256}"


def test_standard_input_named_twice_is_skipped() -> None:
    assert find_inputs(["-", "-"]).sources[1].repeats


def test_missing_file() -> None:
    assert problem("a.txt") == "a.txt: no such file or folder; check the name"


def test_empty_file() -> None:
    Path("a.txt").write_bytes(b"")
    assert problem("a.txt") == "a.txt: the file is empty; remove it or fetch it again"


def test_file_of_white_space() -> None:
    Path("a.txt").write_text("\ufeff \n\u00a0\t")
    assert problem("a.txt") == "a.txt: the article is empty; remove it or fetch it again"


def test_folder_without_articles() -> None:
    write("in/a.json")
    assert problem("in") == f"in: no article in this folder; name one that holds {READ_KINDS} files"


def test_glob_without_matches() -> None:
    assert problem("*.txt") == f"*.txt: no article matches; quote a pattern that {READ_KINDS} files match"


def test_unknown_kind_of_file() -> None:
    write("a.pdf")
    assert problem("a.pdf") == (
        f"a.pdf: not a recognised kind of file ({READ_KINDS}); convert it, or pipe its text into -"
    )


def test_dangling_link_in_a_folder_is_no_silent_loss() -> None:
    write("in/b.txt")
    Path("in/a.txt").symlink_to("nowhere.txt")
    bad, good = find_inputs(["in"]).sources
    with pytest.raises(ArticleError) as caught:
        read_source(bad)
    assert (
        str(caught.value)
        == "in/a.txt: cannot be read (no such file or directory); check the name, or where the link leads"
    )
    assert read_source(good).article_id == "b"


def test_link_to_itself() -> None:
    Path("in").mkdir()
    Path("in/a.txt").symlink_to("a.txt")
    assert "in/a.txt: cannot be read (too many levels of symbolic links)" in problem("in")


def test_unreadable_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.txt")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert problem("a.txt") == "a.txt: cannot be read (permission denied); check its permissions"


def test_unreadable_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/a.txt")

    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert problem("in") == "in: the folder cannot be searched (permission denied); check its permissions"


def test_pipe_is_not_waited_for() -> None:
    os.mkfifo("a.txt")
    assert problem("a.txt") == "a.txt: this is a pipe, socket or device; pipe its text into - instead"


def test_text_over_the_limit() -> None:
    Path("a.txt").write_text("a" * (MAX_CHARACTERS + 1))
    assert problem("a.txt") == (
        "a.txt: the text has 1,000,001 characters, more than the limit of 1,000,000; split it into articles"
    )


def test_file_over_the_limit_is_not_read_whole() -> None:
    with Path("a.txt").open("wb") as file:
        file.truncate(50 * MAX_CHARACTERS)
    assert problem("a.txt") == (
        "a.txt: more than 4,000,000 bytes, but an article has at most 1,000,000 characters; split it into articles"
    )


def test_every_problem_keeps_its_place_among_the_others() -> None:
    write("a.txt", "c.txt")
    found: Inputs = find_inputs(["a.txt", "b.txt", "c.txt"])
    assert [source.problem is None for source in found.sources] == [True, False, True]
