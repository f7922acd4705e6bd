"""The store's files: made whole or not at all, plain ones, and still those that were opened."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from recflix_tui.store.file.store_files import put_in_place, restored_of
from recflix_tui.store.store import Store, StoreError
from tests.store.processes import start

SPACE = "movielens"
on_posix = pytest.mark.skipif(os.name != "posix", reason="files of POSIX")


@on_posix
@pytest.mark.parametrize("room", [0, 4_096, 20_000, 30_000, 40_000])
def test_where_the_disk_has_no_room_there_is_no_half_made_store(path: Path, room: int) -> None:
    with start("open_where_files_stay_below", path, room) as child:
        said, complaint = child.communicate()
    assert complaint == ""
    assert "disk" in said
    assert list(path.parent.iterdir()) == []
    Store.open(path).close()


def remove(path: Path) -> None:
    path.unlink()


def remove_all(path: Path) -> None:
    for file in path.parent.glob("recflix.db*"):
        file.unlink()


def remove_the_log(path: Path) -> None:
    path.with_name("recflix.db-wal").unlink()


def move_the_home(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def remove_the_home(path: Path) -> None:
    shutil.rmtree(path.parent)


def put_a_copy_in_its_place(path: Path) -> None:
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.replace(path)


def put_a_new_store_in_its_place(path: Path) -> None:
    remove_all(path)
    Store.open(path).close()


def put_a_copy_back_past_all_locks(path: Path) -> None:
    restored_of(path).write_bytes(path.read_bytes())
    put_in_place(path)


DEEDS = [
    remove,
    remove_all,
    remove_the_log,
    move_the_home,
    remove_the_home,
    put_a_copy_in_its_place,
    put_a_new_store_in_its_place,
    put_a_copy_back_past_all_locks,
]


@on_posix
@pytest.mark.parametrize("deed", DEEDS)
def test_no_rating_is_taken_for_a_store_that_is_gone_or_another(
    tmp_path: Path, deed: Callable[[Path], None]
) -> None:
    path = tmp_path / "home" / "recflix.db"
    store = Store.open(path)
    ada = store.add_profile("Ada").id
    store.rate(ada, SPACE, 1, 4)
    deed(path)
    for act in (
        lambda: store.rate(ada, SPACE, 2, 4),
        lambda: store.undo(ada, SPACE),
        lambda: store.set_setting("theme", "light"),
        lambda: store.remove_profile(ada),
    ):
        with pytest.raises(StoreError, match="nothing was changed"):
            act()
    store.close()


@on_posix
def test_no_rating_is_taken_where_an_older_copy_was_written_into_the_file(path: Path) -> None:
    store = Store.open(path)
    ada = store.add_profile("Ada").id
    store.rate(ada, SPACE, 1, 4)
    store.close()
    backup = path.read_bytes()
    store = Store.open(path)
    for movie_id in range(2, 40):
        store.rate(ada, SPACE, movie_id, 4)
    settle(store)
    path.write_bytes(backup)
    with pytest.raises(StoreError, match="was replaced while it is open: nothing was changed"):
        store.rate(ada, SPACE, 50, 4)
    store.close()
    again = Store.open(path)
    assert again.ratings(ada, SPACE) == {1: 4.0}
    again.close()


def settle(store: Store) -> None:
    """Have all that was written in the file itself, as a moment later it is by itself."""
    with store._connections.settler.at_rest:
        done = store._writer.execute("PRAGMA wal_checkpoint(FULL)").fetchone()
    assert done[1] == done[2]


@on_posix
@pytest.mark.parametrize("name", ["recflix.db", "recflix.db-wal", "recflix.db-shm"])
def test_a_pipe_a_folder_or_a_socket_in_a_files_place_is_refused(tmp_path: Path, name: str) -> None:
    home = Path(os.path.relpath(tmp_path))  # a socket's path may not be long
    for kind in ("pipe", "folder", "socket"):
        path = home / kind / "recflix.db"
        Store.open(path).close()
        place = home / kind / name
        place.unlink(missing_ok=True)
        if kind == "pipe":
            os.mkfifo(place)
        elif kind == "folder":
            place.mkdir()
        else:
            with socket.socket(socket.AF_UNIX) as bound:
                bound.bind(str(place))
        with pytest.raises(StoreError, match=f"{name} cannot be opened: it is a {kind}"):
            Store.open(path)


@on_posix
def test_a_store_behind_a_link_is_opened_where_it_is(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept" / "recflix.db", tmp_path / "home" / "recflix.db"
    Store.open(kept).close()
    link.parent.mkdir()
    link.symlink_to(kept)
    store = Store.open(link)
    store.add_profile("Ada")
    assert [file.name for file in link.parent.iterdir()] == ["recflix.db"]
    store.close()
    again = Store.open(kept)
    assert [profile.name for profile in again.profiles()] == ["Ada"]
    again.close()


def test_what_a_killed_start_left_aside_is_swept_by_a_later_one(path: Path) -> None:
    old, new = path.with_name(".new-store-old"), path.with_name(".new-store-new")
    for folder in (old, new):
        folder.mkdir()
        (folder / "recflix.db").write_bytes(b"half")
    os.utime(old, (1, 1))
    Store.open(path).close()
    assert not old.exists()
    assert new.exists()
