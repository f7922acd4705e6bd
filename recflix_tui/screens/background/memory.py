"""What was loaded for good: the garbage collector looks at it no more."""

from __future__ import annotations

import gc
from functools import cache

RARELY = (20_000, 20, 50)
"""How many new containers, and how many smaller collections, bring about the next one: a picture
of one frame is thousands of segments, all of them gone with the next."""


@cache
def keep_for_good(what: str) -> None:
    """Leave all that is in memory by now out of later garbage collections.

    To go through the modules, of Numba above all, and what they made takes some 80 ms, in the
    middle of a key. What is no longer used is freed all the same, but for what refers to itself:
    so it is done but once for each `what`.
    """
    gc.freeze()
    gc.set_threshold(*RARELY)
