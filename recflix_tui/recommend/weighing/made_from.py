"""What those signals are made from that go by few things: while these are as they were, what they
say is known. A rating more leaves most of them alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields

import numpy as np

from recflix_tui.recommend.behaviour import Glances, Traces
from recflix_tui.recommend.weighing.answers import answered
from recflix_tui.recommend.weighing.fading import among
from recflix_tui.recommend.weighing.signal import SignalContext

Order = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class _Made:
    """What a signal is made from, beside the dataset and the models."""

    values: tuple[object, ...]
    """What it goes by."""
    marked: tuple[Mapping[int, float], ...] = ()
    """The titles of which it counts that they are answered, by what was done to them."""
    traces: Traces = field(default_factory=Traces)
    """More of these."""


def _history(context: SignalContext) -> _Made:
    own = context.activity
    marks = (own.watched, own.abandoned, own.watched_share, own.refused)
    return _Made((*map(_in_order, marks), context.now), (own.watched, own.abandoned))


def _interactions(context: SignalContext) -> _Made:
    own, did = context.activity, context.behaviour
    values = (_in_order(own.my_list), did.opened, did.glances, context.now)
    return _Made(values, (own.my_list,), did.opened)


def _session(context: SignalContext) -> _Made:
    own, did = context.activity, context.behaviour
    marks = _in_order(own.watched), _in_order(own.my_list)
    return _Made((*marks, did.opened, did.session_start, context.now), (), did.opened)


def _search(context: SignalContext) -> _Made:
    did = context.behaviour
    return _Made((did.chosen, did.queries, context.now), (), did.chosen)


def _trending(context: SignalContext) -> _Made:
    return _Made((context.household, context.now))


def _regional(context: SignalContext) -> _Made:
    return _Made((context.region, context.neighbourhood))


_MADE_FROM: dict[str, Callable[[SignalContext], _Made]] = {
    "history": _history,
    "interactions": _interactions,
    "session": _session,
    "search": _search,
    "trending": _trending,
    "regional": _regional,
}


def say_the_same(before: SignalContext, now: SignalContext) -> frozenset[str]:
    """The names of signals that go by nothing that differs between two contexts; of no others it is
    known."""
    models = before.model is now.model and before.choice is now.choice
    if before.dataset is not now.dataset or not models:
        return frozenset()
    newly = answered(before.activity) ^ answered(now.activity)
    made = {name: (of(before), of(now)) for name, of in _MADE_FROM.items()}
    return frozenset(
        name
        for name, (was, is_now) in made.items()
        if all(map(_are_same, was.values, is_now.values)) and _tells_nothing(newly, is_now)
    )


def _tells_nothing(newly: set[int], made: _Made) -> bool:
    """Whether none of the titles that are answered since, or no longer, count for a signal."""
    if not all(newly.isdisjoint(marks) for marks in made.marked):
        return False
    return not among(made.traces.items, newly).any()


def _in_order(values: Mapping[int, float]) -> Order:
    return tuple(values.items())


def _are_same(one: object, other: object) -> bool:
    for kind in (Traces, Glances):
        if isinstance(one, kind) and isinstance(other, kind):
            names = [each.name for each in fields(kind)]
            return all(np.array_equal(getattr(one, n), getattr(other, n)) for n in names)
    return one == other
