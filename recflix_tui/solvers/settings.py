"""What every solver can be told, and the check of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from recflix_tui.model.ratings import SIDE_INPUTS, check_side_inputs
from recflix_tui.solvers.setting import Setting, SettingError, setting, settings_of

_REG_STEPS = (0, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10)


@dataclass(frozen=True, kw_only=True)
class SolverSettings:
    """What each solver can be told; the solvers add their own and set the defaults."""

    factors: int = setting(
        help="hidden factors: numbers of each title and each taste",
        metavar="K",
        bounds=(1, 512),
        steps=(8, 16, 24, 32, 48, 64, 96, 128, 192, 256),
        usual=True,
        words="{} factors",
    )
    epochs: int = setting(
        help="passes over the ratings at most (epochs, sweeps)",
        label="epochs, at most",
        bounds=(1, 10_000),
        steps=(10, 20, 30, 50, 75, 100, 150, 200, 300),
        usual=True,
        words="{} epochs",
    )
    side: tuple[str, ...] = setting(
        (),
        help=f"side inputs: none, all, or some of {', '.join(SIDE_INPUTS)}",
        label="side inputs",
        metavar="LIST",
        usual=True,
    )
    holdout: float = setting(
        0.05,
        help="share kept aside to find the best number of epochs; 0: run them all",
        metavar="S",
        bounds=(0.0, 0.5),
        steps=(0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3),
    )
    patience: int = setting(
        10,
        help="epochs without gain before it stops; gibbs runs them all",
        bounds=(1, 10_000),
        steps=(1, 2, 3, 5, 7, 10, 15, 20, 30, 50),
    )
    refit: bool = setting(
        True, help="then train again on all ratings, for the best number of epochs"
    )
    seed: int = setting(
        0,
        help="seed of all that is random: the same seed, the same model",
        metavar="S",
        bounds=(0, 2**63 - 1),
        steps=range(100),
        usual=True,
    )
    threads: int = setting(
        0,
        help="threads; 0: one a core",
        bounds=(0, 1024),
        steps=(0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32),
    )

    solver: ClassVar[str]
    """The solver's name."""
    sides: ClassVar[tuple[str, ...]] = ()
    """The side inputs that the solver can use."""
    take_off: ClassVar[int] = 0
    """Epochs that patience does not count."""
    stops_early: ClassVar[bool] = True
    """False: every epoch makes the model better, so all are run."""

    @classmethod
    def declared(cls) -> Sequence[Setting]:
        """Return what is known of each setting: first those that the solver declares itself."""
        return tuple(settings_of(cls).values())

    def search_space(self) -> dict[str, Sequence[float]]:
        """Return the values that a tuning tries of each setting, with these side inputs."""
        return {
            known.name: known.tried
            for known in self.declared()
            if known.tried and (not known.needs or known.needs in self.side)
        }

    def waits(self, n_ratings: int) -> tuple[int, int]:
        """Return the epochs that patience does not count, and patience, on so many ratings."""
        return self.take_off, self.patience

    def plain(self) -> dict[str, Any]:
        """Return the settings as JSON can say them, by name: every solver's, then its own."""
        names = dict.fromkeys([*settings_of(SolverSettings), *settings_of(type(self))])
        return {name: getattr(self, name) for name in names} | {"side": list(self.side)}

    @property
    def side_word(self) -> str:
        """The side inputs in a word: `none`, `all`, `genres`, `genres,decade`."""
        if not self.side:
            return "none"
        is_all = len(self.sides) > 1 and set(self.side) == set(self.sides)
        return "all" if is_all else ",".join(self.side)

    @property
    def n_threads(self) -> int:
        """The threads that a run may use."""
        return self.threads or available_cores()


@dataclass(frozen=True, kw_only=True)
class RidgeSettings(SolverSettings):
    """What solvers that hold biases and factors small by a ridge can be told of it."""

    reg: float = setting(
        help="regularisation: higher keeps factors nearer zero",
        label="regularisation",
        metavar="L",
        bounds=(0.0, 1000.0),
        steps=_REG_STEPS,
        usual=True,
        words="reg {:g}",
    )
    reg_bias: float = setting(
        help="regularisation of the biases: higher keeps them nearer zero",
        label="reg. of biases",
        metavar="L",
        bounds=(0.0, 1000.0),
        steps=_REG_STEPS,
    )
    spread: float = setting(
        help="norm of a row's first, random factors",
        metavar="X",
        bounds=(1e-6, 10.0),
        steps=(0.01, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1),
    )


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_settings(settings: SolverSettings) -> None:
    """Raise ModelError where a setting is of another type than it should, or out of bounds."""
    shared = settings_of(SolverSettings)
    for known in settings.declared():
        try:
            known.check(getattr(settings, known.name))
        except SettingError as error:
            own = known.name in shared and shared[known.name].bounds != known.bounds
            raise SettingError(error.name, error.wrong, settings.solver if own else "") from None
    check_side_inputs(settings.side)
