"""What dataset.json says of the other files: counts, scale, sizes and checksums."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recflix_tui.dataset.values import DESCRIPTION, SAMPLE, DatasetError, DatasetFacts, Scale
from recflix_tui.durable import write_whole
from recflix_tui.kept_files import Damaged, read_json, seal
from recflix_tui.text import clean

FORMAT = 2
"""The first had no checksums."""

_FILE = re.compile(r"[a-z_]{1,40}\.(?:npy|parquet)")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_TEXT = 300
_MOST_STEPS = 1000  # of a scale
_MOST = 2**31 - 1


class NewerFormat(DatasetError):
    """A dataset is of a newer RecFlix: not damaged, and not for this one to change."""


@dataclass(frozen=True)
class Description:
    """What dataset.json holds."""

    facts: DatasetFacts
    """What the dataset says of itself."""
    files: dict[str, int]
    """Every other file by its name, with its size in bytes."""
    checksums: dict[str, str]
    """The SHA-256 of each, in hexadecimal; empty where the dataset was imported when none were
    kept."""
    own_bytes: int
    """The size of dataset.json itself."""


def write_description(
    folder: Path, facts: DatasetFacts, files: dict[str, int], checksums: dict[str, str]
) -> None:
    """Write dataset.json, in place of the one that may be there, on disk when it returns. Raises
    OSError."""
    scale = facts.scale
    body = {
        "format": FORMAT,
        "source": facts.source,
        "id_space": facts.id_space,
        "scale": [scale.low, scale.high, scale.step],
        "fingerprint": facts.fingerprint,
        "genre_names": list(facts.genre_names),
        "n_users": facts.n_users,
        "n_items": facts.n_items,
        "n_ratings": facts.n_ratings,
        "files": files,
        "checksums": checksums,
    }
    text = json.dumps({**body, "sha256": seal(body)}, ensure_ascii=False, indent=1)
    write_whole(folder / DESCRIPTION, text.encode())


def describe(folder: Path) -> Description:
    """Read dataset.json, check its format, and that every file it names has its size.

    Raises DatasetError if the dataset is damaged or of a newer format; nothing is changed.
    """
    path = folder / DESCRIPTION
    try:
        found = read_json(path)
        own_bytes = path.stat().st_size
    except (OSError, Damaged) as damage:
        what = str(damage) if isinstance(damage, Damaged) else "is missing"
        raise damaged(folder.name, f"{DESCRIPTION} {what}") from None
    made_by = found.get("format")
    if type(made_by) is not int or not 0 <= made_by <= _MOST:
        raise damaged(folder.name, f"{DESCRIPTION} is incomplete")
    if made_by > FORMAT:
        raise NewerFormat(
            f"dataset {folder.name} is of format {made_by}, and this RecFlix reads {FORMAT}; "
            "update RecFlix to open it"
        )
    sealed = found.pop("sha256", None)
    if made_by == FORMAT and sealed != seal(found):
        raise damaged(folder.name, f"{DESCRIPTION} is not as it was written")
    try:
        facts, files = _facts(folder.name, found), _files(found["files"])
        checksums = _checksums(found["checksums"], files) if made_by == FORMAT else {}
        if made_by < FORMAT and (sealed is not None or "checksums" in found):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise damaged(folder.name, f"{DESCRIPTION} is incomplete") from None
    for name, size in files.items():
        try:
            right = (folder / name).stat().st_size == size
        except OSError:
            right = False
        if not right:
            raise damaged(folder.name, f"{name} is missing or of the wrong size")
    return Description(facts, files, checksums, own_bytes)


def damaged(name: str, what: str) -> DatasetError:
    """The line for a dataset that cannot be trusted any more."""
    path, option = ("--sample", "") if name == SAMPLE else ("PATH", f" --name {name}")
    return DatasetError(
        f"dataset {name}: {what}; import it again, its models stay: "
        f"recflix dataset import {path}{option}"
    )


def _facts(name: str, found: dict[str, Any]) -> DatasetFacts:
    """What the dataset says of itself; raises KeyError, TypeError or ValueError for nonsense."""
    fingerprint, genres = found["fingerprint"], found["genre_names"]
    if not _DIGEST.fullmatch(fingerprint) or not isinstance(genres, list) or len(genres) > 64:
        raise ValueError
    return DatasetFacts(
        name=name,
        source=_text(found["source"]),
        id_space=_text(found["id_space"]),
        scale=_scale(found["scale"]),
        fingerprint=fingerprint,
        genre_names=tuple(_text(genre) for genre in genres),
        n_users=_count(found["n_users"]),
        n_items=_count(found["n_items"]),
        n_ratings=_count(found["n_ratings"], 2**53),
    )


def _scale(said: Any) -> Scale:
    low, high, step = said
    if any(type(stars) not in (int, float) for stars in (low, high, step)):
        raise ValueError
    scale = Scale(float(low), float(high), float(step))
    sound = scale.low < scale.high and scale.step > 0 and math.isfinite(scale.high - scale.low)
    if not sound or (scale.high - scale.low) / scale.step > _MOST_STEPS:
        raise ValueError
    return scale


def _text(said: Any) -> str:
    """A text as it may be shown."""
    if not isinstance(said, str):
        raise ValueError
    return clean(said)[:_LONGEST_TEXT]


def _count(said: Any, most: int = _MOST) -> int:
    if type(said) is not int or not 0 <= said <= most:
        raise ValueError
    return said


def _files(said: Any) -> dict[str, int]:
    """The sizes by name, each name one of this folder's own."""
    if not all(_FILE.fullmatch(name) for name in said):
        raise ValueError
    return {name: _count(size, 2**62) for name, size in said.items()}


def _checksums(said: Any, files: dict[str, int]) -> dict[str, str]:
    if set(said) != set(files) or not all(map(_DIGEST.fullmatch, said.values())):
        raise ValueError
    return dict(said)
