"""What a profile would have done by some changes, and what the models make of that.

It goes the way that the profile itself goes: its signals are weighed again and it is folded in
again, so that a struck rating gives the very taste of somebody who never gave it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.search.terms import words
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import weigh_all
from recflix_tui.recommend.behaviour import Behaviour, Glances, Query, Traces
from recflix_tui.recommend.named_kind import named_kind
from recflix_tui.recommend.taste import Taste, fold_in_weighed
from recflix_tui.recommend.weighing.signal import Setting, Settings, SignalContext
from recflix_tui.recommend.what_if.changes import Changes

Flags = NDArray[np.bool_]


def taste_if(taste: Taste, changes: Changes) -> Taste:
    """The taste that a profile would have by some changes, by the same models, at the same moment.

    taste: what it is, as its signals are weighed (`Taste.weighed`, with what it is made from).
    """
    if not changes.count:
        return taste
    weighed = taste.weighed
    assert weighed is not None
    assert weighed.context is not None
    context = context_if(weighed.context, changes)
    settings = settings_if(weighed.settings, changes)
    return fold_in_weighed(weigh_all(context, settings, weighed))


def settings_if(settings: Settings, changes: Changes) -> Settings:
    """What the profile set of its signals, those off that are left out."""
    off = {
        name: replace(settings.get(name, Setting()), on=False) for name in sorted(changes.signals)
    }
    return {**settings, **off}


def context_if(context: SignalContext, changes: Changes) -> SignalContext:
    """What the signals would be made from; what others did, and what the profile said of where it
    lives and of what is new to it, stays."""
    struck = in_genres(context.dataset, changes)
    activity = _without(context.activity, struck)
    behaviour = context.behaviour
    if changes.genres:
        behaviour = _behaviour_if(behaviour, context.dataset, changes, struck)
    ratings = _ratings_if(context.activity.ratings, changes, struck)
    return replace(context, activity=replace(activity, ratings=ratings), behaviour=behaviour)


def in_genres(dataset: Dataset, changes: Changes) -> Flags:
    """Which items, (n_items,) bool, are of a struck genre."""
    struck = np.zeros(dataset.n_items, np.bool_)
    for genre in changes.genres:
        struck |= dataset.in_genre(genre)
    return struck


def _ratings_if(
    ratings: Mapping[int, float], changes: Changes, struck: Flags
) -> Mapping[int, float]:
    """The ratings in their order, what is given otherwise in its place."""
    given = changes.stars
    kept = {
        item: given.get(item, stars)
        for item, stars in ratings.items()
        if item in given or not (item in changes.without or struck[item])
    }
    return kept | {item: stars for item, stars in given.items() if item not in kept}


def _without(activity: ProfileActivity, struck: Flags) -> ProfileActivity:
    """What was done but rating, less what was done with struck items."""
    if not struck.any():
        return activity

    def left(done: Mapping[int, float]) -> dict[int, float]:
        return {item: value for item, value in done.items() if not struck[item]}

    return replace(
        activity,
        my_list=left(activity.my_list),
        watched=left(activity.watched),
        refused=left(activity.refused),
        abandoned=left(activity.abandoned),
        watched_share=left(activity.watched_share),
        like_these=left(activity.like_these),
    )


def _behaviour_if(
    behaviour: Behaviour, dataset: Dataset, changes: Changes, struck: Flags
) -> Behaviour:
    names = {dataset.genre_names[genre] for genre in changes.genres}
    return replace(
        behaviour,
        opened=_traces(behaviour.opened, struck),
        chosen=_traces(behaviour.chosen, struck),
        glances=_glances(behaviour.glances, struck),
        queries=tuple(q for q in behaviour.queries if not _names_any(q, dataset, names)),
    )


def _traces(traces: Traces, struck: Flags) -> Traces:
    left = ~struck[traces.items]
    return Traces(traces.items[left], traces.at[left], traces.values[left])


def _glances(glances: Glances, struck: Flags) -> Glances:
    left = ~struck[glances.items]
    return Glances(glances.items[left], glances.days[left], glances.last[left])


def _names_any(query: Query, dataset: Dataset, genres: set[str]) -> bool:
    """Whether a search named one of these genres."""
    kind = named_kind(dataset, words(query.text))
    return kind is not None and kind.genre in genres


def touched_by_genre(context: SignalContext) -> list[tuple[int, int]]:
    """The genres that a profile did anything with, each with how many of its titles that was: what
    `Changes.genres` would strike but for searches, the most first."""
    own, did = context.activity, context.behaviour
    done = (own.ratings, own.my_list, own.watched, own.refused, own.abandoned, own.like_these)
    touched = {item for of in done for item in of}
    touched.update(did.opened.items.tolist(), did.chosen.items.tolist())
    bits = context.dataset.genre_bits[np.fromiter(touched, np.int64, len(touched))]
    counts = [
        (genre, int((bits & np.uint64(1 << genre) != 0).sum()))
        for genre in range(len(context.dataset.genre_names))
    ]
    return sorted(((g, n) for g, n in counts if n), key=lambda pair: (-pair[1], pair[0]))
