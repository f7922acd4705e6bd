"""Times of which nothing is kept: joined, cut off, and read from whatever was written."""

from __future__ import annotations

import pytest

from recflix_tui.store.behaviour.batch import ActKind, ActRow, Batch, Glance
from recflix_tui.store.behaviour.gaps import MOST, before, gaps_of, text_of, with_gap
from recflix_tui.store.store import Store
from recflix_tui.times import DAY

INF = float("inf")


def test_gaps_are_joined_where_they_meet_and_read_as_they_were_written() -> None:
    gaps = with_gap(with_gap(with_gap((), 5.5, 9.0), 20.0, INF), 0.0, 6.0)
    assert gaps == ((0.0, 9.0), (20.0, INF))
    assert gaps_of(text_of(gaps)) == gaps
    assert before(gaps, 20.0) == ((0.0, 9.0),)
    assert before(gaps, 7.0) == ((0.0, 7.0),)


def test_of_many_gaps_the_oldest_are_taken_together() -> None:
    gaps = gaps_of(" ".join(f"{10 * n}-{10 * n + 1}" for n in range(MOST + 2)))
    assert len(gaps) == MOST
    assert gaps[:2] == ((0.0, 21.0), (30.0, 31.0))


@pytest.mark.parametrize("text", [None, "", "1", "2-1", "1-2-3", "a-b", "-1-2", "nan-1", "1-nan"])
def test_what_is_no_gap_is_passed_over(text: str | None) -> None:
    assert gaps_of(text) == ()
    assert gaps_of(f"{text or ''} 3-4") == ((3.0, 4.0),)


def test_up_to_when_each_kind_was_pruned_or_off_is_known(store: Store, ada: int) -> None:
    tables = store.behaviour
    rows = [
        ActRow(ActKind.OPENED, "movies", n, 2.0, None, n * DAY + 5.0, None) for n in range(1, 5)
    ]
    glances = {("movies", n, 1): Glance(1, 0, 0.0) for n in range(1, 5)}
    tables.write({ada: Batch(rows, glances)})
    tables.prune(ada, tuple(ActKind), 3 * DAY + 1.0)
    found = tables.gaps(ada)
    assert found[ActKind.OPENED] == ((0.0, 2 * DAY + 5.0),)
    assert found[ActKind.SHOWN] == ((0.0, 3 * DAY),)
    assert found[ActKind.FOCUSED] == ()  # there was nothing
    tables.switch(ada, [ActKind.OPENED], False, 10 * DAY)
    tables.switch(ada, [ActKind.OPENED], False, 11 * DAY)
    assert tables.gaps(ada)[ActKind.OPENED] == ((0.0, 2 * DAY + 5.0), (10 * DAY, INF))
    tables.switch(ada, tuple(ActKind), True, 12 * DAY)
    assert tables.gaps(ada)[ActKind.OPENED] == ((0.0, 2 * DAY + 5.0), (10 * DAY, 12 * DAY))
    assert tables.keeps(ada) == frozenset(ActKind)
    store.profile_settings.set(ada, "keep.searched", "off")  # by a version that noted no times
    tables.switch(ada, [ActKind.SEARCHED], True, 13 * DAY)
    assert "gaps.searched" not in store.profile_settings.all(ada)
    tables.prune(ada, tuple(ActKind), None)
    assert tables.gaps(ada)[ActKind.SHOWN] == ((0.0, 5 * DAY),)
