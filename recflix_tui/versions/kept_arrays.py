"""What is kept beside a version's model: arrays that are read seldom, each with its checksum.

They are facts about a training (its errors on held-out ratings, its curves): where one is
damaged or was never kept, the model is as good as before.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from recflix_tui.durable import sync_file
from recflix_tui.kept_files import Damaged, digest, open_array
from recflix_tui.kernels.arrays import Floats

if TYPE_CHECKING:  # imported where versions are compared: the app starts without
    from recflix_tui.model.held_errors import HeldErrors

Arrays = Mapping[str, npt.NDArray[Any]]
# The arrays there are, with the type of each: no other name is ever a file's.
_TYPES = {
    "held_keys": np.uint64,
    "held_users": np.uint32,
    "held_errors": np.float32,
    "curves": np.float32,
}


def arrays_of(held: HeldErrors | None, curves: Floats | None) -> dict[str, npt.NDArray[Any]]:
    """What is kept of a training, by name: its held-out errors, and its curves (n_epochs, 2)."""
    arrays: dict[str, npt.NDArray[Any]] = {}
    if held is not None:
        arrays |= {"held_keys": held.keys, "held_users": held.users, "held_errors": held.errors}
    if curves is not None:
        arrays["curves"] = curves
    return arrays


def write_arrays(folder: Path, arrays: Arrays) -> dict[str, str]:
    """Write each array to a file of its own; returns the checksums by name."""
    sums = {}
    for name, array in arrays.items():
        content = io.BytesIO()
        np.save(content, np.ascontiguousarray(array, _TYPES[name]), allow_pickle=False)
        with (folder / f"{name}.npy").open("wb") as file:
            file.write(content.getbuffer())
            sync_file(file)
        sums[name] = hashlib.sha256(content.getbuffer()).hexdigest()
    return sums


def read_held(folder: Path, facts: Mapping[str, Any]) -> HeldErrors | None:
    """A version's errors on the ratings held out, None where they are not kept or not whole."""
    from recflix_tui.model.held_errors import HeldErrors

    parts = [_read(folder, facts, name) for name in ("held_keys", "held_users", "held_errors")]
    keys, users, errors = parts
    if keys is None or users is None or errors is None:
        return None
    whole = keys.shape == users.shape == errors.shape
    return HeldErrors(keys, users, errors) if whole and np.isfinite(errors).all() else None


def read_curves(folder: Path, facts: Mapping[str, Any]) -> Floats | None:
    """The RMSE of training and on the holdout after each epoch, (n_epochs, 2), NaN where nothing
    was held out; None where that is not kept or not whole."""
    return _read(folder, facts, "curves")


def _read(folder: Path, facts: Mapping[str, Any], name: str) -> npt.NDArray[Any] | None:
    kept = facts.get("kept")
    wanted = kept.get(name) if isinstance(kept, dict) else None
    path = folder / f"{name}.npy"
    shape = (None, 2) if name == "curves" else (None,)
    try:
        whole = wanted is not None and digest(path) == wanted
        return open_array(path, np.dtype(_TYPES[name]).str, shape) if whole else None
    except Damaged:
        return None
