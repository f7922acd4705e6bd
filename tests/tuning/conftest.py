from __future__ import annotations

import pytest

from recflix_tui.solvers import all_solvers
from tests.tuning.guess import Guess, start_guess


@pytest.fixture(autouse=True)
def _guess_is_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has trained nothing yet."""
    monkeypatch.setitem(all_solvers.STARTS, "guess", start_guess)
    Guess.trained.clear()
