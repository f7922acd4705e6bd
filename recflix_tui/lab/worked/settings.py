"""What the worked example can be told: declared once, for the form and for the flags."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.solvers.setting import setting, settings_of

_RATES = (0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5)
_EPOCHS = (10, 20, 50, 100, 150, 200, 300, 500)


@dataclass(frozen=True, kw_only=True)
class WorkedSettings:
    """The settings of the three stages; the defaults are the tutorial's."""

    rate: float = setting(
        0.01,
        help="how far one rating moves the factors: its error times this",
        label="learning rate",
        metavar="X",
        bounds=(0.0, 1.0),
        steps=_RATES,
        usual=True,
    )
    bias_rate: float = setting(
        0.005,
        help="how far one rating moves the biases (stages 2 and 3)",
        label="rate of biases",
        metavar="X",
        bounds=(0.0, 1.0),
        steps=_RATES,
        usual=True,
    )
    reg: float = setting(
        0.1,
        help="lambda: how strongly stage 3 pulls every number back towards zero",
        label="lambda",
        metavar="L",
        bounds=(0.0, 10.0),
        steps=(0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5),
        usual=True,
    )
    n_factors: int = setting(
        2,
        help="hidden factors: numbers of each person and of each film",
        label="factors",
        metavar="K",
        bounds=(1, 8),
        steps=range(1, 9),
        usual=True,
    )
    seed: int = setting(
        0,
        help="seed of the random start: the same seed, the same numbers",
        metavar="S",
        bounds=(0, 2**32 - 1),
        steps=range(100),
        usual=True,
    )
    plain_epochs: int = setting(
        50,
        help="times that stage 1 goes through all ratings",
        label="epochs, plain",
        bounds=(1, 1000),
        steps=_EPOCHS,
    )
    biased_epochs: int = setting(
        100,
        help="times that stage 2 does",
        label="epochs, biased",
        bounds=(1, 1000),
        steps=_EPOCHS,
    )
    regularized_epochs: int = setting(
        100,
        help="times that stage 3 does",
        label="epochs, regul.",
        bounds=(1, 1000),
        steps=_EPOCHS,
    )

    def check(self) -> None:
        """Raise SettingError where a setting is of another type, or out of bounds."""
        for name, known in settings_of(type(self)).items():
            known.check(getattr(self, name))
