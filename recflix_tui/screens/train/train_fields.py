"""The settings on the Train screen: which a solver has, and what they mean to a training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.auto import AUTO, choose
from recflix_tui.solvers.setting import Setting, SettingError, settings_of
from recflix_tui.solvers.settings import SolverSettings, check_settings
from recflix_tui.widgets.forms.fields import (
    Field,
    FoldField,
    NumberField,
    Problem,
    SomeField,
    Value,
    WordField,
    YesNoField,
)

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.library.library import Library

TUNED = "tuned for this dataset"
SHARED = settings_of(SolverSettings)
"""The settings that every solver has, by name."""
SOLVERS_TOLD = {
    "sgd": "small steps, rating by rating: the quickest on much data",
    "als": "users and titles in turn by least squares: few sweeps",
    "gibbs": "the mean of many models drawn: the most accurate",
}
"""A line on each solver."""
Tuned = Mapping[tuple[str, str], SolverSettings]
"""A solver's defaults by its name and its side inputs in a word, where a tuning found them."""


def fields_of(solver: str, side: str) -> tuple[Field, ...]:
    """The fields of a solver with these side inputs: the usual ones, and folded the others.

    `auto` leaves all but the seed to the solver it takes.
    """
    if solver == AUTO:
        return _solver_field(solver), _field(SHARED["seed"])
    words, used = side_words(solver), start_of(solver, side).side
    numbers = [known for known in SOLVERS[solver].declared() if known.name != "side"]
    having = [known for known in numbers if not known.needs or known.needs in used]
    return (
        _solver_field(solver),
        *([_side_field(solver, words)] if words else ()),
        *(_field(known) for known in having if known.usual),
        FoldField(),
        *(_field(known) for known in having if not known.usual),
    )


def _solver_field(solver: str) -> WordField:
    return WordField("solver", "solver", (AUTO, *SOLVERS), SOLVERS_TOLD.get(solver, ""))


def _side_field(solver: str, words: Sequence[str]) -> WordField:
    """Which side inputs are used: each can be, or not, where there are several."""
    label, each = SHARED["side"].label, SOLVERS[solver].sides
    if len(each) > 1:
        return SomeField("side", label, words, names=each)
    return WordField("side", label, words, "who rated a title at all, whatever the stars")


def _field(known: Setting) -> Field:
    """The field of a setting, which says what it is."""
    if known.kind is bool:
        return YesNoField(known.name, known.label, known.help)
    is_whole, is_signed = known.kind is int, known.bounds[0] < 0
    return NumberField(known.name, known.label, known.steps, is_whole, is_signed, help=known.help)


def side_words(solver: str) -> tuple[str, ...]:
    """What a solver can be told of its side inputs, as `--side` says it; () if it uses none."""
    if solver == AUTO or not SOLVERS[solver].sides:
        return ()
    each = SOLVERS[solver].sides
    words = dict.fromkeys(("none", *each, settings_for(solver).side_word, "all"))
    return tuple(word for word in words if len(each) > 1 or word != "all")


def start_of(solver: str, word: str = "") -> SolverSettings:
    """A solver's own defaults, with the side inputs that a word says; "": its own too."""
    if not word:
        return settings_for(solver)
    every = {"none": (), "all": SOLVERS[solver].sides}
    side = every.get(word, tuple(word.split(",")))
    return settings_for(solver, side=side)


def own_side(solver: str) -> str:
    """The word for a solver's own side inputs."""
    return "" if solver == AUTO else settings_for(solver).side_word


def defaults_of(solver: str, side: str, tuned: Tuned) -> dict[str, Any]:
    """What a training goes by where nothing is set: what was tuned, else the solver's own.

    The solver and the side inputs that nobody chose are `auto` and the solver's own.
    """
    chosen = {"solver": AUTO, "side": own_side(solver)}
    if solver == AUTO:
        return {**chosen, "seed": SHARED["seed"].default}
    settings = tuned.get((solver, side)) or start_of(solver, side)
    return {**settings.plain(), **chosen}


def read_tuned(library: Library) -> dict[tuple[str, str], SolverSettings]:
    """What tunings found for the dataset in use."""
    return dict(_read_tuned(library))


def _read_tuned(library: Library) -> Iterator[tuple[tuple[str, str], SolverSettings]]:
    for solver in SOLVERS:
        for side in _every_side(solver):
            start = settings_for(solver, side=side)
            try:
                found = library.models.tuned(start)
            except ModelError:  # a training says what is wrong with the file
                return
            if found is not None:
                yield (solver, start.side_word), found.of(start)


def _every_side(solver: str) -> Iterator[tuple[str, ...]]:
    """All that a solver's side inputs can be."""
    each = SOLVERS[solver].sides
    return chain.from_iterable(combinations(each, n) for n in range(len(each) + 1))


def problem_of(values: Mapping[str, Value]) -> Problem | None:
    """What the solver would say against the values, by the names that are on the screen."""
    solver, side = str(values["solver"]), str(values.get("side", ""))
    numbers = {name: v for name, v in values.items() if name not in ("solver", "side")}
    try:
        if solver == AUTO:
            check_settings(SOLVERS["sgd"](**numbers))  # type: ignore[arg-type]
        else:
            settings_for(solver, side=start_of(solver, side).side, **numbers)
    except SettingError as error:
        called = {field.name: field.called for field in fields_of(solver, side)}
        return Problem(f"{called[error.name]} {error.wrong}", error.name)
    except ModelError as error:
        return Problem(str(error))
    return None


def choice_words(dataset: Dataset | None, tuned: Tuned) -> str:
    """What `auto` takes for a dataset, and why."""
    if dataset is None:
        return ""
    solver, why = choose(dataset.n_ratings, dataset.n_users, dataset.n_items)
    also = f"; {TUNED}" if (solver, own_side(solver)) in tuned else ""
    return f"takes {solver}: {why}{also}"
