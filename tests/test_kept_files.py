"""Files read back with nothing believed: what was written comes back, all else is Damaged."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recflix_tui.durable import discard
from recflix_tui.kept_files import SMALL, Damaged, digest, open_array, read_json

ARRAYS = [
    np.arange(5, dtype=np.int32),
    np.zeros(0, np.int64),
    np.array([[1.5, 2.5]], np.float32),
    np.arange(24, dtype=np.uint8).reshape(2, 3, 4),
    np.full(3, -1, np.int8),
]


@pytest.mark.parametrize("array", ARRAYS)
def test_an_array_comes_back_read_only(array: np.ndarray[Any, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, array)
    found = open_array(path, array.dtype.str, [None] * array.ndim)
    np.testing.assert_array_equal(found, array)
    assert found.dtype == array.dtype
    assert not found.flags.writeable


def test_a_large_array_is_mapped_and_a_small_one_survives_its_file(tmp_path: Path) -> None:
    large, small = tmp_path / "large.npy", tmp_path / "small.npy"
    np.save(large, np.ones(SMALL // 8 + 1))
    np.save(small, np.ones(SMALL // 8))
    assert isinstance(open_array(large, "<f8", (None,)).base, np.memmap)
    found = open_array(small, "<f8", (None,))
    os.truncate(small, 9)
    assert float(found.sum()) == SMALL // 8


def test_an_array_of_another_kind_or_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.ones((2, 3), np.float32))
    assert open_array(path, "<f4", (2, 3)).shape == (2, 3)
    for dtype, shape in (("<f8", (2, 3)), ("<f4", (3, 2)), ("<f4", (6,)), ("<f4", (2, None, 1))):
        with pytest.raises(Damaged):
            open_array(path, dtype, shape)
    np.save(path, np.asfortranarray(np.ones((2, 3), np.float32)))
    with pytest.raises(Damaged, match="cannot be read"):
        open_array(path, "<f4", (2, 3))


def test_every_byte_of_a_header_is_checked(tmp_path: Path) -> None:
    """Whatever one byte becomes: the same array, or Damaged, and nothing else."""
    path = tmp_path / "a.npy"
    np.save(path, np.arange(6, dtype=np.int32))
    content = path.read_bytes()
    for at in range(128):
        for byte in (0, 32, 48, 57, 125, 255):
            path.write_bytes(content[:at] + bytes([byte]) + content[at + 1 :])
            try:
                found = open_array(path, "<i4", (None,))
            except Damaged:
                continue
            assert found.tolist() == [0, 1, 2, 3, 4, 5]


NO_OBJECTS = [
    *("", "[", "[]", "null", "3", "{} {}"),
    *('{"a": NaN}', '{"a": -1e999}', '{"a": "\ud800"', '{"a": ' + "9" * 5000 + "}"),
    *("[" * 100_000, '{"a":' * 100_000),
]


@pytest.mark.parametrize("text", NO_OBJECTS)
def test_json_that_is_no_object_of_finite_numbers_is_damaged(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(Damaged):
        read_json(path)


def test_what_stands_in_place_of_a_file_is_damage_and_not_waited_for(tmp_path: Path) -> None:
    folder, pipe = tmp_path / "folder", tmp_path / "pipe"
    folder.mkdir()
    os.mkfifo(pipe)
    for path in (folder, pipe):
        with pytest.raises(Damaged):
            read_json(path)
        with pytest.raises(Damaged):
            open_array(path, "<f4", (None,))
        with pytest.raises(Damaged):
            digest(path)
    with pytest.raises(FileNotFoundError):
        read_json(tmp_path / "nothing")
    with pytest.raises(Damaged, match="is missing"):
        open_array(tmp_path / "nothing", "<f4", (None,))


def test_discarding_a_link_leaves_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file").write_text("kept")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "there")
    discard(link)
    discard(tmp_path / "nothing")
    assert not link.is_symlink()
    assert (tmp_path / "there" / "file").read_text() == "kept"
