"""A mapped file that is cut short under a process: a line and exit code 1, no crash."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.commands.shared.cut_files import _PLAIN_TERMINAL

READ_A_CUT_FILE = """
import os, sys, threading
from pathlib import Path
from recflix_tui.commands.shared.cut_files import tell_of_cut_files
from recflix_tui.kept_files import open_array

path = Path(sys.argv[1])
tell_of_cut_files()
array = open_array(path, "<f8", (None,))
os.truncate(path, 4096)
read = threading.Thread(target=lambda: print(array.sum()))
read.start() if sys.argv[2] == "thread" else print(array.sum())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGBUS"), reason="the system has no such signal")
@pytest.mark.parametrize("where", ["main", "thread"])
def test_a_file_that_is_cut_short_while_it_is_read_is_named(where: str, tmp_path: Path) -> None:
    path = tmp_path / "large.npy"
    np.save(path, np.ones(1_000_000))
    argv = [sys.executable, "-c", READ_A_CUT_FILE, str(path), where]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[0].startswith(f"recflix: {path} was cut short while it was in")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Textual's driver for POSIX")
def test_the_terminal_is_left_as_the_app_found_it() -> None:
    from textual.drivers import linux_driver

    source = Path(linux_driver.__file__).read_text("utf-8")
    written = re.findall(r"^[^#\n]*\\x1b\[\?(\d+)([hl])", source, re.MULTILINE)
    shown_before = {"7", "25"}  # what is on until the app puts it off: wrapped lines, the cursor
    for mode in shown_before | {mode for mode, way in written if way == "h"}:
        assert f"\x1b[?{mode}{'h' if mode in shown_before else 'l'}" in _PLAIN_TERMINAL, mode
    assert ("1049", "h") in written
