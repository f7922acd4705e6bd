"""Novelty: little known titles for who looks for them, well known ones for who does not."""

from __future__ import annotations

import numpy as np

from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Behaviour
from recflix_tui.recommend.crowd.lift import bounded
from recflix_tui.recommend.crowd.usual_picks import renown, usual_renown
from recflix_tui.recommend.weighing.gain import gained
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

LEARNED = 0.1  # of what is learned: what is set says more
SHRINK = 20.0  # picks at which half of what they tell is believed
NOTHING = "nothing has been picked yet to learn it from, and it is not set"


def novelty(context: SignalContext) -> Weights:
    """Return -p z of each title, held to -1 and 1.

    z: how well known it is (`renown`); p: the preference, -1 to 1, as it was set, else as it is
    learned (`learned_preference`). Raises DatasetError.
    """
    preference = context.novelty
    if preference is None:
        preference = learned_preference(context)
    if preference is None:
        return Weights(nothing=NOTHING)
    held = float(np.clip(preference, -1, 1))
    return Weights(titles=bounded(-held * renown(context.dataset)))


def learned_preference(context: SignalContext) -> float | None:
    """Return how much less known than usual is what a profile picked, -1 to 1: the mean z of as
    many first picks of usual people less its own, times .1 n / (n + 20), for n picks; None without
    any. A pick is what it rated, watched, put on My List, opened or chose from a search. Raises
    DatasetError."""
    picked = _picks(context.activity, context.behaviour)
    if not len(picked):
        return None
    usual, n = usual_renown(context.dataset), len(picked)
    own = float(renown(context.dataset)[picked].mean())
    less_known = float(usual[min(n, len(usual)) - 1]) - own
    return float(np.clip(LEARNED * less_known * n / (n + SHRINK), -1, 1))


def _picks(activity: ProfileActivity, behaviour: Behaviour) -> list[int]:
    """The titles, each once."""
    rated, marked = activity.ratings, (activity.watched, activity.my_list)
    seen = (behaviour.opened.items.tolist(), behaviour.chosen.items.tolist())
    return sorted({*rated, *(item for of in marked for item in of), *seen[0], *seen[1]})


NOVELTY = Signal(
    name="novelty",
    label="known or new",
    about="how well known what you choose is beside what others choose",
    formula=(
        "−p × z, within −1 and 1: z how well known a title is, in standard deviations; p what you "
        "set, −1 to 1, else .1 × (z of usual picks − z of yours) × n / (n + 20), n your picks"
    ),
    default=0.3,
    guess=True,
    gain=gained("-.0004", "[-.0009 +.0000]") + "; of what you set no data tells",
    weigh=novelty,
)
