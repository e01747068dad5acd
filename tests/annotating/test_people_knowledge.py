"""What the components for people know, and how invalid knowledge is refused."""

from pathlib import Path

import pytest

from newsfacts.annotating import party_cues, people_knowledge
from newsfacts.annotating.party_cues import read_party_cues
from newsfacts.annotating.people_knowledge import fold, read_people_lexicon
from newsfacts.errors import ModelError

FILES = ("first_names.csv", "nicknames.toml", "titles.toml", "roles.toml", "not_names.toml")


@pytest.fixture
def lexicon_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the word lists that the readers read instead, under another folder's name."""
    source = people_knowledge.files("en_newsfacts") / "lexicon"
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in (*FILES, "party_cues.toml"):
        (folder / name).write_text(source.joinpath(name).read_text("utf-8"), "utf-8")
    monkeypatch.setattr(people_knowledge, "files", lambda package: tmp_path)
    monkeypatch.setattr(party_cues, "files", lambda package: tmp_path)
    people_knowledge._read.cache_clear()
    party_cues._read.cache_clear()
    return folder


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("first_names.csv", "name,gender,also\n", "name,gender,also\nIda,x,\n", "first_names.csv: line 2"),
        ("titles.toml", "[[titles]]\n", '[[titles]]\nforms = ["Mr"]\n\n[[titles]]\n', "'Mr' is listed twice"),
        ("titles.toml", "kept = true", "keeps = true", r"titles.toml: titles\.\d+\.keeps"),
        ("roles.toml", "leadership = [", "leaders = [", "roles.toml: leadership"),
        ("not_names.toml", "openers = [", "openers = [,", "not_names.toml"),
    ],
)
def test_invalid_knowledge_names_file_and_place(
    lexicon_copy: Path, name: str, old: str, new: str, message: str
) -> None:
    path = lexicon_copy / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ModelError, match=message):
        read_people_lexicon("copy")


def test_invalid_cues_name_file_and_key(lexicon_copy: Path) -> None:
    path = lexicon_copy / "party_cues.toml"
    path.write_text(path.read_text("utf-8").replace("joins = [", "enters = [", 1), "utf-8")
    with pytest.raises(ModelError, match=r"copy/party_cues\.toml: joins"):
        read_party_cues("copy/party_cues.toml")


def test_first_names_ignore_accents_and_case() -> None:
    lexicon = read_people_lexicon()
    ida, sinead, unknown = lexicon.first_name("IDA"), lexicon.first_name("Sinéad"), lexicon.first_name("Brexit")
    assert ida is not None and ida.gender == "female"
    assert sinead == lexicon.first_name("Sinead")
    assert unknown is None
    assert fold("Łukasz") == "lukasz"


def test_no_first_name_is_a_word_that_is_never_one() -> None:
    lexicon = read_people_lexicon()
    assert [word for word in ("The", "Labour", "Mr", "Thursday", "Council") if lexicon.first_name(word)] == []
