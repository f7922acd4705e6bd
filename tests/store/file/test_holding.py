"""Of several processes one at a time opens or replaces the store of a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recflix_tui.store.file.holding import held
from recflix_tui.store.store import StoreError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")


def test_who_waits_too_long_is_told_and_the_next_is_let_in(tmp_path: Path) -> None:
    with (
        held(tmp_path, 1.0),
        pytest.raises(StoreError, match="does not let go: nothing was changed"),
        held(tmp_path, 0.01),
    ):
        pass
    with held(tmp_path, 0.0):
        assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_folder_nobody_waits(tmp_path: Path) -> None:
    with held(tmp_path / "nowhere", 0.0):
        assert not (tmp_path / "nowhere").exists()
