"""`recflix dataset show`, as a script reads it and as a person does."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from rich.cells import cell_len

from tests.drivers.command_line import recflix, said


def test_the_figures_are_those_of_the_files(shared_home: Path, small_movielens: Path) -> None:
    with (small_movielens / "ratings.csv").open(newline="") as file:
        rated = list(csv.DictReader(file))
    stars = Counter(float(row["rating"]) for row in rated)
    users, titles = (Counter(row[column] for row in rated) for column in ("userId", "movieId"))
    found = said(shared_home, "dataset", "show")
    assert (found["name"], found["ratings"], found["users"]) == ("small", len(rated), len(users))
    assert found["known_share"] + found["sparsity"] == 1
    assert {row["stars"]: row["ratings"] for row in found["stars"] if row["ratings"]} == stars
    assert found["per_user"]["most"] == max(users.values())
    assert found["per_title"]["most"] == max(titles.values())
    for row in found["per_title"]["histogram"]:
        assert row["count"] == sum(row["from"] <= n <= row["to"] for n in titles.values())
    assert sum(genre["ratings"] for genre in found["genres"]) == len(rated)
    assert sum(period["ratings"] for period in found["time"]["periods"]) == len(rated)


def test_the_text_tells_all_of_them_in_80_columns(shared_home: Path) -> None:
    done = recflix(shared_home, "dataset", "show", "small")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert lines[0].startswith("small (imported from ")
    assert "2,400 ratings of 60 titles by 80 users" in lines[1]
    for words in ("the median user has 30 ratings", "Gini", "stars given", "mean  of a genre"):
        assert words in done.stdout


def test_a_dataset_that_is_not_there_is_told_in_one_line(shared_home: Path) -> None:
    done = recflix(shared_home, "dataset", "show", "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "recflix: there is no dataset nowhere; there is: small\n"


def test_in_an_empty_home_the_sample_is_shown_and_no_other(tmp_path: Path) -> None:
    named = recflix(tmp_path, "dataset", "show", "films")
    assert named.stderr == "recflix: there is no dataset films; there is: none yet\n"
    assert said(tmp_path, "dataset", "show")["name"] == "sample"
