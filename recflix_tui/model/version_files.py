"""One model version as a folder of files: arrays without pickle, facts and checksums as JSON."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from recflix_tui.durable import sync_file, sync_folder
from recflix_tui.model.factors import FactorModel, ModelError

FORMAT = 1
_FACTS = "model.json"
_ARRAYS = ("user_bias", "item_bias", "P", "Q")
_SCALARS = ("mu", "reg_bias", "reg_factors", "low", "high")


def write_version(folder: Path, model: FactorModel, facts: dict[str, Any]) -> None:
    """Fills the new `folder` and makes it durable. The facts are whatever JSON can say."""
    folder.mkdir()
    arrays = {}
    for name in _ARRAYS:
        path = folder / f"{name}.npy"
        array = np.ascontiguousarray(getattr(model, name), np.float32)
        with path.open("wb") as file:
            np.save(file, array, allow_pickle=False)
            sync_file(file)
        arrays[name] = {"sha256": _digest(path), "shape": list(array.shape)}
    scalars = {name: float(getattr(model, name)) for name in _SCALARS}
    body = {"format": FORMAT, **facts, "scalars": scalars, "arrays": arrays}
    write_durably(folder / _FACTS, {**body, "sha256": _seal(body)})
    sync_folder(folder)


def read_facts(folder: Path) -> dict[str, Any]:
    """The JSON of a version, checked against its own seal. Raises ModelError."""
    name = f"model {folder.name}"
    try:
        facts = json.loads((folder / _FACTS).read_text("utf-8"))
        sealed = facts.pop("sha256")
        newer = isinstance(facts["format"], int) and facts["format"] > FORMAT
    except FileNotFoundError:
        raise ModelError(f"there is no {name}; see the list of versions") from None
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        raise ModelError(f"{name} is damaged ({_FACTS}); remove it or use another") from None
    if newer:
        raise ModelError(f"{name} was made by a newer RecFlix; update RecFlix to use it")
    if sealed != _seal(facts):
        raise ModelError(f"{name} is damaged ({_FACTS}); remove it or use another")
    return dict(facts)


def read_model(folder: Path, facts: dict[str, Any]) -> FactorModel:
    """The version's model, its arrays memory-mapped and verified. Raises ModelError."""
    arrays = {name: _read_array(folder, name, facts["arrays"][name]) for name in _ARRAYS}
    user_bias, item_bias, P, Q = (arrays[name] for name in _ARRAYS)
    scalars: dict[str, float] = facts["scalars"]
    fits = (
        (user_bias.ndim, item_bias.ndim, P.ndim, Q.ndim) == (1, 1, 2, 2)
        and len(user_bias) == len(P)
        and len(item_bias) == len(Q)
        and P.shape[1] == Q.shape[1]
    )
    if not fits:
        raise ModelError(f"model {folder.name} is damaged (shapes); remove it or use another")
    return FactorModel(user_bias=user_bias, item_bias=item_bias, P=P, Q=Q, **scalars)


def write_durably(path: Path, content: dict[str, Any]) -> None:
    """Writes JSON aside, syncs it and renames it into place."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with aside.open("w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        sync_file(file)
    aside.replace(path)
    sync_folder(path.parent)


def _read_array(folder: Path, name: str, facts: dict[str, Any]) -> npt.NDArray[np.float32]:
    path = folder / f"{name}.npy"
    damaged = f"model {folder.name} is damaged ({path.name}); remove it or use another"
    try:
        if _digest(path) != facts["sha256"]:
            raise ModelError(damaged)
        array: npt.NDArray[np.float32] = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        raise ModelError(damaged) from None
    if array.dtype != np.float32 or list(array.shape) != facts["shape"]:
        raise ModelError(damaged)
    if not np.isfinite(array).all():
        raise ModelError(damaged)
    return array


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _seal(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
