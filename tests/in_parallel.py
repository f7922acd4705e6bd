"""The suite on all cores: pytest-xdist, where it is there, with what Numba compiles shared.

Whole folders are run by two workers more than there are cores, as tests wait now and then; whoever
names a file or a test runs it in one process; `-n 0`, `-n 4` and `-p no:xdist` do what they always
do. Looks are updated in one process, which alone knows which of them no test has any more.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from recflix_tui.solvers.settings import available_cores

MOST_WORKERS = 8  # each opens homes and starts apps of its own before it can begin


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Distribute the tests, unless the command line says how."""
    option = config.option
    if not config.pluginmanager.hasplugin("xdist") or hasattr(config, "workerinput"):
        return
    said = option.numprocesses is not None or option.dist != "no" or option.tx
    alone = option.usepdb or option.update_snapshots
    if not said and not alone and all(Path(argument).is_dir() for argument in config.args):
        option.numprocesses = min(available_cores() + 2, MOST_WORKERS)
        option.dist = "worksteal"


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the loops and the tests before there are workers, which would each do so at once.

    Numba's cache on disk is not made for that: a process that saves one form of a loop may
    undo what another just saved of a second form. Beside it, on another core, the tests are
    compiled with their assertions told apart, which takes each worker most of its start.
    """
    config = session.config
    if getattr(config.option, "tx", None) and not config.option.collectonly:
        root = Path(__file__).parents[1]
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # Python's own cache is for all as well
        collect = (sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:xdist")
        with subprocess.Popen([*collect, *config.args], stdout=subprocess.DEVNULL):
            subprocess.run([sys.executable, "-m", "tests.examples.compiling"], cwd=root, check=True)
