"""TMDB's lists: one's own rating stands beside everybody's."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.reading.tmdb import NOT_RATED
from recflix_tui.history.values import Act, DateKind, Did, Film
from tests.drivers.exports.few_columns import TMDB, csv_of

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC).timestamp()
HARBOUR = Film("The Glass Harbour", 1987, imdb_id=9900001, tmdb_id=880001)


def test_ones_own_rating_counts_and_series_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"
    released = "1987-10-02T00:00:00Z"
    rows = (
        f"880001,tt9900001,movie,The Glass Harbour,{released},,,7.229,8.5,2024-03-01T12:00:00Z",
        f"880002,tt9900002,tv,Night Desk,{released},,,8.1,9.0,2024-03-01T12:00:00Z",
        f"880002,tt9900003,tv,Night Desk: Pilot,{released},1,1,8.1,9.0,2024-03-01T12:00:00Z",
        f"880004,,movie,Not Rated,{released},,,8.1,,2024-03-01T12:00:00Z",
    )
    file.write_text(csv_of(TMDB, *rows))
    export = read_export(file)
    assert export.key == "tmdb"
    assert export.acts == (Act(HARBOUR, Did.RATED, 4.5, NOON, DateKind.RATED, "ratings.csv", 2),)
    assert export.n_series == 1
    assert [row.reason for row in export.left_out][2:] == [NOT_RATED]


def test_what_is_on_the_watchlist_is_told_by_the_name_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "My TMDB Watchlist (1).csv"
    row = "880001,tt9900001,movie,The Glass Harbour,1987-10-02,,,7.2,,2024-03-01"
    file.write_text(csv_of(TMDB, row))
    (act,) = read_export(file).acts
    assert (act.film, act.did, act.at, act.date_kind) == (
        HARBOUR,
        Did.MY_LIST,
        NOON,
        DateKind.LOGGED,
    )
