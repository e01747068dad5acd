"""Facts into a database, SQLite or PostgreSQL.

>>> from newsfacts.loading import Database, load_facts
>>> from pathlib import Path
>>> _ = Path("facts.jsonl").write_text("")
>>> with Database.open("facts.db", create=True) as database:
...     load_facts(["facts.jsonl"], database).articles.total()
0
"""

from newsfacts.loading.database import Database
from newsfacts.loading.files import LoadSummary, load_facts, retract
from newsfacts.loading.links import Links, is_linked, relink

__all__ = ["Database", "Links", "LoadSummary", "is_linked", "load_facts", "relink", "retract"]
