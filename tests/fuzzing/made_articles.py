"""Articles of election news put together at random: every kind of fact in many wordings, none of them about anybody.

>>> print(make_article(random.Random(1)).splitlines()[0])
Greens squeezed out in Cullden
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_GIVEN = """Ann|Bob|Cara|Dai|Eve|Femi|Gita|Hugh|Isla|José|Kwame|Leïla|Mo|Niamh|Olu|Priya|Seán|Tomasz|Una
    |Zoë""".replace("\n    ", "").split("|")
_SURNAMES = """Oak|Ash|Elm|O'Birch|MacPine|Hazel-Thorn|Rowan|de la Yew|van Lime|Alder|Cedar|McFir|Holly|Maple|Sorbus
    |Willow|Íñiguez|Beech|ap Larch""".replace("\n    ", "").split("|")
_TITLES = ["Mr", "Ms", "Mrs", "Dr", "Sir", "Dame", "Lord", "Cllr", "Senator", "Rep.", "Baroness", "Professor"]
_PARTIES = """Labour|the Conservatives|Conservative|the Liberal Democrats|Lib Dem|UKIP|the SNP|Plaid Cymru|the Greens
    |Green|Reform UK|Independent|the Democrats|Republican|Sinn Féin|the DUP|Fine Gael|the Liberals|the NDP|the BJP
    |One Nation""".replace("\n    ", "").split("|")
_PLACES = [f"{head}{tail}" for head in ("Ay", "Bee", "Cull", "Dor", "Elm") for tail in ("ton", "den", "ford", " North")]
_PATTERNS = """{person} won the {place} by-election with {count} votes
    |{party} held {place} with a majority of {count}|{person} ({label}) {count}, {person} ({label}) {count}
    |{party} gained {place} from {party} on a swing of {percent}|{person} polled {count} votes to {person}'s {count}
    |{party}'s share of the vote rose by {percent} to {percent}|turnout was {percent}, down from {percent} in {year}
    |“{words},” said {person}, the {party} candidate|"{words}," {mr} told the {outlet}. "{words}."
    |{person} said that {words}|{mr} denied that {words}|according to {mr}, {words}|‘{words},’ {she} said
    |{person} beat {person} by {count} votes to {count} in the second round|the motion was carried by {count} to {count}
    |{person}, {age}, the MP for {place}, was re-elected with {percent} of the vote
    |Leave won by {count} votes to {count}|{place} voted Yes by {percent} to {percent}
    |the result was declared at {age}am on {age} February {year}|a petition was signed by {count} people
    |{person}: {words}|{person} (R-Ohio) conceded to {person} (D), trailing by {count} votes
    |the seat of {place} was won by {party} in {year} with {count} votes|{count} postal votes were rejected
    |Asked whether {words}, {she} replied: “{words}”|a spokesman for {party} said {words}
    |{person} was eliminated after the third count, and {count} of {her} votes went to {mr}
    |{person} and {person}, both of {party}, were elected|{party} fended off a challenge from {party} in {place}
    |it was “{words}”, in the words of {mr}|the {outlet} reported that {words}|{person} lost {her} deposit
    |{mr} thanked “{words}” and added: “{words}""".replace("\n    ", "")
_WORDS = """we did it|nobody will forget this|the count was fair|they had lost {place}|it was {count} votes or nothing
    |this is Labour's night|she would resign|he didn't lie|people's lives matter|I've won nothing, said the mayor
    |turnout of {percent} was poor|{person} lied""".replace("\n    ", "")
_HEADLINES = "{party} hold on in {place}|Who won {place}?|{party} squeezed out in {place}|Recount in {place}"
_RESULTS = "{person} ({label}) {count}|{label}: {person} - {count} ({percent}, +{percent})|{person}, {party}, {count}"


def make_article(chance: random.Random) -> str:
    """A headline and some paragraphs; sometimes a list of results."""
    parts = [_sentence(chance, _HEADLINES).removesuffix(".")]
    for _ in range(chance.randint(1, 8)):
        parts.append(" ".join(_sentence(chance, _PATTERNS) for _ in range(chance.randint(1, 4))))
    if chance.random() < 0.4:
        pattern = chance.choice(_RESULTS.split("|"))
        parts.append("\n".join(_fill(chance, pattern) for _ in range(chance.randint(2, 6))))
    return "\n\n".join(parts) + "\n"


def _sentence(chance: random.Random, patterns: str) -> str:
    text = _fill(chance, chance.choice(patterns.split("|")))
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", ".”", '."')) else ".")


def _fill(chance: random.Random, pattern: str) -> str:
    return re.sub(r"{(\w+)}", lambda slot: _SLOTS[slot[1]](chance), pattern)


_SLOTS: dict[str, Callable[[random.Random], str]] = {
    "person": lambda chance: f"{chance.choice(_GIVEN)} {chance.choice(_SURNAMES)}",
    "mr": lambda chance: f"{chance.choice(_TITLES)} {chance.choice(_SURNAMES)}",
    "she": lambda chance: chance.choice(["she", "he", "they", "the minister", "a source"]),
    "her": lambda chance: chance.choice(["her", "his", "their"]),
    "party": lambda chance: chance.choice(_PARTIES),
    "label": lambda chance: chance.choice(
        ["Lab", "C", "LD", "SNP", "Ind", "Grn", "Democratic", "Reform UK", "Lab Co-op"]
    ),
    "place": lambda chance: chance.choice(_PLACES),
    "outlet": lambda chance: chance.choice(["BBC", "Guardian", "Ayton Post", "Today programme", "Financial Times"]),
    "count": lambda chance: chance.choice(["{:,}", "{}", "{:,}", "just over {:,}"]).format(chance.randint(0, 40_000)),
    "percent": lambda chance: chance.choice(["{}%", "{} per cent", "{} points"]).format(chance.randint(0, 999) / 10),
    "age": lambda chance: str(chance.randint(1, 99)),
    "year": lambda chance: str(chance.randint(1992, 2024)),
    "words": lambda chance: _fill(chance, chance.choice(_WORDS.split("|"))),
}
