"""Behaviour in memory: at once, the same as what the disk says, and honouring the switches."""

from __future__ import annotations

import random
import threading
from typing import Any

import numpy as np
import pytest

from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.store.records import StoreError
from recflix_tui.store.transactions import Transactions
from recflix_tui.times import DAY
from tests.library.acts.conftest import START, Now


def plain(library: Library, profile_id: int) -> dict[str, Any]:
    """What is known of a profile, as plain values."""
    known = library.behaviour.of(profile_id)
    traces = {
        name: list(zip(t.items.tolist(), t.at.tolist(), t.values.tolist(), strict=True))
        for name, t in (("opened", known.opened), ("chosen", known.chosen))
    }
    glances = known.glances
    return {
        **traces,
        "queries": [(query.text, query.at) for query in known.queries],
        "glances": {
            item: (days, last)
            for item, days, last in zip(
                glances.items.tolist(), glances.days.tolist(), glances.last.tolist(), strict=True
            )
        },
    }


def from_disk(library: Library, profile_id: int) -> dict[str, Any]:
    library.session.acts.forget()
    return plain(library, profile_id)


def test_an_act_is_known_at_once_and_the_same_from_disk(
    library: Library, ada: int, clock: Now
) -> None:
    record = library.behaviour.record
    library.behaviour.of(ada)
    for day in range(3):
        clock.now = START + day * DAY
        record(ada, Act(ActKind.SHOWN, items=(1, 2, 3)))
        record(ada, Act(ActKind.SHOWN, items=(3, 4)))
        record(ada, Act(ActKind.FOCUSED, 3, seconds=2.0))
        if day == 1:
            record(ada, Act(ActKind.OPENED, 2, seconds=31.5))
            record(ada, Act(ActKind.SHOWN, items=(2,)))  # on the day it was opened: not since
            record(ada, Act(ActKind.SEARCHED, text="noir"))
            record(ada, Act(ActKind.SEARCHED, 7, text="noir"))
            record(ada, Act(ActKind.SEARCHED, 8, text="western "))
    end = 20_003 * DAY
    at = START + DAY
    expected = {
        "opened": [(2, at, 31.5)],
        "chosen": [(7, at, 1.0), (8, at, 1.0)],
        "queries": [("noir", at), ("western", at)],
        "glances": {1: (3, end), 2: (1, end), 3: (3, end), 4: (3, end)},
    }
    assert plain(library, ada) == expected
    assert from_disk(library, ada) == expected  # from what waits alone
    library.behaviour.flush()
    assert not library.behaviour.waits
    assert plain(library, ada) == expected
    assert from_disk(library, ada) == expected


def test_any_order_of_acts_and_writes_is_the_same_in_memory_and_from_disk(
    library: Library, ada: int, clock: Now
) -> None:
    rng = random.Random(3)
    library.behaviour.of(ada)
    for _ in range(300):
        clock.now += rng.choice([1.0, 600.0, DAY / 3])
        item = rng.randrange(12)
        match rng.choice(["opened", "shown", "searched", "flush", "read"]):
            case "opened":
                library.behaviour.record(ada, Act(ActKind.OPENED, item, seconds=rng.random()))
            case "shown":
                library.behaviour.record(ada, Act(ActKind.SHOWN, items=(item, item + 1)))
            case "searched":
                chosen = rng.choice([None, item])
                library.behaviour.record(ada, Act(ActKind.SEARCHED, chosen, text=f"word {item}"))
            case "flush":
                library.behaviour.flush()
            case _:
                assert plain(library, ada) == from_disk(library, ada)
    assert plain(library, ada) == from_disk(library, ada)
    assert plain(library, ada)["glances"]


def test_what_was_told_stays_as_it_was_told(library: Library, ada: int) -> None:
    for item in range(64):  # as many as the first buffers have room for
        library.behaviour.record(ada, Act(ActKind.OPENED, item % 5, seconds=1.0))
    library.behaviour.record(ada, Act(ActKind.SHOWN, items=(9,)))
    before = library.behaviour.of(ada)
    copied = before.opened.items.copy(), before.glances.items.copy()
    for item in range(64):
        library.behaviour.record(ada, Act(ActKind.OPENED, item % 7, seconds=1.0))
        library.behaviour.record(ada, Act(ActKind.SHOWN, items=(item % 20,)))
    np.testing.assert_array_equal(before.opened.items, copied[0])
    np.testing.assert_array_equal(before.glances.items, copied[1])
    assert len(library.behaviour.of(ada).opened) == 128


def test_what_is_switched_off_goes_nowhere_from_that_moment_on(library: Library, ada: int) -> None:
    def do_all() -> None:
        for act in (
            Act(ActKind.OPENED, 1, seconds=2.0),
            Act(ActKind.SHOWN, items=(2,)),
            Act(ActKind.FOCUSED, 3),
            Act(ActKind.SEARCHED, text="noir"),
        ):
            library.behaviour.record(ada, act)

    do_all()  # nothing of it is written yet
    before, edition = plain(library, ada), library.behaviour.edition(ada)
    assert [item for item, *_ in before["opened"]] == [1]
    library.behaviour.set_keeps(ada, False, [ActKind.OPENED])
    assert library.behaviour.edition(ada) != edition  # pages that counted it come out anew
    assert plain(library, ada) == before | {"opened": []}
    do_all()
    assert library.behaviour.keeps(ada)[ActKind.OPENED] is False
    assert plain(library, ada)["opened"] == []
    assert len(plain(library, ada)["queries"]) == 2
    library.behaviour.set_keeps(ada, False)
    library.behaviour.session_began(ada)
    do_all()
    assert not library.behaviour.waits
    library.behaviour.flush()
    assert library.session.store.behaviour.acts(ada) == []
    library.behaviour.set_keeps(ada, True, [ActKind.SHOWN])
    do_all()
    library.behaviour.flush()
    assert [day[1:] for day in library.session.store.behaviour.days(ada, 0, 10**6)] == [
        (1, 1, 0, 0, 0.0)
    ]


def test_a_reader_beside_the_switch_brings_back_nothing_that_is_off(
    library: Library, ada: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = library.session.store.behaviour
    began, switching, at_disk = threading.Event(), threading.Event(), threading.Event()
    keeps, switch = tables.keeps, tables.switch

    def read_slowly(profile_id: int) -> frozenset[ActKind]:
        found = keeps(profile_id)
        if threading.current_thread() is reading:
            began.set()
            switching.wait()
            at_disk.wait(0.05)  # what reads alone waits in vain: the switch waits for it
        return found

    def switch_then(*what: Any) -> None:
        switch(*what)
        at_disk.set()

    monkeypatch.setattr(tables, "keeps", read_slowly)
    monkeypatch.setattr(tables, "switch", switch_then)
    reading = threading.Thread(target=library.behaviour.of, args=(ada,))
    reading.start()
    began.wait()
    switching.set()
    library.behaviour.set_keeps(ada, False)
    reading.join()
    library.behaviour.record(ada, Act(ActKind.OPENED, 1, seconds=2.0))
    assert not library.behaviour.waits


def test_nobody_is_open_longer_than_somebody_watches(
    library: Library, ada: int, clock: Now
) -> None:
    library.behaviour.session_began(ada)
    clock.now += 60
    library.profiles.rate(ada, 3, 4.0)
    clock.now += 30_000  # the terminal is left overnight
    library.behaviour.session_ended(ada)
    library.behaviour.record(ada, Act(ActKind.OPENED, 1, seconds=30_000.0))
    library.behaviour.flush()
    acts = library.session.store.behaviour.acts(ada)
    assert {act.kind: act.value for act in acts} == {"opened": 1800.0, "session": 1860.0}


def test_what_waits_is_pruned_by_its_time_where_the_disk_refuses_it(
    library: Library, ada: int, clock: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act(item: int) -> None:
        library.behaviour.record(ada, Act(ActKind.OPENED, item, seconds=2.0))
        library.behaviour.record(ada, Act(ActKind.SHOWN, items=(item + 10,)))

    act(1)
    clock.now += DAY
    act(2)

    def full(batches: object) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(library.session.store.behaviour, "write", full)
        library.behaviour.prune(ada, (), START + DAY - 1)
        assert [item for item, *_ in plain(library, ada)["opened"]] == [2]
        library.behaviour.prune(ada, [ActKind.SHOWN])
    library.behaviour.flush()
    known = from_disk(library, ada)
    assert ([item for item, *_ in known["opened"]], known["glances"]) == ([2], {})


def test_to_prune_what_was_removed_meanwhile_is_no_fault(
    library: Library, ada: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = library.session.acts
    monkeypatch.setattr(acts, "forget", acts.drop)
    assert library.behaviour.prune(ada) == 0


def test_what_another_process_switched_off_or_pruned_holds_here_once_it_is_taken_in(
    library: Library, ada: int
) -> None:
    library.behaviour.record(ada, Act(ActKind.OPENED, 1, seconds=2.0))
    library.behaviour.flush()
    assert len(library.behaviour.of(ada).opened) == 1
    other = Library.open(library.paths.home)
    other.behaviour.prune(ada)
    other.behaviour.set_keeps(ada, False)
    library.behaviour.record(ada, Act(ActKind.OPENED, 2, seconds=2.0))
    library.behaviour.flush()  # refused by what is on the disk, before it is known here
    assert library.session.refresh()
    assert len(library.behaviour.of(ada).opened) == 0
    library.behaviour.record(ada, Act(ActKind.OPENED, 3, seconds=2.0))
    assert not library.behaviour.waits
    other.close()


def test_mere_behaviour_wakes_no_other_process(library: Library, ada: int) -> None:
    other = Library.open(library.paths.home)
    other.session.refresh()
    library.behaviour.session_began(ada)
    library.behaviour.record(ada, Act(ActKind.SHOWN, items=(1, 2)))
    library.behaviour.flush()
    assert not other.session.changes_elsewhere().activity
    other.close()


def test_a_session_lasts_until_it_is_left_and_is_known_while_it_lasts(
    library: Library, ada: int, clock: Now
) -> None:
    bob = library.profiles.add("Bob").id
    edition = library.session.acts.edition(ada)
    library.behaviour.session_began(ada)
    assert library.behaviour.of(ada).session_start == START
    clock.now += 60
    library.behaviour.record(ada, Act(ActKind.OPENED, 1, seconds=2.0))
    library.behaviour.flush()  # which says how long so far, should the app be killed
    (opened, session) = library.session.store.behaviour.acts(ada)
    assert (session.at, session.value, opened.session) == (START, 60.0, int(START))
    clock.now += 30
    library.behaviour.session_ended(ada)
    library.behaviour.session_began(bob)
    library.behaviour.session_began(ada)  # before the end of the first was written
    library.behaviour.flush()
    lasted = [
        (row.at, row.value) for row in library.session.store.behaviour.acts(ada, [ActKind.SESSION])
    ]
    assert sorted(lasted) == [(START, 90.0), (START + 90, 0.0)]
    assert library.session.acts.edition(ada) > edition
    assert library.behaviour.of(bob).session_start == START + 90


def test_a_disk_that_takes_nothing_is_told_once_and_loses_nothing(
    library: Library, ada: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.behaviour.record(ada, Act(ActKind.OPENED, 1, seconds=2.0))
    with monkeypatch.context() as patch:

        def full(self: Transactions, quiet: bool = False) -> None:
            raise StoreError("the disk is full")

        patch.setattr(Transactions, "writing", full)
        with pytest.raises(StoreError, match="full"):
            library.behaviour.flush()
        library.behaviour.record(ada, Act(ActKind.OPENED, 2, seconds=2.0))
        library.behaviour.flush()
        assert library.behaviour.waits
        assert len(library.behaviour.of(ada).opened) == 2
    library.profiles.rate(ada, 3, 4.0)
    library.behaviour.flush()
    assert len(library.session.store.behaviour.acts(ada)) == 2
    assert library.recommendations.taste(ada).activity.ratings == {3: 4.0}


def test_what_cannot_be_read_is_as_good_as_not_kept_and_told_once(
    library: Library, ada: int
) -> None:
    library.behaviour.record(ada, Act(ActKind.OPENED, 1, seconds=2.0))
    library.behaviour.record(ada, Act(ActKind.SHOWN, items=(2, 3)))
    library.behaviour.flush()
    library.session.acts.forget()
    writer = library.session.store._writer
    writer.execute("ALTER TABLE glances RENAME TO away")
    assert plain(library, ada)["glances"] == {}
    with pytest.raises(StoreError, match="no such table"):
        library.behaviour.flush()
    library.behaviour.flush()
    assert plain(library, ada)["opened"] == []
    library.recommendations.taste(ada)
    writer.execute("ALTER TABLE away RENAME TO glances")
    library.behaviour.flush()  # which says nothing a second time
    assert [item for item, *_ in plain(library, ada)["opened"]] == [1]
    weighed = library.recommendations.taste(ada).weighed
    assert weighed is not None
    assert weighed.context is not None
    assert weighed.context.behaviour.opened.items.tolist() == [1]
    assert weighed.context.behaviour.glances.items.tolist() == [2, 3]


@pytest.mark.parametrize(
    "act",
    [
        Act(ActKind.OPENED, 10**9, seconds=1.0),
        Act(ActKind.OPENED, -1),
        Act(ActKind.OPENED),
        Act(ActKind.SHOWN, items=(-5, 10**9)),
        Act(ActKind.SEARCHED, text=" \x1b[31m "),
        Act(ActKind.SESSION, seconds=5.0),
    ],
)
def test_what_is_odd_in_an_act_is_passed_over(library: Library, ada: int, act: Act) -> None:
    library.behaviour.record(ada, act)
    assert not library.behaviour.waits


def test_a_profile_that_was_removed_leaves_nothing_in_memory(library: Library, ada: int) -> None:
    library.behaviour.record(ada, Act(ActKind.OPENED, 1, seconds=2.0))
    library.profiles.remove(ada)
    assert not library.behaviour.waits
    library.behaviour.record(ada, Act(ActKind.OPENED, 1, seconds=2.0))
    library.behaviour.flush()
    assert library.session.store.behaviour.acts(ada) == []


def test_acts_beside_reads_and_writes_are_each_kept_once(library: Library, ada: int) -> None:
    def act() -> None:
        for _ in range(400):
            library.behaviour.record(ada, Act(ActKind.OPENED, 1, seconds=1.0))

    acting = threading.Thread(target=act)
    acting.start()
    while acting.is_alive():
        library.behaviour.flush()
        library.session.acts.forget()
        library.behaviour.of(ada)
    acting.join()
    assert len(library.behaviour.of(ada).opened) == 400
    library.behaviour.flush()
    assert len(from_disk(library, ada)["opened"]) == 400
