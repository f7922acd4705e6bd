"""The cells that `--hold-out` names."""

from __future__ import annotations

from recflix_tui.lab.errors import LabError
from recflix_tui.lab.worked.example import Cell, Example
from recflix_tui.text import fold


def parse_cells(example: Example, text: str) -> tuple[Cell, ...]:
    """Read `Alice:1,Bob:Sci-Fi Epic`; LabError where there is no such cell."""
    return tuple(_cell(example, part.strip()) for part in text.split(",") if part.strip())


def _cell(example: Example, text: str) -> Cell:
    person, colon, film = (part.strip() for part in text.partition(":"))
    people, films = (list(map(fold, names)) for names in (example.people, example.films))
    if not colon:
        raise LabError(f'"{text}" is no cell; write it as PERSON:FILM, such as {_such(example)}')
    if fold(person) not in people:
        raise LabError(f'there is no "{person}" in the example; take {_listed(example.people)}')
    if film.isascii() and film.isdigit() and 1 <= int(film) <= len(films):
        return people.index(fold(person)), int(film) - 1
    if fold(film) not in films:
        raise LabError(f'there is no film "{film}"; give its number, from 1 to {len(films)}')
    return people.index(fold(person)), films.index(fold(film))


def _such(example: Example) -> str:
    return f"{example.people[0]}:1"


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
