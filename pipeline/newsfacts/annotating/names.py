"""Words, and sequences of them that may be a person's name.

    >>> from newsfacts.annotating.layout import find_layout
    >>> from newsfacts.annotating.name_words import find_words
    >>> from newsfacts.annotating.names import NameFinder
    >>> from newsfacts.annotating.people_knowledge import read_people_lexicon
    >>> lexicon = read_people_lexicon()
    >>> text = "Behind Ms Ida ap Gwynne, MP, came J. D. Oake's rival."
    >>> words = find_words(text, find_layout(text).paragraphs[0], lexicon)
    >>> [(c.title_text, c.text) for c in NameFinder(lexicon).find(text, words)]
    [('Ms', 'Ida ap Gwynne'), ('', 'J. D. Oake')]

Nothing is decided here: which candidates are people is for `people` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from newsfacts.annotating.name_words import Word, normalise
from newsfacts.annotating.people_knowledge import PeopleLexicon
from newsfacts.annotating.people_lines import Title
from newsfacts.annotating.types import TextSpan

_NICKNAME = re.compile(
    r"\.?\s+(?:[\"“‘']((?:the\s+|The\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*)?)[\"”’']|\(([A-Z][\w'’-]{1,20})\))\s+(?=[^\W\d_])"
)
_SUFFIX = re.compile(r",?\s+(Jr|Sr|II|III|IV)\b\.?")
_DOTTED = frozenset({"St", "Mohd", "Md"})  # parts of names that are abbreviated with a full stop
MAX_WORDS = 6
_MOST_TITLES = 12  # words of all titles before a name
_MOST_PREFIXES = 2  # US State Senator


@dataclass(slots=True)
class Candidate:
    """A sequence of capitalised words at `first:stop` of its paragraph's words, with the title before it."""

    words: list[Word]
    first: int
    stop: int
    paragraph: int
    title: Title | None = None
    title_text: str = ""
    title_start: int = -1
    nickname: str = ""
    suffix: str = ""
    end: int = 0
    text: str = ""
    before: list[Word] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def span(self) -> TextSpan:
        """The bare name."""
        return TextSpan(self.start, self.end)

    @property
    def outer(self) -> TextSpan:
        """The name with its title."""
        return TextSpan(self.title_start if self.title else self.start, self.end)


class NameFinder:
    """Finds the candidates of a paragraph. `barred` says whether a word at an offset belongs to a known non-person."""

    def __init__(self, lexicon: PeopleLexicon) -> None:
        self.lexicon = lexicon

    def find(
        self, text: str, words: list[Word], paragraph: int = 0, barred: Callable[[Word], bool] = lambda word: False
    ) -> Iterator[Candidate]:
        """The candidates among `words`, from left to right."""
        prefixes = self.lexicon.prefixes
        behind = 0  # the candidate before
        for position in [i for i, word in enumerate(words) if word.capital or word.text in prefixes]:
            if position < behind:
                continue
            after, title, title_text = self._title(words, position)
            if title and title.weak and position and words[position].gap.isspace():
                title = None if words[position - 1].text in {"for", "of"} else title  # Minister for Justice Ida Oake
            if title and self._leads(words, after):
                title = None  # PC leader Ida Oake: no constable
            if title and after < len(words) and self._may_start(words, after, barred, titled=True):
                candidate = self._candidate(text, words, after, paragraph, barred)
                candidate.title, candidate.title_text = title, title_text
                candidate.title_start = words[after - len(title_text.split())].start
                yield candidate
                behind = candidate.stop
            elif self._may_start(words, position, barred, titled=False):
                candidate = self._candidate(text, words, position, paragraph, barred)
                if split := self._behind_place(words, candidate):
                    candidate = self._candidate(text, words[:split], position, paragraph, barred)
                yield candidate
                behind = candidate.stop

    def _leads(self, words: list[Word], position: int) -> bool:
        """Whether an office and a name of two words or more follow, which the letters before belong to as a party's."""
        named = words[position + 1 : position + 3]
        following = len(named) == 2 and all(word.capital and word.gap.isspace() for word in named)
        return following and words[position].text.lower() in self.lexicon.roles.leadership

    def _behind_place(self, words: list[Word], candidate: Candidate) -> int:
        """Where a name begins that follows a place at once: In Higham Moss | Ida Oake won; 0 if none does."""
        first, stop = candidate.first, candidate.stop
        before = words[first - 1].text if first else ""
        if stop - first < 3 or not before.istitle() or before.lower() not in self.lexicon.not_names.place_prepositions:
            return 0
        if not words[first].gap.isspace() or self.lexicon.first_name(words[first].text):
            return 0
        given = (at for at in range(first + 1, stop - 1) if self.lexicon.first_name(words[at].text))
        return next(given, 0)

    def _title(self, words: list[Word], position: int, prefixes: int = 0) -> tuple[int, Title | None, str]:
        """The title or titles at `position`: where the name begins, the last title that tells most, and their text."""
        found: Title | None = None
        start = position
        prefixed = words[position].text in self.lexicon.prefixes and prefixes < _MOST_PREFIXES
        if prefixed and position + 1 < len(words):
            after, title, text = 0, None, ""
            if words[position + 1].capital:
                after, title, text = self._title(words, position + 1, prefixes + 1)
            if title and title.role and not title.office and words[position + 1].gap.isspace():
                return after, title, f"{words[position].text} {text}"
            return position, None, ""
        opening = position
        while position < min(len(words), opening + _MOST_TITLES):
            length, title = self._one_title(words, position)
            if not title or (position > start and words[position].gap.strip(" \n") not in {"", "."}):
                break
            if found and title.kept and self.lexicon.first_name(words[position].text):
                break  # Gov. Earl Oake
            if found and ((found.office and not title.office) or (found.role and not title.role and not title.kept)):
                start, found = position, None  # Chairman Rep. Ida Oake, Superintendent Dr. Ida Oake
            found = title if not found or title.kept or not found.gender else found
            position += length
        if not found or position >= len(words) or words[position].gap.strip(" \n") not in {"", "."}:
            return opening, None, ""
        parts = []
        for index in range(start, position):
            dotted = words[index + 1].gap.startswith(".")
            parts.append(words[index].text + ("." if dotted else ""))
        return position, found, " ".join(parts)

    def _one_title(self, words: list[Word], position: int) -> tuple[int, Title | None]:
        if words[position].low not in self.lexicon.title_starts or words[position].possessive:
            return 0, None
        for length in (3, 2, 1):
            form = " ".join(word.low for word in words[position : position + length])
            if form in self.lexicon.titles and all(
                w.gap.strip(" \n.") == "" for w in words[position + 1 : position + length]
            ):
                return length, self.lexicon.titles[form]
        return 0, None

    def _may_start(self, words: list[Word], position: int, barred: Callable[[Word], bool], titled: bool) -> bool:
        word = words[position]
        if titled:
            return (
                word.capital or word.text in self.lexicon.particles - self.lexicon.never_first
            ) and word.text not in self.lexicon.not_names.calendar
        if not word.capital or barred(word):
            return False
        follower = words[position + 1] if position + 1 < len(words) else None
        joined = bool(follower and follower.gap.isspace() and follower.capital and not word.possessive)
        given = self.lexicon.first_name(word.text)
        if word.text in self.lexicon.not_names.calendar and not (given and joined):
            return False
        if word.text in self.lexicon.not_names.openers:
            # Will Fell, but not: Will Ida Oake
            return bool(
                given and joined and follower and not self.lexicon.first_name(follower.text) and not barred(follower)
            )
        if given and joined:
            return True
        if joined and not given and self._heads_a_place(words, position):
            return False  # Secretary of State Ann Field; the MP for Stowe Ann Field
        # A role noun may be a surname that the article has in full: Weaver said.
        lower = word.low
        trade = lower in self.lexicon.role_nouns and lower not in self.lexicon.title_starts
        trade = trade and not word.text.isupper() and not joined
        return trade or not self._is_noun(word)

    def _heads_a_place(self, words: list[Word], position: int) -> bool:
        """Whether the word ends a place or body that a name follows directly."""
        known = self.lexicon.not_names
        given = self.lexicon.first_name(words[position + 1].text)
        after = words[position + 2] if position + 2 < len(words) else None
        if not given or not after or not after.capital or not after.gap.isspace():
            return False
        before = words[position - 1].text if position else ""
        text = words[position].text
        return (
            text in known.place_heads or text in known.organisation_heads or before in {"for", "of", "at", "in", "from"}
        )

    def _is_noun(self, word: Word) -> bool:
        """Whether the word is a role, a people, or another capitalised word that is no name by itself."""
        known = self.lexicon.not_names
        lower = word.low
        return (
            lower in self.lexicon.role_nouns
            or lower.removesuffix("s") in self.lexicon.role_nouns  # Voters Worried
            or word.text in known.demonyms
            or word.text in known.others
            or word.text in self.lexicon.postnominals
            or (word.text[-1:] == "s" and word.text[:-1] in self.lexicon.postnominals)  # MPs
        )

    def _candidate(
        self, text: str, words: list[Word], first: int, paragraph: int, barred: Callable[[Word], bool]
    ) -> Candidate:
        stop = first + 1
        nickname = ""
        while stop < len(words) and stop - first < MAX_WORDS:
            previous, word = words[stop - 1], words[stop]
            if previous.possessive:
                break
            quoted = None if nickname else _NICKNAME.match(text, previous.end)
            if quoted:
                after = next((i for i in range(stop, len(words)) if words[i].start >= quoted.end()), None)
                if after is not None and words[after].capital and not barred(words[after]) and words[after].gap.strip():
                    nickname, stop = normalise(quoted.group()), after + 1
                    continue
            if not self._joins(words, first, stop, barred):
                break
            if word.text in self.lexicon.particles:
                after = stop + 1
                while after < len(words) and words[after].text in self.lexicon.particles and words[after].gap.isspace():
                    after += 1
                if after >= len(words) or not words[after].capital or not words[after].gap.isspace():
                    break
                stop = after
            stop += 1
        if len(words[stop - 1].text) == 1 and stop - first > 1:
            stop -= 1  # "Ida G. and Ola K. Oake": an initial ends no name
        kept = words[first:stop]
        end = kept[-1].end
        suffix = "" if kept[-1].possessive else self._suffix(text, end)
        candidate = Candidate(kept, first, stop, paragraph, nickname=nickname, suffix=suffix, before=words[:first])
        candidate.end = end + len(suffix)
        candidate.text = normalise(text[candidate.start : candidate.end])
        while candidate.stop < len(words) and words[candidate.stop].start < candidate.end:
            candidate.stop += 1
        return candidate

    def _joins(self, words: list[Word], first: int, position: int, barred: Callable[[Word], bool]) -> bool:
        """Whether the word at `position` continues the name that began at `first`."""
        previous, word = words[position - 1], words[position]
        initial = len(previous.text) == 1 and previous.text.isupper()
        gap = word.gap.replace(".", "", 1) if initial or previous.text in _DOTTED else word.gap
        if not gap.isspace() or gap.count("\n") > 1:
            return False
        known = self.lexicon.not_names
        if word.text in self.lexicon.particles:
            if word.text == "of":  # only in the style of peers: Lord Field of Ferrow
                title_before = words[first - 1].text if first else ""
                return title_before in {"Lord", "Lady", "Baroness", "Baron"} and position == first + 1
            return word.text != "an" or previous.text in {"Mac", "Nic", "Ó"}
        if not word.capital or word.text in self.lexicon.not_names.calendar or word.text in self.lexicon.suffixes:
            return False
        starts_named = self.lexicon.first_name(words[first].text) is not None or len(words[first].text) == 1
        if word.text in known.also_surnames and starts_named:
            return position - first < 4
        if barred(word) or word.text in known.openers:
            return False
        if word.text in self.lexicon.postnominals:
            return False
        if self._is_noun(word):
            # A role as a surname: Stephen King. Otherwise a new phrase begins here.
            ends_run = position + 1 == len(words) or not (
                words[position + 1].capital and words[position + 1].gap.isspace()
            )
            return starts_named and ends_run and position <= first + 2
        return not (word.text.isupper() and len(word.text) > 1 and not previous.text.isupper() and len(word.text) > 3)

    def _suffix(self, text: str, end: int) -> str:
        match = _SUFFIX.match(text, end)
        if not match or match.group(1) not in self.lexicon.suffixes:
            return ""
        found = match.group()
        # The full stop may be the sentence's: keep it after Jr and Sr only.
        return found if match.group(1) in {"Jr", "Sr"} else found.rstrip(".")
