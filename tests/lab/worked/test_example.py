"""The examples, and what can be changed of them."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.lab.errors import LabError
from recflix_tui.lab.worked.example import EXAMPLES, SPARSE, TUTORIAL, Example


def test_the_tutorials_ratings() -> None:
    rows = dict(zip(TUTORIAL.people, TUTORIAL.ratings.tolist(), strict=True))
    assert rows == {
        "Alice": [5, 3, 4, 1],
        "Bob": [4, 2, 5, 2],
        "Charlie": [1, 4, 2, 5],
        "David": [2, 5, 1, 4],
        "Eve": [3, 1, 3, 2],
    }
    assert len(TUTORIAL.films) == 4
    assert TUTORIAL.mean == 2.95


def test_the_sparse_ratings() -> None:
    told = {
        (SPARSE.people[u], SPARSE.films[i]): SPARSE.ratings[u, i] for u, i in SPARSE.known_cells
    }
    assert told == {
        ("Alice", "A"): 5,
        ("Alice", "C"): 4,
        ("Bob", "B"): 3,
        ("Bob", "D"): 5,
        ("Charlie", "A"): 4,
        ("Charlie", "B"): 2,
        ("David", "B"): 5,
        ("David", "C"): 3,
        ("David", "D"): 2,
    }
    assert len(SPARSE.empty_cells) == 16 - 9


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=list(EXAMPLES))
def test_names_and_ratings_are_of_one_shape(example: Example) -> None:
    shape = (len(example.people), len(example.films))
    assert example.ratings.shape == example.held.shape == shape
    assert example.ratings.dtype == np.float64
    assert not example.held_cells


def test_a_change_leaves_the_example_as_it_was() -> None:
    changed = TUTORIAL.with_rating(0, 0, 2.5).with_held(1, 1, True)
    assert (changed.ratings[0, 0], changed.held_cells) == (2.5, ((1, 1),))
    assert (TUTORIAL.ratings[0, 0], TUTORIAL.held_cells) == (5, ())
    with pytest.raises(ValueError, match="read-only"):
        changed.ratings[0, 0] = 1


def test_each_cell_is_learnt_from_held_out_or_empty() -> None:
    example = TUTORIAL.with_rating(3, 1, None).with_held(1, 1, True)
    cells = [*example.known_cells, *example.held_cells, *example.empty_cells]
    assert sorted(cells) == [(u, i) for u in range(5) for i in range(4)]
    assert example.mean == pytest.approx((59 - 5 - 2) / 18)


def test_a_cell_that_is_emptied_is_no_more_held_out() -> None:
    example = TUTORIAL.with_held(1, 1, True).with_rating(1, 1, None)
    assert example.held_cells == ()
    assert example.with_rating(1, 1, 3).known[1, 1]


def test_what_makes_no_sense_is_refused_in_a_line() -> None:
    for stars in (0, 5.5, float("nan")):
        with pytest.raises(LabError, match=r"from 0\.5 to 5 stars"):
            TUTORIAL.with_rating(0, 0, stars)
    with pytest.raises(LabError, match="no rating to hold out"):
        SPARSE.with_held(0, 1, True)


def test_other_cells_are_held_out_in_place_of_those_before() -> None:
    example = TUTORIAL.with_held(0, 0, True).holding_out([(1, 1), (2, 2)])
    assert example.held_cells == ((1, 1), (2, 2))
