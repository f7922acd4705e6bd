"""What a killed import or training left in a home is gone after the next opening."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from recflix_tui.library.library import Library


def leave(datasets: Path) -> None:
    """What an import and a removal leave when they are killed, with and without the lock file."""
    for name in (".importing-0123", ".importing-4567", ".removed-89ab"):
        (datasets / name / "ml").mkdir(parents=True)
        (datasets / name / "ml" / "years.npy").write_bytes(b"half")
    (datasets / ".importing-0123.lock").touch()
    (datasets / ".importing-cdef.lock").touch()


def left(datasets: Path) -> list[str]:
    return sorted(path.name for path in datasets.iterdir() if path.name != ".lock")


@pytest.mark.parametrize("linked", ["nothing", "home", "datasets"])
def test_leftovers_are_swept_at_the_next_opening_also_behind_links(
    linked: str, small_movielens: Path, tmp_path: Path
) -> None:
    home, real = tmp_path / "home", tmp_path / "real"
    real.mkdir()
    if linked == "home":
        home.symlink_to(real)
    home.mkdir(exist_ok=True)
    if linked == "datasets":
        (home / "datasets").symlink_to(real)
    library = Library.open(home)
    library.datasets.add(small_movielens, "small")
    library.close()
    leave(home / "datasets")
    (tmp_path / "elsewhere").mkdir()
    (home / "datasets" / ".importing-link").symlink_to(tmp_path / "elsewhere")
    (home / "models" / "small" / ".aside-1").mkdir(parents=True)
    library = Library.open(home)
    assert left(home / "datasets") == ["small"]
    assert (tmp_path / "elsewhere").is_dir()
    assert not (home / "models" / "small" / ".aside-1").exists()
    assert library.snapshot.need_dataset().n_items == 60
    library.close()


def test_what_a_running_import_uses_is_left_alone(tmp_path: Path) -> None:
    datasets = tmp_path / "home" / "datasets"
    leave(datasets)
    with FileLock(datasets / ".importing-0123.lock"):
        Library.open(tmp_path / "home").close()
        assert left(datasets) == [".importing-0123", ".importing-0123.lock"]
    with FileLock(datasets / ".lock"):  # another one changes the folder just now
        Library.open(tmp_path / "home").close()
        assert ".importing-0123" in left(datasets)
    Library.open(tmp_path / "home").close()
    assert left(datasets) == []


def test_a_removed_dataset_leaves_nothing_behind(small_movielens: Path, tmp_path: Path) -> None:
    library = Library.open(tmp_path / "home")
    library.datasets.add(small_movielens, "small")
    real = library.paths.datasets / "small"
    real.rename(tmp_path / "kept")
    real.symlink_to(tmp_path / "kept")
    tuning = library.paths.models / "small" / "tuning"
    tuning.mkdir(parents=True)
    (tuning / "gibbs-0.jsonl").write_text("{}\n")
    library.datasets.remove("small")
    library.close()
    assert left(library.paths.datasets) == []
    assert list(library.paths.models.iterdir()) == []
    assert (tmp_path / "kept" / "dataset.json").is_file()
