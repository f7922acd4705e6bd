"""Damaged datasets: told in one line that names the file, at the opening or by a check."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui.dataset.dataset_files import check_before_training, check_dataset, open_dataset
from recflix_tui.dataset.imported import import_dataset, list_datasets, open_named
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import write_1m, write_latest
from tests.dataset.rewritten import as_of_the_first_format, redescribe, rewrite, rewrite_array
from tests.dataset.test_tags_kept import TAGS_CSV

MEND = r"; import it again, its models stay: recflix dataset import PATH --name ml$"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset with tags, as it is kept."""
    source = write_latest(tmp_path / "ml", tags=TAGS_CSV)
    import_dataset(source, tmp_path / "datasets")
    return tmp_path / "datasets" / "ml"


def changed(folder: Path, name: str, at: int, to: object) -> np.ndarray[Any, Any]:
    array = np.load(folder / f"{name}.npy").copy()
    array[at] = to
    return np.asarray(array)


BOUNDS = [
    ("by_user_indptr", 1, 99),
    ("by_item_indptr", 0, 1),
    ("counts", 0, 7),
    ("user_ids", 0, 9),
    ("movie_ids", 1, 1),
    ("title_rank", 0, 5),
    ("search_by_count", 0, -1),
    ("search_by_count", 0, 1),
    ("title_ends", 0, -1),
    ("title_ends", 1, 9999),
    ("title_text", 0, 0xFF),
    ("title_text", 0, 0x1B),
    ("years", 0, -7),
    ("genre_bits", 0, 1 << 63),
    ("means", 0, 77),
    ("means", 0, np.nan),
    ("imdb_ids", 0, -1),
    ("tmdb_ids", 0, -1),
    ("search_key_ends", 0, -1),
    ("search_key_starts", 1, 9999),
    ("search_key_items", 0, 5),
    ("search_word_items", 0, -1),
    ("search_word_text", 0, 0xFF),
    ("tag_ends", 0, 9999),
    ("tag_text", 0, 0xFF),
    ("tag_indptr", 1, -1),
    ("tag_indices", 0, 9),
    ("tag_counts", 0, 0),
]


@pytest.mark.parametrize(("name", "at", "to"), BOUNDS)
def test_numbers_out_of_their_bounds_are_told_at_opening(
    name: str, at: int, to: object, folder: Path
) -> None:
    # With a checksum that fits: so it would be in a dataset that was made by hand.
    rewrite_array(folder, name, changed(folder, name, at, to))
    with pytest.raises(DatasetError, match=rf"^dataset ml: {name}\.npy is damaged" + MEND):
        open_dataset(folder)
    as_of_the_first_format(folder)
    with pytest.raises(DatasetError, match=rf"{name}\.npy is damaged" + MEND):
        open_dataset(folder)


@pytest.mark.parametrize(
    ("name", "at", "to"),
    [("people_ages", 0, 7), ("people_genders", 1, -2), ("people_regions", 1, 11)],
)
def test_what_nobody_can_have_said_of_themselves_is_told_at_opening(
    name: str, at: int, to: int, tmp_path: Path
) -> None:
    import_dataset(write_1m(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    rewrite_array(folder, name, changed(folder, name, at, to))
    with pytest.raises(DatasetError, match=rf"{name}\.npy is damaged" + MEND):
        open_dataset(folder)


OTHER_ARRAYS: list[Callable[[Path], object]] = [
    lambda path: np.save(path, np.load(path).astype(np.int64)),
    lambda path: np.save(path, np.load(path)[:-1]),
    lambda path: np.save(path, np.load(path)[:, None]),
    lambda path: np.save(path, np.array([{}], object), allow_pickle=True),
    lambda path: path.write_bytes(path.read_bytes().replace(b"}", b" ")),
    lambda path: path.write_bytes(path.read_bytes().replace(b"False", b"True ")),
    lambda path: path.write_bytes(path.read_bytes().replace(b"(5,)", b"(-5)")),
    lambda path: path.write_bytes(path.read_bytes()[:-1]),
    lambda path: path.write_bytes(path.read_bytes() + b"more"),
    lambda path: path.write_bytes(bytes(path.stat().st_size)),
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:9]),
]


@pytest.mark.parametrize("spoil", OTHER_ARRAYS)
def test_a_file_that_is_another_array_or_none_is_told_at_opening(
    spoil: Callable[[Path], object], folder: Path
) -> None:
    spoil(folder / "years.npy")
    rewrite(folder, "years.npy", (folder / "years.npy").read_bytes())
    with pytest.raises(DatasetError, match=r"^dataset ml: years\.npy (?:cannot|holds|is )"):
        open_dataset(folder)


def test_what_stands_in_place_of_a_file_is_not_waited_for(folder: Path) -> None:
    (folder / "years.npy").unlink()
    os.mkfifo(folder / "years.npy")
    redescribe(
        folder, files=json.loads((folder / "dataset.json").read_text())["files"] | {"years.npy": 0}
    )
    with pytest.raises(DatasetError, match=r"years\.npy is not a plain file"):
        open_dataset(folder)
    (folder / "dataset.json").unlink()
    os.mkfifo(folder / "dataset.json")
    with pytest.raises(DatasetError, match=r"dataset\.json is not a plain file"):
        open_dataset(folder)


DESCRIPTIONS: list[dict[str, object]] = [
    {"n_ratings": 6},
    {"n_ratings": "5"},
    {"n_users": 10**400},
    {"n_items": -1},
    {"n_items": True},
    {"scale": [0.5, 5.0]},
    {"scale": [5.0, 0.5, 0.5]},
    {"scale": [0.5, 5.0, 0.0]},
    {"scale": ["0.5", 5.0, 0.5]},
    {"source": 7},
    {"genre_names": "Drama"},
    {"genre_names": [None]},
    {"fingerprint": "abc"},
    {"files": []},
    {"files": {"../ml/years.npy": 148}},
    {"files": {"years.npy": None}},
    {"checksums": {}},
    {"format": "2"},
    {"format": 0},
    {"files": None},
]


@pytest.mark.parametrize("said", DESCRIPTIONS)
def test_a_description_that_says_nonsense_is_told_at_opening(
    said: dict[str, object], folder: Path
) -> None:
    redescribe(folder, **said)
    with pytest.raises(DatasetError, match=r"^dataset ml: .*" + MEND):
        open_dataset(folder)


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "[]", "7", "[" * 100_000, '{"format": NaN}', '{"format": 1e999}', "\udcff"],
)
def test_a_description_that_is_not_one_is_told_at_opening(text: str, folder: Path) -> None:
    (folder / "dataset.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DatasetError, match=r"^dataset ml: dataset\.json "):
        open_dataset(folder)


def test_any_other_byte_of_a_description_is_told_at_opening(folder: Path) -> None:
    path = folder / "dataset.json"
    path.write_text(path.read_text().replace("Adventure", "Advanture"))
    with pytest.raises(DatasetError, match=r"dataset\.json is not as it was written" + MEND):
        open_dataset(folder)


@pytest.mark.parametrize("side", ["by_user", "by_item"])
@pytest.mark.parametrize(("part", "to"), [("values", 77), ("values", np.nan), ("indices", 99)])
def test_ratings_out_of_their_bounds_are_told_before_they_are_read(
    side: str, part: str, to: float, folder: Path
) -> None:
    rewrite_array(folder, f"{side}_{part}", changed(folder, f"{side}_{part}", 0, to))
    data = open_dataset(folder)
    with pytest.raises(DatasetError, match=rf"^dataset ml: {side}_{part}\.npy is damaged" + MEND):
        getattr(data, side)


def test_stars_off_the_scale_are_told_where_they_would_be_counted(folder: Path) -> None:
    rewrite_array(folder, "by_item_values", changed(folder, "by_item_values", 0, 77))
    data = open_dataset(folder)
    with pytest.raises(DatasetError, match=r"by_item_values\.npy is damaged"):
        data.histogram(0)
    assert data.histogram(2) == tuple((n / 2, 1 if n in (1, 10) else 0) for n in range(1, 11))


@pytest.mark.parametrize("first_format", [False, True])
@pytest.mark.parametrize("name", ["by_user_values", "by_user_indices", "movie_ids"])
def test_other_ratings_are_told_before_a_training(
    name: str, first_format: bool, folder: Path
) -> None:
    if first_format:
        as_of_the_first_format(folder)
    check_before_training(open_dataset(folder))
    to = {"by_user_values": 4.5, "by_user_indices": 1, "movie_ids": 0}[name]
    np.save(folder / f"{name}.npy", changed(folder, name, 0, to))
    data = open_dataset(folder)  # nothing is out of its bounds
    with pytest.raises(DatasetError, match=r"^dataset ml: .* damaged" + MEND):
        check_before_training(data)


def test_a_check_reads_every_byte_of_every_file(folder: Path) -> None:
    check_dataset(folder)
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(DatasetError, match=rf"^dataset ml: {path.name} "):
            check_dataset(folder)
        path.write_bytes(content)
    check_dataset(folder)


def test_damaged_titles_are_told_where_they_are_read(folder: Path) -> None:
    path = folder / "titles.parquet"
    content = path.read_bytes()
    path.write_bytes(content[:40] + b"\xff" * 9 + content[49:])
    with pytest.raises(DatasetError, match=r"titles\.parquet is damaged" + MEND):
        _ = open_dataset(folder).titles


def test_a_damaged_dataset_is_listed_beside_the_others(folder: Path, tmp_path: Path) -> None:
    import_dataset(write_1m(tmp_path / "other"), folder.parent)
    (folder / "dataset.json").unlink()
    damaged, other = list_datasets(folder.parent)
    assert damaged.name == "ml"
    assert damaged.damage is not None
    assert damaged.damage.startswith("dataset ml: dataset.json is missing; import it again")
    assert (other.name, other.damage) == ("other", None)


def test_an_import_takes_the_place_of_a_damaged_dataset(folder: Path, tmp_path: Path) -> None:
    path = folder / "by_user_times.npy"
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    open_dataset(folder)  # the times are not read at opening
    import_dataset(tmp_path / "ml", folder.parent)
    assert path.read_bytes() == content
    assert sorted(p.name for p in folder.parent.iterdir()) == [".lock", "ml"]
    check_dataset(folder)
    with pytest.raises(DatasetError, match="already; remove it first"):
        import_dataset(tmp_path / "ml", folder.parent)


def test_escape_codes_in_a_description_reach_nobody(folder: Path) -> None:
    as_of_the_first_format(folder)
    redescribe(folder, source="\x1b[31mred\x07" + "x" * 70_000)
    source = open_named(folder.parent, "ml").source
    assert source.isprintable()
    assert source.startswith("redxx")
    assert len(source) <= 300
