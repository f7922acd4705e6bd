"""What the Factors screen shows, read from the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from recflix_tui.factors.showing.colouring import Levels, prediction_range, rating_levels
from recflix_tui.factors.showing.pulls import pull_strengths
from recflix_tui.pictures.levels import linear_levels
from recflix_tui.widgets.titles.top_list import TopRow

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.factors.axes import Axes
    from recflix_tui.factors.genres import MainGenres
    from recflix_tui.factors.keeping import Keeping
    from recflix_tui.factors.labels import FactorCard
    from recflix_tui.factors.scene import Scene
    from recflix_tui.factors.slide import Slid
    from recflix_tui.factors.space import FactorSpace
    from recflix_tui.library.library import Library
    from recflix_tui.library.snapshot import Snapshot
    from recflix_tui.recommend.facts import TitleFacts

N_TOP = 10
MOST_AXES = 3  # shown at once
N_ENDS = 8  # titles at each end of a factor
N_SHOWN_ENDS = 3  # of them, whose names are offered to the cloud


class Colour(StrEnum):
    """What the points are coloured by."""

    GENRE = "genre"
    PREDICTION = "prediction"
    RATING = "your rating"


@dataclass(frozen=True)
class Ground:
    """What hangs on the model, the dataset and the kind of axes alone."""

    snapshot: Snapshot
    """The dataset and the model that it is of."""
    space: FactorSpace
    """Users and titles along the axes."""
    genres: MainGenres
    """A genre for each title."""

    @property
    def dataset(self) -> Dataset:
        """The dataset in use."""
        return self.snapshot.need_dataset()


@dataclass(frozen=True)
class SlidView:
    """A slid taste as the screen shows it."""

    profile: int
    """Whose it is."""
    ground: Ground
    """The axes."""
    slid: Slid
    """The taste."""
    top: Sequence[TopRow]
    """The best titles for it, the best first."""
    strengths: Sequence[float]
    """How strongly it pulls each of them in, 0 to 1."""


@dataclass(frozen=True)
class Selected:
    """The title that was picked."""

    facts: TitleFacts
    """What is known of it."""
    near: Sequence[int]
    """The well-known titles that are like it, the likest first."""


def load_ground(library: Library, axes: Axes | None) -> Ground:
    """The axes of that kind, the model's default ones for None. Seconds, where many people are.

    Raises LibraryError where there is no dataset or no model.
    """
    factors = library.factors
    space = factors.space(axes or factors.available()[0])
    return Ground(factors.snapshot_of(space), space, factors.main_genres(space))


def axes_shown(asked: Sequence[int], n: int) -> tuple[int, ...]:
    """Of the axes asked for those that a space of `n` has, filled up to three by its first."""
    there = (axis for axis in (*asked, *range(n)) if axis < n)
    return tuple(dict.fromkeys(there))[:MOST_AXES]


def load_cards(library: Library, profile: int, ground: Ground) -> tuple[FactorCard, ...]:
    """What is to be said of each factor, and where the profile stands."""
    return library.factors.cards(profile, ground.space, N_ENDS)


def load_learned(library: Library, profile: int, ground: Ground) -> tuple[float, ...]:
    """Where the profile stands by what it rated, in units of a typical person."""
    return tuple(library.factors.coordinates(profile, ground.space).tolist())


def load_scene(library: Library, ground: Ground, axes: tuple[int, ...]) -> Scene:
    """The titles as points along up to three of the axes."""
    return library.factors.scene(ground.space, axes)


def load_slid(
    library: Library, profile: int, ground: Ground, shift: Sequence[float], n_top: int
) -> SlidView:
    """What becomes of the predictions when the profile's taste is slid by so much."""
    slid = library.factors.slide(profile, ground.space, shift)
    top = [
        TopRow(
            item=title.item,
            title=ground.dataset.title(title.item),
            prediction=title.prediction,
            rank=title.rank,
            climbed=title.climbed,
            is_beyond=title.is_beyond,
        )
        for title in slid.top(n_top)
    ]
    return SlidView(profile, ground, slid, top, pull_strengths(slid, [row.item for row in top]))


def load_selected(library: Library, profile: int, item: int) -> Selected:
    """What is known of a title, and which are near it."""
    facts = library.recommendations.facts(profile, item)
    return Selected(facts, [near for near, _ in facts.similar])


def keep_taste(
    library: Library, profile: int, ground: Ground, shift: Sequence[float], name: str
) -> str:
    """Keep the slid taste as a new profile; gives its name."""
    kept, _ = library.factors.keep(profile, name, ground.space, shift)
    return kept.name


def load_keeping(
    library: Library, profile: int, ground: Ground, shift: Sequence[float]
) -> tuple[Keeping, int, list[str]]:
    """The ratings that the slid taste would be kept as, how many the profile has itself, and the
    names that are taken."""
    own = library.recommendations.taste(profile).activity.ratings
    names = [summary.name for summary in library.profiles.summaries()]
    return library.factors.keeping(profile, ground.space, shift), len(own), names


def colours_of(colour: Colour, view: SlidView, n: int) -> tuple[Levels, tuple[float, float] | None]:
    """The index of each title's colour, (n_items,), and the stars that the colours lead from and
    to, where they are a scale.

    n: the colours of the scale; n itself stands for no rating. By prediction the colours go by
    the slid taste, from and to the stars of the learnt one, so that sliding is seen.
    """
    ground = view.ground
    if colour is Colour.GENRE:
        return ground.genres.of_items, None
    if colour is Colour.PREDICTION:
        learned = view.slid.taste.predictions
        assert learned is not None
        low, high = prediction_range(learned, view.slid.known)
        return linear_levels(view.slid.predictions, low, high, n)[0], (low, high)
    scale = ground.dataset.scale
    ratings = view.slid.taste.activity.ratings
    levels = rating_levels(ratings, ground.dataset.n_items, scale.low, scale.high, n)
    return levels, (scale.low, scale.high)


def rated_first(view: SlidView) -> list[int]:
    """What the profile rated, the highest first."""
    ratings = view.slid.taste.activity.ratings
    return sorted(ratings, key=lambda item: -ratings[item])


def names_for(
    ground: Ground,
    cards: Sequence[FactorCard],
    axes: Sequence[int],
    first: Sequence[int],
) -> dict[int, str]:
    """The names that the cloud may write, the most important first: those of `first`, then the
    strongest titles at the ends of the axes shown, one of each end in turn."""
    ends = [
        end for axis in axes if axis < len(cards) for end in (cards[axis].high, cards[axis].low)
    ]
    in_turn = [
        end.titles[place][0]
        for place in range(N_SHOWN_ENDS)
        for end in ends
        if place < len(end.titles)
    ]
    return {item: ground.dataset.title(item) for item in dict.fromkeys([*first, *in_turn])}
