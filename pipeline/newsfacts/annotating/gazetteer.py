"""Names from a gazetteer: parties, constituencies, outlets, institutions, each an instance of one component.

    >>> from newsfacts.annotating import load
    >>> nlp = load()
    >>> doc = nlp("The Lib Dem candidate beat Labour in Stoke-on-Trent Central, the BBC reported.")
    >>> [(span.text, span.kb_id_) for span in doc.spans["newsfacts/parties"]]
    [('Lib Dem', 'Liberal Democrats'), ('Labour', 'Labour')]
    >>> doc.spans["newsfacts/constituencies"][0]._.newsfacts_entries[0].identifiers["gss"]
    ['E14000972']

A form is looked up whatever its case, line breaks and apostrophes, then judged by case and context (`contexts`);
the longest wins, and one inside a longer name of another gazetteer (`yields_to`) loses. Namesakes are settled by
the article's country (`countries`); where that leaves several canonical names, the mention is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from newsfacts.annotating.contexts import Verdict, judge
from newsfacts.annotating.countries import CountryCues, best_fitting, leading, score, weigh
from newsfacts.annotating.findings import declare
from newsfacts.annotating.forms import Form, Place, right_case
from newsfacts.annotating.knowledge import USES, Contexts, Countries, Entries, Entry, Patterns
from newsfacts.annotating.labels import before_number
from newsfacts.annotating.namepatterns import NamePattern, compile_patterns
from newsfacts.annotating.phrases import Phrases, Reading, read, words_of
from newsfacts.annotating.types import TextSpan
from newsfacts.annotating.view import view_of

_LIST_REACH = 25  # words between two results of one list
_IN_PASSING = 0.3  # of the leading country's evidence: less is of one that an article only mentions
_ABROAD = 2  # evidence for a country that makes another country's everyday words no names


class GazetteerMatch(NamedTuple):
    """A name in the text: canonical name, and the entries it may be (more than one where nothing tells)."""

    span: TextSpan
    label: str
    name: str
    entries: tuple[Entry, ...]


class _Option(NamedTuple):
    """An entry that a form may name here; `home` if not in an article about other countries.

    `common` forms are words of the language: they name it only in an article that is mainly about its country, and
    where the form is not even its name (the Times for the New York Times), something must tell that country.
    `regional` ones are initials of a part of a country's own party: something must tell that part (PC in Wales).
    """

    entry: Entry
    verdict: Verdict
    home: bool
    common: bool
    own_name: bool
    regional: bool = False

    def at_home(self, weights: Counter[str]) -> bool:
        if not self.home:
            return True
        if self.regional and not any(weights[code] for code in self.entry.countries):
            return False
        leader, own = max(weights.values(), default=0), score(self.entry, weights)
        if leader < _ABROAD:
            return not self.common or self.own_name or own > 0
        return own >= leader if self.common else own > 0


class _Candidate(NamedTuple):
    start: int
    end: int
    options: list[_Option]
    listed: bool


class _Chosen(NamedTuple):
    start: int
    end: int
    options: list[_Option]

    @property
    def countries(self) -> list[tuple[str, ...]]:
        """Those of each entry that the name may stand for."""
        return [option.entry.countries for option in self.options]


def _entries_of(span: Span) -> tuple[Entry, ...]:
    entries: dict[tuple[str, int, int], tuple[Entry, ...]] = span.doc._.newsfacts_entries
    return entries.get((span.label_, span.start_char, span.end_char), ())


declare("newsfacts_entries", dict)
declare("newsfacts_country", lambda: None)
if not Span.has_extension("newsfacts_entries"):
    Span.set_extension("newsfacts_entries", getter=_entries_of)


@Language.factory(
    "newsfacts_gazetteer",
    assigns=["doc.spans", "doc._.newsfacts_entries", "doc._.newsfacts_country", "span._.newsfacts_entries"],
    default_config={
        "entries": {"@readers": "newsfacts.entries.v1", "path": "gazetteers/parties.jsonl"},
        "contexts": {
            "@readers": "newsfacts.contexts.v1",
            "path": "patterns/contexts.toml",
            "section": "party",
            "given_names": "lexicon/first_names.csv",
        },
        "countries": {"@readers": "newsfacts.countries.v1", "path": "gazetteers/countries.toml"},
        "patterns": None,
        "spans_key": "newsfacts/parties",
        "label": "PARTY",
        "yields_to": [],
    },
)
class Gazetteer:
    """Writes `doc.spans[spans_key]`: label_ is `label`, kb_id_ the canonical name."""

    def __init__(
        self,
        nlp: Language,
        name: str,
        *,
        entries: Entries,
        contexts: Contexts,
        countries: Countries,
        patterns: Patterns | None,
        spans_key: str,
        label: str,
        yields_to: list[str],
    ) -> None:
        self.name = name
        self.contexts = contexts
        self.spans_key = spans_key
        self.label = label
        self.yields_to = yields_to
        self._cues = CountryCues(countries)
        self._phrases = Phrases()
        for listed in entries:
            for use in USES:
                for text in listed.forms.get(use, ()):
                    words = words_of(nlp, text)
                    self._phrases.add(words, Form(tuple(words), use, listed, text in listed.home_only))
        for pattern in compile_patterns(patterns) if patterns else ():
            for phrase in pattern.phrases:
                self._phrases.add(phrase, pattern)

    def find(self, doc: Doc) -> list[GazetteerMatch]:
        """The names in `doc`, in text order, none overlapping another."""
        return self._resolve(doc, read(doc))[0]

    def __call__(self, doc: Doc) -> Doc:
        matches, country = self._resolve(doc, read(doc))
        doc._.newsfacts_country = country
        spans: list[Span] = []
        for match in matches:
            span = doc.char_span(*match.span, label=self.label, kb_id=match.name)
            if span is not None:
                doc._.newsfacts_entries[self.label, span.start_char, span.end_char] = match.entries
                spans.append(span)
        doc.spans[self.spans_key] = spans
        return doc

    def _resolve(self, doc: Doc, reading: Reading) -> tuple[list[GazetteerMatch], str | None]:
        chosen = self._choose(self._candidates(doc, reading), doc, reading)
        others = [span for key in self.yields_to for span in doc.spans.get(key, ())]
        weights = weigh(
            [
                *(c.countries for c in chosen if not any(o.home for o in c.options)),
                *([entry.countries for entry in span._.newsfacts_entries] for span in others),
                *self._cues.find(reading),
            ]
        )
        certain = {c.options[0].entry.name for c in chosen if len({_plain(o.entry.name) for o in c.options}) == 1}
        together = weigh(c.countries for c in chosen)  # everyday names of parties tell the country, too
        matches = []
        for start, end, options in chosen:
            entries = _settle(options, certain, weights)
            if len({_plain(entry.name) for entry in entries}) == 1:
                entries = best_fitting(entries, together)  # which country's Labour
                span = _text_span(doc, reading, start, end)
                matches.append(GazetteerMatch(span, self.label, entries[0].name, tuple(entries)))
        return matches, leading(weights)

    def _candidates(self, doc: Doc, reading: Reading) -> list[_Candidate]:
        found: list[_Candidate] = []
        surnames: set[str] = set()
        for start, end, payloads in self._phrases.find(reading):
            place = Place(doc, reading, start, end)
            options: list[_Option] = []
            listed = False
            for payload in payloads:
                if isinstance(payload, NamePattern):
                    if (named := payload.extend(place, self.contexts)) is not None:
                        span = _text_span(doc, reading, *named)
                        entry = payload.entry(view_of(doc).text[span.start : span.end])
                        found.append(
                            _Candidate(
                                *named, [_Option(entry, "yes", home=False, common=False, own_name=True)], listed=False
                            )
                        )
                    continue
                verdict = judge(payload, place, self.contexts)
                listed = listed or (right_case(payload, place) and before_number(place))
                if verdict == "surname":
                    surnames.update(reading.keys[start:end])
                elif verdict != "no":
                    entry = payload.listed.entry
                    own_name = _plain("".join(payload.words)) == _plain(entry.name)
                    regional = payload.use == "label" and "-" in "".join(entry.countries)
                    common = payload.use == "weak"
                    options.append(_Option(entry, verdict, payload.home, common, own_name, regional))
            if options:
                found.append(_Candidate(start, end, options, listed))
        found = [
            c for c in found if reading.keys[c.start] not in surnames or any(o.verdict == "yes" for o in c.options)
        ]
        return sorted(found, key=lambda candidate: (candidate.start, -candidate.end))

    def _choose(self, candidates: list[_Candidate], doc: Doc, reading: Reading) -> list[_Chosen]:
        """The longest of the candidates whose conditions hold."""
        known = {option.entry.name for c in candidates for option in c.options if option.verdict == "yes"}
        at_home = {code for c in candidates if len(c.options) == 1 for code in _only_country(c.options[0])}
        lists = [c.start for c in candidates if c.listed]
        taken = self._taken(doc)
        chosen: list[_Chosen] = []
        reached = 0
        for start, end, options, listed in candidates:
            if start < reached or _inside(reading.tokens[start], reading.tokens[end - 1], taken):
                continue
            in_list = listed and any(0 < abs(start - other) <= _LIST_REACH for other in lists)
            if holding := [o for o in options if _holds(o.verdict, _is_known(o, known, at_home), in_list)]:
                chosen.append(_Chosen(start, end, holding))
                reached = end
        return chosen

    def _taken(self, doc: Doc) -> list[tuple[int, int]]:
        return [(span.start, span.end) for key in self.yields_to for span in doc.spans.get(key, ())]


def _only_country(option: _Option) -> tuple[str, ...]:
    """The country that a party with no namesake tells: the BJP, India."""
    return option.entry.countries if option.verdict == "yes" and not option.home else ()


def _is_known(option: _Option, known: set[str], at_home: set[str]) -> bool:
    """Whether the article names the entry elsewhere, or others of its country beside which its everyday name tells."""
    beside_others = option.home and option.own_name and not at_home.isdisjoint(option.entry.countries)
    return option.entry.name in known or beside_others


def _holds(verdict: Verdict, known: bool, in_list: bool) -> bool:
    return (
        verdict == "yes"
        or (known and verdict in {"if_known", "if_either"})
        or (in_list and verdict in {"if_listed", "if_either"})
    )


def _inside(first: int, last: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= first and last < end for start, end in spans)


def _settle(options: list[_Option], certain: set[str], weights: Counter[str]) -> list[Entry]:
    """The entries meant: those named elsewhere in the article before those of the article's country."""
    fitting = [option for option in options if option.at_home(weights)]
    leader = max(weights.values(), default=0)
    if len(options) > 1 and leader >= _ABROAD:  # the liberals of a country that is named in passing are none of them
        fitting = [o for o in fitting if not o.home or score(o.entry, weights) >= _IN_PASSING * leader]
    entries = list({option.entry.id: option.entry for option in fitting}.values())
    elsewhere = [entry for entry in entries if entry.name in certain]
    return best_fitting(elsewhere or entries, weights) if entries else []


def _plain(name: str) -> str:
    """A name for comparing: the registers differ over commas and capitals."""
    return "".join(char for char in name.casefold() if char.isalnum())


def _text_span(doc: Doc, reading: Reading, start: int, end: int) -> TextSpan:
    first, last = doc[reading.tokens[start]], doc[reading.tokens[end - 1]]
    return TextSpan(first.idx, last.idx + len(last.text))
