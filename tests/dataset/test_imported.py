"""The datasets of a home: their names, their coming and going, and what a crash leaves."""

from __future__ import annotations

import errno
import json
import os
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
    stamp,
)
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import RATINGS_CSV, write_1m, write_latest

IMPORT_AND_PAUSE = """
import sys
from pathlib import Path
from recflix_tui.dataset.imported import import_dataset

source, datasets, name, stage, then = sys.argv[1:]

def progress(now, fraction):
    if now == stage:
        print("there", flush=True)
        if then == "die":
            import os
            os._exit(9)
        sys.stdin.readline()

import_dataset(Path(source), Path(datasets), name, progress)
"""


def visible(datasets: Path) -> list[str]:
    return sorted(path.name for path in datasets.iterdir() if path.name != ".lock")


def child(source: Path, datasets: Path, name: str, stage: str, then: str) -> subprocess.Popen[str]:
    """Another process that imports, and at `stage` dies or waits for a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", IMPORT_AND_PAUSE, str(source), str(datasets), name, stage, then],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "there\n"
    return process


def test_an_imported_dataset_is_listed_opened_and_removed(tmp_path: Path) -> None:
    datasets = tmp_path / "home" / "datasets"
    assert list_datasets(datasets) == []
    info = import_dataset(write_latest(tmp_path / "ml-latest"), datasets)
    import_dataset(write_1m(tmp_path / "ml-1m"), datasets, "Old_1.0")
    assert (info.name, info.n_users, info.n_items, info.n_ratings) == ("ml-latest", 2, 5, 5)
    files = (datasets / "ml-latest").iterdir()
    assert info.bytes == sum(path.stat().st_size for path in files)
    assert [found.name for found in list_datasets(datasets)] == ["Old_1.0", "ml-latest"]
    assert list_datasets(datasets)[1] == info
    assert open_named(datasets, "ml-latest").fingerprint == info.fingerprint
    remove_dataset(datasets, "ml-latest")
    assert visible(datasets) == ["Old_1.0"]
    with pytest.raises(DatasetError, match=r"^there is no dataset ml-latest; there is: Old_1\.0$"):
        open_named(datasets, "ml-latest")
    with pytest.raises(DatasetError, match=r"^there is no dataset ml-latest; "):
        remove_dataset(datasets, "ml-latest")


def test_an_import_over_a_dataset_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    before = import_dataset(write_latest(tmp_path / "ml"), datasets)
    with pytest.raises(DatasetError, match=r"already; remove it first, or give .* --name"):
        import_dataset(write_1m(tmp_path / "other"), datasets, "ml")
    assert list_datasets(datasets) == [before]


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "a\\b", ".hidden", "-x", "x.", "é", "a b", "x" * 65, "NUL"],
)
def test_a_name_that_could_lead_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    source = write_latest(tmp_path / "ml")
    with pytest.raises(DatasetError, match="cannot name a dataset; use up to 64 letters"):
        import_dataset(source, datasets, name)
    with pytest.raises(DatasetError, match="cannot name a dataset"):
        remove_dataset(datasets, name)
    with pytest.raises(DatasetError, match="cannot name a dataset"):
        open_named(datasets, name)
    assert not datasets.exists()


def test_a_folder_whose_own_name_will_not_do_asks_for_another(tmp_path: Path) -> None:
    source = write_latest(tmp_path / "my films")
    with pytest.raises(DatasetError, match=r'"my films" cannot name .* --name'):
        import_dataset(source, tmp_path / "datasets")


def test_progress_runs_from_start_to_end(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    import_dataset(
        write_latest(tmp_path / "ml"),
        tmp_path / "datasets",
        progress=lambda stage, fraction: told.append((stage, fraction)),
    )
    fractions = [fraction for _, fraction in told]
    assert fractions == sorted(fractions)
    assert told[-1] == ("done", 1.0)


def test_an_import_that_is_called_off_leaves_nothing(tmp_path: Path) -> None:
    def call_off(stage: str, fraction: float) -> None:
        if stage == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_dataset(write_latest(tmp_path / "ml"), tmp_path / "datasets", progress=call_off)
    assert visible(tmp_path / "datasets") == []


def test_a_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    source = write_latest(tmp_path / "ml")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DatasetError, match=r"cannot be written \(No space left on device\); make"):
        import_dataset(source, tmp_path / "datasets")
    assert visible(tmp_path / "datasets") == []


@pytest.mark.parametrize("stage", ["reading titles", "sorting ratings", "writing", "done"])
def test_what_a_killed_import_left_is_swept_by_the_next(stage: str, tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    source = write_latest(tmp_path / "ml")
    process = child(source, datasets, "killed", stage, "die")
    process.communicate()
    assert process.returncode == 9
    assert any(name.startswith(".importing-") for name in visible(datasets))
    assert list_datasets(datasets) == []
    import_dataset(source, datasets, "killed")
    assert visible(datasets) == ["killed"]
    assert open_named(datasets, "killed").n_ratings == 5


def test_an_import_that_is_still_running_is_not_swept(tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    source = write_latest(tmp_path / "ml")
    process = child(source, datasets, "slow", "indexing titles", "wait")
    import_dataset(source, datasets, "quick")
    assert [info.name for info in list_datasets(datasets)] == ["quick"]
    process.communicate("go on\n")
    assert process.returncode == 0
    assert visible(datasets) == ["quick", "slow"]
    assert open_named(datasets, "slow").n_ratings == 5


def test_two_imports_of_one_name_leave_the_first_to_finish(tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    source = write_latest(tmp_path / "ml")
    process = child(source, datasets, "it", "indexing titles", "wait")
    first = import_dataset(write_1m(tmp_path / "ml-1m"), datasets, "it")
    process.communicate("go on\n")
    assert process.returncode == 1
    assert visible(datasets) == ["it"]
    assert list_datasets(datasets) == [first]


def test_what_a_killed_removal_left_is_swept_by_the_next_import(tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    source = write_latest(tmp_path / "ml")
    import_dataset(source, datasets, "gone")
    (datasets / "gone").rename(datasets / ".removed-0123456789ab")
    assert list_datasets(datasets) == []
    import_dataset(source, datasets, "kept")
    assert visible(datasets) == ["kept"]


def test_a_dataset_answers_from_the_files_it_was_opened_from(tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    assert stamp(datasets, "it") is None
    import_dataset(write_latest(tmp_path / "ml"), datasets, "it")
    data = open_named(datasets, "it")
    assert data.stamp == stamp(datasets, "it")
    remove_dataset(datasets, "it")
    assert stamp(datasets, "it") is None
    import_dataset(write_1m(tmp_path / "ml-1m"), datasets, "it")
    assert stamp(datasets, "it") not in (None, data.stamp)
    assert [data.title(i) for i in data.search.find("cats")] == ["Cats"]
    assert data.search.find("miserables").tolist() == []
    with pytest.raises(DatasetError, match=r"^dataset it: titles\.parquet cannot be read; import"):
        _ = data.titles


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


@pytest.mark.parametrize("name", ["", "..", "a/b", "\0", "nothing"])
def test_a_name_that_holds_no_dataset_has_no_stamp(name: str, tmp_path: Path) -> None:
    assert stamp(tmp_path, name) is None


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


def test_a_dataset_imported_before_people_were_kept_opens_without_them(tmp_path: Path) -> None:
    info = import_dataset(write_1m(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    files = json.loads((folder / "dataset.json").read_text())["files"]
    people = [name for name in files if name.startswith("people_")]
    assert people == ["people_ages.npy", "people_genders.npy", "people_occupations.npy"]
    for name in people:
        del files[name]
        (folder / name).unlink()
    spoil(folder, files=files)
    data = open_dataset(folder)
    assert data.demographics is None
    assert data.fingerprint == info.fingerprint


def test_people_that_are_damaged_are_noticed_at_opening(tmp_path: Path) -> None:
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
