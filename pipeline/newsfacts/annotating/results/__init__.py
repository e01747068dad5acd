"""Election results: numbers, who they belong to, which contest, and who won. Importing this registers the component.

README.md in the folder above says which module does what.
"""

from newsfacts.annotating.results.component import ResultsFinder

__all__ = ["ResultsFinder"]
