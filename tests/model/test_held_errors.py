"""The errors kept of a model."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.model.held_errors import HeldErrors, compare, held_errors
from recflix_tui.model.holdout import rating_keys
from tests.examples.models import make_taste


def test_each_rating_has_its_error_with_the_prediction_brought_onto_the_scale() -> None:
    held = make_taste(n_users=8, n_items=9)
    predicted = np.linspace(-1, 7, len(held.stars), dtype=np.float32)
    kept = held_errors(held, predicted)
    wanted = {
        int(key): min(max(float(p), 0.5), 5.0) - float(stars)
        for key, p, stars in zip(rating_keys(held), predicted, held.stars, strict=True)
    }
    assert kept.keys.tolist() == sorted(wanted)
    np.testing.assert_allclose(kept.errors, [wanted[key] for key in kept.keys.tolist()], atol=1e-6)


def test_of_many_the_same_few_are_kept_whatever_the_order() -> None:
    held = make_taste(n_users=20, n_items=30)
    predicted = np.full(len(held.stars), 3.0, np.float32)
    few = held_errors(held, predicted, most=40)
    assert few.keys.tolist() == sorted(rating_keys(held).tolist())[:40]
    later = held.part(held.users >= 5)
    other = held_errors(later, predicted[: len(later.stars)], most=40)
    assert len(np.intersect1d(few.keys, other.keys)) == sum(
        key in few.keys for key in rating_keys(later)
    )


def errors_of(squares: np.ndarray, users: np.ndarray) -> HeldErrors:
    """Errors on ratings 0, 1, 2... by these users, of these squares."""
    keys = np.arange(len(squares), dtype=np.uint64)
    return HeldErrors(keys, users.astype(np.uint32), np.sqrt(squares).astype(np.float32))


def test_two_models_are_compared_on_the_ratings_that_both_were_measured_on() -> None:
    rng = np.random.default_rng(2)
    one = errors_of(rng.uniform(0.5, 1.5, 400), np.arange(400) % 40)
    other = errors_of(rng.uniform(0.4, 1.4, 500), np.arange(500) % 40)
    other = HeldErrors(other.keys[100:], other.users[100:], other.errors[100:])
    found = compare(one, other)
    assert found is not None
    shared, beside = one.errors[100:].astype(float), other.errors[:300].astype(float)
    assert found.n == 300
    assert found.rmse == pytest.approx(np.sqrt(np.mean(shared**2)))
    assert found.beside == pytest.approx(np.sqrt(np.mean(beside**2)))
    # The standard error by hand, user by user.
    differences, users = shared**2 - beside**2, one.users[100:]
    over_mean = differences - differences.mean()
    sums = [over_mean[users == user].sum() for user in range(40)]
    error = np.sqrt(sum(s * s for s in sums) * 40 / 39) / 300 / (found.rmse + found.beside)
    low, high = found.interval
    assert (low + high) / 2 == pytest.approx(found.difference)
    assert high - low == pytest.approx(2 * 1.645 * error)


def test_the_order_of_the_two_turns_the_sign_and_a_model_is_as_good_as_itself() -> None:
    rng = np.random.default_rng(3)
    one, other = (errors_of(rng.uniform(0.5, 1.5, 200), np.arange(200) % 20) for _ in range(2))
    there, back = compare(one, other), compare(other, one)
    assert there is not None
    assert back is not None
    assert there.difference == pytest.approx(-back.difference)
    same = compare(one, one)
    assert same is not None
    assert same.interval == (0.0, 0.0)
    assert not same.is_worse
    assert not same.is_apart


def test_worse_is_what_chance_and_another_seed_do_not_explain() -> None:
    rng = np.random.default_rng(4)
    users, noise = np.arange(5000) % 300, rng.normal(0, 0.05, 5000)
    base = rng.uniform(0.5, 1.0, 5000)
    old = errors_of(base, users)
    for more, is_worse in ((-0.05, False), (0.0, False), (0.001, False), (0.05, True)):
        found = compare(errors_of(np.maximum(base + noise + more, 0), users), old)
        assert found is not None
        assert found.is_worse == is_worse, more


def test_few_shared_ratings_or_those_of_one_user_tell_nothing() -> None:
    few = errors_of(np.ones(29), np.arange(29))
    assert compare(few, few) is None
    enough = errors_of(np.ones(30), np.arange(30))
    assert compare(enough, enough) is not None
    of_one = errors_of(np.ones(200), np.zeros(200))
    assert compare(of_one, of_one) is None
    others = HeldErrors(enough.keys + np.uint64(500), enough.users, enough.errors)
    assert compare(enough, others) is None
