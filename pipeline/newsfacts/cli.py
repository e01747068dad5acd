"""The command line: a thin shell over importable functions.

Only commands that parse import spaCy.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from newsfacts import __version__
from newsfacts.commands import database, show
from newsfacts.commands.ending import NOT_USABLE, SOME_FAILED, complain, ending_cleanly, not_empty
from newsfacts.reporting import visible

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


def _iso_date(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2017-02-24") from error


@app.callback()
def newsfacts(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read news articles and write down people, parties, votes, contests and quotes as JSON Lines."""


@app.command()
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            callback=not_empty,
            help="Articles: .txt files, folders (searched through), quoted globs, - for stdin.",
        ),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", callback=not_empty, help="File of facts; - is stdout.")
    ] = "-",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Worker processes.")] = 1,
    errors: Annotated[
        str | None,
        typer.Option(
            "--errors",
            metavar="FILE",
            callback=not_empty,
            help="Ledger of articles that failed or were skipped, as JSON Lines.",
        ),
    ] = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="MODEL", help="Installed spaCy model to build on instead.")
    ] = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the articles' text out.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary, only problems.")] = False,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", callback=_iso_date, help="Date of publication of all articles."),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Publisher of all articles.")
    ] = None,
) -> None:
    """Extract the facts of articles.

    Exit status: 0 every article was extracted (or skipped, with the reason in the ledger), 1 some failed,
    2 wrong usage or no article at all, 130 interrupted.
    """
    with ending_cleanly(output):
        from newsfacts.reading import find_inputs

        found = find_inputs(inputs)
        if all(source.problem for source in found.sources):
            for source in found.sources:
                complain(f"{source.where}: {source.problem}")
            raise typer.Exit(NOT_USABLE)

        from newsfacts import batch, reporting

        options = batch.Options(base, not no_text, published, publisher, jobs)
        with reporting.progress(len(found.sources), quiet) as watch:
            summary = batch.run(found.sources, output, options, errors=errors, watch=watch)
        if not quiet:
            reporting.print_summary(summary, found.passed_over)
        if summary.articles["failed"]:
            raise typer.Exit(SOME_FAILED)


@app.command()
def evaluate(
    gold_dir: Annotated[str, typer.Argument(metavar="GOLD_DIR", help="Folder of NAME.txt with NAME.gold.json.")],
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
    facts: Annotated[str, typer.Argument(metavar="FACTS", help="File of facts; - is stdin.")],
) -> None:
    """Check a file of facts line by line; exit status 1 if a line is invalid.

    Checks the fields, that ids are unique, that references lead to records of the same article, and that every
    span's text is the article's, where the article record carries the text.
    """
    from newsfacts.validation import Checker

    with ending_cleanly():
        checker = Checker()
        problems = 0
        for problem in checker.check(facts):
            problems += 1
            typer.echo(visible(f"{facts}, line {problem.number}: {problem.message}"))
        typer.echo(f"{checker.valid:,} valid records, {problems:,} problems", err=True)
        if problems:
            raise typer.Exit(SOME_FAILED)


@app.command()
def about() -> None:
    """Print versions, the base model and the pipeline."""
    from newsfacts.about import describe

    with ending_cleanly():
        for name, value in describe().items():
            typer.echo(f"{name:<12}{value}")


app.command()(database.load)
app.command()(show.show)
