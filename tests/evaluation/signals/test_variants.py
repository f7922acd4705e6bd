"""The lists that are measured with signals left out, against the app's own of a profile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.dataset import imported
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.evaluation.people.app_lists import App, app_of, as_rated, shown_to_all
from recflix_tui.evaluation.people.protocol import Fold, people_of
from recflix_tui.evaluation.signals.told import AS_RATED, HALF_WATCHED, asked_of, half_as_watched
from recflix_tui.evaluation.signals.variants import Variant, tastes_of, variants_of
from recflix_tui.recommend.all_signals import ALL_SIGNALS, weigh_all
from recflix_tui.recommend.behaviour import Behaviour
from recflix_tui.recommend.taste import fold_in_weighed
from recflix_tui.recommend.weighing.signal import Setting, SignalContext
from recflix_tui.solvers.fitting import to_the_end
from recflix_tui.solvers.items.popularity import PopularityOverTime
from recflix_tui.solvers.sgd.sgd_settings import SgdSettings
from recflix_tui.training.training_set import training_ratings

ALL = {signal.name: Setting(weight=0.7) for signal in ALL_SIGNALS}


@pytest.fixture(scope="module")
def whole(small_movielens: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("signals")
    imported.import_dataset(small_movielens, folder, "small")
    return imported.open_named(folder, "small")


@pytest.fixture(scope="module")
def shown(whole: Dataset) -> tuple[Fold, App]:
    fold = people_of(training_ratings(whole, ()), 7, 4, seed=1).make[0]()
    trained = to_the_end(fold.train, SgdSettings(factors=3, epochs=3), whatever=True)
    return fold, app_of(fold, trained, whole, threads=1)


def test_each_list_is_what_the_app_makes_of_a_profile_with_those_settings(
    shown: tuple[Fold, App],
) -> None:
    fold, app = shown
    end = PopularityOverTime(np.zeros(1), app.choice.popularity[np.newaxis])
    app = replace(app, popularity=end)  # as the app has it, which looks from the end of the data
    assert app.dataset is not None
    assert app.dataset.n_ratings == len(fold.train.stars)
    variants = [
        Variant("all", AS_RATED, ALL),
        Variant("no metadata", AS_RATED, {**ALL, "metadata": Setting(on=False)}),
        Variant("no ratings", AS_RATED, {**ALL, "ratings": Setting(on=False)}),
        Variant("none", AS_RATED, {name: Setting(on=False) for name in ALL}),
        Variant("half", HALF_WATCHED, ALL),
        Variant("half, no history", HALF_WATCHED, {**ALL, "history": Setting(on=False)}),
    ]
    for user in fold.question.users[:3].tolist():
        found = dict(tastes_of(app, user, variants))
        now = float(fold.given.moment(user) or 0)
        orders = set()
        for variant in variants:
            context = SignalContext(
                activity=variant.told.activity(fold.given, user),
                dataset=app.dataset,
                model=app.model,
                choice=app.choice,
                behaviour=Behaviour(session_start=now),
                now=now,
            )
            expected = fold_in_weighed(weigh_all(context, variant.settings))
            assert expected.worth is not None
            worth = found[variant.name].worth
            assert worth is not None
            np.testing.assert_allclose(worth, expected.worth, rtol=1e-5)
            np.testing.assert_array_equal(found[variant.name].open_items, expected.open_items)
            orders.add(tuple(np.round(worth, 6).tolist()))
        assert len(orders) == len(variants)  # each of them moves something


def test_signals_that_go_by_the_moment_are_off_where_all_moments_are_alike(
    shown: tuple[Fold, App],
) -> None:
    fold, app = shown
    user = int(fold.question.users[0])
    weighed = app.timeless(app.popularity).weighed(user)
    assert weighed is not None
    assert {"session", "trending"} <= weighed.off
    assert not {"ratings", "history"} & weighed.off


def test_several_tastes_of_people_are_shown_each_as_its_own_list(
    shown: tuple[Fold, App],
) -> None:
    fold, app = shown
    none = replace(app, settings={name: Setting(on=False) for name in ALL})
    both = shown_to_all(
        fold.question,
        lambda user: [("own", app.taste(user)), ("none", none.taste(user))],
        threads=2,
    )
    assert list(both) == ["own", "none"]
    for name, alone in (("own", app), ("none", none)):
        lists = alone.lists(fold.question)
        np.testing.assert_array_equal(both[name].items, lists.items)
        np.testing.assert_array_equal(both[name].first, lists.first)
    assert (both["own"].items != both["none"].items).any()


def test_half_of_what_is_told_is_watched_the_newest_first_of_all(shown: tuple[Fold, App]) -> None:
    fold, _ = shown
    user = int(fold.question.users[0])
    items, stars = (of.tolist() for of in fold.given.of(user))
    half = half_as_watched(fold.given, user)
    assert list(half.watched) == [items[0], items[2], items[4], items[6]]
    assert set(half.watched.values()) == {float(fold.given.moment(user) or 0)}
    assert half.ratings == {items[n]: stars[n] for n in (1, 3, 5)}
    assert as_rated(fold.given, user).ratings == dict(zip(items, stars, strict=True))


def test_each_signal_that_the_data_can_speak_for_is_left_out_once(whole: Dataset) -> None:
    asked = asked_of(whole)
    assert [one.signal for one in asked] == list(ALL_SIGNALS)
    told = {one.signal.name: one.told for one in asked}
    assert told["history"] is HALF_WATCHED
    assert told["ratings"] is AS_RATED
    variants = variants_of(asked)
    assert len({variant.name for variant in variants}) == len(variants)
    for name, how in told.items():
        out = [v for v in variants if v.settings == {name: Setting(on=False)}]
        assert [v.told for v in out] == ([] if how is None else [how])
    for variant in variants:
        assert all(not setting.on for setting in variant.settings.values())


def test_what_the_data_cannot_tell_says_why(whole: Dataset) -> None:
    why = {one.signal.name: one.words for one in asked_of(whole) if one.told is None}
    assert {"skipped", "interactions", "regional", "search", "profile"} <= set(why)
    assert why["regional"] == "where its people live is not in it"
    ratings = whole.by_user
    without = replace(ratings, times=np.zeros_like(ratings.times))
    timeless = {one.signal.name: one for one in asked_of(whole.with_ratings(without))}
    for name in ("session", "trending"):
        assert timeless[name].told is None
        assert timeless[name].words == "when people rated is not in it"
