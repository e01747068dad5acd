"""Nicknames in quotation marks: `known as "The Fox"`, `dubbed her "Tax-Hike Ida"`.

>>> from newsfacts.annotating import load
>>> doc = load()('Ida Oake, known as "The Fox", won.')
>>> doc._.newsfacts_people[0].aliases
['The Fox']
"""

from __future__ import annotations

import re

from newsfacts.annotating.drafts import Drafts, NameMention, surface
from newsfacts.annotating.people_knowledge import fold
from newsfacts.annotating.types import Quotation, TextSpan

KNOWN_AS = re.compile(
    r"\b(?:known|nicknamed|dubbed|called|styled|christened|branded|label+ed)\b[^.\n]{0,60}$", re.IGNORECASE
)


def add_nicknames(text: str, quotations: tuple[Quotation, ...], known: Drafts) -> None:
    """Names in quotation marks: `known as "The Fox"`, `dubbed her "Tax-Hike Ida"`."""
    mentions = sorted((m for d in known.drafts for m in d.mentions), key=lambda m: m.span.start)
    for quotation in quotations:
        if not quotation.closed:
            continue
        inner = text[quotation.inner.start : quotation.inner.end]
        words = [w for w in re.split(r"\s+", inner.rstrip(".,;!?")) if w]
        if not 1 <= len(words) <= 4 or not words[0][0].isupper() or not words[-1][0].isupper():
            continue
        lead = text[max(0, quotation.outer.start - 90) : quotation.outer.start]
        if not KNOWN_AS.search(lead):
            continue
        inside = [m for m in mentions if quotation.inner.start <= m.span.start < quotation.inner.end]
        before = [m for m in mentions if quotation.outer.start - 200 < m.span.start < quotation.outer.start]
        if not inside and not re.search(r"\bas\s*$", lead):
            bearers = known.by_given.get(fold(words[-1]), []) + known.by_surname.get(fold(words[-1]), [])
            person = bearers[0].person if len(bearers) == 1 else None
        else:
            person = (inside or before[-1:])[0].person if inside or before else None
        draft = next((d for d in known.drafts if d.person is person), None)
        if draft is None:
            continue
        alias = surface(inner.rstrip(".,;!?"))
        draft.surfaces.append((quotation.inner.start, alias))
        if not inside:
            span = TextSpan(quotation.inner.start, quotation.inner.start + len(inner.rstrip(".,;!?")))
            draft.mentions.append(NameMention(span, span, draft.person, quotation.paragraph))
