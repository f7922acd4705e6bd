"""The furnished home, and an export of Ada's to bring into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.exports.letterboxd_export import write_letterboxd

__all__ = ["export"]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Six ratings, of which one is older than Ada's own, one of a year off by one and two of films
    that no dataset has; a film watched, two wanted, and a list of her own."""
    at = "2021-03-02"
    return write_letterboxd(
        tmp_path / "letterboxd-ada.zip",
        ratings=[
            (at, "Film 30", 1980, "https://boxd.it/aa30", 4.5),
            (at, "Film 33", 1983, "https://boxd.it/aa33", 1),
            (at, "Film 20", 1970, "https://boxd.it/aa20", 3),
            (at, "Film 36", 1987, "https://boxd.it/aa36", 4),
            (at, "[b]The Glass[/b] Harbour", 1987, "https://boxd.it/aa01", 5),
            (at, "Qwxz", 2024, "https://boxd.it/aa02", 2.5),
        ],
        diary=[(at, "Film 42", 1992, "https://boxd.it/zz42", "", "", "", "2021-03-01")],
        watchlist=[
            (at, "Film 45", 1995, "https://boxd.it/aa45"),
            (at, "Film 33 2", 1983, "https://boxd.it/aa99"),
        ],
        lists=[("Best of", [(1, "Film 30", 1980, "https://boxd.it/aa30", "")])],
    )
