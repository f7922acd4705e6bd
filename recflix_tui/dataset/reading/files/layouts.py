"""Which of MovieLens' layouts a folder or a zip holds, told from the names of its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from recflix_tui.dataset.reading.files.messages import UNREADABLE, shortened
from recflix_tui.dataset.values import DatasetError

PACKED = (".gz", ".bz2", ".xz", ".zip", ".7z", ".zst", ".rar", ".tar", ".tgz", ".z")
"""How the names of packed files end."""
_LONGEST = 40  # characters of a name in a message
_LONGEST_OF_MANY = 20  # of each of several


@dataclass(frozen=True)
class Layout:
    """One way MovieLens lays out its files."""

    movies: str
    """The name of the file of titles."""
    ratings: str
    """The name of the file of ratings."""
    id_space: str | None
    """None where it is told from the titles."""
    genres: str | None = None
    """The name of the file of genre names, which may be missing."""
    users: str | None = None
    """The name of the file of demographics, which may be missing."""
    tags: str | None = None
    """The name of the file of tags, which may be missing."""
    links: str | None = None
    """The name of the file of ids at IMDb and TMDB, which may be missing."""

    @property
    def halves(self) -> tuple[str, str]:
        """What a dataset cannot do without."""
        return self.movies, self.ratings


LAYOUTS = (
    Layout("movies.csv", "ratings.csv", None, tags="tags.csv", links="links.csv"),
    Layout("movies.dat", "ratings.dat", None, users="users.dat", tags="tags.dat"),
    Layout("u.item", "u.data", "ml-100k", genres="u.genre", users="u.user"),
)


@dataclass(frozen=True)
class Found:
    """A layout's files, where they are."""

    layout: Layout
    """What they are laid out by."""
    folder: str
    """The folder that they lie in, "." at the top."""
    _names: Mapping[str, str]
    """The files of that folder: by their name in small letters, the name from the top."""

    @property
    def movies(self) -> str:
        """The name of the file of titles, from the top."""
        return self._names[self.layout.movies]

    @property
    def ratings(self) -> str:
        """The name of the file of ratings, from the top."""
        return self._names[self.layout.ratings]

    def name_of(self, part: str | None) -> str | None:
        """The name from the top of another of the layout's files, None where it is not there."""
        return self._names.get(part) if part else None


def find_layout(label: str, names: Sequence[str], others: Mapping[str, str]) -> Found:
    """The one layout whose two halves lie together, at the top or one folder down.

    names: all files from the top, with forward slashes; others: what is no file, and what it is.
    The case of a name does not matter. Raises DatasetError where there is no dataset, or two.
    """
    folders = _by_folder(names)
    found = [
        Found(layout, folder, files)
        for folder, files in folders.items()
        for layout in LAYOUTS
        if set(layout.halves) <= files.keys()
    ]
    if not found:
        raise _none(label, folders, others)
    if len(found) > 1:
        raise _several(label, found)
    _refuse_odd_parts(label, found[0], folders[found[0].folder], others)
    return found[0]


def _by_folder(names: Sequence[str]) -> dict[str, dict[str, str]]:
    """The files of each folder, the top first, by their names in small letters."""
    folders: dict[str, dict[str, str]] = {}
    for name in sorted(names, key=lambda name: (name.count("/"), name)):
        path = PurePosixPath(name)
        files = folders.setdefault(str(path.parent), {})
        small = path.name.lower()
        if small not in files or path.name == small:
            files[small] = name
    return folders


def _several(label: str, found: Sequence[Found]) -> DatasetError:
    places = list(dict.fromkeys(one.folder for one in found))
    if len(places) == 1:
        pairs = " and ".join(" with ".join(one.layout.halves) for one in found[:2])
        mend = "put each into a folder of its own, and give one"
        return DatasetError(f"{label}: there are {len(found)} datasets in it, {pairs}; {mend}")
    called = [
        "the top" if place == "." else shortened(place, _LONGEST_OF_MANY) for place in places[:3]
    ]
    more = "" if len(places) <= len(called) else " and more"
    mend = "give one of these folders" if "." not in places else "put each into a folder of its own"
    return DatasetError(
        f"{label}: there are {len(found)} datasets in it ({', '.join(called)}{more}); {mend}"
    )


def _none(
    label: str, folders: Mapping[str, Mapping[str, str]], others: Mapping[str, str]
) -> DatasetError:
    for layout in LAYOUTS:
        here = [
            (folder, half)
            for folder, files in folders.items()
            for half in layout.halves
            if half in files
        ]
        if here:
            return DatasetError(f"{label}: {_missing(layout, here, folders, others)}")
    unreadable = [name for name, kind in others.items() if kind.startswith(UNREADABLE)]
    if unreadable:
        name = min(unreadable)
        return DatasetError(
            f"{label}: {shortened(name, _LONGEST)} is {others[name]}; check its permissions"
        )
    packed = [name for files in folders.values() for name in files.values() if _is_packed(name)]
    if packed:
        name = shortened(packed[0], _LONGEST)
        return DatasetError(
            f"{label}: {name} in it is packed; unpack it there, or give what is in it"
        )
    return DatasetError(
        f"{label}: this is no MovieLens dataset; it needs movies.csv and ratings.csv, "
        "movies.dat and ratings.dat, or u.item and u.data"
    )


def _refuse_odd_parts(
    label: str, found: Found, files: Mapping[str, str], others: Mapping[str, str]
) -> None:
    """Raise DatasetError where a file that may be missing is there, but not as a file."""
    layout = found.layout
    for part in filter(None, (layout.genres, layout.users, layout.tags, layout.links)):
        if part not in files:
            odd = _odd(part, found.folder, files, others)
            if odd:
                raise DatasetError(f"{label}: {odd}, or move it elsewhere")


def _odd(part: str, folder: str, files: Mapping[str, str], others: Mapping[str, str]) -> str:
    """What stands in place of the file `part`, and the mend; "" where nothing does."""
    for name, kind in others.items():
        if PurePosixPath(name.lower()) == PurePosixPath(folder.lower()) / part:
            return f"{part} is {kind}, not a file; put the file in its place"
    for small, name in files.items():
        if small.startswith(f"{part}.") and _is_packed(small):
            packed = shortened(PurePosixPath(name).name, _LONGEST)
            return f"{packed} is packed; unpack it to {part}"
    return ""


def _missing(
    layout: Layout,
    here: Sequence[tuple[str, str]],
    folders: Mapping[str, Mapping[str, str]],
    others: Mapping[str, str],
) -> str:
    """What is said where halves of a layout are there, never two together."""
    for folder, half in here:
        (other,) = set(layout.halves) - {half}
        odd = _odd(other, folder, folders[folder], others)
        if odd:
            return odd
    if len({half for _, half in here}) == 2:
        return (
            f"{layout.movies} and {layout.ratings} lie in different folders; put the two together"
        )
    half = here[0][1]
    (other,) = set(layout.halves) - {half}
    return f"{other} is missing beside {half}; copy it there, or download the dataset again"


def _is_packed(name: str) -> bool:
    return name.lower().endswith(PACKED)
