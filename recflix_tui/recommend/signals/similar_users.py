"""Similar users: what those picked and liked who picked like this profile."""

from __future__ import annotations

from recflix_tui.recommend.crowd.lift import bounded
from recflix_tui.recommend.crowd.liked import liked_of
from recflix_tui.recommend.crowd.neighbours import liked_by, nearest_users
from recflix_tui.recommend.weighing.gain import gained
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

NOTHING = "nothing that this profile rated, watched or put on My List has been rated by others"


def similar_users(context: SignalContext) -> Weights:
    """Return the sum of s (r - m + .5) by (the sum of s and 5) of each title, held to -1 and 1.

    Both sums are over those of the 50 nearest users (`nearest_users`, by the newest 50 ratings and
    50 marks) who rated the title: s is the likeness of each, 1 in the mean, r the stars and m the
    mean of everybody's. Raises DatasetError.
    """
    near = nearest_users(context.dataset, liked_of(context.activity))
    if not len(near.users):
        return Weights(nothing=NOTHING)
    return Weights(titles=bounded(liked_by(context.dataset, near)))


SIMILAR_USERS = Signal(
    name="similar-users",
    label="people like you",
    about="what the people of the dataset picked whose picks are most like yours",
    formula=(
        "sum of s × (stars − the title's mean + .5) / (sum of s + 5), within −1 and 1, over those "
        "of the 50 people most like you who rated it; s: how like you each is, 1 in the mean"
    ),
    default=0.5,
    guess=False,
    gain=gained("+.0025", "[-.0012 +.0060]"),
    weigh=similar_users,
)
