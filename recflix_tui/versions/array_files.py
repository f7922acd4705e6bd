"""The arrays of a version as files: each with its checksum, read back with nothing believed."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recflix_tui.durable import sync_file
from recflix_tui.kept_files import Damaged, digest, open_array
from recflix_tui.model.ratings import ModelError

SINGLE = "<f4"
NOTHING: Mapping[str, str] = {}


def write_all(
    folder: Path, arrays: Mapping[str, npt.NDArray[Any]], dtypes: Mapping[str, str] = NOTHING
) -> dict[str, Any]:
    """Write each array to the new file NAME.npy; returns the sha256 and shape of each by its name,
    as JSON says them. dtypes: of those that are not kept as `SINGLE`."""

    def write(name: str) -> dict[str, Any]:
        path = folder / f"{name}.npy"
        with path.open("wb") as file:
            np.save(
                file,
                np.ascontiguousarray(arrays[name], dtypes.get(name, SINGLE)),
                allow_pickle=False,
            )
            sync_file(file)
        return {"sha256": digest(path), "shape": list(arrays[name].shape)}

    with ThreadPoolExecutor() as pool:  # a disk takes several files as fast as one
        return dict(zip(arrays, pool.map(write, arrays), strict=True))


def read_arrays(
    folder: Path, said: Mapping[str, Any], dtypes: Mapping[str, str]
) -> dict[str, npt.NDArray[Any]]:
    """Each array by its name, memory-mapped unless it is small, and verified: as it was written,
    without infinities. Raises ModelError.

    said: what `write_all` returned; dtypes: of those that are not `SINGLE`.
    """
    arrays = {name: _open(folder, name, said[name], dtypes.get(name, SINGLE)) for name in said}
    with ThreadPoolExecutor() as pool:  # what takes time is the check of all bytes
        sound = list(pool.map(lambda n: _is_sound(folder / f"{n}.npy", arrays[n], said[n]), said))
    if not all(sound):
        worst = list(said)[sound.index(False)]
        raise ModelError(damaged(folder, f"{worst}.npy"))
    return arrays


def damaged(folder: Path, what: str) -> str:
    """The line that tells that a part of a version is not as it was written, and the mend."""
    return (
        f"model {folder.name} is damaged ({what}); "
        "use another: recflix model use N, or train again: recflix train"
    )


def _open(folder: Path, name: str, facts: dict[str, Any], dtype: str) -> npt.NDArray[Any]:
    """An array of a version, memory-mapped unless it is small, its contents unread."""
    try:
        return open_array(folder / f"{name}.npy", dtype, facts["shape"])
    except Damaged:
        raise ModelError(damaged(folder, f"{name}.npy")) from None


def _is_sound(path: Path, array: npt.NDArray[Any], facts: dict[str, Any]) -> bool:
    try:
        return digest(path) == facts["sha256"] and bool(np.isfinite(array).all())
    except Damaged:
        return False
