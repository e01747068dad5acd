"""Bytes -> text: encodings, and what is no text."""

from __future__ import annotations

import codecs

import pytest

from newsfacts.errors import ArticleError
from newsfacts.reading import Article
from newsfacts.reading.text import decode

SENTENCE = "Siân Jones’s party lost – “a disaster”, she said – and £5,000 was gone.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8-sig"),
        (SENTENCE.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16"),
        (SENTENCE.encode("cp1252"), "cp1252"),
    ],
)
def test_encoding_is_found_and_said(data: bytes, encoding: str) -> None:
    assert decode(data, "a.txt") == (SENTENCE, encoding)


@pytest.mark.parametrize("text", ["Price: £5", "The café was full.", "Seán Ó Ríordáin’s vote", "“We won,” she said."])
def test_short_windows_text_is_not_taken_for_another_encoding(text: str) -> None:
    assert decode(text.encode("cp1252"), "a.txt") == (text, "cp1252")


def test_code_page_of_another_script_is_refused_rather_than_guessed() -> None:
    # Russian read as Windows-1252 would be words of accented letters
    text = "Президент сказал, что выборы состоялись в срок. " * 3
    with pytest.raises(ArticleError, match="its encoding cannot be told; save the file as UTF-8"):
        decode(text.encode("cp1251"), "a.txt")


def test_old_macintosh_text_is_read() -> None:
    text = "“We won the café vote,” she said – and Siân’s party lost £5,000. " * 5
    assert decode(text.encode("mac_roman"), "a.txt") == (text, "mac_roman")


@pytest.mark.parametrize("stray", [b"\x93", b"\xe9", b"\x81", b"\xed\xa0\x80"])
def test_stray_byte_or_lone_surrogate_in_utf8_costs_itself_only(stray: bytes) -> None:
    text, encoding = decode(SENTENCE.encode() + stray + b" end", "a.txt")
    assert (text, encoding) == (SENTENCE + "\ufffd end", "utf-8 (with errors)")


def test_lone_surrogate_in_ascii_costs_itself_only() -> None:
    assert decode(b"Labour \xed\xa0\x80 won", "a.txt") == ("Labour \ufffd won", "utf-8 (with errors)")


def test_undefined_byte_in_ascii_is_never_taken_for_another_script() -> None:
    try:
        _, encoding = decode(b"Labour\x81s vote fell in the by-election on Thursday.", "a.txt")
    except ArticleError as error:
        assert "save the file as UTF-8" in str(error)
    else:
        assert encoding in {"mac_roman", "cp850"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding), "a.txt") == (SENTENCE, encoding)


def test_wide_encoding_with_a_mark() -> None:
    assert decode(SENTENCE.encode("utf-32"), "a.txt") == (SENTENCE, "utf-32")


def test_cut_off_wide_text_has_its_remedy() -> None:
    with pytest.raises(ArticleError, match="seems to be utf-16-le, but not all of it is; save the file as UTF-8"):
        decode(SENTENCE.encode("utf-16-le")[:-1], "a.txt")


def test_only_line_ends_and_lone_surrogates_change() -> None:
    # a lone CR, tabs, form feeds, no-break spaces, trailing space and the final newline stay
    article = Article.from_text("a\r\nb\rc\t\x0c\u00a0d \ud800e\r\n\n")
    assert article.text == "a\nb\rc\t\x0c\u00a0d \ufffde\n\n"


def test_byte_order_mark_inside_the_text_stays() -> None:
    assert decode(codecs.BOM_UTF8 + "a\ufeffb".encode(), "a.txt")[0] == "a\ufeffb"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.4\n\0\0\0", "a.txt: this is a binary file, not text; extract its text first"),
        (bytes(range(1, 32)) * 3, "a.txt: this is a binary file, not text; extract its text first"),
        (codecs.BOM_UTF16_LE + b"\0\0a\0", "a.txt: this is a binary file, not text; extract its text first"),
        (
            "Plaid’s café".encode()[:-1],
            "a.txt: the file ends within a UTF-8 character, it was cut off; fetch it again",
        ),
        (
            codecs.BOM_UTF8 + b"caf\xe9 here",
            "a.txt: the byte order mark says utf-8-sig, but not all of it is; save the file as UTF-8",
        ),
        (
            codecs.BOM_UTF16_LE + b"a\0b",
            "a.txt: the byte order mark says utf-16, but not all of it is; save the file as UTF-8",
        ),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(data, "a.txt")
    assert str(caught.value) == message


def test_undetectable_encoding_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nothing:
        def best(self) -> None:
            return None

    monkeypatch.setattr("newsfacts.reading.text.from_bytes", lambda data, cp_isolation: Nothing())
    with pytest.raises(ArticleError, match="its encoding cannot be told; save the file as UTF-8"):
        decode(b"abc \x81\x8d def", "a.txt")


def test_few_control_characters_are_text() -> None:
    # agency feeds separate their parts with one
    assert decode(b"\x01Labour held the seat, the returning officer said late on Thursday night.", "a.txt")
