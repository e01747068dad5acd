"""Which articles are not in English.

>>> from newsfacts.reading.language import foreign
>>> foreign("Der Kandidat der SPD hat die Wahl in Hamburg gewonnen. " * 5, None)
'German (de)'
>>> foreign("Labour held the seat in Thursday's by-election. " * 9, "de") is None
True
"""

from __future__ import annotations

import unicodedata

import pycld2

_ENGLISH = frozenset({"en", "sco"})
_LOOKED_AT = 20_000  # characters
_ENOUGH = 200  # letters; names and results alone look like many languages
_CERTAIN = 70  # percent of the text
_SOME_ENGLISH = 20  # percent; an article about what was said in French quotes some


def foreign(text: str, stated: str | None) -> str | None:
    """The language of a text that is certainly not English, None otherwise.

    What the source states counts only for a text that is too short to tell: templates often state it wrongly.
    """
    looked_at = "".join(char if char.isprintable() else " " for char in text[:_LOOKED_AT])
    looked_at = unicodedata.normalize("NFC", looked_at).encode("utf-8", "replace").decode()
    letters = sum(char.isalpha() for char in looked_at)
    if letters < _ENOUGH:
        code = stated.partition("-")[0].partition("_")[0].lower() if stated else "en"
        return None if code in _ENGLISH | {"eng", "english"} else str(stated)
    try:
        certain, _, languages = pycld2.detect(looked_at)
    except pycld2.error:
        return None
    shares = {code: share for _, code, share, _ in languages}
    name, code, share, _ = languages[0]
    if not certain or share < _CERTAIN or sum(shares.get(english, 0) for english in _ENGLISH) >= _SOME_ENGLISH:
        return None
    return f"{name.title()} ({code})" if code not in _ENGLISH | {"un"} else None
