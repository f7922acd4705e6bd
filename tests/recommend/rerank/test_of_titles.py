"""What titles are: their likeness, their genres' shares, and the figures of a list of them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.alike.rarity import genre_rarity
from recflix_tui.recommend.alike.tags import strongest_tags
from recflix_tui.recommend.rerank.genre_shares import (
    everybodys_shares,
    profile_shares,
    shares_of,
    target_of,
)
from recflix_tui.recommend.rerank.likeness import likeness_of
from recflix_tui.recommend.rerank.list_figures import list_figures
from recflix_tui.recommend.rerank.picks import candidates_of, reranked_picks
from recflix_tui.recommend.taste import Taste
from tests.recommend.alike.conftest import (
    DARK,
    DARKER,
    NO_YEAR,
    NOTHING_SAID,
    SONG,
    STREET,
    TAGS,
    TITLES,
    WIDE,
    tagged,
    with_unrated,
)
from tests.recommend.rerank.made_up import gap_of

__all__ = ["tagged", "with_unrated"]

EVERY = np.arange(len(TITLES))


def genres(dataset: Dataset, item: int) -> list[str]:
    return [name for name in dataset.genres(item) if name != "IMAX"]


def shares(dataset: Dataset, item: int) -> list[float]:
    own = genres(dataset, item)
    return [(name in own) / max(len(own), 1) for name in dataset.genre_names]


def by_hand(dataset: Dataset, one: int, other: int) -> tuple[float, float, float]:
    """The likeness of two titles in genres, years and tags."""
    rarity = dict(zip(dataset.genre_names, genre_rarity(dataset).tolist(), strict=True))
    own, its = (genres(dataset, item) for item in (one, other))
    common = sum(rarity[name] for name in own if name in its)
    lengths = [sum(rarity[name] for name in names) for names in (own, its)]
    by_genre = common / math.sqrt(lengths[0] * lengths[1]) if own and its else 0.0
    years = [int(dataset.years[item]) for item in (one, other)]
    by_year = math.exp(-abs(years[0] - years[1]) / 15) if all(years) else 0.0
    said = []
    for item in (one, other):
        names = [name for movie, name, _ in TAGS if movie == TITLES[item][0]]
        rare = {name: len({m for m, of, _ in TAGS if of == name}) for name in names}
        said.append({n: math.log(1 + names.count(n)) * math.log(4 / rare[n]) for n in names})
    product = sum(weight * said[1].get(name, 0.0) for name, weight in said[0].items())
    squares = [sum(weight**2 for weight in of.values()) + 50 for of in said]
    return by_genre, by_year, product / math.sqrt(squares[0] * squares[1])


def test_likeness_is_of_genres_years_and_tags_and_no_volume_is_negative(tagged: Dataset) -> None:
    found = likeness_of(tagged, EVERY)
    for one in EVERY.tolist():
        for other in EVERY.tolist():
            by_genre, by_year, by_tag = by_hand(tagged, one, other)
            expected = 1.0 if one == other else 0.5 * by_genre + 0.2 * by_year + 0.3 * by_tag
            assert found[one, other] == pytest.approx(expected, abs=1e-6)
    assert found[DARK, DARKER] > found[DARK, STREET] > found[DARK, NOTHING_SAID] > 0
    assert found.max() <= 1
    np.testing.assert_array_equal(found, found.T)
    assert np.linalg.eigvalsh(found).min() > -1e-9
    some = np.array([SONG, DARK])
    np.testing.assert_allclose(likeness_of(tagged, some), found[np.ix_(some, some)])


def test_likeness_without_tags_is_of_genres_and_years_alone(with_unrated: Dataset) -> None:
    found = likeness_of(with_unrated, EVERY)
    by_genre, by_year, _ = by_hand(with_unrated, DARK, STREET)
    assert found[DARK, STREET] == pytest.approx(0.5 * by_genre + 0.2 * by_year)
    assert found[DARK, WIDE] == pytest.approx(0.7)  # IMAX is no genre
    assert found[NO_YEAR, NOTHING_SAID] == 0


def test_the_strongest_tags_of_a_title_are_those_that_weigh_most(
    tagged: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.recommend.alike.tags.STRONGEST", 1)
    owner, tags, weights = strongest_tags(tagged, np.array([SONG, NOTHING_SAID, DARK, NO_YEAR]))
    assert owner.tolist() == [0, 2, 3]
    assert tagged.tags is not None
    names = [tagged.tags.names[tag] for tag in tags]
    assert (names[0], names[2]) == ("Vienna", "heist")
    assert (np.diff(weights[[1, 0, 2]]) >= 0).all()


def test_a_titles_genres_share_it_and_imax_is_none(tagged: Dataset) -> None:
    expected = [shares(tagged, item) for item in EVERY.tolist()]
    np.testing.assert_allclose(shares_of(tagged, EVERY), expected)
    assert shares_of(tagged, np.array([NOTHING_SAID])).sum() == 0


def test_a_profiles_shares_are_drawn_to_everybodys_as_by_three_entries(tagged: Dataset) -> None:
    usual = np.zeros(len(tagged.genre_names))
    for item, count in enumerate(tagged.counts.tolist()):
        usual += count * np.array(shares(tagged, item))
    usual /= usual.sum()
    np.testing.assert_allclose(everybodys_shares(tagged), usual)
    weights = np.array([2.0, 0.0, 1.0])
    own = 2 * np.array(shares(tagged, SONG)) + np.array(shares(tagged, DARK)) + 3 * 1.5 * usual
    found = profile_shares(tagged, np.array([SONG, STREET, DARK]), weights)
    np.testing.assert_allclose(found, own / (3 + 3 * 1.5))
    nothing = profile_shares(tagged, np.empty(0, np.int32), np.empty(0))
    np.testing.assert_allclose(nothing, usual)


def taste_of(dataset: Dataset, worth: list[float]) -> Taste:
    n = len(TITLES)
    stars = np.linspace(2, 5, n, dtype=np.float32)
    return Taste(
        activity=ProfileActivity({SONG: 5.0}),
        raw=stars + 1,
        predictions=stars,
        open_items=np.arange(n) != SONG,
        picks=np.array(worth, np.float32),
        likes=np.ones(n, np.float32),
    )


def test_the_figures_of_a_list_are_of_its_titles_and_the_taste(tagged: Dataset) -> None:
    taste = taste_of(tagged, [0.1] * len(TITLES))
    items = [DARK, STREET, NO_YEAR]
    found = list_figures(np.array(items), taste, tagged)
    assert taste.predictions is not None
    assert found.expected_stars == pytest.approx(np.mean(taste.predictions[items]))
    alike = likeness_of(tagged, EVERY)
    pairs = [alike[DARK, STREET], alike[DARK, NO_YEAR], alike[STREET, NO_YEAR]]
    assert found.diversity == pytest.approx(1 - sum(pairs) / 3)
    bits = [-math.log2(int(tagged.counts[item]) / tagged.n_users) for item in items]
    assert found.novelty == pytest.approx(sum(bits) / 3)
    target = profile_shares(tagged, np.array([SONG]), np.ones(1))
    expected = gap_of(target, np.array([shares(tagged, item) for item in items]))
    assert found.calibration_gap == pytest.approx(expected)
    assert math.isnan(list_figures(np.array([DARK]), taste, tagged).diversity)
    assert math.isnan(list_figures(np.empty(0, np.int64), taste, tagged).expected_stars)
    without = replace(taste, raw=None, predictions=None)
    assert 2 < list_figures(np.array(items), without, tagged).expected_stars < 4  # everybody's mean


def test_top_picks_are_the_best_at_0_and_of_more_kinds_where_one_is_adventurous(
    tagged: Dataset,
) -> None:
    taste = taste_of(tagged, [0.30, 0.29, 0.9, 0.28, 0.27, 0.05, 0.26, 0.25])
    among = taste.open_items
    assert reranked_picks(taste, tagged, among, 0.0, 3).tolist() == [DARK, DARKER, STREET]
    daring = reranked_picks(taste, tagged, among, 1.0, 3)
    assert daring[0] == DARK
    assert daring.tolist() != [DARK, DARKER, STREET]
    candidates = candidates_of(taste, tagged, among)
    assert candidates.items[:3].tolist() == [DARK, DARKER, STREET]
    counts = [max(int(tagged.counts[item]), 1) for item in candidates.items]
    bits = [-math.log2(count / tagged.n_users) for count in counts]
    np.testing.assert_allclose(candidates.bits, bits)
    safe = list_figures(np.array([DARK, DARKER, STREET]), taste, tagged)
    assert list_figures(daring, taste, tagged).diversity > safe.diversity
    np.testing.assert_allclose(
        target_of(taste, tagged), profile_shares(tagged, np.array([SONG]), np.ones(1))
    )
