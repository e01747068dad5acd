"""Facts of a database that cannot all be true.

>>> from newsfacts.conflicts import find_conflicts
>>> from newsfacts.loading import Database
>>> with Database.open("facts.db", create=True) as database:
...     list(find_conflicts(database))
[]
"""

from newsfacts.conflicts.finding import find_conflicts
from newsfacts.conflicts.statements import Conflict, Side, Statement

__all__ = ["Conflict", "Side", "Statement", "find_conflicts"]
