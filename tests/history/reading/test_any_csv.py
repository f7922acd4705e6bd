"""Tables of films that people made, or had made for them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.reading.shared.gathering import NAMELESS
from recflix_tui.history.reading.shared.stars import NOT_A_RATING
from recflix_tui.history.values import Act, DateKind, Did, Export, Film, HistoryError

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC).timestamp()


def read(path: Path, *lines: str) -> Export:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    export = read_export(path)
    assert export.key == "csv"
    return export


def only(export: Export) -> tuple[Film, Did, float]:
    (act,) = export.acts
    return act.film, act.did, act.value


def test_a_table_after_a_european_spreadsheet(tmp_path: Path) -> None:
    export = read(
        tmp_path / "films.csv",
        "Titre;Year;Rating;Date",
        '"Taking lives, destins; violés";2004;4,5;2024-03-02',
    )
    (act,) = export.acts
    assert act.film == Film("Taking lives, destins; violés", 2004)
    assert (act.value, act.at, act.date_kind) == (4.5, NOON, DateKind.LOGGED)


def test_a_row_needs_a_title_or_an_id(tmp_path: Path) -> None:
    export = read(
        tmp_path / "films.csv",
        "Title,Year,imdbID,tmdbID",
        "Memento (2000),,,",
        ",,tt0209144,",
        ",,,77.0",
        ",2000,,",
    )
    assert [act.film for act in export.acts] == [
        Film("Memento", 2000),
        Film("", imdb_id=209144),
        Film("", tmdb_id=77),
    ]
    assert [(row.line, row.reason) for row in export.left_out] == [(5, NAMELESS)]
    assert {act.did for act in export.acts} == {Did.WATCHED}
    assert any("no ratings" in note for note in export.notes)


@pytest.mark.parametrize(
    ("header", "row", "stars"),
    [
        ("Title,Rating", "Heat,5", 5.0),
        ("Title,Rating", "Heat,4.5", 4.5),
        ("Title,Rating10", "Heat,5", 2.5),
        ("Const,Your Rating", "tt0113277,9", 4.5),
        ("title,userRating", "Heat,9", 4.5),
        ("Title,Rating,Rating10", "Heat,4,9", 4.5),
        ("Title,Rating10,Rating", "Heat,9,4", 4.0),
        ("Title,Rating10,Rating", "Heat,9,", 4.5),
    ],
)
def test_the_scale_is_that_of_the_column(
    tmp_path: Path, header: str, row: str, stars: float
) -> None:
    _, did, value = only(read(tmp_path / "films.csv", header, row))
    assert (did, value) == (Did.RATED, stars)


def test_ratings_above_five_show_that_all_go_to_ten(tmp_path: Path) -> None:
    export = read(tmp_path / "films.csv", "Title,Rating", "Heat,4", "Alien,8", "Big,80", "If,0")
    assert {act.film.title: (act.did, act.value) for act in export.acts} == {
        "Heat": (Did.RATED, 2.0),
        "Alien": (Did.RATED, 4.0),
        "If": (Did.WATCHED, 1.0),
    }
    assert [row.reason for row in export.left_out] == [NOT_A_RATING]
    assert any("8 stands among its ratings" in note for note in export.notes)


def test_a_mere_date_is_no_viewing_and_the_name_says_what_is_yet_to_be_watched(
    tmp_path: Path,
) -> None:
    header = "Title,Date,Watched Date"
    watched = read(tmp_path / "films.csv", header, "Heat,2024-03-02,", "Big,,02.03.2024")
    told = [(act.film.title, act.at, act.date_kind) for act in watched.acts]
    assert told == [("Heat", NOON, DateKind.LOGGED), ("Big", NOON, DateKind.WATCHED)]
    wanted = read(tmp_path / "My Watchlist (2).csv", header, "Heat,2024-03-02,")
    assert wanted.acts == (
        Act(Film("Heat"), Did.MY_LIST, 1.0, NOON, DateKind.LOGGED, "My Watchlist (2).csv", 2),
    )


def test_series_and_games_are_left_out_by_their_type(tmp_path: Path) -> None:
    rows = ("Heat,movie", "Night Desk,TV Series", "Night Desk,tv", "Dock Dash,Video Game")
    export = read(tmp_path / "films.csv", "Title,Type", *rows)
    assert only(export)[0] == Film("Heat")
    assert (export.n_series, len(export.left_out)) == (1, 3)


@pytest.mark.parametrize(
    "text", ["name,email\nAda,ada@example.org\n", "movieId,title,genres\n1,Heat (1995),Drama\n"]
)
def test_a_table_of_something_else_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(HistoryError, match="are of no known export"):
        read_export(tmp_path / "a.csv")
