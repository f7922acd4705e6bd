"""Which signals a dataset of ratings can speak for, and as what its ratings are told for that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.people.app_lists import as_rated
from recflix_tui.evaluation.people.given import Given
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import ALL_SIGNALS
from recflix_tui.recommend.weighing.signal import Signal


@dataclass(frozen=True)
class Told:
    """As what the ratings told of a person are told to the app."""

    name: str
    """What the row of all signals is called."""
    without: str
    """What the rows begin with where one is left out."""
    words: str
    """The same for a person, after "of each the first 10 ratings, told"."""
    activity: Callable[[Given, int], ProfileActivity]
    """What a profile did of whom this is told."""


def half_as_watched(given: Given, user: int) -> ProfileActivity:
    """Every second of the ratings told, the newest among them, as a mark of that last moment as
    watched, without stars; the others as ratings."""
    items, stars = (of.tolist() for of in given.of(user))
    moment = float(given.moment(user) or 0)
    watched = items[::-2][::-1]
    rated = dict(zip(items, stars, strict=True))
    for item in watched:
        del rated[item]
    return ProfileActivity(ratings=rated, watched=dict.fromkeys(watched, moment))


AS_RATED = Told("recflix", "without-", "as ratings", as_rated)
HALF_WATCHED = Told(
    "half-watched", "half-without-", "every second as watched, without its stars", half_as_watched
)
_TOLD_AS = {"history": HALF_WATCHED}  # all others: as ratings
_NOT_IN_IT = {
    "skipped": "what people refused or gave up on is not in it",
    "interactions": "what people opened, kept and passed by is not in it",
    "search": "what people searched for is not in it",
    "profile": "its people were not asked which groups they like",
}
_IN_PART = {"session": "of the time of day and week alone: what was opened is not in it"}


@dataclass(frozen=True)
class Asked:
    """A signal, and whether a dataset of ratings can tell what it gains."""

    signal: Signal
    """The signal."""
    told: Told | None
    """As what ratings are told to measure it; None where they cannot tell."""
    words: str = ""
    """Why not, or of what part of it they tell alone; empty where there is nothing to say."""


def asked_of(dataset: Dataset) -> tuple[Asked, ...]:
    """Each of the signals, in the order of all."""
    return tuple(_asked(signal, dataset) for signal in ALL_SIGNALS)


def _asked(signal: Signal, dataset: Dataset) -> Asked:
    why_not = _why_not(signal, dataset)
    if why_not:
        return Asked(signal, None, why_not)
    told = _TOLD_AS.get(signal.name, AS_RATED)
    return Asked(signal, told, _IN_PART.get(signal.name, ""))


def _why_not(signal: Signal, dataset: Dataset) -> str:
    if signal.name in _NOT_IN_IT:
        return _NOT_IN_IT[signal.name]
    if signal.name in ("session", "trending") and not (dataset.by_user.times > 0).any():
        return "when people rated is not in it"
    people = dataset.demographics
    if signal.name == "regional" and (people is None or not np.any(people.regions >= 0)):
        return "where its people live is not in it"
    return "" if signal.default else "by default it weighs nothing"
