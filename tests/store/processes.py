"""Starting the child of these tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def start(what: str, *arguments: object) -> subprocess.Popen[str]:
    """A child that runs the function `what` of child.py, its pipes open."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("child.py")), what, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
