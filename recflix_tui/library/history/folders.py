"""Where files of one's own history are looked for first."""

from __future__ import annotations

from pathlib import Path

from recflix_tui.store.store import Store

_KEY = "import_folder"


def first_folder(store: Store) -> Path:
    """The folder that a file was taken from last; else where downloads go, else the person's own.
    Raises StoreError."""
    last = store.get_setting(_KEY)
    places = [*([Path(last)] if last else []), Path.home() / "Downloads"]
    return next((place for place in places if place.is_dir()), Path.home())


def remember_folder(store: Store, path: Path) -> None:
    """Keep the folder that a file is taken from. Raises StoreError."""
    store.set_setting(_KEY, str(path.absolute().parent))
