"""How well a model predicts the ratings of one person who had no part in it.

No rating predicts itself: the ratings are parted in five, and each part is predicted by a fold-in
of the others. How sure a difference is goes by the ratings, pair by pair: Student's t, without
anything drawn, so that the same ratings give the same figures.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from recflix_tui.kernels.arrays import Doubles, Floats, Ints
from recflix_tui.model.factors import FactorModel

FOLDS = 5
"""Parts that the ratings are predicted in."""
FEWEST = 10
"""Ratings below which nothing is said."""
MOST = 2_000
"""Ratings that are predicted at most; the others are known then."""
TAIL = 0.025
"""What is left out at either end of a 95 % interval."""


@dataclass(frozen=True)
class Gap:
    """How far apart two figures of the same titles are, with the 95 % interval of that."""

    value: float
    """The one less the other."""
    low: float
    """Where the interval begins."""
    high: float
    """Where it ends."""

    @property
    def may_be_chance(self) -> bool:
        """Whether the interval holds zero, or there is none."""
        return not (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class InOrder:
    """Of two titles that were rated differently, how often the better liked one comes first."""

    n_pairs: int
    """Such pairs."""
    model: float
    """How often the model has them right, 0 to 1; half of those that it holds for equal."""
    crowd: float
    """The same of the mean of each title by everyone."""
    above_crowd: Gap
    """How much more often the model does."""


@dataclass(frozen=True)
class OnePerson:
    """What became of the predictions of one person's ratings."""

    n: int
    """Ratings that were predicted."""
    n_asked: int
    """How many there were: more than `MOST` are not all predicted."""
    model: float
    """How far the model is off: RMSE, in stars."""
    crowd: float
    """The same of the mean of each title by everyone; of one that nobody rated the mean of all."""
    own: float
    """The same of the person's own mean of the ratings that the model was told."""
    under_crowd: Gap
    """By how much less the model is off than the crowd's mean, in stars."""
    under_own: Gap
    """The same beside the person's own mean."""
    order: InOrder | None
    """What becomes of a list; None where all was rated alike."""


def measure_person(
    model: FactorModel,
    means: Floats,
    known: tuple[Ints, Floats],
    asked: tuple[Ints, Floats],
) -> OnePerson | None:
    """How well the ratings `asked` are predicted: items (n,) ascending, each once, and stars (n,).

    means: of each item by everyone, (n_items,), NaN where nobody rated it; known: items and stars
    that are told besides, none of them asked. None where fewer than `FEWEST` are asked.
    """
    n_asked = len(asked[0])
    if n_asked < FEWEST:
        return None
    taken = np.zeros(n_asked, np.bool_)
    n = min(n_asked, MOST)
    taken[np.arange(n) * n_asked // n] = True
    items, stars = asked[0][taken], asked[1][taken].astype(np.float64)
    told_items = np.concatenate([known[0], asked[0][~taken]])
    told_stars = np.concatenate([known[1], asked[1][~taken]])
    part = np.arange(n) % FOLDS
    raw, own, bias = np.empty(n), np.empty(n), np.empty(n)
    for fold in range(FOLDS):
        held = part == fold
        given = np.concatenate([told_stars, stars[~held]])
        folded = model.fold_in(np.concatenate([told_items, items[~held]]), given)
        bias[held] = model.mu + folded.bias
        raw[held] = (
            bias[held] + model.item_bias[items[held]] + model.Q[items[held]] @ folded.factors
        )
        own[held] = given.mean()
    crowd = means[items].astype(np.float64)
    crowd[np.isnan(crowd)] = model.mu
    errors = [predicted - stars for predicted in (model.on_scale(raw), crowd, own)]
    squares = [np.square(error.astype(np.float64)) for error in errors]
    model_off, crowd_off, own_off = (math.sqrt(square.mean()) for square in squares)
    return OnePerson(
        n=n,
        n_asked=n_asked,
        model=model_off,
        crowd=crowd_off,
        own=own_off,
        under_crowd=_under(squares[0], squares[1]),
        under_own=_under(squares[0], squares[2]),
        # A person's bias moves a whole list at once: each part has its own, which orders nothing.
        order=_in_order(raw - bias, crowd, stars),
    )


def mean_gap(differences: Doubles, tail: float = TAIL) -> Gap:
    """The mean of differences (n,), title by title; tail: the chance to be beyond either end."""
    mean = float(differences.mean())
    return _gap(mean, (differences - mean) / len(differences), tail)


def correlation_gap(correlation: float, n: int) -> Gap:
    """A correlation over n titles, n > 3, by Fisher's transformation."""
    held = max(-1 + 1e-12, min(correlation, 1 - 1e-12))
    reach = NormalDist().inv_cdf(1 - TAIL) / math.sqrt(n - 3)
    ends = (math.tanh(math.atanh(held) + side * reach) for side in (-1, 1))
    return Gap(correlation, *ends)


def _under(squares: Doubles, others: Doubles) -> Gap:
    """By how much one RMSE is below another: the gap of their squares over their sum."""
    both = math.sqrt(squares.mean()) + math.sqrt(others.mean())
    if not both:
        return Gap(0.0, 0.0, 0.0)
    gap = mean_gap(others - squares)
    return Gap(gap.value / both, gap.low / both, gap.high / both)


def _in_order(model: Doubles, crowd: Doubles, stars: Doubles) -> InOrder | None:
    """How both order titles (n,) that were given these stars."""
    right, pairs = _right(model, stars)
    total = float(pairs.sum())  # each pair is counted at both of its titles
    if not total:
        return None
    by_crowd, _ = _right(crowd, stars)
    shares = float(right.sum()) / total, float(by_crowd.sum()) / total
    more = shares[0] - shares[1]
    # A title's part in it, to first order, is twice its share of the pairs that it is in.
    parts = 2 * (right - by_crowd - more * pairs) / total
    return InOrder(int(total) // 2, *shares, _gap(more, parts, TAIL))


def _right(order: Doubles, stars: Doubles) -> tuple[Doubles, Doubles]:
    """Of each title's pairs with those that were given other stars, how many are in the right
    order, equals for half, and how many there are: (n,) each."""
    right, pairs = np.zeros(len(stars)), np.zeros(len(stars))
    for level in np.unique(stars):
        others = np.sort(order[stars == level])
        ends = (np.searchsorted(others, order, side) for side in ("left", "right"))
        below = np.add(*ends) / 2
        liked_more, liked_less = stars > level, stars < level
        right[liked_more] += below[liked_more]
        right[liked_less] += len(others) - below[liked_less]
        pairs[stars != level] += len(others)
    return right, pairs


def _gap(value: float, parts: Doubles, tail: float) -> Gap:
    """A figure whose distance from what it would be without chance is a sum of parts (n,), one of
    each title."""
    n = len(parts)
    if n < 2:
        return Gap(value, -math.inf, math.inf)
    reach = student(tail, n - 1) * math.sqrt(float(np.square(parts).sum()) * n / (n - 1))
    return Gap(value, value - reach, value + reach)


def student(tail: float, freedom: int) -> float:
    """What Student's t of so many degrees of freedom, 4 or more, is above with that chance, to
    about a hundredth (Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.5)."""
    x: float = NormalDist().inv_cdf(1 - tail)
    terms: tuple[float, ...] = (
        x,
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92_160,
    )
    return math.fsum(term / freedom**power for power, term in enumerate(terms))
