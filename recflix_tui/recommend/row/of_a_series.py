"""One film of a series first: a row of six parts of one saga is one recommendation."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from recflix_tui.recommend.asking.series import series_names


def one_of_each_series(items: Iterable[int], title: Callable[[int], str]) -> list[int]:
    """Return the items in their order, but for films of a series that another stands before: these
    come last, in their order. title: gives an item's, as it is shown, without its year."""
    first: list[int] = []
    later: list[int] = []
    seen: set[str] = set()
    for item in items:
        names = series_names(title(item))
        (first if seen.isdisjoint(names) else later).append(item)
        seen |= names
    return first + later
