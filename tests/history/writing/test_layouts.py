"""What each layout says of a history, to the byte; and what it cannot say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recflix_tui.history.values import Act, DateKind, Did, Film, HistoryError, OwnHistory
from recflix_tui.history.writing import letterboxd
from recflix_tui.history.writing.all_writers import FORMATS, write_export

HARBOUR = Film("The Glass Harbour", 1987, imdb_id=9900001, tmdb_id=880001, movie_id=99001)
LOLA = Film("Run, Lola, Again", 1999, imdb_id=12345678, movie_id=99002)
DROVE = Film("Å kjøre", 2020)
NOON = datetime(2024, 3, 2, 12, tzinfo=UTC).timestamp()
DAY = 86_400.0

OWN = OwnHistory(
    name="Ada",
    acts=(
        Act(DROVE, Did.WATCHED, at=NOON - DAY, date_kind=DateKind.LOGGED),
        Act(HARBOUR, Did.RATED, 4.5, NOON, DateKind.RATED),
        Act(HARBOUR, Did.WATCHED, at=NOON, date_kind=DateKind.WATCHED),
        Act(LOLA, Did.RATED, 5.0, NOON, DateKind.WATCHED),
        Act(DROVE, Did.MY_LIST),
        Act(LOLA, Did.NOT_FOR_ME),
        Act(DROVE, Did.RATED, 0.5),
        Act(LOLA, Did.ABANDONED, 0.25, NOON + 0.125),
    ),
    averages={HARBOUR: 4.16544},
    log=({"id": 1, "kind": "rate", "value": 4.5}, {"id": 2, "kind": "undo", "value": None}),
)


def test_movielens_org_gets_ratings_by_its_own_numbers(tmp_path: Path) -> None:
    file = tmp_path / "movielens-ratings.csv"
    written = write_export(file, "movielens", OWN)
    assert file.read_bytes().decode() == (
        "movie_id,imdb_id,tmdb_id,rating,average_rating,title\r\n"
        "99001,9900001,880001,4.5,4.16544,The Glass Harbour (1987)\r\n"
        '99002,12345678,,5.0,,"Run, Lola, Again (1999)"\r\n'
    )
    assert written.n_films == 2
    assert written.left_out == {
        "watched: MovieLens.org's file holds ratings alone": 2,
        "on My List: MovieLens.org's file holds ratings alone": 1,
        "not for me: MovieLens.org's file holds ratings alone": 1,
        "given up on: MovieLens.org's file holds ratings alone": 1,
        "rated: MovieLens has no number for the film": 1,
    }
    assert written.notes == ("MovieLens.org's file has no dates: they are not in it",)


def test_letterboxd_gets_the_days_of_viewings_alone_and_my_list_in_a_file_beside(
    tmp_path: Path,
) -> None:
    file = tmp_path / "history.csv"
    written = write_export(file, "letterboxd", OWN)
    watchlist = tmp_path / "history-watchlist.csv"
    assert written.files == (file, watchlist)
    assert file.read_bytes().decode() == (
        "tmdbID,imdbID,Title,Year,Rating,WatchedDate\r\n"
        ",,Å kjøre,2020,0.5,\r\n"
        "880001,tt9900001,The Glass Harbour,1987,4.5,2024-03-02\r\n"
        ',tt12345678,"Run, Lola, Again",1999,5,2024-03-02\r\n'
    )
    assert watchlist.read_bytes().decode() == (
        "tmdbID,imdbID,Title,Year,Rating,WatchedDate\r\n,,Å kjøre,2020,,\r\n"
    )
    assert written.n_films == 3
    assert written.left_out == {
        "not for me: Letterboxd has no such thing": 1,
        "given up on: Letterboxd has no such thing": 1,
    }
    assert any("-watchlist" in note for note in written.notes)


def test_imdb_gets_ratings_to_ten_of_films_that_have_its_id(tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"
    written = write_export(file, "imdb", OWN)
    url = "https://www.imdb.com/title"
    assert file.read_bytes().decode() == (
        "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,"
        "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors\r\n"
        f"tt9900001,9,2024-03-02,The Glass Harbour,The Glass Harbour,{url}/tt9900001/,Movie,"
        ",,1987,,,,\r\n"
        f'tt12345678,10,,"Run, Lola, Again","Run, Lola, Again",{url}/tt12345678/,Movie,'
        ",,1999,,,,\r\n"
    )
    assert written.left_out["rated: no IMDb id is known for the film"] == 1
    assert sum(written.left_out.values()) == 6


def test_recflix_says_all_of_it_with_the_log(tmp_path: Path) -> None:
    file = tmp_path / "ada.json"
    written = write_export(file, "json", OWN)
    said = json.loads(file.read_bytes())
    assert {"format": 1, "program": "RecFlix", "name": "Ada"}.items() <= said.items()
    assert said["acts"][-1] == {
        "did": "abandoned",
        "film": {
            "title": "Run, Lola, Again",
            "year": 1999,
            "imdb_id": 12345678,
            "movie_id": 99002,
        },
        "value": 0.25,
        "at": NOON + 0.125,
    }
    assert said["acts"][1]["date"] == "rated"
    assert said["log"] == list(OWN.log)
    assert (written.n_films, written.left_out) == (3, {})


def test_what_letterboxd_would_refuse_as_too_large_is_parted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letterboxd, "LARGEST", 120)
    own = OwnHistory("Ada", tuple(Act(film, Did.WATCHED) for film in (HARBOUR, LOLA, DROVE)))
    written = write_export(tmp_path / "all.csv", "letterboxd", own)
    assert [file.name for file in written.files] == ["all.csv", "all-2.csv"]
    for file in written.files:
        assert file.stat().st_size <= 120
        assert file.read_text("utf-8").startswith("tmdbID,imdbID,Title")


@pytest.mark.parametrize("form", FORMATS)
def test_a_history_is_its_owners_alone_and_is_never_written_over_unasked(
    tmp_path: Path, form: str
) -> None:
    file = tmp_path / "history"
    file.write_text("kept")
    with pytest.raises(HistoryError, match="history is there already: --force writes over it"):
        write_export(file, form, OWN)
    assert file.read_text() == "kept"
    write_export(file, form, OWN, force=True)
    assert file.read_bytes() != b"kept"
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(HistoryError, match="is a folder"):
        write_export(tmp_path, form, OWN)


def test_a_watchlist_that_is_there_keeps_the_whole_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "all-watchlist.csv").write_text("kept")
    with pytest.raises(HistoryError, match=r"all-watchlist\.csv is there already"):
        write_export(tmp_path / "all.csv", "letterboxd", OWN)
    assert not (tmp_path / "all.csv").exists()


@pytest.mark.parametrize("form", ["movielens", "letterboxd", "imdb"])
def test_no_title_steers_a_terminal_or_breaks_a_line(tmp_path: Path, form: str) -> None:
    odd = Film('Say "Ah"\r\n=1+1 \x1b[31m', 2001, imdb_id=1, movie_id=1)
    write_export(tmp_path / "odd.csv", form, OwnHistory("Ada", (Act(odd, Did.RATED, 3.0),)))
    lines = (tmp_path / "odd.csv").read_bytes().decode().split("\r\n")
    assert len(lines) == 3
    assert '"Say ""Ah"" =1+1' in lines[1]
    assert "\x1b" not in lines[1]
