"""What a cue reports: the reach of its clause or object, in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue, CueLexicon
from newsfacts.annotating.quotes.sources import Source

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_CLAUSAL = frozenset({"ccomp"})
_BACKSHIFTED = frozenset({"had", "would", "could", "might", "should", "was", "were", "'d"})
_PHRASE_TAGS = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "POS", "PRP$", "IN", "HYPH"})
_TIME_LINKS = frozenset({"after", "before", "when", "as"})
_TIME_NOUNS = frozenset(
    {
        "moments",
        "seconds",
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
        "hour",
        "day",
        "week",
        "month",
        "year",
    }
)
_INSERTED = frozenset({",", "–", "—", "-", "--"})
_CARRIES_ON = frozenset(
    {"of", "for", "in", "about", "against", "with", "towards", "toward", "over", "from", "by", "to", "among", "on"}
)
_FILLERS = frozenset({"RB", "RBR", "UH"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "hardly", "nor", "neither", "without"})
_HYPOTHETICAL = frozenset({"would", "could", "might", "may", "should", "must", "ca", "can", "'d"})
_REPORTING_INFINITIVES = frozenset({"go", "went", "goes", "going", "gone", "on"})


@dataclass(frozen=True, slots=True)
class Reach:
    """Tokens `first` to `last` (exclusive) of a complement; `clause` if it has a finite verb of its own."""

    first: int
    last: int
    clause: bool


def is_reported(block: Block, cue: Cue) -> bool:
    """Whether the cue says that something WAS said: not negated, not hypothetical, not a bare infinitive."""
    doc = block.doc
    token = doc[cue.first]
    only = False
    i = cue.first - 1
    while i >= block.first and cue.first - i <= 4 and block.owner(i) is None:
        before = doc[i]
        if before.lower_ in _NEGATIONS:
            return False
        if before.tag_ == "TO":
            governor = doc[i - 1].lower_ if i > block.first else ""
            return governor in _REPORTING_INFINITIVES
        if before.lower_ == "only":
            only = True
        elif before.tag_ == "MD" and before.lower_ in _HYPOTHETICAL:
            following = doc[cue.last + 1].lower_ if cue.last + 1 < block.last else ""
            return only or following == "only"
        elif before.tag_ not in {"RB", "VB", "VBD", "VBZ", "VBP", "VBN"}:
            break
        i -= 1
    return token.tag_ != "VB" or any(c.dep_ == "aux" for c in token.children)


def clause_after(block: Block, cue: Cue, lexicon: CueLexicon) -> Reach | None:
    """The finite clause that the cue governs on its right, without "that" and the final stop."""
    doc = block.doc
    token = doc[cue.first]
    following = cue.last + 1
    if following < block.last and (doc[following].tag_ in FINITE_TAGS and not doc[following].text[0].isupper()):
        return None  # "everything she says is", "a plan they say could fail": the clause around the cue is the writer's
    opened = _that(block, cue)
    start = opened
    while start is not None and start < block.last and doc[start].text == ",":
        start += 1
    if start is None and token.tag_ == "VBG" and cue.first > block.first and doc[cue.first - 1].tag_ in {"NN", "NNS"}:
        return None  # "a statement announcing the pick": no clause without "that"
    if start is None:
        hooks = [token, doc[cue.last]]  # "made clear (that)": the clause may hang on the last word
        clauses = (c for hook in hooks for c in hook.children if c.dep_ in _CLAUSAL and c.i > cue.last)
        head = next((c for c in clauses if _finite(c)), None)
        if head is not None and cue.verb.object and _names_result(head):
            return None
        start = _left(block, head, cue.last + 1) if head is not None else _bare_clause(block, cue)
        if start is not None and not cue.verb.tell:
            start = _whole_subject(block, cue.last + 1, start)
    while start is not None and start < block.last and doc[start].is_space:
        start += 1
    if start is None or start >= block.last:
        return None
    if opened is None and _is_question(doc[start]) and block.owner(start) is None:
        return None
    end = clause_end(block, cue, start, lexicon)
    return Reach(start, end, True) if end > start else None


def _finite(verb: Token) -> bool:
    if verb.tag_ in FINITE_TAGS:
        return True
    return any(
        c.tag_ in FINITE_TAGS or (c.dep_ in {"aux", "auxpass", "cop"} and c.tag_ in FINITE_TAGS) for c in verb.children
    ) or (
        any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children)
        and verb.tag_ in {"VBN", "VB"}
        and not any(c.tag_ == "TO" for c in verb.children)
    )


def _names_result(verb: Token) -> bool:
    """A bare participle, whatever the tagger calls it: "declared her elected" reports no clause."""
    carried = {"aux", "auxpass", "dobj", "attr", "acomp", "ccomp", "xcomp", "oprd"}
    return verb.lower_.endswith("ed") and not any(c.dep_ in carried for c in verb.children)


def _is_question(token: Token) -> bool:
    """Whether a clause that begins here reports a question or a topic, not a statement."""
    return token.lower_ in {"whether", "if", "why", "how", "what", "who", "where", "when", "which", "whom", "whose"}


def _that(block: Block, cue: Cue) -> int | None:
    """The token after the "that" of the cue's clause: only the addressee, adverbs and short phrases before it."""
    doc = block.doc
    i = cue.last + 1
    while i < block.last and i - cue.last <= 14 and block.owner(i) is None:
        token = doc[i]
        if token.lower_ == "that" and token.tag_ in {"IN", "DT", "WDT"}:
            following = doc[i + 1] if i + 1 < block.last else None
            if following is None:
                return None
            if token.tag_ == "DT":
                return None  # "said that claim was false"
            if (
                token.tag_ == "WDT"
                and (i == 0 or doc[i - 1].tag_.startswith("NN"))
                and token.dep_ in {"nsubj", "nsubjpass"}
            ):
                return None
            return i + 1
        if token.tag_ in FINITE_TAGS | {"VBG", "WP"} or token.text in {":", ";", ".", "—", "–"}:
            return None
        if token.tag_ == "TO" and (i + 1 == block.last or doc[i + 1].tag_ == "VB"):
            return None
        if token.text == "," and not _closed_parenthesis(block, i):
            return None
        i += 1
    return None


def _closed_parenthesis(block: Block, comma: int) -> bool:
    """Whether a second comma soon closes the insertion that this one opens, or closed it before."""
    doc = block.doc
    return any(doc[k].text == "," for k in range(comma + 1, min(comma + 10, block.last))) or any(
        doc[k].text == "," for k in range(max(block.first, comma - 9), comma)
    )


def _left(block: Block, head: Token, earliest: int) -> int:
    """First token of a complement clause: commas, "that" and adjuncts of the cue passed over."""
    doc = block.doc
    first = max(head.left_edge.i, earliest)
    if not any(c.dep_ in _SUBJECTS for c in head.children if c.i < head.i) and first > earliest:
        first = _missed_subject(block, earliest, first)
    while (
        first < head.i
        and block.owner(first) is None
        and (
            doc[first].text in {",", ":", "-", "–", "—", "--"}
            or doc[first].is_space
            or (doc[first].lower_ == "that" and doc[first].dep_ == "mark")
        )
    ):
        first += 1
    return first


def _whole_subject(block: Block, earliest: int, start: int) -> int:
    """Where the subject begins that the parser cut into: all of the words between a verb of saying and its clause."""
    doc = block.doc
    first = earliest
    while first < start and (doc[first].tag_ == "RB" or doc[first].is_space):
        first += 1
    nominal = all(doc[i].tag_.startswith(("NN", "JJ", "DT", "CD", "POS", "PRP$", "IN")) for i in range(first, start))
    opens = first < start and doc[first].tag_ != "IN" and doc[first].ent_type_ not in {"DATE", "TIME"}
    return first if nominal and opens else start


def _missed_subject(block: Block, earliest: int, first: int) -> int:
    """Where a clause begins whose subject the parser took for the cue's object: "warned [the party was finished]".

    In "told the ABC [colleagues were rattled]" an outlet, a pronoun or a noun before another phrase is the hearer.
    """
    doc = block.doc
    outlets = doc.spans.get("newsfacts/outlets", [])
    hearer: int | None = next((o.end for o in outlets if earliest <= o.start <= earliest + 1 and o.end < first), None)
    if hearer is not None:
        return hearer
    if doc[earliest].tag_ == "PRP" and earliest + 1 < first:
        return earliest + 1
    for i in range(earliest + 1, first):
        if doc[i].tag_ in {"DT", "PRP$", "PRP"} and doc[i - 1].tag_ in {"NN", "NNS", "NNP", "NNPS"}:
            return i
    return earliest


def _bare_clause(block: Block, cue: Cue) -> int | None:
    """A clause that follows the cue without "that", where the parser saw none: subject, then finite verb."""
    doc = block.doc
    if not cue.verb.clause:
        return None
    i = cue.last + 1
    while i < block.last and doc[i].tag_ in _FILLERS:
        i += 1
    start = i
    nominal = False
    while i < block.last and i - start < 9:
        token = doc[i]
        if block.owner(i) is not None:
            return None
        if token.tag_ in FINITE_TAGS and nominal:
            return start
        if token.tag_ in {"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD", "EX"}:
            nominal = True
        elif token.tag_ not in {"JJ", "PRP$", "POS", "HYPH", "RB", "JJS", "JJR", "VBN"} and token.lower_ != "of":
            return None
        i += 1
    return None


def clause_end(block: Block, cue: Cue, start: int, lexicon: CueLexicon) -> int:
    """One past the last token of what is reported: the sentence's end, or where the writer takes over again."""
    doc = block.doc
    end = block.sentence_end(max(start, cue.last))
    end = _main_clause(block, cue, start, end)
    for i in block.narrative(start + 1, end):
        token = doc[i]
        if token.tag_ == "VBG" and token.lower_ in lexicon.verbs and _after_quoted_comma(block, i):
            return _trim(block, start, i)
        if token.text in {",", "–", "—", "-", "--"} and token.tag_ != "HYPH":
            if _writer_resumes(block, cue, i, end, lexicon):
                return _trim(block, start, i)
        elif token.tag_ == "CC" and token.lower_ in {"and", "but", "or", "yet"}:
            following = next(block.narrative(i + 1, end), end)
            while following < end and doc[following].tag_ in {"RB"}:
                following += 1
            if following < end and _coordinated_with_cue(block, cue, start, i, following, end, lexicon):
                return _trim(block, start, i)
        elif (
            token.dep_ in {"advcl", "prep"}
            and token.head.i == cue.first
            and i > start
            and _adjunct_first(block, token) > start
        ):
            first = _adjunct_first(block, token)
            if doc[first - 1].text == "," and block.owner(first) is None and not _has_marks(block, first, end):
                return _trim(block, start, first)
    return _trim(block, start, end)


def _backshifted(block: Block, start: int, end: int) -> bool:
    """Whether all verbs of the reported clause are put back in time ("had", "would", "was"), so that a plain past after
    it is the writer's: "said it had been close, and left the hall"."""
    finite = [block.doc[i].lower_ for i in block.narrative(start, end) if block.doc[i].tag_ in FINITE_TAGS]
    return bool(finite) and all(verb in _BACKSHIFTED for verb in finite)


def _after_quoted_comma(block: Block, i: int) -> bool:
    """Whether the token follows marks that take in the writer's comma: a "sore loser," adding."""
    before = block.owner(i - 1)
    return before is not None and block.last_char(before) == ","


def _another_speaks(block: Block, first: int, end: int, lexicon: CueLexicon) -> bool:
    """Whether a noun phrase and a finite cue begin here, so that another report begins."""
    doc = block.doc
    i = first
    while i < min(first + 9, end) and block.owner(i) is None and doc[i].tag_ in _PHRASE_TAGS:
        i += 1
    if i == first or i >= end or doc[first].tag_ in {"PRP", "EX"} or doc[i].tag_ not in {"VBD", "VBZ"}:
        return False
    known = lexicon.verbs.get(doc[i].lower_)
    return known is not None and not (known.weak or known.deed or known.inanimate)


def _main_clause(block: Block, cue: Cue, start: int, end: int) -> int:
    """Where the main clause begins, if the cue stands in a clause before it: "After aides said X, she left"."""
    verb = block.doc[cue.first]
    if verb.dep_ != "advcl" or verb.head.i < cue.first:
        return end
    subject = next((c for c in verb.head.children if c.dep_ in _SUBJECTS and c.i > start), None)
    first = subject.left_edge.i if subject is not None else verb.head.i
    comma = next((i for i in range(first, start, -1) if block.doc[i].text == "," and block.owner(i) is None), None)
    return comma if comma is not None and start < comma < end else end


def _has_marks(block: Block, first: int, last: int) -> bool:
    return bool(block.marks_in(first, last))


def _adjunct_first(block: Block, token: Token) -> int:
    return max(block.first, token.left_edge.i)


def _writer_resumes(block: Block, cue: Cue, comma: int, end: int, lexicon: CueLexicon) -> bool:
    """Whether the writer takes over after this comma: ", adding that", ", according to", ", he said", ", as"."""
    doc = block.doc
    following = next(block.narrative(comma + 1, end), end)
    if following >= end or block.marks_in(comma + 1, following):
        return False
    token = doc[following]
    if token.lower_ == "according":
        return True
    if token.lower_ == "as" and following + 1 < end and doc[following + 1].lower_ in lexicon.verbs:
        return True
    if not _has_marks(block, following, end) and _time_clause(block, following, end):
        return True
    if token.tag_ == "VBG" and (token.lower_ in lexicon.verbs or token.lower_ in lexicon.phrases):
        return True
    return bool(
        token.tag_ in {"PRP", "NNP"}
        and following + 1 < end
        and doc[following + 1].lower_ in lexicon.verbs
        and following + 2 >= end - 1
    )


def _time_clause(block: Block, first: int, end: int) -> bool:
    """Whether the writer's own time clause begins here: ", hours after ...", ", just as ..."."""
    for i in range(first, min(first + 4, end)):
        token = block.doc[i]
        if token.lower_ in _TIME_LINKS:
            return i > first or token.lower_ != "as"
        if token.tag_ not in {"CD", "DT", "RB", "JJ"} and token.lower_ not in _TIME_NOUNS:
            return False
    return False


def _coordinated_with_cue(
    block: Block, cue: Cue, start: int, conjunction: int, following: int, end: int, lexicon: CueLexicon
) -> bool:
    """Whether "and/but" goes on with the speaker's next deed ("said it was over and urged him to go") or with another
    speaker ("..., and a second MP predicted"), not with the reported clause ("said it was over and had to stop")."""
    doc = block.doc
    token = doc[following]
    comma = doc[conjunction - 1].text == "," or (block.owner(conjunction - 1) is not None)
    if comma and token.tag_ == "VBD" and token.lower_ not in _BACKSHIFTED and _backshifted(block, start, conjunction):
        return True
    if token.tag_ in {"VBD", "VBZ"} and (
        token.lower_ in lexicon.verbs or token.lower_ in lexicon.phrases or token.lower_ in lexicon.rejecting
    ):
        known = lexicon.verbs.get(token.lower_)
        if known is None or not (known.weak or known.deed) or (known.deed and comma):
            return True
    if token.head.i == cue.first and token.dep_ == "conj" and token.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    if comma and _another_speaks(block, following, end, lexicon):
        return True
    # a new clause with a subject of its own that the parser hangs on the cue, after a comma
    if doc[conjunction - 1].text == "," and doc[conjunction].lower_ in {"but", "and", "yet"}:
        head = next((c for c in doc[cue.first].children if c.dep_ == "conj" and c.i > following), None)
        return head is not None and head.left_edge.i <= following <= head.i
    return False


def _trim(block: Block, start: int, end: int) -> int:
    """Move an end back over commas, dashes, conjunctions and white space that stand outside of quotation marks."""
    doc = block.doc
    while (
        end > start + 1
        and block.owner(end - 1) is None
        and (
            doc[end - 1].is_space
            or doc[end - 1].text in {",", ";", ":", "–", "—", "-", "--", "("}
            or doc[end - 1].tag_ == "CC"
        )
    ):
        end -= 1
    return end


def object_after(block: Block, cue: Cue, lexicon: CueLexicon) -> Reach | None:
    """The object and complement of a judging verb, if it holds quotation marks: "X as "Y"", "for "Y"", "to "Y""."""
    first = cue.last + 1
    doc = block.doc
    while first < block.last and block.owner(first) is None and (doc[first].is_space or doc[first].tag_ == "RB"):
        first += 1
    if first < block.last and doc[first].lower_ == "against":  # warned against "complacency"
        first += 1
    if cue.verb.tell and not cue.verb.object:  # told her "never": the hearer is no part of it
        first = next((m.first for m in block.marks_in(first, block.last)), block.last)
    if first >= block.last:
        return None
    end = clause_end(block, cue, first, lexicon)
    marks = block.marks_in(first, end)
    if not marks:
        return None
    last_mark = marks[0].last
    for marked in marks[1:]:  # "X" and "Y" belong together; "X", which she said was "Y", do not
        if any(doc[i].tag_ in FINITE_TAGS | {"DT"} for i in block.narrative(last_mark, marked.first)):
            break
        last_mark = marked.last
    between = list(block.narrative(first, marks[0].first))
    if any(doc[i].text in {":", ";"} for i in between) or sum(doc[i].tag_ in FINITE_TAGS for i in between) > 1:
        return None
    return Reach(first, min(end, _phrase_end(block, last_mark, end)), False)


def _phrase_end(block: Block, last_mark: int, end: int) -> int:
    """Where the phrase ends that the last marks belong to: the "shambolic" handling of it.

    The writer's "after the vote" and what follows a comma stay out.
    """
    doc = block.doc
    i = last_mark
    while i < end and block.owner(i) is None:
        token = doc[i]
        if token.tag_ == "IN" and (
            token.lower_ not in _CARRIES_ON or (i + 1 < end and doc[i + 1].ent_type_ in {"DATE", "TIME"})
        ):
            break
        if (
            (token.is_punct and token.tag_ != "HYPH")
            or token.tag_ in FINITE_TAGS
            or token.tag_ in {"CC", "WDT", "WP", "WRB"}
            or token.lower_ == "that"
        ):
            break
        i += 1
    return _trim(block, last_mark - 1, i) if i > last_mark else last_mark


def clause_around(block: Block, cue: Cue, source: Source) -> list[Reach]:
    """The clause that the cue interrupts: "The vote, she said, was over." in two reaches; none where it does not."""
    doc = block.doc
    first, last = min(source.first, cue.first), max(source.last, cue.last + 1)
    while last < block.last and (doc[last].tag_ == "RB" or doc[last].is_space):
        last += 1
    opening = first - 1
    while opening > block.first and (doc[opening].is_space or doc[opening].tag_ == "RB"):
        opening -= 1
    if (
        last >= block.last
        or doc[last].text not in _INSERTED
        or doc[opening].text not in _INSERTED
        or opening <= block.first
    ):
        return []
    if block.owner(opening) is not None or block.owner(last) is not None:
        return []
    start, end = block.sentence_start(opening), block.sentence_end(cue.first)
    while start < opening and doc[start].tag_ == "CC":
        start += 1
    after = next(block.narrative(last + 1, end), end)
    lead, rest = [doc[i] for i in block.narrative(start, opening)], [doc[i] for i in block.narrative(after, end)]
    if (
        not lead
        or not any(t.tag_ in FINITE_TAGS for t in lead + rest)
        or any(doc[i].lower_ in {"who", "which"} for i in range(first, last))
    ):
        return []
    if rest and rest[0].tag_ == "VBG" and not any(t.tag_ in FINITE_TAGS for t in lead):
        return []
    reaches = [Reach(start, _trim(block, start, opening), True)]
    goes_on = any(t.tag_ in FINITE_TAGS for t in rest) or not any(t.tag_ in FINITE_TAGS for t in lead)
    if after < end and goes_on and doc[after].tag_ not in {"VBG", "WP", "WDT"}:
        reaches.append(Reach(after, _trim(block, after, end), True))
    return reaches


def clause_before(block: Block, cue: Cue, source: Source) -> Reach | None:
    """The clause that the cue follows: "It was over, she said." / "It was over, according to her."."""
    doc = block.doc
    rest = [doc[i] for i in block.narrative(cue.last + 1, block.sentence_end(cue.first))]
    if (
        cue.verb.lemma != "according to"
        and source.first < cue.first
        and (
            doc[cue.first].dep_ == "relcl"
            or any(t.tag_ in FINITE_TAGS or (t.lower_ == "to" and t.tag_ == "TO" and t.head.tag_ == "VB") for t in rest)
        )
    ):
        return None
    comma = min(source.first, cue.first) - 1
    while comma >= block.first and doc[comma].is_space:
        comma -= 1
    if comma <= block.first or (doc[comma].text not in {",", "–", "—", "-", "--"} and block.owner(comma) is None):
        return None
    last = comma if block.owner(comma) is None else comma + 1
    start = block.sentence_start(last - 1)
    while start < last and doc[start].tag_ == "CC":
        start += 1
    finite = any(doc[i].tag_ in FINITE_TAGS for i in range(start, last))
    last = _trim(block, start, last)
    return Reach(start, last, finite) if last > start and finite else None
