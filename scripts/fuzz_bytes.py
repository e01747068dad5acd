"""Let atheris look for bytes and texts that break reading or annotating: what `make fuzz-atheris` runs.

    python -m scripts.fuzz_bytes [TARGET ...] [--seconds 60] [--folder out/atheris]
    python -m scripts.fuzz_bytes html --again out/atheris/html/crash-0123     # one finding again

TARGET is a kind of file ("html", "jsonl.gz" ...) or "annotate"; without one they take turns. What atheris found worth
keeping stays in the folder, and the next run goes on from there. Exit status 1 if a target broke.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

LONGEST = 20_000  # bytes of a file
LONGEST_TEXT = 1_000  # short texts break rules as well as long ones, and sooner
SLOWEST = 30  # seconds
MEGABYTES = 4_000


def fuzz(name: str, seconds: int, kept: Path) -> None:
    """Fuzz one target; this ends the process."""
    import atheris  # where it was installed for this

    with atheris.instrument_imports(include=["newsfacts"]):
        from tests.fuzzing.mutations import FIGURES, MARKS, ODD, WORDS
        from tests.fuzzing.targets import ANNOTATE, SEEDS, attack

    found, seeds = kept / "found", kept / "seeds"
    for folder in (found, seeds):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]()):
        (seeds / str(number)).write_bytes(seed)
    words = [piece.encode("utf-8", "replace") for piece in [*WORDS, *MARKS, *ODD, *FIGURES] if piece]
    escaped = ["".join(f"\\x{byte:02x}" for byte in word) for word in words]
    (kept / "words").write_text("".join(f'"{word}"\n' for word in escaped))
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_TEXT if name == ANNOTATE else LONGEST}",
        f"-timeout={SLOWEST}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={kept}/",
        f"-dict={kept / 'words'}",
        "-print_final_stats=1",
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        atheris.Setup([sys.argv[0], *options, str(found), str(seeds)], lambda data: attack(name, data, place) and None)
        atheris.Fuzz()


def again(name: str, finding: Path) -> None:
    """What becomes of one finding, with the whole error."""
    from tests.fuzzing.targets import attack

    with tempfile.TemporaryDirectory() as folder:
        print(f"{attack(name, finding.read_bytes(), Path(folder))} articles read, nothing broken")


def main(names: list[str], seconds: int, folder: Path) -> int:
    """Fuzz several targets, each in a process of its own."""
    broken = []
    for name in names:
        command = [sys.executable, "-m", "scripts.fuzz_bytes", name, "--seconds", str(seconds), "--folder", str(folder)]
        print(f"{name}: {seconds} seconds", flush=True)
        if subprocess.run(command, check=False).returncode:
            broken.append(name)
            print(f"{name}: broken; again: python -m scripts.fuzz_bytes {name} --again {folder / name}/crash-...")
    print(f"{len(names)} targets, broken: {', '.join(broken) or 'none'}")
    return 1 if broken else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", help="kinds of files, or annotate (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for each target (default: 60)")
    parser.add_argument("--folder", type=Path, default=Path("out/atheris"), help="what is kept (default: out/atheris)")
    parser.add_argument("--again", type=Path, help="a finding to run again")
    options = parser.parse_args()
    if options.again:
        again(options.targets[0], options.again)
    elif len(options.targets) == 1:
        fuzz(options.targets[0], options.seconds, options.folder / options.targets[0])
    else:
        from tests.fuzzing.targets import SEEDS

        sys.exit(main(options.targets or list(SEEDS), options.seconds, options.folder))
