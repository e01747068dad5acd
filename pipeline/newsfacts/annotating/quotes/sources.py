"""Who speaks: the noun phrase of a cue, by the parse where it holds, else by the words around the cue."""

from __future__ import annotations

from spacy.tokens import Token

from newsfacts.annotating.quotes.blocks import DASHES, Block
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue
from newsfacts.annotating.quotes.nounphrases import (
    Source,
    from_head,
    is_named_like_modal,
    phrase_after,
    phrase_before,
)

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# Verbs whose object itself does what the participle behind it says.
_SHOWING = frozenset(
    {"show", "shows", "showed", "depict", "depicts", "depicted", "hear", "hears", "heard", "see", "sees", "saw"}
    | {"catch", "catches", "caught", "film", "films", "filmed", "quote", "quotes", "quoted", "feature", "features"}
    | {"record", "records", "recorded", "capture", "captures", "captured", "featured"}
)
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_AUXILIARIES = frozenset({"has", "have", "had", "'ve", "'d", "'s", "did", "does", "do", "is", "was", "are", "were"})


def find_source(block: Block, cue: Cue) -> Source | None:
    """The source of a cue, or None for a passive without an agent and the like."""
    doc = block.doc
    token = doc[cue.first]
    if cue.verb.lemma == "according to":
        return phrase_after(block, cue.last + 1)
    if _is_passive(token) or _is_reduced_passive(block, token):
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        return phrase_after(block, agent.i + 1) if agent is not None else None
    before, after = _beside(block, cue)
    if before is not None:
        return before
    if after is not None:
        return after
    near = phrase_before(block, cue.first)
    if near is not None and near.reach == cue.first and _follows_quotation(block, near.first):
        return near
    subject = _subject(token)
    if (
        subject is not None
        and token.tag_ == "VBG"
        and token.dep_ != "pcomp"
        and (shown := _shown(subject, cue.first)) is not None
    ):
        subject = shown
    if subject is None or block.owner(subject.i) is not None or not block.first <= subject.i < block.last:
        beside = phrase_before(block, cue.first)
        if _is_object(block, token, beside.head if beside is not None else None):
            return _governing(block, cue.first, beside) or beside
        if beside is None:  # "opposes it and recalled"
            return governing_subject(block, cue.first) if block.tags[cue.first - 1] == "CC" else None
        return _antecedent(block, beside.first) or beside
    bracket = _bracket_around(block, subject.i, cue.first)
    if bracket is not None:
        return phrase_before(block, bracket)
    if subject.i < cue.first and (related := _antecedent(block, subject.i)) is not None:
        return related
    if near is not None and subject.i < near.first and _cut_off(block, subject.i, near.first):
        return near
    if _is_object(block, token, subject.i):
        beside = from_head(block, subject, cue.first)
        return _governing(block, cue.first, beside) or beside
    if subject.is_upper and _closes_dateline(block, subject.i + 1, cue.first):
        return phrase_before(block, cue.first)
    return from_head(block, subject, cue.first)


def _shown(subject: Token, limit: int) -> Token | None:
    """Whom a film or witness shows or hears doing what a participle says: "the ad shows Ms Roe on a stage, asking"."""
    if subject.head.lower_ not in _SHOWING or subject.dep_ != "nsubj":
        return None
    return next((c for c in subject.head.children if c.dep_ == "dobj" and subject.i < c.i < limit), None)


def _bracket_around(block: Block, subject: int, limit: int) -> int | None:
    """The bracket that opens before the parser's subject and closes behind it: Jane Roe (Con, Leeds) said."""
    close = next((i for i in range(subject, limit) if block.texts[i] in {"(", ")"}), None) if subject < limit else None
    if close is None or block.texts[close] == "(":
        return None
    return next((i for i in range(subject, max(block.first, subject - 8), -1) if block.texts[i] == "("), None)


def _cut_off(block: Block, subject: int, first: int) -> bool:
    """Whether a new clause begins between the parser's subject and the phrase at the cue: "it was so — Roe said"."""
    marks = [i for i in block.narrative(subject, first) if block.texts[i] in {";", "–", "—", "--"}]
    return len(marks) == 1 and _has_finite(block, marks[0])


def _closes_dateline(block: Block, i: int, cue: int) -> bool:
    """Whether a dash follows at once, or behind an agency in brackets: LEEDS (Reuters) - Jane Roe said."""
    if i < cue and block.texts[i] == "(":
        while i < cue and block.texts[i - 1] != ")":
            i += 1
    return i < cue and block.texts[i] in DASHES


def _follows_quotation(block: Block, first: int) -> bool:
    """Whether a phrase stands right behind a quotation that ends in a mark of its own: "..." Jane Roe said."""
    while first > block.first and block.texts[first - 1].isspace():
        first -= 1
    marked = block.owner(first - 1)
    return marked is not None and block.last_char(marked) in {",", "?", "!"}


def _is_object(block: Block, verb: Token, phrase: int | None) -> bool:
    """Whether a participle has nothing, "it" or an object before it, so that the subject of the sentence speaks: "wrote
    to Roe warning", "issued a statement saying"; but "with Roe warning", "heard Roe warning" is Roe's."""
    doc = block.doc
    if not verb.lower_.endswith("ing"):
        return False
    if phrase is None or block.lowers[phrase] == "it":
        return True
    first = doc[phrase].left_edge.i
    if doc[phrase].dep_ == "dobj" and doc[phrase].head.lower_ in _SHOWING:
        return False
    return doc[phrase].dep_ in {"dobj", "pobj", "dative"} and not (first > 0 and block.lowers[first - 1] == "with")


def _governing(block: Block, limit: int, beside: Source | None) -> Source | None:
    """The subject of the verb whose object stands beside the participle, else that of the sentence."""
    token = block.doc[beside.head] if beside is not None else None
    while token is not None and not token.tag_.startswith("VB"):
        token = token.head if token.head.i != token.i else None
    subject = _subject(token) if token is not None else None
    if subject is None or block.owner(subject.i) is not None or not block.first <= subject.i < limit:
        return governing_subject(block, limit)
    return from_head(block, subject, limit) if subject.lower_ != "it" else governing_subject(block, limit)


def governing_subject(block: Block, limit: int) -> Source | None:
    """The subject of the main verb of the sentence that token `limit` stands in, where it stands before the token."""
    doc, start = block.doc, block.sentence_start(limit)
    for i in block.narrative(start, limit):
        verb = doc[i]
        inside = start <= verb.head.i < limit and verb.head.i != i
        if inside and verb.dep_ not in {"conj", "ccomp"}:
            continue  # the head of the main verb is itself or, as the parser likes it, a verb of the quotation
        if any(c.dep_ == "mark" for c in verb.children):
            continue
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None and start <= subject.i < limit:
            return from_head(block, subject, i) if subject.lower_ not in {"it", "this", "that"} else None
    return None


def _antecedent(block: Block, subject: int) -> Source | None:
    """Who a relative clause without commas is about, where the parser takes the clause's object for the subject of the
    verb behind it: "an aide who spoke to protect the plan said"."""
    doc = block.doc
    verb = False
    for i in range(subject - 1, max(block.first, subject - 20), -1):
        token = doc[i]
        if token.is_punct or block.owner(i) is not None or token.lower_ in {"that", "whether", "which", "and", "but"}:
            return None
        verb = verb or token.tag_ in {"VBD", "VBZ", "VBP"}
        if token.lower_ == "who":
            return phrase_before(block, i) if verb else None
    return None


def _is_passive(token: Token) -> bool:
    """A participle after a form of "be", adverbs between them passed over."""
    if token.tag_ not in {"VBN", "VBD"}:
        return False
    i = token.i - 1
    while i > 0 and token.doc[i].tag_ == "RB":
        i -= 1
    return (
        i >= 0
        and token.doc[i].lower_ in {"was", "were", "been", "is", "are", "being", "be", "'s", "’s"}
        and token.doc[i].tag_ != "POS"
        and not (token.doc[i].text in {"'s", "’s"} and token.doc[i - 1].lower_ in {"he", "she", "who"})  # he's said
    )


def _is_reduced_passive(block: Block, token: Token) -> bool:
    """A participle with its agent and no form of "be", in an aside: "as first reported by the Herald"."""
    following = token.i + 1
    if token.tag_ != "VBN" or following >= block.last or block.lowers[following] != "by":
        return False
    return any(block.lowers[i] == "as" for i in range(max(block.first, token.i - 3), token.i))


def _beside(block: Block, cue: Cue) -> tuple[Source | None, Source | None]:
    """Sources that stand right beside the cue, where the words leave no doubt: a pronoun before it, or a phrase
    after it when nothing but a quotation or a comma stands before ("..." said Ms Patel)."""
    doc = block.doc
    i = cue.first - 1
    while i >= block.first and (
        block.tags[i] in {"RB", "MD"} or block.texts[i].isspace() or block.lowers[i] in _AUXILIARIES
    ):
        i -= 1
    if i >= block.first and block.lowers[i] in {"he", "she", "they", "i", "we", "it"} and block.owner(i) is None:
        return Source(i, i + 1, i, i + 1), None
    i = cue.first - 1
    while i >= block.first and (block.texts[i].isspace() or (block.tags[i] == "RB" and block.owner(i) is None)):
        i -= 1
    closes_quotation = i >= block.first and block.owner(i) is not None
    comma = i > block.first and block.texts[i] in {",", "-", "–", "—", "--"}
    following = cue.last + 1
    opening = (
        i < block.first
        or closes_quotation
        or (comma and (block.owner(i - 1) is not None or _has_finite(block, i) or _interrupts(block, following)))
    )
    if (
        opening
        and ((closes_quotation and cue.verb.direct) or not cue.verb.object or cue.verb.clause)
        and block.tags[cue.first] != "VBG"
        and (following < block.last and block.owner(following) is None and _starts_phrase(doc[following]))
    ):
        source = phrase_after(block, following)
        if not closes_quotation and (cue.verb.tell or _is_subject(block, source)):
            return None, None  # "X, a Y, told Z", "X - who is a Y - said Z was over": no inversion
        subject = _subject_child(doc[cue.first])
        taken = subject is not None and subject.i < cue.first and block.owner(subject.i) is None
        if closes_quotation or not taken or _interrupts(block, following):
            return None, source
    return None, None


def _is_subject(block: Block, phrase: Source | None) -> bool:
    """Whether a finite verb stands right behind the phrase."""
    if phrase is None or phrase.last >= block.last or block.owner(phrase.last) is not None:
        return False
    return block.tags[phrase.last] in FINITE_TAGS


def _interrupts(block: Block, following: int) -> bool:
    """Whether a short phrase between commas and then a finite verb follow: the vote, said Ms Roe, would be close."""
    for i in range(following + 1, min(following + 6, block.last - 1)):
        if block.texts[i] == "," or block.owner(i) is not None:
            return block.texts[i] == "," and block.tags[i + 1] in FINITE_TAGS
    return False


def _has_finite(block: Block, comma: int) -> bool:
    """Whether a clause stands before the comma, in its sentence: "It was over, said ..."."""
    return any(
        block.tags[k] in {"VBD", "VBZ", "VBP", "MD"} for k in block.narrative(block.sentence_start(comma), comma)
    )


def _starts_phrase(token: Token) -> bool:
    if is_named_like_modal(token):
        return True
    return token.tag_ in {
        "DT",
        "NNP",
        "NNPS",
        "NN",
        "NNS",
        "PRP",
        "PRP$",
        "CD",
        "JJ",
        "JJS",
        "PDT",
    } and token.lower_ not in {"that", "it", "him", "her", "them", "there"}


def _subject_child(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ in _SUBJECTS), None)


def _subject(token: Token) -> Token | None:
    """The subject of a verb, through coordination, complements without a subject, participles and relative clauses."""
    for _ in range(8):
        subject = _subject_child(token)
        if subject is not None and subject.dep_ != "expl":
            if subject.lower_ in _RELATIVES and subject.tag_ in {"WP", "WDT", "IN"}:
                return token.head if token.dep_ == "relcl" else None
            return subject
        if (
            token.dep_ in {"conj", "xcomp", "advcl", "pcomp", "dep", "ccomp", "aux", "auxpass"}
            and token.head.i != token.i
        ):
            token = token.head if token.head.dep_ != "prep" else token.head.head
        elif token.dep_ in {"acl", "relcl"}:
            return token.head
        else:
            return None
    return None
