"""Places that polls are held in, by the words around them: no gazetteer knows every ward.

    >>> # "the Higham by-election", "Higham ward", "the riding of Higham", "took Higham from Labour"

A place counts only where such words license it; every other mention of it is then found by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from newsfacts.annotating.results.items import Item, Sentence
from newsfacts.annotating.results.lexicon import Lexicon

_CONNECTORS = frozenset(["of", "and", "&", "upon", "the", "de", "la", "le", "du", "des", "aux", "y", "with"])
# Behind a place: the name of something or somebody there.
_ATTRIBUTE = re.compile(
    r"\s+(?:(?:(?:Borough|District|City|County|Town|Parish|Metropolitan)\s+)?(?:Council|Gazette|Town Hall)\b"
    r"|(?:Gov|Sen|Rep)\.|(?:Governor|Senator|winner|native|businessman|businesswoman|billionaire)\b)"
)
_NUMBERED = frozenset(["district", "ward", "division", "precinct"])
_ROUNDS = frozenset(["primary", "runoff", "run-off"])
_LOCATIVES = frozenset(["in", "at"])
_SPAN_END = frozenset([",", ".", ";", ":", ")", "(", "–", "—", "-"])


@dataclass(slots=True)
class Seed:
    """A place with a poll. `licensed` are the sentences that say so; `mentions` all of its names, by offset."""

    place: str
    licensed: list[int] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    listed: bool = False
    heading: bool = False
    aliases: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return re.findall(r"\w+", self.place.casefold())


class PlaceFinder:
    """Finds the licensed places of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.contests
        self.verbs = lexicon.verbs
        self.cues = lexicon.cues
        self._outcomes = (
            lexicon.verbs.hold | lexicon.verbs.gain | lexicon.verbs.win | lexicon.verbs.lose | lexicon.verbs.beat
        )
        seat = lexicon.contests.seat
        self._triggers = frozenset(
            {*seat["before"], *seat["after"], *lexicon.cues["result_nouns"], *_LOCATIVES, *_NUMBERED, *_ROUNDS}
        )

    def find(self, doc: Doc, text: str, sentences: list[Sentence], resultful: set[int], apart: bool) -> list[Seed]:
        """Seeds in order of their first mention.

        `resultful` are the sentences that report votes or outcomes; `apart` tells that "A and B" are two places.
        """
        seeds: dict[str, Seed] = {}
        known = {span.start_char: span.end_char for span in doc.spans.get("newsfacts/constituencies", [])}
        for number, sentence in enumerate(sentences):
            for begin, end, noun, listed in self._licensed(sentence, known, number in resultful, apart):
                surface = re.sub(r"\s+", " ", text[begin:end])
                if _shouted(sentence):
                    surface = _in_body(surface, text)
                if not surface:
                    continue
                seed = seeds.setdefault(surface.casefold(), Seed(surface))
                seed.licensed.append(number)
                seed.nouns.add(noun)
                seed.listed = seed.listed or listed
        for surface in self._headings(sentences, text, set(seeds)):
            seed = seeds.setdefault(surface.casefold(), Seed(surface))
            seed.heading = True
        found = self._merge(list(seeds.values()))
        for seed in found:
            found_at = sorted({m for name in (seed.place, *seed.aliases) for m in _mentions(text, name)})
            seed.mentions = [m for m in found_at if not _ATTRIBUTE.match(text, m[1])] or found_at
        return sorted((s for s in found if s.mentions), key=lambda s: s.mentions[0])

    # -- licences -------------------------------------------------------------

    def _licensed(
        self, sentence: Sentence, known: dict[int, int], resultful: bool, apart: bool
    ) -> Iterator[tuple[int, int, str, bool]]:
        items = sentence.items
        objects = list(self._objects(sentence, known, resultful, apart))
        if (lead := self._row_label(items)) is not None:
            yield *lead, "ward", False
        yield from objects
        if sentence.words.isdisjoint(self._triggers):
            return
        for i, item in enumerate(items):
            if item.low not in self._triggers:
                continue
            if numbered := self._numbered(items, i):
                yield *numbered, "district", False
            if (
                item.low in _ROUNDS
                and not (
                    i + 1 < len(items)
                    and items[i + 1].tag in {"NN", "NNS"}
                    and items[i + 1].low not in self.cues["polls"]
                )
                and i
                and (who := items[i - 1].who)
                and who.party
                and not (who.person or who.possessive)
            ):
                yield items[i - 1].start, item.end, "primary", False
            if not item.word:
                continue
            noun = item.low
            if i + 1 < len(items) and items[i + 1].low in self.words.seat["containers"] and noun in self.cues["areas"]:
                continue  # Norfolk District Council
            if noun in {"seats", "seat"} and i and items[i - 1].number:
                continue
            if i + 1 < len(items) and items[i + 1].low in self.cues["election_staff"]:
                continue  # ABC election analyst
            if "represents" in sentence.words and noun in {"district", "seat", "constituency", "electorate", "riding"}:
                continue
            if noun in self.words.seat["before"] and not (
                objects and noun in {"by-election", "byelection"} and i + 1 < len(items) and items[i + 1].low == "in"
            ):
                of_name = (
                    noun in self.words.seat["after"]
                    and i + 2 < len(items)
                    and items[i + 1].low == "of"
                    and (right := self._right(items, i + 2 + (items[i + 2].low == "the"), known))
                    and not self._within_council(items, i + 2, right[1])
                )
                if not of_name and (span := self._left(items, i, known)):
                    yield *span, noun, False
                elif (
                    i + 2 < len(items)
                    and items[i + 1].low in self.words.seat["links"]
                    and noun in self.words.seat["after"]
                ):
                    k = i + 2 + (items[i + 2].low == "the")
                    if span := self._right(items, k, known, noun in self.cues["one_seat"]):
                        yield *span, noun, False
            elif noun in {"by-election", "byelection", "election"} and any(
                span[0] < item.start for *span, _, _ in objects
            ):
                continue  # "took Ashby Vale in a by-election in Wenham"
            elif (
                noun in self.words.seat["after"] and i + 2 < len(items) and items[i + 1].low in self.words.seat["links"]
            ):
                elected = noun != "mp" or sentence.words & self.cues["newly_elected"]
                k = i + 2 + (items[i + 2].low == "the")
                if elected and (span := self._right(items, k, known, noun in self.cues["one_seat"])):
                    yield *span, noun, False
            elif objects and noun == "in":
                continue
            elif (
                noun == "in"
                and i > 1
                and items[i - 1].low == ","
                and items[i - 2].low in {"by-election", "byelection", "contest", "race", "bypoll"}
                and (span := self._right(items, i + 1, known))
            ):
                yield *span, "contest", False
            elif noun in self.cues["result_nouns"] or item.text in {"in", "In", "At", "at"}:
                k = i + 1 if item.low in {"in", "at"} else i + 2
                k += k < len(items) and items[k].low in self.cues["neighbouring"]
                if item.low not in {"in", "at"} and not (i + 1 < len(items) and items[i + 1].low in {"in", "at"}):
                    continue
                span = self._right(items, k, known)
                if span and resultful and self._hosts(sentence, k, i, span):
                    yield *span, noun, False

    def _within_council(self, items: list[Item], k: int, end: int) -> bool:
        """Whether the name up to `end` is a council's: the Abbey ward of Oakley Borough Council."""
        return any(item.low in self.words.seat["containers"] for item in items[k : k + 6] if item.start <= end)

    def _hosts(self, sentence: Sentence, k: int, i: int, span: tuple[int, int]) -> bool:
        """ "In X, Labour polled ...", "victory in X", "in X, where it held off ...": X is where the poll was."""
        items = sentence.items
        after = next((n for n in range(k, len(items)) if items[n].start >= span[1]), len(items))
        if items[i].low in self.cues["results_in"]:
            return True
        if any(sentence.phrase(n, self._outcomes) == i - n and not items[n].quoted for n in range(max(0, i - 3), i)):
            return True
        if items[i].low != "in":
            return False
        if (
            i > 1
            and items[i - 1].low == "poll"
            and self.cues["topping"] & {item.low for item in items[max(0, i - 4) : i]}
        ):
            return True
        if i == 0 and after < len(items) and (items[after].low in {"there", "the", "it"} or items[after].who):
            return True
        following = [item.low for item in items[after : after + 2]]
        starts = i == 0 or (items[i - 1].low in {"over", "and", "but", "while", ",", ";"} and i <= 2)
        return (
            following[:2] == [",", "where"]
            and any(sentence.phrase(n, self._outcomes) for n in range(after, len(items)))
        ) or (starts and following[:1] == [","])

    def _objects(
        self, sentence: Sentence, known: dict[int, int], resultful: bool, apart: bool
    ) -> Iterator[tuple[int, int, str, bool]]:
        """Places as objects of hold, gain, win and take, one or several; and as their passive subjects."""
        items = sentence.items
        behind = 0  # the objects of the verb before
        for i in sentence.beginnings(self._outcomes):
            length = sentence.phrase(i, self._outcomes) if i >= behind else 0
            if not length or items[i].quoted:
                continue
            sure = bool(sentence.phrase(i, self.verbs.hold | self.verbs.gain))
            k = i + length
            found = list(self._list(items, k, known))
            if (
                len(found) == 2
                and not apart  # "won Ohio and Texas" are two primaries
                and not sentence.words & self.cues["several_seats"]
                and self._only_and(items, found[0][0][1], found[1][0][0])
            ):
                found = [((found[0][0][0], found[1][0][1]), found[1][1])]
            if len(found) == 1:
                span, after = found[0]
                followed = items[after].low if after < len(items) else "."
                by_party = followed in {"from", "for"} and any(
                    x.who and x.who.party for x in items[after + 1 : after + 5]
                )
                subject = any(x.who and (x.who.party or (sure and x.who.person)) for x in items[max(0, i - 8) : i])
                if (
                    by_party
                    or span[0] in known
                    or (
                        (sure or resultful)
                        and subject
                        and (
                            followed
                            in _SPAN_END
                            | {
                                "with",
                                "by",
                                "after",
                                "in",
                                "on",
                                "at",
                                "for",
                                "from",
                                "and",
                                "during",
                                "despite",
                                "as",
                                "but",
                                "following",
                                "thanks",
                                "when",
                                "where",
                            }
                        )
                    )
                ):
                    yield *span, "won", False
            elif len(found) > 1 and (sure or resultful):
                for span, _ in found:
                    yield *span, "won", True
            passive = self._passive(items, i, known)
            if passive:
                yield *passive, "won", False
            behind = k

    @staticmethod
    def _only_and(items: list[Item], end: int, begin: int) -> bool:
        """Whether nothing but "and" stands between two names."""
        return [item.low for item in items if end <= item.start < begin] in (["and"], ["and", "the"])

    def _passive(self, items: list[Item], i: int, known: dict[int, int]) -> tuple[int, int] | None:
        """ "X was held by", "X, retained for the party by": the place stands before the verb."""
        if items[i].tag not in {"VBN", "VBD"} or not any(
            item.low in {"by", "for", "from"} for item in items[i + 1 : i + 5]
        ):
            return None
        k = i - 1
        while k >= 0 and items[k].low in {
            "was",
            "were",
            "been",
            "had",
            "comfortably",
            "narrowly",
            "also",
            ",",
            "easily",
            "has",
        }:
            k -= 1
        if k == i - 1 or k < 0 or not items[k].word:
            return None
        begin = k
        while begin > 0 and (self._is_name(items, begin - 1)):
            begin -= 1
        return self._right(items, begin, known) if self._is_name(items, k) else None

    def _list(self, items: list[Item], k: int, known: dict[int, int]) -> Iterator[tuple[tuple[int, int], int]]:
        """Places in a row: "A ward on B council, the C division of D, and E in F"; containers are passed over."""
        if any(item.low == ":" for item in items[k:]) and not self._starts_name(items, k):
            k = next(n for n in range(k, len(items)) if items[n].low == ":") + 1
        steps = 0
        while k < len(items):
            while (
                k < len(items)
                and items[k].low in {"the", "a", "both", "and", ",", "of", "in", "neighbouring", "marginal"}
            ) or (k < len(items) and items[k].word and items[k].tag == "JJ" and not items[k].capital):
                k += 1
                steps += 1
                if steps > 40:
                    return
            if k >= len(items):
                return
            span = self._right(items, k, known)
            if span is None:
                return
            end = next((n for n in range(k, len(items)) if items[n].start >= span[1]), len(items))
            noun = end
            while noun < len(items) and items[noun].low in self.cues["seat_nouns"]:
                noun += 1
            if (
                noun < len(items)
                and noun > end
                and items[noun].low == "of"
                and (inner := self._right(items, noun + 1, known))
            ):
                span = inner
                noun = next((n for n in range(noun, len(items)) if items[n].start >= span[1]), len(items))
            if noun < len(items) and items[noun].low in {"in", "on"} and (outer := self._right(items, noun + 1, known)):
                after = next((n for n in range(noun, len(items)) if items[n].start >= outer[1]), len(items))
                while after < len(items) and items[after].low in self.cues["area_kinds"]:
                    after += 1
            else:
                after = noun
            yield span, after
            if after >= len(items) or items[after].low not in {",", "and", ";"}:
                return
            k = after + 1

    def _row_label(self, items: list[Item]) -> tuple[int, int] | None:
        """ "Abbey: J Smith (Lab) 1,220, P Brown (Con) 870": the place before the colon of a row of results."""
        colon = next((k for k in range(min(6, len(items))) if items[k].low == ":"), None)
        headers = self.words.lists["votes"] + self.words.lists["seats"]
        if (
            not colon
            or any(item.low in headers for item in items[:colon])
            or not all(self._is_name(items, k) or items[k].low in _CONNECTORS for k in range(colon))
        ):
            return None
        pairs = sum(
            bool(a.who) and bool(b.number or c.number) for a, b, c in zip(items, items[1:], items[2:], strict=False)
        )
        return (items[0].start, items[colon - 1].end) if pairs >= 2 else None

    def _numbered(self, items: list[Item], i: int) -> tuple[int, int] | None:
        """ "3rd Congressional District", "Senate District 14", "Ward 4": the number is part of the name."""
        item = items[i]
        if not (item.word and item.capital and item.low in _NUMBERED):
            return None
        begin = end = i
        while (
            begin > 0
            and (self._is_name(items, begin - 1) or items[begin - 1].text in {"House", "Assembly"})
            and items[begin - 1].word
        ):
            begin -= 1
        if begin > 0 and (number := items[begin - 1].number) and number.form == "ordinal":
            return items[begin - 1].start, item.end
        if (
            i + 1 < len(items)
            and (number := items[i + 1].number)
            and number.form in {"label", "plain"}
            and number.value < 1000
        ):
            return items[begin].start, items[end + 1].end
        return None

    # -- names ----------------------------------------------------------------

    def _is_name(self, items: list[Item], k: int) -> bool:
        item = items[k]
        return (
            item.word
            and item.capital
            and item.low not in self.words.seat["never"]
            and item.text[0].isalpha()
            and item.low not in {"tory"}
        )

    def _starts_name(self, items: list[Item], k: int) -> bool:
        k += k < len(items) and items[k].low == "the"
        return k < len(items) and self._is_name(items, k)

    def _left(self, items: list[Item], noun: int, known: dict[int, int]) -> tuple[int, int] | None:
        """The name that ends right before the noun at `noun`."""
        k = noun - 1
        while k > 0 and items[k].word and items[k].low in self.cues["area_adjectives"] and not items[k].capital:
            k -= 1
        if (
            k >= 0
            and items[k].tag in {"JJ", "NNPS"}
            and (k == 0 or not self._is_name(items, k - 1))
            and items[k].start not in known
        ):
            return None  # a demonym: the Cumbrian seat
        end = k
        begin = k + 1
        while k >= 0 and items[k].word:
            if items[k].tag == "POS" or items[k].low in {"'s", "’s"}:
                owner = items[k - 1] if k else None
                saintly = owner is not None and (
                    owner.low in self.cues["saintly"] or (k > 1 and items[k - 2].low in {"st", "st."})
                )
                if not saintly or owner is None:
                    break
                k -= 1
                continue
            if self._is_name(items, k):
                begin = k
            elif items[k].low == "state" and k and self._is_name(items, k - 1):
                pass
            elif items[k].low == "the":
                if not (k > 1 and items[k - 1].low == "and" and self._is_name(items, k - 2)):
                    break  # Oakley and the Vale
            elif (
                items[k].low not in _CONNECTORS
                or k == 0
                or not self._is_name(items, k - 1)
                or (items[k].low == "and" and begin == k + 2 and not self._joined_names(items, k))
                or (
                    items[k].low == "and" and k + 1 < len(items) and begin == k + 1 and not self._joined_names(items, k)
                )
            ):
                break
            k -= 1
        if begin > end or (not self._is_name(items, end) and items[end].tag != "POS"):
            return None
        end = _without_chamber(items, begin, end)
        if items[end].low in self.words.seat["containers"] or (
            begin == end and items[end].text in [*self.words.chambers["names"], "Congressional", "Legislative"]
        ):
            return None
        return items[begin].start, items[end].end

    @staticmethod
    def _joined_names(items: list[Item], k: int) -> bool:
        """Whether "A and B by-election" is one place; where a list goes on before A it is not."""
        return k < 2 or items[k - 2].low not in {","}

    def _right(self, items: list[Item], k: int, known: dict[int, int], joined: bool = False) -> tuple[int, int] | None:
        """The name that begins at `k`."""
        if k >= len(items) or not items[k].word:
            return None
        if items[k].start in known:
            return items[k].start, known[items[k].start]
        if not self._is_name(items, k):
            return None
        begin = end = k
        while k + 1 < len(items) and items[k + 1].word:
            following = items[k + 1]
            if self._is_name(items, k + 1):
                k += 1
                end = k
            elif following.tag == "POS" or following.low in {"'s", "’s"}:
                if (
                    k + 2 < len(items) and self._is_name(items, k + 2) and items[k].low in self.cues["saintly"]
                ) or items[k - 1].low in {"st", "st."}:
                    k += 1
                    end = k
                elif k + 2 < len(items) and self._is_name(items, k + 2):
                    begin = k + 2  # a possessor: Oakham's Abbey ward
                    k, end = k + 2, k + 2
                elif k + 2 < len(items) and (number := items[k + 2].number) and number.form == "ordinal":
                    return None  # Ohio's 3rd Congressional District, found by its number
                else:
                    break
            elif (
                following.low in _CONNECTORS - {"and", "the"} and k + 2 < len(items) and self._is_name(items, k + 2)
            ) or (
                following.low == "and"
                and k + 2 < len(items)
                and self._is_name(items, k + 2)
                and (joined or items[k + 2].low in self.cues["compass"])
            ):
                k += 2
                end = k
            else:
                break
        return items[begin].start, items[_without_chamber(items, begin, end)].end

    # -- headings and merging ---------------------------------------------------

    def _headings(self, sentences: list[Sentence], text: str, seeds: set[str]) -> Iterator[str]:
        """Short lines in capitals, or lines that are a known place, above their section."""
        for sentence in sentences:
            items = sentence.items
            if len(items) > 7 or any(not item.word for item in items) or text[sentence.end - 1] in ".?!:,":
                continue
            line = re.sub(r"\s+", " ", text[sentence.start : sentence.end])
            if line.casefold() in seeds:
                yield line
            elif line.isupper() and (
                found := re.search(
                    rf"(?<!\w){re.escape(line)}(?!\w)", text.replace(line, " " * len(line)), re.IGNORECASE
                )
            ):
                yield text[slice(*found.span())]

    def _merge(self, seeds: list[Seed]) -> list[Seed]:
        """Short forms join the long one, Ashford Central to Ashford-on-Wye Central, unless one sentence names both."""
        kept: list[Seed] = []
        for seed in sorted(seeds, key=lambda s: -len(s.words)):
            words = seed.words
            longer = [
                k
                for k in kept
                if words
                and set(words) <= set(k.words)
                and words[0] == k.words[0]
                and not set(seed.licensed) & set(k.licensed)
            ]
            if len(longer) == 1 and not (seed.listed and longer[0].listed):
                longer[0].licensed += seed.licensed
                longer[0].nouns |= seed.nouns
                longer[0].aliases.append(seed.place)
                longer[0].heading = longer[0].heading or seed.heading
                continue
            kept.append(seed)
        return kept


def _shouted(sentence: Sentence) -> bool:
    """Whether the sentence is a headline in capitals."""
    words = [item.text for item in sentence.items if item.word and item.text.isalpha()]
    return bool(words) and sum(word.isupper() for word in words) > len(words) / 2


def _in_body(surface: str, text: str) -> str:
    """The name as the body writes it: the longest end of a headline's words that is found there, or nothing."""
    words = surface.split()
    for begin in range(len(words)):
        name = " ".join(map(re.escape, words[begin:]))
        for match in re.finditer(rf"(?<!\w){name}(?!\w)", text, re.IGNORECASE):
            if match.group()[0].isupper() and not match.group().isupper():
                return match.group()
    return ""


def _without_chamber(items: list[Item], begin: int, end: int) -> int:
    """The last item of a place without the house that its member sits in: the Dharpur Lok Sabha seat."""
    if end - begin >= 2 and items[end].low == "sabha":
        return end - 2
    return end - 1 if end > begin and items[end].low in {"assembly", "parliamentary"} else end


def _mentions(text: str, place: str) -> Iterator[tuple[int, int]]:
    """Every occurrence of the name and of its short form: first and last word of a compound one."""
    words = re.findall(r"\w+", place)
    pattern = r"\s+".join(re.escape(part) for part in place.split())
    forms = [pattern]
    if "-" in place and len(words) > 2 and " " in place:
        forms.append(rf"{re.escape(words[0])}\s+{re.escape(place.split()[-1])}")
    for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", text, re.IGNORECASE):
        if match.group()[0].isupper() or match.group()[0].isdigit():
            yield match.span()
