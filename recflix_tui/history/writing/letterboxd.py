"""Letterboxd's import form: what was rated and watched, and the watchlist beside it.

Letterboxd takes files of at most 1 MB, so that a long history is parted. What it takes goes to
the films that one has seen; a watchlist is imported apart, and therefore a file of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from recflix_tui.history.values import Act, DateKind, Did, Film, OwnHistory
from recflix_tui.history.writing.laid_out import WHAT, LaidOut, by_film, csv_line, day, number
from recflix_tui.text import clean

HEADER = ("tmdbID", "imdbID", "Title", "Year", "Rating", "WatchedDate")
LARGEST = 1_000_000
"""The most bytes of one file."""
WATCHLIST = "-watchlist"
"""What is set before the ending of the file of My List."""

_SEEN = (Did.RATED, Did.WATCHED)
_NO_NAME = "the film has neither a title nor an id"


def lay_out(own: OwnHistory) -> LaidOut:
    """What was seen, in parts, and My List; what Letterboxd has no word for is left out."""
    left_out: Counter[str] = Counter()
    taken: list[Act] = []
    for act in own.acts:
        if act.did in (Did.NOT_FOR_ME, Did.ABANDONED):
            left_out[f"{WHAT[act.did]}: Letterboxd has no such thing"] += 1
        elif not _can_be_found(act.film):
            left_out[f"{WHAT[act.did]}: {_NO_NAME}"] += 1
        else:
            taken.append(act)
    seen, wanted = by_film(taken, _SEEN), by_film(taken, (Did.MY_LIST,))
    parts = dict(_parted("", (_line(film, acts) for film, acts in seen.items())))
    if wanted:
        parts |= _parted(WATCHLIST, (_line(film, {}) for film in wanted))
    return LaidOut(parts, frozenset(seen) | frozenset(wanted), left_out, _notes(seen, wanted))


def _can_be_found(film: Film) -> bool:
    return bool(clean(film.title) or film.imdb_id or film.tmdb_id)


def _notes(seen: dict[Film, dict[Did, Act]], wanted: dict[Film, dict[Did, Act]]) -> tuple[str, ...]:
    notes = []
    if any(
        act.at is not None and act.date_kind is not DateKind.WATCHED
        for acts in seen.values()
        for act in acts.values()
    ):
        notes.append("Letterboxd's form has the days of viewings alone: other days are not in it")
    if wanted:
        notes.append(f"My List is in the file that ends in {WATCHLIST}: import it to the watchlist")
    return tuple(notes)


def _line(film: Film, acts: dict[Did, Act]) -> str:
    rated = acts.get(Did.RATED)
    return csv_line(
        (
            number(film.tmdb_id),
            f"tt{film.imdb_id:07}" if film.imdb_id else "",
            clean(film.title),
            number(film.year),
            f"{rated.value:g}" if rated else "",
            _watched(acts.values()),
        )
    )


def _watched(acts: Iterable[Act]) -> str:
    """The last day on which the film was seen, as far as one is known to be such a day."""
    days = [act.at for act in acts if act.at is not None and act.date_kind is DateKind.WATCHED]
    return day(max(days)) if days else ""


def _parted(name: str, lines: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The lines in files of at most `LARGEST` bytes, each with the header."""
    header = csv_line(HEADER).encode()
    part, n_parts = bytearray(header), 1
    for line in lines:
        more = line.encode()
        if len(part) + len(more) > LARGEST:
            yield _name_of(name, n_parts), bytes(part)
            part, n_parts = bytearray(header), n_parts + 1
        part += more
    yield _name_of(name, n_parts), bytes(part)


def _name_of(name: str, n: int) -> str:
    return name if n == 1 else f"{name}-{n}"
