"""What IMDb's exports say, with the columns of each of their times."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.reading.imdb import GAME, MUSIC, UNKNOWN_TYPE
from recflix_tui.history.reading.shared.gathering import NAMELESS, NO_RATING, PERSON, SERIES
from recflix_tui.history.reading.shared.stars import NOT_A_RATING
from recflix_tui.history.values import Film, HistoryError
from tests.drivers.exports.imdb_export import (
    BEFORE_2017,
    LIST_2018,
    LIST_WITHOUT_RATINGS,
    RATINGS,
    RATINGS_2017,
    RATINGS_2018,
    WATCHLIST,
    WATCHLIST_2018,
    imdb_csv,
    write_imdb,
)
from tests.drivers.exports.packing import laid_out
from tests.history.reading.acts import left_out, told

Cells = dict[str, str | int]

GLASS: Cells = {"Const": "tt9900001", "Title": "The Glass Harbour, or Not", "Year": 1987}
OLD_GLASS: Cells = {"const": "tt9900001", "Title": "The Glass Harbour, or Not", "Year": 1987}
RATED = "rated The Glass Harbour, or Not 1987: 4.5, rated 2024-03-01"
LISTED = "my_list The Glass Harbour, or Not 1987, logged 2024-01-01"


@pytest.mark.parametrize(
    ("name", "header", "row", "expected"),
    [
        ("ratings", RATINGS, {"Date Rated": "2024-03-01", "Title Type": "Movie"}, {RATED}),
        ("ratings", RATINGS_2018, {"Date Rated": "2024-03-01", "Title Type": "tvMovie"}, {RATED}),
        ("ratings", RATINGS_2017, {"Date Added": "2024-03-01", "Title Type": "video"}, {RATED}),
        ("WATCHLIST", WATCHLIST, {"Created": "2024-01-01", "Your Rating": ""}, {LISTED}),
        ("ls01", LIST_WITHOUT_RATINGS, {"Created": "2024-01-01"}, {LISTED}),
        ("ls02", LIST_2018, {"Created": "2024-01-01", "Title Type": "short"}, {LISTED}),
        (
            "watchlist",
            WATCHLIST_2018,
            {"Created": "2024-01-01", "Date Rated": "2024-03-01"},
            {RATED, LISTED},
        ),
    ],
)
def test_every_set_of_columns_is_read_by_name(
    name: str, header: str, row: Cells, expected: set[str], tmp_path: Path
) -> None:
    row = {"Your Rating": "9"} | GLASS | row
    columns = header.split(",")
    row = {column: cell for column, cell in row.items() if column in columns}
    path = write_imdb(tmp_path / f"{name}.csv", [row], header)
    export = read_export(path)
    assert (export.key, export.name) == ("imdb", "IMDb")
    assert told(export) == expected
    assert {act.film.imdb_id for act in export.acts} == {9900001}


def test_before_2017_a_file_with_all_rows_rated_is_of_ratings(tmp_path: Path) -> None:
    rated = OLD_GLASS | {"created": "Fri Mar  1 00:00:00 2024", "You rated": 9}
    run: Cells = {"const": "tt02", "Title": "Run", "Title type": "Feature Film"}
    (ratings,) = read_export(write_imdb(tmp_path / "ratings.csv", [rated], BEFORE_2017)).acts
    assert told(read_export(tmp_path / "ratings.csv")) == {RATED}
    assert ratings.line == 2
    some = read_export(write_imdb(tmp_path / "list.csv", [rated, run], BEFORE_2017))
    assert told(some) == {
        "my_list Run 0",
        "my_list The Glass Harbour, or Not 1987, logged 2024-03-01",
        "rated The Glass Harbour, or Not 1987: 4.5",
    }
    watchlist = read_export(write_imdb(tmp_path / "WATCHLIST.csv", [rated], BEFORE_2017))
    assert len(watchlist.acts) == 2


@pytest.mark.parametrize(
    ("types", "reason"),
    [
        (["TV Series", "tvSeries", "TV Mini Series", "Mini-Series", "TV Episode"], SERIES),
        (["tvEpisode", "Podcast Series", "Série télévisée", "Fernsehfolge"], SERIES),
        (["Video Game", "videoGame", "Videospiel"], GAME),
        (["Music Video", "musicVideo"], MUSIC),
    ],
)
def test_what_is_no_film_is_told_by_the_letters_of_its_type(
    types: list[str], reason: str, tmp_path: Path
) -> None:
    rows: list[Cells] = [
        {"Const": f"tt{n}", "Title": f"Pilot {n}", "Title Type": kind, "Your Rating": 8}
        for n, kind in enumerate(types, start=1)
    ]
    export = read_export(write_imdb(tmp_path / "ratings.csv", rows))
    assert export.acts == ()
    assert {why for _, why in left_out(export)} == {reason}
    assert export.n_series == (len(types) if reason == SERIES else 0)


def test_episodes_of_a_series_count_once(tmp_path: Path) -> None:
    rows: list[Cells] = [
        {"Const": f"tt{n}", "Title": title, "Title Type": kind, "Your Rating": 8}
        for n, (title, kind) in enumerate(
            [
                ("Night Desk", "TV Series"),
                ("Night Desk: Pilot", "TV Episode"),
                ("Night Desk: The Long Shift", "tvEpisode"),
            ]
        )
    ]
    export = read_export(write_imdb(tmp_path / "ratings.csv", rows))
    assert (export.n_series, len(export.left_out)) == (1, 3)


def test_of_a_type_in_another_language_the_id_decides(tmp_path: Path) -> None:
    rows: list[Cells] = [
        GLASS | {"Title Type": "फ़िल्म", "Your Rating": 9},
        {"Title": "Nothing", "Title Type": "फ़िल्म", "Your Rating": 9},
        GLASS | {"Const": "tt02", "Title Type": "Película", "Your Rating": 2},
    ]
    export = read_export(write_imdb(tmp_path / "ratings.csv", rows))
    assert [(act.film.title, act.film.imdb_id) for act in export.acts] == [
        ("", 9900001),
        ("The Glass Harbour, or Not", 2),
    ]
    assert left_out(export) == [("Nothing", UNKNOWN_TYPE)]
    assert "ratings.csv: the title types of 1 rows are in a language" in export.notes[0]


def test_ids_have_seven_digits_or_more_and_a_film_two_titles(tmp_path: Path) -> None:
    rows: list[Cells] = [
        {"Const": "tt0133093", "Title": "Glass", "Original Title": "Glas", "Your Rating": 9},
        {"Const": "tt12345678", "Title": "Run", "Original Title": "Run", "Your Rating": 9},
        {"URL": "https://www.imdb.com/title/tt0000007/", "Title": "Old", "Your Rating": 9},
    ]
    export = read_export(write_imdb(tmp_path / "ratings.csv", rows))
    assert [act.film for act in export.acts] == [
        Film("Glass", imdb_id=133093, other_titles=("Glas",)),
        Film("Run", imdb_id=12345678),
        Film("Old", imdb_id=7),
    ]


def test_one_bad_row_never_stops_a_file(tmp_path: Path) -> None:
    rows: list[Cells] = [
        GLASS | {"Your Rating": 0},
        GLASS | {"Your Rating": 12},
        {"Year": 1987, "Your Rating": 5},
        {"Const": "nm0000001", "Title": "Ina Holm", "Your Rating": 5},
    ]
    text = imdb_csv(RATINGS, rows) + "tt03,9,2024-01-01,Ragged,Ragged\n"
    text += imdb_csv(RATINGS, [GLASS | {"Your Rating": 9, "Date Rated": "2024-03-01"}])[
        len(RATINGS) + 1 :
    ]
    path = tmp_path / "ratings.csv"
    path.write_text(text, encoding="utf-8-sig")  # with the mark that a spreadsheet sets
    export = read_export(path)
    assert told(export) == {RATED}
    assert set(left_out(export)) == {
        (GLASS["Title"], NO_RATING),
        (GLASS["Title"], NOT_A_RATING),
        ("", NAMELESS),
        ("Ina Holm", PERSON),
        ("Ragged", "too few fields in the row"),
    }


def test_what_excel_made_of_it_is_read_and_said(tmp_path: Path) -> None:
    text = imdb_csv(RATINGS_2017, [{"Const": "tt1", "Title": "8½", "Your Rating": 9}])
    path = tmp_path / "ratings.csv"
    path.write_bytes(text.replace(",", ";").encode("cp1252"))
    export = read_export(path)
    assert [act.film.title for act in export.acts] == ["8½"]
    assert "ratings.csv was read as Windows-1252" in export.notes[0]


def test_ratings_and_a_watchlist_in_one_folder_are_read_together(tmp_path: Path) -> None:
    row = GLASS | {"Your Rating": 9, "Date Rated": "2024-03-01"}
    files = {
        "ratings.csv": imdb_csv(RATINGS, [row]),
        "watchlist.csv": imdb_csv(WATCHLIST, [GLASS | {"Created": "2024-01-01"}]),
    }
    assert told(read_export(laid_out(tmp_path, files))) == {RATED, LISTED}


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    header = "Const,Title,Title Type,IMDb Rating,Num Votes"
    path = write_imdb(tmp_path / "ratings.csv", [{"Const": "tt1", "Title": "Glass"}], header)
    with pytest.raises(HistoryError, match=r"ratings\.csv: the column Your Rating is missing"):
        read_export(path)
