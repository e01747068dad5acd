"""Article text -> annotated spaCy Doc. README.md beside this file says where to change what."""

from newsfacts.annotating.pipeline import load

__all__ = ["load"]
