"""What the What if screen reads: what there is to strike, and what that moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recflix_tui.recommend.what_if.changes import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.library.library import Library
    from recflix_tui.recommend.row.row import FirstScreen
    from recflix_tui.recommend.weighing.signal import Signal
    from recflix_tui.recommend.what_if.beside import WhatIf
    from recflix_tui.recommend.what_if.changes import Changes

NO_MODEL = "There is no model yet, so that there is nothing to move: t trains one."


@dataclass(frozen=True)
class Entry:
    """One thing that can be struck: a rating, a signal or a genre."""

    words: str
    """What it is, as a person reads it."""
    item: int | None = None
    """The title of a rating; None for anything else."""
    stars: float | None = None
    """What that was given; None where it is not rated."""
    signal: Signal | None = None
    """The signal; None for anything else."""
    genre: int | None = None
    """The genre's place among the dataset's; None for anything else."""
    effect: float | None = None
    """What a rating adds to the title's prediction, in stars, or what a signal multiplies what the
    title is worth by; None where it does neither."""
    share: int | None = None
    """What a signal is of all that brings the title here, in hundredths; None where it does not."""
    nothing: str = ""
    """Why a signal says nothing of any title, as a person reads it; empty where it does."""
    n_titles: int = 0
    """How many titles of a genre anything was done with."""


@dataclass(frozen=True)
class Read:
    """What holds for a profile and a title."""

    profile: int
    """The profile's number."""
    item: int
    """The title."""
    dataset: Dataset
    """The dataset that both go by."""
    ratings: Mapping[int, float]
    """What the profile rated, in stars by item."""
    entries: tuple[Entry, ...]
    """All that can be struck: the title itself, ratings, those that move it most first, signals,
    genres."""
    as_it_is: WhatIf
    """The title and the page without a change."""


def load(library: Library, profile: int, item: int, seen: FirstScreen) -> Read | str:
    """What holds for a profile and a title, or what is missing for it, in a sentence. Raises
    LibraryError where either is gone."""
    snapshot = library.snapshot
    if snapshot.model is None:
        return snapshot.model_problem or NO_MODEL
    dataset = snapshot.need_dataset()
    as_it_is = library.what_if.ask(profile, NOTHING, item, seen)
    entries = (
        *_ratings(dataset, as_it_is, item),
        *_signals(library, profile, item, as_it_is),
        *(
            Entry(dataset.genre_names[genre], genre=genre, n_titles=n)
            for genre, n in library.what_if.genres(profile)
        ),
    )
    ratings = as_it_is.before.taste.activity.ratings
    return Read(profile, item, dataset, ratings, entries, as_it_is)


def _ratings(dataset: Dataset, as_it_is: WhatIf, item: int) -> list[Entry]:
    """The title itself, then the ratings that move it, the most first."""
    title = as_it_is.before.title
    assert title is not None
    moved = {each.item: each for each in title.why.contributions}
    own = moved.pop(item, None)
    first = Entry(dataset.title(item), item, title.own, effect=None if own is None else own.effect)
    return [
        first,
        *(
            Entry(dataset.title(each.item), each.item, each.rating, effect=each.effect)
            for each in moved.values()
        ),
    ]


def _signals(library: Library, profile: int, item: int, as_it_is: WhatIf) -> list[Entry]:
    """The signals that are on, in their order, with what each does to the title."""
    weighed = as_it_is.before.taste.weighed
    assert weighed is not None
    why = library.recommendations.why_picked(profile, item)
    factors, shares = {}, dict[str, int]()
    if why is not None:
        factors = {each.name: each.factor for each in why.signals}
        for brought, share in zip(why.contributions, why.shares, strict=True):
            shares[brought.signal] = shares.get(brought.signal, 0) + share
    nothing = {state.signal.name: state.nothing for state in library.signals.all(profile)}
    return [
        Entry(
            part.signal.label,
            signal=part.signal,
            effect=factors.get(part.signal.name),
            share=shares.get(part.signal.name),
            nothing=nothing[part.signal.name],
        )
        for part in weighed.parts
    ]


def load_tried(library: Library, read: Read, changes: Changes, seen: FirstScreen) -> WhatIf:
    """What some changes move."""
    return library.what_if.ask(read.profile, changes, read.item, seen)
