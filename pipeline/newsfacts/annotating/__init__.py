"""Article text -> annotated spaCy Doc."""

from newsfacts.annotating.pipeline import load

__all__ = ["load"]
