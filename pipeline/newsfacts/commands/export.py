"""The command that writes facts for other programs."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from newsfacts.commands.ending import ending_cleanly, not_empty


class Format(StrEnum):
    """What facts can be exported to."""

    parquet = "parquet"
    csv = "csv"
    jsonld = "jsonld"
    labelstudio = "labelstudio"


def export(
    facts: Annotated[
        str,
        typer.Argument(
            metavar="FACTS", callback=not_empty, help="File of facts, or a folder of its parts; - is stdin."
        ),
    ],
    to: Annotated[Format, typer.Option("--to", help="The format.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="DIR", callback=not_empty, help="Folder; made if it is not there.")
    ],
) -> None:
    """Write facts for other programs.

    parquet, csv: one table for each type of record. jsonld: schema.org with W3C Web Annotation. labelstudio: tasks with
    predictions to correct by hand; newsfacts evaluate reads the corrected export back.
    """
    with ending_cleanly(interrupted="nothing was written"):
        from newsfacts import exporting
        from newsfacts.writing import read_records

        exporting.export(read_records(facts), to.value, output)
