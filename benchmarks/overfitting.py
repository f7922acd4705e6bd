"""For how many seeds the worked example shows over-fitting, and what lambda does about it.

python -m benchmarks.overfitting
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from recflix_tui.lab.worked.example import TUTORIAL
from recflix_tui.lab.worked.outcome import Outcome
from recflix_tui.lab.worked.overfitting import (
    HELD_OUT,
    OVERFITTING,
    turn_of,
    without_regularization,
)
from recflix_tui.lab.worked.run import STAGES, whole
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Stage

SEEDS = range(100, 200)
LAST = Stage.REGULARIZED


def main() -> None:
    example = TUTORIAL.holding_out(HELD_OUT[TUTORIAL.key])
    for name, settings in (("the tutorial's", WorkedSettings()), ("--overfitting", OVERFITTING)):
        seen: Counter[str] = Counter()
        ends: dict[str, list[tuple[float, float]]] = {}
        for seed in SEEDS:
            of_seed = replace(settings, seed=seed)
            found, without = whole(example, of_seed), without_regularization(example, of_seed)
            told = list(_seen(found, without))
            seen.update(told)
            seen["all of it"] += len(told) == 4
            for stage in STAGES:
                ends.setdefault(stage.word, []).append(_end(found, stage))
            ends.setdefault("lambda 0", []).append(_end(without, LAST))
        print(f"{name} settings, of {len(SEEDS)} seeds: {dict(seen)}")
        for stage_name, figures in ends.items():
            learnt, held = np.mean(figures, axis=0)
            print(f"  {stage_name:12} {learnt:.2f} a cell learnt from, {held:.2f} held out")


def _seen(found: Outcome, without: Outcome) -> Iterator[str]:
    """What a run shows of over-fitting."""
    for stage in (Stage.PLAIN, Stage.BIASED):
        turn = turn_of(found, stage)
        if turn is not None and turn.is_overfit:
            yield f"{stage} over-fits"
    held = _end(found, LAST)[1]
    if held < _end(found, Stage.BIASED)[1]:
        yield "lower than biased"
    if held < _end(without, LAST)[1]:
        yield "lower than with lambda 0"


def _end(found: Outcome, stage: Stage) -> tuple[float, float]:
    """The errors that a stage ended with, a cell learnt from and a cell held out, in stars."""
    return found.mean_errors[stage][-1], found.mean_held_errors[stage][-1]


if __name__ == "__main__":
    main()
