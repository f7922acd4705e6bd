"""What a dataset's figures say, in sentences: of the whole, its users, its titles, its times."""

from __future__ import annotations

import math

from recflix_tui.dataset.portrait.values import FEW, Portrait, Spread
from recflix_tui.text import counted

GINI = "Gini {:.2f} (0: all have equally many, near 1: one has nearly all)"


def of_the_whole(portrait: Portrait) -> tuple[str, ...]:
    """How many there are, how full the table of users and titles is, and what is given."""
    users, titles = counted(portrait.n_users, "user"), counted(portrait.n_titles, "title")
    often = max(portrait.stars, key=lambda each: each.n_ratings)
    return (
        f"{counted(portrait.n_ratings, 'rating')} of {titles} by {users}",
        _fullness(portrait),
        f"{portrait.mean_stars:.2f} stars on average, {often.stars:g} the most often "
        f"({percent(often.n_ratings / portrait.n_ratings)})",
    )


def _fullness(portrait: Portrait) -> str:
    n_cells = portrait.n_users * portrait.n_titles
    cells = f"a table of users and titles has {n_cells:,} cells"
    if portrait.known_share == 1:
        return f"{cells}: all have a rating"
    digits = max(_digits(min(portrait.known_share, portrait.sparsity)), 2)
    return (
        f"{cells}: {100 * portrait.known_share:.{digits}f}% have a rating, "
        f"{100 * portrait.sparsity:.{digits}f}% are empty (the sparsity)"
    )


def of_users(portrait: Portrait) -> tuple[str, ...]:
    """How ratings are spread over users."""
    spread = portrait.per_user
    return (
        _middle(spread, "user"),
        f"half of all ratings are by the {_top(spread, 'most active user')}",
        GINI.format(spread.gini),
    )


def of_titles(portrait: Portrait) -> tuple[str, ...]:
    """How ratings are spread over titles: the long tail."""
    spread = portrait.per_title
    few = f"fewer than {FEW} ratings: {counted(spread.n_few, 'title')}"
    without = f", {spread.n_without:,} of them none" if spread.n_without else ""
    return (
        _middle(spread, "title"),
        f"half of all ratings are on the {_top(spread, 'most rated title')}; "
        "all others are the long tail",
        few + without,
        GINI.format(spread.gini),
    ) + (() if portrait.credits is None else (f"from IMDb: {portrait.credits}",))


def _middle(spread: Spread, who: str) -> str:
    return (
        f"the median {who} has {counted_half(spread.median)}, the mean is {spread.mean:,.1f}; "
        f"from {spread.least:,} to {spread.most:,}"
    )


def counted_half(n: float) -> str:
    """`3 ratings`, `70.5 ratings`: a median may lie between two counts."""
    return counted(int(n), "rating") if n == int(n) else f"{n:,.1f} ratings"


def _top(spread: Spread, who: str) -> str:
    """`354 most rated titles of 9,066 (3.9%)`."""
    top = who if spread.n_half == 1 else counted(spread.n_half, who)
    return f"{top} of {spread.n:,} ({percent(spread.n_half / spread.n)})"


def of_time(portrait: Portrait) -> tuple[str, ...]:
    """When the ratings were given."""
    if portrait.time is None:
        return ("the dataset does not say when its ratings were given",)
    said = f"from {portrait.time.first_day} to {portrait.time.last_day}"
    n = portrait.time.n_unknown
    return (said, f"{counted(n, 'rating')} without a time") if n else (said,)


def percent(share: float) -> str:
    """`1.6%`, `0.18%`, `99.82%`: nothing is shown as 0 or as 100 that is not."""
    return f"{100 * share:.{_digits(min(share, 1 - share))}f}%"


def _digits(share: float) -> int:
    """Digits behind the point that a share below a half needs in percent: one, or as many as
    show two of it."""
    return 1 if share <= 0 else max(1 - math.floor(math.log10(share * 100)), 1)
