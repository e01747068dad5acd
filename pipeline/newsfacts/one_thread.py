"""Imported before numpy: its libraries then use one thread.

>>> import newsfacts.one_thread  # their variables are read when they are loaded

Matrices as small as ours gain nothing from threads; one worker a core is faster than threads that get in each other's
way; and only a process without other threads can be forked. What the user has set stays.
"""

from __future__ import annotations

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_variable, "1")
