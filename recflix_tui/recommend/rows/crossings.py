"""Dark Sci-Fi, 1940s Noir: where two genres, or a genre and a decade, that the profile rates above
the rest meet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.alike.rarity import genre_rarity
from recflix_tui.recommend.best import best
from recflix_tui.recommend.browse import in_genre_and_decade
from recflix_tui.recommend.expected_stars import rank_order
from recflix_tui.recommend.once import once_a_dataset
from recflix_tui.recommend.row.row import Ingredient, Row, RowContext, RowKind, make_row
from recflix_tui.recommend.row.strong import of_the_day, pull_of, strengths, strongest_of
from recflix_tui.recommend.signals.ratings import rated_arrays
from recflix_tui.recommend.taste import Taste
from recflix_tui.recommend.well_known import known_enough

BEST, AT_ONCE = 4, 2  # pairs of genres that take turns, and how many stand on one page
BEST_OF_DECADES, OF_DECADES_AT_ONCE = 3, 1  # the same of genres with a decade
USUAL = 0.3  # of all titles: a genre that more have tells little
LEAST_RATED = 2  # titles of both

_AS_A_KIND = {
    "Action": "Action-Packed",
    "Adventure": "Adventurous",
    "Animation": "Animated",
    "Children": "Family-Friendly",
    "Children's": "Family-Friendly",
    "Comedy": "Funny",
    "Crime": "Crime",
    "Documentary": "Documentary",
    "Drama": "Dramatic",
    "Fantasy": "Fantasy",
    "Film-Noir": "Noir",
    "Horror": "Horror",
    "Musical": "Musical",
    "Mystery": "Mysterious",
    "Romance": "Romantic",
    "Sci-Fi": "Sci-Fi",
    "Thriller": "Tense",
    "War": "Wartime",
    "Western": "Western",
}
"""What a genre is called where it tells of what kind titles of another one are."""

_DARK = {"Fantasy", "Mystery", "Sci-Fi", "Thriller"}
"""Genres whose titles are called dark where they are horror, too; a horror comedy is no dark
one."""

_AS_TITLES = {
    "Adventure": "Adventures",
    "Children": "Family Films",
    "Children's": "Family Films",
    "Comedy": "Comedies",
    "Crime": "Crime Films",
    "Documentary": "Documentaries",
    "Drama": "Dramas",
    "Film-Noir": "Noir",
    "Musical": "Musicals",
    "Mystery": "Mysteries",
    "Romance": "Romances",
    "Thriller": "Thrillers",
    "War": "War Films",
    "Western": "Westerns",
}
"""What titles of a genre are called, where that is not its name."""


class Crossing(NamedTuple):
    """Two genres, and how the profile rates titles of both."""

    first: int
    """The genre that titles of both are called by: the stronger one."""
    other: int
    """The other genre."""
    score: float
    """How much better than the rest they are rated (`strengths`)."""


class OfDecade(NamedTuple):
    """A genre in a decade, and how the profile rates its titles."""

    genre: int
    """The genre."""
    decade: int
    """The first year of the decade."""
    score: float
    """How much better than the rest they are rated (`strengths`)."""


def strongest_crossings(taste: Taste, dataset: Dataset) -> list[Crossing]:
    """Return the pairs of genres whose titles the profile rates above the rest, the strongest
    first; of those of which it rated two titles or more, the best four that are two thirds as
    strong as the first."""
    items, _ = rated_arrays(taste.ratings)
    telling = _telling(dataset)
    pairs = np.array(list(combinations(telling, 2)), np.int64).reshape(-1, 2)
    inside = np.array([dataset.in_genre(g, items) for g in range(64)])
    both = inside[pairs[:, 0]] & inside[pairs[:, 1]]
    enough = both.sum(axis=1) >= LEAST_RATED
    pairs, both = pairs[enough], both[enough]
    alone, scores = strengths(taste, dataset, inside), strengths(taste, dataset, both)
    found = []
    for at in strongest_of(scores, BEST):
        first, other = sorted(pairs[at].tolist(), key=lambda genre: (-alone[genre], genre))
        found.append(Crossing(first, other, float(scores[at])))
    return found


def strongest_of_decades(taste: Taste, dataset: Dataset) -> list[OfDecade]:
    """Return the genres with a decade whose titles the profile rates above the rest, the strongest
    first; of those of which it rated two titles or more, the best three that are two thirds as
    strong as the first."""
    items, _ = rated_arrays(taste.ratings)
    decades = dataset.years[items] // 10 * 10
    rated = {genre: dataset.in_genre(genre, items) for genre in _telling(dataset)}
    pairs = [(genre, int(decade)) for genre in rated for decade in np.unique(decades[decades > 0])]
    both = [rated[genre] & (decades == decade) for genre, decade in pairs]
    enough = [at for at, those in enumerate(both) if those.sum() >= LEAST_RATED]
    scores = strengths(taste, dataset, [both[at] for at in enough])
    return [
        OfDecade(*pairs[enough[at]], float(scores[at]))
        for at in strongest_of(scores, BEST_OF_DECADES)
    ]


@once_a_dataset
def _telling(dataset: Dataset) -> list[int]:
    """The genres that say something of a title: not those that more than three in ten have."""
    genres = np.flatnonzero(genre_rarity(dataset) > 0).tolist()
    most = USUAL * dataset.n_items
    return [genre for genre in genres if np.count_nonzero(dataset.in_genre(genre)) <= most]


def crossing_name(dataset: Dataset, crossing: Crossing) -> str:
    """What titles of both genres are called: `Dark Sci-Fi`."""
    first, other = (dataset.genre_names[genre] for genre in crossing[:2])
    if other not in _AS_A_KIND:
        return f"{first} and {other}"
    kind = "Dark" if other == "Horror" and first in _DARK else _AS_A_KIND[other]
    return f"{kind} {_AS_TITLES.get(first, first)}"


def name_of_decade(dataset: Dataset, crossing: OfDecade) -> str:
    """What titles of a genre in a decade are called: `1940s Noir`."""
    genre = dataset.genre_names[crossing.genre]
    return f"{crossing.decade}s {_AS_TITLES.get(genre, genre)}"


def _build(context: RowContext) -> Iterator[Row]:
    if not context.is_personal or not context.taste.ratings:
        return
    yield from _of_two_genres(context)
    yield from _of_decades(context)


def _of_two_genres(context: RowContext) -> Iterator[Row]:
    dataset = context.dataset
    names, strongest = dataset.genre_names, strongest_crossings(context.taste, dataset)
    for at in of_the_day(context.day, "crossing", len(strongest), AT_ONCE):
        first, other, score = strongest[at]
        items = _best_of(context, dataset.in_genre(first) & dataset.in_genre(other))
        note = f"{names[first]} and {names[other]} in one, which you rate above the rest"
        name = crossing_name(dataset, strongest[at])
        yield make_row(f"crossing:{first}-{other}", name, note, items, pull=pull_of(score))


def _of_decades(context: RowContext) -> Iterator[Row]:
    dataset = context.dataset
    strongest = strongest_of_decades(context.taste, dataset)
    for at in of_the_day(context.day, "genre of decade", len(strongest), OF_DECADES_AT_ONCE):
        genre, decade, score = strongest[at]
        named = dataset.genre_names[genre]
        items = _best_of(context, in_genre_and_decade(dataset, named, decade))
        note = f"{named} of the {decade}s, which you rate above the rest"
        name = name_of_decade(dataset, strongest[at])
        yield make_row(f"crossing:{genre}-{decade}s", name, note, items, pull=pull_of(score))


def _best_of(context: RowContext, both: NDArray[np.bool_]) -> NDArray[np.intp]:
    taste, dataset = context.taste, context.dataset
    known = known_enough(dataset, taste.open_items & both)
    return best(rank_order(taste, dataset), known, context.depth)


_MADE_OF = (
    Ingredient.ORDER | Ingredient.OPEN | Ingredient.RATINGS | Ingredient.PERSONAL | Ingredient.DAY
)
CROSSINGS = RowKind("crossing", _build, _MADE_OF, least=4, pull=0.65)
