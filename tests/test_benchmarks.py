"""The benchmarks' own arithmetic: what they time, count, predict and hand over."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from benchmarks import fold_in, folds, machine, side_gains, synthetic
from benchmarks.accuracy import Measured
from benchmarks.contest import contender, handover, peers
from benchmarks.contest.contender import Contender
from benchmarks.contest.contest import Fallen, Job, started
from benchmarks.contest.tables import Row, table
from benchmarks.contest.works import WORKS
from benchmarks.synthetic import Shape, make_ratings
from recflix_tui.evaluation.train_and_test import Triples
from recflix_tui.model.ratings import Features, Ratings, Side

SMALL = Shape("small", 40, 30, 500)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets time pass by so many seconds, and by nothing else."""
    now = [0.0]
    monkeypatch.setattr(contender, "time", SimpleNamespace(perf_counter=lambda: now[0]))

    def passes(seconds: float) -> None:
        now[0] += seconds

    return passes


# --- times and counts -----------------------------------------------------------------------------


def test_what_a_library_takes_to_set_up_is_no_part_of_an_epoch(
    clock: Callable[[float], None],
) -> None:
    assert contender.difference(lambda epochs: clock(5 + 2 * epochs), 1, 4) == [2]


def test_short_epochs_are_repeated(clock: Callable[[float], None]) -> None:
    assert contender.repeated(lambda: clock(0.25), least=1) == [0.25] * 4
    assert contender.repeated(lambda: clock(8), least=1) == [8]


def test_operations_are_those_of_the_loops() -> None:
    n, rows, k = 7, 3, 4
    K, count = k + 1, 0
    for _ in range(2 * n):
        for row in range(K):
            count += 2 * (row + 1)  # a multiplication and an addition each up to the diagonal
            count += 2  # of the right-hand side
    assert machine.als_flops(n, rows, k) == count + rows * K**3 / 3
    assert machine.cg_flops(n, k, steps=3) == 2 * n * 4 * (2 * K + 2 * K)
    assert machine.sgd_bytes(n, k) == n * (4 * k * 4 + 12)


def test_the_table_compares_with_the_first() -> None:
    rows = [
        Row("Als", seconds=[0.5, 0.5, 0.7], trained=3.0, rmse=0.91234, memory=2_000_000),
        Row("LensKit", seconds=[1.5]),
        Row("CmfRec", trouble="not installed"),
    ]
    lines = table(WORKS["als"], rows, 1_000_000, least=0.25)
    assert lines[2:] == [
        "| RecFlix als, exact | 0.500 (0.500) | 2.00 | 1.0 | 3.00 | 0.9123 | 2 | 50% |",
        "| LensKit BiasedMF | 1.50 (1.50) | 0.667 | 3.0 |  |  |  | 17% |",
        "| cmfrec CMF (not installed) |  |  |  |  |  |  |  |",
    ]


# --- data -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("large", [False, True], ids=["at once", "by blocks"])
def test_made_up_ratings_have_their_shape(large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if large:
        monkeypatch.setattr(synthetic, "_LARGE", 0)
        monkeypatch.setattr(synthetic, "_BLOCK", 100)
    ratings, again = make_ratings(SMALL, seed=3), make_ratings(SMALL, seed=3)
    pairs = ratings.users.astype(np.int64) * SMALL.n_items + ratings.items
    assert len(np.unique(pairs)) == SMALL.n_ratings
    assert 0 <= ratings.users.min() <= ratings.users.max() < SMALL.n_users
    assert 0 <= ratings.items.min() <= ratings.items.max() < SMALL.n_items
    assert set(np.unique(ratings.stars)) <= {1, 2, 3, 4, 5}
    assert (ratings.stars == again.stars).all()
    assert (ratings.items == again.items).all()


def test_handed_over_ratings_are_the_same(tmp_path: Path) -> None:
    genres = Features(
        np.array([0, 2, 2, 3]), np.array([0, 1, 1], np.int32), np.ones(3, np.float32), 2
    )
    given = Ratings(
        np.array([0, 1, 1]), np.array([2, 0, 2]), np.array([3, 4, 1], np.float32), 2, 3, 1.0, 5.0,
        np.array([7, 8, 9]), Side(genres=genres),
    )  # fmt: skip
    handover.save(given, tmp_path / "data")
    taken = handover.load(tmp_path / "data")
    for name in ("users", "items", "stars", "when"):
        np.testing.assert_array_equal(getattr(taken, name), getattr(given, name))
    assert (taken.n_users, taken.n_items, taken.low, taken.high) == (2, 3, 1.0, 5.0)
    assert taken.side.genres is not None
    assert taken.side.decade is None
    assert taken.side.genres.n_features == 2
    for name in ("indptr", "indices", "values"):
        np.testing.assert_array_equal(getattr(taken.side.genres, name), getattr(genres, name))


def test_folds_share_no_rating_and_leave_none_out(tmp_path: Path) -> None:
    made = make_ratings(SMALL)
    data = Triples(made.users * 3 + 1, made.items * 7, made.stars, np.arange(SMALL.n_ratings))
    with folds.on_disk(data, None, 5) as places:
        parts = [(handover.load(train), handover.load(held)) for train, held in places]
        for train, held in parts:
            assert train.when is not None
            assert held.when is not None
            both = np.concatenate([train.when, held.when])
            assert sorted(both.tolist()) == list(range(SMALL.n_ratings))
        every = np.concatenate([held.when for _, held in parts if held.when is not None])
        assert sorted(every.tolist()) == list(range(SMALL.n_ratings))


# --- contenders -----------------------------------------------------------------------------------


@pytest.fixture
def on_disk(tmp_path: Path) -> Path:
    """Ratings of the small shape as `whole`, `train` and `held`."""
    handover.make(SMALL, 0.1, 0, tmp_path)
    return tmp_path


def test_a_contender_in_its_own_process(on_disk: Path) -> None:
    train, held = str(on_disk / "train"), str(on_disk / "held")
    with started(Job("Sgd", 4, 1, train, held)) as child:
        assert child.loaded["loading"] > 0
        lap, told = child.ask("lap"), child.ask("train")
    assert lap["laps"]
    assert min(lap["laps"]) > 0
    assert told["memory"] >= lap["memory"] >= 0
    assert told["seconds"] > 0
    assert 0.5 < told["rmse"] < 1.5


def test_a_contender_that_fails_says_why(on_disk: Path) -> None:
    job = Job("Sgd", 4, 1, str(on_disk / "whole"), given={"no_such": 1})
    with pytest.raises(Fallen, match="no_such"), started(job):
        pass
    with started(Job("Sgd", 4, 1, str(on_disk / "whole"))) as child:
        os.kill(child.pid, signal.SIGKILL)
        with pytest.raises(Fallen, match="SIGKILL"):
            child.ask("lap")


def test_both_fold_ins_find_the_same_titles() -> None:
    model, profiles = fold_in.made_up(8, n_items=300)
    for profile in profiles[:5]:
        ours = fold_in.RecFlixFoldIn.top(model, profile)
        assert ours.tolist() == fold_in.NumPyFoldIn.top(model, profile).tolist()


def test_unknown_rows_add_nothing() -> None:
    rng = np.random.default_rng(0)
    b, c, P, Q = rng.random(2), rng.random(3), rng.random((2, 4)), rng.random((3, 4))
    users, items = np.array([0, -1, 1]), np.array([2, 2, -1])
    expected = [3 + b[0] + c[2] + P[0] @ Q[2], 3 + c[2], 3 + b[1]]
    np.testing.assert_allclose(contender.biased(3.0, b, c, P, Q, users, items), expected)


def trained(kind: type[Contender], ratings: Ratings, **given: object) -> Contender:
    """Of 4 factors, on all ratings but those of user 3 and of item 5."""
    if not kind.installed():
        pytest.skip(f"{kind.package} is not installed")
    kind.load(4, 1, dict(given))
    known = (ratings.users != 3) & (ratings.items != 5)
    made = kind(ratings.part(known), 4, 1, dict(given))
    made.train()
    return made


USERS, ITEMS = np.array([0, 7, 3, 8, 3]), np.array([1, 2, 2, 5, 5])  # two pairs are known


@pytest.mark.parametrize("kind", [peers.Surprise, peers.SurpriseImplicit])
def test_surprise_predicts_as_it_does_itself(kind: type[peers.Surprise]) -> None:
    made = trained(kind, make_ratings(SMALL))
    assert isinstance(made, peers.Surprise)
    expected = [
        made._model.predict(user, item, clip=False).est
        for user, item in zip(USERS.tolist(), ITEMS.tolist(), strict=True)
    ]
    np.testing.assert_allclose(made.predict(USERS, ITEMS, None), expected)


def test_cmfrec_predicts_as_it_does_itself() -> None:
    made = trained(peers.CmfRec, make_ratings(SMALL))
    assert isinstance(made, peers.CmfRec)
    users, items = USERS[:2], ITEMS[:2]
    expected = made._model.predict(user=users, item=items)
    np.testing.assert_allclose(made.predict(users, items, None), expected, rtol=1e-5)


def test_lenskit_predicts_as_it_does_itself() -> None:
    made = trained(peers.LensKit, make_ratings(SMALL))
    assert isinstance(made, peers.LensKit)
    from lenskit.data import ItemList

    for n in range(2):
        user, item = USERS[n : n + 1], ITEMS[n : n + 1]
        expected = made._model(int(user[0]), ItemList(item_ids=item.tolist())).scores()
        predicted = made.predict(user, item, None)
        np.testing.assert_allclose(predicted, expected, rtol=1e-5)


def test_libmf_predicts_as_it_does_itself() -> None:
    made = trained(peers.LibMF, make_ratings(SMALL))
    assert isinstance(made, peers.LibMF)
    known = np.column_stack([USERS[:2], ITEMS[:2]])
    expected = made._model.predict(np.asfortranarray(known))  # it reads column by column
    np.testing.assert_allclose(made.predict(USERS[:2], ITEMS[:2], None), expected, rtol=1e-4)
    mean = made.ratings.stars.mean()
    np.testing.assert_allclose(made.predict(USERS[2:], ITEMS[2:], None), mean, rtol=1e-5)


def test_myfm_takes_the_same_side_inputs() -> None:
    ratings = make_ratings(SMALL)
    halves = Features(
        np.arange(31), (np.arange(30) % 2).astype(np.int32), np.ones(30, np.float32), 2
    )
    when = np.arange(SMALL.n_ratings) * 86_400
    ratings = Ratings(**{**vars(ratings), "when": when, "side": Side(genres=halves)})
    made = trained(peers.SideMyFM, ratings, sweeps=30)
    assert isinstance(made, peers.SideMyFM)
    assert made._user_groups == [40, 30]  # the user, and each title rated
    assert made._item_groups == [30, 40, 2]  # the title, each who rated it, the genres
    known = made.ratings
    counts = np.bincount(known.users, minlength=40)
    first = made._users.toarray()[known.users[0], 40 + known.items[0]]
    assert first == pytest.approx(counts[known.users[0]] ** -0.5)
    assert np.isfinite(made.predict(USERS, ITEMS, np.array([0, 1, 2, 10**12, 4]))).all()


# --- the gains of side inputs ---------------------------------------------------------------------


def test_each_side_input_is_compared_alone_and_left_out() -> None:
    genres = Features(np.zeros(31, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32), 1)
    ratings = Ratings(**{**vars(make_ratings(SMALL)), "side": Side(genres=genres)})
    assert side_gains.choices("gibbs", ratings) == {
        "none": (),
        "implicit alone": ("implicit",),
        "genres alone": ("genres",),
        "all": ("implicit", "genres"),
        "all but implicit": ("genres",),
        "all but genres": ("implicit",),
    }
    assert side_gains.choices("sgd", ratings) == {"none": (), "implicit alone": ("implicit",)}


def test_gains_are_told_over_none() -> None:
    found = {
        "whole": {"none": [Measured(0.9, 1.0), Measured(0.92, 1.0)], "all": [Measured(0.88, 3.0)]}
    }
    lines = side_gains.table(found, 2)
    assert lines[2:4] == ["| none | 0.9100 |  | 1.00 |", "| all | 0.8800 | +0.0300 | 3.00 |"]
