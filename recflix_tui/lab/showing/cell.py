"""One cell of the worked example: its rating, its prediction, and what its nudge does."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.kernels.arrays import Doubles
from recflix_tui.lab.worked.example import Cell, Example
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.sgd import Desk, Nudge, Touched, nudge, predicted

NEAR = 0.25
"""Stars that a prediction may be off and still counts as right."""


@dataclass(frozen=True, eq=False)
class CellFacts:
    """What there is to be said of a cell."""

    person: str
    """Who rates."""
    film: str
    """What is rated."""
    stars: float | None
    """The rating; None where the cell is empty."""
    is_held: bool
    """Whether the rating is kept from the training."""
    mean: float
    """What the prediction starts from, in stars: 0 in the plain stage."""
    touched: Touched
    """The numbers that make the prediction."""
    predicted: float
    """The prediction, in stars."""
    nudge: Nudge | None
    """What its rating does to the numbers: did, if it had its turn just now, else would do; None
    where nothing is learnt from the cell."""
    is_done: bool
    """Whether the cell had its turn just now."""

    @property
    def error(self) -> float:
        """The rating less the prediction, in stars; 0 where there is no rating."""
        return 0.0 if self.stars is None else self.stars - self.predicted


def facts_of(run: Run, cell: Cell) -> CellFacts:
    """What there is to be said of a cell: of its nudge, if it had its turn just now."""
    example, (user, item) = run.example, cell
    stars = float(example.ratings[cell]) if example.rated[cell] else None
    last, done = last_of_stage(run), None
    if last is not None and (last.user, last.item) == cell and example.known[cell]:
        done = last
    touched = Desk(run.numbers).touched(user, item)
    given = done
    if done is None and stars is not None and example.known[cell]:
        given = nudge(run.numbers, run.stage, run.settings, user, item, stars)
    return CellFacts(
        example.people[user],
        example.films[item],
        stars,
        bool(example.held[cell]),
        run.numbers.mean if given is None else given.mean,
        touched if given is None else given.before,
        predicted(run.numbers.mean, touched) if given is None else given.predicted,
        given,
        done is not None,
    )


def last_of_stage(run: Run) -> Nudge | None:
    """The nudge given last, in the stage under way; None where that only begins."""
    begins = run.epoch == 1 and not ratings_done(run) and not run.is_done
    return None if begins else run.last


def cell_at_hand(run: Run) -> Cell:
    """The cell that had its turn last in the stage under way, else the first that will."""
    last = last_of_stage(run)
    if last is not None:
        return last.user, last.item
    return run.next_cell or (0, 0)


def ratings_done(run: Run) -> int:
    """How many ratings had their turn in the epoch under way."""
    upcoming = run.next_cell
    return 0 if upcoming is None else run.example.known_cells.index(upcoming)


def errors_of_guesses(example: Example, guesses: Doubles) -> Doubles:
    """Rating less guess of each cell, in stars, (m, n) float64; NaN where none is rated."""
    return example.ratings - guesses


def leaning(error: float) -> str:
    """Whether a prediction must become `more` or `less`; `quiet` where it is near, or nothing is
    known of it."""
    if not abs(error) > NEAR:
        return "quiet"
    return "more" if error > 0 else "less"


def direction(before: float, after: float) -> str:
    """Whether a number became `more` or `less`; `quiet` where it stayed."""
    return "more" if after > before else "less" if after < before else "quiet"
