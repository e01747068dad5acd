"""Whom names, descriptions and pronouns stand for.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> doc = nlp("Ida Oake lost. Asked why, she blamed Tom Fell and his leaflets.")
    >>> [(doc.text[m.span.start : m.span.end], m.person.name) for m in doc._.newsfacts_mentions if m.kind == "pronoun"]
    [('she', 'Ida Oake'), ('his', 'Tom Fell')]

A pronoun goes to the most prominent person of its gender: subjects before others, this sentence before the last one,
this paragraph before the one above. Where two are as good, or somebody unnamed is better, it is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from newsfacts.annotating.drafts import NameMention
from newsfacts.annotating.findings import declare
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.roles import RolePhrase
from newsfacts.annotating.types import Gender, Mention, Person, TextSpan
from newsfacts.annotating.view import TokensByStart, view_of

declare("newsfacts_mentions", list)

_PRONOUNS: dict[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "attr"})
# Participles and prepositions that open a sentence whose subject, named only behind the comma, they speak of.
_CATAPHORIC = re.compile(
    r"^\W*(?:Asked|Pressed|Challenged|Questioned|Speaking|Fielding|Addressing|Interviewed|Writing|Taking|Having|Responding|Reacting|Announcing|In|At|On|After|Before|"
    r"During|Following|Despite|With|Since|As|When|While|Although|Though|Unlike|Like|Until|Throughout|From)\b"
)
_NICKNAMED = re.compile(r"\s+[\"“‘']")
_SUBORDINATE = re.compile(r"^\W*(?:After|Before|When|While|As|Although|Though|Because|Since|If|Once|Until|Unless)\b")
_REACH = 3  # paragraphs with somebody in them
_MARGIN = 2.0


@dataclass(slots=True)
class _Event:
    """Somebody mentioned. `person` is None for the unnamed, who only stand in the way."""

    start: int
    end: int
    person: Person | None
    gender: Gender | None
    paragraph: int
    sentence: int
    subject: bool
    possessive: bool
    speaks: bool
    key: object


@Language.factory(
    "newsfacts_coreference",
    assigns=["doc._.newsfacts_mentions"],
    requires=[
        "doc._.newsfacts_names",
        "doc._.newsfacts_roles",
        "doc._.newsfacts_descriptions",
        "token.dep",
        "token.tag",
    ],
    default_config={"lexicon": {"@readers": "newsfacts.people_lexicon.v1", "folder": "lexicon"}},
)
class CoreferenceFinder:
    """Writes `Doc._.newsfacts_mentions`: every phrase that stands for a known person, in text order."""

    def __init__(self, nlp: Language, name: str, lexicon: PeopleLexicon) -> None:
        self.name = name
        self.lexicon = lexicon

    def find(self, doc: Doc) -> list[Mention]:
        """Names, descriptions and the pronouns that resolve."""
        mentions = list(_name_mentions(doc)) + list(doc._.newsfacts_descriptions)
        mentions += PronounResolver(doc, self.lexicon, mentions).resolve()
        return sorted(mentions, key=lambda m: m.span)

    def __call__(self, doc: Doc) -> Doc:
        doc._.newsfacts_mentions = self.find(doc)
        return doc


def _name_mentions(doc: Doc) -> Iterator[Mention]:
    names: list[NameMention] = doc._.newsfacts_names
    text = view_of(doc).text
    for name in names:
        form = " ".join(text[name.span.start : name.span.end].split())
        yield Mention(name.span, name.person, "name" if form == name.person.name else "alias")


class PronounResolver:
    """Resolves the third-person singular pronouns of one document, from left to right."""

    def __init__(self, doc: Doc, lexicon: PeopleLexicon, mentions: list[Mention]) -> None:
        self.doc = doc
        self.view = view_of(doc)
        self.text = self.view.text
        self.lexicon = lexicon
        layout = doc._.newsfacts_layout
        self.paragraphs = layout.paragraphs
        self.paragraph_starts = [p.start for p in layout.paragraphs]
        self.quotations = [q for q in layout.quotations if q.depth == 0]
        self.quotation_starts = [q.outer.start for q in self.quotations]
        self.sentence_starts = [sent.start_char for sent in doc.sents]
        self.tokens = TokensByStart(doc)
        self.genders: dict[Person, Gender] = {}
        self.mentions = mentions

    def resolve(self) -> list[Mention]:
        """The pronouns whose person is certain enough."""
        events = sorted([*self._named(), *self._unnamed()], key=lambda e: e.start)
        starts = [event.start for event in events]
        outside: list[_Event] = []
        inside: dict[int, list[_Event]] = {}
        found: list[Mention] = []
        following = 0
        for index, word in enumerate(self.view.lowers):
            gender = _PRONOUNS.get(word)
            if gender is None:
                continue
            token = self.doc[index]
            while following < len(events) and events[following].start < token.idx:
                event = events[following]
                quotation = self._quotation(event.start)
                (outside if quotation < 0 else inside.setdefault(quotation, [])).append(event)
                following += 1
            quotation = self._quotation(token.idx)
            history = outside if quotation < 0 else inside.get(quotation, [])
            ahead = (
                (self._dubbed(token, events, starts) or self._cataphor(token, gender, events, starts))
                if quotation < 0
                else None
            )
            event_of = ahead or self._best(token, gender, history, quotation >= 0)
            new = self._event(TextSpan(token.idx, token.idx + len(token)), None, gender)
            if event_of is not None and event_of.person is not None:
                person = event_of.person
                new.person, new.key = person, person
                if person.gender is None:
                    person.gender = gender
                found.append(Mention(TextSpan(new.start, new.end), person, "pronoun"))
            elif event_of is not None:
                new.key = event_of.key
            (outside if quotation < 0 else inside.setdefault(quotation, [])).append(new)
        return found

    # Who is there

    def _named(self) -> Iterator[_Event]:
        for mention in self.mentions:
            yield self._event(mention.span, mention.person, mention.person.gender)

    def _unnamed(self) -> Iterator[_Event]:
        """People without a name: a spokesman, one resident, his wife."""
        phrases: list[RolePhrase] = self.doc._.newsfacts_roles
        covered: set[int] = set()
        for phrase in phrases:
            covered.update(range(*phrase.phrase))
            if phrase.person is None and (
                phrase.determiner.lower() in self.lexicon.roles.singular or phrase.determiner == "'s"
            ):
                yield self._event(phrase.phrase, None, self.lexicon.roles.gender(phrase.noun))
        kin = self.lexicon.roles.kin_male | self.lexicon.roles.kin_female
        unnamed = kin | self.lexicon.roles.stand_ins
        for index, noun in enumerate(self.view.lowers):
            if (
                noun in unnamed
                and index
                and self.view.starts[index] not in covered
                and self._determined(self.doc[index])
            ):
                token = self.doc[index]
                yield self._event(TextSpan(token.idx, token.idx + len(token)), None, self.lexicon.roles.gender(noun))

    def _determined(self, token: Token) -> bool:
        """Whether the noun is a phrase of its own, not part of a name's apposition such as `husband Tom Fell`."""
        if token.i + 1 < len(self.doc) and token.nbor(1).tag_ == "NNP":
            return False
        for back in range(1, 4):
            if token.i - back < 0:
                return False
            before = token.nbor(-back)
            if before.lower_ in self.lexicon.roles.singular or before.tag_ == "POS":
                return True
            if before.tag_ not in {"JJ", "NN", "NNP", "CD", "VBN", "HYPH"}:
                return False
        return False

    def _event(self, span: TextSpan, person: Person | None, gender: Gender | None) -> _Event:
        last = self._last_token(span)
        subject = last is not None and self._is_subject(last, span)
        possessive = self.text[span.end : span.end + 2] in {"'s", "’s", "' ", "’ "} or (
            last is not None and last.tag_ == "PRP$"
        )
        if subject and self._in_opening_clause(span.start):
            subject = False
        return _Event(
            span.start,
            span.end,
            person,
            gender,
            max(0, bisect_right(self.paragraph_starts, span.start) - 1),
            bisect_right(self.sentence_starts, span.start) - 1,
            subject and not possessive,
            possessive,
            last is not None and self._speaks(last, span),
            person if person is not None else span,
        )

    def _speaks(self, last: Token, span: TextSpan) -> bool:
        """Whether a verb of saying stands directly behind or, inverted, before."""
        verbs = self.lexicon.not_names.speech_verbs
        first = self.tokens[span.start]
        following = self._behind(last)
        if following is not None and following.lower_ in verbs:
            return True
        return first.i > 0 and first.nbor(-1).lower_ in verbs

    def _behind(self, last: Token) -> Token | None:
        """The word behind a name, past an age: `Ida Oake, 27, said`."""
        first = last.i + 1
        words = self.view.texts[first : first + 4]
        if len(words) == 4 and words[0] == words[2] == "," and words[1].isdigit():
            return self.doc[first + 3]
        return self.doc[first] if words else None

    def _in_opening_clause(self, offset: int) -> bool:
        """Whether `offset` is in the clause that opens its sentence before the main one: `After Ida Oake won, ...`."""
        start = self.sentence_starts[bisect_right(self.sentence_starts, offset) - 1]
        return bool(_SUBORDINATE.match(self.text[start : start + 14])) and "," not in self.text[start:offset]

    def _last_token(self, span: TextSpan) -> Token | None:
        start = self.tokens.get(span.start)
        if start is None:
            return None
        last = start
        while last.i + 1 < len(self.doc) and last.nbor(1).idx < span.end:
            last = last.nbor(1)
        return last

    def _is_subject(self, last: Token, span: TextSpan) -> bool:
        token: Token | None = last
        first = self.tokens[span.start]
        while token is not None and token.i >= first.i:
            if token.dep_ in _SUBJECTS:
                return True
            token = token.nbor(-1) if token.i else None
        # The parser fails at quotation marks: `," said Ida Oake`, `Ida Oake, who ..., said`.
        if first.i and first.nbor(-1).lower_ in self.lexicon.verbs:
            return self.text[: first.nbor(-1).idx].rstrip()[-1:] in "\"”’'»"
        following = self._behind(last)
        if following is None:
            return False
        if following.lower_ in self.lexicon.verbs and following.tag_ in {"VBD", "VBZ"}:
            return True
        if first.i and first.nbor(-1).text == "," and following.text == "," and following.i + 1 < len(self.doc):
            return following.nbor(1).tag_ in {"VBD", "VBZ", "VBP", "MD"}  # her deputy, Tom Fell, agreed
        opens = following.text in {",", "("} or following.text in self.lexicon.postnominals
        return bool(first.is_sent_start) and opens

    def _quotation(self, offset: int) -> int:
        """Index of the outermost quotation around `offset`, -1 outside."""
        at = bisect_right(self.quotation_starts, offset) - 1
        return at if at >= 0 and offset < self.quotations[at].outer.end else -1

    # Whom it stands for

    def _dubbed(self, token: Token, events: list[_Event], starts: list[int]) -> _Event | None:
        """The one named in the nickname: `dubbed her "Tax-Hike Ida"`."""
        behind = _NICKNAMED.match(self.text, token.idx + len(token))
        if not behind:
            return None
        quotation = self._quotation(behind.end())
        named = events[bisect_left(starts, behind.end() - 1) :][:1]
        inside = quotation >= 0 and named and named[0].start < self.quotations[quotation].inner.end
        return (
            named[0]
            if inside and named[0].person is not None and self.quotations[quotation].inner.end - behind.end() < 40
            else None
        )

    def _cataphor(self, token: Token, gender: Gender, events: list[_Event], starts: list[int]) -> _Event | None:
        """The subject behind the comma: `Asked whether he would stand again, Tom Fell said`."""
        sentence = bisect_right(self.sentence_starts, token.idx) - 1
        start = self.sentence_starts[sentence]
        if not _CATAPHORIC.match(self.text[start : start + 24]):
            return None
        for event in events[bisect_left(starts, start) : bisect_left(starts, start) + 6]:
            if event.sentence != sentence:
                return None
            if event.start < token.idx:
                if event.person is not None and not event.possessive:
                    return None
                continue
            between = self.text[token.idx + len(token) : event.start]
            if event.person is None and not event.subject and "," not in between:
                continue  # Asked whether he would see his rival, Tom Fell said
            direct = len(between.split()) <= 3 and not re.search(r"[.;:]", between)
            if (
                event.person is not None
                and event.subject
                and ("," in between or direct)
                and not re.search(r"[\"“”]", between)
            ):
                fits = event.gender in (None, gender)
                return event if fits else None
            return None
        return None

    def _best(self, token: Token, gender: Gender, history: list[_Event], quoted: bool) -> _Event | None:
        paragraph = max(0, bisect_right(self.paragraph_starts, token.idx) - 1)
        sentence = bisect_right(self.sentence_starts, token.idx) - 1
        scores: dict[object, float] = {}
        repeats: Counter[object] = Counter()
        best_event: dict[object, _Event] = {}
        nearest: object = None
        seen_paragraphs: list[int] = []
        for event in reversed(history[-40:]):
            if event.paragraph not in seen_paragraphs:
                seen_paragraphs.append(event.paragraph)
            above = seen_paragraphs.index(event.paragraph) + (0 if seen_paragraphs[0] == paragraph else 1)
            if above >= _REACH or paragraph - event.paragraph > 6:
                break
            told = event.person.gender if event.person is not None else event.gender
            if told not in (None, gender) or self._bars(token, event, sentence):
                continue
            if nearest is None:
                nearest = event.key
            if event.sentence == sentence:
                score = 11.5
            elif event.paragraph == paragraph:
                score = 9.5 - 1.5 * min(3, sentence - event.sentence)
            else:
                score = (3.5 if above == 1 else 0.5) - 0.5 * min(4, paragraph - event.paragraph - 1)
            score += 4.0 if event.sentence == sentence and event.subject else 3.0 if event.subject else 0.0
            score += 1.0 if event.speaks else 0.0
            score -= 2.0 if event.possessive and event.sentence != sentence else 0.0
            score -= 1.0 if told is None and event.person is not None and event.paragraph != paragraph else 0.0
            score -= 1.0 if event.person is None and told is None else 0.0
            repeats[event.key] += 1
            if event.key not in scores or score > scores[event.key]:
                scores[event.key], best_event[event.key] = score, event
        if not scores:
            return None
        for key, times in repeats.items():
            scores[key] += min(1.0, 0.5 * (times - 1))
        if token.tag_ == "PRP$" and nearest in scores and best_event[nearest].sentence == sentence:
            scores[nearest] += 2.5
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
            return None
        return best_event[ranked[0][0]]

    def _bars(self, token: Token, event: _Event, sentence: int) -> bool:
        """An object is not its own clause's subject: in `Tom Fell accused him`, him is not Fell."""
        is_object = token.lower_ in {"him"} or (token.lower_ == "her" and token.tag_ == "PRP")
        if not is_object or event.sentence != sentence or not event.subject:
            return False
        if token.i and token.nbor(-1).tag_ == "VBG":
            return True  # Tom Fell praised Bob Toft, comparing him to Ida
        between = self.text[event.end : token.idx]
        return not re.search(
            r"\b(?:that|who|which|because|when|if|whether|after|before|and|but|as|while|to|would|had)\b|[,;:–—\"“”]",
            between,
        )


def mention_at(doc: Doc, span: TextSpan) -> Mention | None:
    """The mention that a phrase at `span` amounts to: its own, or that of the name that a role leads up to."""
    mentions: list[Mention] = doc._.newsfacts_mentions
    at = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    inside: list[Mention] = []
    for mention in mentions[max(0, at - 2) :]:
        if mention.span.start >= span.end:
            break
        if mention.span == span or (mention.span.start <= span.start and span.end <= mention.span.end):
            return mention
        if span.start <= mention.span.start and mention.span.end <= span.end:
            inside.append(mention)
    roles: list[RolePhrase] = doc._.newsfacts_roles
    for mention in inside:
        lead = _slice(doc, span.start, mention.span.start)
        tail = _slice(doc, mention.span.end, span.end)
        if re.match(r"['’]s?\b", tail) or mention.kind == "pronoun":
            continue
        if lead and re.search(r"['’]s\s|\b(?:of|to|for|by|from|with|in|at|and|or|than|against)\b", lead):
            covered = any(
                r.person is mention.person and r.phrase.start >= span.start and r.phrase.end <= mention.span.start
                for r in roles
            )
            if not covered:
                continue
        if not tail or re.match(r"\s*[,(]|\s+of\b|\s+[-–—]", tail):
            return mention
    return None


def _slice(doc: Doc, start: int, end: int) -> str:
    """A stretch of the text, without putting all of it together."""
    around = doc.char_span(start, end, alignment_mode="expand") if start < end else None
    return "" if around is None else around.text[start - around.start_char : end - around.start_char]


def resolve_pronoun(doc: Doc, token: Token) -> Person | None:
    """The person that a pronoun stands for, if that is certain enough."""
    mention = mention_at(doc, TextSpan(token.idx, token.idx + len(token)))
    return mention.person if mention is not None and mention.kind == "pronoun" else None
