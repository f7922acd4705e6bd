"""What a profile did, in words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recflix_tui.commands.events.words import said
from recflix_tui.library.acts.history import Cursor, Kind, history_page
from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.recommend.reasons.how import how_of
from recflix_tui.screens.activity.event_words import date_words, event_words, look_of
from recflix_tui.screens.activity.kept_dialog import unkept_words
from recflix_tui.screens.activity.prune_dialog import day_start
from recflix_tui.screens.activity.travel_words import banner_words
from recflix_tui.store.imports.records import BroughtAct, KnownTitle
from recflix_tui.widgets.titles.words import marks_words

DAY = 86_400.0
NOON = 20_000 * DAY + DAY / 2  # 4 October 2024, by UTC


@pytest.fixture
def move_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC", "UTC-13", "UTC+11"])  # which are east and west of it
def test_a_day_in_view_stands_under_its_own_date_wherever_one_is(
    tmp_path: Path, small_movielens: Path, move_to: Callable[[str], None], zone: str
) -> None:
    clock = [NOON]
    library = Library.open(tmp_path / "home", clock=lambda: clock[0])
    library.datasets.add(small_movielens, "small")
    ada = library.profiles.add("Ada").id
    for _ in range(3):
        library.behaviour.record(ada, Act(ActKind.SHOWN, items=(1, 2)))
        clock[0] += DAY
    library.behaviour.flush()
    move_to(zone)
    page = history_page(
        library.session.store, library.snapshot.need_dataset(), ada, Kind.IN_VIEW, Cursor(), 9
    )
    library.close()
    assert [look_of(done).day for done in page.done] == [
        "Sun 6 Oct 2024",
        "Sat 5 Oct 2024",
        "Fri 4 Oct 2024",
    ]
    oldest = page.done[-1]
    assert date_words(oldest) == "4 Oct 2024"
    assert day_start(oldest) == 20_000 * DAY
    # It is the first of its date.
    assert time.localtime(oldest.at)[2:5] == (5, 0, 0)
    assert time.localtime(oldest.at - 1)[2:5] == (4, 23, 59)


def test_how_far_one_got_is_told_only_where_it_was_said(
    tmp_path: Path, small_movielens: Path
) -> None:
    library = Library.open(tmp_path / "home")
    library.datasets.add(small_movielens, "small")
    ada = library.profiles.add("Ada").id
    for item, share in ((1, None), (2, 0.5)):
        library.profiles.abandon(ada, item, share)
    half, unsaid = library.behaviour.history(ada, Kind.MARKS, Cursor(), 9).done
    entries = library.behaviour.events(ada)
    weighed = library.recommendations.taste(ada).weighed
    facts = [library.recommendations.facts(ada, item) for item in (1, 2)]
    library.close()
    assert half.event is not None
    assert unsaid.event is not None
    assert [event_words(half.event), event_words(unsaid.event)] == ["gave up at 50 %", "gave up"]
    titles = [done.title for done in (half, unsaid)]
    assert [said(entry) for entry in entries] == [
        f"gave up on: {titles[0]} after 50%",
        f"gave up on: {titles[1]}",
    ]
    assert weighed is not None
    hows = [how_of("skipped", item, None, weighed.context) for item in (1, 2)]
    assert hows == ["given up", "given up at 50 %"]
    assert [marks_words(each) for each in facts] == ["◐ gave up", "◐ gave up at 50 %"]
    assert [each.watched_share for each in facts] == [None, 0.5]


def test_kinds_that_are_not_kept_are_named_counted_or_told_by_what_is_left() -> None:
    keeps = dict.fromkeys(ActKind, True)
    assert unkept_words(keeps) == ""
    keeps[ActKind.OPENED] = keeps[ActKind.SESSION] = False
    assert unkept_words(keeps) == "titles opened, sessions: not kept"
    keeps[ActKind.SHOWN] = False
    assert unkept_words(keeps) == "3 kinds: not kept"
    assert unkept_words(dict.fromkeys(ActKind, False)) == "ratings and marks alone are kept"


def test_an_import_is_told_with_how_much_it_brought_from_where(
    tmp_path: Path, small_movielens: Path
) -> None:
    library = Library.open(tmp_path / "home")
    library.datasets.add(small_movielens, "small")
    ada, store = library.profiles.add("Ada").id, library.session.store
    space = library.snapshot.need_dataset().id_space
    acts = [BroughtAct(space, 10, "rate", 4.0), BroughtAct("outside", 1, "rate", 3.0)]
    store.imports.bring(ada, "Letterboxd", "mine.zip", acts, [KnownTitle("outside", 1, "Glass")])
    library.profiles.undo(ada)
    undone, brought = map(look_of, library.behaviour.history(ada).done)
    unknown, found = map(look_of, library.behaviour.history(ada, Kind.RATINGS).done)
    library.profiles.redo(ada)
    log = library.travel.events(ada)
    banners = [banner_words(library.travel.then(ada, number)) for number in log]
    library.close()
    assert (undone.what, brought.what) == ("undid: imported", "imported")
    assert undone.title == brought.title == "2 ratings and marks from Letterboxd (mine.zip)"
    assert [(look.what, look.title) for look in (unknown, found)] == [
        ("rated 3", "Glass"),
        ("rated 4", "Film 1"),
    ]
    whole = "imported · 2 ratings and marks from Letterboxd (mine.zip)"
    assert [banner.partition(" · ")[2] for banner in banners] == [
        *("rated 4 · Film 1", whole),
        *("undid: rated 3 · Glass", f"undid: {whole}"),
        *("redid: rated 4 · Film 1", f"redid: {whole}"),
    ]
