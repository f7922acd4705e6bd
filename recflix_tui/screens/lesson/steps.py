"""The steps of a lesson: what each tells, and where it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recflix_tui.matrix.values import Picture
from recflix_tui.screens.lesson import lesson_words as words

if TYPE_CHECKING:
    from recflix_tui.screens.lesson.loading import Followed


@dataclass(frozen=True)
class OnTitle:
    """The page of a title."""

    item: int
    """The title."""


@dataclass(frozen=True)
class OnMatrix:
    """A cell of the row of who watches."""

    item: int
    """Its column."""
    picture: Picture
    """Which of the pictures."""


@dataclass(frozen=True)
class OnFactors:
    """A factor, and the title picked."""

    factor: int | None
    """From 0; None for whichever is chosen."""
    item: int
    """The title."""


@dataclass(frozen=True)
class OnHome:
    """A row."""

    key: str | None
    """What the row is known by; None for whichever has the focus."""
    item: int | None
    """The title on it that gets the focus; None for its first."""


Place = OnTitle | OnMatrix | OnFactors | OnHome


@dataclass(frozen=True)
class Step:
    """One idea."""

    about: str
    """What it is about, in a few words."""
    ways: Sequence[str]
    """What is told, the longest words first."""
    place: Place
    """Where it is seen."""


def steps_of(followed: Followed) -> tuple[Step, ...]:
    """The steps of a lesson on one rating, in their order."""
    lesson = followed.lesson
    item, title, row = lesson.item, lesson.title, lesson.row
    known, error = OnMatrix(item, Picture.KNOWN), OnMatrix(item, Picture.ERROR)
    factor = None if lesson.factor is None else lesson.factor.factor
    shown = None if row is None else next(iter(row.came), None)
    return (
        Step("your rating", words.rating_words(followed), OnTitle(item)),
        Step("its cell", words.cell_words(followed), known),
        Step("the error", words.error_words(followed), error),
        Step("the sum", words.sum_words(followed), error),
        Step("the nudge", words.nudge_words(followed), error),
        Step("your row", words.factor_words(followed), OnFactors(factor, item)),
        Step(
            "a prediction",
            words.prediction_words(followed),
            OnTitle(item if title is None else title.item),
        ),
        Step(
            "Home",
            words.row_words(followed),
            OnHome(None if row is None else row.key, shown),
        ),
    )
