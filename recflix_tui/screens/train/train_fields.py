"""The settings on the Train screen: which a solver has, and what they mean to a training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.auto import choose
from recflix_tui.solvers.settings import SolverSettings, check_settings
from recflix_tui.widgets.forms.settings_form import Choice, Field, Setting, Value

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.library.library import Library

AUTO = "auto"
TUNED = "tuned for this dataset"
SOLVER = Choice("solver", "solver", (AUTO, *SOLVERS))
_SEED = Setting("seed", "seed", tuple(range(100)), whole=True)
_REG = Setting(
    "reg", "regularisation", (0, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10), whole=False
)
_EPOCHS = Setting("epochs", "epochs, at most", (10, 20, 30, 50, 75, 100, 150, 200, 300), whole=True)
_FACTORS = Setting("factors", "factors", (8, 16, 24, 32, 48, 64, 96, 128, 192, 256), whole=True)
_NUMBERS: dict[str, tuple[Setting, ...]] = {
    AUTO: (),
    "sgd": (
        _FACTORS,
        _EPOCHS,
        Setting(
            "learning_rate",
            "learning rate",
            (0.001, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1),
            whole=False,
        ),
        _REG,
    ),
    "als": (_FACTORS, _EPOCHS, _REG),
    "gibbs": (
        Setting("factors", "factors", (4, 6, 8, 10, 12, 16, 24, 32, 48, 64), whole=True),
        Setting("epochs", "sweeps", (40, 50, 60, 75, 90, 120, 150, 200, 300, 500), whole=True),
        Setting("draws", "draws kept", (8, 16, 32, 48, 64, 96, 128, 192, 256), whole=True),
    ),
}

Tuned = Mapping[tuple[str, str], SolverSettings]
"""A solver's defaults by its name and its side inputs in a word, where a tuning found them."""


def fields_of(solver: str) -> tuple[Field, ...]:
    """The fields of a solver; `auto` leaves all but the seed to the solver it takes."""
    words = side_words(solver)
    side = (Choice("side", "side inputs", words),) if words else ()
    return (SOLVER, *side, *_NUMBERS[solver], _SEED)


def side_words(solver: str) -> tuple[str, ...]:
    """What a solver can be told of its side inputs, as `--side` says it; () if it uses none."""
    if solver == AUTO or not SOLVERS[solver].sides:
        return ()
    each = SOLVERS[solver].sides
    words = dict.fromkeys(("none", *each, side_word(settings_for(solver)), "all"))
    return tuple(word for word in words if len(each) > 1 or word != "all")


def side_word(settings: SolverSettings) -> str:
    """The side inputs of settings in a word: `none`, `all`, `genres`, `genres,decade`."""
    if not settings.side:
        return "none"
    every = len(settings.sides) > 1 and set(settings.side) == set(settings.sides)
    return "all" if every else ",".join(settings.side)


def start_of(solver: str, word: str = "") -> SolverSettings:
    """A solver's own defaults, with the side inputs that a word says; "": its own too."""
    if not word:
        return settings_for(solver)
    every = {"none": (), "all": SOLVERS[solver].sides}
    side = every.get(word, tuple(word.split(",")))
    return settings_for(solver, side=side)


def own_side(solver: str) -> str:
    """The word for a solver's own side inputs."""
    return "" if solver == AUTO else side_word(settings_for(solver))


def defaults_of(solver: str, side: str, tuned: Tuned) -> dict[str, Any]:
    """What a training goes by where nothing is set: what was tuned, else the solver's own.

    The solver and the side inputs that nobody chose are `auto` and the solver's own.
    """
    chosen = {"solver": AUTO, "side": own_side(solver)}
    if solver == AUTO:
        return {**chosen, "seed": 0}
    settings = tuned.get((solver, side)) or start_of(solver, side)
    return {**chosen, **{field.name: getattr(settings, field.name) for field in _numbers(solver)}}


def _numbers(solver: str) -> tuple[Setting, ...]:
    return (*_NUMBERS[solver], _SEED)


def read_tuned(library: Library) -> dict[tuple[str, str], SolverSettings]:
    """What tunings found for the dataset in use."""
    return dict(_read_tuned(library))


def _read_tuned(library: Library) -> Iterator[tuple[tuple[str, str], SolverSettings]]:
    for solver in SOLVERS:
        for word in side_words(solver) or ("none",):
            start = start_of(solver, word if side_words(solver) else "")
            try:
                found = library.models.tuned(start)
            except ModelError:  # a training says what is wrong with the file
                return
            if found is not None:
                yield (solver, word), found.of(start)


def problem_of(values: Mapping[str, Value]) -> str | None:
    """What the solver would say against the values."""
    solver, side = str(values["solver"]), str(values.get("side", ""))
    numbers = {name: v for name, v in values.items() if name not in ("solver", "side")}
    try:
        if solver == AUTO:
            check_settings(SOLVERS["sgd"](**numbers))  # type: ignore[arg-type]
        else:
            settings_for(solver, side=start_of(solver, side).side, **numbers)
    except ModelError as error:
        return _as_labelled(str(error), fields_of(solver))
    return None


def _as_labelled(problem: str, fields: tuple[Field, ...]) -> str:
    """A line of the solver's with the name that a setting has on the screen."""
    for field in fields:
        name = field.name.replace("_", " ")
        if problem.startswith(f"{name} "):
            return field.called + problem.removeprefix(name)
    return problem


def choice_words(dataset: Dataset | None, tuned: Tuned) -> str:
    """What `auto` takes for a dataset, and why."""
    if dataset is None:
        return ""
    solver, why = choose(dataset.n_ratings, dataset.n_users, dataset.n_items)
    also = f"; {TUNED}" if (solver, own_side(solver)) in tuned else ""
    return f"takes {solver}: {why}{also}"
