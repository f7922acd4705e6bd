"""What the command line says of the solver, as settings: which one, why, and how it is set."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from recflix_tui.commands.shared.common import Args
from recflix_tui.model.ratings import ModelError, check_side_inputs
from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.auto import AUTO
from recflix_tui.solvers.auto import choose as pick
from recflix_tui.solvers.setting import spoken
from recflix_tui.solvers.settings_table import every_setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recflix_tui.solvers.settings import SolverSettings
    from recflix_tui.tuning.tuned import TunedDefaults


@dataclass(frozen=True)
class Choice:
    """The solver that a training goes by."""

    settings: SolverSettings
    """The solver's, with what the command line gives."""
    why: str = ""
    """What it was taken for, "" where it was asked for."""

    def tell(self) -> None:
        """Say on stderr which solver was picked and why."""
        if self.why:
            print(f"recflix: solver {self.settings.solver}: {self.why}", file=sys.stderr)


def given_of(args: Args) -> dict[str, Any]:
    """Return the settings that the command line gives, but for the side inputs."""
    names = (name for name in every_setting() if name != "side")
    return {name: value for name in names if (value := getattr(args, name)) is not None}


def choose(args: Args, n_ratings: int, n_users: int, n_items: int) -> Choice:
    """Return the solver asked for, or (`auto`) the one for data of this size, and its settings.

    `auto` keeps to the solvers that have all that is set. Raises ModelError.
    """
    given = given_of(args)
    check_side(args.side)
    if args.solver == AUTO:
        return _pick(args.side, given, (n_ratings, n_users, n_items), args.time)
    if args.time is not None:
        raise ModelError(f"the time allowed is for --solver {AUTO}; leave it out")
    return Choice(_settled(args.solver, args.side, given))


def choose_to_tune(args: Args, n_ratings: int, n_users: int, n_items: int) -> Choice:
    """Return the solver to tune, and its own defaults with the side inputs asked for."""
    check_side(args.side)
    if args.solver == AUTO:
        return _pick(args.side, {}, (n_ratings, n_users, n_items), None)
    return Choice(_settled(args.solver, args.side, {}))


def _pick(
    side: tuple[str, ...] | None,
    given: dict[str, Any],
    sizes: tuple[int, int, int],
    seconds: float | None,
) -> Choice:
    """What `auto` takes; sizes: the numbers of ratings, users and items."""
    solver, why = pick(*sizes, seconds)
    missing = _lacking(SOLVERS[solver], side, given)
    if missing:
        all_missing = {n: _lacking(kind, side, given) for n, kind in SOLVERS.items()}
        able = [name for name, lack in all_missing.items() if not lack]
        if not able:
            each = ", ".join(f"{name} has no {lack}" for name, lack in all_missing.items())
            raise ModelError(f"no solver has all that is set: {each}")
        solver, why = able[0], f"{solver} has no {missing}"
    return Choice(_settled(solver, side, given), why)


def with_tuned(choice: Choice, tuned: TunedDefaults | None, given: Iterable[str] = ()) -> Choice:
    """Return the choice with what a tuning found, where that is not `given`."""
    if tuned is None:
        return choice
    settings = tuned.of(choice.settings, given)
    if settings == choice.settings:
        return choice
    return Choice(settings, "; ".join(filter(None, (choice.why, "tuned for this dataset"))))


def _settled(solver: str, side: tuple[str, ...] | None, given: dict[str, Any]) -> SolverSettings:
    """The solver's settings. Raises ModelError for what it lacks."""
    if side is None:
        return settings_for(solver, **given)
    sides = SOLVERS[solver].sides
    if "all" in side and not sides:
        raise ModelError(f"{solver} has no side inputs; leave --side out, or take another solver")
    if "all" in side:
        return settings_for(solver, side=sides, **given)
    foreign = [name for name in side if name not in sides]
    if foreign:
        takes = f"it takes {', '.join(sides)}" if sides else "it takes none"
        raise ModelError(f"{solver} has no side input {foreign[0]}; {takes}")
    return settings_for(solver, side=side, **given)


def _lacking(
    kind: type[SolverSettings], side: tuple[str, ...] | None, given: dict[str, Any]
) -> str:
    """The first setting or side input asked for that the solver lacks, "" where it has all."""
    foreign = [f"setting {name}" for name in given if name not in kind.__dataclass_fields__]
    if side is not None and "all" in side and not kind.sides:
        foreign.append("side inputs")
    elif side is not None and "all" not in side:
        foreign += [f"side input {name}" for name in side if name not in kind.sides]
    return spoken(foreign[0]) if foreign else ""


def check_side(side: tuple[str, ...] | None) -> None:
    """Raise ModelError for a side input that no solver knows."""
    if side and "none" in side:
        raise ModelError("the side input none stands alone; give it alone, or leave it out")
    check_side_inputs(name for name in side or () if name != "all")
