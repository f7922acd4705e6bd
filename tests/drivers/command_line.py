"""The `recflix` command, as scripts use it: its words go in, what it says comes out."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from recflix_tui import cli

Done = subprocess.CompletedProcess[str]


def recflix(home: Path, *words: str) -> Done:
    """Run a command in this process, which has loaded already what each would load anew.

    Where the process itself is the point, `recflix_process` has one of its own.
    """
    out, err = io.StringIO(), io.StringIO()
    around = {"RECFLIX_HOME": str(home), "COLUMNS": os.environ.get("COLUMNS", "80")}
    on_sigterm = signal.getsignal(signal.SIGTERM)
    try:
        with (
            patch.dict(os.environ, around),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = cli.main(list(words))
    except SystemExit as leaving:  # argparse leaves so
        code = int(leaving.code or 0)
    finally:
        signal.signal(signal.SIGTERM, on_sigterm)
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def recflix_process(home: Path, *words: str) -> Done:
    """Run a command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "recflix_tui", *words],
        env=os.environ | {"RECFLIX_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def said(home: Path, *words: str) -> Any:
    """What a command that goes well says in JSON."""
    done = recflix(home, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
