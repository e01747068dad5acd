"""An article as it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from newsfacts.annotating.results.facts import Fact
from newsfacts.annotating.results.findings import Finding
from newsfacts.annotating.results.items import Sentence
from newsfacts.annotating.results.number_roles import Measure
from newsfacts.annotating.results.polls import Binder, Poll


@dataclass(eq=False, slots=True)
class Reading:
    """An article read: its sentences, what was found in each, and the polls."""

    text: str
    sentences: list[Sentence]
    findings: list[list[Finding]]
    measures: list[dict[int, Measure]]
    facts: list[list[Fact]] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    binder: Binder | None = None
    written: date | None = None
    about_a_nomination: bool = False
    poll_at: dict[int, Poll | None] = field(default_factory=dict)
