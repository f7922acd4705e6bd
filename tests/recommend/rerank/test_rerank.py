"""The list of one slider, against a list put together title by title."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.recommend.rerank.rerank import Strengths, chosen, strengths_of
from tests.recommend.rerank.made_up import MadeUp, gap_of, made_up, volume_of


def by_hand(of: MadeUp, strengths: Strengths, n: int) -> list[int]:
    """Ten by ten, each title the one whose filled-up list is best; each ten by what each is worth
    and how little known it is."""
    places: list[int] = []
    for start in range(0, n, 10):
        size = min(10, n - start)
        open_ = [place for place in range(len(of.worth)) if place not in places]
        best, block = float(sum(of.worth[open_[:size]])), list[int]()
        own = [
            worth / best + strengths.novelty * bits
            for worth, bits in zip(of.worth.tolist(), of.bits.tolist(), strict=True)
        ]
        while len(block) < size:
            rest = [place for place in open_ if place not in block]
            values = {}
            for place in rest:
                so_far = [*places, *block, place]
                filling = [other for other in rest if other != place][: size - len(block) - 1]
                values[place] = (
                    own[place]
                    - strengths.calibration * gap_of(of.target, of.genres[[*so_far, *filling]])
                    + strengths.diversity * volume_of(of.likeness, so_far)
                )
            block.append(max(values, key=lambda place: values[place]))
        places += sorted(block, key=lambda place: -own[place])
    return places


@pytest.mark.parametrize("adventure", [0.1, 0.5, 0.6, 1.0])
def test_each_ten_are_those_that_make_the_best_list_the_best_and_least_known_first(
    adventure: float,
) -> None:
    of, strengths = made_up(30, seed=8), strengths_of(adventure)
    expected = by_hand(of, strengths, 15)
    assert chosen(of.candidates, strengths, 15) == expected
    assert expected != list(range(15))
    by_worth = [*sorted(expected[:10]), *sorted(expected[10:])]
    assert (expected == by_worth) is (adventure <= 0.5)


def test_how_little_known_a_title_is_counts_in_the_upper_half_alone_evenly_more() -> None:
    found = [strengths_of(adventure).novelty for adventure in (0.0, 0.3, 0.5, 0.75, 1.0)]
    assert found == pytest.approx([0, 0, 0, 0.02, 0.04])
    assert strengths_of(0.5)[:2] == pytest.approx((0.25, 0.2 / 16))
    assert strengths_of(0.8)[:2] == pytest.approx((0.4, 0.2 * 0.8**4))


def test_the_more_adventurous_a_list_is_the_less_worth_and_known_and_the_smaller_its_gap() -> None:
    of = made_up(60, seed=10)
    of = of._replace(worth=np.linspace(1, 0.7, 60))
    lists = [chosen(of.candidates, strengths_of(adventure), 10) for adventure in (0.0, 0.7, 1.0)]
    assert lists[0] == list(range(10))
    worth = [float(of.worth[list_].sum()) for list_ in lists]
    gaps = [gap_of(of.target, of.genres[list_]) for list_ in lists]
    volumes = [volume_of(of.likeness, list_) for list_ in lists]
    bits = [float(of.bits[list_].sum()) for list_ in lists]
    assert worth[0] > worth[1] > worth[2]
    assert gaps[0] > gaps[2]
    assert volumes[0] < volumes[1] < volumes[2]
    assert bits[0] < bits[1] < bits[2]


def test_fewer_candidates_than_asked_for_are_all_shown_and_none_twice() -> None:
    of = made_up(13, seed=11)
    assert sorted(chosen(of.candidates, strengths_of(0.7), 20)) == list(range(13))
    nothing = MadeUp(of.worth[:0], of.likeness[:0, :0], of.genres[:0], of.target, of.bits[:0])
    assert chosen(nothing.candidates, strengths_of(0.7), 20) == []


def test_titles_worth_nothing_are_told_apart_by_the_rest() -> None:
    of = made_up(20, seed=12)._replace(worth=np.zeros(20))
    places = chosen(of.candidates, strengths_of(0.5), 5)
    assert len(set(places)) == 5
    assert gap_of(of.target, of.genres[places]) < gap_of(of.target, of.genres[:5])
