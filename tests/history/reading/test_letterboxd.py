"""What Letterboxd's export says, as a whole and file by file."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO

import pytest

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.reading.letterboxd import (
    ANOTHER_FILM,
    NAME_SAYS_NOTHING,
)
from recflix_tui.history.reading.shared.gathering import NAMELESS, NO_RATING, OWN_LIST
from recflix_tui.history.reading.shared.stars import NOT_A_RATING
from recflix_tui.history.values import Did, Export, HistoryError
from tests.drivers.exports.letterboxd_export import (
    DIARY,
    FILM,
    LIST,
    RATINGS,
    Cell,
    letterboxd_csv,
    letterboxd_list,
    write_letterboxd,
)
from tests.drivers.exports.packing import laid_out
from tests.history.reading.acts import left_out, told

GLASS = "The Glass Harbour", 1987
RUN = "Run, Lola, Again", 1999
NEW = "Å kjøre", 2020


def read_files(folder: Path, **files: str) -> Export:
    return read_export(laid_out(folder, {f"{name}.csv": text for name, text in files.items()}))


@pytest.mark.parametrize("top", ["", "letterboxd-someone/"])
def test_the_files_of_the_zip_are_brought_together_by_name_and_year(
    top: str, tmp_path: Path
) -> None:
    path = write_letterboxd(
        tmp_path / "letterboxd-someone-2026-01-02-03-04-utc.zip",
        ratings=[("2024-03-02", *GLASS, "https://boxd.it/aa01", 4.5)],
        diary=[
            ("2024-03-03", *GLASS, "https://boxd.it/zz91", 5, "Yes", "cinema, 35mm", "2024-03-02"),
            ("2019-03-03", *GLASS, "https://boxd.it/zz90", 4.5, "", "", "2019-03-01"),
            ("2024-05-01", *NEW, "https://boxd.it/zz92", "", "", "", "2024-04-30"),
        ],
        reviews=[
            ("2024-06-01", *RUN, "https://boxd.it/zz93", 0.5, "", 'It "ran",\r\n\r\n*', "", "")
        ],
        watched=[
            ("2024-03-02", *GLASS, "https://boxd.it/aa01"),
            ("2024-06-01", *RUN, "https://boxd.it/aa02"),
        ],
        watchlist=[("2024-07-01", "Nowhere", "", "https://boxd.it/aa03")],
        likes=[
            ("2024-08-01", *GLASS, "https://boxd.it/aa01"),
            ("2024-08-02", "Liked", 1950, "https://boxd.it/aa04"),
        ],
        lists=[("Best of all", [(1, *GLASS, "https://boxd.it/aa01", "")])],
        top=top,
    )
    export = read_export(path)
    assert (export.key, export.name, export.n_series) == ("letterboxd", "Letterboxd", 0)
    assert told(export) == {
        # What ratings.csv says stands; the last viewing got another rating, so it dates nothing.
        "rated The Glass Harbour 1987: 4.5, logged 2024-03-02",
        "watched The Glass Harbour 1987, watched 2024-03-02",
        "watched Å kjøre 2020, watched 2024-04-30",
        "rated Run, Lola, Again 1999: 0.5, logged 2024-06-01",
        "watched Run, Lola, Again 1999, logged 2024-06-01",
        "my_list Nowhere 0, logged 2024-07-01",
        "watched Liked 1950, logged 2024-08-02",
    }
    assert left_out(export) == [("Best of all", OWN_LIST)]
    assert export.notes == (
        "2 liked films count as watched: a like is no rating",
        "1 earlier viewing of a film seen more than once: the newest day counts",
    )


def test_days_that_are_none_or_to_come_are_told_once(tmp_path: Path) -> None:
    days = ("9999-01-01", "2024-02-30", "0000-00-00", "2024-03-02", "")
    rows = [(day, f"Film {n}", 1980, f"https://boxd.it/aa{n}", 4) for n, day in enumerate(days)]
    export = read_files(tmp_path, ratings=letterboxd_csv(RATINGS, rows))
    assert [act.at is None for act in export.acts] == [True, True, True, True, False]
    assert export.notes == (
        "3 days are none, or are to come: a film without another day is as old as its import",
    )


def test_a_rating_is_of_the_day_of_the_viewing_that_got_it(tmp_path: Path) -> None:
    export = read_files(
        tmp_path,
        ratings=letterboxd_csv(RATINGS, [("2024-03-09", *GLASS, "https://boxd.it/aa01", "5")]),
        diary=letterboxd_csv(
            DIARY,
            [
                ("2024-03-03", *GLASS, "https://boxd.it/zz92", 5, "Yes", "", "2024-03-02"),
                ("2024-03-04", *GLASS, "https://boxd.it/zz91", 3, "", "", "2001-01-01"),
            ],
        ),
    )
    assert told(export) == {
        "rated The Glass Harbour 1987: 5, watched 2024-03-02",
        "watched The Glass Harbour 1987, watched 2024-03-02",
    }


def test_a_diary_alone_rates_as_its_newest_entry_with_stars(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("2024-03-03", *GLASS, "https://boxd.it/zz93", "", "Yes", "", "2024-03-01"),
        ("2024-01-03", *GLASS, "https://boxd.it/zz92", 2, "Yes", "", "2024-01-01"),
        ("2024-02-03", *GLASS, "https://boxd.it/zz91", 4, "", "", "2020-01-01"),
    ]
    export = read_files(tmp_path, diary=letterboxd_csv(DIARY, rows))
    assert told(export) == {
        "rated The Glass Harbour 1987: 2, watched 2024-01-01",
        "watched The Glass Harbour 1987, watched 2024-03-01",
    }


@pytest.mark.parametrize(
    ("name", "did"),
    [
        ("watched.csv", Did.WATCHED),
        ("watched (1).csv", Did.WATCHED),
        ("My-Watchlist-2.csv", Did.MY_LIST),
        ("films.csv", Did.WATCHED),
        ("films (2).csv", Did.WATCHED),
    ],
)
def test_only_the_name_tells_apart_what_has_one_header(name: str, did: Did, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(letterboxd_csv(FILM, [("2024-03-02", *GLASS, "https://boxd.it/aa01")]))
    assert [act.did for act in read_export(path).acts] == [did]


@pytest.mark.parametrize("name", ["export.csv", "watched watchlist.csv", "films to see.csv"])
def test_a_name_that_says_nothing_is_never_guessed(name: str, tmp_path: Path) -> None:
    text = letterboxd_csv(FILM, [("2024-03-02", *GLASS, "https://boxd.it/aa01")])
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(HistoryError, match=r"give it the name that it had, such as watchlist\.csv"):
        read_export(path)
    export = read_files(
        tmp_path / "more",
        mine=text,
        ratings=letterboxd_csv(RATINGS, [("2024-03-02", *GLASS, "https://boxd.it/aa01", 4)]),
    )
    assert [act.did for act in export.acts] == [Did.RATED]
    assert left_out(export) == [("", NAME_SAYS_NOTHING)]


def test_two_films_of_one_name_and_year_are_told_apart_by_their_addresses(tmp_path: Path) -> None:
    first = "2024-03-02", *GLASS, "https://boxd.it/aa01"
    second = "2024-03-05", *GLASS, "https://boxd.it/bb01"
    export = read_files(
        tmp_path,
        ratings=letterboxd_csv(RATINGS, [(*first, 4), (*second, 1)]),
        watched=letterboxd_csv(FILM, [second, first]),
        diary=letterboxd_csv(
            DIARY, [("2024-03-05", *GLASS, "https://boxd.it/zz91", 1, "", "", "2024-03-04")]
        ),
    )
    assert told(export) == {
        "rated The Glass Harbour 1987: 4, logged 2024-03-02",
        "watched The Glass Harbour 1987, logged 2024-03-02",
    }
    assert left_out(export) == [("The Glass Harbour", ANOTHER_FILM)] * 2
    assert len(export.notes) == 1


def test_one_bad_row_never_stops_a_file(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("2024-03-02", *GLASS, "https://boxd.it/aa01", 0),
        ("2024-03-02", *RUN, "https://boxd.it/aa02", "ten"),
        ("2024-03-02", "", 1999, "https://boxd.it/aa03", 3),
        ("2024-03-02", "Short", 1999),
        ("some day", "\x1b[31mFine", "soon", "https://boxd.it/aa04", 3),
    ]
    export = read_files(tmp_path, ratings=letterboxd_csv(RATINGS, rows))
    assert told(export) == {"rated Fine 0: 3"}
    assert set(left_out(export)) == {
        (GLASS[0], NO_RATING),
        (RUN[0], NOT_A_RATING),
        ("", NAMELESS),
        ("Short", "too few fields in the row"),
    }


@pytest.mark.parametrize("preamble", [True, False])
def test_a_list_by_itself_goes_on_my_list(preamble: bool, tmp_path: Path) -> None:
    rows = [
        (1, *GLASS, "https://boxd.it/aa01", ""),
        (2, *RUN, "https://letterboxd.com/film/run/", "with friends"),
    ]
    text = letterboxd_list("Best", rows) if preamble else letterboxd_csv(LIST, rows)
    path = tmp_path / "best.csv"
    path.write_text(text, newline="")
    export = read_export(path)
    assert told(export) == {"my_list The Glass Harbour 1987", "my_list Run, Lola, Again 1999"}
    assert [act.line for act in export.acts] == ([7, 8] if preamble else [2, 3])


def test_profile_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_letterboxd(tmp_path / "a.zip", watchlist=[("", *GLASS, "x")])
    opened: list[str] = []
    opening = zipfile.ZipFile.open

    def listening(self: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
        opened.append(entry.filename)
        return opening(self, entry)

    monkeypatch.setattr(zipfile.ZipFile, "open", listening)
    export = read_export(path)
    assert [act.film.title for act in export.acts] == [GLASS[0]]
    assert "watchlist.csv" in opened
    assert "profile.csv" not in opened
    assert len(opened) == len(set(opened))
