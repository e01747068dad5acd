"""article_id and source: short where nothing collides, longer where it would."""

from __future__ import annotations

import pytest

from newsfacts.reading.naming import Location, name_articles


def ids(*locations: tuple[str, str]) -> list[str]:
    return [name.article_id for name in name_articles(Location(*location) for location in locations)]


def test_id_is_the_path_without_its_suffix() -> None:
    assert ids(("/data", "2017/a.b.txt"), ("/data", "c.txt")) == ["2017/a.b", "c"]


def test_suffix_is_kept_where_it_tells_two_apart() -> None:
    assert ids(("/data", "a.txt"), ("/data", "a.TXT"), ("/data", "b.txt")) == ["a.txt", "a.TXT", "b"]


def test_folder_is_put_before_where_it_tells_two_apart() -> None:
    assert ids(("/x/north", "a.txt"), ("/x/south", "a.txt")) == ["north/a", "south/a"]


def test_more_folders_are_put_before_as_needed() -> None:
    assert ids(("/x/2016/uk", "a.txt"), ("/x/2017/uk", "a.txt")) == ["2016/uk/a", "2017/uk/a"]


def test_id_is_composed_unicode_and_the_source_is_as_the_file_system_has_it() -> None:
    (name,) = name_articles([Location("/data", "cafe\u0301.txt")])
    assert name == ("caf\u00e9", "cafe\u0301.txt")


def test_ids_that_differ_in_normalisation_only_stay_equal() -> None:
    # find_inputs reports the second one
    assert ids(("/data", "cafe\u0301.txt"), ("/data", "caf\u00e9.txt")) == ["caf\u00e9", "caf\u00e9"]


@pytest.mark.parametrize("below", ["bad\udcff.txt"])
def test_bytes_that_are_no_utf8_can_be_written(below: str) -> None:
    (name,) = name_articles([Location("/data", below)])
    assert name == ("bad\\xff", "bad\\xff.txt")


def test_bytes_that_are_no_utf8_tell_names_apart() -> None:
    assert ids(("/data", "a\udcff.txt"), ("/data", "a\udcfe.txt")) == ["a\\xff", "a\\xfe"]


def test_folders_of_different_depth() -> None:
    found = ids(("/a", "x.txt"), ("/b/c/a", "x.txt"))
    assert len(set(found)) == 2


def test_longer_names_do_not_collide_with_names_of_others() -> None:
    found = ids(("/p/north", "x.txt"), ("/p/south", "x.txt"), ("/q", "north/x.txt"))
    assert len(set(found)) == 3
    found = ids(("/d", "a.txt"), ("/d", "a.TXT"), ("/d", "a.txt.txt"))
    assert len(set(found)) == 3
