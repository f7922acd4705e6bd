"""The app's list by other settings of its signals: each of them off, all but one, none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from recflix_tui.evaluation.people.app_lists import App
from recflix_tui.evaluation.signals.told import AS_RATED, Asked, Told
from recflix_tui.recommend.all_signals import ALL_SIGNALS
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.weighing.signal import Setting, Settings
from recflix_tui.recommend.weighing.weigh import Weighed

ALONE, NONE = "ratings-alone", "all-off"


@dataclass(frozen=True)
class Variant:
    """A list that is measured."""

    name: str
    """What its row is called."""
    told: Told
    """As what ratings are told."""
    settings: Settings
    """Of the signals."""


def variants_of(asked: Iterable[Asked]) -> tuple[Variant, ...]:
    """For each way of telling ratings that the signals ask for, all on and then each of those
    signals left out; told as ratings, all but ratings, and all, too."""
    tellings: dict[str, tuple[Told, list[str]]] = {AS_RATED.name: (AS_RATED, [])}
    for one in asked:
        if one.told is not None:
            tellings.setdefault(one.told.name, (one.told, []))[1].append(one.signal.name)
    variants = []
    for told, names in tellings.values():
        variants.append(Variant(told.name, told, {}))
        variants += [Variant(without(told, name), told, _off(name)) for name in names]
    names = [signal.name for signal in ALL_SIGNALS]
    alone = _off(*(name for name in names if name != "ratings"))
    variants += [Variant(ALONE, AS_RATED, alone), Variant(NONE, AS_RATED, _off(*names))]
    return tuple(variants)


def without(told: Told, name: str) -> str:
    """What the row is called where a signal is left out."""
    return f"{told.without}{name}"


def _off(*names: str) -> Settings:
    return {name: Setting(on=False) for name in names}


def tastes_of(app: App, user: int, variants: Iterable[Variant]) -> Iterator[tuple[str, Taste]]:
    """What the app makes of one person by each of the variants, by its name. The app must have a
    dataset.

    What signals that both have on say, and the scores of what was entered, are worked out once.
    """
    first: dict[str, tuple[Weighed, Taste]] = {}
    for variant in variants:
        own = replace(app, settings=variant.settings, told=variant.told.activity)
        known = first.get(variant.told.name)
        weighed = own.weighed(user, None if known is None else known[0])
        assert weighed is not None
        if known is not None and _enters_the_same(weighed, known[0]):
            taste = replace(known[1], weighed=weighed)
        else:
            taste = own.taste(user, weighed)
        first.setdefault(variant.told.name, (weighed, taste))
        yield variant.name, taste


def _enters_the_same(one: Weighed, other: Weighed) -> bool:
    """Whether two differ at most in what they add to titles."""
    told = (one.n_counted, one.stars_share) == (other.n_counted, other.stars_share)
    alike = ((one.items, other.items), (one.entries, other.entries))
    return told and all(np.array_equal(mine, its) for mine, its in alike)
