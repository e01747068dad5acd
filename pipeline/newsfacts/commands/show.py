"""The command that makes a report of facts."""

from __future__ import annotations

from typing import Annotated

import typer

from newsfacts.commands.ending import ending_cleanly, not_empty


def show(
    facts: Annotated[
        str,
        typer.Argument(
            metavar="FACTS", callback=not_empty, help="File of facts, or a folder of its parts; - is stdin."
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", callback=not_empty, help="The page; - is stdout.")
    ] = "report.html",
) -> None:
    """Make a page of HTML to look at: each article with its facts in place, results, quotes by speaker.

    The page is one file and needs no network. Text is shown where the facts were written with it.
    """
    with ending_cleanly(output):
        from newsfacts.reporting import say
        from newsfacts.showing import build_report
        from newsfacts.writing import STDIO, open_output, read_records

        with open_output(output) as page:
            for piece in build_report(read_records(facts)):
                page.write(piece.encode())
        if output != STDIO:
            say(f"the report is in {output}; open it in a browser")
