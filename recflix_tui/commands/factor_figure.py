"""Factors as a picture in a file: titles and a profile in three of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import numpy as np

from recflix_tui.factors.axes import Axes
from recflix_tui.factors.labels import FactorCard
from recflix_tui.factors.space import FactorsError, FactorSpace
from recflix_tui.library.library import Library
from recflix_tui.library.lookup import title_with_year
from recflix_tui.pictures.files.figures import Kind, Named, save_cloud
from recflix_tui.recommend.well_known import well_known
from recflix_tui.store.records import Profile

N_NAMED = 6  # titles at each end of an axis

# Told apart by those who see few colours too (Okabe and Ito 2008), and a brown; grey for "other".
COLOURS = (
    (0, 114, 178),
    (230, 159, 0),
    (0, 158, 115),
    (213, 94, 0),
    (86, 180, 233),
    (204, 121, 167),
    (117, 76, 36),
    (218, 197, 20),
)
GREY = (176, 180, 186)
AXES_WORDS = {
    Axes.COMPONENTS: "principal components",
    Axes.VARIMAX: "components turned by varimax",
    Axes.LEARNED: "factors as they were learnt",
}
"""The kinds of axes, in a title's words."""


def save_factors(
    library: Library, space: FactorSpace, profile: Profile | None, file: Path, kind: Kind
) -> None:
    """Save the well-known titles, and the profile, along the first three axes of the space.

    Raises FactorsError where the space has no axes, OSError where the file cannot be written.
    """
    if space.n == 0:
        raise FactorsError("this model learnt no factors to show; train another: recflix train")
    dataset = library.snapshot.need_dataset()
    shown = library.factors.scene(space, tuple(range(min(space.n, 3))))
    cards = library.factors.cards(profile.id if profile else None, space, N_NAMED)[:3]
    genres = library.factors.main_genres(space)
    known = well_known(dataset)
    inks = np.array([*COLOURS[: len(genres.names) - 1], GREY], np.uint8)
    place = None
    if profile is not None:
        x, y, z = shown.place(library.factors.coordinates(profile.id, space)).tolist()
        place = Named((x, y, z), profile.name)
    share = sum(card.share for card in cards)
    save_cloud(
        file,
        kind,
        points=shown.points[known],
        colours=inks[genres.of_items[known]],
        names=[
            Named(_point(shown.points[item]), title_with_year(dataset, item))
            for item in _strongest(cards)
        ],
        axes=_axis_names(cards),
        title=f"The hidden factors of {dataset.name}: {np.count_nonzero(known):,} well-known titles"
        + (f" and {profile.name}" if profile else ""),
        subtitle=f"The first {len(cards)} {AXES_WORDS[space.axes]}: {share:.0%} of what all "
        "factors move predictions by. Titles near each other are for the same tastes.",
        legend=[(_rgb(ink), name) for ink, name in zip(inks, genres.names, strict=True)],
        profile=place,
    )


def _strongest(cards: tuple[FactorCard, ...]) -> Iterator[int]:
    """The titles at the ends, each once: the strongest of every end first."""
    ends = [end.titles for card in cards for end in (card.low, card.high)]
    ranks = zip_longest(*ends)
    yield from dict.fromkeys(title[0] for rank in ranks for title in rank if title is not None)


def _axis_names(cards: tuple[FactorCard, ...]) -> tuple[str, str, str]:
    """What gathers at the ends of each axis, by the first label of both."""
    names = [
        f"{card.number}  {_first(card.low.name)} ◂▸ {_first(card.high.name)}" for card in cards
    ]
    x, y, z = (*names, "", "")[:3]
    return x, y, z


def _first(name: str) -> str:
    return name.split(", ")[0]


def _point(row: np.ndarray) -> tuple[float, float, float]:
    x, y, z = row.tolist()
    return x, y, z


def _rgb(ink: np.ndarray) -> tuple[int, int, int]:
    r, g, b = ink.tolist()
    return r, g, b
