"""The arrays of a version as files: each with its checksums, read back with nothing believed."""

from __future__ import annotations

import hashlib
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
_BLOCK = 1 << 14  # words of 8 bytes that are summed up together
NOTHING: Mapping[str, str] = {}


def write_all(
    folder: Path, arrays: Mapping[str, npt.NDArray[Any]], dtypes: Mapping[str, str] = NOTHING
) -> dict[str, Any]:
    """Write each array to the new file NAME.npy; returns checksums and shape of each by its name,
    as JSON says them. dtypes: of those that are not kept as `SINGLE`."""

    def write(name: str) -> dict[str, Any]:
        path, array = folder / f"{name}.npy", arrays[name]
        kept = np.ascontiguousarray(array, dtypes.get(name, SINGLE))
        with path.open("wb") as file:
            np.save(file, kept, allow_pickle=False)
            sync_file(file)
        return {"sha256": digest(path), "sums": sums_of(kept), "shape": list(array.shape)}

    with ThreadPoolExecutor() as pool:  # a disk takes several files as fast as one
        return dict(zip(arrays, pool.map(write, arrays), strict=True))


def sums_of(array: npt.NDArray[Any]) -> str:
    """The SHA-256, in hexadecimal, of the sums of an array's blocks of 128 kB: another number
    anywhere makes it another, numbers that changed places in a block do not. It takes a tenth of
    the time of one of all bytes."""
    content = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    whole = len(content) - len(content) % (8 * _BLOCK)
    blocks = content[:whole].view(np.uint64).reshape(-1, _BLOCK)
    found = hashlib.sha256(blocks.sum(axis=1, dtype=np.uint64).tobytes())
    found.update(content[whole:].tobytes())
    return found.hexdigest()


def read_arrays(
    folder: Path, said: Mapping[str, Any], dtypes: Mapping[str, str], in_full: bool
) -> dict[str, npt.NDArray[Any]]:
    """Each array by its name, memory-mapped unless it is small, and verified: as it was written,
    without infinities. Raises ModelError.

    said: what `write_all` returned; dtypes: of those that are not `SINGLE`; in_full: whether by
    SHA-256, else by the sums of their blocks where they are known.
    """
    arrays = {name: _open(folder, name, said[name], dtypes.get(name, SINGLE)) for name in said}
    with ThreadPoolExecutor() as pool:  # what takes time is the check of all bytes

        def check(name: str) -> bool:
            return _is_sound(folder / f"{name}.npy", arrays[name], said[name], in_full)

        sound = list(pool.map(check, said))
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


def _is_sound(path: Path, array: npt.NDArray[Any], facts: dict[str, Any], in_full: bool) -> bool:
    sums = None if in_full else facts.get("sums")
    try:
        as_written = digest(path) == facts["sha256"] if sums is None else sums_of(array) == sums
    except Damaged:
        return False
    return as_written and (not array.size or bool(np.isfinite([array.min(), array.max()]).all()))
