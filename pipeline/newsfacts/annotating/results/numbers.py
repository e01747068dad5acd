"""Every number of a text, with its value, its unit and its qualifier; nothing yet about what it counts.

    >>> finder = NumberFinder(read_lexicon().numbers)
    >>> [(n.value, n.qualifier) for n in finder.find("just over 2,000 votes to six hundred and four")]
    [(2000.0, 'just over'), (604.0, None)]

Prices, times, dates, ages, ordinals and years are found as well, each under its own form, so that nothing
downstream takes them for a count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsfacts.annotating.results.lexicon import NumberWords, read_lexicon

__all__ = ["Number", "NumberFinder", "read_lexicon"]

Form = Literal["plain", "compound", "money", "time", "date", "year", "ordinal", "age", "label", "phone"]
MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_MOST = 1e12  # nobody counts more; a longer row of digits is some label
_SPACES = "\u00a0\u202f\u2009 "
_DIGITS = (
    r"(?P<indian>\d{1,2}(?:,\d{2})+,\d{3}(?![\d,]*\d))"
    r"|(?P<western>\d{1,3}(?:[,’'](?=\d{3}(?!\d))\d{3})+(?:\.\d+)?)"
    rf"|(?P<spaced>\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?![\d.,]*\d))"
    r"|(?P<decimal>\d+[.·]\d+)"
    r"|(?P<bare>\d+)"
)
_NOT_COUNTS = re.compile(
    rf"""
    (?P<phone>(?<![\w,.])(?:\+\d{{1,3}}[ -]?)?(?:\(0?\d{{2,5}}\)[ -]?|0\d{{2,4}}[ -])\d{{3,4}}[ -]?\d{{3,4}}(?!\d))
  | (?P<date>(?<!\d)\d{{4}}-\d\d-\d\d(?!\d)
      | (?<!\d)\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?!\d)
      | \b(?:{MONTHS})\.?[ ]\d{{1,2}}(?:st|nd|rd|th)?(?:,[ ]\d{{4}})?(?![\d%]|,\d|\.\d)
      | (?<![\d.,])\d{{1,2}}(?:st|nd|rd|th)?(?:[ ]of)?[ ](?:{MONTHS})\b(?:,?[ ]\d{{4}}\b)?
      | \b(?:{MONTHS}),?[ ]\d{{4}}\b)
  | (?P<time>(?<![\d.,])\d{{1,2}}(?:[:.]\d\d)?[ ]?(?:am|pm|a\.m\.|p\.m\.|hrs|o['’]clock)(?!\w)
      | (?<![\d.,])\d{{1,2}}:\d\d(?!\d))
  | (?P<ordinal>(?<![\w.,])\d+(?:,\d{{3}})*(?:st|nd|rd|th)\b|(?<!\d)(?:1[89]|20)?\d0s\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)

# Before "up to 48.3": it rose there.
_GONE = re.compile(
    r"(?:went|goes?|going|gone|shot|moved|climbed|edged|inched|crept|is|was|are|were|back|pushed)\s+$", re.IGNORECASE
)
# Digits are found quickly, and only with them can a number begin that is not in words.
_RUN = re.compile(r"\d+")
_MONTH_BEFORE = re.compile(rf"(?<!\w)(?:{MONTHS})[.,]?[ ]\Z", re.IGNORECASE | re.ASCII)
# A look behind comes after the digits that it is for: a pattern that begins with digits is found faster.
_SEPARATED = re.compile(r"\d(?<!\d\d),\d{3}(?!\d)")
_BARE = re.compile(r"\d{4}(?<![\w.,£$€]\d{4})(?![\w,.]\d)")
_LONGEST_MONTH = len("September, ") + 1


@dataclass(frozen=True, slots=True)
class Number:
    """A number: `start` and `end` are its digits or words; the outer offsets add qualifier, sign and unit."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: float
    form: Form = "plain"
    unit: Literal["percent", "points"] | None = None
    sign: int = 0
    qualifier: str | None = None
    compound: str = ""

    @property
    def whole(self) -> bool:
        return self.value == int(self.value)


class NumberFinder:
    """Finds numbers in digits and in words."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        self._values = dict(words.values)
        self._scales = {k: v for k, v in words.scales.items() if len(k) > 2}
        scales = "|".join(sorted(map(re.escape, self._scales), key=len, reverse=True))
        small = "|".join(sorted(map(re.escape, self._values), key=len, reverse=True))
        suffixes = "|".join(sorted((re.escape(k) for k in words.scales if len(k) <= 2), key=len, reverse=True))
        self._digits = re.compile(
            rf"(?<![\w.])(?:{_DIGITS})(?:(?P<suffix>{suffixes})\b|[ \u00a0-](?P<scale>{scales})\b)?"
            r"(?P<glued>[A-Za-z]\w*)?",
            re.IGNORECASE,
        )
        atom = rf"(?:{small}|{scales})"
        initials = "".join(sorted({word[0] for word in ("a", "half", "quarter", *self._values, *self._scales)}))
        self._words = re.compile(
            rf"(?<![\w-])(?=[{initials}{initials.upper()}])(?i:(?P<lead>(?:an?|half[ ]an?)[ ](?=(?:{scales})\b))?"
            rf"{atom}(?:(?:-|\s+(?:and\s+)?){atom})*(?!\w)"
            r"(?P<half>\s+and\s+a\s+half)?|(?P<fraction>half|quarter)"
            r"(?=(?:\s+of)?\s+a\s+(?:percentage\s+)?point\b))"
        )
        # Separators are found quickly; where one of these words is behind one, the whole pattern is tried.
        lead = rf"[aA](?i:n?[ ](?:{scales}))"
        self._before_words = re.compile(
            rf"[^\w-](?={_any_of([*self._values, *self._scales, 'half', 'quarter'])}|{lead})"
        )
        percent = sorted((re.escape(u) for u in words.units.percent if u != "%"), key=len, reverse=True)
        points = sorted(map(re.escape, words.units.points), key=len, reverse=True)
        self._unit = re.compile(
            rf"(?P<of>\s+(?:of\s+)?an?(?=\s))?[\s\u00a0-]?\s?(?:(?P<points>(?:{'|'.join(points)})(?!\w))|(?P<percent>%|(?:{'|'.join(percent)})(?!\w)))",
            re.IGNORECASE,
        )
        self._money_before = re.compile(
            rf"(?:{'|'.join(sorted(map(re.escape, words.units.money_before), key=len, reverse=True))})\s?$"
        )
        self._money_after = re.compile(
            rf"[\s-]?(?:{'|'.join(sorted(map(re.escape, words.units.money_after), key=len, reverse=True))})\b(?!\.m)"
        )
        qualifiers = "|".join(
            r"\s+".join(map(re.escape, q.split())) for q in sorted(words.words.qualifiers, key=len, reverse=True)
        )
        focus = "|".join(
            r"\s+".join(map(re.escape, q.split())) for q in sorted(words.words.focus, key=len, reverse=True)
        )
        self._qualifier = re.compile(rf"(?<![\w-])(?P<qualifier>{qualifiers})\s+(?:(?:{focus})\s+)?$", re.IGNORECASE)

    def find(self, text: str) -> list[Number]:
        """All numbers of `text`, in order."""
        found: list[Number] = []
        runs = [run.start() for run in _RUN.finditer(text)]
        for start in _beginnings(text, runs):
            if found and start < found[-1].end:
                continue
            if match := _NOT_COUNTS.match(text, start):
                form: Form = match.lastgroup  # type: ignore[assignment]  # the groups are named after the forms
                found.append(Number(*match.span(), *match.span(), value=0, form=form))
        taken = bytearray(len(text) + 1)
        for number in found:
            taken[number.start : number.end] = b"\1" * (number.end - number.start)
        counts = _BareCounts(text)
        behind = 0
        for start in runs:
            if start < behind or not (match := self._digits.match(text, start)):
                continue
            behind = match.end()
            if not any(taken[start:behind]):
                found.append(self._from_digits(text, match, counts))
        behind = 0
        for start in [0, *(before.end() for before in self._before_words.finditer(text))]:
            if start < behind or not (match := self._words.match(text, start)):
                continue
            behind = match.end()
            spelt = None if any(taken[start:behind]) else self._from_words(text, match)
            if spelt is not None and not (found and any(n.start <= spelt.start < n.end for n in found[-1:])):
                found.append(spelt)
        found.sort(key=lambda n: (n.start, -n.end))
        return [n for i, n in enumerate(found) if i == 0 or n.start >= found[i - 1].end]

    def _from_digits(self, text: str, match: re.Match[str], counts: _BareCounts) -> Number:
        digits = next(g for g in ("indian", "western", "spaced", "decimal", "bare") if match.group(g))
        literal = match.group(digits)
        plain = literal.replace("·", ".")
        value = float(re.sub(r"[^\d.]", "", plain))
        scale = (match.group("suffix") or match.group("scale") or "").lower()
        end = match.end(digits)
        if scale and not match.group("glued"):
            value *= self.words.scales[scale]
            end = match.end("suffix") if match.group("suffix") else match.end("scale")
        value = round(value, 6)
        form: Form = "plain"
        if value > _MOST:
            value, form = 0.0, "label"
        elif match.group("glued") or re.search(r"[A-Za-z][-/]$|#$", text[max(0, match.start() - 2) : match.start()]):
            form = "label"
        elif digits == "bare" and len(literal) == 4 and 1700 <= value <= 2100 and self._is_year(text, match, counts):
            form = "year"
        elif digits == "bare" and len(literal) > 1 and literal[0] == "0":
            form = "label"
        return self._finish(text, match.start(), end, value, form)

    def _is_year(self, text: str, match: re.Match[str], counts: _BareCounts) -> bool:
        """Whether four bare digits are a year: by the words around them and by how the article writes thousands."""
        after = text[match.end() : match.end() + 30]
        if re.match(r"\s*(?:%|per\s?cent|votes?\b|first[ -]pref|ballots\b|people\b|electors\b)", after):
            return False
        if not counts.near(match.start()):
            return True
        before = text[max(0, match.start() - 25) : match.start()].lower()
        words = re.findall(r"[\w'’-]+", before)
        if not words or not before[-1:].isspace():
            return False
        if re.match(r"\s+(?:\w+\s+)?(?:elections?|referendum|campaign|contest|poll|race)\b", after):
            return True
        return words[-1] in self.words.words.years_after - {"to", "and", "of", "through"} or bool(
            re.search(rf"\b(?:{MONTHS})\s+of\s$", before)
        )

    def _from_words(self, text: str, match: re.Match[str]) -> Number | None:
        if match.group("fraction"):
            half = match.group("fraction").lower() == "half"
            return self._finish(text, match.start(), match.end(), 0.5 if half else 0.25, "plain")
        lead = match.group("lead") or ""
        body = match.group()[len(lead) :]
        body = body[: -len(match.group("half"))] if match.group("half") else body
        parsed = self._evaluate(body)
        if parsed is None:
            return None
        value, length = parsed
        if "half" in lead.lower():
            value /= 2
        end = match.start() + len(lead) + length
        if re.match(r"[-\u2011](?!votes?\b|point|seat|member|per)[A-Za-z]", text[end : end + 8]):
            return None  # two-party-preferred, seven-way
        if match.group("half") and end == match.start("half"):
            value, end = value + 0.5, match.end("half")
        return self._finish(text, match.start(), end, value, "plain")

    def _evaluate(self, body: str) -> tuple[float, int] | None:
        """The value of the longest grammatical number at the beginning of `body`, and its length."""
        total = current = 0.0
        last = float("inf")  # the value of the last word below hundred: "five six" is two numbers
        end = 0
        for word in re.finditer(r"[a-z]+", body, re.IGNORECASE):
            token = word.group().lower()
            if token == "and":
                continue
            if token in self._scales:
                scale = self._scales[token]
                if scale == 100:
                    if current >= 100:
                        break
                    current = (current or 1) * 100
                else:
                    total += (current or 1) * scale
                    current = 0
                last = float("inf")
            else:
                small = self._values[token]
                if (current % 100 and not (last >= 20 and small < 10 and last % 10 == 0)) or (last < 20):
                    break
                joined_by_and = re.search(r"\band\s+$", body[end : word.start()])
                if joined_by_and and not (total or current >= 100):
                    break
                current += small
                last = small
            end = word.end()
        return (total + current, end) if end else None

    def _finish(self, text: str, start: int, end: int, value: float, form: Form) -> Number:
        """Add sign, unit and qualifier, and the forms that they or the neighbours decide."""
        before = text[max(0, start - 40) : start]
        after = text[end : end + 40]
        outer_start, outer_end = start, end
        sign = 0
        if signed := re.search(r"(?:^|[\s(\[,/;:])([+\-−–])\s?$", before):
            spaced = before.endswith(" ")
            dash = signed.group(1) != "+"
            if not spaced and not (dash and re.search(r"\d\s?[-−–]$", before)):
                sign = -1 if dash else 1
                outer_start -= len(signed.group()) - (
                    0 if signed.start() == 0 and not signed.group()[0].isspace() else 1
                )
        if form == "plain" and self._money_before.search(before):
            form = "money"
        unit: Literal["percent", "points"] | None = None
        compound = ""
        if form == "plain" and (found := self._unit.match(after)):
            unit = "points" if found.group("points") else "percent"
            outer_end = end + found.end()
            if re.match(r"\s+points?\b", text[outer_end : outer_end + 10]):  # "8 per cent points"
                unit = "points"
        elif form == "plain" and self._money_after.match(after):
            form = "money"
        elif form == "plain" and re.match(r"[-–]?(?:years?[- ]old|yo\b)", after.lstrip("- ")):
            form = "age"
        elif form == "plain" and (glued := re.match(r"[-\u2011](?P<word>[A-Za-z]+)", after)):
            form, compound = "compound", glued.group("word").lower()
        if form == "plain" and unit is None and text[start].isdigit() and self._is_label(before, value):
            form = "label"
        qualifier = None
        found = self._qualifier.search(before) if form in {"plain", "compound"} and not sign else None
        if found and not (found.group("qualifier").lower() == "up to" and _GONE.search(before[: found.start()])):
            qualifier = re.sub(r"\s+", " ", found.group("qualifier")).lower()
            outer_start = start - len(before) + found.start()
        return Number(start, end, outer_start, outer_end, value, form, unit, sign, qualifier, compound)

    def _is_label(self, before: str, value: float) -> bool:
        word = re.search(r"(?P<word>[A-Za-z.]+)\s$", before)
        if not word or value >= 1000:
            return False
        name = word.group("word")
        if name.lower() in {"aged", "age"}:
            return True
        if name.lower() == "no" and (value >= 100 or re.search(r"\bYes\b", before)):
            return False
        return (
            name[0].isupper()
            and name.lower() in self.words.words.labels
            and not re.search(r"[.:]\s+$|^$", before[: word.start()] or "x")
        )


def _any_of(words: list[str]) -> str:
    """A pattern for any of the words whatever their case; one look at a letter rules most of them out."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"[{first}{first.upper()}](?i:{'|'.join(rest)})" for first, rest in by_letter.items())


def _beginnings(text: str, runs: list[int]) -> Iterator[int]:
    """Where what is no count can begin: at digits, at a bracket or plus sign before them, at a month before them."""
    for start in runs:
        if month := _MONTH_BEFORE.search(text, max(0, start - _LONGEST_MONTH), start):
            yield month.start()
        if not text[start].isascii():
            continue
        if start and text[start - 1] in "+(":
            yield start - 1
        yield start


class _BareCounts:
    """The paragraphs with thousands without a comma that cannot be a year: other four digits there may be a count too.

    There are none in a text that writes thousands with a comma.
    """

    def __init__(self, text: str) -> None:
        separated = _SEPARATED.search(text)
        self._breaks = [] if separated else [gap.start() for gap in re.finditer(r"(?=\n\n)", text)]
        bare = () if separated else _BARE.finditer(text)
        self._paragraphs = {self._paragraph(found.start()) for found in bare if not 1700 <= int(found.group()) <= 2100}

    def near(self, offset: int) -> bool:
        """Whether the paragraph at `offset` is one of them."""
        return bool(self._paragraphs) and self._paragraph(offset) in self._paragraphs

    def _paragraph(self, offset: int) -> int:
        return bisect_left(self._breaks, offset)
