"""Session: what this sitting looked at, and when in the day and the week it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recflix_tui.recommend.crowd.this_hour import at_this_hour
from recflix_tui.recommend.weighing.answers import answered
from recflix_tui.recommend.weighing.fading import entries_of
from recflix_tui.recommend.weighing.gain import gained
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

OPENED = 1.0
HOUR = 0.5  # of what is said of this time: a guess, since where people live is not known


def session(context: SignalContext) -> Weights:
    """What was opened since the session began draws to what the same people pick: the last one
    most. Titles whose genres are picked more at this time of the day and week (`at_this_hour`)
    count a little more. Raises DatasetError."""
    said = _opened(context)
    hour = at_this_hour(context.dataset, context.activity, context.behaviour, context.now)
    if hour is None:
        return said
    note = f"by this hour alone: {said.nothing}" if said.nothing else ""
    return replace(said, titles=hour * np.float32(HOUR), nothing="", note=note)


def _opened(context: SignalContext) -> Weights:
    opened, began = context.behaviour.opened, context.behaviour.session_start
    if began is None:
        return Weights(nothing="no session is under way")
    these = opened.items[opened.at >= began]
    last_first = list(dict.fromkeys(these[::-1].tolist()))
    told = answered(context.activity)
    entered = [
        (item, OPENED / (1 + rank)) for rank, item in enumerate(last_first) if item not in told
    ]
    return entries_of(reversed(entered), "nothing was opened in this session")


SESSION = Signal(
    name="session",
    label="this session",
    about="what you opened since you sat down, and what is picked at this hour",
    formula=f"entry {OPENED:g} / (1 + r) for each title opened in this session, r of which were "
    f"opened after it; titles: {HOUR:g} × how much more its genres are picked at this quarter of "
    "the day, on weekdays or at weekends",
    default=0.2,
    guess=True,
    gain="the hour: " + gained("-.0004", "[-.0010 +.0002]") + "; of what you open no data tells",
    weigh=session,
)
