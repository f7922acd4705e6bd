"""The errors kept of a model."""

from __future__ import annotations

import numpy as np

from recflix_tui.model.held_errors import held_errors
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
