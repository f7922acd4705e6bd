"""What a model learns from: ratings, and what is known beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from recflix_tui.errors import RecflixError
from recflix_tui.kernels.arrays import Floats, Ints, Longs

# The side inputs there are, in the order in which they are named and shown.
SIDE_INPUTS = ("implicit", "genres", "decade", "time", "people")


class ModelError(RecflixError):
    """What went wrong with a model, as the one line that the user reads."""


def check_side_inputs(names: Iterable[str]) -> None:
    """Raise ModelError for a side input that no solver knows."""
    unknown = [name for name in names if name not in SIDE_INPUTS]
    if unknown:
        raise ModelError(
            f"there is no side input {unknown[0]!r}; give none, all, or some of "
            f"{','.join(SIDE_INPUTS)}"
        )


@dataclass(frozen=True)
class Features:
    """What is known of each row (an item or a user), as a sparse matrix."""

    indptr: npt.NDArray[np.int64]
    """Row r has the entries from indptr[r] to indptr[r + 1], (n_rows + 1,) int64."""
    indices: npt.NDArray[np.int32]
    """The column of each entry, (nnz,) int32."""
    values: Floats
    """(nnz,) float32."""
    n_features: int
    """The number of columns."""


@dataclass(frozen=True)
class Side:
    """What may be known beside the ratings; None where it is not.

    Who rated which title at all (`implicit`) and when (`time`, from `Ratings.when`) is in the
    ratings themselves.
    """

    genres: Features | None = None
    """Of items."""
    decade: Features | None = None
    """Of items."""
    people: Features | None = None
    """Of users: age, gender, occupation."""


@dataclass(frozen=True)
class Ratings:
    """What a model is trained on."""

    users: Ints
    """(n,) indices below n_users."""
    items: Ints
    """(n,) indices below n_items."""
    stars: Floats
    """(n,) float32."""
    n_users: int
    """Users that there are, with ratings or without."""
    n_items: int
    """Items that there are, with ratings or without."""
    low: float
    """The lower end of the rating scale, in stars."""
    high: float
    """Its upper end."""
    when: npt.NDArray[np.int64] | None = None
    """(n,) int64 unix seconds, 0 where unknown; None where nothing is known of it."""
    side: Side = field(default_factory=Side)
    """What is known beside the ratings."""
    user_names: Longs | None = None
    """(n_users,) int64: what each user is called outside, the same in every training; below 0
    those of the profiles here. None: the indices are the names."""
    item_names: Longs | None = None
    """(n_items,) int64: what each item is called outside. None: the indices are the names."""

    @property
    def arrays(self) -> tuple[Ints, Ints, Floats]:
        """Users, items and stars, as the compiled loops take them."""
        return self.users, self.items, self.stars

    def part(self, mask: npt.NDArray[np.bool_]) -> Ratings:
        """The ratings where the mask (n,) is True, of the same users and items."""
        return replace(
            self,
            users=self.users[mask],
            items=self.items[mask],
            stars=self.stars[mask],
            when=None if self.when is None else self.when[mask],
        )

    def places_of(self, users: npt.NDArray[np.integer]) -> list[npt.NDArray[np.intp]]:
        """Where each of some users' ratings are, in their order; users: (m,) indices."""
        order = np.argsort(self.users, kind="stable")
        own = self.users[order]
        starts, ends = (np.searchsorted(own, users, side=side) for side in ("left", "right"))
        return [order[start:end] for start, end in zip(starts, ends, strict=True)]


def check_ratings(ratings: Ratings) -> None:
    """Raise ModelError for ratings that the compiled loops must not be given."""
    n = len(ratings.stars)
    if n == 0:
        raise ModelError("there are no ratings to train on; rate or import some first")
    if len(ratings.users) != n or len(ratings.items) != n:
        raise ModelError("users, items and ratings differ in number")
    for name, indices, limit in (
        ("user", ratings.users, ratings.n_users),
        ("item", ratings.items, ratings.n_items),
    ):
        lowest, highest = int(indices.min()), int(indices.max())
        if lowest < 0 or highest >= limit:
            worst = lowest if lowest < 0 else highest
            raise ModelError(f"a rating is of {name} {worst}, but there are only {limit} {name}s")
    if not np.isfinite(ratings.stars).all():
        raise ModelError("a rating is not a number; mend or import the dataset again")
