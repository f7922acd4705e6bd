"""The files of a dataset: checked at their opening, mapped, never unpickled, never written to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from recflix_tui.dataset import dataset_files
from recflix_tui.dataset.dataset_files import open_dataset
from recflix_tui.dataset.imported import (
    import_dataset,
    list_datasets,
    open_named,
    remove_dataset,
)
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import RATINGS_CSV, write_1m, write_latest


def test_a_dataset_that_is_replaced_while_it_opens_is_opened_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets = tmp_path / "datasets"
    import_dataset(write_latest(tmp_path / "ml"), datasets, "it")
    describe = dataset_files.describe

    def replaced_after(folder: Path) -> dataset_files.Description:
        found = describe(folder)
        monkeypatch.setattr(dataset_files, "describe", describe)
        remove_dataset(datasets, "it")
        import_dataset(write_1m(tmp_path / "ml-1m"), datasets, "it")
        return found

    monkeypatch.setattr(dataset_files, "describe", replaced_after)
    data = open_named(datasets, "it")
    assert data.scale.step == 1.0
    assert [data.title(int(i)) for i in data.search.find("miserables")] == ["Les Misérables"]


def spoil(folder: Path, **changed: object) -> None:
    path = folder / "dataset.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))


def test_a_dataset_of_a_newer_format_is_refused_and_left_alone(tmp_path: Path) -> None:
    import_dataset(write_latest(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    spoil(folder, format=99)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(DatasetError, match=r"^dataset ml is of format 99, .*; update RecFlix"):
        open_dataset(folder)
    assert list_datasets(tmp_path / "datasets") == []
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    spoil(folder, format=0)
    with pytest.raises(DatasetError, match=r"remove it and import it again$"):
        open_dataset(folder)


@pytest.mark.parametrize("name", ["by_user_values.npy", "title_text.npy", "search_key_items.npy"])
def test_a_file_cut_short_or_lost_is_noticed_at_opening(name: str, tmp_path: Path) -> None:
    import_dataset(write_latest(tmp_path / "ml"), tmp_path / "datasets")
    path = tmp_path / "datasets" / "ml" / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DatasetError, match=rf"^dataset ml: {name} is missing or of the wrong size"):
        open_named(tmp_path / "datasets", "ml")
    path.unlink()
    with pytest.raises(DatasetError, match=r"; remove it and import it again$"):
        open_named(tmp_path / "datasets", "ml")
    remove_dataset(tmp_path / "datasets", "ml")


def test_a_spoilt_description_or_array_is_noticed_at_opening(tmp_path: Path) -> None:
    import_dataset(write_latest(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    whole = (folder / "dataset.json").read_bytes()
    spoil(folder, n_ratings=6)
    with pytest.raises(DatasetError, match=r"is of the wrong length; remove it and import"):
        open_dataset(folder)
    spoil(folder, scale=None)
    with pytest.raises(DatasetError, match=r"dataset\.json is incomplete"):
        open_dataset(folder)
    (folder / "dataset.json").write_bytes(whole[:50])
    with pytest.raises(DatasetError, match=r"dataset\.json cannot be read"):
        open_dataset(folder)
    (folder / "dataset.json").write_bytes(whole)
    years = folder / "years.npy"
    years.write_bytes(bytes(years.stat().st_size))
    with pytest.raises(DatasetError, match=r"years\.npy cannot be read"):
        open_dataset(folder)


def test_a_dataset_imported_before_demographics_were_kept_opens_without_them(
    tmp_path: Path,
) -> None:
    info = import_dataset(write_1m(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    files = json.loads((folder / "dataset.json").read_text())["files"]
    kept = [name for name in files if name.startswith("people_")]
    assert kept == ["people_ages.npy", "people_genders.npy", "people_occupations.npy"]
    for name in kept:
        del files[name]
        (folder / name).unlink()
    spoil(folder, files=files)
    data = open_dataset(folder)
    assert data.demographics is None
    assert data.fingerprint == info.fingerprint


def test_demographics_that_are_damaged_are_noticed_at_opening(tmp_path: Path) -> None:
    import_dataset(write_1m(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    path = folder / "people_ages.npy"
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(DatasetError, match=r"people_ages\.npy cannot be read; remove it and"):
        open_dataset(folder)
    path.unlink()
    with pytest.raises(DatasetError, match=r"people_ages\.npy is missing or of the wrong size"):
        open_dataset(folder)
    files = json.loads((folder / "dataset.json").read_text())["files"]
    del files["people_ages.npy"]
    spoil(folder, files=files)
    with pytest.raises(DatasetError, match=r"people_ages\.npy cannot be read"):
        open_dataset(folder)


def test_an_array_holding_pickled_objects_is_never_unpickled(tmp_path: Path) -> None:
    import numpy as np

    import_dataset(write_latest(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    np.save(folder / "years.npy", np.array([{}], dtype=object), allow_pickle=True)
    described = json.loads((folder / "dataset.json").read_text())
    described["files"]["years.npy"] = (folder / "years.npy").stat().st_size
    spoil(folder, files=described["files"])
    with pytest.raises(DatasetError, match=r"years\.npy cannot be read"):
        open_dataset(folder)


def test_opening_and_searching_load_no_polars(tmp_path: Path) -> None:
    import_dataset(write_latest(tmp_path / "ml"), tmp_path / "datasets")
    code = (
        "import sys; from pathlib import Path\n"
        "from recflix_tui.dataset.imported import list_datasets, open_named\n"
        "data = open_named(Path(sys.argv[1]), list_datasets(Path(sys.argv[1]))[0].name)\n"
        "assert not {'polars', 'rapidfuzz', 'numba', 'zipfile'} & set(sys.modules)\n"
        "assert data.title(int(data.search.find('matrix')[0])) == 'The Matrix'\n"
        "assert not {'polars', 'numba', 'zipfile'} & set(sys.modules)\n"
    )
    argv = [sys.executable, "-c", code, str(tmp_path / "datasets")]
    assert subprocess.run(argv, check=False).returncode == 0


def test_opened_arrays_cannot_be_written_to(tmp_path: Path) -> None:
    import_dataset(write_latest(tmp_path / "ml", ratings=RATINGS_CSV), tmp_path / "datasets")
    data = open_named(tmp_path / "datasets", "ml")
    with pytest.raises(ValueError, match="read-only"):
        data.by_user.values[0] = 1
