"""Session: what this sitting looked at, and when in the day and the week it is."""

from __future__ import annotations

from recflix_tui.recommend.weighing.fading import entries_of
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

OPENED = 0.4


def session(context: SignalContext) -> Weights:
    """What was opened since the session began draws to what the same people pick: the last one
    most."""
    opened, began = context.behaviour.opened, context.behaviour.session_start
    if began is None:
        return Weights(nothing="no session is under way")
    these = opened.items[opened.at >= began]
    last_first = list(dict.fromkeys(these[::-1].tolist()))
    ratings = context.activity.ratings
    entered = [
        (item, OPENED / (1 + rank)) for rank, item in enumerate(last_first) if item not in ratings
    ]
    return entries_of(reversed(entered), "nothing was opened in this session")


SESSION = Signal(
    name="session",
    label="this session",
    about="what you opened since you sat down",
    formula=f"entry {OPENED:g} / (1 + r) for each title opened in this session, r counted from the "
    "last",
    default=1.0,
    guess=True,
    weigh=session,
)
