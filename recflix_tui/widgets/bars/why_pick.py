"""The line that says why one is offered a title: first what speaks for it, then what
speaks against it.

What it says is bare at first, and grows by what matters most as far as there is room (`STEPS`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from rich.cells import cell_len

from recflix_tui.text import counted
from recflix_tui.widgets.bars.why import DOT, GAP, Why, end_ways
from recflix_tui.widgets.cells import share_cells, shorten_title
from recflix_tui.widgets.pictures.figures import hundredths, missing, signed

Tone = Literal["grey", "title", "more", "less"]
Pieces = list[tuple[str, Tone]]

BECAUSE = "because of "
AGAINST = "against: "
AND = " and "
WORTH_SAYING = 5  # hundredths of a star that a rating takes away, from which it speaks against
OTHER_NAME = 20  # cells at most of a title that moves the stars
LEAST_NAME = 12  # cells of a title that brought the pick, where nothing else is said


@dataclass(frozen=True)
class Amount:
    """How much is said."""

    names: int = 1
    """Titles that brought the pick."""
    least: int = LEAST_NAME
    """Cells that each of these has at least, unless it is shorter."""
    pick: int | None = None
    """Which of the words on how likely it is picked, counted from the shortest; None for none."""
    against: int = 0
    """Ratings that took stars away, and are named."""
    raised: int = 0
    """Ratings that added stars, and are named."""
    sums: bool = False
    """Whether all figures are there that lead from the baseline to the stars expected."""
    end: int = 0
    """Which of the words after these figures, counted from the shortest."""


STEPS: tuple[dict[str, int | bool], ...] = (
    {"against": 1},
    {"names": 2, "least": 14},
    {"pick": 0},
    {"least": 20},
    {"sums": True},
    {"pick": 1},
    {"end": 1},
    {"sums": True, "raised": 1},
    {"least": 30},
    {"end": 2},
    {"sums": True, "raised": 2},
    {"against": 2},
    {"least": 60},
    {"pick": 3},
    {"sums": True, "raised": 3},
    {"pick": 4},
    {"pick": 5},
)
"""What is said besides, in this order, wherever it has room: a step that has none is left out."""


def pick_pieces(why: Why, width: int) -> Pieces:
    """What is said in `width` cells of a title that is offered, by its tone: `because of Alien and
    Brazil · picked: 1 in 6   12 ratings +0.41 · against: Heat 2 −0.09   baseline 3.86 → you 4.18`.

    Where the figures of all ratings are there, they add up as they are shown.
    """
    amount, room = Amount(), width - _fixed(why, Amount())
    for step in STEPS:
        more = replace(amount, **step)  # type: ignore[arg-type]
        if _can_be_said(why, more) and _least(why, more) <= width - _fixed(why, more):
            amount, room = more, width - _fixed(why, more)
    rooms = share_cells([cell_len(name) for name in why.because[: amount.names]], max(room, 0))
    return _pieces(why, amount, rooms)


def _can_be_said(why: Why, amount: Amount) -> bool:
    named = len(_named(why, amount))
    whole = named < why.count or not _rest(why, amount)
    return (
        amount.names <= max(len(why.because), 1)
        and (amount.pick is None or amount.pick < len(why.pick))
        and amount.against <= len(_against(why))
        and amount.raised <= len(_raised(why))
        and amount.end < len(end_ways(why))
        and (whole or not amount.sums)
    )


def _fixed(why: Why, amount: Amount) -> int:
    """The cells of all but the titles that brought the pick."""
    pieces = _pieces(why, amount, [0] * amount.names)
    return sum(cell_len(text) for text, _ in pieces)


def _least(why: Why, amount: Amount) -> int:
    """The cells that these titles need."""
    return sum(min(cell_len(name), amount.least) for name in why.because[: amount.names])


def _pieces(why: Why, amount: Amount, rooms: list[int]) -> Pieces:
    pieces = _lead(why, rooms)
    if amount.pick is not None:
        pieces.append((DOT + why.pick[-1 - amount.pick], "grey"))
    if amount.sums:
        pieces += _before_what_is_against(why, amount)
    for nth, (title, stars, effect) in enumerate(_against(why)[: amount.against]):
        pieces.append((GAP if nth else DOT + AGAINST, "grey"))
        pieces += _effect(title, stars, effect)
    if amount.sums:
        pieces.append((GAP + end_ways(why)[-1 - amount.end], "grey"))
    return pieces


def _lead(why: Why, rooms: list[int]) -> Pieces:
    """`because of Alien and Brazil`, each in its room."""
    if not why.because:
        return [(why.otherwise, "title")]
    pieces: Pieces = []
    for title, room in zip(why.because, rooms, strict=False):
        pieces.append((AND if pieces else BECAUSE, "grey"))
        pieces.append((shorten_title(title, room), "title"))
    return pieces


def _before_what_is_against(why: Why, amount: Amount) -> Pieces:
    """The ratings that added most, and all others that are not named as one."""
    pieces: Pieces = []
    for title, stars, effect in _raised(why)[: amount.raised]:
        pieces += [(GAP, "grey"), *_effect(title, stars, effect)]
    n_others = why.count - len(_named(why, amount))
    if n_others:
        others = f"{n_others} more" if pieces else counted(n_others, "rating")
        pieces += [(GAP, "grey"), (f"{others} ", "title"), _signed(_rest(why, amount))]
    return pieces


def _effect(title: str, stars: float, effect: float) -> Pieces:
    return [
        (f"{shorten_title(title, OTHER_NAME)} {stars:g} ", "title"),
        _signed(hundredths(effect)),
    ]


def _signed(whole: int) -> tuple[str, Tone]:
    return signed(whole), "more" if whole > 0 else "less"


def _named(why: Why, amount: Amount) -> list[tuple[str, float, float]]:
    return [*_raised(why)[: amount.raised], *_against(why)[: amount.against]]


def _rest(why: Why, amount: Amount) -> int:
    """What the ratings that are not named do, in hundredths of a star."""
    return missing(why.baseline, why.you, (effect for *_, effect in _named(why, amount)))


def _raised(why: Why) -> list[tuple[str, float, float]]:
    return [each for each in why.effects if hundredths(each[2]) > 0]


def _against(why: Why) -> list[tuple[str, float, float]]:
    return [each for each in why.effects if hundredths(each[2]) <= -WORTH_SAYING]
