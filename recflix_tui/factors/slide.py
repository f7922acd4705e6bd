"""What if a profile's taste were another: predictions after its coordinates are slid along axes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recflix_tui.factors.space import FactorSpace
from recflix_tui.kernels.arrays import Doubles, Flags, Floats
from recflix_tui.model.factors import FactorModel, FoldIn
from recflix_tui.recommend.best import best
from recflix_tui.recommend.taste import Taste


@dataclass(frozen=True)
class Terms:
    """One prediction as the sum that it is: mean, biases and one term for each axis."""

    item: int
    """The title that is predicted."""
    mean: float
    """The mean of all ratings, mu, in stars."""
    user_bias: float
    """How much more the profile gives than others, b_u, in stars."""
    item_bias: float
    """How much more the title is given than others, b_i, in stars."""
    coordinates: Doubles
    """Where the profile stands on each axis, (c,) float64, in units of a typical person."""
    loadings: Doubles
    """Where the title stands on each axis, (c,) float64, in stars for each unit."""
    rest: float
    """What all factors that stand on no axis add, in stars."""
    total: float
    """The sum of all terms: the prediction in stars, unclipped."""
    held: float
    """The stars to be expected on the rating scale, as they are shown."""

    @property
    def axes(self) -> Doubles:
        """What each axis adds, coordinate times loading, in stars, (c,) float64."""
        return self.coordinates * self.loadings


@dataclass(frozen=True)
class TopTitle:
    """A title on the list of the best, and what sliding did to it."""

    item: int
    """The title."""
    prediction: float
    """In stars, as shown: on the rating scale."""
    is_beyond: bool
    """Whether it would be beyond that scale."""
    change: float
    """How much sliding added to the prediction before it was held, in stars."""
    rank: int
    """Its place on the list, from 1."""
    rank_before: int
    """Its place by the learned taste, from 1."""

    @property
    def climbed(self) -> int:
        """How many places it came up; below 0 where it went down."""
        return self.rank_before - self.rank


@dataclass(frozen=True)
class Slid:
    """A profile's taste, slid along the axes of a space. At shift 0 it is the learned one."""

    model: FactorModel
    """The model that predicts."""
    taste: Taste
    """The profile's learned taste, by that model."""
    space: FactorSpace
    """The axes, of that model."""
    known: Flags
    """The well-known items, (n_items,) bool: the list of the best is of them."""
    shift: Doubles
    """How far along each axis, (c,) float64, in units of a typical person."""
    scores: Floats
    """The predictions, (n_items,) float32, in stars, unclipped."""

    @property
    def fold(self) -> FoldIn:
        """The learned taste's bias and factors."""
        assert self.taste.fold is not None
        return self.taste.fold

    @property
    def coordinates(self) -> Doubles:
        """Where the slid taste stands, (c,) float64, in units of a typical person."""
        return self.space.profile(self.fold) + self.shift

    @property
    def predictions(self) -> Floats:
        """The stars to be expected on the rating scale, as shown, (n_items,) float32."""
        return self.model.on_scale(self.scores)

    def top(self, n: int) -> tuple[TopTitle, ...]:
        """The `n` best among the well-known titles that may be recommended, best first, each
        with what became of it."""
        raw, among = self.taste.raw, self.taste.open_items & self.known
        assert raw is not None
        before = raw[among]
        found = best(self.scores, among, n)
        return tuple(
            TopTitle(
                item=item,
                prediction=self._held(float(self.scores[item])),
                is_beyond=not self.model.low <= self.scores[item] <= self.model.high,
                change=float(self.scores[item]) - float(raw[item]),
                rank=rank,
                rank_before=_rank(before, raw[item], int(among[:item].sum())),
            )
            for rank, item in enumerate(found.tolist(), 1)
        )

    def terms(self, item: int) -> Terms:
        """The sum that an item's prediction is, term by term."""
        fold, model = self.fold, self.model
        own, loadings = self.space.profile(fold), self.space.items[item].astype(np.float64)
        row = model.Q[item].astype(np.float64)
        rest = float(row @ fold.factors.astype(np.float64) - own @ loadings)
        coordinates = own + self.shift
        item_bias = float(model.item_bias[item])
        total = model.mu + fold.bias + item_bias + float(coordinates @ loadings) + rest
        return Terms(
            item=item,
            mean=float(model.mu),
            user_bias=fold.bias,
            item_bias=item_bias,
            coordinates=coordinates,
            loadings=loadings,
            rest=rest,
            total=total,
            held=self._held(total),
        )

    def _held(self, stars: float) -> float:
        return float(self.model.on_scale(stars))


def slide(
    model: FactorModel, taste: Taste, space: FactorSpace, known: Flags, shift: npt.ArrayLike
) -> Slid:
    """Slide a taste that is by `model` along the axes of `space`.

    known: the well-known items, (n_items,) bool. shift: (c,), in units of a typical person. What
    the profile's bias and the factors off the axes say stays as it is, so a prediction moves by
    shift . items[i], exactly.
    """
    assert taste.raw is not None
    by = np.asarray(shift, np.float64)
    scores = taste.raw
    if by.any():
        # In this thread alone: several, as @ takes, wait for each other on a busy machine.
        scores = scores + np.einsum("nc,c->n", space.items, by.astype(np.float32))
    return Slid(model, taste, space, known, by, scores)


def _rank(scores: Floats, score: np.float32, before_it: int) -> int:
    """The place of a score among `scores` (n,), from 1, `before_it` of them being of lower
    index: of equals the lower index comes first."""
    higher = np.count_nonzero(scores > score)
    return int(higher + np.count_nonzero(scores[:before_it] == score)) + 1
