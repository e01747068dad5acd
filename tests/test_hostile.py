"""Two hundred inputs that nobody would wish for: each costs its own line of the ledger at most."""

from __future__ import annotations

import bz2
import gzip
import random
import resource
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
import zstandard

from newsfacts import batch
from newsfacts.batch import Options, run
from newsfacts.extraction import Extractor
from newsfacts.reading import find_inputs
from newsfacts.validation import Checker
from tests.conftest import names_in
from tests.made_archives import jsonl, nameless, page, parquet, story, tarred, warc, zipped

ZEROS = bytes(70_000_000)
TEXT = "".join(story(number) for number in range(3))


def texts() -> Iterator[tuple[str, bytes]]:
    yield "nul.txt", b"Labour\0won."
    yield "binary.txt", random.Random(1).randbytes(20_000)
    yield "elf.txt", b"\x7fELF\x02\x01\x01" + bytes(100)
    yield "line.txt", b"a" * 10_000_000
    yield "words.txt", b"Labour won. " * 900_000
    yield "marks.txt", b'"' * 500_000
    yield "numbers.txt", b"1,200 " * 100_000
    yield "brackets.txt", b"(" * 100_000
    yield "digits.txt", b"9" * 5_000 + b" votes for Ann Oak."
    yield "bidi.txt", "\u202eLabour\u202c won \u2066Ayton\u2069.".encode()
    yield "astral.txt", ("😀𝔏𝔞𝔟𝔬𝔲𝔯 " * 200).encode()
    yield "joined.txt", ("e" + "\u0301" * 5_000).encode()
    yield "surrogates.txt", b"Labour \xed\xa0\x80 won \xed\xb0\x80 it."
    yield "overlong.txt", b"Labour \xc0\xaf won."
    yield "utf16.txt", TEXT.encode("utf-16")
    yield "cut-utf16.txt", TEXT.encode("utf-16")[:-1]
    yield "utf32.txt", TEXT.encode("utf-32")
    yield "separators.txt", "Labour\u2028won\u2029Ayton\x85\x0b\x0c.".encode()
    yield "spaces.txt", b" \t\r\n" * 1000
    yield "open.txt", '“Labour won. ‘Yes. "No.\n'.encode() * 50
    yield "controls.txt", bytes(range(1, 32)) * 20


def pages() -> Iterator[tuple[str, bytes]]:
    yield "empty.html", b""
    yield "open.html", b"<html><body><p>Labour won" * 100
    yield "deep.html", b"<div>" * 20_000 + b"Labour won." + b"</div>" * 20_000
    yield "tables.html", b"<table><tr><td>" * 3_000 + TEXT.encode()
    yield "tags.html", b"<p>" * 200_000
    yield "crossed.html", b"<b><i><p>" + TEXT.encode() + b"</b></p></i></div></table>" * 50
    yield "scripts.html", page(TEXT, "<script>while(1){}</script><style>p{}</style>" * 50)
    yield "nul.html", page(TEXT).replace(b"won", b"w\0n")
    yield "latin.html", page(TEXT.replace("won", "won – just –")).replace(b"utf-8", b"latin-1")
    yield "mis-declared.html", page("café " + TEXT).replace(b"utf-8", b"shift_jis")
    yield "unknown-charset.html", page("caf\xe9 ").decode().encode("cp1252").replace(b"utf-8", b"klingon")
    yield "codec.html", page(TEXT + "\xe9").decode().encode("cp1252").replace(b"utf-8", b"zlib")
    yield "utf7.html", b'<meta charset="utf-7">+ADw-script+AD4-' + page(TEXT)
    yield "entities.html", b"<!DOCTYPE x [<!ENTITY a '" + b"ha" * 1000 + b"'>]>" + b"<p>&a;</p>" * 1000
    yield "external.html", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a;</p>' + page(TEXT)
    yield "attributes.html", b"<p " + b"a='b' " * 100_000 + b">Labour won.</p>"
    yield "comment.html", b"<!--" + TEXT.encode() * 100
    yield "binary.html", random.Random(2).randbytes(50_000)
    yield "text.html", TEXT.encode()
    yield "language.html", b"<html lang='" + b"x" * 5000 + b"'>" + page(TEXT)
    yield "title.html", page(TEXT, "<title>" + "\u202e\x1b[2J" * 100 + "</title>")
    yield "date.html", page(TEXT, '<meta property="article:published_time" content="9999999-99-99">')
    yield "base.html", page(TEXT, '<base href="http://[::1"><link rel="canonical" href="http://[bad">')


def records() -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(
        [
            b"{", b"[]", b'"text"', b"null", b"{}", b'{"text": null}', b'{"text": 5}', b'{"text": ["a"]}',
            b'{"text": ""}',
            b'{"text": "\\ud800 won."}', b'{"text": "a\\u0000b"}', b'{"text": "Labour won.", "id": {}}',
            b'{"text": "Labour won.", "id": ""}', b'{"text": "Labour won.", "date": 1e300}', b"\xff\xfe{}",
            b'{"text": "Labour won.", "date": -1e18}', b'{"text": "Labour won.", "title": "\\ud83d"}',
            b'{"text": "Labour won.", "url": "\\n\\u0000"}', b'{"a":' * 5000, b'{"text": "' + b"a" * 17_000_000,
            b'{"text": "Labour won.", "text": 3}', b'{"text": "Labour won."}' * 2, b'{"text": NaN}', b"\0\0\0",
            b'{"type": "quote", "article_id": "a", "text": "I won."}',
            b'{"text": "Labour won.", "id": "' + b"i" * 9999 + b'"}',
        ]
    ):  # fmt: skip
        yield f"{number}.jsonl", line + b"\n"


def archives() -> Iterator[tuple[str, bytes]]:
    good = zipped({"a.txt": TEXT.encode(), "b.html": page(TEXT)})
    yield "bomb.txt.gz", gzip.compress(ZEROS)
    yield "bomb.jsonl.gz", gzip.compress(ZEROS)
    yield "bomb.jsonl.bz2", bz2.compress(ZEROS)
    yield "bomb.jsonl.zst", zstandard.compress(ZEROS)
    yield "bomb.warc.gz", gzip.compress(ZEROS)
    yield "bomb.parquet.gz", gzip.compress(ZEROS)
    yield "bomb.tar.gz", gzip.compress(tarred({"a.jsonl": ZEROS}))
    yield "bomb.zip", zipped({f"{number}.txt": ZEROS[:9_000_000] for number in range(12)})
    yield "bombs.zip", zipped({"a.jsonl.gz": gzip.compress(ZEROS), "b.txt": TEXT.encode()})
    yield "nested.zip", zipped({"inner.zip": good, "inner.tar.gz": gzip.compress(tarred({"a.txt": b"x"}))})
    yield "cut.zip", good[:-30]
    yield "damaged.zip", good.replace(b"PK\x01\x02", b"PK\x09\x09", 1)
    yield "crc.zip", good[:45] + bytes([good[45] ^ 255]) + good[46:]
    yield "encrypted.zip", good.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    yield "paths.zip", zipped({"../../evil.txt": TEXT.encode(), "/etc/x.txt": b"Labour won.", "c:\\d.txt": b"It won."})
    yield "paths.tar", tarred({"../../evil.txt": TEXT.encode(), "/etc/x.txt": b"Labour won too."})
    yield "same.zip", zipped({"a.txt": b"Labour won.", "a.html": page(TEXT), "a.jsonl": b""})
    yield "nameless.zip", nameless(zipped({"a": TEXT.encode(), "b.txt": TEXT.encode()}))
    yield "many.zip", zipped({f"{number}.pdf": b"x" for number in range(2000)})
    yield "cut.tar", tarred({"a.txt": TEXT.encode() * 20})[:1500]
    yield "middle.tar", tarred({"a.txt": b"Labour won."})[:1024] + b"x" * 512 + tarred({"b.txt": b"Labour won."})
    yield "text.zip", TEXT.encode()
    yield "text.tar", TEXT.encode() * 20
    yield "text.warc", TEXT.encode()
    yield "text.parquet", TEXT.encode()
    yield "text.txt.gz", TEXT.encode()
    yield "text.txt.zst", TEXT.encode()
    yield "text.txt.bz2", TEXT.encode()
    for suffix, compress in ((".gz", gzip.compress), (".zst", zstandard.compress), (".bz2", bz2.compress)):
        packed = compress(jsonl([{"text": story(number)} for number in range(200)]))
        yield f"cut.jsonl{suffix}", packed[:-9]
        yield f"half.jsonl{suffix}", packed[: len(packed) // 2]
        yield f"twice.txt{suffix}", compress(TEXT.encode()) * 2
        yield f"more.txt{suffix}", compress(TEXT.encode()) + b"more"
        yield f"empty.txt{suffix}", b""
    table = parquet({"text": [story(number) for number in range(9)]})
    yield "cut.parquet", table[:-20]
    yield "damaged.parquet", table[:60] + bytes(40) + table[100:]
    yield "no-text.parquet", parquet({"a": [1, 2]})
    web = warc(("http://x.example/a", "text/html", page(TEXT)), ("http://x.example/b", "text/html", b"\0" * 99))
    yield "cut.warc", web[:-200]
    yield "length.warc", web.replace(b"Content-Length: ", b"Content-Length: 9")
    yield "negative.warc", web.replace(b"Content-Length: ", b"Content-Length: -")
    yield "header.warc", web.replace(b"WARC-Type: response", b"WARC-Type: " + b"r" * 99_999)
    yield "gzipped.warc", warc(("http://x.example/g", "text/html\r\nContent-Encoding: gzip", gzip.compress(ZEROS)))
    yield "not-gzipped.warc", warc(("http://x.example/n", "text/html\r\nContent-Encoding: gzip", page(TEXT)))
    yield "chunked.warc", warc(("http://x.example/c", "text/html\r\nTransfer-Encoding: chunked", b"zz\r\nx"))
    yield "charset.warc", warc(("http://x.example/d", "text/html; charset=klingon", page("café " + TEXT)))


def flipped() -> Iterator[tuple[str, bytes]]:
    """Good files with some of their bytes turned into others."""
    chance = random.Random(3)
    good = {
        "f.zip": zipped({"a.txt": TEXT.encode(), "b.jsonl": jsonl([{"text": TEXT}])}),
        "f.tar": tarred({"a.txt": TEXT.encode(), "b.html": page(TEXT)}),
        "f.warc": warc(("http://x.example/a", "text/html", page(TEXT)), ("http://x.example/b", "text/html", page("A"))),
        "f.parquet": parquet({"text": [story(number) for number in range(9)], "title": ["x"] * 9}),
        "f.jsonl.gz": gzip.compress(jsonl([{"text": story(number)} for number in range(5)])),
        "f.jsonl.zst": zstandard.compress(jsonl([{"text": story(number)} for number in range(5)])),
        "f.html": page(TEXT),
    }
    for turn in range(12):
        for name, data in good.items():
            bad = bytearray(data)
            for _ in range(chance.randint(1, 6)):
                bad[chance.randrange(len(bad))] = chance.randrange(256)
            yield f"{turn}-{name}", bytes(bad)


@pytest.mark.slow
def test_hostile_inputs(extractor: Extractor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(batch, "_extractor", lambda base: extractor)
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    inputs = [*texts(), *pages(), *records(), *archives(), *flipped()]
    assert len(inputs) >= 200
    for name, data in inputs:
        Path("in", name).write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sources = find_inputs(["in"]).sources
    summary = run(sources, "facts.jsonl", Options(), errors="errors.jsonl")
    assert names_in(tmp_path) == ["errors.jsonl", "facts.jsonl", "in"]
    assert len(names_in(tmp_path / "in")) == len(inputs)

    entries = [orjson.loads(line) for line in Path("errors.jsonl").read_bytes().splitlines()]
    written = [
        record["source"]
        for record in map(orjson.loads, Path("facts.jsonl").read_bytes().splitlines())
        if record["type"] == "article"
    ]
    assert summary.articles["written"] == len(written)
    assert summary.articles["failed"] + summary.articles["skipped"] == len(entries)
    told = {source.partition("#")[0] for source in [*written, *(entry["source"] for entry in entries)]}
    of_archives = {name for name in told if "/" in name}
    assert {source.source for source in sources} <= told | {name.partition("/")[0] for name in of_archives}
    assert all(entry["reason"] and entry["stage"] for entry in entries)
    assert not [entry for entry in entries if "worker process died" in entry["reason"]]
    assert not list(Checker().check("facts.jsonl"))
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - before < 1_000_000  # kB
    for bomb in ("bomb.jsonl.gz", "bomb.jsonl.zst", "bomb.parquet.gz", "bomb.tar.gz", "bombs.zip"):
        reasons = [entry["reason"] for entry in entries if entry["source"].startswith(bomb)]
        assert any("unpacks to more than 67,108,864 bytes" in reason for reason in reasons), (bomb, reasons)
    for big in ("bomb.txt.gz", "bomb.zip/7.txt"):
        assert next(entry["reason"] for entry in entries if entry["source"] == big).startswith(
            f"in/{big}: more than 4,000,000 bytes, but an article has at most 1,000,000 characters"
        )
