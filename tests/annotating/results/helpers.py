"""Short forms of results for comparison in tests."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.annotating.types import Contest, Person, VoteCount, VoteShare


def name(winner: Person | str | None) -> str | None:
    """The name of a person, or the option itself."""
    return winner.name if isinstance(winner, Person) else winner


def who(vote: VoteCount | VoteShare) -> str | None:
    """Candidate, else option, else party."""
    return name(vote.candidate) or vote.option or vote.party


def counts(nlp: Language, text: str) -> list[tuple[int, str | None]]:
    """Votes and whose they are."""
    return [(v.votes, who(v)) for v in nlp(text)._.newsfacts_vote_counts]


def shares(nlp: Language, text: str) -> list[tuple[float | None, float | None, str | None]]:
    """Percent, change and whose they are."""
    return [(v.percent, v.change, who(v)) for v in nlp(text)._.newsfacts_vote_shares]


def contest(doc: Doc, place: str) -> Contest:
    """The contest of that place."""
    return next(c for c in doc._.newsfacts_contests if c.place == place)


def places(nlp: Language, text: str) -> list[str]:
    """Places of all contests."""
    return [c.place for c in nlp(text)._.newsfacts_contests]
