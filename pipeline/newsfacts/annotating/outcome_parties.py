"""Parties that follow from results: a winner is of the party that won, the last holder of the one that had the seat.

    >>> from newsfacts.annotating import load
    >>> doc = load()("Labour has won the Higham by-election. Ida Oake took 9,000 votes to 800 for the Tory Tom Fell.")
    >>> [(p.name, p.party) for p in doc._.newsfacts_people]
    [('Ida Oake', 'Labour'), ('Tom Fell', 'Conservative')]

Only people whom nothing else in the text gives a party are touched, and nobody for whom two results disagree.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.annotating.companions import companion_claims
from newsfacts.annotating.contested import contested_claims, printed
from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.parties import parties_of
from newsfacts.annotating.party_claims import ARTICLE, Claim, settle
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.types import Contest, Layout, Mention, Person, TextSpan, VoteCount, VoteShare
from newsfacts.annotating.view import view_of

_NOT_FOR_SEATS = frozenset(["leadership election", "referendum", "legislative vote"])
_STOP = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z“\"])|\n")
_IN_AN_OFFICE = re.compile(r"\s+as\s")
_AT_THIS_ELECTION = re.compile(r"\s*(?:[,.;]|$|\s(?:by|with|on|in|and|at|against|after)\b)")
_ANOTHER_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b(?:last|previous|until|ago|before|former)\b")


@Language.factory(
    "newsfacts_outcome_parties",
    assigns=["doc._.newsfacts_people"],
    requires=["doc._.newsfacts_contests", "doc._.newsfacts_vote_counts", "doc._.newsfacts_mentions"],
    default_config={"cues": {"@readers": "newsfacts.party_cues.v1", "path": "lexicon/party_cues.toml"}},
)
class OutcomeParties:
    """Writes `Person.party` and `Person.party_evidence` where a result tells them."""

    def __init__(self, nlp: Language, name: str, cues: PartyCues) -> None:
        self.name = name
        self.cues = cues

    def find(self, doc: Doc) -> dict[Person, Claim]:
        """The claims that hold, of people without a party."""
        claims = [*_elected(doc, self.cues), *self._holders(doc), *contested_claims(doc, self.cues)]
        return settle([claim for claim in claims if claim.person.party is None])

    def __call__(self, doc: Doc) -> Doc:
        found = self.find(doc)
        for person, claim in found.items():
            person.party, person.party_evidence = claim.party, claim.evidence
        for person, claim in settle(
            [*companion_claims(doc, self.cues), *self._pronouns(doc), *self._primary(doc)]
        ).items():
            if person.party is None:
                person.party, person.party_evidence = claim.party, claim.evidence
        for result in (*doc._.newsfacts_vote_counts, *doc._.newsfacts_vote_shares):
            if result.party is None and result.candidate in found:
                result.party = result.candidate.party
        return doc

    def _holders(self, doc: Doc) -> Iterator[Claim]:
        """`It followed the death of Tom Fell`: the one who left was of the party that kept, or lost, the seat."""
        names: list[NameMention] = doc._.newsfacts_names
        contests: list[Contest] = doc._.newsfacts_contests
        if not contests:
            return
        text, layout, parties = view_of(doc).text, doc._.newsfacts_layout, parties_of(doc)
        for mention in names:
            lead = text[max(0, mention.outer.start - 60) : mention.outer.start]
            tail = text[mention.outer.end : mention.outer.end + 140]
            if not self._had_seat(lead, tail):
                continue
            contest = _contest_of(contests, layout, mention) or _contest_near(doc, mention)
            if contest is None or contest.kind in _NOT_FOR_SEATS or contest.winner is mention.person:
                continue
            held = contest.winner_party if contest.outcome == "hold" else contest.from_party
            field = "winner_party" if contest.outcome == "hold" else "from_party"
            if held is not None and (evidence := printed(parties, contest.evidence.get(field), held)) is not None:
                yield Claim(mention.person, held, evidence, ARTICLE)

    def _had_seat(self, lead: str, tail: str) -> bool:
        """Whether the text says that the one named between had the seat, or that it was a safe one of their party."""
        scenes = self.cues.scenes
        return bool(
            self.cues.vacates.search(lead)
            or (self.cues.when.search(lead) and self.cues.gives_up.match(tail))
            or self.cues.loses_seat.match(tail)
            or scenes.whose_leaving.match(tail)
            or (scenes.replaces.search(lead) and not _IN_AN_OFFICE.match(tail))
            or scenes.sat.match(tail)
            or scenes.safest.match(tail)
        )

    def _primary(self, doc: Doc) -> Iterator[Claim]:
        """`In the primary he squeaked past Tom Fell`: of one party, where the sentence names none."""
        text, parties = view_of(doc).text, parties_of(doc)
        mentions: list[Mention] = doc._.newsfacts_mentions
        for left, right in itertools.pairwise(mentions):
            if right.kind == "pronoun" or left.person is right.person or left.person.party is None:
                continue
            if not self.cues.beats.fullmatch(text[left.span.end : right.span.start]):
                continue
            start, end = _sentence(text, left.span.start, right.span.end)
            held = self.cues.primary_word.search(text[start:end]) and not parties.between(start, end)
            if held and left.person.party_evidence is not None:
                yield Claim(right.person, left.person.party, left.person.party_evidence, ARTICLE)

    def _pronouns(self, doc: Doc) -> Iterator[Claim]:
        """`She held the seat for the Greens`: of the one that `she` stands for, unless it was in another year."""
        text, parties = view_of(doc).text, parties_of(doc)
        for mention in doc._.newsfacts_mentions if parties.mentions else ():
            end = mention.span.end
            if mention.kind != "pronoun" or mention.person.party is not None or doc._.newsfacts_layout.quoted(end):
                continue
            for party in parties.between(end, end + 110)[:1]:
                between = text[end : party.span.start]
                tail = text[party.span.end : party.span.end + 40]
                told = self.cues.stands_for.fullmatch(between) and not self.cues.unreal.search(between)
                if told and _AT_THIS_ELECTION.match(tail) and not _ANOTHER_YEAR.search(between + tail):
                    yield Claim(mention.person, party.name, party.span, ARTICLE)


def _contest_of(contests: list[Contest], layout: Layout, mention: NameMention) -> Contest | None:
    """The only contest, or the only one named in the paragraph."""
    if len(contests) == 1:
        return contests[0]
    near = [c for c in contests if any(layout.paragraph_at(m.start) == mention.paragraph for m in c.mentions)]
    return near[0] if len(near) == 1 else None


def _contest_near(doc: Doc, mention: NameMention) -> Contest | None:
    """The only contest whose candidates the paragraph names, where it names none by its place."""
    near: dict[int, Contest] = {}
    beside = {id(name.person) for name in doc._.newsfacts_names if name.paragraph == mention.paragraph}
    for result in (*doc._.newsfacts_vote_counts, *doc._.newsfacts_vote_shares):
        if result.contest is not None and result.candidate is not None and id(result.candidate) in beside:
            near[id(result.contest)] = result.contest
    return next(iter(near.values())) if len(near) == 1 else None


def _elected(doc: Doc, cues: PartyCues) -> Iterator[Claim]:
    """Winners and others whose votes or seat the text gives to a party."""
    contests: list[Contest] = doc._.newsfacts_contests
    results: list[VoteCount | VoteShare] = [*doc._.newsfacts_vote_counts, *doc._.newsfacts_vote_shares]
    if not contests and not results:
        return
    parties, layout = parties_of(doc), doc._.newsfacts_layout
    taken: dict[Contest | None, dict[str, set[Person]]] = defaultdict(lambda: defaultdict(set))
    for result in results:
        if result.candidate is not None and (party := result.candidate.party or result.party) is not None:
            taken[result.contest][party].add(result.candidate)
    for contest in contests:
        winner, party = contest.winner, contest.winner_party
        if not isinstance(winner, Person) or party is None or contest.kind in _NOT_FOR_SEATS or contest.winners:
            continue
        if (told := contest.evidence.get("winner")) is None or _crowded(contests, layout, told):
            continue
        evidence = printed(parties, contest.evidence.get("winner_party"), party)
        if evidence is not None and cues.primary.match(view_of(doc).text, evidence.end):
            continue  # who won the Republican primary beat a Democrat: what it made of the winner is not said
        if evidence is not None and not taken[contest][party] - {winner}:
            yield Claim(winner, party, evidence, ARTICLE)
    for result in results:
        candidate, party = result.candidate, result.party
        if candidate is None or candidate.party is not None or party is None:
            continue
        poll = result.contest
        of_members = poll is not None and poll.kind == "leadership election"  # all candidates are of the party
        if poll is None or (not of_members and (poll.kind in _NOT_FOR_SEATS or taken[poll][party] - {candidate})):
            continue
        if not of_members and _crowded(contests, layout, result.evidence):
            continue
        evidence = printed(parties, result.evidence, party)
        if evidence is not None:
            yield Claim(candidate, party, evidence, ARTICLE)


def _crowded(contests: list[Contest], layout: Layout, told: TextSpan) -> bool:
    """Whether the paragraph names several contests: which of them a name goes with is then no ground to build on."""
    at = layout.paragraph_at(told.start)
    places = ((*contest.mentions, contest.evidence.get("place", told)) for contest in contests)
    return sum(any(layout.paragraph_at(place.start) == at for place in named) for named in places) > 1


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """From the stop before to the stop behind."""
    before = [match.end() for match in _STOP.finditer(text, max(0, start - 200), start)]
    behind = _STOP.search(text, end, end + 200)
    return (before[-1] if before else max(0, start - 200)), (behind.start() if behind else min(len(text), end + 200))
