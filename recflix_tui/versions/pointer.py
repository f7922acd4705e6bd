"""Which version of a model is in use: active.json, beside the versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from recflix_tui.durable import write_json
from recflix_tui.kept_files import Damaged, read_json

NAME = "active.json"
_MOST = 2**31
_MOST_TAKEN = 1_000  # activations that are kept: the newest

Taken = tuple[tuple[int | None, float], ...]
"""Versions, None for none, each with when it was taken into use, in Unix seconds; the oldest
first."""


@dataclass(frozen=True)
class Pointer:
    """What active.json holds."""

    active: int | None = None
    """The active version, None before the first training."""
    history: tuple[int, ...] = ()
    """The versions active before it, oldest first."""
    last: int = 0
    """The last number given to a version."""
    taken: Taken = ()
    """When which version was taken into use, as far as that was written down."""
    problem: str | None = None
    """Why it is not known which version is in use, None where it is."""

    def noted(self, before: Pointer, now: float) -> Pointer:
        """The same, with when the active version was taken into use where it is another than
        `before`; now: in Unix seconds."""
        taken = before.taken
        if before == Pointer():  # nothing was ever in use
            taken = ((None, now),)
        if before.active != self.active:
            taken = (*taken, (self.active, now))[-_MOST_TAKEN:]
        return replace(self, taken=taken)


def read_pointer(folder: Path, n_versions: int) -> Pointer:
    """What the file in a folder of so many versions says; where it is gone or damaged, an empty
    one with that as its problem."""
    try:
        said = read_json(folder / NAME)
        active, history, last = said["active"], said["history"], said["last"]
        numbers = [*history, last] if active is None else [active, *history, last]
        if not all(type(number) is int and 0 <= number < _MOST for number in numbers):
            return Pointer(problem="damaged")
    except FileNotFoundError:
        return Pointer(problem="gone" if n_versions else None)
    except (OSError, Damaged, KeyError, TypeError):
        return Pointer(problem="damaged")
    return Pointer(active, tuple(history), last, _taken(said.get("taken")))


def _taken(said: Any) -> Taken:
    """When versions were taken into use: nothing where what is said cannot be that."""
    try:
        taken = tuple((version, float(at)) for version, at in said)
    except (TypeError, ValueError):
        return ()
    fits = all(version is None or type(version) is int for version, _ in taken)
    return taken if fits else ()


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Put it in place of the one before. Raises OSError."""
    content = {
        "active": pointer.active,
        "history": pointer.history,
        "last": pointer.last,
        "taken": pointer.taken,
    }
    write_json(folder / NAME, content)
