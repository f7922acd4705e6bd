"""What is said of a file that no reader knows."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.values import HistoryError
from tests.drivers.exports.few_columns import MOVIELENS_DATASET, csv_of
from tests.drivers.exports.imdb_export import RATINGS as IMDB_RATINGS
from tests.drivers.exports.imdb_export import imdb_csv
from tests.drivers.exports.letterboxd_export import (
    RATINGS,
    letterboxd_csv,
    letterboxd_list,
    write_letterboxd,
)
from tests.drivers.exports.netflix_export import full_list, sitting
from tests.drivers.exports.packing import laid_out, packed
from tests.drivers.exports.trakt_export import movie, rated


def refusal(path: Path, text: str) -> str:
    path.write_text(text)
    with pytest.raises(HistoryError) as refused:
        read_export(path)
    return str(refused.value)


def test_a_refusal_names_the_file_what_is_wrong_and_what_can_be_read(tmp_path: Path) -> None:
    table = refusal(tmp_path / "\x1b[31msums.csv", "Sum,Month\n1,2\n")
    assert table.startswith("sums.csv: its columns (sum, month) are of no known export; RecFlix")
    cut = refusal(tmp_path / "cut.json", '[{"rated_at":\n')
    assert cut.startswith("cut.json: the JSON breaks off or is damaged at line 2; download")
    assert "this JSON is of no known export" in refusal(tmp_path / "a.json", '{"a": 1}')
    assert "this is a web page" in refusal(tmp_path / "ratings.csv", "\n<html>Sign in</html>")
    zipped = packed(tmp_path / "a.zip", {"a.csv": "Sum\n1\n", "b.csv": "Sum\n1\n"})
    with pytest.raises(HistoryError, match=r"a\.zip: none of the 2 files in it is of a known"):
        read_export(zipped)


def test_what_is_of_another_service_is_told_and_not_read(tmp_path: Path) -> None:
    files = {
        "ratings.csv": letterboxd_csv(RATINGS, [("2024-03-02", "Glass", 1987, "x", 4)]),
        "imdb.csv": imdb_csv(IMDB_RATINGS, [{"Const": "tt1", "Your Rating": 9}]),
    }
    export = read_export(laid_out(tmp_path / "both", files))
    assert [act.film.title for act in export.acts] == ["Glass"]
    assert export.notes == ("imdb.csv is of IMDb and was not read; import it by itself",)


def test_stages_are_told_from_none_of_it_to_all(tmp_path: Path) -> None:
    path = write_letterboxd(tmp_path / "a.zip", watchlist=[("", "Glass", 1987, "x")])
    stages: list[tuple[str, float]] = []
    read_export(path, progress=lambda stage, share: stages.append((stage, share)))
    assert (stages[0], stages[-1]) == (("opening", 0.0), ("reading Letterboxd", 1.0))


@pytest.mark.parametrize(
    "service", ["letterboxd", "imdb", "trakt", "netflix", "movielens", "recflix", "csv"]
)
def test_an_export_cut_off_or_changed_anywhere_is_read_or_refused(
    service: str, tmp_path: Path
) -> None:
    film = movie('Å "Glass"', 1987, "tt1", 1)
    whole = {
        "letterboxd": letterboxd_list("Best", [(1, 'Å "Glass"', 1987, "boxd.it/a", "")]),
        "imdb": imdb_csv(IMDB_RATINGS, [{"Const": "tt1", "Title": "Å, B", "Your Rating": 9}] * 2),
        "trakt": json.dumps([rated("2024-03-01T20:10:00.000Z", 9, film)]),
        "netflix": full_list(sitting("Å", "01:30:00", "01:30:00"), sitting("Å", "00:01:00")),
        "movielens": csv_of(MOVIELENS_DATASET, "7,47,4.5,964982703", "7,48,0,964982703"),
        "recflix": '{"format": 1, "program": "RecFlix", "acts": [{"did": "rated", "value": 4.5, '
        '"at": 1709380800.0, "film": {"title": "Å", "year": 1987, "imdb_id": 1}}]}',
        "csv": "Title;Year;Rating;Watched Date\nÅ;1987;4,5;02.03.2024\n",
    }[service].encode()
    for at in range(0, len(whole), 17):
        for data in (whole[:at], whole[:at] + b'"' + whole[at:], whole[:at] + b"\xff" + whole[at:]):
            path = tmp_path / "export"
            path.write_bytes(data)
            with contextlib.suppress(HistoryError):
                read_export(path)
