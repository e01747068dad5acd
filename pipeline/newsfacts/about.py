"""What is installed: versions, the base model, the pipeline.

>>> from newsfacts.about import describe
>>> describe()["schema"]
'1.0'
"""

from __future__ import annotations

import platform
from importlib import metadata

from newsfacts import __version__
from newsfacts.annotating.pipeline import read_config
from newsfacts.records import SCHEMA_VERSION


def describe() -> dict[str, str]:
    """Name and value of everything worth giving in a report of a problem. Loads no model."""
    config = read_config()
    base = str(config["paths"]["base"])
    return {
        "newsfacts": __version__,
        "schema": SCHEMA_VERSION,
        "base model": f"{base} {_version(base)}",
        "pipeline": ", ".join(config["nlp"]["pipeline"]),
        "spaCy": _version("spacy"),
        "Python": f"{platform.python_version()} ({platform.system()} {platform.machine()})",
    }


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return f"is not installed (pip install {package})"
