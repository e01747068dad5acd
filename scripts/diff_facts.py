"""Facts that a change to the code or to the knowledge gains and loses.

    python scripts/diff_facts.py corpus/articles            # working tree against the last commit
    python scripts/diff_facts.py corpus/articles HEAD~3     # against an older one

Both versions read the articles as they are now, in the environment that runs this script.
"""

from __future__ import annotations

import configparser
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from newsfacts.evaluation.changes import compare, describe

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("pipeline", "models")


def main(articles: str, commit: str = "HEAD") -> int:
    """Print the changes; exit status 0 whether there are any or not, as a change is no failure."""
    with tempfile.TemporaryDirectory() as folder:
        _check_out(commit, Path(folder))
        before, after = _extract(articles, Path(folder)), _extract(articles, ROOT)
    counts: Counter[str] = Counter()
    for change in compare(before, after):
        line = describe(change)
        counts[line[0]] += 1
        print(line)
    print(f"{counts['+']} gained, {counts['-']} lost, {counts['~']} changed against {commit}")
    return 0


def _check_out(commit: str, folder: Path) -> None:
    command = ["git", "archive", commit, "pyproject.toml", *SOURCES]
    archive = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if archive.returncode:  # git has said why
        sys.exit(f"{commit} cannot be read from the repository; name a commit that has {' and '.join(SOURCES)}")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")
    _describe(tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"], folder)


def _describe(project: dict[str, Any], folder: Path) -> None:
    """Let the commit's own components be found, not those of the version that is installed."""
    metadata = folder / SOURCES[0] / f"{project['name']}-{project['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", "utf-8")
    points = configparser.ConfigParser(delimiters="=")
    points.read_dict(project.get("entry-points", {}))
    with (metadata / "entry_points.txt").open("w", encoding="utf-8") as file:
        points.write(file)


def _extract(articles: str, version: Path) -> list[dict[str, Any]]:
    path = os.pathsep.join(str(version / source) for source in SOURCES)
    program = [sys.executable, "-c", "from newsfacts.cli import app; app()"]
    command = [*program, "extract", articles, "--no-text", "--quiet"]
    result = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, check=False)
    if result.returncode:
        sys.exit(f"the articles of {articles} were not all extracted; the message above says why")
    return [json.loads(line) for line in result.stdout.splitlines()]


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
