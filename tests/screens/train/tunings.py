"""What a tuning found, kept as it would keep it."""

from __future__ import annotations

from typing import Any

from recflix_tui.library.library import Library
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.tuning.tuned import TunedDefaults, keep_tuned
from tests.examples.app_home import NOW


def keep_tuning(library: Library, found: dict[str, Any], solver: str = "sgd") -> None:
    """Keep settings of a solver as this dataset's defaults."""
    dataset, start = library.snapshot.need_dataset(), settings_for(solver)
    kept = TunedDefaults(found, 0.89, 0.9, 0.01, 0.001, 5, 2, 0, NOW)
    keep_tuned(library.paths.models / dataset.name, dataset.fingerprint, start, kept)
