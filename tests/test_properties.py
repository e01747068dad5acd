"""What holds for any text, any file and any result whatever."""

from __future__ import annotations

import io
from pathlib import Path

import orjson
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsfacts.annotating.layout import find_layout
from newsfacts.annotating.results.lexicon import read_lexicon
from newsfacts.annotating.results.numbers import NumberFinder
from newsfacts.annotating.types import Contest, Person, Quote, TextSpan, VoteCount, VoteShare
from newsfacts.collecting import collect
from newsfacts.errors import ArticleError, LanguageError
from newsfacts.extraction import Extractor
from newsfacts.reading import Article, Reader, find_entries, find_inputs
from newsfacts.reading.article import clean_text
from newsfacts.reading.text import decode
from newsfacts.reading.walk import read_single
from newsfacts.records import ArticleRecord, parse_record
from newsfacts.validation import Checker, spans_of
from newsfacts.writing import to_lines
from tests.made_archives import page, warc, zipped

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


# Reading.


@_SETTINGS
@given(text=_NEWS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]))
def test_a_text_is_the_same_in_any_unicode_encoding(text: str, encoding: str) -> None:
    text = f"The count is over. {clean_text(text)}".replace("\0", "")
    if any(ord(char) < 32 and char not in "\t\n\r" for char in text):
        return  # taken for a binary file in some encodings
    assert decode(text.encode(encoding), "a.txt")[0].removeprefix("\ufeff") == text


@_SETTINGS
@given(text=_NEWS | st.text(min_size=1))
def test_a_text_in_json_is_read_as_it_is(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(orjson.dumps({"text": clean_text(text)}))
    (entry,) = find_entries(find_inputs([str(file)]).sources)
    try:
        assert Reader().read(entry).text == clean_text(text)
    except LanguageError:
        pass
    except ArticleError:
        assert not text.strip()


@_SETTINGS
@given(
    text=st.text(min_size=1) | _NEWS, position=st.integers(0, 2000), tag=st.sampled_from(["<", "</p>", "&#0;", "<!--"])
)
def test_any_page_is_read_or_refused(text: str, position: int, tag: str) -> None:
    data = page(clean_text(text))
    try:
        content = read_single(io.BytesIO(data[:position] + tag.encode() + data[position:]), "html", "a.html")
    except ArticleError as error:
        assert str(error).startswith("a.html: ")  # either way is right
    else:
        assert content.text.strip() == content.text != ""


@_SETTINGS
@given(data=st.data(), name=st.sampled_from(["a.zip", "a.warc", "a.tar", "a.jsonl", "a.txt.gz", "a.html"]))
def test_any_change_to_a_file_costs_its_articles_at_most(data: st.DataObject, name: str, tmp_path: Path) -> None:
    text = "Labour held the seat.\n"
    whole = {
        "a.zip": zipped({"a.txt": text.encode(), "b.html": page(text)}),
        "a.warc": warc(("http://a.example/", "text/html", page(text))),
    }.get(name, text.encode())
    start = data.draw(st.integers(0, len(whole)))
    changed = whole[:start] + data.draw(st.binary(max_size=20)) + whole[start + data.draw(st.integers(0, 20)) :]
    file = tmp_path / name
    file.write_bytes(changed)
    reader = Reader()
    for entry in find_entries(find_inputs([str(file)]).sources):
        try:
            assert reader.read(entry).text.strip()
        except ArticleError as error:
            assert str(error).startswith(str(file))  # either way is right
    reader.close()


# Annotating.


@_SETTINGS
@given(text=_NEWS | st.text())
def test_any_text_is_tokenized_without_loss(nlp: Language, text: str) -> None:
    assert nlp.make_doc(text).text == text


@_SETTINGS
@given(text=_NEWS | st.text())
def test_paragraphs_hold_all_words_and_quotations_nest_in_them(text: str) -> None:
    layout = find_layout(text)
    end = 0
    for paragraph in layout.paragraphs:
        assert not text[end : paragraph.start].strip()
        assert text[slice(*paragraph)].strip() == text[slice(*paragraph)] != ""
        end = paragraph.end
    assert not text[end:].strip()
    open_until: list[int] = []
    for quotation in layout.quotations:
        paragraph = layout.paragraphs[quotation.paragraph]
        assert paragraph.start <= quotation.outer.start <= quotation.inner.start < quotation.inner.end
        assert quotation.inner.end <= quotation.outer.end <= paragraph.end
        while open_until and open_until[-1] <= quotation.outer.start:
            open_until.pop()
        assert all(quotation.outer.end <= end for end in open_until)
        assert quotation.depth == 0 or open_until
        open_until.append(quotation.outer.end)


_FINDER = NumberFinder(read_lexicon().numbers)
_ONES = """zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen
    |seventeen|eighteen|nineteen""".replace("\n    ", "").split("|")
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """A number below a million as it is written out."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10 - 2] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{_ONES[number // 100]} hundred" + (f" and {in_words(number % 100)}" if number % 100 else "")
    rest = number % 1000
    return f"{in_words(number // 1000)} thousand" + (f"{' and' if rest < 100 else ''} {in_words(rest)}" if rest else "")


@_SETTINGS
@given(number=st.integers(1, 999_999))
@example(number=101_001)
def test_a_number_of_votes_is_read_however_it_is_written(number: int) -> None:
    for written in (f"{number:,}", str(number), in_words(number), f"{number:,}".replace(",", "\u00a0")):
        (found,) = _FINDER.find(f"She polled {written} votes.")
        assert (found.value, found.form) == (number, "plain"), written


@_SETTINGS
@given(text=_NEWS | st.text())
def test_numbers_are_in_order_and_apart(text: str) -> None:
    end = 0
    for number in _FINDER.find(text):
        assert end <= number.start < number.end <= len(text)
        assert number.outer_start <= number.start
        assert number.end <= number.outer_end
        assert number.value >= 0
        end = number.end


@_SETTINGS
@given(text=_NEWS, other=_NEWS)
def test_facts_do_not_depend_on_the_articles_before(extractor: Extractor, text: str, other: str) -> None:
    article = Article.from_text(f"Labour won. {text}", "a")
    first = extractor.extract_lines(article)
    extractor.extract_lines(Article.from_text(f"Ann Oak won. {other}", "b"))
    assert extractor.extract_lines(article) == first


# Collecting.

_TEXT = "Ann Lee\nwon Ayton – 1,200 votes, “up 3%”. 😀 Bo Day\u2028lost."
_SPANS = st.tuples(st.integers(0, len(_TEXT) - 1), st.integers(1, 12)).map(
    lambda place: TextSpan(place[0], min(len(_TEXT), sum(place)))
)
_NAMES = st.text(min_size=1, max_size=8).filter(str.strip)
_PEOPLE = st.lists(
    st.builds(
        Person, name=_NAMES, aliases=st.lists(_NAMES), mentions=st.lists(_SPANS, min_size=1), roles=st.lists(_NAMES),
        party=st.none() | _NAMES,
    ),
    max_size=4,
)  # fmt: skip


@_SETTINGS
@given(data=st.data())
def test_any_results_are_collected_into_valid_records(nlp: Language, data: st.DataObject, tmp_path: Path) -> None:
    """Namesakes, the same spans twice, spans across one another: every record is valid, and refers to one of them."""
    people = data.draw(_PEOPLE)
    someone = st.none() | st.sampled_from(people) if people else st.none()
    contests = data.draw(
        st.lists(
            st.builds(
                Contest, place=_NAMES, kind=st.sampled_from(["by-election", "referendum"]), winner=someone | _NAMES,
                outcome=st.sampled_from([None, "gain", "hold"]),
                evidence=st.dictionaries(st.sampled_from(["place", "kind"]), _SPANS, min_size=1),
            ),
            max_size=3,
        )
    )  # fmt: skip
    contest = st.none() | st.sampled_from(contests) if contests else st.none()
    whose = {
        "evidence": _SPANS,
        "sentence": _SPANS,
        "contest": contest,
        "candidate": someone,
        "party": st.none() | _NAMES,
    }
    quotes: list[Quote] = []
    for _ in range(data.draw(st.integers(0, 3))):
        quote = st.builds(
            Quote, kind=st.just("direct"), content=st.lists(_SPANS, min_size=1, max_size=3), sentence=_SPANS,
            speaker=st.none() | _NAMES, speaker_person=someone, speaker_mention=st.none() | _SPANS,
            cue=st.none() | _SPANS, parent=st.sampled_from([None, *quotes]),
        )  # fmt: skip
        quotes.append(data.draw(quote))
    doc = nlp.make_doc(_TEXT)
    doc._.newsfacts_people, doc._.newsfacts_contests, doc._.newsfacts_quotes = people, contests, quotes
    counts, shares = (
        st.builds(VoteCount, votes=st.integers(0, 10**9), **whose),
        st.builds(VoteShare, percent=st.floats(0, 100), **whose),
    )
    doc._.newsfacts_vote_counts = data.draw(st.lists(counts, max_size=3))
    doc._.newsfacts_vote_shares = data.draw(st.lists(shares, max_size=3))
    doc.spans["newsfacts/parties"] = []
    records = list(collect(doc, Article.from_text(_TEXT, "a"), "model 1"))
    assert len(records) == 1 + len(people) + len(contests) + len(quotes) + len(doc._.newsfacts_vote_counts) + len(
        doc._.newsfacts_vote_shares
    )
    facts = tmp_path / "facts.jsonl"
    facts.write_bytes(to_lines(records))
    assert list(Checker().check(facts)) == []
    assert [parse_record(line) for line in facts.read_bytes().splitlines()] == records
