"""A history written to a file that a person named, in one of the layouts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from recflix_tui.durable import write_bytes
from recflix_tui.history.values import HistoryError, OwnHistory
from recflix_tui.history.writing import imdb, letterboxd, movielens, own
from recflix_tui.history.writing.laid_out import LaidOut
from recflix_tui.text import clean

_LAYOUTS: Mapping[str, Callable[[OwnHistory], LaidOut]] = {
    "movielens": movielens.lay_out,
    "letterboxd": letterboxd.lay_out,
    "imdb": imdb.lay_out,
    "json": own.lay_out,
}
FORMATS = tuple(_LAYOUTS)
"""What a history can be written as."""


@dataclass(frozen=True)
class Written:
    """What came of writing a history."""

    n_films: int
    """How many films are in the files."""
    left_out: Mapping[str, int]
    """How many acts are not, by the reason."""
    files: tuple[Path, ...]
    """The files, that of the name asked for first."""
    notes: tuple[str, ...] = ()
    """What the person should know of them, a line each."""


def write_export(path: Path, form: str, own: OwnHistory, force: bool = False) -> Written:
    """Write a history, for its owner's eyes alone; a layout may need further files beside `path`,
    named after it.

    force: whether files that are there may be written over. Raises HistoryError, also where no
    film would be in them, and then has changed no file that was there but, with `force`, those
    that were written before.
    """
    if form not in _LAYOUTS:
        raise HistoryError(f"{form} is no layout of an export: {', '.join(FORMATS)} are")
    laid_out = _LAYOUTS[form](own)
    if not laid_out.films and not laid_out.is_whole:
        raise HistoryError(f"{path.name} is not written: {_missing(own, form, laid_out)}")
    files = {_beside(path, name): content for name, content in laid_out.parts.items()}
    for file in files:
        _refuse(file, path, force)
    for file, content in files.items():
        try:
            write_bytes(file, content, private=True)
        except OSError as error:
            raise HistoryError(f"{file}: cannot be written ({error.strerror})") from None
    return Written(len(laid_out.films), laid_out.left_out, tuple(files), laid_out.notes)


def _missing(own: OwnHistory, form: str, laid_out: LaidOut) -> str:
    """Why no film would be in the file."""
    if not own.acts:
        return f"{clean(own.name)} has no ratings and no marks yet"
    reasons = "; ".join(f"{n:,} {clean(reason)}" for reason, n in laid_out.left_out.items())
    return f"nothing of what {clean(own.name)} did fits into the layout {form} ({reasons})"


def _beside(path: Path, name: str) -> Path:
    return path.with_name(f"{path.stem}{name}{path.suffix}") if name else path


def _refuse(file: Path, asked_for: Path, force: bool) -> None:
    """Raise HistoryError where a file must not be written."""
    if file.is_dir():
        raise HistoryError(f"{file} is a folder: name a file in it")
    if file != asked_for and asked_for.exists() and not asked_for.is_file():
        raise HistoryError(f"{asked_for} takes one file, and this needs several: name a file")
    if file.is_file() and not force:
        raise HistoryError(f"{file} is there already: --force writes over it")
