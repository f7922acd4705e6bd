"""States of the look-up experiment, and figures of caches, made up: they hang on no machine."""

from __future__ import annotations

from recflix_tui.cache_counts import CacheFigures
from recflix_tui.lab.lookup.events import LookupBuilding, LookupDone, LookupStarted
from recflix_tui.lab.lookup.state import LookupState
from tests.lab.lookup.made_up import N_ITEMS, SIZES, measurements

STARTED = LookupStarted("sample", N_ITEMS, list(SIZES), [1000, 3000, N_ITEMS], 0, 12.0)
CACHES = (
    CacheFigures("tastes", "each profile folded in", 1204, 7, 1, 310_000, 4.2e-7, 0.0062),
    CacheFigures("home", "the rows of Home as they were made last", 31, 9, 12, 0, 9e-7, 0.031),
    CacheFigures("alike", "who picked titles together", 0, 0, 0, 0, None, None),
    CacheFigures("shelves", "lines of the shelves as drawn", 5210, 402, 96, 0, 3.1e-7, 1.4e-4),
)


def state(n_measured: int) -> LookupState:
    """The experiment under way, with so many figures."""
    begun = LookupState().after(STARTED)
    for measured in measurements()[:n_measured]:
        begun = begun.after(LookupBuilding(measured.n_titles)).after(measured)
    return begun


def done() -> LookupState:
    """The experiment at its end."""
    return state(len(measurements())).after(LookupDone(14.2))
