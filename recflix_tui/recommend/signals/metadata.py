"""Metadata: titles of the kind that a profile likes, by genres, decade, tags, and who made them."""

from __future__ import annotations

import numpy as np

from recflix_tui.recommend.crowd.features import (
    near_in_decades,
    near_in_genres,
    near_in_people,
    near_in_what_is_said,
)
from recflix_tui.recommend.crowd.lift import bounded
from recflix_tui.recommend.crowd.liked import liked_of
from recflix_tui.recommend.weighing.gain import gained
from recflix_tui.recommend.weighing.signal import Signal, SignalContext, Weights

GENRES, DECADE, TAGS = 1.0, 0.25, 2.0
NOTHING = "nothing is rated, watched or on My List yet"


def metadata(context: SignalContext) -> Weights:
    """Return the cosines of each title with what was liked, less their usual value, held to -1 and
    1.

    They are of the genres, weighed by rarity, a quarter of that of the decades, and twice that of
    the tags, with what directors and cast are in common (`near_in_people`); the usual value is the
    mean over everybody's ratings of all titles. What was liked are the newest 50 ratings, each by
    1 + .3 for each star above the profile's mean, and the newest 50 marks, by 1.15.
    """
    dataset, liked = context.dataset, liked_of(context.activity)
    if not len(liked.items):
        return Weights(nothing=NOTHING)
    near = GENRES * near_in_genres(dataset, liked)
    near += DECADE * near_in_decades(dataset, liked)
    near += TAGS * near_in_what_is_said(dataset, liked)
    near += near_in_people(dataset, liked)
    # No product of two vectors: it wakes threads that a busy machine has them wait for.
    usual = float((dataset.counts * near).sum()) / max(dataset.n_ratings, 1)
    return Weights(titles=bounded(near - np.float64(usual)))


METADATA = Signal(
    name="metadata",
    label="what titles are",
    about="genres, decades, tags and people of the titles that you like",
    formula=(
        "likeness of genres + .25 of decade + 2 of tags (cosines, 0 to 1) + directors and cast in "
        "common, less the mean over all ratings, within −1 and 1: with your newest 50 ratings, "
        "each by 1 + .3 a star above your mean, and 50 marks"
    ),
    default=0.3,
    guess=False,
    gain=gained("+.0025", "[-.0010 +.0060]"),
    weigh=metadata,
)
