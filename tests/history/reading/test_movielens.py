"""Ratings by MovieLens' own numbers: nothing needs to be matched."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.reading.movielens import NO_NUMBER
from recflix_tui.history.reading.shared.stars import NOT_A_RATING
from recflix_tui.history.values import Act, DateKind, Did, Export, Film, HistoryError
from tests.drivers.exports.few_columns import MOVIELENS_DATASET, MOVIELENS_ORG, csv_of
from tests.drivers.exports.packing import laid_out


def read(path: Path, text: str, person: str | None = None) -> Export:
    path.write_text(text, encoding="utf-8", newline="")
    return read_export(path, person)


def test_the_export_of_movielens_org_is_read_by_its_ids(tmp_path: Path) -> None:
    text = csv_of(
        MOVIELENS_ORG,
        "99001,0133093,603,4.5,3.00000,The Glass Harbour (1987)",
        '99002,12345678,,0.5,4.10000,"Lola, Again, The (1999)"',
        "99003,,,3.0,,Å kjøre",
        "x,,,3.0,,No Number (1999)",
        "99004,,,55,,Off the Scale (1999)",
    )
    export = read(tmp_path / "movielens-ratings.csv", text)
    assert export.key == "movielens"
    file = "movielens-ratings.csv"
    harbour = Film("The Glass Harbour", 1987, imdb_id=133093, tmdb_id=603, movie_id=99001)
    lola = Film("The Lola, Again", 1999, imdb_id=12345678, movie_id=99002)
    drove = Film("Å kjøre", movie_id=99003)
    assert export.acts == (
        Act(harbour, Did.RATED, 4.5, file=file, line=2),
        Act(lola, Did.RATED, 0.5, file=file, line=3),
        Act(drove, Did.RATED, 3.0, file=file, line=4),
    )
    assert [(row.line, row.reason) for row in export.left_out] == [
        (5, NO_NUMBER),
        (6, NOT_A_RATING),
    ]


def test_a_page_to_sign_in_is_refused_and_is_never_no_ratings(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match=r"movielens-ratings\.csv: this is a web page"):
        read(tmp_path / "movielens-ratings.csv", "<!DOCTYPE html><html>Sign in</html>")


def test_a_file_as_the_datasets_have_it_is_one_persons(tmp_path: Path) -> None:
    text = csv_of(
        MOVIELENS_DATASET, "7,47,4.5,964982703", "7,2571,3.5,964981247", "7,1,5.0,9999999999"
    )
    export = read(tmp_path / "mine.csv", text)
    assert export.key == "ratings"
    told = [(act.film.movie_id, act.value, act.at, act.date_kind) for act in export.acts]
    assert told == [
        (1, 5.0, None, None),  # no day is to come
        (2571, 3.5, 964981247.0, DateKind.RATED),
        (47, 4.5, 964982703.0, DateKind.RATED),
    ]


def test_of_several_people_one_is_to_be_named_and_titles_lie_beside(tmp_path: Path) -> None:
    files = {
        "ratings.csv": csv_of(MOVIELENS_DATASET, "1,47,4.5,0", "2,47,3.5,0"),
        "movies.csv": 'movieId,title,genres\n47,"Harbour, The (1995)",Drama\n',
    }
    folder = laid_out(tmp_path / "dataset", files)
    asked = read_export(folder)
    assert (asked.people, asked.acts) == (("1", "2"), ())
    (act,) = read_export(folder, person="2").acts
    assert (act.film, act.value, act.at) == (Film("The Harbour", 1995, movie_id=47), 3.5, None)
    with pytest.raises(HistoryError, match="nobody in it is called 3; it holds 1, 2"):
        read_export(folder, person="3")
