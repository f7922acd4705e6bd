"""How long work shows its progress: lines of JSON, a bar drawn over, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from recflix_tui.commands.shared.common import Args, draw_over
from recflix_tui.model.ratings import ModelError

if TYPE_CHECKING:
    from recflix_tui.child.events import Event

Draw = Callable[["Event"], None]
T = TypeVar("T")
BAR_WIDTH = 16


def drawer(args: Args, draw_bar: Draw) -> Draw:
    """How progress is shown where `args` ask for it; a bar needs a terminal to be drawn over."""
    if args.progress == "jsonl":
        return _draw_line
    bar = args.progress == "bar" and not args.json and sys.stderr.isatty()
    return draw_bar if bar else draw_nothing


def draw_nothing(event: Event) -> None:
    pass


def _draw_line(event: Event) -> None:
    print(event.to_json(), flush=True)


def bar(number: int, of: int) -> str:
    filled = BAR_WIDTH * number // of
    return "━" * filled + "╌" * (BAR_WIDTH - filled)


def epoch_line(
    phase: str, number: int, of: int, train_rmse: float, holdout_rmse: float | None, left: float
) -> str:
    """An epoch of a training as a bar, what it came to, and the seconds that are left."""
    text = f"{phase} {bar(number, of)} {number:3d}/{of}  train {train_rmse:.4f}"
    if holdout_rmse is not None:
        text += f"  holdout {holdout_rmse:.4f}"
    return f"{text}  {left:.0f} s left"


def follow(events: Iterable[Event], draw: Draw, wanted: type[T], without: str) -> T:
    """Draw each event up to the one of the kind wanted, and return that one.

    Raises ModelError for what `Failed` tells, and saying `without` where none came. The line
    under way is cleared when the person interrupts.
    """
    from recflix_tui.child.events import Failed

    try:
        for event in events:
            draw(event)
            if isinstance(event, wanted):
                return event
            if isinstance(event, Failed):
                raise ModelError(event.message)
    except KeyboardInterrupt:
        if draw not in (draw_nothing, _draw_line):
            draw_over("")
        raise
    raise ModelError(without)
