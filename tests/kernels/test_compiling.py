"""What is compiled anew and what comes from Numba's cache on disk compute the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TRAINING = """
from hashlib import sha256
from recflix_tui.solvers.all_solvers import start_run
from recflix_tui.solvers.als.als_settings import AlsSettings
from tests.examples.models import make_taste

ratings = make_taste(share=0.15)
run = start_run(AlsSettings(factors=16, threads=1), ratings)
for _ in range(5):
    run.epoch()
print(sha256(run.model().P.tobytes()).hexdigest())
"""


def test_the_first_training_after_an_installation_is_as_any_later_one(tmp_path: Path) -> None:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    command = [sys.executable, "-c", TRAINING]
    root = Path(__file__).parents[2]
    first, second = (
        subprocess.run(command, env=environment, cwd=root, check=True, capture_output=True).stdout
        for _ in range(2)
    )
    assert first == second
