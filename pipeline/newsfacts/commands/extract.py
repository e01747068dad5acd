"""The command that extracts the facts of articles."""

from __future__ import annotations

import os
from datetime import date
from typing import Annotated

import typer

from newsfacts.commands.ending import NOT_USABLE, SOME_FAILED, complain, ending_cleanly, not_empty


def _iso_date(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no date; write it as 2017-02-24") from error


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            callback=not_empty,
            help="Articles: files (text, HTML, JSONL, WARC, Parquet, also compressed or in .zip and .tar), "
            "folders (searched through), quoted globs, - for a text on stdin.",
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            callback=not_empty,
            help="File of facts, compressed if it ends in .gz, .zst or .bz2; - is stdout.",
        ),
    ] = "-",
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes.  [default: one for each core]")
    ] = None,
    errors: Annotated[
        str | None,
        typer.Option(
            "--errors",
            metavar="FILE",
            callback=not_empty,
            help="Ledger of articles that failed or were skipped, as JSON Lines.",
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where the same run was ended, by whatever.")] = False,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=KEY,...",
            help="Key or column that holds the text, id, title, url, publisher, published or language "
            "in JSONL and Parquet, where the usual names do not tell.",
        ),
    ] = None,
    part_size: Annotated[
        int | None,
        typer.Option("--part-size", metavar="N", min=1, help="Write a folder of numbered files with N articles each."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="URL", help="Work on this Dask cluster, as tcp://host:8786."),
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
        from newsfacts.reading.fields import parse_mapping

        keys = parse_mapping(mapping or [])
        found = find_inputs(inputs)
        if all(source.problem for source in found.sources):
            for source in found.sources:
                complain(f"{source.where}: {source.problem}")
            raise typer.Exit(NOT_USABLE)

        from newsfacts import batch, reporting

        options = batch.Options(
            base, not no_text, published, publisher, jobs or _cores(), tuple(sorted(keys.items())), part_size, scheduler
        )
        with reporting.progress(batch.total_size(found.sources), quiet) as watch:
            summary = batch.run(found.sources, output, options, errors=errors, resume=resume, watch=watch)
        if not quiet:
            reporting.print_summary(summary, found.passed_over + summary.passed_over)
        if summary.articles["failed"]:
            raise typer.Exit(SOME_FAILED)
