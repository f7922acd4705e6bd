"""The three stages, stepped through: by the rating, the epoch or the stage, and back."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.lab.worked.example import Cell, Example
from recflix_tui.lab.worked.outcome import Outcome
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Desk, Nudge, Numbers, Stage, nudge_of

RUN_AWAY = 1e6
"""An error, in stars, beyond which the numbers run away: the run stops."""
STAGES = tuple(Stage)
"""The stages in their order."""


@dataclass(frozen=True, eq=False)
class _Start:
    """Where an epoch begins."""

    stage: Stage
    """The stage."""
    epoch: int
    """From 1 on."""
    numbers: Numbers
    """The numbers that it begins with."""
    last: Nudge | None
    """The nudge before it; None at the very start."""


class Run:
    """The worked example on its way. It never changes a `Numbers` that it handed out.

    Takes nothing but what it is given; the same example and settings give the same numbers,
    whichever steps they are reached by.
    """

    def __init__(self, example: Example, settings: WorkedSettings) -> None:
        """Raises SettingError for a setting out of bounds, LabError where nothing can be learnt."""
        settings.check()
        self.example = example
        """What is learnt from."""
        self.settings = settings
        """What it is learnt by."""
        self._mean = example.mean
        self._cells = example.known_cells
        self._held = example.held_cells
        self._stars: list[list[float]] = example.ratings.tolist()
        dice = np.random.RandomState(settings.seed)
        self._slates = (self._slate(dice), self._slate(dice))
        self._starts = [_Start(Stage.PLAIN, 1, self._slates[0], None)]
        self._at = 0  # cells of this epoch that are done
        self._error = 0.0  # theirs together
        self._last: Nudge | None = None
        self._numbers = self._slates[0]
        self._errors: dict[Stage, list[float]] = {stage: [] for stage in STAGES}
        self._held_errors: dict[Stage, list[float]] = {stage: [] for stage in STAGES}
        self._ended: dict[Stage, Numbers] = {}
        self._ran_away = False

    def _slate(self, dice: np.random.RandomState) -> Numbers:
        """Draw P, then Q, uniform in [0, 1): as `numpy.random.rand` after `numpy.random.seed`."""
        (n_users, n_items), k = self.example.ratings.shape, self.settings.n_factors
        P, Q = dice.rand(n_users, k), dice.rand(n_items, k)
        return Numbers(0.0, np.zeros(n_users), np.zeros(n_items), P, Q)

    def copy(self) -> Run:
        """Return a run that stands where this one does, and steps without it."""
        other = copy(self)
        other._starts = list(self._starts)
        other._errors = {stage: list(totals) for stage, totals in self._errors.items()}
        other._held_errors = {stage: list(totals) for stage, totals in self._held_errors.items()}
        other._ended = dict(self._ended)
        return other

    # --- where it is ------------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        """The stage under way; the last one once all is done."""
        return self._starts[-1].stage

    @property
    def epoch(self) -> int:
        """The epoch under way, from 1 on; the last one once all is done."""
        return self._starts[-1].epoch

    @property
    def n_epochs(self) -> int:
        """The epochs of the stage under way."""
        return self.stage.epochs(self.settings)

    @property
    def next_cell(self) -> Cell | None:
        """The cell whose rating comes next; None once all is done.

        Where the numbers ran away it is the cell at which they did.
        """
        return None if self._is_finished else self._cells[self._at]

    @property
    def last(self) -> Nudge | None:
        """The nudge that was given last; None at the very start."""
        return self._last

    @property
    def numbers(self) -> Numbers:
        """The numbers as they are now."""
        return self._numbers

    @property
    def epoch_error(self) -> float:
        """Total absolute error of the epoch under way, of its cells so far, in stars."""
        return self._error

    @property
    def diverged(self) -> tuple[Stage, int] | None:
        """The stage and epoch in which the numbers ran away, and the run stopped; else None."""
        return (self.stage, self.epoch) if self._ran_away else None

    @property
    def is_done(self) -> bool:
        """Whether there is no step forward: all is done, or the numbers ran away."""
        return self._is_finished or self._ran_away

    @property
    def _is_finished(self) -> bool:
        return Stage.REGULARIZED in self._ended

    # --- what came of it --------------------------------------------------------------------

    @property
    def so_far(self) -> Outcome:
        """What is known by now."""
        return Outcome(
            self.errors,
            self.held_errors,
            self.ended,
            len(self._cells),
            len(self._held),
            self.diverged,
        )

    @property
    def errors(self) -> dict[Stage, tuple[float, ...]]:
        """Total absolute error of each epoch that ended, as in `Outcome`."""
        return {stage: tuple(totals) for stage, totals in self._errors.items()}

    @property
    def held_errors(self) -> dict[Stage, tuple[float, ...]]:
        """Total absolute error over held-out cells after each epoch, as in `Outcome`."""
        return {stage: tuple(totals) for stage, totals in self._held_errors.items()}

    @property
    def ended(self) -> dict[Stage, Numbers]:
        """The numbers that each stage ended with; only stages that did."""
        return dict(self._ended)

    # --- forward ----------------------------------------------------------------------------

    def step_rating(self) -> None:
        """Take the next rating; nothing once all is done."""
        self._work(1)

    def step_epoch(self) -> None:
        """Take the rest of the epoch under way."""
        self._work(len(self._cells) - self._at)

    def step_stage(self) -> None:
        """Take the rest of the stage under way."""
        stage = self.stage
        while self.stage is stage and not self.is_done:
            self.step_epoch()

    def finish(self) -> None:
        """Take all the rest."""
        while not self.is_done:
            self.step_epoch()

    def _work(self, n_ratings: int) -> None:
        """Take so many ratings, of this epoch."""
        if self.is_done:
            return
        desk, rates = Desk(self._numbers), self.stage.rates(self.settings)
        for user, item in self._cells[self._at : self._at + n_ratings]:
            stars = self._stars[user][item]
            done = nudge_of(
                self._numbers.mean, desk.touched(user, item), rates, (user, item), stars
            )
            if not abs(done.error) < RUN_AWAY:
                self._ran_away = True
                break
            desk.put(done)
            self._last = done
            self._error += abs(done.error)
            self._at += 1
        self._numbers = desk.numbers
        if self._at == len(self._cells):
            self._end_epoch()

    def _end_epoch(self) -> None:
        self._errors[self.stage].append(self._error)
        if self._held:
            self._held_errors[self.stage].append(self._held_error())
        if self.epoch < self.n_epochs:
            self._begin(self.stage, self.epoch + 1, self._numbers)
            return
        self._ended[self.stage] = self._numbers
        if self.stage is Stage.PLAIN:
            self._begin(Stage.BIASED, 1, replace(self._numbers, mean=self._mean))
        elif self.stage is Stage.BIASED:
            self._begin(Stage.REGULARIZED, 1, replace(self._slates[1], mean=self._mean))

    def _held_error(self) -> float:
        predictions = self._numbers.predictions
        misses = (self._stars[user][item] - predictions[user, item] for user, item in self._held)
        return float(sum(map(abs, misses)))

    def _begin(self, stage: Stage, epoch: int, numbers: Numbers) -> None:
        self._starts.append(_Start(stage, epoch, numbers, self._last))
        self._numbers, self._at, self._error = numbers, 0, 0.0

    # --- back -------------------------------------------------------------------------------

    def back_rating(self) -> None:
        """Take the last rating back; nothing at the very start."""
        at = self._at
        if at == 0 or self._is_finished:
            if self._last is None:
                return
            self.back_epoch()
            at = len(self._cells)
        else:
            self._to_start()
        self._work(at - 1)

    def back_epoch(self) -> None:
        """Go back to where the epoch under way began; from there, to where the one before did."""
        if self._at == 0 and len(self._starts) > 1:
            self._starts.pop()
        self._to_start()

    def go_to(self, stage: Stage, epoch: int) -> None:
        """Go to where an epoch begins: forward, as far as it goes, or back.

        An epoch that the stage has not is the last that it has.
        """
        target = (STAGES.index(stage), min(epoch, stage.epochs(self.settings)))
        while self._place > target:
            self.back_epoch()
        while self._place < target and not self.is_done:
            self.step_epoch()
        if self._place == target and self._at:
            self._to_start()

    @property
    def _place(self) -> tuple[int, int]:
        return STAGES.index(self.stage), self.epoch

    def _to_start(self) -> None:
        """Go back to where the epoch on top began, and forget what came after."""
        start = self._starts[-1]
        for told in (self._errors, self._held_errors):
            del told[start.stage][start.epoch - 1 :]
        self._ended = {
            stage: numbers
            for stage, numbers in self._ended.items()
            if STAGES.index(stage) < STAGES.index(start.stage)
        }
        self._numbers, self._last = start.numbers, start.last
        self._at, self._error, self._ran_away = 0, 0.0, False


def whole(example: Example, settings: WorkedSettings) -> Outcome:
    """Run all three stages. Raises as `Run` does."""
    run = Run(example, settings)
    run.finish()
    return run.so_far
