"""The last acts, a line each: what was done, the milliseconds of each stage, and a bar of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recflix_tui.widgets.cells import fit, fit_right, fit_title
from recflix_tui.widgets.lists.pick_list import Part, PickList
from recflix_tui.widgets.pipeline.look import SHORT, TripLook, ms_words

WHEN, ALL, GAP = 6, 6, 1
NUMBERS = tuple(len(name) + 1 for name in SHORT)
LEAST_BAR, MOST_BAR, LEAST_WORDS = 8, 40, 12
BAR_SHARE = 0.4  # of what is left beside the figures
FULL = "█"


class TripList(PickList):
    """Acts in columns; the bar of the slowest is as long as there is room."""

    trips: Sequence[TripLook] = ()

    def show(self, trips: Sequence[TripLook]) -> None:
        """Show other acts; the line in focus keeps it."""
        self.trips = trips
        self.rows_changed()

    def row_count(self) -> int:
        return len(self.trips)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        trip = self.trips[row]
        words, bar = shares(width)
        slowest = max(each.total for each in self.trips)
        return [
            (fit(trip.when, WHEN), "quiet"),
            *_named(trip, words),
            (_numbers(ms_words(time) for time in trip.times), "text"),
            (fit_right(ms_words(trip.total), ALL) + " " * GAP, "figure"),
            *_bar(trip, bar, slowest),
        ]


def shares(width: int) -> tuple[int, int]:
    """The cells of what was done, and of the bar, in lines of so many: where there is little room,
    none for the bar."""
    left = max(width - WHEN - sum(NUMBERS) - ALL - GAP, 0)
    bar = min(max(int(left * BAR_SHARE), LEAST_BAR), MOST_BAR)
    return (left - bar, bar) if left >= LEAST_WORDS + bar else (left, 0)


def heading(name: str, width: int) -> str:
    """The names of the columns, of lines of so many cells; `name` says what stands in them."""
    words, bar = shares(width)
    said = "how the time was spent" if bar > 24 else ""
    columns = _numbers(SHORT) + fit_right("all", ALL) + " " * GAP
    return fit(name, WHEN + words) + columns + fit(said, bar)


def figures(name: str, times: Sequence[float | None], width: int) -> str:
    """A line of milliseconds under the names of the columns, the last one of all stages."""
    words, _ = shares(width)
    *stages, total = [ms_words(time) for time in times]
    return fit(name, WHEN + words) + _numbers(stages) + fit_right(total, ALL)


def _numbers(figures: Iterable[str]) -> str:
    """A figure under the name of each stage."""
    return "".join(fit_right(each, cells) for each, cells in zip(figures, NUMBERS, strict=True))


def _named(trip: TripLook, width: int) -> list[Part]:
    """What was done, and to which title, in so many cells."""
    if not trip.title:
        return [(fit(trip.what, width), "strong")]
    room = width - len(trip.what) - 1
    if room < 6:
        return [(fit(f"{trip.what} {trip.title}", width), "strong")]
    return [(f"{trip.what} ", "strong"), (fit_title(trip.title, room), "text")]


def _bar(trip: TripLook, width: int, slowest: float) -> list[Part]:
    """The stages one after the other, in two tones by turns."""
    done, at, parts = 0.0, 0, list[Part]()
    for place, time in enumerate(trip.times):
        done += time or 0.0
        end = round(width * done / slowest) if slowest else 0
        parts.append((FULL * (end - at), "quiet" if place % 2 else "figure"))
        at = end
    return [part for part in parts if part[0]]
