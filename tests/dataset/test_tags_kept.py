"""The tags among a dataset's files: kept, checked at its opening, no part of its fingerprint."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset.dataset_files import open_dataset
from recflix_tui.dataset.imported import import_dataset
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import write_latest
from tests.dataset.rewritten import as_of_the_first_format, redescribe, rewrite_array

TAGS_CSV = """\
userId,movieId,tag,timestamp
3,1,Pixar,1139045764
5,1,pixar,1139045765
5,9,pixar,1139045766
3,9,Büro,1139045767
5,7,Büro,1139045768
5,40,alone,1139045769
"""
PARTS = ("tag_text", "tag_ends", "tag_indptr", "tag_indices", "tag_counts")


def imported(tmp_path: Path, name: str = "ml", tags: str | None = TAGS_CSV) -> Path:
    """The folder of a dataset imported with these tags."""
    datasets = tmp_path / "datasets"
    import_dataset(write_latest(tmp_path / f"of-{name}", tags=tags), datasets, name)
    return datasets / name


def described_files(folder: Path) -> dict[str, int]:
    files: dict[str, int] = json.loads((folder / "dataset.json").read_text())["files"]
    return files


def test_tags_are_kept_as_arrays_and_opened_mapped(tmp_path: Path) -> None:
    folder = imported(tmp_path)
    assert {f"{part}.npy" for part in PARTS} <= set(described_files(folder))
    tags = open_dataset(folder).tags
    assert tags is not None
    assert tags.names == ("pixar", "Büro")
    assert tags.indptr.tolist() == [0, 1, 2, 4, 4, 4]
    assert [part.tolist() for part in tags.of_item(2)] == [[0, 1], [1, 1]]
    assert [part.tolist() for part in tags.of_item(0)] == [[0], [2]]
    assert [part.tolist() for part in tags.of_item(4)] == [[], []]
    for part in ("text", "ends", "indptr", "indices", "counts"):
        assert not getattr(tags, part).flags.writeable


def test_tags_change_no_fingerprint(tmp_path: Path) -> None:
    with_tags = open_dataset(imported(tmp_path, "with"))
    without = open_dataset(imported(tmp_path, "without", tags=None))
    assert with_tags.fingerprint == without.fingerprint
    assert without.tags is None


def test_a_dataset_imported_before_tags_were_kept_opens_without_them(tmp_path: Path) -> None:
    folder = imported(tmp_path)
    as_of_the_first_format(folder)
    fingerprint = open_dataset(folder).fingerprint
    files = described_files(folder)
    for part in PARTS:
        del files[f"{part}.npy"]
        (folder / f"{part}.npy").unlink()
    redescribe(folder, files=files)
    data = open_dataset(folder)
    assert data.tags is None
    assert data.fingerprint == fingerprint


@pytest.mark.parametrize("part", PARTS)
def test_tags_that_are_damaged_are_noticed_at_opening(part: str, tmp_path: Path) -> None:
    folder = imported(tmp_path)
    as_of_the_first_format(folder)
    path = folder / f"{part}.npy"
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(DatasetError, match=rf"{part}\.npy cannot be read; import it again"):
        open_dataset(folder)
    path.unlink()
    with pytest.raises(DatasetError, match=rf"{part}\.npy is missing or of the wrong size"):
        open_dataset(folder)
    files = described_files(folder)
    del files[f"{part}.npy"]
    redescribe(folder, files=files)
    with pytest.raises(DatasetError, match=rf"dataset\.json does not name {part}\.npy"):
        open_dataset(folder)


@pytest.mark.parametrize("part", ["tag_text", "tag_indptr", "tag_indices", "tag_counts"])
def test_tags_of_another_length_are_noticed_at_opening(part: str, tmp_path: Path) -> None:
    folder = imported(tmp_path)
    array = np.load(folder / f"{part}.npy")
    rewrite_array(folder, part, np.append(array, array[-1]))
    with pytest.raises(DatasetError, match=r"\.npy is (?:of the wrong length|damaged); import it"):
        open_dataset(folder)


def test_the_names_of_tags_load_no_polars(tmp_path: Path) -> None:
    folder = imported(tmp_path)
    code = (
        "import sys; from pathlib import Path\n"
        "from recflix_tui.dataset.imported import open_named\n"
        "data = open_named(Path(sys.argv[1]), 'ml')\n"
        "assert data.tags.names[1] == 'Büro'\n"
        "assert not {'polars', 'numba', 'zipfile'} & set(sys.modules)\n"
    )
    argv = [sys.executable, "-X", "utf8", "-c", code, str(folder.parent)]
    assert subprocess.run(argv, check=False).returncode == 0
