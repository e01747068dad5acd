"""Polls on questions: divisions in parliament, referendums, ballots of a union."""

from __future__ import annotations

import re
from itertools import pairwise

from newsfacts.annotating.results.findings import Finding
from newsfacts.annotating.results.items import Sentence, is_modifier
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.polls import Poll
from newsfacts.annotating.types import TextSpan

Found = list[list[Finding]]
_NAMES = frozenset(["Yes", "No", "Leave", "Remain"])
_MEASURE = re.compile(
    r"\b(?:Measure|Proposition|Prop\.?|Question|Issue|Amendment|Initiative)\s+(?:[A-Z]{1,2}|\d{1,4})\b"
)
NAME = r"[A-ZÀ-Þ][\w’'-]+(?:\s+(?:of\s+|upon\s+|on\s+|and\s+)?[A-ZÀ-Þ][\w’'-]+)*"
_PART = re.compile(
    r"(?:In\s+)?([A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)*),?\s+(?:voted|backed|chose|rejected|approved|\d|was|were|also|there)"
)
_OPENING = re.compile(rf"(?:In\s+|And\s+in\s+)?({NAME})(?=,|\s+(?:was|were|said|voted|turned|had|went|also|by)\b)")


class QuestionPolls:
    """Makes polls for findings that belong to options."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.contests
        self.cues = lexicon.cues

    def ballots(self, text: str, sentences: list[Sentence], findings: Found) -> dict[int, Poll]:
        """Polls on questions, by the sentence that reports them."""
        with_options = [
            n
            for n, found in enumerate(findings)
            if any(
                f.option or (f.pair and not f.whos and not f.stands_for) or any(w.option for w in f.whos) for f in found
            )
        ]
        if not with_options:
            return {}
        named = self._measures(text, sentences, findings, with_options)
        with_options = [n for n in with_options if n not in named]
        if not with_options:
            return named
        return named | self._unnamed(text, sentences, findings, with_options)

    def _measures(self, text: str, sentences: list[Sentence], findings: Found, where: list[int]) -> dict[int, Poll]:
        """Questions with a name of their own: Measure C, Proposition 12."""
        polls: dict[str, Poll] = {}
        found: dict[int, Poll] = {}
        chamber = re.search(r"\b(?:MPs|[Pp]eers|Commons|Lords)\b", text)  # there an amendment is put to a division
        for n in where:
            before = [s for s in sentences[max(0, n - 3) : n + 1] if s.paragraph == sentences[n].paragraph]
            found_in = (_MEASURE.search(text, s.start, s.end) for s in reversed(before))
            match = next((m for m in found_in if m is not None), None)
            if match is not None and not (chamber and match.group().startswith("Amendment")):
                name = match.group()
                found[n] = polls.setdefault(name, Poll(name, "referendum", TextSpan(*match.span()), question=True))
        return found

    def _unnamed(
        self, text: str, sentences: list[Sentence], findings: Found, with_options: list[int]
    ) -> dict[int, Poll]:
        chamber = self._chamber(text)
        asked = [
            n
            for n in with_options
            if _NAMES & {w.option for f in findings[n] for w in f.whos}
            or self._electors_voted(sentences[n], findings[n])
        ]
        if chamber is not None and asked and len(asked) < len(with_options):
            inside = [n for n in with_options if n not in asked and self._in_chamber(text, sentences, n)]
            if inside:
                divided = self._divisions(text, sentences, findings, inside, chamber)
                return divided | self._unnamed(text, sentences, findings, asked)
        names = bool(asked)
        referendum = names or (
            chamber is None
            and bool(
                re.search(
                    r"\b(?:referendum|plebiscite|poll|ballot|balloted|strike|walkout|industrial action)\b",
                    text,
                    re.IGNORECASE,
                )
            )
        )
        if chamber is not None and not names:
            return self._divisions(text, sentences, findings, with_options, chamber)
        if not referendum:
            return {}
        of_unions = [n for n in with_options if sentences[n].words & self.cues["union_matters"]]
        parish = re.search(r"\b(?:parish|town)\s+poll\b", text)
        if of_unions and len(of_unions) < len(with_options) and parish:
            with_options = [n for n in with_options if n not in of_unions]  # two votes: that of the place is told
        place = self._place(text, sentences, sentences[with_options[0]])
        if place is None:
            return {}
        union = re.search(r"\b(?:strike|walkout|industrial action|union)\b", text) and not re.search(
            r"\breferendum\b|\b(?:parish|town)\s+poll\b", text
        )
        polls: dict[int, Poll] = {}
        parts: dict[str, Poll] = {}
        last: Poll | None = None
        questions = [n for n in with_options if self._new_question(sentences[n]) or n == with_options[0]]
        for n in with_options:
            part = _PART.match(text, sentences[n].start, sentences[n].end)
            if (
                part
                and last is not None
                and part.group(1) not in last.place
                and part.group(1).split()[0].lower() not in self.words.seat["never"]
            ):
                polls[n] = parts.setdefault(
                    part.group(1), Poll(part.group(1), "referendum", TextSpan(*part.span(1)), question=True)
                )
                continue
            if last is not None and self._elsewhere(text, sentences[n], last):
                continue  # a part of the country, whose votes are not the country's
            if last is None or (n in questions and n != with_options[0]):
                topic = self._question(text, sentences, n, first=last is None) if len(questions) > 1 else None
                name = text[slice(*place)]
                last = Poll(
                    f"{name}: {topic}" if topic else name, "other" if union else "referendum", place, question=True
                )
            polls[n] = last
        return polls

    def _elsewhere(self, text: str, sentence: Sentence, poll: Poll) -> bool:
        """Whether the sentence opens with the name of another place than the poll's: "Higham turned it down by"."""
        opening = _OPENING.match(text, sentence.start, sentence.end)
        name = opening.group(1) if opening else ""
        first = name.split(" ")[0].lower()
        return bool(name) and name not in poll.place and first not in self.words.seat["never"]

    def _divisions(
        self, text: str, sentences: list[Sentence], findings: Found, where: list[int], chamber: TextSpan
    ) -> dict[int, Poll]:
        polls: dict[int, Poll] = {}
        seen: dict[tuple[int, ...], Poll] = {}
        several = len({tuple(int(f.number.value) for f in findings[n]) for n in where}) > 1
        for n in where:
            del findings[n][2:]  # a second division in the same sentence
            values = tuple(sorted(int(f.number.value) for f in findings[n] if f.kind == "votes"))
            if len(values) < 2 or values in seen:
                if values in seen:
                    polls[n] = seen[values]
                continue
            topic = self._topic(text, sentences, n)
            own = self._chamber_of_voters(text, sentences[max(0, n - 3) : n + 1]) or next(
                (
                    m
                    for s in (sentences[n], *reversed(sentences[max(0, n - 1) : n]))
                    if (m := self._chamber_in(text, s.start, s.end))
                ),
                chamber,
            )
            name = re.sub(r"^House of (?=Commons|Lords)", "", text[slice(*own)])
            poll = Poll(
                f"{name}: {topic}" if topic else name if not several else f"{name}: vote {len(seen) + 1}",
                "legislative vote",
                own,
                question=True,
            )
            polls[n] = seen[values] = poll
        return polls

    def _electors_voted(self, sentence: Sentence, found: list[Finding]) -> bool:
        """Whether a pair of percentages is of those who voted in the country, not in a chamber."""
        shares = any(f.kind == "percent" and f.pair for f in found)
        return shares and bool(sentence.words & self.cues["electors"]) and "turnout" in sentence.words

    def _in_chamber(self, text: str, sentences: list[Sentence], n: int) -> bool:
        """Whether the sentence or those shortly before it speak of a chamber: there a division, not a referendum."""
        near = sentences[max(0, n - 3) : n + 1]
        return self._chamber_in(text, near[0].start, near[-1].end) is not None

    @staticmethod
    def _chamber_of_voters(text: str, sentences: list[Sentence]) -> TextSpan | None:
        """Peers sit in the Lords, MPs in the Commons, where the article names these houses."""
        for sentence in reversed(sentences):
            for voters, house in (("peers", "Lords"), ("mps", "Commons")):
                if voters in sentence.words and (match := re.search(rf"\b{house}\b(?!\s+amendment)", text)):
                    return TextSpan(*match.span())
        return None

    def _chamber_in(self, text: str, start: int, end: int) -> TextSpan | None:
        names = sorted(self.words.chambers["names"], key=len, reverse=True)
        match = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])").search(text, start, end)
        return TextSpan(*match.span()) if match else None

    def _chamber(self, text: str) -> TextSpan | None:
        names = sorted(self.words.chambers["names"], key=len, reverse=True)
        voters = "|".join(self.words.chambers["voters"])
        match = re.search(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])", text)
        votes = match and re.match(
            r"\s+(?:has\s+|have\s+|had\s+)?(?:vot(?:ed|es)|passed|rejected|approved|backed)\b", text[match.end() :]
        )
        divides = votes or re.search(
            rf"(?:\b(?:{voters})\b[^.\n]{{0,80}}\bvot(?:ed|e|ing)\b)|\b(?:Ayes|Noes|[Dd]ivision|[Ww]hips?|amendment|[Bb]ill|clause|motion)\b",
            text,
            re.IGNORECASE,
        )
        return TextSpan(*match.span()) if match and divides else None

    def _topic(self, text: str, sentences: list[Sentence], n: int) -> str | None:
        """What was voted on, as the text words it: the nearest noun for a measure, with its modifiers."""
        objects = self.words.chambers["objects"]
        for sentence in (sentences[n], *reversed(sentences[max(0, n - 2) : n])):
            items = sentence.items
            for i, item in enumerate(items):
                if item.low not in objects or item.quoted or not item.word:
                    continue
                begin, end = i, i
                while (
                    begin > 0
                    and items[begin - 1].word
                    and is_modifier(items[begin - 1])
                    and items[begin - 1].tag not in {"DT", "POS", "PRP$"}
                ):
                    begin -= 1
                if begin == end and i + 1 < len(items) and items[i + 1].number:
                    return text[items[i].start : items[i + 1].end]  # amendment 14
                if begin == end and items[i].tag in {"VB", "NN"}:
                    while (
                        end + 1 < len(items)
                        and items[end + 1].word
                        and items[end + 1].tag in {"JJ", "NN", "NNS"}
                        and end - i < 4
                        and items[end + 1].low not in {"by", "with", "in"}
                    ):
                        end += 1
                return text[items[begin].start : items[end].end]
        return None

    def _place(self, text: str, sentences: list[Sentence], result: Sentence) -> TextSpan | None:
        """Where a referendum was held: the name before its `result`, that behind "in", or the article's first name."""
        electors = f"(?i:{'|'.join(sorted(self.cues['electors']))})"
        never = self.words.seat["never"]
        opening = re.compile(rf"In\s+({NAME}),\s+(?:the\s+)?{electors}\b").match(text, result.start, result.end)
        if opening is not None:
            return TextSpan(*opening.span(1))
        for pattern in (
            rf"\b(?:referendum|plebiscite|parish poll|town poll)\s+(?:in|on)\s+({NAME})",
            rf"\b{electors}\s+(?:of|in|at|on|from|across)\s+(?:the\s+)?({NAME})",
        ):
            for match in re.finditer(pattern, text):
                if match.group(1).split()[0].lower() not in never:
                    return TextSpan(*match.span(1))
        for match in re.finditer(rf"(?<!\w){NAME}", text):
            if match.group().split()[0].lower() not in never and any(
                s.start <= match.start() < s.end and not s.items[0].quoted for s in sentences[:6]
            ):
                return TextSpan(*match.span())
        return None

    def _new_question(self, sentence: Sentence) -> bool:
        low = [item.low for item in sentence.items]
        return any(a in self.cues["further"] and b in self.cues["ballots"] for a, b in pairwise(low))

    @staticmethod
    def _question(text: str, sentences: list[Sentence], n: int, first: bool) -> str | None:
        """ "whether to adopt the neighbourhood plan" -> neighbourhood plan."""
        begin = sentences[0].start if first else sentences[n].start
        area = text[begin : sentences[n].end]
        pattern = (
            r"\b(?:whether|instructed|voted|decided)\b[^.,;:]*?\bto\s+[a-z]+\s+(?:the\s+|a\s+|an\s+|its\s+)?([^.,;:]+)"
        )
        if match := re.search(pattern, area):
            return re.sub(r"\s+", " ", match.group(1)).split(" to ")[-1].removeprefix("buy the ").strip()
        return "first question" if first else "second question"
