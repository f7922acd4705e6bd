"""What a surprise may be, and what is said where nothing is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.dataset.credits.credits import Credits
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.surprise.wanted import Wanted, nothing_fits, problem_with, that_fit


@pytest.fixture
def timed(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    """The dataset with running times: item n takes 60 + n minutes, every fifth nobody knows."""
    none = np.zeros(dataset.n_items + 1, np.int64)
    people, nobody = np.empty(0, np.int32), np.empty(0, np.int64)
    minutes = np.arange(60, 60 + dataset.n_items).astype(np.int16)
    minutes[::5] = 0
    text = np.empty(0, np.uint8)
    credits = Credits(text, nobody, nobody, none, people, none, people, minutes)
    monkeypatch.setattr(dataset, "credits", credits)
    return dataset


def test_films_that_fit_are_of_the_genre_the_decade_and_no_longer(timed: Dataset) -> None:
    open_items = np.ones(timed.n_items, np.bool_)
    open_items[4] = False
    wanted = Wanted("Drama", 1950, 68)
    expected = [
        i
        for i in range(timed.n_items)
        if i != 4
        and "Drama" in timed.genres(i)
        and timed.year(i) in range(1950, 1960)
        and i % 5
        and 60 + i <= 68
    ]
    assert expected == [1, 7]
    assert np.flatnonzero(that_fit(open_items, timed, wanted)).tolist() == expected
    assert that_fit(open_items, timed, Wanted()).sum() == timed.n_items - 1


def test_where_nothing_fits_it_is_said_which_bound_to_leave_out(timed: Dataset) -> None:
    open_items = np.ones(timed.n_items, np.bool_)
    wanted = Wanted("Drama", 1950, 61)
    said = nothing_fits(np.where(np.arange(timed.n_items) == 1, False, open_items), timed, wanted)
    assert said == (
        "nothing is left that is Drama, of the 1950s, at most 61 min: "
        "there are 2 films without the running time"
    )
    open_items[:] = False
    for narrow in (wanted, Wanted()):
        assert "all are rated, watched or not for you" in nothing_fits(open_items, timed, narrow)
    open_items[20] = True  # from 1970, of no known running time
    narrow = Wanted("Comedy" if "Drama" in timed.genres(20) else "Drama", 1950, 61)
    assert nothing_fits(open_items, timed, narrow).endswith(": ask for less at once")


def test_what_a_dataset_cannot_give_is_one_line_with_the_mend(
    dataset: Dataset, timed: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    fine = Wanted("Drama", 1950, 90)
    assert problem_with(fine, timed) is None
    assert "there is: Comedy, Drama" in str(problem_with(replace(fine, genre="Noir"), timed))
    assert "give its first year: 1950" in str(problem_with(replace(fine, decade=1955), timed))
    monkeypatch.setattr(dataset, "credits", None)
    assert "dataset enrich --imdb" in str(problem_with(fine, dataset))
    assert not that_fit(np.ones(dataset.n_items, np.bool_), dataset, fine).any()
