"""`recflix profile export`: a layout, and what does not fit into it."""

from __future__ import annotations

from pathlib import Path

from tests.drivers.command_line import recflix, said

ADA = ("--profile", "ada")


def test_what_is_written_is_said_with_its_files(imported: Path, tmp_path: Path) -> None:
    out = tmp_path / "ada.csv"
    words = ("profile", "export", str(out), *ADA, "--format", "letterboxd")
    written = said(imported, *words)
    assert written["files"] == [str(out), str(tmp_path / "ada-watchlist.csv")]
    assert (written["profile"], written["format"]) == ("Ada", "letterboxd")
    assert written["notes"]
    assert out.stat().st_mode & 0o777 == 0o600
    refused = recflix(imported, *words)
    assert (refused.returncode, "--force" in refused.stderr) == (1, True)
    told = recflix(imported, *words, "--force").stdout
    assert told.startswith(f"wrote {written['films']} films to {out}, ")


def test_what_a_layout_cannot_hold_is_counted_with_the_reason(
    imported: Path, tmp_path: Path
) -> None:
    words = ("profile", "export", str(tmp_path / "ada.csv"), *ADA, "--format", "imdb")
    written = said(imported, *words)
    assert written["films"] == 0  # this dataset knows no ids of IMDb
    assert sum(written["left_out"].values()) == 4 + 6
    told = recflix(imported, *words, "--force").stdout.splitlines()
    assert told[1:] == [f"left out: {n}, {reason}" for reason, n in written["left_out"].items()]
