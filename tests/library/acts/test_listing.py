"""What a profile did as one list, as lines, and as it stood at any moment."""

from __future__ import annotations

import json

from recflix_tui.commands.events.words import said
from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.library.views import Mark
from recflix_tui.store.imports.records import BroughtAct
from recflix_tui.times import DAY
from tests.library.acts.conftest import START, Now


def do_things(library: Library, ada: int, clock: Now) -> None:
    record = library.behaviour.record
    library.profiles.rate(ada, 3, 4.5)
    record(ada, Act(ActKind.SHOWN, items=(1, 2)))
    record(ada, Act(ActKind.FOCUSED, 2, seconds=1.25))
    clock.now += 10
    record(ada, Act(ActKind.OPENED, 2, seconds=8.0))
    clock.now += 10
    library.profiles.abandon(ada, 2, 0.3)
    clock.now += DAY
    record(ada, Act(ActKind.SEARCHED, 5, text="tiny [b]town[/b]"))
    record(ada, Act(ActKind.SHOWN, items=(2,)))
    clock.now += 10
    library.profiles.undo(ada)


def test_all_that_was_done_is_listed_the_newest_first(
    library: Library, ada: int, clock: Now
) -> None:
    do_things(library, ada, clock)
    found = library.behaviour.events(ada)
    assert [(e.kind, e.at - START, e.item, e.value) for e in found] == [
        ("undo", DAY + 30, 2, 0.0),
        ("searched", DAY + 20, 5, None),
        ("shown", DAY - 100, None, None),
        ("abandoned", 20, 2, 0.3),
        ("opened", 10, 2, 8.0),
        ("rate", 0, 3, 4.5),
        ("shown", -100, None, None),
        ("focused", -100, None, 1.2),
    ]
    dataset = library.snapshot.need_dataset()
    assert found[3].title == dataset.title(2)
    assert found[3].movie_id == dataset.movie_ids[2]
    assert found[0].undoes == found[3].event
    assert found[1].text == "tiny [b]town[/b]"
    assert [(e.titles, e.times) for e in found if e.kind == "shown"] == [(1, 1), (2, 2)]


def test_an_import_its_undo_and_its_redo_may_be_one_each(
    library: Library, ada: int, clock: Now
) -> None:
    space = library.snapshot.need_dataset().id_space
    acts = [BroughtAct(space, 10 * n, "rate", 4.0) for n in (1, 2, 3)]
    library.profiles.rate(ada, 9, 2.0)
    for do in (
        lambda: library.session.store.imports.bring(ada, "IMDb", "mine.csv", acts),
        lambda: library.profiles.undo(ada),
        lambda: library.profiles.redo(ada),
    ):
        clock.now += 10
        do()
    library.session.forget_tastes()
    assert len(library.behaviour.events(ada)) == 1 + 3 * 3
    told = [said(entry) for entry in library.behaviour.events(ada, limit=3, whole=True)]
    what = "3 ratings and marks from IMDb (mine.csv)"
    assert told == [
        f"redid the import of {what}",
        f"undid the import of {what}",
        f"imported {what}",
    ]


def test_a_list_is_of_the_kinds_and_the_time_and_the_length_asked_for(
    library: Library, ada: int, clock: Now
) -> None:
    do_things(library, ada, clock)
    events = library.behaviour.events
    assert [e.kind for e in events(ada, ["rate", "opened"])] == ["opened", "rate"]
    assert [e.kind for e in events(ada, since=START + 10, before=START + 21)] == [
        "abandoned",
        "opened",
    ]
    assert [e.kind for e in events(ada, limit=2)] == ["undo", "searched"]
    assert [(e.item, e.titles, e.times) for e in events(ada, ["shown"], each=True)] == [
        (2, 1, 1),
        (1, 1, 1),
        (2, 1, 1),
    ]


def test_every_line_of_an_export_is_an_object_and_none_is_left_out(
    library: Library, ada: int, clock: Now
) -> None:
    do_things(library, ada, clock)
    rows = [json.loads(line) for line in library.behaviour.export(ada)]
    assert [row["log"] for row in rows] == [
        *["ratings and marks"] * 3,
        *["behaviour"] * 2,
        *["counts a day"] * 3,
    ]
    assert [row["kind"] for row in rows[:5]] == ["rate", "abandoned", "undo", "opened", "searched"]
    library.behaviour.prune(ada)
    assert len(list(library.behaviour.export(ada))) == 3


def test_what_stood_at_a_moment_is_known_from_the_log(
    library: Library, ada: int, clock: Now
) -> None:
    do_things(library, ada, clock)
    rated, given_up, undone = (
        e.event or 0 for e in reversed(library.behaviour.events(ada)) if e.event
    )
    state_at = library.behaviour.state_at
    assert state_at(ada, rated).ratings == {3: 4.5}
    assert not state_at(ada, rated).abandoned
    assert state_at(ada, given_up).watched_share == {2: 0.3}
    assert state_at(ada, given_up).abandoned == {2: START + 20}
    assert not state_at(ada, undone).abandoned
    assert state_at(ada, undone) == library.recommendations.taste(ada).activity
    assert library.behaviour.event_at(ada, START + 15) == rated
    assert library.behaviour.event_at(ada, START - 1) is None
    assert library.behaviour.replay(ada).differences == []
    library.profiles.toggle_mark(ada, 2, Mark.WATCHED)
    assert library.behaviour.replay(ada).replayed.n_events == 4
