"""What is installed: versions and digests of the code, the knowledge and the base model, and the pipeline.

>>> from newsfacts.about import describe
>>> describe()["article_records"]["schema_version"]
'1.0'
"""

from __future__ import annotations

import platform
from importlib import metadata, resources
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsfacts import __version__, identity
from newsfacts.annotating.pipeline import default_base, read_config
from newsfacts.records import SCHEMA_VERSION
from newsfacts.reporting import visible


def describe(base: str | None = None) -> dict[str, Any]:
    """Everything that the facts depend on. Loads no model, but reads all its files.

    Args:
        base: a base model; without one the one that config.cfg names.
    """
    base = base or default_base()
    knowledge = identity.hashes_of(resources.files(identity.KNOWLEDGE))
    return {
        "article_records": {
            "schema_version": SCHEMA_VERSION,
            "newsfacts": identity.code_version(),
            "model": identity.model_version(base),
        },
        "newsfacts": {
            "version": __version__,
            "sha256": identity.digest(identity.hashes_of(resources.files("newsfacts"))),
        },
        identity.KNOWLEDGE: {
            "version": __version__,
            "sha256": identity.digest(knowledge),
            "files": knowledge,
        },
        "base_model": _describe_base(base),
        "pipeline": list(read_config()["nlp"]["pipeline"]),
        "packages": {name: metadata.version(name) for name in identity.LIBRARIES},
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
    }


def _describe_base(base: str) -> dict[str, Any]:
    installed, now = identity.base_hashes(base), identity.base_hashes(base, recorded=False)
    name, version = identity.base_name(base)
    return {
        "name": name,
        "version": version,
        "sha256": identity.digest(installed) if installed else None,
        "altered": [path for path, sha256 in installed.items() if now.get(path) != sha256],
    }


def print_about(about: dict[str, Any], console: Console) -> None:
    """The same as two tables: what there is, and the files of the knowledge."""
    carried, base = about["article_records"], about["base_model"]
    rows = {
        "newsfacts": carried["newsfacts"],
        "model": carried["model"],
        "schema": carried["schema_version"],
        "pipeline": ", ".join(about["pipeline"]),
        "packages": ", ".join(f"{name} {version}" for name, version in about["packages"].items()),
        "Python": f"{about['python']} on {about['platform']}",
    }
    if base["sha256"] is None:
        rows["warning"] = f"{base['name']} is not installed; pip install {base['name']}"
    elif base["altered"]:
        rows["warning"] = f"{base['name']}: changed since it was installed: {', '.join(base['altered'])}"
    summary = Table(show_header=False, show_edge=False, pad_edge=False)
    for name, value in rows.items():
        summary.add_row(name, Text(visible(value)))
    console.print(summary)
    files = Table("file of the knowledge", "SHA-256", show_edge=False, pad_edge=False)
    for path, sha256 in about[identity.KNOWLEDGE]["files"].items():
        files.add_row(Text(visible(path)), f"{sha256[:16]}…")
    console.print()
    console.print(files)
