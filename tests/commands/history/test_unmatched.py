"""`--unmatched`: every row left out, and every film that waits or may be another, in a file."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.drivers.command_line import recflix, said
from tests.drivers.exports.letterboxd_export import write_letterboxd

ADA = ("--profile", "ada")


def test_all_that_is_not_surely_in_is_a_line_of_its_own(shared_home: Path, tmp_path: Path) -> None:
    export = write_letterboxd(
        tmp_path / "mine.zip",
        ratings=[
            ("2024-03-02", "Film 7", 1957, "https://boxd.it/aa01", 3.5),
            ("2024-03-02", "Film 8", 1959, "https://boxd.it/aa02", 4),
            ("2024-03-02", "The \x1b[1mGlass Harbour", 1987, "https://boxd.it/aa03", 5),
            ("2024-03-02", "Film 9", 1959, "https://boxd.it/aa04", 9),
        ],
    )
    listed = tmp_path / "unmatched.csv"
    words = ("profile", "import", str(export), *ADA, "--dry-run", "--unmatched", str(listed))
    for _ in range(2):  # a list of before is written over
        said(shared_home, *words)
    with listed.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["line"], row["title"], row["year"], row["reason"]) for row in rows] == [
        ("5", "Film 9", "", "a rating that is off the scale"),
        ("4", "The Glass Harbour", "1987", "not in small"),
        ("3", "Film 8", "1959", "taken for it: year off by one"),
    ]
    assert {row["file"] for row in rows} == {"ratings.csv"}
    assert [row["may_be"] for row in rows] == ["", "", "Film 8 (1958) = 80"]
    assert listed.stat().st_mode & 0o777 == 0o600


def test_no_other_file_is_written_over(shared_home: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("Title,Year,Rating\nFilm 7,1957,3\n")
    done = recflix(shared_home, "profile", "import", str(mine), *ADA, "--unmatched", str(mine))
    assert (done.returncode, mine.read_text()[:5]) == (1, "Title")
    assert "is no list of what was unmatched" in done.stderr
    assert len(said(shared_home, "list", *ADA)) == 4  # nothing was brought in either
