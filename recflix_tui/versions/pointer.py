"""Which version of a model is in use: active.json, beside the versions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recflix_tui.durable import write_json
from recflix_tui.kept_files import Damaged, read_json

NAME = "active.json"
_MOST = 2**31


@dataclass(frozen=True)
class Pointer:
    """What active.json holds."""

    active: int | None = None
    """The active version, None before the first training."""
    history: tuple[int, ...] = ()
    """The versions active before it, oldest first."""
    last: int = 0
    """The last number given to a version."""
    problem: str | None = None
    """Why it is not known which version is in use, None where it is."""


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
    return Pointer(active, tuple(history), last)


def write_pointer(folder: Path, pointer: Pointer) -> None:
    """Put it in place of the one before. Raises OSError."""
    content = {"active": pointer.active, "history": pointer.history, "last": pointer.last}
    write_json(folder / NAME, content)
