"""What an import changed, in words: those of the command and of the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.one_person import FEWEST, FOLDS, Gap, InOrder
from recflix_tui.history.reading.shared.gathering import SERIES
from recflix_tui.history.values import Did
from recflix_tui.library.history.beside_crowd import FEWEST as FEWEST_BESIDE_CROWD
from recflix_tui.library.history.did_words import DID_WORDS, of_these_wait
from recflix_tui.library.history.what_changed import (
    BesideCrowd,
    FarOff,
    OtherGenre,
    WhatChanged,
)
from recflix_tui.library.lookup import title_with_year
from recflix_tui.text import clean, counted

Section = tuple[str, list[str]]
"""A heading and its lines, plain text all of it."""

_CHANCE = "chance may explain the difference"


def lines_of(changed: WhatChanged, dataset: Dataset) -> list[Section]:
    """All that the page after an import says, section by section."""
    sections: list[Section] = [
        (f"Imported from {clean(changed.source)}", list(_counts(changed))),
        ("Your Top picks now", list(_picks(changed, dataset))),
        ("How well the model would have predicted these ratings", list(_predicted(changed))),
        ("Your taste beside everybody's", list(_beside(changed, dataset))),
    ]
    return [(heading, lines) for heading, lines in sections if lines]


def _counts(changed: WhatChanged) -> Iterator[str]:
    if changed.number is None:
        yield "nothing is changed"
    elif changed.new:
        yield f"new: {', '.join(_new(changed))}"
    for n, line in (
        (changed.n_changed, "changed: {}, by newer ones than stood here"),
        (changed.n_kept, "kept as yours: {} that you gave here later"),
    ):
        if n:
            yield line.format(counted(n, "rating"))
    if changed.n_off:
        yield f"stay off: {changed.n_off:,} of its ratings and marks, which you took off here"
    if changed.n_twice:
        twice = f"{changed.n_twice:,} of its ratings and marks"
        yield f"named twice in the file: {twice}, of which the last counts"
    if changed.n_same:
        yield f"here already: {changed.n_same:,} of its ratings and marks"
    for n, line in (
        (changed.n_sure, "found: {}"),
        (changed.n_unsure, "found by a likeness, and may be another: {}"),
        (changed.n_waiting, "waiting, and counted in nothing until found: {}"),
    ):
        if n:
            yield line.format(counted(n, "film"))
    for reason, n in changed.left_out:
        rows = counted(n, "row")
        if reason == SERIES:
            yield f"left out: {changed.n_series:,} series in {rows}; RecFlix knows films alone"
        else:
            yield f"left out: {rows}, {clean(reason)}"
    yield from map(clean, changed.notes)
    if changed.backup:
        yield f"kept before it: {clean(changed.backup)}, a copy of all ratings and marks"


def _new(changed: WhatChanged) -> Iterator[str]:
    for did, n in changed.new.items():
        said = counted(n, "rating") if did is Did.RATED else f"{n:,} {DID_WORDS[did]}"
        yield said + of_these_wait(n, changed.new_waiting.get(did, 0))


def _picks(changed: WhatChanged, dataset: Dataset) -> Iterator[str]:
    if not changed.has_model:
        yield "there is no model yet: once one is trained, they stand here"
    for place, item in enumerate(changed.picks, start=1):
        new = " · new" if item in changed.new_picks else ""
        yield f"{place}. {title_with_year(dataset, item)}{new}"


# --- how well they would have been predicted ------------------------------------------------


def _predicted(changed: WhatChanged) -> Iterator[str]:
    person, n = changed.predicted, changed.n_new_ratings
    if not changed.has_model or not n:
        return
    if person is None:
        yield f"{counted(n, 'new rating')}: too few to tell; it takes {FEWEST}"
        return
    some = "" if person.n == person.n_asked else f" {person.n:,} of"
    yield (
        f"predicted:{some} {counted(n, 'new rating')}, in {FOLDS} parts, each from the others and "
        "what you had rated here before: none predicts itself"
    )
    yield (
        f"off by (RMSE, less is better): the model {person.model:.2f} stars, what everybody gives "
        f"each title in the mean {person.crowd:.2f}, your own mean {person.own:.2f}"
    )
    yield f"beside everybody's mean: {_nearer(person.under_crowd)}"
    yield f"beside your own mean: {_nearer(person.under_own)}"
    if person.order is not None:
        yield from _in_order(person.order)
    if changed.may_be_known:
        yield (
            "the dataset is from MovieLens too: as far as your ratings are among its own, the "
            "model knew them, and this says too much"
        )


def _nearer(gap: Gap) -> str:
    if gap.may_be_chance:
        return f"{_CHANCE} ({_between(gap)})"
    side = "nearer" if gap.value > 0 else "further off"
    return f"the model is {side} by {abs(gap.value):.2f} stars, beyond chance ({_between(gap)})"


def _in_order(order: InOrder) -> Iterator[str]:
    yield (
        "of two that you rated differently, the one that you liked more comes first: by the model "
        f"{order.model:.0%} of the time, by everybody's mean {order.crowd:.0%}, by lot 50%"
    )
    gap = order.above_crowd
    ends = f"{100 * gap.low:+.0f} to {100 * gap.high:+.0f} of 100"
    if gap.may_be_chance:
        yield f"as a list beside everybody's mean: {_CHANCE} ({ends})"
    else:
        side = "better" if gap.value > 0 else "worse"
        yield f"as a list the model is {side} than everybody's mean, beyond chance ({ends})"


def _between(gap: Gap) -> str:
    return f"{gap.low:+.2f} to {gap.high:+.2f}"


# --- taste beside everybody's ---------------------------------------------------------------


def _beside(changed: WhatChanged, dataset: Dataset) -> Iterator[str]:
    beside = changed.beside_crowd
    if beside is None:
        if changed.n_ratings:
            yield (
                f"too few of the {counted(changed.n_ratings, 'title')} that you have rated are well"
                f" known here: it takes {FEWEST_BESIDE_CROWD}"
            )
        return
    yield _means(beside)
    if beside.correlation is not None:
        yield _along(beside.correlation)
    for side, titles in (("more", beside.liked_more), ("less", beside.liked_less)):
        if titles:
            yield f"you like far {side}: {_far_off(titles, dataset)}"
    for side, genres in (("higher", beside.genres_above), ("lower", beside.genres_below)):
        if genres:
            yield f"you rate {side}: {_genres(genres)}"


def _means(beside: BesideCrowd) -> str:
    said = (
        f"{beside.n:,} titles that you and many others have rated: your mean {beside.own:.2f}, "
        f"everybody's {beside.crowd:.2f}"
    )
    if beside.above.may_be_chance:
        return f"{said}; {_CHANCE}"
    return f"{said}; you are the {'milder' if beside.above.value > 0 else 'stricter'} one"


def _along(correlation: Gap) -> str:
    figures = f"correlation {correlation.value:.2f}, {_between(correlation)}"
    if correlation.may_be_chance:
        return f"whether you like what everybody likes cannot be told from these ({figures})"
    if correlation.value < 0:
        return f"what everybody likes more, you like less ({figures})"
    return f"what everybody likes more, you like more ({figures})"


def _far_off(titles: Sequence[FarOff], dataset: Dataset) -> str:
    return ", ".join(
        f"{title_with_year(dataset, of.item)} ({of.stars:g} beside {of.crowd:.1f})" for of in titles
    )


def _genres(genres: Sequence[OtherGenre]) -> str:
    return ", ".join(
        f"{clean(genre.name)} ({genre.above:+.2f} stars over {counted(genre.n, 'title')})"
        for genre in genres
    )
