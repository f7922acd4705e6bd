"""What the reader of every layout keeps to, in a folder or a zip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.dataset.soundness import fingerprint
from recflix_tui.dataset.values import CsrRatings
from tests.dataset.refusal import refusal
from tests.dataset.same_in_each_layout import CONTAINERS, LAYOUTS, RATINGS, TITLES, Layout

USER_IDS = [5, 7, 12]
MOVIE_IDS = [1, 3, 8, 9, 20]
# RATINGS by user and item, as indices.
BY_USER = CsrRatings(
    indptr=np.array([0, 2, 4, 6], np.int64),
    indices=np.array([0, 2, 1, 2, 0, 3], np.int32),
    values=np.array([4, 1, 5, 2, 3, 5], np.float32),
    times=np.array([r[3] for r in RATINGS], np.int64),
)

# A line in place of the fourth rating, what is said of it, and what mends it.
BAD_LINES: dict[str, tuple[tuple[object, ...], str, str]] = {
    "a word for a number": ((7, 8, "good", 5), 'rating "good" is not a number', "correct or"),
    "stars off the scale": ((7, 8, 9, 5), 'rating "9" is off the scale', "correct or remove"),
    "no number at all": ((7, 8, "nan", 5), 'rating "nan" is off the scale', "correct or remove"),
    "an id below zero": ((-7, 8, 2, 5), 'userId "-7" is not a whole number', "correct or"),
    "an id too large": ((10**18, 8, 2, 5), "is not a whole number of up to 18 digits", "correct"),
    "a movie id with a point": ((7, "8.5", 2, 5), 'movieId "8.5" is not a whole', "correct or"),
    "a time in words": ((7, 8, 2, "soon"), 'timestamp "soon" is not a whole', "correct or"),
    "a field too few": ((7, 8, 2), "3 fields where 4 belong", "correct the line"),
    "a field too many": ((7, 8, 2, 5, 1), "5 fields where 4 belong", "correct the line"),
    "a movie that is not there": ((7, 4, 2, 5), "movie 4 is not among", "add it to the titles"),
    "a rating given before": ((5, 8, 2, 5), "user 5 has rated movie 8 already", "remove one of"),
    "escape codes": ((7, 8, "\x1b[31m2", 5), "rating ", "correct or remove"),
    "a byte that is no text": ((7, 8, "\0", 5), "this is not UTF-8 text", "download"),
}


def opened(source: Path, tmp_path: Path) -> Dataset:
    import_dataset(source, tmp_path / "datasets", "it")
    return open_named(tmp_path / "datasets", "it")


def assert_same_csr(found: CsrRatings, expected: CsrRatings) -> None:
    for part in ("indptr", "indices", "values", "times"):
        ours, theirs = getattr(found, part), getattr(expected, part)
        assert ours.dtype == theirs.dtype
        assert ours.tolist() == theirs.tolist()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
class TestEveryLayout:
    @pytest.mark.parametrize("container", CONTAINERS)
    def test_gives_the_same_arrays_in_every_container(
        self, layout: Layout, container: Callable[[Path], Path], tmp_path: Path
    ) -> None:
        source = container(layout.write(tmp_path / "ml"))
        data = opened(source, tmp_path)
        assert data.source == source.name
        assert data.scale == layout.scale
        assert data.user_ids.tolist() == USER_IDS
        assert data.movie_ids.tolist() == MOVIE_IDS
        assert_same_csr(data.by_user, BY_USER)
        assert data.by_item.indptr.tolist() == [0, 2, 3, 5, 6, 6]
        assert data.by_item.indices.tolist() == [0, 2, 1, 0, 1, 2]
        assert data.by_item.values.tolist() == [4, 3, 5, 1, 2, 5]
        assert data.counts.tolist() == [2, 1, 2, 1, 0]
        assert data.means.tolist()[:4] == [3.5, 5, 1.5, 5]
        assert np.isnan(data.means[4])

    def test_has_the_fingerprint_of_its_scale_ids_and_ratings(
        self, layout: Layout, tmp_path: Path
    ) -> None:
        users, movies = np.array(USER_IDS, np.int64), np.array(MOVIE_IDS, np.int64)
        data = opened(layout.write(tmp_path / "ml"), tmp_path)
        assert data.fingerprint == fingerprint(layout.scale, users, movies, BY_USER)

    def test_shows_titles_years_and_genres_as_text(self, layout: Layout, tmp_path: Path) -> None:
        data = opened(layout.write(tmp_path / "ml"), tmp_path)
        assert [data.title(i) for i in range(5)] == [
            "Toy Story",
            "Les Misérables",
            "[b]Bold[/b] [@click=app.bell]Ring[/]",  # markup is text
            "Red Alert",  # escape codes are gone
            "Untitled (movie 20)",
        ]
        assert [data.year(i) for i in range(5)] == [1995, 1995, 1971, 1972, None]
        genres = [set(data.genres(i)) for i in range(5)]
        assert genres == [set(of_title) for _, _, of_title in TITLES]
        assert data.titles["title"].to_list() == [data.title(i) for i in range(5)]

    def test_does_not_mind_the_order_of_lines(self, layout: Layout, tmp_path: Path) -> None:
        turned = layout.write(
            tmp_path / "turned",
            layout.titles_text(TITLES[::-1]),
            layout.ratings_text(RATINGS[::-1]),
        )
        assert_same_csr(opened(turned, tmp_path).by_user, BY_USER)

    def test_does_not_mind_line_ends_and_blank_lines_at_the_end(
        self, layout: Layout, tmp_path: Path
    ) -> None:
        titles, ratings = layout.titles_text(TITLES), layout.ratings_text(RATINGS)
        folder = layout.write(
            tmp_path / "ml",
            titles.replace("\n", "\r\n") + "\r\n",
            ratings.replace("\n", "\r\n") + "\r\n\r\n",
        )
        assert_same_csr(opened(folder, tmp_path).by_user, BY_USER)

    @pytest.mark.parametrize("bad", BAD_LINES)
    def test_refuses_a_bad_line_by_file_line_and_mend(
        self, layout: Layout, bad: str, tmp_path: Path
    ) -> None:
        fields, what, mend = BAD_LINES[bad]
        text = layout.with_line(3, layout.rating(*fields))
        said = refusal(layout.write(tmp_path / "ml", ratings=text), tmp_path)
        assert said.startswith(f"{layout.ratings_file} line {layout.line_of(3)}: ")
        assert what in said
        assert f"; {mend}" in said

    def test_refuses_a_blank_line_among_ratings(self, layout: Layout, tmp_path: Path) -> None:
        text = layout.with_line(3, "\n")
        said = refusal(layout.write(tmp_path / "ml", ratings=text), tmp_path)
        line = layout.line_of(3)
        assert said == f"{layout.ratings_file} line {line}: the line is empty; remove it"

    @pytest.mark.parametrize("cut", [3, 12, 14])
    def test_refuses_ratings_cut_short(self, layout: Layout, cut: int, tmp_path: Path) -> None:
        """In the time, and among the fields before it."""
        text = layout.ratings_text(RATINGS)[:-cut]
        said = refusal(layout.write(tmp_path / "ml", ratings=text), tmp_path)
        assert said.startswith(f"{layout.ratings_file} line {text.count(chr(10)) + 1}: ")

    def test_refuses_titles_cut_short(self, layout: Layout, tmp_path: Path) -> None:
        whole = layout.titles_text(TITLES[:4])
        text = whole[: whole.rindex("Alert")]
        said = refusal(layout.write(tmp_path / "ml", titles=text), tmp_path)
        assert said.startswith(f"{layout.titles_file} line {layout.line_of(3)}: ")

    def test_refuses_a_title_that_is_there_twice(self, layout: Layout, tmp_path: Path) -> None:
        text = layout.titles_text((*TITLES, TITLES[0]))
        said = refusal(layout.write(tmp_path / "ml", titles=text), tmp_path)
        line = layout.line_of(len(TITLES))
        assert said.startswith(f"{layout.titles_file} line {line}: movie 1 is there already; ")

    @pytest.mark.parametrize("container", CONTAINERS)
    def test_names_the_file_that_is_missing(
        self, layout: Layout, container: Callable[[Path], Path], tmp_path: Path
    ) -> None:
        folder = layout.write(tmp_path / "ml")
        (folder / layout.ratings_file).unlink()
        source = container(folder)
        missing = f"{source.name}: {layout.ratings_file} is missing beside {layout.titles_file}; "
        assert refusal(source, tmp_path).startswith(missing)

    @pytest.mark.parametrize("text", ["", "\n \n"], ids=["empty", "blank"])
    def test_refuses_a_file_without_ratings(
        self, layout: Layout, text: str, tmp_path: Path
    ) -> None:
        said = refusal(layout.write(tmp_path / "ml", ratings=text), tmp_path)
        assert said.startswith(layout.ratings_file)
