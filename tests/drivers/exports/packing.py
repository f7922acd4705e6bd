"""Files of an export, written to a folder or packed as a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path


def packed(path: Path, files: Mapping[str, str | bytes], top: str = "") -> Path:
    """A zip of these files by their names in it, all under the folder `top`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            file.writestr(top + name, text)
    return path


def laid_out(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder of these files by their names in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
