"""What is kept of a profile's behaviour up to a moment of the past."""

from __future__ import annotations

from collections.abc import Sequence

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.acts.remembered import GLANCED_DAYS, MOST_ACTS, Remembered
from recflix_tui.recommend.behaviour import Behaviour
from recflix_tui.store.behaviour.batch import COUNTED, ActKind, ActRow
from recflix_tui.store.behaviour.behaviour_tables import BehaviourTables
from recflix_tui.store.behaviour.gaps import Gaps, before
from recflix_tui.times import DAY

GONE_BY = (ActKind.OPENED, ActKind.SHOWN, ActKind.SEARCHED)
"""The kinds that signals go by."""


def behaviour_then(
    tables: BehaviourTables,
    dataset: Dataset,
    profile_id: int,
    moment: float,
    under_way: float | None,
) -> Behaviour:
    """A profile's behaviour up to a moment, in Unix seconds; counts a day by the days before it,
    as they do not tell the hour.

    under_way: when its session of today began, in Unix seconds; None for none. Raises StoreError.
    """
    rows = tables.acts(profile_id, before=moment, limit=MOST_ACTS)
    today = int(moment // DAY)
    days = tables.days_in_view(profile_id, dataset.id_space, today - GLANCED_DAYS)
    begun = _session_at(rows, moment, under_way)
    here = [row for row in reversed(rows) if row.id_space == dataset.id_space]
    opened = [
        (row.movie_id, row.at, row.value or 0.0)
        for row in here
        if row.kind == ActKind.OPENED and row.movie_id is not None
    ]
    searched = [(r.text, r.movie_id, r.at) for r in here if r.kind == ActKind.SEARCHED]
    in_view = [(movie, day) for movie, day in days if day < today]
    return Remembered(dataset, opened, searched, in_view).behaviour(begun)


def _session_at(rows: Sequence[ActRow], moment: float, under_way: float | None) -> float | None:
    """When the session of a moment began, None where there was none; rows: what was done before,
    the newest first."""
    if under_way is not None and under_way <= moment:
        return under_way
    newest = next((row for row in rows if row.kind == ActKind.SESSION), None)
    if newest is None or newest.at + (newest.value or 0.0) < moment:
        return None
    return newest.at


def not_kept_then(tables: BehaviourTables, profile_id: int, moment: float) -> tuple[ActKind, ...]:
    """The kinds that signals go by of which nothing is kept from before a moment, though it may
    have been done: it was pruned or off, or nothing at all is kept from before. Raises
    StoreError."""
    oldest, gaps = tables.oldest(profile_id), tables.gaps(profile_id)
    acts = (at for kind, at in oldest.items() if kind not in COUNTED)  # a day tells no hour
    some = any(at <= moment for at in acts)
    return tuple(
        kind
        for kind in GONE_BY
        if oldest.get(kind, moment) >= moment and (before(gaps[kind], moment) or not some)
    )


def kept_in_part_then(
    tables: BehaviourTables, profile_id: int, moment: float
) -> tuple[tuple[ActKind, Gaps], ...]:
    """The kinds that signals go by of which something is kept from before a moment, and not all;
    each with the times of which nothing is, in Unix seconds, the oldest first. Raises
    StoreError."""
    nothing, gaps = not_kept_then(tables, profile_id, moment), tables.gaps(profile_id)
    missing = ((kind, before(gaps[kind], moment)) for kind in GONE_BY if kind not in nothing)
    return tuple((kind, times) for kind, times in missing if times)
