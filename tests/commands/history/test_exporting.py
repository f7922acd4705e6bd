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
    said(imported, "mark", *ADA, "--title", "Film 30", "refused")
    words = ("profile", "export", str(tmp_path / "ada.csv"), *ADA, "--format", "letterboxd")
    written = said(imported, *words)
    assert written["left_out"] == {"not for me: Letterboxd has no such thing": 1}
    told = recflix(imported, *words, "--force").stdout.splitlines()
    assert told[1] == "left out: 1, not for me: Letterboxd has no such thing"


def test_a_file_without_any_film_is_not_written_and_said_why(
    imported: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ada.csv"
    refused = recflix(imported, "profile", "export", str(out), *ADA, "--format", "imdb")
    assert (refused.returncode, refused.stdout, out.exists()) == (1, "", False)
    assert refused.stderr.startswith(
        "recflix: ada.csv is not written: nothing of what Ada did fits into the layout imdb "
        "(7 rated: no IMDb id is known for the film; "  # this dataset has none
    )
    said(imported, "profile", "add", "Ben")
    nothing = recflix(
        imported, "profile", "export", str(out), "--profile", "ben", "--format", "json"
    )
    assert nothing.stderr == (
        "recflix: ada.csv is not written: Ben has no ratings and no marks yet\n"
    )
