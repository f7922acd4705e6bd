"""What is written for another service is read back as far as its layout can hold it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.values import Act, DateKind, Did, Export, Film, OwnHistory
from recflix_tui.history.writing.all_writers import write_export

NOON = 1_709_380_800.0  # of 2 March 2024
HARBOUR = Film("The Glass Harbour", 1987, imdb_id=9900001, tmdb_id=880001, movie_id=99001)
LOLA = Film('Run, "Lola", Again', 1999, imdb_id=12345678, tmdb_id=7, movie_id=99002)
SAID = Film("Å kjøre", 2020)
RATED = (
    Act(HARBOUR, Did.RATED, 4.5, NOON, DateKind.RATED),
    Act(LOLA, Did.RATED, 0.5, NOON, DateKind.WATCHED),
)
SEEN = Act(SAID, Did.WATCHED, 1.0, NOON, DateKind.WATCHED)
WANTED = Act(SAID, Did.MY_LIST, 1.0, NOON, DateKind.LOGGED)
OWN = OwnHistory("Ada", (*RATED, SEEN, WANTED))


def acts_of(export: Export) -> set[Act]:
    return {replace(act, file="", line=0) for act in export.acts}


def undated(act: Act) -> Act:
    return replace(act, at=None, date_kind=None)


def test_movielens_org(tmp_path: Path) -> None:
    written = write_export(tmp_path / "ratings.csv", "movielens", OWN)
    export = read_export(tmp_path / "ratings.csv")
    assert export.key == "movielens"
    assert acts_of(export) == {undated(act) for act in RATED}
    assert len(export.acts) + sum(written.left_out.values()) == len(OWN.acts)


def test_letterboxd(tmp_path: Path) -> None:
    write_export(tmp_path / "ada.csv", "letterboxd", OWN)
    harbour, lola = RATED
    seen = Act(LOLA, Did.WATCHED, 1.0, NOON, DateKind.WATCHED)
    imported = read_export(tmp_path / "ada.csv")
    ids_alone = {replace(act, film=replace(act.film, movie_id=0)) for act in (lola, seen)}
    harbour = undated(replace(harbour, film=replace(HARBOUR, movie_id=0)))
    assert acts_of(imported) == {harbour, SEEN, *ids_alone}
    assert acts_of(read_export(tmp_path / "ada-watchlist.csv")) == {undated(WANTED)}


def test_imdb(tmp_path: Path) -> None:
    write_export(tmp_path / "ratings.csv", "imdb", OWN)
    export = read_export(tmp_path / "ratings.csv")
    assert export.key == "imdb"
    harbour, lola = (replace(act, film=replace(act.film, tmdb_id=0, movie_id=0)) for act in RATED)
    assert acts_of(export) == {harbour, undated(lola)}
