"""What a surprise may be: a genre, a decade, so many minutes at most, and how daring."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.browse import in_genre_and_decade
from recflix_tui.text import counted


class Daring(enum.StrEnum):
    """How far down what is worth most a surprise is drawn, and how unsure of it one may be."""

    SAFE = "safe"
    USUAL = "usual"
    DARING = "daring"


@dataclass(frozen=True)
class Wanted:
    """Which films a surprise may be; the default is any, drawn as usual."""

    genre: str | None = None
    """A genre by name; None for any."""
    decade: int | None = None
    """A decade by its first year, 1970; None for any."""
    at_most: int | None = None
    """The minutes that it takes at most; None for however long, and those of which that is
    unknown."""
    daring: Daring = Daring.USUAL
    """How daring."""

    @property
    def narrows(self) -> bool:
        """Whether anything but how daring is said."""
        return (self.genre, self.decade, self.at_most) != (None, None, None)


def that_fit(open_items: NDArray[np.bool_], dataset: Dataset, wanted: Wanted) -> NDArray[np.bool_]:
    """Which of the open items, (n_items,) bool, are as wanted: (n_items,) bool. The genre must be
    one of the dataset's."""
    found = open_items & in_genre_and_decade(dataset, wanted.genre, wanted.decade)
    if wanted.at_most is not None:
        if dataset.credits is None:
            return np.zeros(dataset.n_items, np.bool_)
        runtimes = dataset.credits.runtimes
        found &= (runtimes > 0) & (runtimes <= wanted.at_most)
    return found


def problem_with(wanted: Wanted, dataset: Dataset) -> str | None:
    """What of this dataset cannot be wanted at all, and the mend, in a line; None for nothing."""
    if wanted.genre is not None and wanted.genre not in dataset.genre_names:
        there = ", ".join(dataset.genre_names)
        return f'no genre "{wanted.genre}"; {f"there is: {there}" if there else "there is none"}'
    if wanted.decade is not None and wanted.decade % 10:
        return f"{wanted.decade} is no decade; give its first year: {wanted.decade // 10 * 10}"
    if wanted.at_most is not None and dataset.credits is None:
        return (
            f"no running time is known in dataset {dataset.name}; to add them: "
            "recflix dataset enrich --imdb FOLDER"
        )
    return None


def wanted_words(wanted: Wanted) -> str:
    """`Film-Noir, of the 1940s, at most 90 min`; empty where nothing narrows."""
    words = [] if wanted.genre is None else [wanted.genre]
    words += [] if wanted.decade is None else [f"of the {wanted.decade}s"]
    words += [] if wanted.at_most is None else [f"at most {wanted.at_most} min"]
    return ", ".join(words)


def nothing_fits(open_items: NDArray[np.bool_], dataset: Dataset, wanted: Wanted) -> str:
    """Why there is no film to surprise with, and what helps, in a line; open_items: (n_items,)
    bool, of which none is as wanted."""
    if not wanted.narrows or not open_items.any():
        return "no film is left to surprise you with: all are rated, watched or not for you"
    said = f"nothing is left that is {wanted_words(wanted)}"
    found = [
        (name, int(np.count_nonzero(that_fit(open_items, dataset, other))))
        for name, other in _wider(wanted)
    ]
    mends = [f"{counted(n, 'film')} without {name}" for name, n in found if n]
    there = f"there {'is' if mends[:1] and mends[0].startswith('1 film ') else 'are'} "
    return f"{said}: {there + ', '.join(mends) if mends else 'ask for less at once'}"


def _wider(wanted: Wanted) -> Iterator[tuple[str, Wanted]]:
    """What is wanted with one of its bounds left out, and the name of that bound."""
    if wanted.at_most is not None:
        yield "the running time", replace(wanted, at_most=None)
    if wanted.decade is not None:
        yield "the decade", replace(wanted, decade=None)
    if wanted.genre is not None:
        yield "the genre", replace(wanted, genre=None)
