"""Measurements made up by a rule, for what shows them."""

from __future__ import annotations

import math
from collections.abc import Callable

from recflix_tui.lab.lookup.events import LookupMeasured
from recflix_tui.lab.lookup.ways import Way

SIZES = (1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
N_ITEMS = 9742
_PYTHON: tuple[tuple[Way, Callable[[int], float], int], ...] = (
    (Way.DICT, lambda n: 40.0 if n < 100_000 else 20 * math.log10(n), 60),
    (Way.BINARY, lambda n: 30.0 * math.log2(n), 36),
    (Way.LIST, lambda n: 5.0 * n, 36),
)


def measurements() -> list[LookupMeasured]:
    """Of a machine on which a list takes 5 ns a title, a halving 30 ns, and a dict 40 ns until
    its table is large."""
    app = [
        LookupMeasured(way, n, is_there, ns, 1000, 8 * n)
        for n in (1000, 3000, N_ITEMS)
        for way, ns in ((Way.APP, 2900.0), (Way.APP_MANY, 980.0))
        for is_there in (True, False)
    ]
    python = [
        LookupMeasured(
            way, n, is_there, took(n) * (1 if is_there or way != Way.LIST else 2), 100, b * n
        )
        for n in SIZES
        for way, took, b in _PYTHON
        for is_there in (True, False)
    ]
    return [*app, *python]
