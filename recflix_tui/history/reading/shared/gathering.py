"""What a reader gathers, row by row, until it is an `Export`."""

from __future__ import annotations

from collections.abc import Iterator

from recflix_tui.history.files.decoding import UTF_8
from recflix_tui.history.files.tables import Table
from recflix_tui.history.reading.shared.dates import at_of
from recflix_tui.history.values import Act, DateKind, Did, Export, Film, LeftOut
from recflix_tui.text import clean, counted, fold

NAMELESS = "no title and no id"
"""Why a row is left out that names no film."""
SERIES = "a series"
"""Why a row is left out that is about a series or an episode."""
NO_RATING = "no rating in the row"
"""Why a row of ratings is left out that has none."""
PERSON = "a person"
"""Why a row is left out that is of a list of people."""
OWN_LIST = "a list of your own; import its file to put it on My List"
"""Why a list is left out that comes with everything else."""

FilmKey = tuple[object, ...]
"""What tells films of one export apart."""


def film_key(film: Film) -> FilmKey:
    """What tells a film from others: an id where there is one, else its title and year."""
    if film.movie_id or film.imdb_id or film.tmdb_id:
        return film.movie_id, film.imdb_id, 0 if film.imdb_id else film.tmdb_id
    return fold(film.title), film.year


class Gathering:
    """The acts of one export, and what is left out of it."""

    def __init__(self, key: str, name: str) -> None:
        self._key = key
        self._name = name
        self._acts: dict[tuple[FilmKey, Did], Act] = {}
        self._left_out: list[LeftOut] = []
        self._series: set[str] = set()
        self._notes: dict[str, None] = {}
        self._seen: dict[FilmKey, set[float]] = {}
        self._no_days = 0

    def add(self, act: Act) -> None:
        """Take an act in; of several of a film of the same kind the newest stands, and of those
        of one time the last. A film without any name is left out."""
        if not (act.film.title or act.film.imdb_id or act.film.tmdb_id or act.film.movie_id):
            self.leave_out(act.file, act.line, "", NAMELESS)
            return
        key = film_key(act.film), act.did
        if act.did is Did.WATCHED and act.date_kind is DateKind.WATCHED and act.at is not None:
            self.saw(act.film, act.at)
        before = self._acts.get(key)
        if before is None or _time(before) <= _time(act):
            self._acts[key] = act

    def saw(self, film: Film, at: float) -> None:
        """Count a viewing: only the newest of a film stands, and the others are told."""
        self._seen.setdefault(film_key(film), set()).add(at)

    def when(self, said: object) -> float | None:
        """A day or time as of `at_of`; where one is said that is none, or is to come, that is
        told."""
        at = at_of(said)
        if at is None and isinstance(said, str) and said.strip():
            self.say_no_days(1)
        return at

    def say_no_days(self, n: int) -> None:
        """Tell that so many days more are none, or are to come."""
        self._no_days += n

    def leave_out(self, file: str, line: int, title: str, reason: str) -> None:
        """List a row that is not taken in."""
        self._left_out.append(LeftOut(file, line, clean(title), reason))

    def leave_out_series(self, file: str, line: int, title: str, series: str = "") -> None:
        """List a row about a series, or about an episode of `series`, counted once for each."""
        self._series.add(fold(clean(series or title)) or f"{file}:{line}")
        self.leave_out(file, line, title, SERIES)

    def note(self, line: str) -> None:
        """Say this to the person, once."""
        self._notes[line] = None

    def take_faults(self, table: Table) -> None:
        """List the rows of a table that do not fit its header, and say how it was read where
        that was not as services write."""
        self._left_out += table.faults
        if table.encoding != UTF_8:
            self.note(
                f"{table.file} was read as {table.encoding}: a spreadsheet has rewritten it, so "
                "letters with accents may be wrong"
            )

    def export(self) -> Export:
        """All that was gathered, the acts in the order of their times, those without one first."""
        return Export(
            self._key,
            self._name,
            acts=tuple(sorted(self._acts.values(), key=_time)),
            left_out=tuple(self._left_out),
            n_series=len(self._series),
            notes=(*self._notes, *self._counted()),
        )

    def _counted(self) -> Iterator[str]:
        """What is told of days, once of all of them."""
        earlier = sum(len(times) - 1 for times in self._seen.values())
        if earlier == 1:
            yield "1 earlier viewing of a film seen more than once: the newest day counts"
        elif earlier:
            yield (
                f"{earlier:,} earlier viewings of films seen more than once: the newest day of "
                "each counts"
            )
        if self._no_days:
            are = "is none, or is" if self._no_days == 1 else "are none, or are"
            yield (
                f"{counted(self._no_days, 'day')} {are} to come: a film without another day is as "
                "old as its import"
            )


def _time(act: Act) -> float:
    return float("-inf") if act.at is None else act.at
