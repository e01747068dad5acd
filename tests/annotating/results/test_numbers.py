"""Numbers in digits and words, with unit, sign and qualifier."""

from __future__ import annotations

import pytest

from newsfacts.annotating.results.lexicon import read_lexicon
from newsfacts.annotating.results.numbers import Number, NumberFinder


@pytest.fixture(scope="module")
def finder() -> NumberFinder:
    return NumberFinder(read_lexicon().numbers)


def only(finder: NumberFinder, text: str) -> Number:
    found = finder.find(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "literal", "value"),
    [
        ("polled 12,615 votes", "12,615", 12615),
        ("polled 12 615 votes", "12 615", 12615),
        ("polled 12\u00a0615 votes", "12\u00a0615", 12615),
        ("polled 12615 votes", "12615", 12615),
        ("polled 1,23,456 votes", "1,23,456", 123456),  # lakh commas
        ("polled 5.02 lakh votes", "5.02 lakh", 502000),
        ("polled 13.7k", "13.7k", 13700),
        ("polled 1.2 million", "1.2 million", 1200000),
        ("some 1.4m of them", "1.4m", 1400000),
        ("polled twelve", "twelve", 12),
        ("polled ninety-one", "ninety-one", 91),
        ("polled six hundred and four", "six hundred and four", 604),
        ("polled one thousand two hundred and three", "one thousand two hundred and three", 1203),
        ("polled a hundred", "a hundred", 100),
        ("up half a point", "half", 0.5),
        ("up two and a half points", "two and a half", 2.5),
    ],
)
def test_value_and_span(finder: NumberFinder, text: str, literal: str, value: float) -> None:
    # The span is the number alone, scale words included, unit and qualifier left out.
    number = only(finder, text)
    assert (text[number.start : number.end], number.value) == (literal, value)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("spent £4,000", "money"),
        ("spent $3.1 million", "money"),
        ("spent Rs 5,000", "money"),
        ("petrol was 40p a litre", "label"),
        ("at 10:15 p.m. sharp", "time"),
        ("shortly after 4am", "time"),
        ("on Aug. 9, 2023", "date"),
        ("on 12 May 2024", "date"),
        ("call 01632 960 983", "phone"),
        ("her 41-year-old rival", "age"),
        ("the 16th seat", "ordinal"),
        ("in the 1980s", "ordinal"),
        ("told BBC Radio 4", "label"),
        ("Proposition 12", "label"),
        ("a No 10 spokesman", "label"),
        ("some 23-odd years", "compound"),
        ("since 1993", "year"),
        ("the 2019 election", "year"),
    ],
)
def test_no_count(finder: NumberFinder, text: str, form: str) -> None:
    # Prices, times, dates, ages, names with numbers and years are never plain numbers.
    assert {number.form for number in finder.find(text)} == {form}


def test_bare_four_digits_are_votes_where_the_article_writes_them_so(finder: NumberFinder) -> None:
    # 1904 after "with" is a count; behind "in" it is a year; an article that writes 1,904 means a year by 1904.
    assert [n.form for n in finder.find("topped the poll in 2022 with 1904 first preferences")] == ["year", "plain"]
    assert [n.form for n in finder.find("polled 1,204 votes, and 1904 was the year")] == ["plain", "year"]
    # A count without a comma tells how its own paragraph writes thousands.
    for gap, form in (("\n", "plain"), ("\n\n", "year"), ("\n\n\n", "year")):
        assert finder.find(f"polled 9120 votes{gap}Bo had 1904 and")[1].form == form


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("up by more than 8%", "more than"),
        ("up by a little over five per cent", "a little over"),
        ("polled just over 2,000", "just over"),
        ("polled barely two hundred", "barely"),
        ("polled just 88", None),  # focus, no hedge
        ("polled only 88", None),
    ],
)
def test_qualifier(finder: NumberFinder, text: str, qualifier: str | None) -> None:
    assert only(finder, text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "unit", "sign"),
    [
        ("45.2%", "percent", 0),
        ("45.2 per cent", "percent", 0),
        ("17 points", "points", 0),
        ("a 10-point lead", "points", 0),
        ("12.5 percentage points", "points", 0),
        ("(+8.2)", None, 1),
        ("(−3.1%)", "percent", -1),
        ("won 52-48", None, 0),  # a score, no minus
    ],
)
def test_unit_and_sign(finder: NumberFinder, text: str, unit: str | None, sign: int) -> None:
    found = finder.find(text)
    assert [(n.unit, n.sign) for n in found] == [(unit, sign)] * len(found)
