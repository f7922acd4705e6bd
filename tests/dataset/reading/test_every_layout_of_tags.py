"""What the reader of tags keeps to in every layout, in a folder or a zip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.imported import import_dataset, open_named
from tests.dataset.refusal import refusal
from tests.dataset.same_in_each_layout import CONTAINERS, LAYOUTS, TAGS, WITH_TAGS, Layout

# A line in place of the fourth tag, what is said of it, and what mends it.
BAD_LINES: dict[str, tuple[tuple[object, ...], str, str]] = {
    "an id in words": (("she", 8, "good", 5), 'userId "she" is not a whole number', "correct or"),
    "an id below zero": ((7, -8, "good", 5), 'movieId "-8" is not a whole number', "correct or"),
    "an id too large": ((10**18, 8, "good", 5), 'userId "1000000000000000000" is', "correct or"),
    "no id": (("", 8, "good", 5), 'userId "" is not a whole number', "correct or remove"),
    "a time in words": ((7, 8, "good", "soon"), 'timestamp "soon" is not a whole', "correct or"),
    "no time": ((7, 8, "good", ""), 'timestamp "" is not a whole number', "correct or remove"),
    "a field too few": ((7, 8, 5), "3 fields where 4 belong", "correct the line, or"),
    "a tag that never ends": (
        (7, 8, "é" * 1_001, 5),
        "the tag has 1,001 characters, and at most 1,000 are possible",
        "shorten the tag, or remove the line",
    ),
}


def opened(source: Path, tmp_path: Path) -> Dataset:
    import_dataset(source, tmp_path / "datasets", "it")
    return open_named(tmp_path / "datasets", "it")


def given(data: Dataset) -> list[tuple[int, str, int]]:
    """Each (movie id, tag, how many users gave it), in the order kept."""
    tags = data.tags
    assert tags is not None
    return [
        (int(movie_id), tags.names[tag], n)
        for i, movie_id in enumerate(data.movie_ids)
        for tag, n in zip(*(part.tolist() for part in tags.of_item(i)), strict=True)
    ]


KEPT = [
    (1, "toys", 3),
    (3, "toys", 1),
    (3, 'a "classic", they say: a', 1),
    (3, "red", 1),
    (8, 'a "classic", they say: a', 1),
    (8, "red", 1),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_dataset_has_tags_where_its_layout_has(layout: Layout, tmp_path: Path) -> None:
    data = opened(layout.write(tmp_path / "ml"), tmp_path)
    assert (data.tags is not None) == bool(layout.tags_file)


@pytest.mark.parametrize("layout", WITH_TAGS, ids=lambda layout: layout.name)
class TestEveryLayoutOfTags:
    @pytest.mark.parametrize("container", CONTAINERS)
    def test_gives_the_same_tags_in_every_container(
        self, layout: Layout, container: Callable[[Path], Path], tmp_path: Path
    ) -> None:
        data = opened(container(layout.write(tmp_path / "ml")), tmp_path)
        assert data.tags is not None
        assert data.tags.names == ("toys", 'a "classic", they say: a', "red")
        assert given(data) == KEPT
        assert data.tags.indptr.tolist() == [0, 1, 4, 6, 6, 6]

    def test_does_not_mind_the_order_of_lines(self, layout: Layout, tmp_path: Path) -> None:
        turned = layout.write(tmp_path / "turned", tags=layout.tags_text(TAGS[::-1]))
        assert given(opened(turned, tmp_path)) == KEPT

    def test_does_not_mind_line_ends_and_blank_lines_at_the_end(
        self, layout: Layout, tmp_path: Path
    ) -> None:
        text = layout.tags_text(TAGS).replace("\n", "\r\n") + "\r\n\r\n"
        assert given(opened(layout.write(tmp_path / "ml", tags=text), tmp_path)) == KEPT

    def test_does_not_mind_a_missing_file(self, layout: Layout, tmp_path: Path) -> None:
        whole = import_dataset(layout.write(tmp_path / "whole"), tmp_path / "datasets")
        folder = layout.write(
            tmp_path / "ml", ratings=layout.ratings_text([(5, 1, 4, 1), (7, 8, 2, 2)])
        )
        (folder / layout.tags_file).unlink()
        data = opened(folder, tmp_path)
        assert data.tags is None
        assert data.n_ratings == 2
        assert whole.n_ratings == 6

    def test_passes_over_a_tag_without_a_letter(self, layout: Layout, tmp_path: Path) -> None:
        blanks = [(5, 1, "", 1), (7, 1, "", 2), (7, 1, " ", 3), (5, 3, "\x1b[0m", 4)]
        text = layout.tags_text([*TAGS, *blanks])
        assert given(opened(layout.write(tmp_path / "ml", tags=text), tmp_path)) == KEPT

    def test_has_none_where_no_tag_was_given_twice(self, layout: Layout, tmp_path: Path) -> None:
        text = layout.tags_text([(5, 1, "toys", 1), (5, 1, "Toys", 2), (7, 3, "red", 3)])
        assert opened(layout.write(tmp_path / "ml", tags=text), tmp_path).tags is None

    @pytest.mark.parametrize("bad", BAD_LINES)
    def test_refuses_a_bad_line_by_file_line_and_mend(
        self, layout: Layout, bad: str, tmp_path: Path
    ) -> None:
        fields, what, mend = BAD_LINES[bad]
        lines = layout.tags_text(TAGS).splitlines(keepends=True)
        lines[layout.header_lines + 3] = layout.rating(*fields)
        said = refusal(layout.write(tmp_path / "ml", tags="".join(lines)), tmp_path)
        assert said.startswith(f"{layout.tags_file} line {layout.line_of(3)}: {what}")
        assert f"; {mend}" in said

    @pytest.mark.parametrize("cut", [3, 12, 14])
    def test_refuses_tags_cut_short(self, layout: Layout, cut: int, tmp_path: Path) -> None:
        """In the time, and among the fields before it."""
        text = layout.tags_text(TAGS)[:-cut]
        said = refusal(layout.write(tmp_path / "ml", tags=text), tmp_path)
        assert said.startswith(f"{layout.tags_file} line {layout.line_of(len(TAGS) - 1)}: ")

    @pytest.mark.parametrize("text", ["", "\n \n"], ids=["empty", "blank"])
    def test_does_not_mind_a_file_without_a_line(
        self, layout: Layout, text: str, tmp_path: Path
    ) -> None:
        data = opened(layout.write(tmp_path / "ml", tags=text), tmp_path)
        assert data.tags is None
        assert data.n_ratings == 6
