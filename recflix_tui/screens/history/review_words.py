"""What the review says: the films that are open, and what each may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from recflix_tui.screens.history.reviewing import OpenFilm, Stands
from recflix_tui.text import counted
from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.matches.choice_list import Choice
from recflix_tui.widgets.matches.match_list import MatchRow

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset

NOTHING = "Nothing waits: every film that you brought is found here."
NOTHING_BROUGHT = "p, then i brings your history from Letterboxd, IMDb, Trakt, Netflix and others."
NO_CHOICE = "nothing is like it: / finds it"
NONE_LIKE = "none, you said: / finds it"
IN_OTHERS = "it waits for a larger dataset"
RATED_BY = " rated by"
MAY_BE = {
    Stands.MAY_BE: "it may be",
    Stands.UNSURE: "it is taken for",
    Stands.SAID: "it was said to be",
    Stands.NOTHING_LIKE: "",
    Stands.REFUSED: "none of these",
    Stands.ELSEWHERE: "",
}


def heading_words(films: Sequence[OpenFilm], name: str) -> Content:
    """`What waits  12 films of Ada's`."""
    said = f"{counted(len(films), 'film')} of {name}" if films else ""
    return Content.assemble(("What waits   ", "bold"), (said, "$muted"))


def lines_of(films: Sequence[OpenFilm]) -> list[OpenFilm | str]:
    """What each line of the list is about: a heading is a text, a blank line an empty one."""
    lines: list[OpenFilm | str] = []
    for stands in Stands:
        own = [film for film in films if film.stands is stands]
        if own:
            blank = [""] if lines else []
            lines += [*blank, f"{len(own):,} {stands.value}", *own]
    return lines


def review_rows(films: Sequence[OpenFilm]) -> list[MatchRow]:
    """The lines of the list."""
    return [
        MatchRow(line, is_heading=bool(line), is_film=False)
        if isinstance(line, str)
        else MatchRow(line.title or "without a name", line.year, line.figure)
        for line in lines_of(films)
    ]


def choices_of(
    film: OpenFilm | None, dataset: Dataset, numbers: Mapping[tuple[object, int], int]
) -> list[Choice]:
    """The titles that a film may be, those of one name and year with their movie ids. numbers: of
    each film and item its own."""
    if film is None:
        return []
    called = [(dataset.title(item), dataset.year(item)) for item in film.items]
    return [
        Choice(
            numbers[film.address, item],
            name if called.count((name, year)) == 1 else with_number(dataset, item, name),
            year,
            int(dataset.counts[item]),
        )
        for item, (name, year) in zip(film.items, called, strict=True)
    ]


def with_number(dataset: Dataset, item: int, name: str) -> str:
    """A name with what tells its title from others of the same name and year."""
    return f"{name} · {dataset.movie_ids[item]}"


def about_words(film: OpenFilm | None, width: int) -> Content:
    """What stands above the titles that a film may be."""
    if film is None:
        return Content("")
    if not film.items:
        without = {Stands.ELSEWHERE: IN_OTHERS, Stands.REFUSED: NONE_LIKE}
        return Content(without.get(film.stands, NO_CHOICE))
    return Content(fit(MAY_BE[film.stands], width - len(RATED_BY)) + RATED_BY)


def foot_words(film: OpenFilm | None) -> str:
    """What the line above the keys says of the film in focus."""
    if film is None:
        return ""
    return " · ".join(words for words in (film.name, film.did, film.known_as) if words)
