"""How a command ends: exit status, and one line on standard error for what went wrong."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from newsfacts.errors import NewsfactsError
from newsfacts.reporting import visible
from newsfacts.writing import STDIO, is_replaced

SOME_FAILED, NOT_USABLE, INTERRUPTED, TERMINATED, BROKEN_PIPE = 1, 2, 130, 143, 141


@contextmanager
def ending_cleanly(output: str = STDIO, interrupted: str | None = None) -> Iterator[None]:
    """Turn what ends a command early into one line and an exit status.

    Args:
        output: where the command writes to.
        interrupted: what Ctrl-C leaves behind, where that is not the output.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that half-written files are removed
    try:
        if output == STDIO and sys.stdout is None:
            raise NewsfactsError("standard output is closed; open it")
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except NewsfactsError as error:
        complain(str(error))
        _forget_output()
        raise typer.Exit(NOT_USABLE) from error
    except KeyboardInterrupt as error:
        left = interrupted or _left_of(output)
        complain(f"interrupted; {left}")
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:  # the reader has seen enough, as in `| head`
        _forget_output()
        raise typer.Exit(BROKEN_PIPE) from error
    except OSError as error:
        complain(f"{error.filename or 'standard output'}: {error.strerror or error}; choose another place")
        _forget_output()
        raise typer.Exit(NOT_USABLE) from error


def _left_of(output: str) -> str:
    from newsfacts.journal import is_resumable

    if is_resumable(output):
        return "--resume goes on where it stopped"
    return "nothing was written" if is_replaced(output) else "the output is incomplete"


def _forget_output() -> None:
    """Let Python's own last flush of what standard output did not take go nowhere."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """One line of error."""
    typer.echo(f"newsfacts: error: {visible(message)}", err=True)


def not_empty(value: list[str] | str | None) -> list[str] | str | None:
    """Refuse an empty name of a file."""
    if value is not None and ("" in value if isinstance(value, list) else value == ""):
        raise typer.BadParameter("the name is empty; name a file, or - for a standard stream")
    return value
