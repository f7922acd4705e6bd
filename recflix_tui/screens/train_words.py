"""What the Train screen says: settings, how a training goes, versions."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual.content import Content

from recflix_tui.model.factors import ModelError
from recflix_tui.model.fitting import check_settings
from recflix_tui.model.sgd import Settings
from recflix_tui.widgets.plot import Curve
from recflix_tui.widgets.settings_form import Setting
from recflix_tui.widgets.stars import bar
from recflix_tui.widgets.version_list import VersionLook

if TYPE_CHECKING:
    from recflix_tui.model.registry import VersionInfo
    from recflix_tui.training import TrainingState

SETTINGS = (
    Setting("factors", "factors", (8, 16, 24, 32, 48, 64, 96, 128, 192, 256), whole=True),
    Setting("epochs", "epochs, at most", (10, 20, 30, 50, 75, 100, 150, 200, 300), whole=True),
    Setting(
        "learning_rate",
        "learning rate",
        (0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1),
        whole=False,
    ),
    Setting(
        "reg",
        "regularisation",
        (0, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10),
        whole=False,
    ),
    Setting("seed", "seed", tuple(range(100)), whole=True),
)
METER = 16  # cells


def default_values() -> dict[str, float]:
    """The solver's own settings."""
    plain = Settings()
    return {setting.name: getattr(plain, setting.name) for setting in SETTINGS}


def problem_of(values: Mapping[str, float]) -> str | None:
    """What the solver would say against the values."""
    try:
        check_settings(Settings(**values))  # type: ignore[arg-type]
    except ModelError as error:
        return _as_labelled(str(error))
    return None


def _as_labelled(problem: str) -> str:
    """A line of the solver's with the name that a setting has on the screen."""
    for setting in SETTINGS:
        name = setting.name.replace("_", " ")
        if problem.startswith(f"{name} "):
            return setting.called + problem.removeprefix(name)
    return problem


def duration(seconds: float) -> str:
    """`8 s`, `2 min 10 s`."""
    whole = max(round(seconds), 1)
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def curves_of(state: TrainingState | None) -> list[Curve]:
    """The curves of a training, the one that matters most last, as it is drawn on top."""
    epochs = state.epochs if state else ()
    held = [e.holdout_rmse for e in epochs if e.holdout_rmse is not None]
    return [
        Curve("training", [e.train_rmse for e in epochs], "plot--first"),
        Curve("holdout", held, "plot--second"),
    ]


def status_words(state: TrainingState | None) -> Content:
    """How the training goes, in one line."""
    if state is None:
        return Content.styled("ready: s starts a training in the background", "$muted")
    if state.status == "failed":
        return Content.styled(f"failed: {state.message}", "$less")
    if state.status == "cancelled":
        return Content.styled("cancelled: the model stays as it was", "$muted")
    if state.status == "done":
        return _done(state)
    filled, rest = bar(state.fraction, METER)
    left = "" if state.eta_seconds is None else f"{duration(state.eta_seconds)} left at most"
    return Content.assemble(
        (f"{_step(state)}   ", "$foreground"),
        (filled, "$accent"),
        (f"{rest}   ", "$track"),
        (left, "$muted"),
    )


def _step(state: TrainingState) -> str:
    if state.status == "saving":
        return "saving the model"
    if state.refit is not None:
        return f"on all ratings, epoch {state.refit.number} of {state.refit_epochs}"
    if state.refit_epochs:
        return "on all ratings"
    if state.epochs:
        return f"epoch {state.epochs[-1].number} of {state.epochs[-1].of}"
    return "reading the ratings" if state.status == "starting" else "epoch 1"


def _done(state: TrainingState) -> Content:
    best = state.best
    found = "" if best is None else f"best epoch {best.number}, holdout {best.holdout_rmse:.3f}   "
    return Content.assemble(
        (f"model {state.version} is ready   ", "$more"),
        (f"{found}{duration(state.seconds)}", "$muted"),
    )


def version_look(info: VersionInfo) -> VersionLook:
    """A version as the list shows it."""
    return VersionLook(
        version=info.version,
        active=info.active,
        holdout=info.metrics.get("holdout_rmse"),
        when=_date(info.created_at),
        settings=settings_words(info.settings),
        damage=info.damage,
    )


def settings_words(settings: Mapping[str, Any]) -> str:
    """`64 factors · rate 0.03 · reg 1 · seed 0`: of the settings there are."""
    wanted = (("factors", "{} factors"), ("learning_rate", "rate {:g}"), ("reg", "reg {:g}"))
    said = [words.format(settings[name]) for name, words in wanted if name in settings]
    if settings.get("seed"):
        said.append(f"seed {settings['seed']}")
    return " · ".join(said)


def _date(seconds: float) -> str:
    """The date and time of day here: `24 Nov 19:40`, with the year once it is another."""
    then, now = time.localtime(seconds), time.localtime()
    day = time.strftime("%d %b %H:%M" if then.tm_year == now.tm_year else "%d %b %Y", then)
    return day.lstrip("0")
