"""The furnished home, and an app over it; no key is given up on a slow machine."""

from __future__ import annotations

import pytest

from tests.examples.app_home import *  # noqa: F403


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recflix_tui.screens.type_ahead.key_gate.PATIENCE", 60.0)
