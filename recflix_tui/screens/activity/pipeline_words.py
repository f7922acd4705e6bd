"""What the panel of the pipeline says of this session's acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from recflix_tui.live.trip import Trip
from recflix_tui.live.trip_log import StageFigures
from recflix_tui.screens.lab.lookup_words import cache_looks
from recflix_tui.widgets.lists.cache_list import CacheLook
from recflix_tui.widgets.pipeline.look import PipelineLook, TripLook

if TYPE_CHECKING:
    from recflix_tui.library.library import Library

CACHES = ("tastes", "rows", "home", "shelves")
"""What is kept of profiles' scores and rows, and of their lines as they were drawn."""


def pipeline_look(library: Library, profile_id: int | None) -> PipelineLook:
    """The last acts of the one who watches, what the session's took, and what is kept."""
    trips = [trip for trip in library.pipeline.last() if trip.profile_id == profile_id]
    caches = [cache for cache in library.lab.caches() if cache.name in CACHES]
    return look_of(trips, library.pipeline.figures(), cache_looks(caches))


def look_of(
    trips: Iterable[Trip], figures: Iterable[StageFigures], caches: Iterable[CacheLook]
) -> PipelineLook:
    """The same of these values."""
    of_stages = list(figures)
    return PipelineLook(
        [_trip(trip) for trip in trips],
        tuple(each.p50 for each in of_stages),
        tuple(each.p95 for each in of_stages),
        max((each.n for each in of_stages), default=0),
        list(caches),
    )


def _trip(trip: Trip) -> TripLook:
    at = datetime.fromtimestamp(trip.at)
    return TripLook(f"{at:%H:%M}", trip.what, trip.title, trip.times)
