"""What the page after an import says, beside the same worked out by hand; and what it leaves
unsaid where it cannot be told."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recflix_tui.evaluation.one_person import mean_gap, measure_person, student
from recflix_tui.history.values import Act, DateKind, Did, Export, Film, LeftOut
from recflix_tui.library.history.beside_crowd import beside_crowd
from recflix_tui.library.history.changed_words import lines_of
from recflix_tui.library.history.values import Outcome
from recflix_tui.library.history.what_changed import WhatChanged
from recflix_tui.library.library import Library
from recflix_tui.model.factors import FactorModel
from recflix_tui.versions.registry import Registry
from tests.examples.app_home import hand_made_model
from tests.examples.models import make_model

NOW = 1_700_000_000.0
LATER, EARLIER = NOW + 60, NOW - 60
HERE = {5: 1.0, 6: 4.0, 7: 2.0, 42: 5.0, 41: 2.0}
"""What Ada rated before: item -> stars."""


def stars_of(n: int) -> float:
    """Ada loves a third of all films, and the others more or less."""
    return 5.0 - n % 2 / 2 if n % 3 == 0 else 1.0 + n % 4


def history(n_rated: int = 24) -> Export:
    """Films 0, 1, ... rated: 5 before she did here, 7 after, 6 with the same stars; one film that
    no dataset has, and a few marks."""
    rated = [
        Act(film(n), Did.RATED, stars_of(n), LATER if n == 7 else EARLIER, DateKind.RATED)
        for n in range(n_rated)
    ]
    rated[6] = replace(rated[6], value=HERE[6])
    marked = [Act(film(n), Did.WATCHED) for n in (0, 1)] + [Act(film(50), Did.MY_LIST)]
    unknown = Act(Film("The Glass Harbour", 1987), Did.RATED, 3.5)
    left_out = [LeftOut("diary.csv", line, "Night Desk", "a series") for line in (7, 8)]
    left_out.append(LeftOut("diary.csv", 9, "", "no title"))
    return Export(
        "letterboxd", "Letterboxd", (*rated, *marked, unknown), tuple(left_out), n_series=1
    )


def film(n: int) -> Film:
    return Film(f"Film {n}", 1950 + n)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, small_movielens: Path) -> Iterator[Library]:
    opened = Library.open(tmp_path_factory.mktemp("changed") / "home", clock=lambda: NOW)
    opened.datasets.add(small_movielens, "small")
    dataset = opened.snapshot.need_dataset()
    Registry(opened.paths.models, "small").save(
        hand_made_model(dataset.n_users, dataset.n_items),
        solver="sgd",
        settings={},
        metrics={},
        fingerprint=dataset.fingerprint,
    )
    opened.session.refresh()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def outcome(library: Library) -> Outcome:
    ada = library.profiles.add("Ada").id
    for item, stars in HERE.items():
        library.profiles.rate(ada, item, stars)
    return library.history.apply(library.history.plan(ada, history(), "ada.zip"))


@pytest.fixture(scope="module")
def changed(library: Library, outcome: Outcome) -> WhatChanged:
    return library.history.changed(outcome)


def test_what_became_of_each_act_and_film_is_counted(changed: WhatChanged) -> None:
    assert changed.new == {Did.RATED: 22, Did.WATCHED: 2, Did.MY_LIST: 1}
    assert (changed.n_changed, changed.n_same, changed.n_kept) == (1, 1, 1)
    assert (changed.n_sure, changed.n_unsure, changed.n_waiting) == (25, 0, 1)
    assert (changed.n_series, changed.left_out) == (1, (("a series", 2), ("no title", 1)))
    assert (changed.n_acts, changed.n_new_ratings, changed.n_ratings) == (26, 21, 26)


def test_new_picks_are_those_that_were_none_before(
    changed: WhatChanged, outcome: Outcome, library: Library
) -> None:
    now = library.recommendations.top_picks(outcome.plan.profile_id, 10)
    assert list(changed.picks) == now
    assert changed.new_picks == set(changed.picks) - set(outcome.picks_before)
    assert 0 < len(changed.new_picks) < 10


def folded(model: FactorModel, ratings: dict[int, float]) -> tuple[float, np.ndarray]:
    """A ridge regression by the book, its ridge that of the hand-made model: 0.5 times the root
    of ten more than the ratings."""
    items = list(ratings)
    X = np.column_stack([np.ones(len(items)), model.Q[items]]).astype(float)
    y = np.array(list(ratings.values())) - model.mu - model.item_bias[items]
    A = X.T @ X + 0.5 * math.sqrt(len(items) + 10) * np.eye(X.shape[1])
    x = np.linalg.solve(A, X.T @ y)
    return float(x[0]), x[1:]


def test_each_new_rating_is_predicted_from_the_others(
    changed: WhatChanged, library: Library
) -> None:
    model, dataset = library.snapshot.need_model(), library.snapshot.need_dataset()
    asked = {n: stars_of(n) for n in range(24) if n not in HERE}
    known = HERE | {7: stars_of(7)}
    model_off, own_off, order = {}, {}, {}
    for place, item in enumerate(asked):
        others = {other: s for at, (other, s) in enumerate(asked.items()) if at % 5 != place % 5}
        bias, factors = folded(model, known | others)
        order[item] = model.item_bias[item] + model.Q[item] @ factors
        model_off[item] = model.on_scale([model.mu + bias + order[item]])[0] - asked[item]
        own_off[item] = np.mean(list((known | others).values())) - asked[item]
    crowd_off = {item: dataset.means[item] - stars for item, stars in asked.items()}
    person = changed.predicted
    assert person is not None
    assert (person.n, person.n_asked) == (21, 21)
    by_hand = [
        math.sqrt(np.mean(np.square(list(off.values())))) for off in (model_off, crowd_off, own_off)
    ]
    assert [person.model, person.crowd, person.own] == pytest.approx(by_hand, abs=1e-4)
    assert person.under_crowd.value == pytest.approx(by_hand[1] - by_hand[0], abs=1e-4)
    pairs = [(a, b) for a in asked for b in asked if asked[a] > asked[b]]
    assert person.order is not None
    assert person.order.n_pairs == len(pairs)
    right = np.mean([order[a] > order[b] for a, b in pairs])
    by_crowd = np.mean([dataset.means[a] > dataset.means[b] for a, b in pairs])
    assert (person.order.model, person.order.crowd) == pytest.approx((right, by_crowd), abs=1e-6)


def test_taste_is_set_beside_the_means_of_the_same_titles(
    changed: WhatChanged, library: Library
) -> None:
    dataset = library.snapshot.need_dataset()
    mine = {n: stars_of(n) for n in range(24)} | {n: s for n, s in HERE.items() if n != 7}
    own, crowd = np.array(list(mine.values())), dataset.means[list(mine)].astype(float)
    beside = changed.beside_crowd
    assert beside is not None
    assert beside.n == 26
    assert [beside.own, beside.crowd] == pytest.approx([own.mean(), crowd.mean()])
    assert beside.correlation is not None
    assert beside.correlation.value == pytest.approx(np.corrcoef(own, crowd)[0, 1])
    furthest = sorted(mine, key=lambda n: (dataset.means[n] - mine[n], dataset.title_rank[n]))
    assert [title.item for title in beside.liked_more] == furthest[:3]
    assert [title.item for title in beside.liked_less] == furthest[:-4:-1]
    (comedy,) = beside.genres_above
    assert comedy.name == "Comedy"
    assert comedy.above == pytest.approx(np.mean((own - crowd)[[n % 3 == 0 for n in mine]]))


def test_the_page_says_it_in_words(changed: WhatChanged, library: Library) -> None:
    sections = dict(lines_of(changed, library.snapshot.need_dataset()))
    counts, picks, predicted, taste = sections.values()
    assert counts[:2] == [
        "new: 22 ratings (1 of them waits), 2 watched, 1 on My List",
        "changed: 1 rating, by newer ones than stood here",
    ]
    assert "waiting, and counted in nothing until found: 1 film" in counts
    assert counts[-2:] == [
        "left out: 1 series in 2 rows; RecFlix knows films alone",
        "left out: 1 row, no title",
    ]
    assert sum(line.endswith(" · new") for line in picks) == len(changed.new_picks)
    assert predicted[0].startswith("predicted: 21 new ratings, in 5 parts")
    assert any(line.startswith("you rate higher: Comedy (+") for line in taste)


def test_importing_it_again_changes_nothing_and_says_so(library: Library, outcome: Outcome) -> None:
    plan = library.history.plan(outcome.plan.profile_id, history(), "ada.zip")
    again = library.history.changed(library.history.apply(plan))
    assert (again.number, again.new, again.new_picks, again.predicted) == (
        None,
        {},
        frozenset(),
        None,
    )
    ((_, counts), (_, picks), _) = lines_of(again, library.snapshot.need_dataset())
    assert counts[0] == "nothing is changed"
    assert not any("new" in line for line in picks)


def test_of_few_ratings_nothing_is_claimed(library: Library) -> None:
    grace = library.profiles.add("Grace").id
    few = library.history.changed(
        library.history.apply(library.history.plan(grace, history(9), "few.zip"))
    )
    assert (few.n_new_ratings, few.predicted, few.beside_crowd) == (9, None, None)
    sections = dict(lines_of(few, library.snapshot.need_dataset()))
    assert sections["How well the model would have predicted these ratings"] == [
        "9 new ratings: too few to tell; it takes 10"
    ]
    (line,) = sections["Your taste beside everybody's"]
    assert line.startswith("too few of the 9 titles")


def test_stars_given_by_lot_are_predicted_no_better_than_by_chance() -> None:
    model, draw = make_model(n_items=400), np.random.default_rng(3)
    items, means = np.arange(0, 400, 2), draw.uniform(2, 4, 400).astype(np.float32)
    nothing = np.zeros(0, np.int64), np.zeros(0, np.float32)
    lot = (draw.integers(1, 11, 200) / 2).astype(np.float32)
    person = measure_person(model, means, nothing, (items, lot))
    assert person is not None
    assert person.order is not None
    assert person.order.above_crowd.may_be_chance
    tastes = model.mu + model.item_bias + model.Q @ draw.normal(0, 2, 6)
    own = np.clip(np.rint(2 * tastes[items]) / 2, 0.5, 5).astype(np.float32)
    person = measure_person(model, means, nothing, (items, own))
    assert person is not None
    assert person.order is not None
    assert person.order.above_crowd.low > 0.1
    assert person.under_crowd.low > 0
    assert person.under_own.low > 0


def test_of_very_many_ratings_some_are_predicted_from_all_others() -> None:
    model, items = make_model(n_items=3_000), np.arange(3_000)
    stars = np.where(items % 2, 4.0, 2.0).astype(np.float32)
    nothing = np.zeros(0, np.int64), np.zeros(0, np.float32)
    person = measure_person(model, np.full(3_000, np.nan, np.float32), nothing, (items, stars))
    assert person is not None
    assert (person.n, person.n_asked) == (2_000, 3_000)
    assert person.crowd == pytest.approx(math.sqrt((0.5**2 + 1.5**2) / 2), abs=1e-2)  # mu: 3.5


@pytest.mark.parametrize(("freedom", "table"), [(4, 2.776), (9, 2.262), (29, 2.045), (200, 1.972)])
def test_intervals_are_as_wide_as_the_tables_of_student_say(freedom: int, table: float) -> None:
    assert student(0.025, freedom) == pytest.approx(table, abs=1e-3)
    differences = np.arange(freedom + 1, dtype=float)
    gap, error = mean_gap(differences), differences.std(ddof=1) / math.sqrt(freedom + 1)
    assert gap.high - gap.value == pytest.approx(table * error, rel=1e-3)


def test_who_gives_the_same_stars_to_all_has_no_correlation(library: Library) -> None:
    beside = beside_crowd(library.snapshot.need_dataset(), dict.fromkeys(range(12), 4.0))
    assert beside is not None
    assert beside.correlation is None
