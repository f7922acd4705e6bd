"""`recflix matrix`: the same picture as on the screen, as a file or as JSON."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.drivers.command_line import recflix, said

PNG = b"\x89PNG\r\n\x1a\n"


def stars_given(folder: Path) -> dict[tuple[int, int], float]:
    """(user id, movie id) -> stars, straight from the file."""
    with (folder / "ratings.csv").open(newline="") as file:
        return {
            (int(row["userId"]), int(row["movieId"])): float(row["rating"])
            for row in csv.DictReader(file)
        }


def test_the_cells_are_those_of_the_rating_file(shared_home: Path, small_movielens: Path) -> None:
    told = said(shared_home, "matrix", "--picture", "known")
    given = stars_given(small_movielens)
    ada = {20: 5.0, 50: 4.5, 0: 2.0, 10: 1.0}
    assert told["bin"] == [1, 1]
    assert (told["users"], told["items"], told["ratings"]) == (81, 60, 2404)
    assert told["sparsity"] == pytest.approx(1 - 2404 / (81 * 60))
    for row, cells in zip(told["rows"], told["cells"], strict=True):
        for movie, cell in zip(told["columns"], cells, strict=True):
            assert cell == (ada.get(movie) if row == "Ada" else given.get((row, movie)))


def test_orders_and_ranges_choose_what_is_told(shared_home: Path) -> None:
    told = said(
        shared_home,
        *("matrix", "--order", "id", "--order-columns", "factor:1"),
        *("--rows", "78:", "--columns", ":5", "--picture", "predicted"),
    )
    assert told["rows"] == [79, 80, "Ada"]
    assert told["order"] == {"rows": "id", "columns": "factor:1"}
    assert len(told["columns"]) == 5
    assert all(0.5 <= cell <= 5 for row in told["cells"] for cell in row)
    whole = said(shared_home, "matrix", "--order", "factor:1")
    assert whole["columns"][:5] == told["columns"]


def test_a_large_matrix_is_told_in_bins_from_the_sample(tmp_path: Path) -> None:
    told = said(tmp_path / "home", "matrix")
    assert (told["users"], told["items"], told["ratings"]) == (671, 9066, 100_004)
    assert round(told["sparsity"], 4) == 0.9836
    assert told["bin"] == [4, 46]
    cells = told["cells"]
    assert (len(cells), len(cells[0])) == (len(told["rows"]), len(told["columns"])) == (168, 198)
    sizes = [
        [(min(671 - 4 * r, 4)) * min(9066 - 46 * c, 46) for c in range(198)] for r in range(168)
    ]
    ratings = sum(
        share * size
        for shares, row in zip(cells, sizes, strict=True)
        for share, size in zip(shares, row, strict=True)
    )
    assert ratings == pytest.approx(100_004, rel=1e-5)


def test_pictures_are_drawn_into_files_with_their_words(shared_home: Path, tmp_path: Path) -> None:
    png, svg = tmp_path / "matrix.png", tmp_path / "matrix.svg"
    svg.write_text("of before")
    drawn = recflix(shared_home, "matrix", "--png", str(png))
    assert (drawn.returncode, drawn.stdout, drawn.stderr) == (0, f"wrote {png}\n", "")
    assert png.read_bytes().startswith(PNG)
    error = ("--picture", "error", "--order", "cluster", "--rows", "0:81")
    assert recflix(shared_home, "matrix", *error, "--svg", str(svg)).returncode == 0
    text = svg.read_text("utf-8")
    for words in (
        "small: how far ratings are from the model's predictions",
        "users and profiles, similar taste side by side",
        "titles, liked alike side by side",
        "rating less prediction, stars",
        "no rating",
        "2,404 of 4,860 cells",
        "Ada",
    ):
        assert words in text
    named = ("--rows", "0:9", "--columns", "0:9", "--picture", "known", "--order", "id")
    assert recflix(shared_home, "matrix", *named, "--svg", str(svg)).returncode == 0
    text = svg.read_text("utf-8")
    assert "user 9<" in text
    assert "Film 8 (1958)" in text


@pytest.mark.parametrize(
    ("words", "code", "said_of_it"),
    [
        ((), 2, "one of the arguments --png --svg --json is required"),
        (("--json", "--order", "size"), 2, "an order is activity, id, factor:N"),
        (("--json", "--rows", "4"), 2, "write two places as A:B"),
        (("--json", "--rows", "9:3"), 2, "A must be below B"),
        (("--json", "--rows", "0:82"), 1, "--rows may be within 0:81"),
        (("--json", "--order", "factor:9"), 1, "take factor:1 to factor:8"),
        (("--png", "/nowhere/at/all.png"), 1, "/nowhere/at/all.png: No such file or directory"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(
    shared_home: Path, words: tuple[str, ...], code: int, said_of_it: str
) -> None:
    done = recflix(shared_home, "matrix", *words)
    assert done.returncode == code
    assert said_of_it in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
