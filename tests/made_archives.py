"""Real files of every kind that is read, made for the tests."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import zstandard

COMPRESSED = {"": bytes, ".gz": gzip.compress, ".bz2": bz2.compress, ".zst": zstandard.compress}


def story(number: int) -> str:
    """A short article, another one for each number."""
    return f"Labour's Ann Oak won ward {number} with {1000 + number:,} votes to 900.\n"


def page(text: str, head: str = "") -> bytes:
    """An HTML page with the text's lines as its paragraphs."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">{head}</head>'
        '<body><nav><a href="/">Home</a></nav>'
        f"<article>{paragraphs}</article><script>var x = 'not text';</script></body></html>"
    ).encode()


def jsonl(records: list[dict[str, object]]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def warc(*responses: tuple[str, str, bytes], status: str = "200 OK") -> bytes:
    """Responses of (address, content type, body), each with its request before it."""
    file = io.BytesIO()
    for number, (url, kind, body) in enumerate(responses):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        for record, block in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", answer)):
            file.write(
                f"WARC/1.0\r\nWARC-Type: {record}\r\nWARC-Record-ID: <urn:uuid:{number}-{record}>\r\n"
                f"WARC-Date: 2017-02-24T08:00:{number:02}Z\r\nWARC-Target-URI: {url}\r\n"
                f"Content-Type: application/http; msgtype={record}\r\nContent-Length: {len(block)}\r\n\r\n".encode()
                + block
                + b"\r\n\r\n"
            )
    return file.getvalue()


def parquet(columns: dict[str, list[object]], rows_in_group: int = 3) -> bytes:
    import pyarrow
    from pyarrow.parquet import write_table

    file = io.BytesIO()
    write_table(pyarrow.table(columns), file, row_group_size=rows_in_group)
    return file.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def nameless(archive: bytes) -> bytes:
    """A .zip file whose first member, called by one letter, has lost its name: it counts as some other field."""
    lengths = archive.index(b"PK\x01\x02") + 28
    return archive[:lengths] + b"\0\0\1\0" + archive[lengths + 4 :]


def tarred(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def mixed(folder: Path, count: int) -> None:
    """Articles in files of several kinds, among them copies, repeated ids, foreign and broken ones."""
    folder.mkdir()
    texts = [story(number) for number in range(count)]
    texts[3] = texts[1]
    texts[5] = "Die SPD hat die Wahl in der Stadt gewonnen, und der Kandidat dankte seinen Freunden. " * 5
    texts[7] = " "
    third = count // 3
    for number, text in enumerate(texts[:third]):
        (folder / f"{number:03}.txt").write_text(text)
    records: list[dict[str, object]] = [
        {"id": f"j{number}", "text": text} for number, text in enumerate(texts[third : 2 * third])
    ]
    records[2]["id"] = "j1"
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(jsonl(records) + b"{]\n"))
    members = {f"{number}.html": page(text) for number, text in enumerate(texts[2 * third :])}
    (folder / "c.zip").write_bytes(zipped({**members, "d.jsonl.zst": zstandard.compress(jsonl(records[:3]))[:-3]}))
