"""`library.signals`: what each says, what is set of them, and what a change would move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from recflix_tui.library.signals import SaidOfOneself
from recflix_tui.library.views import Consent, Mark
from recflix_tui.recommend.all_signals import ALL_SIGNALS, SignalError
from recflix_tui.recommend.row.row import Row
from recflix_tui.recommend.weighing.signal import Setting, Settings
from tests.drivers.clock import Clock
from tests.examples.app_home import save_model
from tests.examples.random_choices import random_choice

ALL_ON: Settings = {signal.name: Setting(1.0) for signal in ALL_SIGNALS}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def picking(home: Path, small_movielens: Path, clock: Clock) -> Iterator[Library]:
    """A home with a model that knows what people pick, and Ada, who rated a few titles."""
    opened = Library.open(clock=clock)
    opened.datasets.add(small_movielens, "small")
    save_model(opened, choice=random_choice(60, n_neighbours=30))
    opened.session.refresh()
    ada = opened.profiles.add("Ada").id
    for item, stars in ((2, 5.0), (5, 4.5), (0, 2.0), (1, 1.0)):
        opened.profiles.rate(ada, item, stars)
    yield opened
    opened.close()


def ada(library: Library) -> int:
    return library.profiles.find("Ada").id


def said(library: Library, profile: int) -> dict[str, tuple[object, ...]]:
    """What each signal says of a profile, by its name."""
    states = library.signals.all(profile)
    return {s.signal.name: (s.speaks_for, s.n_titles, s.nothing) for s in states}


def worth(library: Library, profile: int) -> bytes:
    found = library.recommendations.taste(profile).worth
    assert found is not None
    return found.tobytes()


def kinds(rows: tuple[Row, ...]) -> set[str]:
    return {row.key.partition(":")[0] for row in rows}


def test_switching_ratings_off_would_take_their_rows_away_and_keeps_nothing(
    picking: Library,
) -> None:
    profile, before = ada(picking), worth(picking, ada(picking))
    preview = picking.signals.preview(profile, {"ratings": Setting(on=False)})
    assert preview.before == picking.recommendations.home(profile).rows
    assert kinds(preview.before) - kinds(preview.after) == {"because", "like_you", "top"}
    gone = {row.key.partition(":")[0] for row in preview.moved.rows if row.is_gone}
    assert {"because", "top"} <= gone
    assert (worth(picking, profile), picking.signals.settings(profile)) == (before, {})
    picking.signals.set(profile, "ratings", Setting(on=False))
    assert picking.recommendations.home(profile).rows == preview.after
    assert worth(picking, profile) != before
    assert picking.signals.preview(profile, {}).moved.is_same


def test_with_ratings_off_what_was_watched_is_what_the_picks_come_from(picking: Library) -> None:
    profile = ada(picking)
    picking.profiles.toggle_mark(profile, 9, Mark.WATCHED)
    both = picking.recommendations.home(profile).rows[0]
    assert both.note == "from 4 ratings and 1 watched film"
    picking.profiles.toggle_mark(profile, 8, Mark.MY_LIST)
    three = picking.recommendations.home(profile).rows[0]
    assert three.note == "from 4 ratings, 1 watched film and what else you did"
    picking.profiles.toggle_mark(profile, 8, Mark.MY_LIST)
    picking.signals.set(profile, "ratings", Setting(on=False))
    alone = picking.recommendations.home(profile).rows[0]
    assert (alone.key, alone.note) == ("top", "from 1 watched film")
    picking.signals.set(profile, "history", Setting(on=False))
    assert "top" not in kinds(picking.recommendations.home(profile).rows)


def test_what_is_set_holds_until_it_is_as_by_default_and_for_its_profile_alone(
    picking: Library,
) -> None:
    profile, ben = ada(picking), picking.profiles.add("Ben").id
    picking.signals.set(profile, "history", Setting(0.25))
    picking.signals.set(profile, "novelty", Setting(on=False))
    assert picking.signals.settings(profile) == {
        "history": Setting(0.25),
        "novelty": Setting(on=False),
    }
    assert picking.signals.settings(ben) == {}
    states = {state.signal.name: state for state in picking.signals.all(profile)}
    assert (states["history"].weight, states["novelty"].on) == (0.25, False)
    picking.signals.set(profile, "history", Setting())
    assert picking.signals.setting(profile, "history") == Setting()
    for name, setting in (("luck", Setting()), ("ratings", Setting(3.1))):
        with pytest.raises(SignalError):
            picking.signals.set(profile, name, setting)
        with pytest.raises(SignalError):
            picking.signals.preview(profile, {name: setting})


def test_an_opened_title_counts_at_once_and_fades_hour_by_hour(
    picking: Library, clock: Clock
) -> None:
    profile = ada(picking)

    def entered() -> dict[int, float]:
        weighed = picking.recommendations.taste(profile).weighed
        assert weighed is not None
        parts = [part for part in weighed.parts if part.signal.name == "interactions"]
        said_ = parts[0].weights
        return dict(zip(said_.items.tolist(), said_.entries.tolist(), strict=True))

    assert entered() == {}
    clock.now -= clock.now % 3600
    picking.behaviour.record(profile, Act(ActKind.OPENED, 7, seconds=60.0))
    assert entered() == pytest.approx({7: 0.5})
    kept = picking.recommendations.taste(profile)
    clock.now += 3599
    assert picking.recommendations.taste(profile) is kept
    clock.now += 14 * 86_400
    assert entered() == pytest.approx({7: 0.25})


def test_another_region_or_novelty_can_be_tried(picking: Library) -> None:
    profile = ada(picking)
    for name in ("novelty", "regional"):
        picking.signals.set(profile, name, Setting(1.0))
    before = worth(picking, profile)
    tried = picking.signals.preview(profile, {}, said=SaidOfOneself("north", 1.0))
    assert tried.before == picking.recommendations.home(profile).rows != tried.after
    assert worth(picking, profile) == before
    picking.profiles.set_region(profile, "north")
    picking.profiles.set_novelty(profile, 1.0)
    assert picking.recommendations.home(profile).rows == tried.after
    assert -1 <= picking.signals.learned_novelty(profile) <= 1


def test_with_all_signals_on_nothing_of_one_profile_reaches_another_that_did_not_agree(
    picking: Library, clock: Clock
) -> None:
    one, ben = ada(picking), picking.profiles.add("Ben").id
    picking.profiles.rate(ben, 12, 4.0)
    picking.profiles.set_region(ben, "north")
    for name, setting in ALL_ON.items():
        picking.signals.set(ben, name, setting)
    before = worth(picking, ben), said(picking, ben), picking.recommendations.home(ben).rows
    picking.profiles.rate(one, 20, 5.0)
    picking.profiles.abandon(one, 21, 0.3)
    picking.profiles.set_region(one, "north")
    picking.signals.set(one, "history", Setting(3.0))
    picking.behaviour.session_began(one)
    picking.behaviour.record(one, Act(ActKind.OPENED, 22, seconds=60.0))
    picking.behaviour.record(one, Act(ActKind.SEARCHED, 23, text="comedy"))
    picking.session.forget_tastes()  # so that what is the same is made anew
    after = worth(picking, ben), said(picking, ben), picking.recommendations.home(ben).rows
    assert after == before
    picking.profiles.set_consent(one, Consent.HOUSEHOLD, True)
    assert worth(picking, ben) != before[0]
    picking.profiles.set_consent(one, Consent.HOUSEHOLD, False)
    assert worth(picking, ben) == before[0]
