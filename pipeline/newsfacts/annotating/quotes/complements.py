"""Which clause a cue governs on its right, in tokens."""

from __future__ import annotations

from spacy.tokens import Token

from newsfacts.annotating.quotes.blocks import Block
from newsfacts.annotating.quotes.cue_verbs import CueLexicon
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue
from newsfacts.annotating.quotes.extent import SUBJECTS, Reach, clause_end

_CLAUSAL = frozenset({"ccomp"})
_IN_SUBJECTS = frozenset({"JJ", "PRP$", "POS", "HYPH", "RB", "JJS", "JJR", "VBN"})
_TIME_LINKS = frozenset({"after", "as", "before", "when", "while"})
_FILLERS = frozenset({"RB", "RBR", "UH"})


def clause_after(block: Block, cue: Cue, lexicon: CueLexicon) -> Reach | None:
    """The finite clause that the cue governs on its right, without "that" and the final stop."""
    doc = block.doc
    token = doc[cue.first]
    following = cue.last + 1
    if following < block.last and (block.tags[following] in FINITE_TAGS and not block.texts[following][0].isupper()):
        return None  # "everything she says is", "a plan they say could fail": the clause around the cue is the writer's
    opened = _that(block, cue, lexicon)
    start = opened
    while start is not None and start < block.last and block.texts[start] == ",":
        start += 1
    if start is None and token.tag_ == "VBG" and cue.first > block.first and block.tags[cue.first - 1] in {"NN", "NNS"}:
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
    while start is not None and start < block.last and block.texts[start].isspace():
        start += 1
    if start is None or start >= block.last:
        return None
    if opened is None and _is_question(doc[start]) and block.owner(start) is None:
        return None
    end = clause_end(block, cue, start, lexicon)
    if opened is None and _tells_when(block, start, end):
        return None
    return Reach(start, end, True) if end > start else None


def _tells_when(block: Block, start: int, end: int) -> bool:
    """Whether the clause tells when something was said, not what: "said as she left"."""
    opens = block.lowers[start] in _TIME_LINKS and block.tags[start] in {"IN", "WRB"}
    return opens and sum(block.tags[i] in FINITE_TAGS for i in block.narrative(start, end)) < 2


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
    return token.lower_ in {"whether", "why", "how", "what", "who", "where", "when", "which", "whom", "whose"}


def _that(block: Block, cue: Cue, lexicon: CueLexicon) -> int | None:
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
            if _has_object(block, cue, i) and not _object_reports(block, cue, i, lexicon):
                return None  # "announced plans that": the clause tells about the plans
            if (
                token.tag_ == "WDT"
                and (i == 0 or block.tags[i - 1].startswith("NN"))
                and token.dep_ in {"nsubj", "nsubjpass"}
            ):
                return None
            return i + 1
        if token.tag_ in FINITE_TAGS | {"VBG", "WP"} or token.text in {":", ";", ".", "—", "–"}:
            return None
        if token.tag_ == "TO" and (i + 1 == block.last or block.tags[i + 1] == "VB"):
            return None
        if token.text == "," and not _closed_parenthesis(block, i):
            return None
        i += 1
    return None


def _has_object(block: Block, cue: Cue, that: int) -> bool:
    """Whether a noun phrase that is no time and no hearer stands between the cue and "that"."""
    doc = block.doc
    i = cue.last + 1
    while i < that and (block.tags[i] in _FILLERS or block.texts[i].isspace()):
        i += 1
    if cue.verb.tell or i >= that or doc[i].ent_type_ in {"DATE", "TIME"}:
        return False
    return block.tags[i] in {"DT", "JJ", "NN", "NNS", "PRP$", "CD"} and block.tags[that - 1] in {"NN", "NNS"}


def _object_reports(block: Block, cue: Cue, that: int, lexicon: CueLexicon) -> bool:
    """Whether the object is a claim or belief, and the clause after it what was said: "repeated her belief that"."""
    return block.lowers[that - 1] in lexicon.nouns and all(block.texts[i] != "," for i in range(cue.last + 1, that))


def _closed_parenthesis(block: Block, comma: int) -> bool:
    """Whether a second comma soon closes the insertion that this one opens, or closed it before."""
    return any(block.texts[k] == "," for k in range(comma + 1, min(comma + 10, block.last))) or any(
        block.texts[k] == "," for k in range(max(block.first, comma - 9), comma)
    )


def _left(block: Block, head: Token, earliest: int) -> int:
    """First token of a complement clause: commas, "that" and adjuncts of the cue passed over."""
    doc = block.doc
    first = max(head.left_edge.i, earliest)
    if not any(c.dep_ in SUBJECTS for c in head.children if c.i < head.i) and first > earliest:
        first = _missed_subject(block, earliest, first)
    while (
        first < head.i
        and block.owner(first) is None
        and (
            block.texts[first] in {",", ":", "-", "–", "—", "--"}
            or block.texts[first].isspace()
            or (block.lowers[first] == "that" and doc[first].dep_ == "mark")
        )
    ):
        first += 1
    return first


def _whole_subject(block: Block, earliest: int, start: int) -> int:
    """Where the subject begins that the parser cut into: all of the words between a verb of saying and its clause."""
    doc = block.doc
    first = earliest
    while first < start and (block.tags[first] == "RB" or block.texts[first].isspace()):
        first += 1
    if first < start and block.tags[first] == "VBG":
        return first  # said [closing] it would put hundreds out of work
    nominal = all(block.tags[i].startswith(("NN", "JJ", "DT", "CD", "POS", "PRP$", "IN")) for i in range(first, start))
    opens = first < start and block.tags[first] != "IN" and doc[first].ent_type_ not in {"DATE", "TIME"}
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
    if block.tags[earliest] == "PRP" and earliest + 1 < first:
        return earliest + 1
    for i in range(earliest + 1, first):
        if block.tags[i] in {"DT", "PRP$", "PRP"} and block.tags[i - 1] in {"NN", "NNS", "NNP", "NNPS"}:
            return i
    return earliest


def _bare_clause(block: Block, cue: Cue) -> int | None:
    """A clause that follows the cue without "that", where the parser saw none: subject, then finite verb."""
    doc = block.doc
    if not cue.verb.clause:
        return None
    i = cue.last + 1
    while i < block.last and block.tags[i] in _FILLERS:
        i += 1
    start = i
    nominal = cue.verb.lemma == "say" and i < block.last and block.tags[i] == "VBG"  # said closing it would help
    i += nominal
    while i < block.last and i - start < 9:
        token = doc[i]
        if block.owner(i) is not None:
            return None
        if token.tag_ in FINITE_TAGS and nominal:
            return start
        if token.tag_ in {"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD", "EX"}:
            nominal = True
        elif token.tag_ not in _IN_SUBJECTS and token.lower_ != "of":
            return None
        i += 1
    return None
