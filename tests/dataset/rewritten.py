"""Kept datasets whose files say something else, with or without checksums that fit it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np


def redescribe(folder: Path, **changed: object) -> None:
    """Change what dataset.json says, and seal it anew; None leaves a key out."""
    path = folder / "dataset.json"
    said: dict[str, Any] = json.loads(path.read_text("utf-8"))
    said.pop("sha256", None)
    said |= changed
    said = {key: value for key, value in said.items() if value is not None}
    if "checksums" in said:
        said["sha256"] = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    path.write_text(json.dumps(said), "utf-8")


def as_of_the_first_format(folder: Path) -> None:
    """Leave out what the first format did not have: checksums and the seal."""
    redescribe(folder, format=1, checksums=None)


def rewrite(folder: Path, name: str, content: bytes) -> None:
    """Put other content into a file, with a size and a checksum that fit it."""
    said = json.loads((folder / "dataset.json").read_text("utf-8"))
    (folder / name).write_bytes(content)
    files = said["files"] | {name: len(content)}
    if "checksums" not in said:
        redescribe(folder, files=files)
        return
    checksums = said["checksums"] | {name: sha256(content).hexdigest()}
    redescribe(folder, files=files, checksums=checksums)


def rewrite_array(folder: Path, name: str, array: np.ndarray[Any, Any]) -> None:
    """Put another array into an .npy file, in place."""
    path = folder / f"{name}.npy"
    np.save(path, array)
    rewrite(folder, path.name, path.read_bytes())
