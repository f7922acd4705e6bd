"""No waiting before the titles of the person in focus are read."""

from __future__ import annotations

import pytest

from recflix_tui.screens.people import people_screen


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_screen, "PAUSE", 0.001)
