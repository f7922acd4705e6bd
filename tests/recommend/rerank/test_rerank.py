"""The list of one slider, against a list put together title by title."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.recommend.rerank.rerank import chosen, rerank, strengths_of
from tests.recommend.rerank.made_up import MadeUp, gap_of, made_up, volume_of


def by_hand(of: MadeUp, calibration: float, diversity: float, n: int) -> list[int]:
    """Ten by ten, each title the one whose filled-up list is best; each ten in their order."""
    places: list[int] = []
    for start in range(0, n, 10):
        size = min(10, n - start)
        open_ = [place for place in range(len(of.worth)) if place not in places]
        best, block = float(sum(of.worth[open_[:size]])), list[int]()
        while len(block) < size:
            rest = [place for place in open_ if place not in block]
            values = {}
            for place in rest:
                so_far = [*places, *block, place]
                filling = [other for other in rest if other != place][: size - len(block) - 1]
                values[place] = (
                    of.worth[place] / best
                    - calibration * gap_of(of.target, of.genres[[*so_far, *filling]])
                    + diversity * volume_of(of.likeness, so_far)
                )
            block.append(max(values, key=lambda place: values[place]))
        places += sorted(block)
    return places


@pytest.mark.parametrize("adventure", [0.1, 0.5, 1.0])
def test_each_ten_are_those_that_make_the_best_list_in_the_order_of_worth(
    adventure: float,
) -> None:
    of, items = made_up(30, seed=8), np.arange(100, 130)
    calibration, diversity = strengths_of(adventure)
    expected = by_hand(of, calibration, diversity, 15)
    found = rerank(of.worth, items, of.likeness, of.genres, of.target, adventure, 15)
    assert found.tolist() == [100 + place for place in expected]
    assert expected != list(range(15))


def test_at_0_it_is_the_plain_order_whatever_the_rest_says() -> None:
    of, items = made_up(30, seed=9), np.arange(130, 100, -1, dtype=np.int32)
    nothing = np.full((30, 30), np.nan)
    found = rerank(of.worth, items, nothing, nothing, nothing[0], 0.0, 12)
    assert found.tobytes() == items[:12].tobytes()


def test_the_more_adventurous_a_list_is_the_less_worth_and_the_smaller_its_gap() -> None:
    of, items = made_up(60, seed=10), np.arange(60)
    of = of._replace(worth=np.linspace(1, 0.7, 60))
    lists = [
        rerank(of.worth, items, of.likeness, of.genres, of.target, adventure, 10).tolist()
        for adventure in (0.0, 0.7, 1.0)
    ]
    worth = [float(of.worth[list_].sum()) for list_ in lists]
    gaps = [gap_of(of.target, of.genres[list_]) for list_ in lists]
    volumes = [volume_of(of.likeness, list_) for list_ in lists]
    assert worth[0] > worth[1] > worth[2]
    assert gaps[0] > gaps[1] > gaps[2]
    assert volumes[0] < volumes[1] < volumes[2]


def test_fewer_candidates_than_asked_for_are_all_shown_and_none_twice() -> None:
    of = made_up(13, seed=11)
    places = chosen(of.worth, of.likeness, of.genres, of.target, strengths_of(0.7), 20)
    assert sorted(places) == list(range(13))
    nothing = chosen(
        of.worth[:0], of.likeness[:0, :0], of.genres[:0], of.target, strengths_of(0.7), 20
    )
    assert nothing == []


def test_titles_worth_nothing_are_told_apart_by_the_rest() -> None:
    of = made_up(20, seed=12)._replace(worth=np.zeros(20))
    places = chosen(of.worth, of.likeness, of.genres, of.target, strengths_of(0.5), 5)
    assert len(set(places)) == 5
    assert gap_of(of.target, of.genres[places]) < gap_of(of.target, of.genres[:5])
