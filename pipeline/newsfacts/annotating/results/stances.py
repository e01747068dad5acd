"""For or against: numbers of those who voted one way on a question."""

from __future__ import annotations

from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.measure import Measurer
from newsfacts.annotating.results.number_roles import Measure, after_share, pair


class StanceReader:
    """Tells which side of a question a number is of."""

    def __init__(self, lexicon: Lexicon, measurer: Measurer) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self.words = lexicon.contests
        self.measurer = measurer

    def stance(self, sentence: Sentence, i: int, measure: Measure) -> str | None:
        """For or against, where the number counts people or votes for an option."""
        items = sentence.items
        number = items[i].number
        k = after_share(items, measure.end)
        k += k < len(items) and items[k].low in {"had", "have"}
        near = [item.low for item in items[k : k + 3]]
        if any(item.who and item.who.option for item in items[max(0, i - 2) : i]):
            return None
        if (
            number is not None
            and number.unit == "percent"
            and i >= 2
            and items[i - 1].low in {"with", "by"}
            and items[i - 2].low in self.verbs.carried
            and sentence.words & (frozenset(self.words.chambers["objects"]) | self.cues["questions"])
        ):
            return "favour"
        if near[:2] in (["in", "favour"], ["in", "favor"]) or near[:3] in (
            ["vote", "in", "favour"],
            ["vote", "in", "favor"],
        ):
            return "favour"
        if measure.voters or (number is not None and number.unit):
            position = next((k + n for n in range(3) if sentence.phrase(k + n, self.verbs.oppose)), None)
            if position is not None and not any(items[n].who for n in range(k, min(position + 7, len(items)))):
                bare = items[position].low == "against" and not measure.voters
                closed = position + 1 >= len(items) or items[position + 1].low in {".", ",", ";", ")", "and"}
                return "oppose" if "," not in near[: position - k] and (closed or not bare) else None
            position = next((k + n for n in range(3) if sentence.phrase(k + n, self.verbs.favour)), None)
            if (
                position is not None
                and not any(items[n].who for n in range(k, min(position + 4, len(items))))
                and "of" not in near
            ):
                return "favour"
        if number is not None and number.unit == "percent" and near[:1] in (["yes"], ["no"]):
            return "favour" if near[0] == "yes" else "oppose"
        if near[:2] in (["voted", "no"], ["voting", "no"], ["said", "no"]):
            return "oppose"
        if near[:2] in (["voted", "yes"], ["voting", "yes"], ["said", "yes"]):
            return "favour"
        if near[:2] in (["were", "against"], ["voted", "against"], ["voting", "against"]) or (
            near[:1] == ["against"] and (k + 1 >= len(items) or items[k + 1].low in {".", ",", ";", ")", "and"})
        ):
            return "oppose"
        if near[:1] == ["opposed"] and (k + 1 >= len(items) or items[k + 1].low in {".", ",", ";", ")"}):
            return "oppose"
        if near[:1] == ["for"] and (k + 1 >= len(items) or items[k + 1].low in {"and", ",", ";", ")", "to"}):
            return "favour"
        if near[:2] in (["voted", "for"], ["voting", "for"], ["voted", "in"]) and not (
            k + 2 < len(items) and any(x.who for x in items[k + 2 : k + 5])
        ):
            return "favour"
        return None

    def passed(self, sentence: Sentence, i: int) -> bool:
        """ "It passed with N in favour and M opposed"."""
        return any(
            sentence.items[k].word and sentence.phrase(k, self.verbs.carried | self.verbs.rejected)
            for k in range(max(0, i - 3), i)
        )

    def divides(self, sentence: Sentence, i: int, measure: Measure) -> bool:
        """A pair in a division or referendum: carried by N to M."""
        items = sentence.items
        if pair(sentence, i, measure.end) is None:
            return False
        subject_matter = sentence.words & (
            frozenset(self.words.chambers["objects"])
            | frozenset(self.words.chambers["voters"])
            | self.cues["question_matters"]
            | (self.cues["governing"] if i < 9 else frozenset())
        )
        k = next(
            (
                k
                for k in range(i - 1, max(-1, i - 10), -1)
                if items[k].word and sentence.phrase(k, self.verbs.carried | self.verbs.rejected)
            ),
            None,
        )
        if k is None or not (subject_matter or self._it_was(sentence, k)):
            return False
        between = items[k:i]
        if k and (who := items[k - 1].who) and who.person:
            return False  # "Ms Oak won 900 votes to 800"
        return not any(item.who and item.who.person for item in between) and not any(item.number for item in between)

    def _it_was(self, sentence: Sentence, k: int) -> bool:
        """ "It was rejected by N votes to M": no candidate."""
        low = [item.low for item in sentence.items[: k + 1]]
        return low[:1] == ["it"] and low[1:-1] in (["was"], ["was", "then"]) and low[-1] in self.cues["of_motions"]
