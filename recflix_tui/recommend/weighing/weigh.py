"""What all signals of a profile come to together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recflix_tui.model.choice import ChoiceModel, Entered
from recflix_tui.recommend.behaviour import Glances, Traces
from recflix_tui.recommend.weighing.made_from import say_the_same
from recflix_tui.recommend.weighing.signal import (
    Setting,
    Settings,
    Signal,
    SignalContext,
    Weights,
)

DEFAULT = Setting()


@dataclass(frozen=True)
class Part:
    """What one signal adds to the whole."""

    signal: Signal
    """The signal."""
    weight: float
    """What it is multiplied by, above 0."""
    weights: Weights
    """What it says, before its weight."""
    _added: dict[int, tuple[ChoiceModel, NDArray[np.float32]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def entries(self) -> NDArray[np.float64]:
        """What each of its titles weighs, the signal's weight included, (n,) float64."""
        own = self.weights.entries
        return own if self.weight == 1 else own * self.weight

    def added(self, choice: ChoiceModel) -> NDArray[np.float32] | None:
        """What its entries add to the score of each title by the title's own weights, (n_items,)
        float32, kept for as long as the part is; None without entries."""
        if not len(self.weights.items):
            return None
        if id(choice) not in self._added:
            sums = choice.weights.added(self.weights.items, self.entries, choice.n_items)
            self._added.clear()
            self._added[id(choice)] = choice, sums
        return self._added[id(choice)][1]


@dataclass(frozen=True)
class Weighed:
    """What the signals of a profile that are on come to together."""

    parts: tuple[Part, ...]
    """Those that are on, in the order of all."""
    off: frozenset[str]
    """The names of those that are off, or weigh nothing."""
    settings: Settings
    """What the profile set."""
    context: SignalContext | None = None
    """What all of it is made from; None where nothing but ratings and groups was asked for."""

    def is_on(self, name: str) -> bool:
        """Whether the signal of that name counts."""
        return name not in self.off

    def weight_of(self, name: str) -> float:
        """The weight of a signal, 0 where it is off."""
        return next((part.weight for part in self.parts if part.signal.name == name), 0.0)

    @cached_property
    def items(self) -> NDArray[np.int32]:
        """The titles that the profile touched, part by part, (m,) int32; a title that several
        signals speak of stands there several times."""
        return np.concatenate([np.empty(0, np.int32), *(p.weights.items for p in self.parts)])

    @cached_property
    def entries(self) -> NDArray[np.float64]:
        """What each weighs, its signal's weight included, (m,) float64."""
        return np.concatenate([np.empty(0), *(p.entries for p in self.parts)])

    @cached_property
    def owner(self) -> NDArray[np.int32]:
        """Which of the parts each is of, (m,) int32."""
        lengths = [len(part.weights.items) for part in self.parts]
        return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)

    @cached_property
    def boost(self) -> NDArray[np.float32] | None:
        """What is added to the logarithm of what each title is worth, (n_items,) float32; None
        where no signal speaks of titles."""
        total: NDArray[np.float32] | None = None
        for part in self.parts:
            if part.weights.titles is not None:
                own = np.float32(part.weight) * part.weights.titles
                total = own if total is None else total + own
        return total

    @cached_property
    def n_counted(self) -> float:
        """How many ratings all of the entries tell as much as."""
        return sum(_counted(part) for part in self.parts)

    @property
    def entered(self) -> Entered:
        """The entries, as the choice model takes them."""
        return Entered(self.items, self.entries, self.n_counted)

    def scores(self, choice: ChoiceModel) -> NDArray[np.float32]:
        """`ChoiceModel.score` of what was entered, (n_items,) float32, summed part by part: what a
        part adds is worked out once, and a rating more leaves most parts alone."""
        total = np.zeros(choice.n_items, np.float32)
        for part in self.parts:
            added = part.added(choice)
            if added is not None:
                total += added
        return choice.with_content(total)

    @property
    def stars_share(self) -> float:
        """How much the stars given count in how likely a title is liked, 0 to 1."""
        return min(self.weight_of("ratings"), 1.0)


def _counted(part: Part) -> float:
    weights, weight = part.weights, part.weight
    if weights.n is not None:
        return weights.n * min(weight, 1.0)
    return float(np.minimum(np.abs(weights.entries) * weight, 1.0).sum())


def weigh(
    context: SignalContext,
    settings: Settings,
    signals: Sequence[Signal],
    before: Weighed | None = None,
) -> Weighed:
    """Ask each signal that is on, and put together what they say.

    What only signals that are off go by is kept from all others: it moves nothing. before: what
    was made by other settings, or before something was done; a signal that goes by nothing that
    is otherwise since is not asked again.
    """
    off = frozenset(s.name for s in signals if not weight_of(s, settings))
    seen = without(context, off)
    known = {} if before is None else _known(before, context, seen, off)
    parts = []
    for signal in signals:
        if signal.name not in off:
            weight, part = weight_of(signal, settings), known.get(signal.name)
            if part is None or part.weight != weight:
                part = Part(signal, weight, signal.weigh(seen) if part is None else part.weights)
            parts.append(part)
    return Weighed(tuple(parts), off, settings, context)


def _known(
    before: Weighed, context: SignalContext, seen: SignalContext, off: frozenset[str]
) -> dict[str, Part]:
    """The parts of those signals, by name, that said the same before."""
    if before.context is None:
        return {}
    said = {part.signal.name: part for part in before.parts}
    if before.context is context and _hidden(before.off) == _hidden(off):
        return said
    same = say_the_same(without(before.context, before.off), seen)
    return {name: part for name, part in said.items() if name in same}


def weight_of(signal: Signal, settings: Settings) -> float:
    """What a signal is multiplied by: what the profile set, else its default; 0 where it is off."""
    own = settings.get(signal.name, DEFAULT)
    if not own.on:
        return 0.0
    return signal.default if own.weight is None else own.weight


# What each signal goes by, of a profile's traces: what nothing that is on goes by is hidden.
_GOES_BY = {
    "ratings": ("ratings",),
    "history": ("watched", "abandoned"),
    "skipped": ("abandoned", "refused"),
    "interactions": ("my_list", "glances", "opened"),
    "session": ("opened",),
    "search": ("chosen", "queries"),
    "profile": ("like_these",),
}


def _hidden(off: Iterable[str]) -> frozenset[str]:
    gone = set(off)
    theirs = {trace for name in gone for trace in _GOES_BY.get(name, ())}
    others = {trace for name, those in _GOES_BY.items() if name not in gone for trace in those}
    return frozenset(theirs - others)


def without(context: SignalContext, off: Iterable[str]) -> SignalContext:
    """The same context without what only the signals that are `off` go by."""
    hidden = _hidden(off)
    if not hidden:
        return context
    activity, behaviour = context.activity, context.behaviour
    nothing: dict[str, dict[int, float]] = {
        name: {}
        for name in ("ratings", "watched", "abandoned", "refused", "my_list", "like_these")
        if name in hidden
    }
    if "abandoned" in hidden:
        nothing["watched_share"] = {}
    return replace(
        context,
        activity=replace(activity, **nothing),
        behaviour=replace(
            behaviour,
            opened=Traces() if "opened" in hidden else behaviour.opened,
            chosen=Traces() if "chosen" in hidden else behaviour.chosen,
            queries=() if "queries" in hidden else behaviour.queries,
            glances=Glances() if "glances" in hidden else behaviour.glances,
        ),
    )
