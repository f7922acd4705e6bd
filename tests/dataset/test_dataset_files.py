"""The files of a dataset: checked at their opening, mapped, never unpickled, never written to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from recflix_tui.dataset import dataset_files
from recflix_tui.dataset.dataset_files import check_dataset, open_dataset
from recflix_tui.dataset.description import Description, describe
from recflix_tui.dataset.imported import (
    import_dataset,
    list_datasets,
    open_named,
    remove_dataset,
)
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import LINKS_CSV, RATINGS_CSV, write_1m, write_latest
from tests.dataset.rewritten import as_of_the_first_format, redescribe


def test_a_dataset_that_is_replaced_while_it_opens_is_opened_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets = tmp_path / "datasets"
    import_dataset(write_latest(tmp_path / "ml"), datasets, "it")

    def replaced_after(folder: Path) -> Description:
        found = describe(folder)
        monkeypatch.setattr(dataset_files, "describe", describe)
        remove_dataset(datasets, "it")
        import_dataset(write_1m(tmp_path / "ml-1m"), datasets, "it")
        return found

    monkeypatch.setattr(dataset_files, "describe", replaced_after)
    data = open_named(datasets, "it")
    assert data.scale.step == 1.0
    assert [data.title(int(i)) for i in data.search.find("miserables")] == ["Les Misérables"]


def test_a_dataset_of_a_newer_format_is_refused_and_left_alone(tmp_path: Path) -> None:
    source = write_latest(tmp_path / "ml")
    import_dataset(source, tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    redescribe(folder, format=99)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(DatasetError, match=r"^dataset ml is of format 99, .*; update RecFlix"):
        open_dataset(folder)
    with pytest.raises(DatasetError, match=r"update RecFlix"):
        import_dataset(source, tmp_path / "datasets")
    assert [info.damage is None for info in list_datasets(tmp_path / "datasets")] == [False]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", ["by_user_values.npy", "title_text.npy", "search_key_items.npy"])
def test_a_file_cut_short_or_lost_is_noticed_at_opening(name: str, tmp_path: Path) -> None:
    import_dataset(write_latest(tmp_path / "ml"), tmp_path / "datasets")
    path = tmp_path / "datasets" / "ml" / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DatasetError, match=rf"^dataset ml: {name} is missing or of the wrong size"):
        open_named(tmp_path / "datasets", "ml")
    path.unlink()
    with pytest.raises(DatasetError, match=r"; import it again, .*: recflix dataset import PATH"):
        open_named(tmp_path / "datasets", "ml")
    remove_dataset(tmp_path / "datasets", "ml")


def test_a_dataset_of_the_first_format_opens_without_checksums(tmp_path: Path) -> None:
    info = import_dataset(write_1m(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    as_of_the_first_format(folder)
    check_dataset(folder)
    files = json.loads((folder / "dataset.json").read_text())["files"]
    kept = [name for name in files if name.startswith("people_")]
    parts = ("ages", "genders", "occupations", "regions")
    assert sorted(kept) == [f"people_{part}.npy" for part in parts]
    for name in kept:  # which the first of them did not keep
        del files[name]
        (folder / name).unlink()
    redescribe(folder, files=files)
    data = open_dataset(folder)
    assert data.demographics is None
    assert data.fingerprint == info.fingerprint


def test_a_dataset_that_was_kept_without_ids_at_tmdb_opens_all_the_same(tmp_path: Path) -> None:
    info = import_dataset(write_latest(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    files, checksums = (
        json.loads((folder / "dataset.json").read_text("utf-8"))[kind]
        for kind in ("files", "checksums")
    )
    for names in (files, checksums):
        del names["tmdb_ids.npy"]
    (folder / "tmdb_ids.npy").unlink()
    redescribe(folder, files=files, checksums=checksums)
    check_dataset(folder)
    data = open_dataset(folder)
    assert data.tmdb_ids.tolist() == [0, 0, 0, 0, 0]
    assert not data.tmdb_ids.flags.writeable
    assert data.imdb_id(0) == 114709
    assert data.fingerprint == info.fingerprint


def test_ids_at_tmdb_are_no_part_of_what_a_model_is_trained_on(tmp_path: Path) -> None:
    other = LINKS_CSV.replace("862", "863")
    datasets = tmp_path / "datasets"
    infos = [
        import_dataset(write_latest(tmp_path / name, links=links), datasets)
        for name, links in (("one", LINKS_CSV), ("two", other))
    ]
    assert infos[0].fingerprint == infos[1].fingerprint


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
