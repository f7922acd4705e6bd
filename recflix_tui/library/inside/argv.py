"""argv of the child processes that work on a home."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path


def recflix(home: Path) -> list[str]:
    """argv of `recflix` on this home, to be followed by a command."""
    # -P: a numpy.py in the folder that one stands in is not meant.
    return [sys.executable, "-P", "-m", "recflix_tui", "--home", str(home)]


def telling(home: Path, command: str, flags: Mapping[str, float | int | str]) -> list[str]:
    """argv of a command that tells of itself in JSON lines (`child.events.parse_line`)."""
    argv = [*recflix(home), command, "--progress", "jsonl"]
    for name, value in flags.items():
        flag = name.replace("_", "-")
        if isinstance(value, bool):
            argv.append(f"--{flag}" if value else f"--no-{flag}")
        else:
            argv += [f"--{flag}", str(value)]
    return argv
