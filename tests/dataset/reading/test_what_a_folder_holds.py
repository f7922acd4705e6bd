"""What a folder or a zip holds in place of one dataset is named, and never waited for."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.dataset.imported import import_dataset
from recflix_tui.dataset.reading.movielens import read_ratings
from recflix_tui.dataset.reading.title_files import read_movies
from recflix_tui.dataset.reading.user_files import read_demographics
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import (
    MOVIES_CSV,
    RATINGS_CSV,
    write_1m,
    write_100k,
    write_latest,
    zip_folder,
)
from tests.dataset.refusal import refusal

PACKED = ("gz", "bz2", "xz", "zip", "7z", "tar.gz", "GZ")


@pytest.mark.parametrize("ending", PACKED)
@pytest.mark.parametrize("name", ["movies.csv", "ratings.csv", "links.csv"])
def test_a_packed_file_in_place_of_one_is_named(name: str, ending: str, tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml")
    (folder / name).rename(folder / f"{name}.{ending}")
    assert refusal(folder, tmp_path).startswith(
        f"ml: {name}.{ending} is packed; unpack it to {name}"
    )


def test_a_packed_file_beside_its_own_is_passed_over(tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml")
    (folder / "ratings.csv.gz").write_bytes(b"\x1f\x8b")
    assert import_dataset(folder, tmp_path / "datasets").n_ratings == 5


@pytest.mark.parametrize("zipped", [False, True])
def test_a_zip_in_a_folder_or_a_zip_is_named(zipped: bool, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    zip_folder(write_latest(tmp_path / "ml"), outer / "ml.zip")
    source = zip_folder(outer, tmp_path / "outer.zip") if zipped else outer
    said = f"{source.name}: ml.zip in it is packed; unpack it there, or give what is in it"
    assert refusal(source, tmp_path) == said


def as_a_folder(path: Path) -> None:
    path.mkdir()


def as_a_pipe(path: Path) -> None:
    os.mkfifo(path)


def as_a_link_to_nothing(path: Path) -> None:
    path.symlink_to(path.with_name("gone"))


ODD = {
    "a folder": as_a_folder,
    "a pipe": as_a_pipe,
    "a link to nothing": as_a_link_to_nothing,
}


@pytest.mark.parametrize("name", ["movies.csv", "ratings.csv", "links.csv", "tags.csv"])
@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_is_told_at_once(kind: str, name: str, tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml")
    (folder / name).unlink(missing_ok=True)
    ODD[kind](folder / name)
    said = f"ml: {name} is {kind}, not a file; put the file in its place"
    assert refusal(folder, tmp_path).startswith(said)


READERS: dict[str, Callable[[Path], object]] = {
    "ratings": read_ratings,
    "titles": read_movies,
    "users": read_demographics,
}


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("kind", ODD)
def test_a_file_given_by_its_name_that_is_none_is_told_at_once(
    kind: str, read: str, tmp_path: Path
) -> None:
    ODD[kind](tmp_path / "it")
    with pytest.raises(DatasetError) as caught:
        READERS[read](tmp_path / "it")
    said = "this is a link to nothing; " if "link" in kind else "this is not a file; give one "
    assert str(caught.value).startswith(f"it: {said}")


@pytest.mark.parametrize(
    ("kind", "said"),
    [("a pipe", "this is a pipe; give"), ("a link to nothing", "this is a link to nothing; give")],
)
def test_a_path_to_no_folder_and_no_zip_is_told_what_it_is(
    kind: str, said: str, tmp_path: Path
) -> None:
    ODD[kind](tmp_path / "ml")
    assert refusal(tmp_path / "ml", tmp_path).startswith(f"ml: {said}")


def test_one_file_of_a_dataset_asks_for_its_folder(tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml")
    said = "ratings.csv: this is one file, not a whole dataset; give the folder that it lies in"
    assert refusal(folder / "ratings.csv", tmp_path) == said


def test_a_packed_file_that_is_no_zip_is_told_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ml.tgz"
    path.write_bytes(b"\x1f\x8b\x08\0 and more")
    said = "ml.tgz: this is a gzip file, not a zip; unpack it, and give the folder"
    assert refusal(path, tmp_path) == said


def test_a_folder_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The permission is refused by a stand-in: to root nothing is."""
    folder = write_latest(tmp_path / "ml")
    outer = tmp_path / "outer"
    (outer / "inner").mkdir(parents=True)
    scan = os.scandir

    def guarded(path: Path | int) -> object:
        if path in (folder, outer / "inner"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert refusal(folder, tmp_path) == (
        "ml: Permission denied; check the folder and its permissions"
    )
    said = "outer: inner is unreadable (Permission denied); check its permissions"
    assert refusal(outer, tmp_path) == said


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_latest(tmp_path / "ml")
    opened: Any = Path.open

    def guarded(path: Path, *how: Any) -> Any:
        if path.name == "ratings.csv":
            raise PermissionError(13, "Permission denied")
        return opened(path, *how)

    monkeypatch.setattr(Path, "open", guarded)
    said = "ratings.csv: Permission denied; check the file and its permissions"
    assert refusal(folder, tmp_path) == said


@pytest.mark.parametrize("zipped", [False, True])
def test_of_two_datasets_in_one_folder_or_zip_one_is_asked_for(
    zipped: bool, tmp_path: Path
) -> None:
    source = tmp_path / "both"
    write_1m(source / "ml-1m")
    write_100k(source / "ml-100k")
    if zipped:
        target = tmp_path / "both.zip"
        with zipfile.ZipFile(target, "w") as archive:
            for path in sorted(source.glob("*/*")):
                archive.write(path, path.relative_to(source))
        source = target
    assert refusal(source, tmp_path) == (
        f"{source.name}: there are 2 datasets in it (ml-100k, ml-1m); give one of these folders"
    )


def test_two_datasets_side_by_side_in_one_folder_are_named(tmp_path: Path) -> None:
    folder = write_100k(write_latest(tmp_path / "ml"))
    found = refusal(folder, tmp_path)
    assert found.startswith(
        "ml: there are 2 datasets in it, movies.csv with ratings.csv and u.item"
    )
    folder = write_latest(tmp_path / "more")
    write_1m(folder / "old")
    found = refusal(folder, tmp_path)
    assert found.startswith("more: there are 2 datasets in it (the top, old); put each into a")


def zip_of(members: list[tuple[str, str]], path: Path) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members:
            archive.writestr(zipfile.ZipInfo(name), text)
    path.write_bytes(buffer.getvalue())
    return path


BOTH = [("movies.csv", MOVIES_CSV), ("ratings.csv", RATINGS_CSV)]


def test_a_member_of_a_zip_without_a_name_is_told(tmp_path: Path) -> None:
    path = zip_of([*BOTH, ("x", "")], tmp_path / "ml.zip")
    data = path.read_bytes()
    at = data.rindex(b"PK\x01\x02")
    # The name's length in the directory's entry, and the name itself, are taken out.
    bare = data[at : at + 28] + b"\0\0" + data[at + 30 : at + 46] + data[at + 47 :]
    end = bare.rindex(b"PK\x05\x06")
    size = int.from_bytes(bare[end + 12 : end + 16], "little") - 1
    path.write_bytes(data[:at] + bare[: end + 12] + size.to_bytes(4, "little") + bare[end + 16 :])
    said = "ml.zip: one of its members has no name; download it again"
    assert refusal(path, tmp_path) == said


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_of_a_zip_that_is_there_twice_is_told(tmp_path: Path) -> None:
    path = zip_of([*BOTH, BOTH[1]], tmp_path / "ml.zip")
    said = "ml.zip: it holds ratings.csv twice; unpack it, and remove one"
    assert refusal(path, tmp_path) == said


def test_a_zip_whose_folders_are_parted_by_backslashes_reads_like_any(tmp_path: Path) -> None:
    path = zip_of([(f"ml\\{name}", text) for name, text in BOTH], tmp_path / "ml.zip")
    assert import_dataset(path, tmp_path / "datasets").n_ratings == 5


def test_what_a_message_names_is_short(tmp_path: Path) -> None:
    outer = tmp_path / ("o" * 200)
    for letter in "abcd":
        write_latest(outer / (letter * 200))
    found = refusal(outer, tmp_path)
    assert "there are 4 datasets in it (aaa" in found
    assert len(found) <= 200
