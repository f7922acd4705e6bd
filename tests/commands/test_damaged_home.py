"""A damaged dataset or model on the command line: one line, and all else goes on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from recflix_tui.library.library import Library
from tests.drivers.command_line import recflix, said

LINE = "recflix: dataset small: years.npy "


@pytest.fixture
def home(shared_home: Path, tmp_path: Path) -> Path:
    """A home whose dataset has a file that is no array any more."""
    home = Path(shutil.copytree(shared_home, tmp_path / "home"))
    path = home / "datasets" / "small" / "years.npy"
    path.write_bytes(path.read_bytes().replace(b"}", b" "))
    return home


@pytest.mark.parametrize(
    "words",
    [
        ("recommend", "--profile", "Ada"),
        ("train",),
        ("dataset", "use", "small"),
        ("dataset", "check", "small"),
        ("dataset", "check"),
    ],
)
def test_what_needs_a_damaged_dataset_says_so_in_one_line(
    words: tuple[str, ...], home: Path
) -> None:
    done = recflix(home, *words)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(LINE)
    assert done.stderr.count("\n") == 1
    assert done.stderr.rstrip().endswith("recflix dataset import PATH --name small")


def test_lists_go_on_beside_a_damaged_dataset(home: Path) -> None:
    (listed,) = said(home, "dataset", "list")
    assert (listed["name"], listed["active"], listed["ratings"]) == ("small", True, None)
    assert listed["damage"].startswith("dataset small: years.npy")
    assert "years.npy" in recflix(home, "dataset", "list").stdout
    (version,) = said(home, "model", "list")
    assert (version["version"], version["active"]) == (1, True)
    assert "Ada" in recflix(home, "profile", "list").stdout
    checked = recflix(home, "dataset", "check", "--json")
    assert checked.returncode == 1
    assert [found["whole"] for found in json.loads(checked.stdout)] == [False]


def test_importing_it_again_mends_it_and_its_model_is_used(
    home: Path, small_movielens: Path
) -> None:
    said(home, "dataset", "import", str(small_movielens), "--name", "small")
    assert recflix(home, "dataset", "check").stdout == "small  whole\n"
    assert len(said(home, "recommend", "--profile", "Ada", "-n", "3")) == 3


def test_the_sample_is_mended_by_itself(tmp_path: Path) -> None:
    home = tmp_path / "home"
    said(home, "dataset", "import", "--sample")
    (home / "datasets" / "sample" / "dataset.json").write_text("[" * 100_000)
    done = recflix(home, "profile", "list")
    assert done.returncode == 0
    done = recflix(home, "model", "use", "1")
    assert done.stderr.startswith("recflix: dataset sample: dataset.json cannot be read; import")
    assert done.stderr.endswith("recflix dataset import --sample\n")
    said(home, "dataset", "import", "--sample")
    library = Library.open(home)
    assert library.snapshot.need_dataset().n_ratings == 100_004
    library.close()


def test_without_its_pointer_no_other_model_is_trained(shared_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(shared_home, tmp_path / "home"))
    (home / "models" / "small" / "active.json").unlink()
    done = recflix(home, "recommend", "--profile", "Ada")
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("choose it: recflix model use 1")
    said(home, "model", "use", "1")
    assert len(said(home, "recommend", "--profile", "Ada", "-n", "3")) == 3
