"""No key is given up on a slow machine, and no training starts."""

from __future__ import annotations

import pytest

from tests.examples.bursts import trainings

__all__ = ["trainings"]


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recflix_tui.screens.type_ahead.key_gate.PATIENCE", 60.0)
