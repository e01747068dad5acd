"""Facts against official results.

>>> from newsfacts.verifying import read_results, verify
>>> from pathlib import Path
>>> _ = Path("results.csv").write_text("contest,date,candidate,party,votes\\nAyton,2017-02-23,Ann Oak,Labour,1200\\n")
>>> list(verify([], read_results(["results.csv"])))
[]
"""

from newsfacts.verifying.checking import Check, verify
from newsfacts.verifying.official import OfficialContest, Results, companions, read_results

__all__ = ["Check", "OfficialContest", "Results", "companions", "read_results", "verify"]
