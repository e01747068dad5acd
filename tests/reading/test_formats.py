"""Real files of every kind, compressed and in archives: the articles in them, with what is known about them."""

from __future__ import annotations

import gzip
import random
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import zstandard

from newsfacts.errors import ArticleError, LanguageError, NewsfactsError
from newsfacts.reading import Article, Reader, find_entries, find_inputs
from newsfacts.reading.fields import parse_mapping
from tests.made_archives import COMPRESSED, jsonl, nameless, page, parquet, story, tarred, warc, zipped

HEAD = (
    "<title>Oak wins | The Paper</title>"
    '<meta property="og:title" content="Oak wins"><meta property="og:site_name" content="The Paper">'
    '<meta property="article:published_time" content="2017-02-24T08:00:00Z">'
    '<link rel="canonical" href="https://paper.example/oak">'
)
RECORDS: list[dict[str, object]] = [
    {
        "id": 17, "body": story(1), "headline": "Oak wins", "url": "https://paper.example/oak",
        "site_name": "The Paper", "date_published": "Fri, 24 Feb 2017 08:00:00 GMT", "lang": "en-GB",
    },
    {"body": story(2)},
]  # fmt: skip
FILES = {
    "a.txt": story(1).encode(),
    "a.html": page(story(1) + "She thanked all.", HEAD),
    "a.jsonl": jsonl(RECORDS),
    "a.warc": warc(
        ("https://paper.example/oak", "text/html; charset=utf-8", page(story(1) + "She thanked all.", HEAD)),
        ("https://paper.example/oak.png", "image/png", b"\x89PNG"),
        ("https://paper.example/ash", "text/html", page(story(2) + "He thanked all.", HEAD)),
    ),
    "a.parquet": parquet({"body": [story(n) for n in range(1, 9)], "headline": ["Oak wins"] * 8, "n": list(range(8))}),
}
TITLES = {"a.txt": None, "a.html": "Oak wins", "a.jsonl": "Oak wins", "a.warc": "Oak wins", "a.parquet": "Oak wins"}


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(*names: str, mapping: str = "", passed_over: Counter[str] | None = None) -> list[Article | str]:
    """Every article, or the message in its place."""
    keys = parse_mapping([mapping] if mapping else [])
    reader = Reader(keys)
    found: list[Article | str] = []
    for entry in find_entries(find_inputs(names).sources, keys, passed_over):
        try:
            found.append(reader.read(entry))
        except ArticleError as error:
            found.append(str(error))
    reader.close()
    return found


def write(name: str, data: bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)


def articles(*names: str, mapping: str = "") -> list[Article]:
    return [article for article in read(*names, mapping=mapping) if isinstance(article, Article)]


@pytest.mark.parametrize("compression", COMPRESSED)
@pytest.mark.parametrize("name", FILES)
def test_every_kind_in_every_compression(name: str, compression: str) -> None:
    write(f"in/{name}{compression}", COMPRESSED[compression](FILES[name]))
    found = read("in")
    count = {"a.jsonl": 2, "a.warc": 2, "a.parquet": 8}.get(name, 1)
    assert len(found) == count
    first = found[0]
    assert isinstance(first, Article)
    assert first.text.startswith("Labour's Ann Oak won ward 1 with 1,001 votes to 900.")
    assert (first.title, first.encoding) == (TITLES[name], "utf-8")


@pytest.mark.parametrize("archive", ["x.zip", "x.tar", "x.tar.gz", "x.tgz", "x.tar.zst", "x.tar.bz2"])
def test_every_kind_in_archives(archive: str) -> None:
    members = {f"2017/{name}": data for name, data in FILES.items()}
    members["2017/b.jsonl.zst"] = zstandard.compress(FILES["a.jsonl"])
    members |= {"2017/notes.pdf": b"%PDF", ".hidden.txt": b"x", "__MACOSX/a.txt": b"x"}
    packed = zipped(members) if archive == "x.zip" else tarred(members)
    compression = {".gz": ".gz", ".tgz": ".gz", ".zst": ".zst", ".bz2": ".bz2"}.get(Path(archive).suffix, "")
    write(f"in/{archive}", COMPRESSED[compression](packed))
    passed_over: Counter[str] = Counter()
    found = read("in", passed_over=passed_over)
    assert all(isinstance(article, Article) for article in found), found
    assert [article.article_id for article in found if isinstance(article, Article)] == [
        "x/2017/a.txt", "x/2017/a.html", "17", "x/2017/a.jsonl#2",
        "https://paper.example/oak 2017-02-24T08:00:00Z", "https://paper.example/ash 2017-02-24T08:00:02Z",
        *(f"x/2017/a.parquet#{row}" for row in range(1, 9)), "17", "x/2017/b#2",
    ]  # fmt: skip
    assert passed_over[".pdf"] == 1
    assert passed_over["hidden"] == 2
    assert not list(Path().glob("in/*/*"))


def test_metadata_of_a_page() -> None:
    write("oak.html", FILES["a.html"])
    (article,) = articles("oak.html")
    assert (article.article_id, article.source, article.url) == ("oak", "oak.html", "https://paper.example/oak")
    assert (article.title, article.publisher, article.published) == ("Oak wins", "The Paper", "2017-02-24")
    assert article.language == "en-GB"
    assert article.text.split("\n\n")[-1] == "She thanked all."
    assert "not text" not in article.text


def test_metadata_of_a_record() -> None:
    write("news.jsonl", FILES["a.jsonl"])
    first, second = articles("news.jsonl")
    assert (first.article_id, first.source) == ("17", "news.jsonl#1")
    assert (first.title, first.url, first.publisher) == ("Oak wins", "https://paper.example/oak", "The Paper")
    assert (first.published, first.language) == ("2017-02-24T08:00:00+00:00", "en-GB")
    assert (second.article_id, second.source, second.title) == ("news#2", "news.jsonl#2", None)


def test_pages_of_a_warc_file() -> None:
    write("crawl.warc", FILES["a.warc"])
    passed_over: Counter[str] = Counter()
    first, second = read("crawl.warc", passed_over=passed_over)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.url, first.source) == ("https://paper.example/oak", "crawl.warc#1")
    assert second.url == "https://paper.example/ash"
    assert passed_over == {"WARC records that are no responses": 3, "WARC responses that are no pages": 1}


def test_pages_that_were_not_found_are_no_articles() -> None:
    write("crawl.warc", warc(("https://paper.example/", "text/html", page(story(1))), status="404 Not Found"))
    assert read("crawl.warc") == ["crawl.warc: no article in this file; name one that holds some"]


def test_keys_that_the_user_names() -> None:
    write("a.jsonl", jsonl([{"text": "An abstract.", "full": {"story": story(1)}, "h": "Oak"}]))
    write("b.parquet", parquet({"text": ["An abstract."], "full": [{"story": story(2)}], "h": ["Ash"]}))
    found = articles("a.jsonl", "b.parquet", mapping="text=full.story,title=h")
    assert [(article.text, article.title) for article in found] == [(story(1), "Oak"), (story(2), "Ash")]


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        (["body"], "'body' maps no field; write FIELD=KEY with FIELD one of text, id, title"),
        (["author=name"], "'author=name' maps no field"),
        (["text="], "'text=' maps no field"),
        (["text=a", "text=b"], "text is mapped to 'a' and to 'b'; name one of them"),
    ],
)
def test_mappings_that_are_none(pairs: list[str], message: str) -> None:
    with pytest.raises(NewsfactsError, match=message):
        parse_mapping(pairs)


def test_bad_records_cost_their_line_only() -> None:
    lines = [b'{"text": "Labour won."}', b"{", b"", b'{"words": "It won."}', b'{"text": "It won."}']
    write("a.jsonl", b"\n".join(lines))
    first, second, third, last = read("a.jsonl")
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert str(second).startswith("a.jsonl, line 2: this line is not JSON (")
    assert third == (
        "a.jsonl, line 4: none of its keys ('words') is known to hold the text; name the key with --map text=KEY"
    )
    assert last.source == "a.jsonl#5"


def test_own_facts_are_no_articles() -> None:
    write("facts.jsonl", jsonl([{"type": "quote", "article_id": "a", "text": "We won."}]))
    assert read("facts.jsonl") == [
        "facts.jsonl, line 1: this is a record of newsfacts, not an article; leave files of facts out"
    ]


def test_what_comes_before_the_end_of_a_cut_file_is_read() -> None:
    packed = gzip.compress(jsonl([{"text": story(number)} for number in range(20)]))
    write("a.jsonl.gz", packed[:-8])
    found = read("a.jsonl.gz")
    assert [isinstance(article, Article) for article in found] == [True] * 20 + [False]
    assert found[-1] == "a.jsonl.gz: the file was cut off; fetch it again"


def test_articles_can_be_read_in_any_order_by_any_reader() -> None:
    for name, data in FILES.items():
        write(f"in/{name}", data)
        write(f"in/b{name}.gz", gzip.compress(data))
    write("in/x.zip", zipped(FILES))
    write("in/y.tar", tarred(FILES))
    entries = list(find_entries(find_inputs(["in"]).sources))
    whole = Reader()
    expected = [whole.read(entry) for entry in entries]
    readers = [Reader() for _ in range(3)]
    assert [readers[number % 3].read(entry) for number, entry in enumerate(entries)] == expected
    order = list(range(len(entries)))
    random.Random(1).shuffle(order)
    assert [readers[0].read(entries[number]) for number in order] == [expected[number] for number in order]
    for reader in [whole, *readers]:
        reader.close()


def test_article_that_is_no_longer_there() -> None:
    write("a.jsonl", FILES["a.jsonl"])
    entries = list(find_entries(find_inputs(["a.jsonl"]).sources))
    write("a.jsonl", b"\n")
    with pytest.raises(ArticleError, match="no longer where it was found"):
        Reader().read(entries[1])


def test_a_member_without_a_name_costs_no_other() -> None:
    Path("a.zip").write_bytes(nameless(zipped({"a": story(1).encode(), "b.txt": story(2).encode()})))
    passed_over: Counter[str] = Counter()
    (article,) = read("a.zip", passed_over=passed_over)
    assert isinstance(article, Article)
    assert (article.text, dict(passed_over)) == (story(2), {"no suffix": 1})


@pytest.mark.parametrize("names", [["a.zip"], ["a.zip", "b.txt"]])
def test_what_a_library_makes_of_a_file_costs_no_other(names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        raise IndexError("of a library")

    Path("a.zip").write_bytes(zipped({"a.txt": story(1).encode()}))
    Path("b.txt").write_text(story(2))
    monkeypatch.setattr(zipfile.ZipFile, "infolist", fail)
    failed, *others = read(*names)
    assert failed == "a.zip: reading failed (IndexError: of a library); report it with the file"
    assert [other.text for other in others if isinstance(other, Article)] == [story(2)] * (len(names) - 1)


def test_archive_within_an_archive_is_no_silent_loss() -> None:
    write("x.zip", zipped({"inner.zip": zipped({"a.txt": b"Labour won."}), "b.txt": b"It won."}))
    message, article = read("x.zip")
    assert message == "x.zip/inner.zip: this is an archive within an archive; unpack it"
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("declared", "data", "text", "encoding"),
    [
        ("utf-8", "Siân won.".encode(), "Siân won.", "utf-8"),
        ("iso-8859-1", "Siân won.".encode(), "Siân won.", "utf-8"),  # what is UTF-8 is UTF-8, whatever it says
        ("iso-8859-1", "It’s “won”.".encode("cp1252"), "It’s “won”.", "cp1252"),
        ("utf-8", "It’s “won”.".encode("cp1252"), "It’s “won”.", "cp1252"),
        ("iso-8859-2", "Wałęsa won.".encode("iso-8859-2"), "Wałęsa won.", "iso8859-2"),
        ("klingon", "It’s “won”.".encode("cp1252"), "It’s “won”.", "cp1252"),
    ],
)
def test_pages_and_what_they_say_about_their_encoding(declared: str, data: bytes, text: str, encoding: str) -> None:
    write("a.html", page("@").replace(b"utf-8", declared.encode()).replace(b"@", data))
    (article,) = articles("a.html")
    assert (article.text, article.encoding) == (text, encoding)


GERMAN = "Die SPD hat die Wahl in der Stadt gewonnen, und der Kandidat dankte seinen Freunden dafür. " * 4
WELSH = "Mae Plaid Cymru wedi ennill sedd yn yr etholiad, ac mae'r ymgeisydd wedi diolch i'r bobl. " * 4


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        (GERMAN, None, "German (de)"),
        (WELSH, "en", "Welsh (cy)"),
        ("Die SPD hat gewonnen.", "de", "de"),  # too short to tell, so the source is believed
        ("Die SPD hat gewonnen.", None, None),
        (story(1) * 8, "fr", None),  # long enough to tell that the source is wrong
        (story(1) * 8 + GERMAN[:90], None, None),
        ("Oak (Lab) 1,200; Ash (C) 900; Elm (LD) 300\n" * 10, None, None),
    ],
)
def test_language(text: str, stated: str | None, language: str | None) -> None:
    write("a.jsonl", jsonl([{"text": text, "language": stated}]))
    (entry,) = find_entries(find_inputs(["a.jsonl"]).sources)
    if language is None:
        assert Reader().read(entry).language == stated
    else:
        with pytest.raises(LanguageError) as caught:
            Reader().read(entry)
        assert str(caught.value) == f"a.jsonl#1: the article is in {language}, and only English is read"


def test_gaps_between_rows_are_jumped_over() -> None:
    write("a.parquet", parquet({"text": [story(number) for number in range(3000)]}, rows_in_group=500))
    entries = list(find_entries(find_inputs(["a.parquet"]).sources))
    reader = Reader()
    for number in (0, 1, 2900, 499, 500, 2999):
        assert reader.read(entries[number]).text == story(number)
    reader.close()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 " * 20_001, "a.txt: 20,001 numbers, more than the limit of 20,000; split it into articles"),
        ("Ash " * 20_001, "a.txt: 20,001 words with a capital, more than the limit of 20,000; split it into articles"),
        ('"a" ' * 10_001, "a.txt: 20,002 quotation marks, more than the limit of 20,000; split it into articles"),
    ],
)
def test_what_is_too_hard_is_refused_by_counts(text: str, message: str) -> None:
    write("a.txt", text.encode())
    assert read("a.txt") == [message]
    write("a.txt", f"Labour won.\n{'-' * 200}\n{'(' * 20_000}\n{'3 ' * 2000}".encode())
    assert isinstance(read("a.txt")[0], Article)
