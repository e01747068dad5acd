"""Commands that hold facts against one another or against official results."""

from __future__ import annotations

from typing import Annotated

import typer

from newsfacts.commands.database import DEFAULT_DATABASE, DatabaseOption
from newsfacts.commands.ending import SOME_FAILED, ending_cleanly, not_empty


def verify(
    facts: Annotated[
        str,
        typer.Argument(
            metavar="FACTS", callback=not_empty, help="File of facts, or a folder of its parts; - is stdin."
        ),
    ],
    against: Annotated[
        list[str],
        typer.Option(
            "--against",
            metavar="RESULTS.csv",
            callback=not_empty,
            help="Official results; may be repeated. Of the UK Parliament's two files one brings in the other.",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Hold vote counts, winners, parties and outcomes against official results.

    RESULTS.csv has the columns contest, date, candidate, party and votes, or those of the UK Parliament's by-election
    files. Exit status: 0 nothing is contradicted, 1 something is, 2 wrong usage or files that cannot be read.
    """
    with ending_cleanly():
        from rich.console import Console

        from newsfacts import verifying
        from newsfacts.verifying import report
        from newsfacts.writing import read_records, to_lines

        paths = dict.fromkeys(path for name in against for path in verifying.companions(name))
        results = verifying.read_results(paths)
        checks = list(verifying.verify(read_records(facts), results))
        if as_json:
            typer.echo(to_lines([report.to_json(checks)]).decode(), nl=False)
        else:
            report.print_checks(checks, Console())
        if any(check.verdict == "contradicted" for check in checks):
            raise typer.Exit(SOME_FAILED)


def conflicts(
    db: DatabaseOption = DEFAULT_DATABASE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List facts that cannot all be true, each side with its article, sentence and offsets.

    Different votes for one candidate, different winners, majorities that the counts contradict, one quotation with
    different words or speakers. Rounded figures conflict only outside of what they may stand for.
    """
    with ending_cleanly():
        from rich.console import Console

        from newsfacts.conflicts import find_conflicts, report
        from newsfacts.loading import Database, is_linked
        from newsfacts.reporting import say
        from newsfacts.writing import to_lines

        with Database.open(db) as database:
            if not is_linked(database):
                say(f"warning: {database.url}: a load has not ended, so conflicts may be missing; run newsfacts link")
            found = list(find_conflicts(database))
        if as_json:
            typer.echo(to_lines([report.to_json(found)]).decode(), nl=False)
        else:
            report.print_conflicts(found, Console())
