"""Stochastic gradient descent, one rating at a time: the error, and the nudge it gives.

A rating is predicted as `mean + user bias + movie bias + P[user] · Q[item]`. What the prediction
misses is the error, and each number that took part in it is moved by a small share of it (Koren,
Bell & Volinsky, "Matrix factorization techniques for recommender systems", 2009). Plain Python
floats: a nudge is a handful of sums, and what runs away becomes infinite without a warning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from recflix_tui.kernels.arrays import Doubles
from recflix_tui.lab.worked.example import Cell
from recflix_tui.lab.worked.settings import WorkedSettings


class Rates(NamedTuple):
    """How far one rating moves the numbers."""

    rate: float
    """The learning rate of the factors."""
    bias_rate: float
    """That of the biases; 0 in the plain stage, which has none."""
    reg: float
    """Lambda; 0 in the stages without regularisation."""


class Stage(StrEnum):
    """The stages in their order, each with one idea more than the one before."""

    PLAIN = "plain"
    """Factors alone."""
    BIASED = "biased"
    """The mean and biases too; the factors go on from where the plain ones ended."""
    REGULARIZED = "regularized"
    """From fresh factors, each number pulled back towards zero."""

    @property
    def word(self) -> str:
        """What it is called in a sentence."""
        return "regularised" if self is Stage.REGULARIZED else self.value

    @property
    def has_biases(self) -> bool:
        """Whether the mean and the biases take part."""
        return self is not Stage.PLAIN

    def rates(self, settings: WorkedSettings) -> Rates:
        """Return how far a rating moves the numbers in this stage."""
        return Rates(
            settings.rate,
            settings.bias_rate if self.has_biases else 0.0,
            settings.reg if self is Stage.REGULARIZED else 0.0,
        )

    def epochs(self, settings: WorkedSettings) -> int:
        """Return how often the stage goes through all ratings."""
        return {
            Stage.PLAIN: settings.plain_epochs,
            Stage.BIASED: settings.biased_epochs,
            Stage.REGULARIZED: settings.regularized_epochs,
        }[self]


@dataclass(frozen=True, eq=False)
class Numbers:
    """All that is learnt, at one moment. Nobody writes into the arrays."""

    mean: float
    """What every prediction starts from, in stars: 0 in the plain stage."""
    user_bias: Doubles
    """How far above the mean each person rates, in stars, (m,) float64."""
    movie_bias: Doubles
    """How far above the mean each film is rated, in stars, (n,) float64."""
    P: Doubles
    """The factors of each person, (m, k) float64."""
    Q: Doubles
    """The factors of each film, (n, k) float64."""

    @property
    def predictions(self) -> Doubles:
        """R̂: what each person would rate each film, in stars, (m, n) float64."""
        biases = self.user_bias[:, None] + self.movie_bias[None, :]
        return self.mean + biases + self.P @ self.Q.T


class Touched(NamedTuple):
    """The numbers that take part in one prediction."""

    user_bias: float
    """The person's, in stars."""
    movie_bias: float
    """The film's, in stars."""
    P: tuple[float, ...]
    """The person's factors, (k,)."""
    Q: tuple[float, ...]
    """The film's factors, (k,)."""


class Push(NamedTuple):
    """What one number gets of a nudge: `after = before + error_part + reg_part`."""

    before: float
    """The number."""
    error_part: float
    """Rate times error, for a factor times its partner too: towards the rating."""
    reg_part: float
    """Minus rate times lambda times the number: back towards zero."""
    after: float
    """The number that comes of it."""


class Nudge(NamedTuple):
    """What one rating does to the numbers behind its prediction."""

    user: int
    """The person's place."""
    item: int
    """The film's place."""
    stars: float
    """The rating."""
    mean: float
    """The mean that the prediction starts from, in stars."""
    predicted: float
    """The prediction before the nudge, in stars."""
    error: float
    """`stars - predicted`: taken before anything is moved."""
    rates: Rates
    """How far it moves them."""
    before: Touched
    """The numbers that made the prediction."""
    after: Touched
    """The same numbers, nudged."""

    @property
    def new_predicted(self) -> float:
        """What the nudged numbers predict of the same cell, in stars."""
        return predicted(self.mean, self.after)

    @property
    def user_bias(self) -> Push:
        """What the person's bias gets."""
        return self._push(self.before.user_bias, self.after.user_bias, self.rates.bias_rate, 1.0)

    @property
    def movie_bias(self) -> Push:
        """What the film's bias gets."""
        return self._push(self.before.movie_bias, self.after.movie_bias, self.rates.bias_rate, 1.0)

    @property
    def P(self) -> tuple[Push, ...]:
        """What each of the person's factors gets: in proportion to the film's."""
        rows = zip(self.before.P, self.after.P, self.before.Q, strict=True)
        return tuple(self._push(before, after, self.rates.rate, q) for before, after, q in rows)

    @property
    def Q(self) -> tuple[Push, ...]:
        """What each of the film's factors gets: in proportion to the person's, just moved."""
        rows = zip(self.before.Q, self.after.Q, self.after.P, strict=True)
        return tuple(self._push(before, after, self.rates.rate, p) for before, after, p in rows)

    def _push(self, before: float, after: float, rate: float, partner: float) -> Push:
        return Push(before, rate * self.error * partner, -rate * self.rates.reg * before, after)


def predicted(mean: float, numbers: Touched) -> float:
    """Return the prediction that these numbers make, in stars."""
    user_bias, movie_bias, P, Q = numbers
    dot = 0.0
    for p, q in zip(P, Q, strict=True):
        dot += p * q
    return mean + user_bias + movie_bias + dot


def nudge_of(mean: float, before: Touched, rates: Rates, cell: Cell, stars: float) -> Nudge:
    """Return what the rating of a cell does to the numbers that predict it.

    The error is taken first; then the biases move, then the person's factors, then the film's
    factors by the person's as they are now.
    """
    rate, bias_rate, reg = rates
    guess = predicted(mean, before)
    error = stars - guess
    user_bias, movie_bias, P, Q = before
    user_bias += bias_rate * (error - reg * user_bias)
    movie_bias += bias_rate * (error - reg * movie_bias)
    P = tuple([p + rate * (error * q - reg * p) for p, q in zip(P, Q, strict=True)])
    Q = tuple([q + rate * (error * p - reg * q) for p, q in zip(P, Q, strict=True)])
    after = Touched(user_bias, movie_bias, P, Q)
    return Nudge(cell[0], cell[1], stars, mean, guess, error, rates, before, after)


def nudge(
    numbers: Numbers, stage: Stage, settings: WorkedSettings, user: int, item: int, stars: float
) -> Nudge:
    """Return what one rating does to the numbers that predict it; they stay as they are."""
    desk = Desk(numbers)
    return nudge_of(
        numbers.mean, desk.touched(user, item), stage.rates(settings), (user, item), stars
    )


def nudged(numbers: Numbers, done: Nudge) -> Numbers:
    """Return the numbers after a nudge."""
    desk = Desk(numbers)
    desk.put(done)
    return desk.numbers


class Desk:
    """Numbers while they are worked on: as lists, which single numbers are soonest read from."""

    def __init__(self, numbers: Numbers) -> None:
        self._mean = numbers.mean
        self._user_bias: list[float] = numbers.user_bias.tolist()
        self._movie_bias: list[float] = numbers.movie_bias.tolist()
        self._P = [tuple(row) for row in numbers.P.tolist()]
        self._Q = [tuple(row) for row in numbers.Q.tolist()]

    def touched(self, user: int, item: int) -> Touched:
        """Return the numbers that predict a cell."""
        return Touched(self._user_bias[user], self._movie_bias[item], self._P[user], self._Q[item])

    def put(self, done: Nudge) -> None:
        """Take what a nudge made of the numbers of its cell."""
        user, item = done.user, done.item
        self._user_bias[user], self._movie_bias[item], self._P[user], self._Q[item] = done.after

    @property
    def numbers(self) -> Numbers:
        """The numbers as they are now."""
        return Numbers(
            self._mean,
            np.array(self._user_bias),
            np.array(self._movie_bias),
            np.array(self._P),
            np.array(self._Q),
        )
