"""Parties of those whom an article's only contest leaves no other: successors, the one left over, rivals to lead.

>>> from newsfacts.annotating import load
>>> text = "Labour has held Higham in a by-election. Ida Oake will replace Tom Fell, who died in May."
>>> [(p.name, p.party) for p in load()(text)._.newsfacts_people]
[('Ida Oake', 'Labour'), ('Tom Fell', 'Labour')]
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.parties import PartyIndex, parties_of
from newsfacts.annotating.party_claims import ARTICLE, Claim
from newsfacts.annotating.party_cues import PartyCues
from newsfacts.annotating.types import Contest, Mention, Person, TextSpan
from newsfacts.annotating.view import view_of

_SEATS = frozenset(["by-election", "general election", "local election", "other"])


def contested_claims(doc: Doc, cues: PartyCues) -> Iterator[Claim]:
    """The claims of a document with one contest for a seat, or one for the leadership of a party."""
    contests: list[Contest] = doc._.newsfacts_contests
    parties = parties_of(doc)
    rivals = [contest for contest in contests if contest.kind == "leadership election"]
    if len(rivals) == 1:
        yield from _rivals(doc, cues, parties, rivals[0])
    if len(contests) != 1 or contests[0].kind not in _SEATS or contests[0].winners:
        return
    contest = contests[0]
    evidence = printed(parties, contest.evidence.get("winner_party"), contest.winner_party or "")
    if contest.winner_party is None or evidence is None:
        return
    elected = [*_successors(doc, cues), *(_left_over(doc, contest) if contest.winner is None else ())]
    results = (*doc._.newsfacts_vote_counts, *doc._.newsfacts_vote_shares)
    standing = {id(r.candidate) for r in results if r.candidate and r.candidate.party == contest.winner_party}
    if standing:
        elected = [person for person in elected if standing == {id(person)}]  # somebody else stood for the party
    for person in (*elected, *_leaders_of_winner(doc, cues)):
        yield Claim(person, contest.winner_party, evidence, ARTICLE)


def _successors(doc: Doc, cues: PartyCues) -> Iterator[Person]:
    """`Ida Oake will replace Tom Fell`: she won the seat."""
    text = view_of(doc).text
    names: list[NameMention] = doc._.newsfacts_names
    for left, right in itertools.pairwise(names):
        office = text[right.outer.end : right.outer.end + 4].split()[:1] == ["as"]  # replaces him as chairman
        if not office and cues.scenes.will_replace.fullmatch(text[left.outer.end : right.outer.start]):
            yield left.person


def _leaders_of_winner(doc: Doc, cues: PartyCues) -> Iterator[Person]:
    """`Ida Oake met her newest MP`: whoever was elected is of her party."""
    text = view_of(doc).text
    mentions: list[Mention] = doc._.newsfacts_mentions
    for mention in mentions:
        own = mention.kind == "pronoun" and not doc._.newsfacts_layout.quoted(mention.span.start)
        if own and cues.scenes.newest.match(text, mention.span.end):
            yield mention.person


def _left_over(doc: Doc, contest: Contest) -> Iterator[Person]:
    """The one candidate without a party, where every other is of one that did not win, and none had more votes."""
    votes: dict[int, int] = {}
    candidates: dict[int, Person] = {}
    parties: dict[int, set[str]] = {}
    for count in doc._.newsfacts_vote_counts:
        if count.contest is not contest or count.candidate is None:
            continue
        key = id(count.candidate)
        candidates[key] = count.candidate
        votes[key] = max(votes.get(key, 0), count.votes)
        parties.setdefault(key, set()).update({count.candidate.party or count.party} - {None})
    unknown = [key for key, named in parties.items() if not named]
    others = set().union(*parties.values()) if parties else set()
    left = len(unknown) == 1 and len(parties) > 1 and contest.winner_party not in others
    if left and votes[unknown[0]] == max(votes.values()):
        yield candidates[unknown[0]]


def _rivals(doc: Doc, cues: PartyCues, parties: PartyIndex, contest: Contest) -> Iterator[Claim]:
    """Those who stood for, or held, the leadership of a party: `Ida Oake lost a confidence vote`."""
    named = {contest.winner.party} if isinstance(contest.winner, Person) else set()
    results = (*doc._.newsfacts_vote_counts, *doc._.newsfacts_vote_shares)
    named |= {r.candidate.party for r in results if r.contest is contest and r.candidate is not None}
    named.discard(None)
    if len(named) != 1:
        return
    party = named.pop() or ""
    text, layout = view_of(doc).text, doc._.newsfacts_layout
    for mention in doc._.newsfacts_names:
        if layout.quoted(mention.span.start) or not cues.contends.match(text, mention.outer.end):
            continue
        if (evidence := printed(parties, TextSpan(*mention.span), party)) is not None:
            yield Claim(mention.person, party, evidence, ARTICLE)


def printed(parties: PartyIndex, near: TextSpan | None, party: str) -> TextSpan | None:
    """The party's name nearest to where the result was read, not behind it if there is one before."""
    named = [mention.span for mention in parties.mentions if mention.name == party]
    if near is None or not named:
        return None
    before = [span for span in named if span.start <= near.start]
    return before[-1] if before else named[0]
