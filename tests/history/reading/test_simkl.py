"""Simkl's backup says the same as CSV and as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.reading.simkl import UNFINISHED
from recflix_tui.history.values import Act, DateKind, Did, Film
from tests.drivers.exports.few_columns import SIMKL, csv_of

RAIN = Film("Fixture Rain", 2019, imdb_id=1000001, tmdb_id=4243)
DAY = datetime(2024, 1, 4, 12, tzinfo=UTC).timestamp()
NIGHT = datetime(2023, 12, 18, 21, 50, 41, tzinfo=UTC).timestamp()


def test_the_csv(tmp_path: Path) -> None:
    file = tmp_path / "simkl.csv"
    rows = (
        "9002,Fixture Rain,movie,2019,completed,,2024-01-04,7,,,4243,tt1000001",
        "9003,Old Rain,movie,1990,dropped,,18-12-2023 21:50:41,,,,,",
        "9004,Next Rain,movie,2024,plan to watch,,,,,,,",
        "9005,Half Rain,movie,2024,watching,,,,,,,",
        "9001,Fixture Signal,tv,2016,watching,S03E04,2024-06-20,9,Best,777001,4242,tt1000002",
        "9006,Fixture Silence,anime,2021,plantowatch,,,,,,,",
    )
    file.write_text(csv_of(SIMKL, *rows))
    export = read_export(file)
    assert export.key == "simkl"
    assert set(export.acts) == {
        Act(RAIN, Did.WATCHED, 1.0, DAY, DateKind.WATCHED, "simkl.csv", 2),
        Act(RAIN, Did.RATED, 3.5, DAY, DateKind.WATCHED, "simkl.csv", 2),
        Act(Film("Old Rain", 1990), Did.ABANDONED, 1.0, NIGHT, DateKind.WATCHED, "simkl.csv", 3),
        Act(Film("Next Rain", 2024), Did.MY_LIST, file="simkl.csv", line=4),
    }
    assert (export.n_series, len(export.left_out)) == (2, 3)
    assert export.left_out[0].reason == UNFINISHED


def test_the_json(tmp_path: Path) -> None:
    rain = {"title": "Fixture Rain", "year": 2019, "ids": {"imdb": "tt1000001", "tmdb": "4243"}}
    backup = {
        "movies": [
            {
                "status": "completed",
                "user_rating": 7,
                "user_rated_at": "2024-01-04T12:00:00Z",
                "last_watched_at": "2023-12-18T21:50:41Z",
                "movie": rain,
            },
            {"status": "plantowatch", "user_rating": None, "movie": {"title": "Next Rain"}},
        ],
        "shows": [{"status": "watching", "show": {"title": "Fixture Signal"}}],
        "anime": [
            {"status": "completed", "anime_type": "movie", "show": {"title": "Drawn", "ids": None}}
        ],
    }
    (tmp_path / "SimklBackup.json").write_text(json.dumps(backup))
    export = read_export(tmp_path / "SimklBackup.json")
    told = {(act.film, act.did, act.value, act.at, act.date_kind) for act in export.acts}
    assert told == {
        (RAIN, Did.WATCHED, 1.0, NIGHT, DateKind.WATCHED),
        (RAIN, Did.RATED, 3.5, DAY, DateKind.RATED),
        (Film("Next Rain"), Did.MY_LIST, 1.0, None, None),
        (Film("Drawn"), Did.WATCHED, 1.0, None, None),
    }
    assert export.n_series == 1
    assert export.left_out[0].file == "SimklBackup.json: shows"
