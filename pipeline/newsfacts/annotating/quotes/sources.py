"""Who speaks: the noun phrase of a cue, by the parse where it holds, else by the words around the cue."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsfacts.annotating.quotes.blocks import DASHES, Block
from newsfacts.annotating.quotes.cues import FINITE_TAGS, Cue

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_NOMINAL = frozenset(
    {
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "PRP",
        "CD",
        "DT",
        "JJ",
        "JJR",
        "JJS",
        "PRP$",
        "POS",
        "HYPH",
        "VBN",
        "VBG",
        "RBR",
        "RBS",
        "FW",
        "AFX",
        "NFP",
        "$",
        "ADD",
        "PDT",
    }
)
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD", "FW", "WP", "ADD", "JJ"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# Verbs whose object itself does what the participle behind it says.
_SHOWING = frozenset(
    {"show", "shows", "showed", "depict", "depicts", "depicted", "hear", "hears", "heard", "see", "sees", "saw"}
    | {"catch", "catches", "caught", "film", "films", "filmed", "quote", "quotes", "quoted", "feature", "features"}
    | {"record", "records", "recorded", "capture", "captures", "captured", "featured"}
)
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_NO_END = frozenset({"DT", "IN", "CC", "JJ", "VBN", "VBG", "HYPH", "POS", "PRP$", "RB"})  # no phrase ends with these
_LINKS = frozenset(
    {
        "of",
        "for",
        "from",
        "at",
        "in",
        "with",
        "on",
        "inside",
        "within",
        "near",
        "to",
        "by",
        "behind",
        "against",
        "close",
        "familiar",
        "among",
        "about",
        "under",
    }
)
_TIGHT = frozenset({"of", "for", "from"})  # these nearly always belong to the noun before them
_AUXILIARIES = frozenset({"has", "have", "had", "'ve", "'d", "'s", "did", "does", "do", "is", "was", "are", "were"})
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "we", "i", "you", "who", "one", "him", "her", "them", "his", "their", "its"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase: tokens `first` to `last` (exclusive), its head, and one past its loose appositions (`reach`)."""

    first: int
    last: int
    head: int
    reach: int


def is_pronoun(doc: Doc, source: Source) -> bool:
    """Whether the source is a pronoun and nothing else."""
    return source.last - source.first == 1 and doc[source.first].lower_ in _PRONOUNS


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
    if subject is None or block.owner(subject.i) is not None or not block.first <= subject.i < block.last:
        beside = phrase_before(block, cue.first)
        if _is_object(block, token, beside.head if beside is not None else None):
            return _governing(block, cue.first, beside) or beside
        return _antecedent(block, beside.first) or beside if beside is not None else None
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


def _cut_off(block: Block, subject: int, first: int) -> bool:
    """Whether a new clause begins between the parser's subject and the phrase at the cue: "it was so — Roe said"."""
    doc = block.doc
    marks = [i for i in block.narrative(subject, first) if doc[i].text in {";", "–", "—", "--"}]
    return len(marks) == 1 and _has_finite(block, marks[0])


def _closes_dateline(block: Block, i: int, cue: int) -> bool:
    """Whether a dash follows at once, or behind an agency in brackets: LEEDS (Reuters) - Jane Roe said."""
    if i < cue and block.doc[i].text == "(":
        while i < cue and block.doc[i - 1].text != ")":
            i += 1
    return i < cue and block.doc[i].text in DASHES


def _follows_quotation(block: Block, first: int) -> bool:
    """Whether a phrase stands right behind a quotation that ends in a mark of its own: "..." Jane Roe said."""
    while first > block.first and block.doc[first - 1].is_space:
        first -= 1
    marked = block.owner(first - 1)
    return marked is not None and block.last_char(marked) in {",", "?", "!"}


def _is_object(block: Block, verb: Token, phrase: int | None) -> bool:
    """Whether a participle has nothing, "it" or an object before it, so that the subject of the sentence speaks: "wrote
    to Roe warning", "issued a statement saying"; but "with Roe warning", "heard Roe warning" is Roe's."""
    doc = block.doc
    if not verb.lower_.endswith("ing"):
        return False
    if phrase is None or doc[phrase].lower_ == "it":
        return True
    first = doc[phrase].left_edge.i
    if doc[phrase].dep_ == "dobj" and doc[phrase].head.lower_ in _SHOWING:
        return False
    return doc[phrase].dep_ in {"dobj", "pobj", "dative"} and not (first > 0 and doc[first - 1].lower_ == "with")


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
    if token.tag_ != "VBN" or following >= block.last or block.doc[following].lower_ != "by":
        return False
    return any(block.doc[i].lower_ == "as" for i in range(max(block.first, token.i - 3), token.i))


def _beside(block: Block, cue: Cue) -> tuple[Source | None, Source | None]:
    """Sources that stand right beside the cue, where the words leave no doubt: a pronoun before it, or a phrase
    after it when nothing but a quotation or a comma stands before ("..." said Ms Patel)."""
    doc = block.doc
    i = cue.first - 1
    while i >= block.first and (doc[i].tag_ in {"RB", "MD"} or doc[i].is_space or doc[i].lower_ in _AUXILIARIES):
        i -= 1
    if i >= block.first and doc[i].lower_ in {"he", "she", "they", "i", "we", "it"} and block.owner(i) is None:
        return Source(i, i + 1, i, i + 1), None
    i = cue.first - 1
    while i >= block.first and (doc[i].is_space or (doc[i].tag_ == "RB" and block.owner(i) is None)):
        i -= 1
    closes_quotation = i >= block.first and block.owner(i) is not None
    comma = i > block.first and doc[i].text in {",", "-", "–", "—", "--"}
    following = cue.last + 1
    opening = (
        i < block.first
        or closes_quotation
        or (comma and (block.owner(i - 1) is not None or _has_finite(block, i) or _interrupts(block, following)))
    )
    if (
        opening
        and not (cue.verb.object and not cue.verb.clause)
        and doc[cue.first].tag_ != "VBG"
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
    return block.doc[phrase.last].tag_ in FINITE_TAGS


def _interrupts(block: Block, following: int) -> bool:
    """Whether a short phrase between commas and then a finite verb follow: the vote, said Ms Roe, would be close."""
    doc = block.doc
    for i in range(following + 1, min(following + 6, block.last - 1)):
        if doc[i].text == "," or block.owner(i) is not None:
            return doc[i].text == "," and doc[i + 1].tag_ in FINITE_TAGS
    return False


def _has_finite(block: Block, comma: int) -> bool:
    """Whether a clause stands before the comma, in its sentence: "It was over, said ..."."""
    return any(
        block.doc[k].tag_ in {"VBD", "VBZ", "VBP", "MD"} for k in block.narrative(block.sentence_start(comma), comma)
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


def from_head(block: Block, head: Token, limit: int) -> Source:
    """The phrase of a head that stands before or after `limit` (the cue), without relative clauses and appositions."""
    doc = block.doc
    first = max(block.first, head.left_edge.i)
    while first < head.i and (
        doc[first].is_punct
        or doc[first].is_space
        or block.owner(first) is not None
        or doc[first].tag_ in {"CC", "RB", "IN"}
    ):
        first += 1
    for i in range(head.i, first, -1):  # nothing before a comma or a verb belongs to the phrase
        if (
            doc[i - 1].text in {",", ":", ";", "—", "–", "-", "--"}
            and doc[i - 1].tag_ != "HYPH"
            and doc[i - 1].dep_ != "punct"
        ) or doc[i - 1].text in {":", ";"}:
            first = i
            break
    last, reach = _extend(block, head.i, head.right_edge.i + 1)
    if limit > head.i:
        if last < limit and _restricts(block, last, limit):
            last = reach = limit
        if all(_nominal(doc[i]) and block.owner(i) is None for i in range(last, limit)):
            last = reach = limit  # the parser broke the phrase off before the cue
        last, reach = min(last, limit), min(reach, limit)
    return Source(first, max(last, head.i + 1), head.i, max(reach, head.i + 1))


def _restricts(block: Block, first: int, limit: int) -> bool:
    """Whether a relative clause without a comma fills the words up to the cue: "a source who saw it said"."""
    doc = block.doc
    if doc[first].lower_ not in {"who", "that"} or not 2 <= limit - first <= 14:
        return False
    return all(block.owner(i) is None and not doc[i].is_punct for i in range(first, limit))


def _extend(block: Block, head: int, right: int) -> tuple[int, int]:
    """Where the phrase of `head` ends: after the nouns and the prepositional phrases that go with it; and its reach."""
    doc = block.doc
    right = min(right, block.last)
    last = head + 1
    while last < right:
        token = doc[last]
        if block.owner(last) is not None or (token.is_punct and token.tag_ != "HYPH"):
            break
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "TO", "RB"} and token.lower_ not in {"close"}:
            break
        if token.tag_ in {"VBN", "VBG"} and token.dep_ in {"acl", "advcl", "relcl"}:
            break
        if token.tag_ == "IN" and token.lower_ not in _LINKS:
            break
        last += 1
    while last > head + 1 and _ends_nothing(doc[last - 1]):
        last -= 1
    return last, right


def phrase_after(block: Block, first: int) -> Source | None:
    """The noun phrase that begins at token `first`, by tags alone, prepositional phrases by the parse."""
    doc = block.doc
    while first < block.last and doc[first].is_space:
        first += 1
    i = first
    head: int | None = None
    while i < block.last and block.owner(i) is None:
        token = doc[i]
        if head is not None and token.tag_ == "VBG" and i + 1 < block.last and doc[i + 1].tag_ not in _NOUNS:
            break  # a man calling himself Roe
        if _nominal(token):
            if (token.tag_ in _HEADS or is_named_like_modal(token)) and not (
                token.tag_ in {"DT", "CD", "JJ"} and head is not None
            ):
                head = i
            if token.tag_ in {"PRP", "WP"} and head == i:
                i += 1
                break
            i += 1
        elif (
            head is not None
            and token.lower_ in _LINKS
            and (token.lower_ in _TIGHT or (token.head.i <= head and token.head.i >= first))
            and i + 1 < block.last
            and _nominal(doc[i + 1])
            and doc[i + 1].tag_ != "VBG"
            and doc[i + 1].ent_type_ != "DATE"
        ):
            i += 1
            while i < block.last and block.owner(i) is None and _nominal(doc[i]):
                i += 1
        else:
            break
    if head is None:
        return None
    last = i
    while last > head + 1 and _ends_nothing(doc[last - 1]):
        last -= 1
    if doc[head].tag_ in {"NN", "NNS"} and last < block.last and doc[last].lower_ == "who":
        stop = last
        while stop < block.last and block.owner(stop) is None and not doc[stop].is_punct:
            stop += 1
        last = stop if _restricts(block, last, stop) else last
    reach = last
    while (
        reach < block.last
        and block.owner(reach) is None
        and doc[reach].text not in {".", ";", ":", "?", "!"}
        and reach - last < 12
    ):
        reach += 1
    return Source(first, last, head, reach)


def is_named_like_modal(token: Token) -> bool:
    """Whether a capitalised modal is a name, May or Will: inside a sentence, or before a verb that no modal takes."""
    if token.tag_ != "MD" or not token.text[0].isupper():
        return False
    return not token.is_sent_start or (token.i + 1 < len(token.doc) and token.nbor().tag_ in {"VBD", "VBN", "VBZ"})


def _ends_nothing(token: Token) -> bool:
    """Whether no noun phrase ends with the token; a capital makes it a part of a name."""
    return token.is_space or (token.tag_ in _NO_END and not token.text[0].isupper())


def _nominal(token: Token) -> bool:
    """Whether a token can stand inside a noun phrase: by its tag, or as a possessive mark ("the whips' office")."""
    if token.text == "-":
        return not token.whitespace_
    if token.tag_ in _NOMINAL or token.is_space or token.text in {"&", "’s", "'s"}:
        return True
    if token.tag_ == "RB" and token.text[0].isupper() and not token.is_sent_start:
        return True  # in a name: Homes Now
    if is_named_like_modal(token):
        return True
    return (
        token.text in {"'", "’"}
        and token.i > 0
        and token.nbor(-1).lower_.endswith("s")
        and not token.nbor(-1).whitespace_
    )


def phrase_before(block: Block, limit: int) -> Source | None:
    """The noun phrase that ends right before token `limit`, adverbs and auxiliaries passed over, by tags alone."""
    doc = block.doc
    last = limit
    while (
        last > block.first
        and block.owner(last - 1) is None
        and (
            (doc[last - 1].tag_ in {"RB", "MD"} and not is_named_like_modal(doc[last - 1]))
            or doc[last - 1].is_space
            or doc[last - 1].lower_ in {"has", "have", "had", "did", "also"}
        )
    ):
        last -= 1
    if last > block.first and doc[last - 1].text in {"''", "”", '"'} and doc[last - 2].text == ",":
        last -= 1  # "X, author of "The Long Road," said"
    bracket = doc[last].text == "):" if last < len(doc) else False
    if last > block.first and (bracket or doc[last - 1].text == ")"):  # "X (Con) said", "X (Con): "
        while last > block.first and doc[last].text != "(":
            last -= 1
    if last > block.first and doc[last - 1].text == ",":  # "X, the Y, said"
        opening = last - 2
        while (
            opening >= block.first
            and block.owner(opening) is None
            and doc[opening].text not in {",", ".", ";", ":", "–", "—", "--"}
        ):
            opening -= 1
        inserted = [doc[i].tag_ for i in range(opening + 1, last - 1)]
        clause = any(tag in FINITE_TAGS for tag in inserted) and not {"WP", "WDT", "WP$"} & set(inserted)
        if opening >= block.first and doc[opening].text == "," and not clause:
            source = phrase_before(block, opening)
            if source is not None:
                return Source(source.first, source.last, source.head, limit)
        return None
    first = last
    while (
        first > block.first
        and block.owner(first - 1) is None
        and (_nominal(doc[first - 1]) or doc[first - 1].lower_ in _TIGHT)
    ):
        first -= 1
    while first < last and (doc[first].is_space or doc[first].tag_ in {"IN", "POS", "HYPH", "VBN", "VBG"}):
        first += 1
    if first == last:
        return None
    head = next(
        (i for i in range(last - 1, first - 1, -1) if doc[i].tag_ in _HEADS or is_named_like_modal(doc[i])), None
    )
    for i in range(first, last):  # "a spokesman for X": the head is the noun before the first link
        if doc[i].lower_ in _TIGHT and i > first:
            head = i - 1
            break
    return Source(first, last, head, limit) if head is not None else None
