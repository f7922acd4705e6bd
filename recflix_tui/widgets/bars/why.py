"""What the line that says why is told of a title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recflix_tui.widgets.pictures.figures import missing, signed, two_digits

GAP = "   "
DOT = " · "


@dataclass(frozen=True)
class Why:
    """What moved the prediction of a title."""

    effects: Sequence[tuple[str, float, float]]
    """The strongest ones first, as (title, own rating, effect in stars)."""
    baseline: float
    """Stars that the model predicts for nobody in particular."""
    you: float
    """Stars with all effects, also beyond the scale."""
    count: int = 0
    """How many effects there are in all."""
    scale: float = 0.0
    """What it adds to `you`, in stars, that no rating is beyond the scale."""
    of: str = ""
    """The title that is predicted, where the screen does not show which; else nothing."""
    pick: Sequence[str] = ()
    """How likely it is picked, in words, the longest first; none where it may not be, or where that
    is not known."""
    because: Sequence[str] = ()
    """The titles of the profile that most brought the pick here, the most telling first."""
    otherwise: str = ""
    """What it comes from where no title brought it, in a few words."""


def end_words(why: Why) -> str:
    """`baseline 3.86 → you 4.21`, or `baseline 4.60  scale −0.33 → you 4.99`."""
    shown = why.you + why.scale
    scale = missing(why.you, shown, ())
    held = f"  scale {signed(scale)}" if scale else ""
    return f"baseline {two_digits(why.baseline)}{held} → you {two_digits(shown)}"


def end_ways(why: Why) -> tuple[str, str, str]:
    """`end_words`, the longest first: without `you`, then without `baseline`."""
    whole = end_words(why)
    without_you = whole.replace("you ", "")
    return whole, without_you, without_you.replace("baseline ", "")
