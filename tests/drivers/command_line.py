"""The `recflix` command, as scripts use it: run as a process, read as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def recflix(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "recflix_tui", *words],
        env=os.environ | {"RECFLIX_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def said(home: Path, *words: str) -> Any:
    done = recflix(home, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
