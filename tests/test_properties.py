"""What holds for any text whatever."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsfacts.errors import ArticleError
from newsfacts.extraction import Extractor
from newsfacts.reading import Article
from newsfacts.reading.text import decode
from newsfacts.records import ArticleRecord, parse_record
from newsfacts.validation import spans_of

# Pieces of election news in any order, mixed with anything else: nonsense that reaches every rule.
_PIECES = st.sampled_from(
    """Labour|
    |the Conservatives|Ann Oak|Mr Ash|Cllr Bea Elm (Lib Dem)|Ms|she|they|1,200|900|12.5%|0|101%|-3|½|1.2 million
    |twelve votes|won|held|lost|gained|polled|took|said|told the BBC|according to|denied that|"|'|“|”|‘|’|``|''|(
    |)|,|.|?
    |:|–|-|in Ayton|the Beeton by-election|a majority of|turnout|a swing of|Yes|Ayes|to|from|by|for|with|MP|Sir|Lord|Dr
    |votes|R-Ohio|(D)|after a recount|2017|on Thursday""".replace("\n", "").split("|")
).map(str.strip)
_GLUE = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", "\t", "\u00a0", "\r\n"])
_NEWS = st.lists(st.tuples(_PIECES | st.text(max_size=5), _GLUE), min_size=1, max_size=40).map(
    lambda parts: "".join(piece + glue for piece, glue in parts)
)
_SETTINGS = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,  # a failure must not depend on the day
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@_SETTINGS
@given(text=_NEWS | st.text(st.characters(), min_size=1, max_size=200))
def test_any_text_is_extracted_and_every_span_is_its_slice(extractor: Extractor, text: str) -> None:
    try:
        article = Article.from_text(text)
    except ArticleError:
        assert not text.strip()
        return
    lines, counts = extractor.extract_lines(article)
    records = [parse_record(line) for line in lines.splitlines()]
    assert len(records) == counts.total()
    assert isinstance(records[0], ArticleRecord)
    assert records[0].text == article.text
    assert len({record.id for record in records}) == len(records)
    for record in records:
        for path, span in spans_of(record):
            assert span.text == article.text[span.start : span.end], f"{record.type} {path}"


@_SETTINGS
@given(data=st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "a.txt")
    except ArticleError as error:
        assert str(error).startswith("a.txt: ")  # either way is right
    else:
        assert "\0" not in text
        assert encoding


@_SETTINGS
@given(text=st.text())
def test_utf8_text_is_read_unchanged_but_for_line_ends(text: str) -> None:
    if not text.strip() or "\0" in text:
        return
    article = Article.from_text(text)
    assert article.text == text.replace("\r\n", "\n")
