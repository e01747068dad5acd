"""Articles with facts, made by hand: every span's text is the article's, and every id is what it would be."""

from __future__ import annotations

from typing import Any

from newsfacts.reading.article import hash_text
from newsfacts.records import record_id
from tests.test_records import EXAMPLES

Fact = dict[str, Any]


class MadeArticle:
    """An article to which facts are added; each finds its words in the text."""

    def __init__(self, article_id: str, text: str, **fields: Any) -> None:
        self.article_id, self.text = article_id, text
        own = {"id": record_id(article_id, "article"), "article_id": article_id, "text": text}
        self.facts: list[Fact] = [
            {"type": "article", **EXAMPLES["article"], **own, "sha256": hash_text(text), **fields}
        ]

    def span(self, words: str) -> Fact:
        start = self.text.index(words)
        return {"start": start, "end": start + len(words), "text": words}

    def add(self, kind: str, identity: str, /, **fields: Any) -> str:
        """Add a fact; returns its id."""
        own = {"id": record_id(self.article_id, kind, identity, len(self.facts)), "article_id": self.article_id}
        self.facts.append({"type": kind, **EXAMPLES[kind], **own, **fields})
        return str(own["id"])

    def person(self, name: str, **fields: Any) -> str:
        return self.add("person", name, **{"name": name, "roles": [], "mentions": [self.span(name)], **fields})

    def party(self, name: str, **fields: Any) -> str:
        return self.add("party", name, **{"name": name, "aliases": [], "mentions": [self.span(name)], **fields})

    def contest(self, place: str, **fields: Any) -> str:
        return self.add("contest", place, **{"place": place, "evidence": {"place": self.span(place)}, **fields})

    def votes(self, number: str, contest_id: str | None = None, **fields: Any) -> str:
        count = int(number.replace(",", ""))
        place = next((fact["place"] for fact in self.facts if fact["id"] == contest_id), None)
        spans = {"evidence": self.span(number), "sentence": self._sentence(number)}
        return self.add("vote_count", number, contest=place, contest_id=contest_id, votes=count, **spans, **fields)

    def quote(self, words: str, speaker: str | None = None, **fields: Any) -> str:
        spans = {"content": [self.span(words)], "sentence": self._sentence(words)}
        return self.add("quote", words, text=words, speaker=speaker, **spans, **fields)

    def _sentence(self, words: str) -> Fact:
        at = self.text.index(words)
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return self.span(self.text[start : end if end >= 0 else len(self.text)])


def ayton(article_id: str = "ayton", winning: str = "1,200", **fields: Any) -> MadeArticle:
    """A by-election with everything in it."""
    text = f'Labour\'s Ann Oak held Ayton with {winning} votes to 900 for Bob Ash.\n"We did it," Ms Oak said.'
    article = MadeArticle(article_id, text, **fields)
    oak = article.person("Ann Oak", party="Labour", aliases=["Ms Oak"], roles=["candidate"])
    ash = article.person("Bob Ash")
    article.party("Labour")
    contest = article.contest("Ayton", winner="Ann Oak", winner_id=oak, winner_party="Labour", outcome="hold")
    article.votes(winning, contest, candidate="Ann Oak", candidate_id=oak, party="Labour")
    article.votes("900", contest, candidate="Bob Ash", candidate_id=ash)
    cue = {**article.span("said"), "lemma": "say"}
    article.quote("We did it,", "Ann Oak", speaker_id=oak, speaker_kind="person", cue=cue)
    return article
