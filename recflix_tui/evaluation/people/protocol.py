"""Who is held out, what the app is told of them, and what is to be found.

Every person is wholly held out of training once. The first ratings that they gave are told; of
the rest the liked ones are to be found among all titles but those told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from recflix_tui.evaluation.people.given import Given, given_of, in_order_given
from recflix_tui.evaluation.ranking import MOST_USERS, Question
from recflix_tui.kernels.arrays import Flags, Ints, Longs
from recflix_tui.kernels.grouped import group
from recflix_tui.model.pick_curves import liked_from
from recflix_tui.model.ratings import ModelError, Ratings


@dataclass(frozen=True)
class Fold:
    """People to be asked about, and what is learnt from before."""

    train: Ratings
    """What models are trained on."""
    given: Given
    """What is told of those who are asked about."""
    rest: Ratings
    """Their ratings that nobody is told of."""
    question: Question
    """Whom to rank for, and what is to be found."""
    liked_from: float
    """The stars from which on a title is to be found."""


@dataclass(frozen=True)
class People:
    """Folds of people, and who is left out of the lists."""

    make: tuple[Callable[[], Fold], ...]
    """Makes each fold, in each of which other people are held out; one at a time, since each has
    the ratings of its training."""
    n_people: int
    """People with ratings."""
    n_too_few: int
    """People who have no rating beside those that would be told."""
    n_asked: int
    """People whose lists are measured."""
    n_nothing_liked: int
    """People, of those who could be asked, who liked nothing of the rest."""
    n_rest: int
    """Ratings to predict."""
    n_titles: int
    """Titles that may be shown, but for those told."""
    liked_from: float
    """The stars from which on a title is liked and to be found."""
    is_sample: bool
    """Whether those who are asked about are a random sample of those who could be."""

    @property
    def n_folds(self) -> int:
        """Trainings that there will be."""
        return len(self.make)

    def folds(self) -> Iterator[Fold]:
        """The folds, each made when it is its turn."""
        for make in self.make:
            yield make()


def people_of(
    ratings: Ratings, given: int, folds: int, seed: int, liked: float | None = None
) -> People:
    """Hold out everybody once.

    given: how many ratings are told of each; liked: the stars from which on a title is to be
    found, None for the usual ones of the scale.

    The folds are drawn by the seed, and so is the order of ratings of one moment. Of more than
    10,000 people a random sample is asked about. Raises ModelError where there is nobody to ask.
    """
    counts = np.bincount(ratings.users, minlength=ratings.n_users)
    there, enough = np.flatnonzero(counts), counts > given
    if len(there) < folds:
        raise ModelError(f"people with ratings: {len(there)}; give at most so many --folds")
    if not enough.any():
        raise ModelError(
            f"nobody rated more than {counts.max()} titles; give --given less than that"
        )
    told, least = _ranks(ratings, counts, seed) < given, _least(ratings, liked)
    drawn = there[np.random.default_rng(seed).permutation(len(there))]
    held = [drawn[number::folds] for number in range(folds)]
    asked = [_some(of[enough[of]], MOST_USERS // folds, seed) for of in held]

    def make(number: int) -> Fold:
        own = _among(asked[number], ratings)
        train = ratings.part(~_among(held[number], ratings))
        return fold_of(train, ratings.part(own & told), ratings.part(own & ~told), least, seed)

    rest = ratings.part(_among(np.concatenate(asked), ratings) & ~told)
    makers = tuple(partial(make, number) for number in range(folds))
    return _people(makers, len(there), int(enough[there].sum()), rest, rest.stars >= least, least)


def train_and_test(train: Ratings, test: Ratings, seed: int, liked: float | None = None) -> People:
    """Everybody is trained on and told; what they liked of the test's ratings is to be found.

    Both have the same users and items; liked: as in `people_of`. Of more than 10,000 people a
    random sample is asked about. Raises ModelError where there is nobody to ask.
    """
    there = np.unique(test.users)
    known = np.bincount(train.users, minlength=train.n_users)[there] > 0
    rest = test.part(_among(_some(there[known], MOST_USERS, seed), test))
    least = _least(test, liked)
    wanted = (rest.stars >= least) & ~_again(train, rest)
    makers = (partial(fold_of, train, train, rest, least, seed),)
    return _people(makers, len(there), int(known.sum()), rest, wanted, least)


def fold_of(train: Ratings, told: Ratings, rest: Ratings, least: float, seed: int) -> Fold:
    """The question that follows: what the people of `rest` gave so many stars or more, but for
    what was told."""
    liked = (rest.stars >= least) & ~_again(told, rest)
    relevant = group(rest.users[liked], rest.items[liked], rest.stars[liked], rest.n_users)
    question = Question(
        users=np.flatnonzero(relevant.counts),
        seen=group(told.users, told.items, told.stars, told.n_users),
        relevant=relevant,
        candidates=np.ones(train.n_items, bool),
        by_item=group(train.items, train.users, train.stars, train.n_items),
        n_raters=len(np.unique(train.users)),
    )
    return Fold(train, given_of(told, seed), rest, question, least)


def _ranks(ratings: Ratings, counts: Longs, seed: int) -> Longs:
    """The place of each rating among its person's, the oldest 0, (n,); counts: of each person."""
    order = in_order_given(ratings.users, ratings.when, seed)
    starts = np.cumsum(counts) - counts
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order)) - starts[ratings.users[order]]
    return ranks


def _some(people: Ints, most: int, seed: int) -> Ints:
    """At most so many of the people, at random."""
    if len(people) <= most:
        return people
    return np.random.default_rng(seed).choice(people, most, replace=False)


def _among(people: Ints, ratings: Ratings) -> Flags:
    """Which ratings are of some people, (n,) bool."""
    own = np.zeros(ratings.n_users, bool)
    own[people] = True
    return np.asarray(own[ratings.users], bool)


def _people(
    make: tuple[Callable[[], Fold], ...],
    n_people: int,
    n_enough: int,
    rest: Ratings,
    wanted: Flags,
    least: float,
) -> People:
    """n_enough: people with ratings to tell and others to ask about; rest: the latter, of those
    who are drawn; wanted: which of these are to be found, (n,) bool; least: stars."""
    n_drawn, n_asked = len(np.unique(rest.users)), len(np.unique(rest.users[wanted]))
    if not n_asked:
        raise ModelError(
            f"nobody gave {least:g} stars or more to a title that is to be found; these ratings "
            "are too few, or --liked-from is too high"
        )
    return People(
        make=make,
        n_people=n_people,
        n_too_few=n_people - n_enough,
        n_asked=n_asked,
        n_nothing_liked=n_drawn - n_asked,
        n_rest=len(rest.stars),
        n_titles=rest.n_items,
        liked_from=least,
        is_sample=n_drawn < n_enough,
    )


def _least(ratings: Ratings, liked: float | None) -> float:
    """The lowest stars that there are, of those from which on a title is to be found."""
    bar = liked_from(ratings.low, ratings.high) if liked is None else liked
    there = ratings.stars[ratings.stars >= bar]
    return float(there.min()) if len(there) else bar


def _again(told: Ratings, rest: Ratings) -> Flags:
    """Which ratings of the rest are of titles that were told, (n,) bool."""
    known, asked = (of.users.astype(np.int64) * of.n_items + of.items for of in (told, rest))
    return np.isin(asked, known)
