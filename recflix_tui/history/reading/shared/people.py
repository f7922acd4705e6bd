"""Whose part of an export is read, where it holds what several people did."""

from __future__ import annotations

from collections.abc import Sequence

from recflix_tui.history.values import HistoryError
from recflix_tui.text import clean, counted, fold

_MOST_NAMED = 10


def whose(people: Sequence[str], person: str | None) -> str | None:
    """The one of `people` that `person` names; the only one where nobody is named; None where
    there are several, or none. Raises HistoryError for a name that nobody there has."""
    if not people:
        return None
    if person is None:
        return people[0] if len(people) == 1 else None
    wanted = clean(person)
    for one in people:
        if one == wanted:
            return one
    for one in people:
        if fold(one) == fold(wanted):
            return one
    raise HistoryError(f"nobody in it is called {wanted}; it holds {_named(people)}")


def _named(people: Sequence[str]) -> str:
    named = ", ".join(people[:_MOST_NAMED])
    more = len(people) - _MOST_NAMED
    return f"{named} and {counted(more, 'other')}" if more > 0 else named
