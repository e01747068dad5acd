"""Who has a number: one walk over the clause to its right and to its left.

>>> # "Ms Oak polled 12,615 votes to 10,432 for Labour's Ann Lee"
>>> # 12,615: subject of "polled"; 10,432: "for" what follows
"""

from __future__ import annotations

from newsfacts.annotating.results.findings import REACH
from newsfacts.annotating.results.items import Item, Sentence, Who, after_modifiers, before_article, is_modifier
from newsfacts.annotating.results.left import LeftOwnerFinder
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.measure import Measurer
from newsfacts.annotating.results.number_roles import Measure, after_share, pair
from newsfacts.annotating.results.subjects import SubjectFinder

_FEW = 20
_INTRODUCING = frozenset([",", ":", "–", "—"])


class OwnerFinder:
    """Finds the recipients of a number."""

    def __init__(self, lexicon: Lexicon, measurer: Measurer, subject: SubjectFinder) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self.words = lexicon.contests
        self.measurer = measurer
        self.subject = subject
        self.left = LeftOwnerFinder(lexicon, subject)
        self._moves = lexicon.verbs.up | lexicon.verbs.down
        self._ahead = lexicon.verbs.beat | lexicon.cues["leading"]

    def owner(self, sentence: Sentence, i: int, measure: Measure, listed: bool) -> tuple[list[Who], str]:
        """The recipients of the number and how it was seen."""
        if right := self.right(sentence, i, measure):
            if right.party and not right.person and pair(sentence, i, measure.end) is None:
                subject, reason = self._subject_owner(sentence, i, measure.end)
                if subject and subject[0].person and subject[0].party in {right.party, None}:
                    return subject, reason
            return [right], "for pair"
        if rival := self._beats(sentence, i, measure):
            return rival, "strong"
        if left := self.left.find(sentence, i, listed):
            return left
        if self._level_of_share(sentence, i) and (owners := self.of_share(sentence, i)):
            return owners, "share"
        if self.measurer.governors.governor(sentence, i) == "vote_total" and (
            owner := self._owner_of_total(sentence, i)
        ):
            return [owner], "possessive"
        return self._subject_owner(sentence, i, measure.end)

    def _beats(self, sentence: Sentence, i: int, measure: Measure) -> list[Who]:
        """ "X beat Y N to M", "X is ahead of Y N to M": the first number is the subject's."""
        items = sentence.items
        k = i - 1
        while k >= 0 and i - k < REACH and (items[k].low in {"by", ",", "(", "with"} or items[k].number):
            k -= 1
        if k > 0 and items[k].low == ":":  # "beat Y by a whisker: N to M"
            by = next((n for n in range(k, max(0, k - 6), -1) if items[n].low == "by"), None)
            k = by - 1 if by else k
            k -= k > 0 and items[k].low == ","
        nearest = next((items[n] for n in range(i - 1, max(-1, i - REACH), -1) if not items[n].word), None)
        if (
            nearest is not None
            and nearest.who
            and nearest.who.option
            and not nearest.who.possessive
            and pair(sentence, i, measure.end) is not None
        ):
            return [nearest.who]
        number = items[i].number
        enough = number is not None and number.value >= _FEW  # not the score of a match
        if enough and items[i - 1].low in _INTRODUCING and pair(sentence, i, measure.end) is not None:
            stretch = range(max(0, i - REACH), i - 1)
            leads = [n for n in stretch if items[n].word and items[n].low in self.cues["in_front"]]
            verb = next((n for n in range(leads[-1], -1, -1) if items[n].tag.startswith("VB")), None) if leads else None
            owner = items[leads[-1] - 1].who if leads and leads[-1] else None
            if verb is None and owner is not None and owner.possessive:
                return [owner]  # "X's lead over Y stood at 254 votes, 12,204 to 11,950"
            if verb is not None and (ahead := self.subject.subjects(sentence, verb)):
                return ahead  # "had edged in front, 8,201 to 8,144"
        begin = k
        while begin > 0 and k - begin < 8 and items[begin].word and items[begin].low != "," and items[k + 1].low == ",":
            begin -= 1
        if begin < k and items[begin].low == "," and items[begin - 1].who:
            k = begin - 1  # "beat Y, a trauma nurse, N to M"
        loser = items[k].who if k > 0 else None
        if loser is None or loser.possessive or pair(sentence, i, measure.end) is None:
            return []
        k = _before_description(items, k)
        for length in (3, 2, 1):
            if k - length + 1 >= 0 and sentence.phrase(k - length + 1, self._ahead) == length:
                return self.subject.subjects(sentence, k - length + 1)
        return []

    def _level_of_share(self, sentence: Sentence, i: int) -> bool:
        """ "while Labour's halved to 34.5%"."""
        items = sentence.items
        number = items[i].number
        if i < 2 or items[i - 1].low != "to" or number is None or (number.unit != "percent" and number.whole):
            return False
        return any(item.low in self._moves for item in items[max(0, i - 4) : i])

    def _owner_of_total(self, sentence: Sentence, i: int) -> Who | None:
        """ "X's primary vote of N", "the Labour vote fell to N"."""
        items = sentence.items
        k = i - 1
        while k >= 0 and items[k].word and items[k].low not in self.words.counted["vote_total"]:
            k -= 1
        owner = self.subject.possessor(sentence, k) if k >= 0 and items[k].word else None
        return owner if owner and (owner.possessive or not owner.person) else None

    def right(self, sentence: Sentence, i: int, measure: Measure) -> Who | None:
        """ "N for X", "N votes went to X", "the N of X"."""
        items = sentence.items
        k = measure.end
        k = after_share(items, k)
        if k >= len(items):
            return None
        if (option := items[k].who) and option.option and not option.possessive:
            return option  # "9,200 No, 4,100 Yes"
        following = items[k + 1].who if k + 1 < len(items) else None
        if items[k].low in self.cues["voting"] and following is not None and following.option:
            return following  # "54.2% voting No"
        if i > 1 and items[k].low == "," and items[i - 1].low == "on" and items[i - 2].low in {"and", ",", "with"}:
            after = after_modifiers(items, k + 1)
            named = items[after].who if after < len(items) else None
            if named is not None and named.person_named and not named.possessive:
                return named  # "and, on 1,476, the Liberal X"
        if i == 1 and items[0].low == "with":
            named = items[k].who
            if named is not None and named.slot == "subject" and not named.possessive:
                return named  # "With 14,310 votes X won"
        length = sentence.phrase(k, self.verbs.given_to)
        polled = sentence.phrase(k, self.verbs.poll_strong | self.verbs.poll_weak)
        if polled and items[k + polled : k + polled + 1] and items[k + polled].low == "by":
            length = polled + 1  # "the 9,400 secured by X"
        if items[k].low == "of" and i and items[i - 1].low == "the":
            length = 1
        if not length:
            return None
        k += length
        k = after_modifiers(items, k)
        if k + 1 < len(items) and items[k].low == "," and items[k - 1].who is None and items[k + 1].who:
            k += 1
        if (
            k < len(items)
            and (who := items[k].who)
            and not (who.possessive and k + 1 < len(items) and items[k + 1].number)
        ):
            named = items[k + 2].who if k + 2 < len(items) and items[k + 1].low == "," else None
            if not who.person and named is not None and named.person_named and named.party in {None, who.party}:
                return named  # "backed the Tory, X"
            return who if not who.possessive else None
        return None

    def _subject_owner(self, sentence: Sentence, i: int, end: int) -> tuple[list[Who], str]:
        """The subject of the verb that has the number as its object, or as its "with", "on", "at"."""
        items = sentence.items
        k = before_article(items, i - 1)
        while (
            k >= 0
            and items[k].word
            and (items[k].low in self.cues["adverbs"] or items[k].tag == "RB" or items[k].low in {"total", "tally"})
            and items[k].low not in {"had", "has", "have"}
        ):
            k -= 1
        if k < 0 or not items[k].word:
            return [], ""
        verb, reason = self.subject.verb(sentence, k)
        if not reason and items[k].low in self.cues["leading"] and pair(sentence, i, end) is not None:
            verb, reason = k, "weak"  # "she led 52% to 46%"
        if items[k].low == "by" and pair(sentence, i, end) is not None:
            verb, reason = k, "with"
            if chosen := self._chosen(items, k):
                return [chosen], "strong"
        if not reason or self.subject.unreal(sentence, verb):
            return [], ""
        if items[k].low in self.cues["vote_nouns"] and (owner := self.subject.possessor(sentence, k)):
            return [owner], "possessive"
        return self.subject.subjects(sentence, verb, i), reason

    def _chosen(self, items: list[Item], by: int) -> Who | None:
        """ "Members elected X as leader by N to M": X."""
        for k in range(max(0, by - 12), by - 1):
            if (
                items[k].low in self.cues["choosing"]
                and (who := items[k + 1].who)
                and who.person
                and not who.possessive
            ):
                return who
        return None

    def of_share(self, sentence: Sentence, i: int) -> list[Who]:
        """Whose share rose or fell: the nearest possessive or party before the number."""
        items = sentence.items
        for k in range(i - 1, max(-1, i - REACH), -1):
            if items[k].low == ";":
                return []
            who = items[k].who
            if who is None or who.option:
                continue
            if who.preposition == "of" and {item.low for item in items[max(0, k - 3) : k]} & {"that", "those"}:
                return [who]  # "that of the SNP dropped by four points"
            following = [item.low for item in items[k + 1 : k + 5]]
            shares = bool(set(following) & (self.words.counted["share"] | {"vote", "party"}))
            if who.possessive and (shares or not following or k + 1 < len(items)):
                return [who]
            if shares or (who.slot == "subject" and not self.subject.is_modifier(items, k)):
                of_party = {"whose", "party"} <= set(following)  # "X, whose party doubled its share"
                return [Who(party=who.party)] if of_party and who.party else [] if of_party else [who]
        return []

    def loser(self, sentence: Sentence, i: int, winner: Who) -> Who | None:
        """The object of beat, oust, edge out ... before the number."""
        items = sentence.items
        for k in range(i - 1, max(-1, i - REACH), -1):
            who = items[k].who
            if (
                who is not None
                and who is not winner
                and not who.possessive
                and who.slot in {"object", "oblique", "subject"}
            ):
                if who.person is not None and who.person is winner.person:
                    continue
                before = _before_description(items, k)
                for length in (3, 2, 1):
                    if before - length + 1 >= 0 and sentence.phrase(before - length + 1, self._ahead) == length:
                        return who
        return None


def _before_description(items: list[Item], name: int) -> int:
    """The index before what describes the name at `name`: "beat her nearest rival, Y", "beat the incumbent Y"."""
    k = name - 1
    k -= k > 0 and items[k].low == "," and is_modifier(items[k - 1])
    while k >= 0 and (is_modifier(items[k]) or ((who := items[k].who) and who.described == "pronoun")):
        k -= 1
    return k
