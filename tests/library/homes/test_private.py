"""A home is its owner's alone, whatever the umask and however it was left."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui import durable, paths
from recflix_tui.library.library import Library
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct, autouse=True)
def umask(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(durable, "_umask", [])
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What others have any right to, of a folder and all that is in it."""
    found = [folder, *folder.rglob("*")]
    return [str(p) for p in found if not p.is_symlink() and rights(p) & 0o077]


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def use(home: Path, movielens: Path) -> None:
    """Import, rate, train and tune nothing more: a file of each kind that a home has."""
    library = Library.open(home)
    library.datasets.add(movielens, "small")
    library.profiles.rate(library.profiles.add("Ada").id, 1, 4.0)
    assert list(library.models.train(SgdSettings(factors=4, epochs=1)))
    assert open_to_others(home) == []
    library.close()


def test_a_new_home_is_its_owners_alone(tmp_path: Path, small_movielens: Path) -> None:
    home = tmp_path / "a" / "home"
    use(home, small_movielens)
    assert rights(home) == 0o700
    assert {rights(p) for p in home.rglob("*")} == {0o700, 0o600}


def test_a_home_that_others_could_read_is_closed_at_the_next_opening(
    tmp_path: Path, small_movielens: Path
) -> None:
    home = tmp_path / "home"
    use(home, small_movielens)
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    Library.open(home).close()
    assert open_to_others(home) == []


def test_a_folder_that_holds_other_things_is_left_as_it_is(tmp_path: Path) -> None:
    home, letter = tmp_path / "documents", tmp_path / "documents" / "letter.txt"
    home.mkdir()
    letter.touch()
    home.chmod(0o755)
    letter.chmod(0o644)
    Library.open(home).close()
    assert (rights(home), rights(letter)) == (0o755, 0o644)
    assert rights(home / "recflix.db") == 0o600


def test_what_a_link_in_a_home_leads_to_is_left_as_it_is(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    for folder in (home, elsewhere / "datasets"):
        folder.mkdir(parents=True)
    (elsewhere / "datasets").chmod(0o755)
    (home / "datasets").symlink_to(elsewhere / "datasets")
    Library.open(home).close()
    assert rights(elsewhere / "datasets") == 0o755


def test_a_file_that_another_process_removes_meanwhile_leaves_none_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        (tmp_path / "models" / name).mkdir(parents=True, mode=0o755)
    scandir = os.scandir

    def while_another_removes(folder: str) -> list[os.DirEntry[str]]:
        found = sorted(scandir(folder), key=lambda entry: entry.name)
        if "a" in {entry.name for entry in found}:
            (tmp_path / "models" / "a").rmdir()
        return found

    monkeypatch.setattr(os, "scandir", while_another_removes)
    paths.keep_private(paths.Paths(tmp_path))
    monkeypatch.undo()
    assert open_to_others(tmp_path) == []


def test_a_file_that_a_person_named_has_the_rights_of_their_own(tmp_path: Path, umask: int) -> None:
    Library.open(tmp_path / "home").close()
    picture, kept = tmp_path / "matrix.png", tmp_path / "kept.png"
    durable.write_bytes(picture, b"png")
    assert rights(picture) == 0o666 & ~umask
    kept.touch()
    kept.chmod(0o640)
    durable.write_bytes(kept, b"png")
    assert rights(kept) == 0o640
