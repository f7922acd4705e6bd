"""What Trakt's export says, in both layouts and file by file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.reading.shared.gathering import (
    NAMELESS,
    NO_RATING,
    OWN_LIST,
    PERSON,
    SERIES,
)
from recflix_tui.history.reading.shared.stars import NOT_A_RATING
from recflix_tui.history.reading.trakt import NO_ITEM
from recflix_tui.history.values import Export, Film
from tests.drivers.exports.trakt_export import (
    A_PAGE,
    episode,
    listed,
    movie,
    played,
    rated,
    write_old_trakt,
    write_trakt,
)
from tests.history.reading.acts import left_out, told

GLASS = movie("The Glass Harbour", 1987, "tt9900001", 880001)
RUN = movie("Run", 1999)
RATED = rated("2024-03-01T20:10:00.000Z", 9, GLASS)
PLAYED = played("2024-02-28T19:00:00.000Z", GLASS)
LISTED = listed("2024-01-01T00:00:00.000Z", RUN)
SAID = {
    "rated The Glass Harbour 1987: 4.5, rated 2024-03-01",
    "watched The Glass Harbour 1987, watched 2024-02-28",
    "my_list Run 1999, logged 2024-01-01",
}


def read_file(path: Path, value: Any) -> Export:
    path.write_text(json.dumps(value))
    return read_export(path)


def test_the_zip_of_2026_is_read_without_what_says_nothing_of_taste(tmp_path: Path) -> None:
    path = write_trakt(
        tmp_path / "trakt.zip",
        ratings=[RATED],
        history=[PLAYED],
        watchlist=[LISTED],
        favorites=[listed("2024-01-01T00:00:00.000Z", movie("Best", 1950))],
        own_list=[listed("2024-01-01T00:00:00.000Z", movie("Mine", 1950))],
    )
    export = read_export(path)
    assert (export.key, export.name) == ("trakt", "Trakt")
    assert told(export) == SAID
    assert left_out(export) == [("77-mine", OWN_LIST)]
    assert export.notes == ("1 favorite left out: that is no rating",)
    assert export.acts[-1].film == Film("The Glass Harbour", 1987, 9900001, 880001)


def test_the_zip_of_before_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "old.zip"
    write_old_trakt(path, ratings=[RATED], history=[PLAYED], watchlist=[LISTED])
    assert told(read_export(path)) == SAID


@pytest.mark.parametrize("name", ["ratings-movies.json", "watched-history.json", "a.json"])
def test_a_file_by_itself_is_told_by_its_entries(name: str, tmp_path: Path) -> None:
    entry = PLAYED if "history" in name else LISTED if name == "a.json" else RATED
    (said,) = told(read_file(tmp_path / name, [entry]))
    assert said in SAID


def test_the_summary_counts_only_for_what_the_history_lacks(tmp_path: Path) -> None:
    at = "2025-01-01T00:00:00.000Z"
    watched = [{"plays": 2, "last_watched_at": at, "movie": film} for film in (GLASS, RUN)]
    plays = [PLAYED, played("2020-01-01T00:00:00.000Z", GLASS)]
    export = read_export(write_trakt(tmp_path / "trakt.zip", history=plays, watched=watched))
    assert told(export) == {
        "watched The Glass Harbour 1987, watched 2024-02-28",
        "watched Run 1999, watched 2025-01-01",
    }


def test_pages_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    at = "2024-02-28T19:00:00.000Z"
    history = [played(at, movie("Same", 1990)) for _ in range(A_PAGE * 10 + 1)]
    (act,) = read_export(write_trakt(tmp_path / "trakt.zip", history=history)).acts
    assert (act.file, act.line) == ("watched-history-11.json", 1)


def test_series_count_once_however_many_episodes_were_played(tmp_path: Path) -> None:
    at = "2024-02-28T19:00:00.000Z"
    plays = [{"watched_at": at, **episode("Night Desk", number)} for number in range(3)]
    other = {"watched_at": at, **episode("Night Desk", 1, year=1950)}
    shows = [{"rated_at": at, "rating": 9, "show": episode("Night Desk", 1)["show"]}]
    path = write_trakt(tmp_path / "trakt.zip", history=[*plays, other], shows=shows)
    export = read_export(path)
    assert (export.acts, export.n_series) == ((), 2)
    assert left_out(export) == [("Night Desk (2019)", SERIES)] * 4 + [("Night Desk (1950)", SERIES)]


def test_ids_may_be_missing_or_text(tmp_path: Path) -> None:
    films = [movie("A", None, None, "603"), movie(None, None, "tt12345678"), movie(None, 1990)]
    export = read_file(tmp_path / "a.json", [played("1970-01-01T00:00:00.000Z", f) for f in films])
    assert [(act.film, act.at) for act in export.acts] == [
        (Film("A", tmdb_id=603), None),
        (Film("", imdb_id=12345678), None),
    ]
    assert left_out(export) == [("", NAMELESS)]


def test_one_bad_entry_never_stops_a_file(tmp_path: Path) -> None:
    entries = [
        rated("soon", 0, GLASS),
        rated("2024-03-01T20:10:00.000Z", 11, GLASS),
        "nonsense",
        {"rated_at": "2024-03-01T20:10:00.000Z", "movie": None},
        {"rated_at": "2024-03-01T20:10:00.000Z", "person": {"name": "Ina Holm"}},
        RATED,
    ]
    export = read_file(tmp_path / "ratings-movies.json", entries)
    assert told(export) <= SAID
    assert left_out(export) == [
        ("The Glass Harbour", NO_RATING),
        ("The Glass Harbour", NOT_A_RATING),
        ("", NO_ITEM),
        ("", NO_ITEM),
        ("", PERSON),
    ]
