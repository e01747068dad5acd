"""Lists and tables of counts: what the rows count, by the words that head them.

>>> # "Voting was: LD 575, C 564" and "The votes cast were:" above lines such as "Ann Lee (Lab) 240"
"""

from __future__ import annotations

from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.lexicon import Lexicon


class ListReader:
    """Tells for each sentence whether it is a list of counts."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.votes = frozenset(lexicon.contests.lists["votes"])
        self.seats = frozenset(lexicon.contests.lists["seats"])

    def headers(self, sentences: list[Sentence]) -> list[str]:
        """For each sentence "votes", "seats" or "": what the numbers behind its names count."""
        found: list[str] = []
        pending = ""
        for position, sentence in enumerate(sentences):
            row = is_row(sentence)
            if (
                row
                and not pending
                and any(
                    is_row(s) and s.paragraph != sentence.paragraph
                    for s in (sentences[position - 1 : position] + sentences[position + 1 : position + 2])
                )
            ):
                pending = "votes" if self._plain_rows(sentences, position) else ""
            own = ""
            if _pairs(sentence) >= 2:
                own = self._kind(sentence)
                labelled = any(item.low.endswith(":") for item in sentence.items[1:12]) and sentence.items[0].word
                if not own and labelled and self._about_results(sentences):
                    own = "votes"
                before = sentences[position - 1] if position else None
                if (
                    not own
                    and before is not None
                    and (before.paragraph == sentence.paragraph or before.items[-1].low == ":")
                ):
                    own = self._kind(before) if not before.numbers else ""
            elif _pairs(sentence) == 1 and len(sentence.items) < 8 and pending:
                own = pending
            found.append(own or (pending if row else ""))
            if sentence.items[-1].low == ":" or (len(sentence.items) < 9 and not row and not sentence.numbers):
                pending = self._kind(sentence) or (pending if len(sentence.items) < 3 else "")
            elif not row:
                pending = ""
        return found

    def _kind(self, sentence: Sentence) -> str:
        for i, item in enumerate(sentence.items):
            if not item.word:
                continue
            named = i > 0 and item.capital and sentence.items[i - 1].capital  # Oakley Council
            if not named and sentence.phrase(i, self.seats):
                return "seats"
            if sentence.phrase(i, self.votes):
                return "votes"
        return ""

    @staticmethod
    def _about_results(sentences: list[Sentence]) -> bool:
        """Whether the article gives turnouts or says of seats that they were held or gained."""
        return any(s.words & {"turnout", "majority", "gain", "hold"} for s in sentences)

    @staticmethod
    def _plain_rows(sentences: list[Sentence], position: int) -> bool:
        """Rows without a heading are votes if they name people and the first one is large."""
        items = sentences[position].items
        number = next((item.number for item in items if item.number), None)
        return any(item.who and item.who.person for item in items) and number is not None and number.value > 100


def is_row(sentence: Sentence) -> bool:
    """A short line with a name and behind it a number."""
    return len(sentence.items) <= 12 and sentence.items[0].who is not None and _pairs(sentence) == 1


def _pairs(sentence: Sentence) -> int:
    """How many names have a number right behind them."""
    count = 0
    items = sentence.items
    for i in sentence.numbers:
        number = items[i].number
        if number is None or number.form != "plain" or number.unit:
            continue
        k = i - 1
        while k >= 0 and items[k].low in {"(", ")", ",", ":", "–", "-", "—", "="}:
            k -= 1
        count += k >= 0 and items[k].who is not None
    return count
