"""What a profile set, and what it tries before that is kept."""

from __future__ import annotations

import pytest

from recflix_tui.recommend.weighing.draft import (
    HOUSEHOLD,
    NEWNESS,
    REGION,
    TRAINING,
    Draft,
    drafted,
)
from recflix_tui.recommend.weighing.signal import MOST, Setting, Signal, SignalContext, Weights


def nothing(context: SignalContext) -> Weights:
    return Weights()


def signal(name: str, default: float = 1.0) -> Signal:
    return Signal(name, name, "", "", default, False, "", nothing)


RATINGS, TRENDING = signal("ratings"), signal("trending", 0.2)
KEPT = Draft()


def test_a_weight_moves_by_tenths_between_its_ends() -> None:
    draft = KEPT.stepped(TRENDING, 1)
    assert draft.weight(TRENDING) == pytest.approx(0.3)
    assert draft.stepped(TRENDING, -9).weight(TRENDING) == 0
    assert draft.stepped(TRENDING, 99).weight(TRENDING) == MOST
    for _ in range(10):
        draft = draft.stepped(TRENDING, 1)
    assert draft.weight(TRENDING) == pytest.approx(1.3)


def test_what_goes_there_and_back_is_no_change() -> None:
    there = KEPT.stepped(TRENDING, 3)
    assert there.changes(KEPT) == ["trending"]
    assert there.stepped(TRENDING, -3).changes(KEPT) == []
    assert KEPT.turned(RATINGS).turned(RATINGS).changes(KEPT) == []
    assert there.by_default(TRENDING) == KEPT


def test_a_signal_keeps_its_weight_while_it_is_off_and_counts_when_it_is_weighed() -> None:
    off = KEPT.weighing(RATINGS, 2.0).turned(RATINGS)
    assert not off.is_on(RATINGS)
    assert off.weight(RATINGS) == 2.0
    assert off.turned(RATINGS).weight(RATINGS) == 2.0
    assert off.stepped(RATINGS, 1).is_on(RATINGS)


def test_the_preference_for_what_is_new_begins_at_what_is_learned() -> None:
    draft = KEPT.newer(1, learned=0.34)
    assert draft.newness == pytest.approx(0.4)
    assert KEPT.newer(-99, learned=0.34).newness == -1
    assert draft.newer(1, learned=-1).newness == pytest.approx(0.5)


def test_regions_go_round_and_saying_none_is_one_of_them() -> None:
    regions = ["North", "South", "East"]
    assert KEPT.next_region(1, regions).region == "North"
    assert KEPT.next_region(-1, regions).region == "East"
    assert KEPT.next_region(4, regions).region is None
    assert Draft(region="East").next_region(1, regions).region is None
    assert Draft(region="gone").next_region(1, regions).region == "North"


def test_what_stands_beside_the_signals_goes_back_to_nothing_said() -> None:
    draft = Draft({}, "North", 0.2).agreeing(HOUSEHOLD, True).agreeing(TRAINING, True)
    assert draft.agrees_to(HOUSEHOLD)
    assert draft.agrees_to(TRAINING)
    for name in (REGION, NEWNESS, HOUSEHOLD, TRAINING):
        draft = draft.beside_by_default(name)
    assert draft == KEPT


def test_all_that_is_changed_is_named() -> None:
    draft = Draft({"ratings": Setting(on=False)}, "North", 0.2, True, True)
    assert draft.changes(KEPT) == ["ratings", REGION, NEWNESS, HOUSEHOLD, TRAINING]
    assert KEPT.changes(draft) == draft.changes(KEPT)
    assert draft.changes(draft) == []


def test_what_is_set_elsewhere_holds_and_what_is_tried_stays_tried() -> None:
    before = Draft(
        {"ratings": Setting(0.5), "trending": Setting(0.6)}, "North", 0.2, household=True
    )
    tried = before.turned(RATINGS).preferring(-0.4)
    now = Draft({"trending": Setting(on=False)}, "South", 0.3, training=True)
    over = tried.over(now, before)
    assert over == Draft(
        {"ratings": Setting(0.5, False), "trending": Setting(on=False)}, "South", -0.4, False, True
    )
    assert over.changes(now) == tried.changes(before) == ["ratings", NEWNESS]
    assert before.over(now, before) == now
    assert tried.over(before, before) == tried
    assert before.by_default(TRENDING).over(now, before).settings == {}


def test_settings_that_are_as_by_default_are_left_out() -> None:
    settings = {"ratings": Setting(1.0), "trending": Setting(0.5), "gone": Setting(2.0)}
    draft = drafted(settings, [RATINGS, TRENDING], Draft(region="North"))
    assert draft == Draft({"trending": Setting(0.5)}, region="North")
