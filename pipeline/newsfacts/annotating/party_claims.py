"""Claims about people's parties, and which of them hold.

>>> from newsfacts.annotating.types import Person, TextSpan
>>> ida = Person("Ida Oake")
>>> [claim.party for claim in settle([Claim(ida, "Green", TextSpan(0, 5), BESIDE)]).values()]
['Green']
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from newsfacts.annotating.types import Person, TextSpan

BESIDE, SENTENCE, ARTICLE = 0, 1, 2  # how far from the name a claim was read


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place of the text says of a person's party."""

    person: Person
    party: str
    evidence: TextSpan
    rank: int


def settle(claims: list[Claim]) -> dict[Person, Claim]:
    """For each person the first claim of the best rank, unless another of that rank disagrees."""
    by_person: dict[Person, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_person[claim.person].append(claim)
    settled: dict[Person, Claim] = {}
    for person, own in by_person.items():
        best = min(claim.rank for claim in own)
        top = sorted((claim for claim in own if claim.rank == best), key=lambda c: c.evidence)
        if len({claim.party for claim in top}) == 1:
            settled[person] = top[0]
    return settled
