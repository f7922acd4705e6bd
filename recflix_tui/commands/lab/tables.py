"""Numbers of the worked example set in columns, at most 80 wide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from recflix_tui.kernels.arrays import Doubles
from recflix_tui.lab.worked.example import Example
from recflix_tui.lab.worked.outcome import Outcome
from recflix_tui.lab.worked.run import STAGES
from recflix_tui.lab.worked.sgd import Numbers

BAR = 12  # characters of the longest bar
EMPTY = "·"


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def ratings_table(example: Example) -> list[str]:
    """Return the ratings under the films' titles; those held out stand in brackets."""

    def cell(user: int, item: int) -> str:
        stars = stars_word(example, user, item)
        return f"({stars})" if example.held[user, item] else stars

    return _by_cell(example, cell)


def predictions_table(example: Example, predictions: Doubles) -> list[str]:
    """Return the predictions under the films' titles, each after the rating that it is to meet."""

    def cell(user: int, item: int) -> str:
        stars = stars_word(example, user, item)
        told = f"({stars})" if example.held[user, item] else f" {stars} "
        return f"{told} {predictions[user, item]:5.2f}"

    return _by_cell(example, cell)


def stars_word(example: Example, user: int, item: int) -> str:
    """Return the rating of a cell, or the mark of an empty one."""
    return f"{example.ratings[user, item]:g}" if example.rated[user, item] else EMPTY


def factors_table(letter: str, names: Iterable[str], factors: Doubles) -> list[str]:
    """Return factors under their numbers; letter: P or Q."""
    head = [letter, *(str(number + 1) for number in range(factors.shape[1]))]
    rows = zip(names, factors.tolist(), strict=True)
    return columns([head, *([name, *map(hundredths, row)] for name, row in rows)])


def bias_table(example: Example, numbers: Numbers) -> list[str]:
    """Return each bias, and how far the plain average of what was learnt is off the mean."""
    stars = np.where(example.known, example.ratings, np.nan)
    rows = [["", "bias", "average - mean"]]
    for names, bias, known_stars in (
        (example.people, numbers.user_bias, stars),
        (example.films, numbers.movie_bias, stars.T),
    ):
        for name, value, own in zip(names, bias, known_stars, strict=True):
            known = own[~np.isnan(own)]
            off = hundredths(known.mean() - numbers.mean, "+") if len(known) else EMPTY
            rows.append([name, hundredths(value, "+"), off])
    return columns(rows)


def held_table(outcome: Outcome, epochs: Iterable[int]) -> list[str]:
    """Return mean errors a cell after these epochs, learnt from and held out, of each stage."""
    rows = [
        ["epoch", *(word for stage in STAGES for word in (stage.word, "held out"))],
    ]
    for epoch in epochs:
        row = [f"{epoch:>5}"]
        for stage in STAGES:
            for curve in (outcome.mean_errors[stage], outcome.mean_held_errors[stage]):
                row.append(f"{curve[epoch - 1]:.2f}" if epoch <= len(curve) else "")
        rows.append(row)
    return columns(rows)


def hundredths(value: float, sign: str = "") -> str:
    """Return a number with two decimals, 0 without a minus; sign: "+" to have one before it."""
    return f"{round(value, 2) + 0.0:{sign}.2f}"


def bar(value: float, most: float) -> str:
    """Return a bar as long as its share of the longest."""
    return ("█" * round(BAR * value / most) if most > 0 else "").ljust(BAR)


def _by_cell(example: Example, cell_text: Callable[[int, int], str]) -> list[str]:
    rows = [
        [name, *(cell_text(user, item) for item in range(len(example.films)))]
        for user, name in enumerate(example.people)
    ]
    return columns([["", *example.films], *rows])
