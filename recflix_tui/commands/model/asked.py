"""What an evaluation of the dataset in use is asked to measure: settings given, or a version's."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from recflix_tui.commands.model.measuring_events import MeasuringEvents
from recflix_tui.commands.model.training import choose_for
from recflix_tui.commands.shared.common import Args, say
from recflix_tui.commands.shared.solver_choice import Choice, given_of
from recflix_tui.errors import RecflixError
from recflix_tui.evaluation.results.events import MeasuringStarted
from recflix_tui.library.inside.evaluations import Keeper
from recflix_tui.library.library import Library
from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.auto import AUTO

if TYPE_CHECKING:
    from recflix_tui.commands.model.measuring import MeasuringLine
    from recflix_tui.evaluation.comparison import Row
    from recflix_tui.solvers.settings import SolverSettings

_BESIDE = ("seed", "threads")  # what may be given together with a version


@dataclass(frozen=True)
class Asked:
    """What is measured."""

    choice: Choice
    """The solver and its settings, and why it was taken."""
    seed: int
    """Of what is drawn to measure."""
    tuned_left_out: bool
    """Whether there are settings that a tuning kept, and they are not used."""
    keeper: Keeper | None = None
    """Where the evaluation is kept; None where it is not of a version."""
    began: float = field(default_factory=time.monotonic)
    """When it was asked, by the monotonic clock."""

    @property
    def settings(self) -> SolverSettings:
        """The solver's, with what the command line gives."""
        return self.choice.settings

    def started(self, split: dict[str, Any]) -> MeasuringStarted:
        """What is told first; split: what is held out."""
        version = None if self.keeper is None else self.keeper.info.version
        return MeasuringStarted(self.settings.solver, split, self.seed, version)

    def end(
        self,
        args: Args,
        line: MeasuringLine | MeasuringEvents,
        data: dict[str, Any],
        rows: Sequence[Row],
        text: str,
    ) -> None:
        """Keep what was measured where that is asked for, and tell it; text: for a person.

        What was measured is told where it cannot be kept, too. Raises ModelError then.
        """
        problem: RecflixError | None = None
        if self.keeper is not None:
            data = {**data, "model_version": self.keeper.info.version}
            try:
                self.keeper.keep(data, rows, time.monotonic() - self.began)
            except RecflixError as error:
                problem = error
        if isinstance(line, MeasuringEvents):
            line.ended(data)
        else:
            if not args.json:
                self.choice.tell()  # now that nothing can fail: an error is one line
            say(args, data, text)
        if problem is not None:
            raise problem


def asked_of(library: Library, args: Args) -> Asked:
    """What `args` ask to measure on the dataset in use. Raises ModelError."""
    if args.model_version is None:
        choice = choose_for(library, args)
        kept = library.models.tuned(choice.settings)
        return Asked(choice, choice.settings.seed, kept is not None)
    _check_alone(args)
    keeper = library.evaluations.keeper(args.model_version)
    settings = library.evaluations.settings_of(keeper.info)
    if args.threads is not None:
        settings = replace(settings, threads=args.threads)
    return Asked(Choice(settings), args.seed or 0, False, keeper)


def _check_alone(args: Args) -> None:
    """Raise ModelError for what a version has of its own."""
    given = [name for name in given_of(args) if name not in _BESIDE]
    given += [name for name in ("side", "time") if getattr(args, name) is not None]
    given += ["solver"] if args.solver != AUTO else []
    if given:
        flag = given[0].replace("_", "-")
        raise ModelError(
            f"model {args.model_version} has settings of its own; leave out --{flag}, or "
            "--model-version"
        )
