"""Who won, who lost, who held the seat before: what the verbs and nouns of a sentence state about a poll.

    >>> # "Labour's Ann Lee took Higham from the Tories"  ->  winner Ann Lee, gain, from Conservative

Hopes, forecasts and earlier elections state nothing. Which poll a statement is about is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from newsfacts.annotating.results.assertions import really_happened
from newsfacts.annotating.results.clauses import BE, PRONOUNS, ClauseReader
from newsfacts.annotating.results.facts import Fact
from newsfacts.annotating.results.items import Item, Sentence, Who, after_modifiers, is_modifier
from newsfacts.annotating.results.lexicon import Lexicon
from newsfacts.annotating.results.outcome_nouns import NounReader
from newsfacts.annotating.results.subjects import SubjectFinder


class OutcomeFinder:
    """Finds the statements of one sentence."""

    def __init__(self, lexicon: Lexicon, subjects: SubjectFinder) -> None:
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self._all = (
            self.verbs.hold
            | self.verbs.gain
            | self.verbs.win
            | self.verbs.lose
            | self.verbs.beat
            | {"carried"}
            | self.cues["choosing"]
        )
        self.clauses = ClauseReader(lexicon, subjects, self._all)
        self.nouns = NounReader(lexicon, subjects)

    def find(self, sentence: Sentence, last_party: Who | None, places: list[tuple[int, int]]) -> list[Fact]:
        """Facts in order; `last_party` is what "they" stands for, `places` the offsets of places in the sentence."""
        if (
            sentence.blocked
            or sentence.words & self.cues["scenarios"]
            or not (sentence.words & PRONOUNS or any(item.who for item in sentence.items))
        ):
            return []
        facts = [*self.nouns.holders(sentence), *self.nouns.candidates(sentence)]
        behind = 0
        for i in sentence.beginnings(self._all):
            length = sentence.phrase(i, self._all) if i >= behind and not sentence.items[i].quoted else 0
            counted = i > 0 and sentence.items[i - 1].number is not None  # "the 9,400 secured by X"
            if length and not counted and really_happened(sentence, i, length, self.cues):
                facts += self._read(sentence, i, length, last_party, places)
            behind = max(behind, i + length)
        facts += self._successors(sentence)
        facts += self.nouns.results(sentence)
        return facts + [
            Fact("winner", who, f.start, f.end, f.index)
            for f in facts
            if f.kind == "winner"
            for who in self._joined(sentence, f.who)
        ]

    def _successors(self, sentence: Sentence) -> Iterator[Fact]:
        """ "X will replace Y", "X succeeds Y": a winner, if X is a candidate with votes."""
        for i in sentence.beginnings(self.verbs.succeed):
            length = sentence.phrase(i, self.verbs.succeed)
            after = after_modifiers(sentence.items, i + length)
            whom = sentence.items[after].who if after < len(sentence.items) else None
            subject = self.clauses.subject(sentence, i, None) if length and whom and whom.person else []
            if subject and subject[0].person and not sentence.items[i].quoted:
                start, end = sentence.items[i].start, sentence.items[i + length - 1].end
                yield Fact("successor", subject[0], start, end, i)
                if whom is not None and whom.party:
                    yield Fact("holder", whom, start, end, i)

    @staticmethod
    def _joined(sentence: Sentence, who: Who) -> list[Who]:
        """Whoever is joined to the subject by "and": "X and Y took the last two seats"."""
        items = sentence.items
        k = next((n for n, item in enumerate(items) if item.who is who), 0)
        found = []
        while who.person and k >= 2 and items[k - 1].low in {"and", ","}:
            k -= 2
            while k >= 0 and (items[k].number or items[k].low in {"(", ")"}):
                k -= 1
            other = items[k].who if k >= 0 else None
            if other is None or other.person is None or other.possessive:
                break
            found.append(other)
        return found

    def _read(
        self, sentence: Sentence, i: int, length: int, last_party: Who | None, places: list[tuple[int, int]]
    ) -> Iterator[Fact]:
        items, verbs = sentence.items, self.verbs
        phrase = " ".join(item.low for item in items[i : i + length])
        start, end = items[i].start, items[i + length - 1].end
        subject = self.clauses.subject(sentence, i, last_party)
        object_who, seat, from_who, by_who, for_who = self.clauses.complements(sentence, i + length, places)
        passive = (
            items[i].tag in {"VBN", "VBD"}
            and by_who is not None
            and not (i + length < len(items) and items[i + length].number)  # "secured 900 votes against 800 polled by"
            and (i == 0 or items[i - 1].low in BE | {","} or seat is False)
        )
        seat = seat and not self._several(items, i + length, places)
        earlier = items[i].previous
        before = {item.low for item in items[max(0, i - 3) : i]}
        following = items[i + length : i + length + 8]
        lasting = any(item.low == "since" for item in following) or any(
            a.low == "for" and b.number and c.low in {"years", "decades"}
            for a, b, c in zip(following, following[1:], following[2:], strict=False)
        )
        if phrase in self.cues["tenure"] and (
            lasting or earlier or (before & {"had"} and phrase in {"held", "carried"})
        ):
            participle = before & BE or items[i].tag == "VBN"
            who = by_who if by_who and participle else (subject[0] if subject else None)
            if who is not None and who.party and (seat or by_who or lasting or phrase == "carried"):
                yield Fact("holder", who, start, end, i)
            return
        if earlier:
            return
        if passive and by_who is not None:
            who = by_who
            if phrase in verbs.beat | self.cues["beaten"] and subject and before & BE:
                yield Fact("winner", who, start, end, i)
                yield Fact("loser", subject[0], start, end, i)
            elif phrase in verbs.hold and not before & {"had", "been"} and (before & BE or self._seat_before(items, i)):
                yield Fact("hold", who, start, end, i)
            elif phrase in verbs.gain | verbs.win and not before & {"had", "been"}:
                yield Fact("gain" if phrase in verbs.gain or from_who else "winner", who, start, end, i, from_who)
            return
        if phrase in verbs.lose:
            if by_who is not None and items[i].low in BE:
                yield Fact("winner", by_who, start, end, i)  # "was ousted by"
            yield from self._loss(sentence, i, length, subject, places)
            return
        if (
            phrase in {"elected", "returned"}
            and items[i + 1 : i + 2]
            and items[i + 1].who is object_who is not None
            and not before & (BE - {"has", "have", "had"})
        ):
            yield Fact("winner", object_who, start, end, i)
            return
        if phrase in self.cues["choosing"] and (rival := self._passed_over(items, i + length)) is not None:
            if object_who is not None:
                yield Fact("winner", object_who, start, end, i)
                yield Fact("loser", rival, start, end, i)
            return
        if not subject:
            return
        who = subject[0]
        if who.person and who.party is None and for_who and not for_who.person:
            who = replace(who, party=for_who.party)  # "X kept the seat for the Tories"
        if phrase in verbs.hold and phrase not in self.cues["fending_off"]:
            particle = " " in phrase or phrase in {"re-elected"}
            of_a_house = items[i + 1 : i + 2] and items[i + 1].number is not None and "seats" in sentence.words
            if (seat or particle) and not of_a_house:
                yield Fact("hold", who, start, end, i)
        elif phrase in verbs.hold and (loser := object_who or from_who) is not None:
            yield Fact("winner", who, start, end, i)
            yield Fact("loser", loser, start, end, i)
        elif (
            phrase in verbs.gain
            and object_who is not None
            and (
                phrase.startswith(("oust", "unseat", "toppl", "dislodg", "depos"))
                or (seat and phrase in self.cues["depriving"])
            )
        ):
            yield Fact("gain", who, start, end, i, object_who)
            yield Fact("loser", object_who, start, end, i)
        elif phrase in verbs.gain and any(x.low in self.cues["victory"] for x in items[i + length : i + length + 5]):
            if seat:
                yield Fact("winner", who, start, end, i)  # "picked up a win in X"
        elif (phrase in verbs.gain and (seat or from_who)) or (
            phrase in verbs.win and seat and (from_who is not None or self._for_the_first_time(following))
        ):
            yield Fact("gain", who, start, end, i, from_who)
        elif phrase in verbs.beat - self.cues["leading_only"] and self._into_rank(sentence, i + length):
            return
        elif phrase in verbs.beat - self.cues["leading_only"] and (object_who or self._rival(sentence, i + length)):
            yield Fact("winner", who, start, end, i)
            if object_who is not None:
                yield Fact("loser", object_who, start, end, i)
        elif phrase == "clear of" and any(x.number for x in sentence.items[max(0, i - 3) : i]):
            yield Fact("winner", who, start, end, i)  # "finished 187 votes clear of"
        elif phrase in verbs.win and (seat or " " in phrase or self._by_margin(sentence, i + length)):
            yield Fact("winner", who, start, end, i)

    def _seat_before(self, items: list[Item], i: int) -> bool:
        """ "the seat held by X", "Higham, retained by X"; not "the view held by X"."""
        near = [item for item in items[max(0, i - 4) : i] if item.low != ","]
        return any(item.capital or item.low in self.cues["seat_words"] for item in near)

    @staticmethod
    def _clause_follows(items: list[Item]) -> bool:
        """ "conceded that", "conceded there was": something is admitted, not the poll."""
        return bool(items) and (items[0].low == "that" or items[0].tag in {"EX", "PRP", "PRP$"} or not items[0].word)

    @staticmethod
    def _for_the_first_time(following: list[Item]) -> bool:
        """ "took Higham for the first time since 1974": it was somebody else's before."""
        return any(a.low == "first" and b.low == "time" for a, b in pairwise(following))

    @staticmethod
    def _passed_over(items: list[Item], k: int) -> Who | None:
        """ "chose X over Y": Y."""
        over = next((n for n in range(k, min(k + 8, len(items))) if items[n].low == "over"), None)
        if over is None or any(item.low in {",", ";"} for item in items[k:over]):
            return None
        after = after_modifiers(items, over + 1)
        who = items[after].who if after < len(items) else None
        return who if who is not None and who.person is not None else None

    @staticmethod
    def _several(items: list[Item], k: int, places: list[tuple[int, int]]) -> bool:
        """ "won three of the four seats in the state": no seat in particular, unless they are named next."""
        if k >= len(items) or items[k].number is None:
            return False
        end = next(
            (n for n in range(k, min(k + 8, len(items))) if items[n].low in {"seats", "wards", "councils"}), None
        )
        near = [item.start for item in items[end : end + 8]] if end is not None else []
        return end is not None and not any(begin in near for begin, _ in places)

    def _into_rank(self, sentence: Sentence, k: int) -> bool:
        """ "beat the Greens into fourth", "edged out X for second": a place further down."""
        low = [item.low for item in sentence.items[k : k + 9]]
        return any(
            a in {"into", "to", "for"} and self.cues["ranks"] & {b, c} and "first" not in {b, c}
            for a, b, c in zip(low, low[1:], [*low[2:], ""], strict=False)
        )

    def _rival(self, sentence: Sentence, k: int) -> bool:
        """ "squeezed past her closest rival": somebody who is not named."""
        return any(item.low in self.cues["rivals"] for item in sentence.items[k : k + 4])

    def _by_margin(self, sentence: Sentence, k: int) -> bool:
        """ "won by 298 votes", "won with 9,217 votes"."""
        low = [item.low for item in sentence.items[k : k + 4]]
        return low[:1] in (["by"], ["with"]) and any(item.number for item in sentence.items[k + 1 : k + 5])

    def _loss(
        self, sentence: Sentence, i: int, length: int, subject: list[Who], places: list[tuple[int, int]]
    ) -> Iterator[Fact]:
        items = sentence.items
        start, end = items[i].start, items[i + length - 1].end
        after = [item.low for item in items[i + length : i + length + 8]]
        if not subject:
            return
        phrase = items[i].low
        own = bool(set(after[:1]) & self.cues["own"]) or any(
            x.low in {"his", "her", "their"} for x in items[i + length : i + length + 1]
        )
        if phrase in self.cues["losing_seat"] and not (self.cues["lost_polls"] & set(after) or own):
            return
        if phrase in {"lost", "losing", "lose"} and self.cues["lost_things"] & set(after[:4]):
            return
        if phrase == "conceded" and self._clause_follows(items[i + length :]):
            return
        yield Fact("loser", subject[0], start, end, i)
        lost = items[i + length].start if i + length < len(items) else -1
        place = any(begin == lost for begin, _ in places)
        if (place or "seat" in after[:4]) and subject[0].party:
            yield Fact("holder", subject[0], start, end, i)
        to = next((k for k in range(i + length, min(i + length + 8, len(items) - 1)) if items[k].low == "to"), None)
        if to is not None:
            k = to + 1
            while k < len(items) and is_modifier(items[k]):
                k += 1
            if k < len(items) and (who := items[k].who) and not who.possessive:
                yield Fact("winner", who, start, end, i)
