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
from spacy.tokenizer import Tokenizer
from thinc.api import Config

from newsfacts.annotating.acceleration import accelerate
from newsfacts.annotating.tokenizing import BoundedTokenizer
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


def default_base() -> str:
    """The base model that config.cfg names."""
    return str(read_config()["paths"]["base"])


def load(base: str | None = None) -> Language:
    """Load the pipeline, on the base model of config.cfg or on another installed spaCy model.

    Raises:
        ModelError: the base model is not installed or cannot be loaded, or the knowledge is invalid.
    """
    config = read_config()
    name = config["paths"]["base"] = default_base() if base is None else base
    if not spacy.util.is_package(name) and not _is_path(name):
        raise ModelError(
            f"base model {name!r} is not installed; install it into this environment (pip install {name}) "
            "or choose an installed one with --base"
        )
    for module in _MODULES:
        importlib.import_module(f"newsfacts.annotating.{module}")
    try:
        nlp = spacy.util.load_model(name, exclude=list(UNUSED))
        _add_components(nlp, config.interpolate())
    except _UNUSABLE as error:
        raise _unusable(name, error) from error
    nlp.config.setdefault("paths", {})["base"] = name
    nlp.batch_size = config["nlp"]["batch_size"]
    if type(nlp.tokenizer) is Tokenizer:
        nlp.tokenizer = BoundedTokenizer.of(nlp.tokenizer)
    accelerate(nlp)
    return nlp


def _unusable(name: str, error: Exception) -> ModelError:
    reason = " ".join(str(error).split())
    return ModelError(f"base model {name!r} cannot be loaded: {reason}; install it again or choose another with --base")


def _is_path(name: str) -> bool:
    return bool(name) and Path(name).exists()


def _add_components(nlp: Language, config: Config) -> None:
    """Put our components where the configuration has them among the base's, which may be others than it says."""
    components, pipeline = config["components"], config["nlp"]["pipeline"]
    for position, name in enumerate(pipeline):
        settings = dict(components[name])
        factory = settings.pop("factory", None)
        if factory is None:  # one of the base's own
            continue
        before: str | int | None
        if nlp.pipe_names and all("factory" in components[earlier] for earlier in pipeline[:position]):
            before = position
        else:
            before = next((pipe for pipe in pipeline[position:] if pipe in nlp.pipe_names), None)
        nlp.add_pipe(factory, name=name, config=settings, before=before)
