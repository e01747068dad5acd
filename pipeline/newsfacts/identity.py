"""Which code, knowledge and base model wrote a fact: versions, each with a digest of the files.

    >>> from newsfacts.identity import code_version
    >>> code_version().partition("+")[0]
    '0.1.0'

A digest is the SHA-256 of what `sha256sum` prints for the files, in the order of their paths. Lines may end as the
system has it, and documents (.md) do not count: neither changes a fact.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path

from newsfacts import __version__

KNOWLEDGE = "en_newsfacts"
# What the bytes of the facts depend on, beside newsfacts and its base model.
LIBRARIES = ("spacy", "thinc", "numpy", "orjson", "trafilatura", "htmldate", "fastwarc", "pycld2", "rensa")

_SHOWN = 12  # digits of a digest that a version carries


@cache
def code_version() -> str:
    """Version of newsfacts with the digest of its code, a local version as PEP 440 has it."""
    return versioned(__version__, digest(hashes_of(resources.files("newsfacts"))))


@cache
def knowledge_version() -> str:
    """Version of the package of the knowledge, which is released with newsfacts, with the digest of its files."""
    return versioned(__version__, digest(hashes_of(resources.files(KNOWLEDGE))))


@cache
def model_version(base: str) -> str:
    """The knowledge and the base model, each with its name, version and digest."""
    name, version = base_name(base)
    return f"{KNOWLEDGE} {knowledge_version()} on {name} {versioned(version, digest(base_hashes(base)))}"


def versioned(version: str, full: str) -> str:
    """A version and the first digits of a digest."""
    return f"{version}+{full[:_SHOWN]}"


def digest(hashes: Mapping[str, str]) -> str:
    """One digest of the hashes of many files."""
    lines = (f"{hashes[path]}  {path}\n" for path in sorted(hashes))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def hashes_of(folder: Traversable, *, as_text: bool = True) -> dict[str, str]:
    """SHA-256 of each file in a folder by its path there, sorted."""
    return dict(sorted((path, _sha256(file, as_text)) for path, file in _files(folder)))


def _sha256(file: Traversable, as_text: bool) -> str:
    content = file.read_bytes()
    return hashlib.sha256(content.replace(b"\r\n", b"\n") if as_text else content).hexdigest()


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if not _counts(entry.name):
            continue
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry


def _counts(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__" and not name.endswith(".md")


def base_name(base: str) -> tuple[str, str]:
    """Name and version of a base model: an installed package, or a folder that a pipeline was saved to."""
    try:
        return base, metadata.version(base)
    except (metadata.PackageNotFoundError, ValueError):  # ValueError: an empty name
        meta = _meta(Path(base))
        named = "_".join(str(meta[part]) for part in ("lang", "name") if part in meta)
        return named or base, str(meta.get("version", "unknown"))


def _meta(folder: Path) -> dict[str, object]:
    try:
        meta = json.loads((folder / "meta.json").read_bytes())
    except (OSError, ValueError):  # then it cannot be loaded either, and loading says why
        return {}
    return meta if isinstance(meta, dict) else {}


def base_hashes(base: str, *, recorded: bool = True) -> dict[str, str]:
    """SHA-256 of each file of a base model.

    `recorded`: as its installer wrote them down, where it did: a model may have 500 MB, which are not read twice.
    """
    wanted = _recorded(base) if recorded else {}
    if wanted:
        return wanted
    spec = importlib.util.find_spec(base) if _is_package(base) else None
    folder = Path(spec.origin).parent if spec and spec.origin else Path(base)
    return hashes_of(folder, as_text=False) if folder.is_dir() else {}


def _recorded(base: str) -> dict[str, str]:
    files = (metadata.files(base) or []) if _is_package(base) else []
    return {
        "/".join(file.parts[1:]): urlsafe_b64decode(f"{file.hash.value}=").hex()
        for file in files
        if file.parts[0] == base and file.hash and file.hash.mode == "sha256" and all(map(_counts, file.parts))
    }


def _is_package(name: str) -> bool:
    try:
        return bool(metadata.distribution(name))
    except (metadata.PackageNotFoundError, ValueError):
        return False
