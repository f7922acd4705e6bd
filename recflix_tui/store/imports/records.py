"""What the store hands out and takes in of imports and titles of other datasets."""

from __future__ import annotations

from dataclasses import dataclass, replace

CHOSEN = "chosen"
"""How a title was found that a person chose: what is found otherwise never takes its place."""
NONE_OF = "none of "
"""How a title was found of which a person said that it is none of some datasets: their fingerprints
follow. It holds in these alone: others of the id space may have it."""


@dataclass(frozen=True)
class KnownTitle:
    """What a title is called, so that it is found in other datasets than its own."""

    id_space: str
    """The set of movie ids that `movie_id` is from."""
    movie_id: int
    """The title there."""
    title: str
    """Its name, without its year."""
    year: int = 0
    """0 where unknown."""
    imdb_id: int = 0
    """0 where unknown."""
    tmdb_id: int = 0
    """0 where unknown."""
    other_titles: tuple[str, ...] = ()
    """Further names."""

    @property
    def address(self) -> tuple[str, int]:
        """Where it is rated and marked."""
        return self.id_space, self.movie_id


@dataclass(frozen=True)
class Alias:
    """Which movie of an id space a title of another one is."""

    id_space: str
    """The set of movie ids that it was looked for in."""
    of_space: str
    """The set of movie ids that the title is from."""
    of_movie: int
    """The title there."""
    movie_id: int | None
    """What it is in `id_space`; None where somebody said that it is none of them."""
    how: str
    """How that was found out, in few words: `CHOSEN` by a person, as the matching says, or of which
    datasets it is none (`NONE_OF`)."""

    @property
    def is_said(self) -> bool:
        """Whether a person said it."""
        return self.how == CHOSEN or self.how.startswith(NONE_OF)

    def is_none_of(self, fingerprint: str) -> bool:
        """Whether a person said that it is none of that dataset."""
        return fingerprint in _none_of(self.how)

    def none_also_of(self, fingerprint: str) -> Alias:
        """The same title, of which a person says that it is none of that dataset either."""
        datasets = dict.fromkeys([*_none_of(self.how), fingerprint])
        return replace(self, movie_id=None, how=NONE_OF + " ".join(datasets))


def _none_of(how: str) -> list[str]:
    return how.removeprefix(NONE_OF).split() if how.startswith(NONE_OF) else []


@dataclass(frozen=True)
class InTheWay:
    """What stands of a movie through another title, so that no further title can be it."""

    profile_id: int
    """Whose it is."""
    kind: str
    """`rate` or the value of a `Mark`."""


@dataclass(frozen=True)
class BroughtAct:
    """One rating or mark that an import brings."""

    id_space: str
    """The set of movie ids that `movie_id` is from."""
    movie_id: int
    """The title."""
    kind: str
    """`rate` or the value of a `Mark`."""
    value: float
    """The stars, or the mark's value."""
    dated: float | None = None
    """When it was done, in Unix seconds; None where that is not said."""
    date_kind: str | None = None
    """What `dated` is of: `watched`, `rated` or `logged`."""


@dataclass(frozen=True)
class ImportRecord:
    """An import that changed something."""

    id: int
    """Events name it as their batch."""
    profile_id: int
    """Whose history it is."""
    source: str
    """The service, as it is called."""
    file: str
    """The name of the file."""
    at: float
    """When it was brought in, in Unix seconds."""
    n_acts: int
    """How many ratings and marks it brought."""


@dataclass(frozen=True)
class Waiting:
    """A rating or mark of a title that a dataset does not have."""

    id_space: str
    """The set of movie ids that `movie_id` is from."""
    movie_id: int
    """The title."""
    kind: str
    """`rate` or the value of a `Mark`."""
    value: float
    """The stars, or the mark's value."""
    here: int | None
    """The movie id in the dataset's own id space that it is known to be, though the dataset lacks
    it; None where that is not known."""
