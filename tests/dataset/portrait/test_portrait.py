"""The figures of whole datasets, beside loops over the lines that they were read from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.dataset.portrait.portrait import portrait_of
from recflix_tui.dataset.portrait.values import NO_GENRE, GenreFigures
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import MOVIES_CSV, RATINGS_CSV, write_1m, write_latest

HEAD = "userId,movieId,rating,timestamp\n"


def opened(source: Path, home: Path) -> Dataset:
    import_dataset(source, home, "data")
    return open_named(home, "data")


def lines(text: str) -> list[tuple[int, int, float, int]]:
    """User, movie, stars and time of each rating."""
    rows = [line.split(",") for line in text.splitlines()[1:]]
    return [(int(user), int(movie), float(stars), int(time)) for user, movie, stars, time in rows]


def test_the_figures_are_those_of_the_lines(tmp_path: Path) -> None:
    portrait = portrait_of(opened(write_latest(tmp_path / "ml"), tmp_path / "home"))
    rated = lines(RATINGS_CSV)
    stars = [row[2] for row in rated]
    assert (portrait.n_users, portrait.n_titles, portrait.n_ratings) == (2, 5, 5)
    assert portrait.known_share == 5 / (2 * 5)
    assert portrait.sparsity == 0.5
    assert portrait.mean_stars == sum(stars) / 5
    assert [(each.stars, each.n_ratings) for each in portrait.stars] == [
        (half / 2, stars.count(half / 2)) for half in range(1, 11)
    ]
    assert (portrait.per_user.least, portrait.per_user.most) == (2, 3)
    assert (portrait.per_title.n_without, portrait.per_title.most) == (1, 2)
    assert portrait.time is not None
    assert (portrait.time.first_day, portrait.time.last_day) == ("2000-07-30", "2000-07-30")


def test_genres_count_a_title_in_each_and_those_without_last(tmp_path: Path) -> None:
    portrait = portrait_of(opened(write_latest(tmp_path / "ml"), tmp_path / "home"))
    rated = lines(RATINGS_CSV)
    genres = {1: "Adventure|Animation|Children|Comedy|Fantasy", 7: "Adventure|Fantasy"}
    genres |= {9: "Action|Sci-Fi", 12: NO_GENRE, 40: "Musical"}
    assert "12,,(no genres listed)" in MOVIES_CSV
    expected = {}
    for name in sorted({name for names in genres.values() for name in names.split("|")}):
        titles = [movie for movie, names in genres.items() if name in names.split("|")]
        stars = [row[2] for row in rated if row[1] in titles]
        mean = sum(stars) / len(stars) if stars else None
        expected[name] = GenreFigures(name, len(titles), len(stars), mean)
    assert {genre.name: genre for genre in portrait.genres} == expected
    counts = [genre.n_ratings for genre in portrait.genres[:-1]]
    assert counts == sorted(counts, reverse=True)
    assert portrait.genres[-1].name == NO_GENRE


def test_of_whole_stars_no_half_ones_are_told(tmp_path: Path) -> None:
    portrait = portrait_of(opened(write_1m(tmp_path / "ml"), tmp_path / "home"))
    assert [(each.stars, each.n_ratings) for each in portrait.stars] == [
        (1.0, 0),
        (2.0, 0),
        (3.0, 1),
        (4.0, 1),
        (5.0, 1),
    ]
    assert NO_GENRE not in [genre.name for genre in portrait.genres]


def test_a_dataset_may_have_one_user_one_title_and_no_time(tmp_path: Path) -> None:
    source = write_latest(
        tmp_path / "ml",
        movies="movieId,title,genres\n1,Alone (1990),Drama\n",
        ratings=f"{HEAD}1,1,4.5,0\n",
        links=None,
    )
    portrait = portrait_of(opened(source, tmp_path / "home"))
    assert (portrait.known_share, portrait.mean_stars, portrait.time) == (1.0, 4.5, None)
    assert (portrait.per_user.n_half, portrait.per_title.n_few) == (1, 1)


def test_times_that_no_rating_can_have_are_damage(tmp_path: Path) -> None:
    opened(write_latest(tmp_path / "ml"), tmp_path / "home")
    file = tmp_path / "home" / "data" / "by_user_times.npy"
    times = np.load(file)
    times[1] = 1 << 60
    np.save(file, times)
    dataset = open_named(tmp_path / "home", "data")
    with pytest.raises(DatasetError, match=r"by_user_times\.npy is damaged"):
        portrait_of(dataset)


def test_counting_loads_neither_polars_nor_a_compiler(tmp_path: Path) -> None:
    import_dataset(write_latest(tmp_path / "ml"), tmp_path / "home", "data")
    code = (
        "import sys; from pathlib import Path\n"
        "from recflix_tui.dataset.imported import open_named\n"
        "from recflix_tui.dataset.portrait.portrait import portrait_of\n"
        "assert portrait_of(open_named(Path(sys.argv[1]), 'data')).n_ratings == 5\n"
        "assert not {'polars', 'numba', 'matplotlib'} & set(sys.modules)\n"
    )
    argv = [sys.executable, "-c", code, str(tmp_path / "home")]
    assert subprocess.run(argv, check=False).returncode == 0


def test_a_single_time_far_off_leaves_the_others_where_they_are(tmp_path: Path) -> None:
    source = write_latest(
        tmp_path / "ml",
        ratings=f"{HEAD}3,1,4.0,964982703\n3,9,2.0,964982703\n5,1,1.0,4102444000\n",
    )
    portrait = portrait_of(opened(source, tmp_path / "home"))
    assert portrait.time is not None
    rated = [period for period in portrait.time.periods if period.n_ratings]
    assert [(each.begin, each.n_ratings, each.mean_stars) for each in rated] == [
        ("2000", 2, 3.0),
        ("2099", 1, 1.0),
    ]
    assert len(portrait.time.periods) == 100
