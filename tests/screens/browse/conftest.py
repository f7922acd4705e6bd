"""No waiting before the details of the title in focus are read."""

from __future__ import annotations

import pytest

from recflix_tui.screens.browse import browse_screen


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browse_screen, "DETAILS_PAUSE", 0.002)
