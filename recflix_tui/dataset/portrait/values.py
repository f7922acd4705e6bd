"""The figures of a dataset, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recflix_tui.dataset.credits.credits import CreditCounts

FEW = 5
"""Fewer ratings than these say little about a title."""
NO_GENRE = "none listed"
"""What titles without a genre are counted under."""


@dataclass(frozen=True)
class Bin:
    """Those with a like number of ratings: bins double, so they are of one width on a log axis."""

    least: int
    """The fewest ratings of those in it: 1, 2, 4, 8, ..."""
    most: int
    """The most: 1, 3, 7, 15, ..."""
    n: int
    """How many users, or titles, are in it."""


@dataclass(frozen=True)
class Spread:
    """How ratings are spread over users, or over titles: n of them, those without one included."""

    n: int
    """How many users, or titles, there are."""
    n_without: int
    """How many of them have no rating."""
    n_few: int
    """How many of them have fewer than FEW ratings, none included."""
    least: int
    """The fewest ratings of one of them."""
    median: float
    """As many have fewer ratings as have more."""
    mean: float
    """Ratings of one, on average."""
    most: int
    """The most ratings of one of them."""
    n_half: int
    """So many, those with the most ratings, have half of all ratings."""
    gini: float
    """0 where all have as many ratings as each other; towards 1, the more one has all of them."""
    bins: tuple[Bin, ...]
    """Of those with a rating, from one rating to the most, none left out between."""


@dataclass(frozen=True)
class StarsFigure:
    """How often one value of the scale was given."""

    stars: float
    """The value."""
    n_ratings: int
    """How many ratings are of it."""


@dataclass(frozen=True)
class Period:
    """A year or a month."""

    begin: str
    """`1996`, or `1996-03`, in UTC."""
    n_ratings: int
    """How many ratings were given in it."""
    mean_stars: float | None
    """Their mean, None where there are none."""


@dataclass(frozen=True)
class Timeline:
    """When ratings were given, as far as that is known."""

    unit: Literal["year", "month"]
    """What a period is: a month where there are few."""
    first_day: str
    """The day of the first rating, `1996-03-29`, in UTC."""
    last_day: str
    """The day of the last one."""
    periods: tuple[Period, ...]
    """From the first to the last, none left out between."""
    n_unknown: int
    """How many ratings have no time."""


@dataclass(frozen=True)
class GenreFigures:
    """The titles of one genre: a title of several genres is counted in each."""

    name: str
    """The genre, or NO_GENRE."""
    n_titles: int
    """How many titles it has."""
    n_ratings: int
    """How many ratings these have."""
    mean_stars: float | None
    """The mean of those ratings, None where there are none."""


@dataclass(frozen=True)
class Portrait:
    """A dataset in figures."""

    name: str
    """What the dataset is kept under."""
    source: str
    """The folder or zip that it was imported from (its name alone)."""
    n_users: int
    """How many users rated."""
    n_titles: int
    """How many titles there are, rated or not."""
    n_ratings: int
    """How many ratings there are."""
    known_share: float
    """The share of all pairs of a user and a title that have a rating, 0 to 1."""
    mean_stars: float
    """The mean of all ratings."""
    stars: tuple[StarsFigure, ...]
    """Each value of the scale, the lowest first."""
    per_user: Spread
    """How the ratings are spread over users."""
    per_title: Spread
    """How they are spread over titles."""
    time: Timeline | None
    """When they were given, None where no time is known."""
    genres: tuple[GenreFigures, ...]
    """The genre with the most ratings first; titles without one last, where there are any."""
    credits: CreditCounts | None = None
    """Of how many titles directors, cast and running time are known; None where IMDb's files were
    not read."""

    @property
    def sparsity(self) -> float:
        """The share of all pairs of a user and a title without a rating, 0 to 1."""
        return 1.0 - self.known_share
