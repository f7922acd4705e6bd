"""`recflix profile import`: a file becomes ratings and marks, once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.drivers.command_line import recflix, said
from tests.drivers.exports.letterboxd_export import write_letterboxd

ADA = ("--profile", "ada")


@pytest.fixture
def home(furnished_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(furnished_home, tmp_path / "home"))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return write_letterboxd(
        tmp_path / "mine.zip",
        ratings=[
            ("2024-03-02", "Film 7", 1957, "https://boxd.it/aa01", 3.5),
            ("2024-03-02", "Film 8", 1959, "https://boxd.it/aa02", 4),
            ("2024-03-02", "The Glass Harbour", 1987, "https://boxd.it/aa03", 5),
            ("2024-03-02", "Film 9", 1959, "https://boxd.it/aa04", 9),
        ],
        watchlist=[("2024-03-02", "Film 11", 1961, "https://boxd.it/aa05")],
    )


def test_a_dry_run_tells_all_and_changes_nothing(home: Path, export: Path) -> None:
    before = said(home, "list", *ADA)
    words = ("profile", "import", str(export), *ADA, "--dry-run")
    found = said(home, *words)
    assert found == {
        "profile": "Ada",
        "source": "Letterboxd",
        "file": "mine.zip",
        "dry_run": True,
        "films": {"found": 2, "unsure": 1, "waiting": 1},
        "acts": {"new": 4, "changes": 0, "same": 0, "kept": 0, "off": 0, "twice": 0},
        "new_waiting": 1,
        "by_kind": {"rated": 3, "watched": 0, "my_list": 1, "not_for_me": 0, "abandoned": 0},
        "series": 0,
        "left_out": {"a rating that is off the scale": 1},
        "notes": [],
        "import": None,
        "backup": None,
        "changed": None,
    }
    told = recflix(home, *words).stdout.splitlines()
    assert told[0] == "Letterboxd, mine.zip: 3 ratings, 1 on My List"
    assert told[-1] == (
        "nothing is changed; without --dry-run 4 ratings and marks would be brought in"
    )
    assert said(home, "list", *ADA) == before


def test_what_is_imported_stands_and_importing_it_twice_changes_nothing(
    home: Path, export: Path
) -> None:
    words = ("profile", "import", str(export), *ADA)
    done = said(home, *words)
    assert (done["import"], done["backup"]) == (1, None)
    assert done["changed"]["new"] == {"rated": 3, "my_list": 1}
    assert len(done["changed"]["top_picks"]) == 10
    assert [title["movie_id"] for title in said(home, "list", *ADA)][-2:] == [80, 70]
    again = recflix(home, *words)
    assert again.returncode == 0
    assert "nothing is changed: all of it is here already" in again.stdout
    assert said(home, *words)["acts"]["same"] == 4
    told = recflix(home, "undo", *ADA).stdout
    assert told == "Ada: undone: the import of 4 ratings and marks from Letterboxd (mine.zip)\n"
    printed = recflix(home, *words).stdout
    assert "new: 3 ratings (1 of them waits), 1 on My List" in printed
    assert "take all of it back: recflix undo --profile Ada" in printed


def test_whose_history_it_is_has_to_be_said_where_a_file_holds_several(
    home: Path, tmp_path: Path
) -> None:
    several = tmp_path / "ratings.csv"
    several.write_text("userId,movieId,rating,timestamp\n1,70,4,964982703\n2,80,3,964982703\n")
    words = ("profile", "import", str(several), *ADA)
    asked = recflix(home, *words)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr == (
        "recflix: ratings.csv holds several people: 1, 2; say whose it is with --person NAME\n"
    )
    assert said(home, *words, "--person", "2")["by_kind"]["rated"] == 1


def test_what_is_no_export_is_one_line(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    for path in (other, tmp_path / "nosuch.zip"):
        done = recflix(home, "profile", "import", str(path), *ADA, "--json")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
        assert path.name in done.stderr


def test_what_is_taken_out_is_read_back(home: Path, export: Path, tmp_path: Path) -> None:
    said(home, "profile", "import", str(export), *ADA)
    out = tmp_path / "ada.json"
    said(home, "profile", "export", str(out), *ADA, "--format", "json")
    assert json.loads(out.read_text())
    said(home, "profile", "add", "Ben")
    said(home, "profile", "import", str(out), "--profile", "Ben")
    stars = [
        {title["movie_id"]: title["stars"] for title in said(home, "list", "--profile", name)}
        for name in ("Ada", "Ben")
    ]
    assert stars[0] == stars[1]
