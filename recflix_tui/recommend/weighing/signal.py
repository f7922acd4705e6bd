"""What a signal is: a named, pure function from what a profile did to weights of titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Behaviour, Traces

MOST = 3.0
"""The highest weight that a signal may be given."""
NO_CHOICE = "the model in use does not know what people pick: train one"
"""Why no signal moves anything."""


@dataclass(frozen=True)
class SignalContext:
    """What all signals of a profile are made from."""

    activity: ProfileActivity
    """What it rated and marked."""
    dataset: Dataset
    """The titles, and everyone's ratings."""
    model: FactorModel | None = None
    """What predicts stars."""
    choice: ChoiceModel | None = None
    """What predicts picks."""
    behaviour: Behaviour = field(default_factory=Behaviour)
    """What it did besides, as far as that is kept."""
    now: float = 0.0
    """The moment that the weights are for, in Unix seconds."""
    household: Traces = field(default_factory=Traces)
    """What other profiles here picked who agreed to that: the values are 1 for a rating or a mark
    as watched."""
    region: int | None = None
    """The region of the profile, a place among the dataset's regions; None where it gave none."""
    neighbourhood: Traces = field(default_factory=Traces)
    """Those entries of `household` that are of profiles of the same region."""
    novelty: float | None = None
    """What the profile set its novelty preference to, -1 (well known) to 1 (new to most); None: it
    is learned from what it chooses."""


@dataclass(frozen=True)
class Weights:
    """What one signal says, before its weight."""

    items: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    """Titles that the profile touched, the oldest first, (n,) int32: each speaks for what the same
    people pick."""
    entries: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    """What each weighs, (n,) float64, where the newest rating of the profile's mean weighs 1; below
    0 it speaks against."""
    n: float | None = None
    """How many ratings the entries tell as much as; None for the sum of their sizes, each of which
    counts as one at most."""
    titles: NDArray[np.float32] | None = None
    """What is added to the logarithm of what each title is worth, (n_items,) float32; None where it
    speaks by `items` alone."""
    nothing: str = ""
    """Why there is nothing to go by, as a person reads it; empty where there is."""
    note: str = ""
    """What it goes by in part alone, as a person reads it; empty where it goes by all that it
    may."""


@dataclass(frozen=True)
class Signal:
    """One signal."""

    name: str
    """What commands call it."""
    label: str
    """What the screens call it, a word or three."""
    about: str
    """What it goes by, in a line."""
    formula: str
    """How its weights come about, as `docs/signals.md` has it."""
    default: float
    """Its weight until a profile sets another."""
    guess: bool
    """Whether no data tells what it gains, so that its default is a guess."""
    gain: str
    """What lists gain by it, as it was measured, or why nobody knows, in a short line."""
    weigh: Callable[[SignalContext], Weights]
    """Work its weights out."""


@dataclass(frozen=True)
class Setting:
    """What a profile set of one signal."""

    weight: float | None = None
    """Its weight, 0 to `MOST`; None for the default."""
    on: bool = True
    """Whether it counts."""


Settings = Mapping[str, Setting]
"""By a signal's name; what is not there is as by default."""
