"""The command line: a thin shell over importable functions.

Only commands that parse import spaCy.
"""

from __future__ import annotations

import gc
import json
from typing import Annotated

import typer

from newsfacts import __version__
from newsfacts.commands import about, checks, database, export, extract, show
from newsfacts.commands.ending import SOME_FAILED, complain, ending_cleanly, not_empty
from newsfacts.reporting import visible

_OBJECTS = 50_000  # made before the garbage collector looks for cycles among them

app = typer.Typer(
    name="newsfacts",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsfacts {__version__}")
        raise typer.Exit


@app.callback()
def newsfacts(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read news articles and write down people, parties, votes, contests and quotes as JSON Lines."""
    # Nearly all that is made here stays; to look through it after every 700 new objects takes a tenth of the time.
    gc.set_threshold(_OBJECTS, 20, 20)


app.command()(extract.extract)


@app.command()
def evaluate(
    gold_dir: Annotated[
        str, typer.Argument(metavar="GOLD_DIR", help="NAME.txt with NAME.gold.json, or an export of Label Studio.")
    ],
    facts: Annotated[
        str | None,
        typer.Option("--facts", metavar="FILE", help="File of facts to score; without it the articles are extracted."),
    ] = None,
    floors: Annotated[
        str | None,
        typer.Option("--floors", metavar="FILE", help="Least F1 of each row; exit status 1 if one falls below."),
    ] = None,
    errors: Annotated[int, typer.Option("--errors", min=0, help="List up to so many misses of each kind.")] = 0,
) -> None:
    """Score facts against gold annotations: precision, recall and F1 of each kind of fact."""
    from newsfacts import evaluation
    from newsfacts.evaluation import report
    from newsfacts.writing import read_records

    with ending_cleanly():
        least = evaluation.read_floors(floors) if floors else {}
        gold = list(evaluation.read_gold(gold_dir))
        records = read_records(facts) if facts else report.extract_gold(gold_dir, gold)
        scores = evaluation.evaluate(gold, records)
        typer.echo(report.format_scores(scores, errors))
        below = evaluation.below_floors(scores, least)
        for problem in below:
            complain(problem)
        if below:
            raise typer.Exit(SOME_FAILED)


@app.command()
def schema() -> None:
    """Print the JSON Schema of one line of facts."""
    from newsfacts.records import json_schema

    with ending_cleanly():
        typer.echo(json.dumps(json_schema(), indent=2))


@app.command()
def validate(
    facts: Annotated[
        list[str],
        typer.Argument(
            metavar="FACTS", callback=not_empty, help="Files of facts, or folders of their parts; - is stdin."
        ),
    ],
) -> None:
    """Check files of facts line by line, together as one; exit status 1 if a line is invalid.

    Checks the fields, that ids are unique, that references lead to records of the same article, and that every
    span's text is the article's, where the article record carries the text.
    """
    from newsfacts.validation import Checker
    from newsfacts.writing import find_facts

    with ending_cleanly():
        checker = Checker()
        problems = 0
        for file in find_facts(facts):
            for problem in checker.check(file):
                problems += 1
                typer.echo(visible(f"{file}, line {problem.number}: {problem.message}"))
        typer.echo(f"{checker.valid:,} valid records, {problems:,} problems", err=True)
        if problems:
            raise typer.Exit(SOME_FAILED)


for command in (about.about, database.load, database.link, checks.conflicts, checks.verify, export.export):
    app.command()(command)
app.command()(show.show)
