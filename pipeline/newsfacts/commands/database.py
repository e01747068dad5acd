"""Commands that work on a database of facts."""

from __future__ import annotations

from typing import Annotated

import typer

from newsfacts.commands.ending import SOME_FAILED, ending_cleanly, not_empty

DEFAULT_DATABASE = "facts.db"
DatabaseOption = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="URL",
        callback=not_empty,
        help="SQLite file, sqlite:///FILE or postgresql://USER@HOST/NAME.",
    ),
]


def load(
    facts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FACTS", callback=not_empty, help="Files of facts, or folders of their parts; - is stdin."
        ),
    ] = None,
    db: DatabaseOption = DEFAULT_DATABASE,
    update: Annotated[
        bool, typer.Option("--update", help="Replace articles even by another text or an older version.")
    ] = False,
    retract: Annotated[
        list[str] | None, typer.Option("--retract", metavar="ID", help="Take this article out; may be repeated.")
    ] = None,
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="FILE", callback=not_empty, help="File for the lines that are refused."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary, only problems.")] = False,
) -> None:
    """Load facts into a database, article by article.

    Loading the same facts again changes nothing; an article that was extracted again by a newer version replaces its
    old facts. Exit status: 0 everything was loaded, 1 some lines were refused, 2 wrong usage or no database.
    """
    if not facts and not retract:
        raise typer.BadParameter("name files of facts, - for standard input, or an article to --retract")
    with ending_cleanly(interrupted="every article is in the database with all its facts or not at all"):
        from newsfacts import loading
        from newsfacts.reporting import say

        with loading.Database.open(db, create=True) as database:
            if retract:
                gone = loading.retract(database, *retract)
                if not quiet:
                    say(f"{database.url}: articles: {len(set(retract)):,} retracted; {gone:,} facts taken out")
            summary = loading.load_facts(facts or [], database, update=update, errors=errors, say=say)
        if facts and not quiet:
            counts = ", ".join(f"{count:,} {status}" for status, count in sorted(summary.articles.items()))
            say(f"{database.url}: articles: {counts or 'none'}; {summary.facts:,} facts put in")
        if summary.refused_lines:
            say(f"lines refused: {summary.refused_lines:,}")
            raise typer.Exit(SOME_FAILED)


def link(db: DatabaseOption = DEFAULT_DATABASE) -> None:
    """Find anew which contests and people of different articles are the same.

    Loading links what it brings; this links everything, as after an update of newsfacts. The facts stay as they are.
    """
    with ending_cleanly(interrupted="the links are as they were"):
        from newsfacts import loading
        from newsfacts.reporting import say

        with loading.Database.open(db, migrate=True) as database:
            links = loading.relink(database)
        say(f"{database.url}: in several articles: contests {links.contests:,}, people {links.people:,}")
