"""`recflix dataset enrich`, and what the other commands on datasets tell of it."""

from __future__ import annotations

from pathlib import Path

from tests.dataset.layouts import write_latest
from tests.drivers.command_line import recflix, said
from tests.drivers.imdb_files import FILMS, LINKS, PEOPLE, write_imdb

COUNTS = {"directors": 4, "cast": 4, "runtime": 3, "people": 16, "without_imdb_id": 1}


def test_a_dataset_is_enriched_listed_checked_and_shown_with_its_credits(
    home: Path, tmp_path: Path
) -> None:
    source = write_latest(tmp_path / "ml", links=LINKS)
    said(home, "dataset", "import", str(source))
    assert said(home, "dataset", "list")[0]["credits"] is None
    assert said(home, "dataset", "show")["credits"] is None
    imdb = str(write_imdb(tmp_path / "imdb", FILMS, PEOPLE))
    done = recflix(home, "dataset", "enrich", "--imdb", imdb)
    words = "directors of 4 titles, cast of 4, runtime of 3"
    assert done.stdout == f"enriched ml: {words}; 1 title has no IMDb id\n"
    assert done.stderr == ""
    found = said(home, "dataset", "enrich", "--imdb", imdb, "ml")
    assert found == {"name": "ml", "titles": 5, **COUNTS}
    assert said(home, "dataset", "list")[0]["credits"] == COUNTS
    assert recflix(home, "dataset", "list").stdout.endswith("5 titles; directors, cast, runtimes\n")
    assert f"from IMDb: {words}" in recflix(home, "dataset", "show").stdout
    assert said(home, "dataset", "check")[0]["credits"]
    assert "whole, with directors, cast" in recflix(home, "dataset", "check").stdout

    (home / "datasets" / "ml" / "dataset.json").write_text("{")
    assert "gone with it; read them again" in recflix(home, "dataset", "import", str(source)).stdout


def test_what_cannot_be_enriched_is_one_line(home: Path, tmp_path: Path) -> None:
    said(home, "dataset", "import", str(write_latest(tmp_path / "ml", links=LINKS)))
    empty = tmp_path / "imdb"
    empty.mkdir()
    for words, line in (
        (("--imdb", str(empty)), "are missing; download from https://datasets.imdbws.com"),
        (("--imdb", str(empty), "other"), "there is no dataset other; there is: ml"),
    ):
        done = recflix(home, "dataset", "enrich", *words)
        assert done.returncode == 1
        assert done.stderr.startswith("recflix: ")
        assert line in done.stderr
        assert done.stderr.count("\n") == 1
    assert recflix(home, "dataset", "enrich").returncode == 2
