"""The command that says what is installed."""

from __future__ import annotations

from typing import Annotated

import typer

from newsfacts.commands.ending import ending_cleanly


def about(
    base: Annotated[str | None, typer.Option("--base", metavar="MODEL", help="Another installed spaCy model.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with the digests in full.")] = False,
) -> None:
    """Print versions and digests of the code, the knowledge and the base model, as every article's record has them."""
    with ending_cleanly():
        from rich.console import Console

        from newsfacts.about import describe, print_about
        from newsfacts.writing import to_lines

        described = describe(base)
        if as_json:
            typer.echo(to_lines([described]).decode(), nl=False)
        else:
            print_about(described, Console())
