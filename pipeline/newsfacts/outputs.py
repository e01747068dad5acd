"""Where a run's facts and errors go: files that survive any end of the run, or a stream."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsfacts.annotating.pipeline import default_base
from newsfacts.errors import NewsfactsError
from newsfacts.identity import LIBRARIES, code_version, model_version
from newsfacts.journal import Journal, State, journal_of
from newsfacts.reading import Source
from newsfacts.reporting import say
from newsfacts.targets import Target, discard, take_place
from newsfacts.writing import STDIO, Output, is_replaced, naming, open_output

if TYPE_CHECKING:  # which imports this module
    from newsfacts.batch import Options


class Outputs:
    """Takes the lines of a run. `state` is where an earlier run ended."""

    def __init__(self, state: State) -> None:
        self.state = state

    def write(self, lines: bytes, error: bytes) -> None:
        """The lines of an article, or its line of the ledger."""
        raise NotImplementedError

    def end_block(self, block: State) -> None:
        """Make sure, where that is possible, that everything so far need not be done again."""


class _Streams(Outputs):
    def __init__(self, facts: Output, errors: Output | None) -> None:
        super().__init__(State())
        self._facts = facts
        self._errors = errors

    def write(self, lines: bytes, error: bytes) -> None:
        self._facts.write(lines)
        if self._errors:
            self._errors.write(error)


class _Files(Outputs):
    def __init__(self, journal: Journal, facts: Target, errors: Target | Output | None) -> None:
        super().__init__(journal.state or State())
        self._journal = journal
        self._facts = facts
        self._errors = errors

    def write(self, lines: bytes, error: bytes) -> None:
        self._facts.write(lines, articles=1 if lines else 0)
        if self._errors:
            self._errors.write(error)

    def end_block(self, block: State) -> None:
        block.facts = self._facts.cut()
        if isinstance(self._errors, Target):
            block.errors = self._errors.cut()
        self._journal.add(block)
        self.state = block


@contextmanager
def open_outputs(
    output: str | Path, errors: str | Path | None, sources: Sequence[Source], options: Options, resume: bool
) -> Iterator[Outputs]:
    """The outputs of a run. Files take their names when the block is left without an exception.

    Raises:
        NewsfactsError: they cannot be written, or there is nothing that can be resumed.
    """
    if resume and any(source.path is None for source in sources):
        raise NewsfactsError("standard input cannot be read a second time; name files to --resume")
    if options.part_size is not None:
        if str(output) == STDIO:
            raise NewsfactsError("standard output: parts need a folder; name one with -o")
    elif not is_replaced(output):
        if resume:
            raise NewsfactsError(f"{_shown(output)}: only a file can be resumed; name one with -o")
        with ExitStack() as streams:
            ledger = streams.enter_context(open_output(errors)) if errors is not None else None
            yield _Streams(streams.enter_context(open_output(output)), ledger)
        return
    with naming(output), suppress(FileNotFoundError, NotADirectoryError):
        Path(output).stat()
    journal = Journal(journal_of(output), Path(output), _header(sources, options, errors), resume)
    if not resume and journal.was_there:
        say(f"warning: {output}: an unfinished run is begun again; --resume would have gone on with it")
    with _files(journal, Path(os.path.realpath(output)), errors, options.part_size) as outputs:
        yield outputs


@contextmanager
def _files(journal: Journal, path: Path, errors: str | Path | None, part_size: int | None) -> Iterator[Outputs]:
    before = journal.state
    to_file = errors is not None and is_replaced(errors)
    ledger_path = Path(os.path.realpath(errors)) if errors is not None and to_file else None
    targets: list[Target] = []
    outputs = Outputs(before or State())
    try:
        if before is None or not before.finished:
            targets.append(Target(path, part_size, before.facts if before else None))
            if ledger_path:
                targets.append(Target(ledger_path, None, before.errors if before else None))
            with open_output(errors) if errors is not None and not to_file else nullcontext() as stream:
                outputs = _Files(journal, targets[0], targets[1] if ledger_path else stream)
                yield outputs
            for target in targets:
                target.finish()
            journal.finish()
        else:
            yield outputs
        for place in (path, ledger_path):
            if place:
                take_place(place)
    except BaseException:
        kept = outputs.state.entries > 0
        for target in targets:
            target.close()
        for place in (path, ledger_path):
            if place and not kept:
                discard(place)
        journal.close() if kept else journal.discard()
        raise
    journal.discard()


def _header(sources: Sequence[Source], options: Options, errors: str | Path | None) -> dict[str, Any]:
    """What must be the same for a run to go on with another's work."""
    return {
        "versions": {"newsfacts": code_version(), "the model": _model(options), **_versions()},
        "options": {
            "--base": options.base,
            "--no-text": not options.with_text,
            "--published": options.published,
            "--publisher": options.publisher,
            "--map": [f"{field}={key}" for field, key in options.mapping],
            "--part-size": options.part_size,
            "--errors": os.path.realpath(errors) if errors is not None else None,
        },
        "inputs": _fingerprint(sources),
    }


def _model(options: Options) -> str:
    return model_version(default_base() if options.base is None else options.base)


def _versions() -> dict[str, str]:
    return {name: importlib.metadata.version(name) for name in LIBRARIES}


def _fingerprint(sources: Sequence[Source]) -> str:
    """A hash of the inputs' names, sizes and times."""
    seen = hashlib.sha256()
    for source in sources:
        try:
            status = os.stat(source.path) if source.path else None  # noqa: PTH116  # on a million of them
        except OSError:
            status = None
        facts = (status.st_size, status.st_mtime_ns) if status else None
        line = (source.article_id, source.source, str(source.path), source.problem, source.repeats, facts)
        seen.update(repr(line).encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def _shown(target: str | Path) -> str:
    return "standard output" if str(target) == STDIO else str(target)
