"""Saves models one after another, COUNT times or until killed: `saver.py FOLDER SEED COUNT`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np

from recflix_tui.model.factors import FactorModel
from recflix_tui.model.prior import ridge_prior
from recflix_tui.versions.registry import Registry
from tests.examples.random_choices import random_choice


def main(folder: Path, seed: int, count: int) -> None:
    rng = random.Random(seed)
    registry = Registry(folder, "small")
    rows = np.ones((1000, 16), np.float32)
    prior = ridge_prior(0.5, 1.0, 16, 0.5)
    model = FactorModel(3.5, rows[:, 0], rows[:, 1], rows, rows * 2, prior, 0.5, 5.0)
    choice = random_choice(n_items=1000)
    print("ready", flush=True)
    for _ in range(count):
        kept = registry.save(model, choice, solver="sgd", settings={}, metrics={}, fingerprint="f")
        info = kept.info
        print(info.version, flush=True)
        if rng.random() < 0.3:
            registry.remove(info.version)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
