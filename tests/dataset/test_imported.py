"""The datasets of a home: their names, their coming and going, and what a crash leaves."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recflix_tui.dataset.imported import (
    import_dataset,
    list_datasets,
    open_named,
    remove_dataset,
    stamp,
)
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import write_1m, write_latest

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


def test_what_is_in_the_way_and_no_dataset_is_to_be_moved(tmp_path: Path) -> None:
    datasets = tmp_path / "datasets"
    datasets.mkdir()
    (datasets / "old").touch()
    (datasets / "lost").symlink_to(tmp_path / "nowhere")
    assert list_datasets(datasets) == []
    for name in ("old", "lost"):
        with pytest.raises(DatasetError, match=f"{name} is in the way, .*: move it elsewhere, or"):
            import_dataset(write_1m(tmp_path / "ml"), datasets, name)


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
    with pytest.raises(DatasetError, match=r"^dataset it was replaced meanwhile; open"):
        _ = data.titles


@pytest.mark.parametrize("name", ["", "..", "a/b", "\0", "nothing"])
def test_a_name_that_holds_no_dataset_has_no_stamp(name: str, tmp_path: Path) -> None:
    assert stamp(tmp_path, name) is None
