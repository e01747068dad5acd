"""The spaCy pipeline, put together from `models/en_newsfacts/config.cfg`.

>>> from newsfacts.annotating import load
>>> nlp = load()
>>> doc = nlp("Labour held the seat.")
"""

from __future__ import annotations

import importlib
from importlib.resources import files
from pathlib import Path

import spacy.util
from spacy.language import Language
from thinc.api import Config

from newsfacts.annotating.acceleration import accelerate
from newsfacts.errors import ModelError

# Importing a module registers its factories and readers.
_MODULES = ("knowledge", "layout", "gazetteer", "people", "affiliations", "coreference", "results", "quotes")
# Base components that nothing here reads.
UNUSED = frozenset({"attribute_ruler", "lemmatizer", "senter", "morphologizer", "entity_ruler"})

# What spaCy raises for a package or a folder that is no model.
_UNUSABLE = (OSError, ValueError, TypeError, ImportError, AttributeError)


def read_config() -> Config:
    """The pipeline's configuration as it is shipped."""
    text = files("en_newsfacts").joinpath("config.cfg").read_text("utf-8")
    return Config().from_str(text, interpolate=False)


def load(base: str | None = None) -> Language:
    """Load the pipeline, on the base model of config.cfg or on another installed spaCy model.

    Raises:
        ModelError: the base model is not installed or cannot be loaded, or the knowledge is invalid.
    """
    config = read_config()
    if base is not None and base != config["paths"]["base"]:
        try:
            _replace_base(config, base)
        except _UNUSABLE as error:
            raise _unusable(base, error) from error
    name = config["paths"]["base"]
    if not spacy.util.is_package(name) and not _is_path(name):
        raise ModelError(
            f"base model {name!r} is not installed; install it into this environment (pip install {name}) "
            "or choose an installed one with --base"
        )
    for module in _MODULES:
        importlib.import_module(f"newsfacts.annotating.{module}")
    try:
        nlp = spacy.util.load_model_from_config(config.interpolate(), auto_fill=True, validate=True)
    except _UNUSABLE as error:
        raise _unusable(name, error) from error
    accelerate(nlp)
    return nlp


def _unusable(name: str, error: Exception) -> ModelError:
    reason = " ".join(str(error).split())
    return ModelError(f"base model {name!r} cannot be loaded: {reason}; install it again or choose another with --base")


def _is_path(name: str) -> bool:
    return bool(name) and Path(name).exists()


def _replace_base(config: Config, base: str) -> None:
    """Put another model's components where the configured base's stand, in that model's own order."""
    if not spacy.util.is_package(base) and not _is_path(base):
        config["paths"]["base"] = base
        return
    sourced = {key for key, value in config["components"].items() if "source" in value}
    theirs = [pipe for pipe in spacy.util.load_model(base, exclude=list(UNUSED)).pipe_names if pipe not in UNUSED]
    ours_before_ner: list[str] = []
    order: list[str] = []
    for pipe in config["nlp"]["pipeline"]:
        if pipe not in sourced:
            (order if "parser" not in order else ours_before_ner).append(pipe)
        elif pipe == "ner":
            order += ours_before_ner
            order += [p for p in theirs if p not in order]
            ours_before_ner = []
        elif "parser" not in order:
            upto = theirs.index("parser") + 1 if "parser" in theirs else 0
            order += [p for p in theirs[:upto] if p not in order]
    config["nlp"]["pipeline"] = order + ours_before_ner
    for pipe in sourced:
        del config["components"][pipe]
    for pipe in theirs:
        config["components"][pipe] = {"source": "${paths.base}"}
    config["paths"]["base"] = base
