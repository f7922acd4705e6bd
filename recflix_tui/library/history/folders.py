"""Where files of one's own history are looked for first."""

from __future__ import annotations

from pathlib import Path

from recflix_tui.store.store import Store

_KEY = "import_folder"


def first_folder(store: Store, profile_id: int) -> Path:
    """The folder that a profile took a file from last; else where downloads go, else the home of
    whoever runs this. Raises StoreError."""
    last = store.profile_settings.get(profile_id, _KEY)
    places = [*([Path(last)] if last else []), Path.home() / "Downloads"]
    return next((place for place in places if place.is_dir()), Path.home())


def remember_folder(store: Store, profile_id: int, path: Path) -> None:
    """Keep the folder that a profile takes a file from. Raises StoreError."""
    store.profile_settings.set(profile_id, _KEY, str(path.absolute().parent))
