"""What an export says, in the few words that the tests compare."""

from __future__ import annotations

from datetime import UTC, datetime

from recflix_tui.history.values import Act, Export


def told(export: Export) -> set[str]:
    """Each act in words: `rated Heat 1995: 4.5, watched 2024-03-02`."""
    return {_told(act) for act in export.acts}


def left_out(export: Export) -> list[tuple[str, str]]:
    """The title and the reason of each row that is left out."""
    return [(row.title, row.reason) for row in export.left_out]


def _told(act: Act) -> str:
    film = act.film
    said = f"{act.did} {film.title} {film.year}"
    if act.value != 1:
        said += f": {act.value:g}"
    if act.at is not None:
        said += f", {act.date_kind} {datetime.fromtimestamp(act.at, UTC):%Y-%m-%d}"
    return said
