"""Environments with newsfacts installed from its wheel or sources, offline, beside the dependencies of the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Literal


def build(what: Literal["wheel", "sdist"], root: Path, folder: Path) -> Path:
    """The wheel or the source distribution of the checkout."""
    code = f"import hatchling.build as build; print(build.build_{what}({str(folder)!r}))"
    name = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True, text=True).stdout
    return folder / name.strip()


class Environment:
    """A virtual environment that never saw the checkout."""

    def __init__(self, folder: Path, package: Path) -> None:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        self.python = folder / "bin" / "python"
        self.program = folder / "bin" / "newsfacts"
        where = "import sysconfig; print(sysconfig.get_path('purelib'))"
        found = subprocess.run([self.python, "-c", where], check=True, capture_output=True, text=True).stdout
        self.site = Path(found.strip())
        # The dependencies are those of the tests; a path file of their folder would bring the checkout in too.
        for entry in Path(sysconfig.get_path("purelib")).iterdir():
            if "newsfacts" not in entry.name and entry.suffix != ".pth":
                (self.site / entry.name).symlink_to(entry)
        install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", package]
        self.run(self.python, *install, PIP_CONFIG_FILE=os.devnull)

    def run(self, *command: str | Path, cwd: Path | None = None, **variables: str) -> bytes:
        """Standard output of a command that finds nothing of the checkout."""
        inherited = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        environment = {**inherited, **variables}
        return subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, check=True).stdout
