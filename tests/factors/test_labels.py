"""The names of factors, and the titles at their ends."""

from __future__ import annotations

from itertools import pairwise
from math import comb

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.labels import (
    NO_LABEL,
    FactorCard,
    FactorEnd,
    Label,
    cards,
    chosen,
    short_name,
    told_apart,
)
from recflix_tui.factors.traits import TraitKind, traits_of
from recflix_tui.model.factors import FoldIn
from recflix_tui.recommend.well_known import well_known
from tests.factors.conftest import space_of

N = np.arange(60)


def by_genre() -> np.ndarray:
    """Sci-Fi high and Comedy low, the rest about the middle; stronger the later the title."""
    sign = np.choose(N % 3, [-1, 0, 1])
    return sign * (1 + N / 100) + 0.001 * np.cos(N)


def card_of(
    dataset: Dataset, coordinates: np.ndarray, n_titles: int = 5, at: float | None = None
) -> FactorCard:
    fold = None if at is None else FoldIn(0.0, np.array([at], np.float32))
    users = np.linspace(-2, 2, 80)[:, np.newaxis]
    space = space_of(coordinates[:, np.newaxis], users)
    (card,) = cards(dataset, space, fold, n_titles)
    return card


def test_the_ends_are_named_after_the_genres_that_gather_there(dataset: Dataset) -> None:
    card = card_of(dataset, by_genre())
    assert (card.low.labels[0].name, card.high.labels[0].name) == ("Comedy", "Sci-Fi")
    assert short_name(card).startswith("Comedy")
    assert " ◂▸ Sci-Fi" in short_name(card)


def test_the_statistic_of_a_label_is_the_exact_test(dataset: Dataset) -> None:
    label = card_of(dataset, by_genre()).high.labels[0]
    known = well_known(dataset)
    n = int(known.sum())
    having = int(dataset.in_genre(dataset.genre_names.index("Sci-Fi"))[known].sum())
    end = n // 4
    assert (label.kind, label.count, label.of) == (TraitKind.GENRE, end, end)
    assert label.expected == pytest.approx(end * having / n)
    assert label.lift == pytest.approx(n / having)
    tried = len(traits_of(dataset, known).names)
    assert label.p == pytest.approx(tried * comb(having, end) / comb(n, end))


def test_the_strongest_titles_of_each_end_come_first(dataset: Dataset) -> None:
    coordinates = by_genre()
    card = card_of(dataset, coordinates)
    for end, sign in ((card.low, -1), (card.high, 1)):
        strength = [sign * value for _, value in end.titles]
        assert len(end.titles) == 5
        assert strength == sorted(strength, reverse=True)
        assert all(value == pytest.approx(coordinates[i]) for i, value in end.titles)
    assert [i for i, _ in card.high.titles] == [59, 56, 53, 50, 47]


def test_only_well_known_titles_are_named(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = well_known(dataset) & (N % 2 == 0)
    monkeypatch.setattr("recflix_tui.factors.labels.well_known", lambda _: known)
    card = card_of(dataset, by_genre())
    assert all(i % 2 == 0 for i, _ in card.low.titles + card.high.titles)


def test_an_end_without_a_common_trait_says_so(dataset: Dataset) -> None:
    # Of each genre and each decade as many at both ends, and in no order of counts or means.
    mixed = np.where(N // 3 % 2, 1, -1) * (1 + (N * 7 % 60) / 100)
    card = card_of(dataset, mixed)
    assert (card.low.labels, card.high.labels) == ((), ())
    assert short_name(card) == f"{NO_LABEL} ◂▸ {NO_LABEL}"


def test_a_factor_with_one_end_has_no_titles_at_the_other(dataset: Dataset) -> None:
    card = card_of(dataset, 1 + N / 60)
    assert (card.low.titles, card.low.labels) == ((), ())
    assert len(card.high.titles) == 5


@pytest.mark.parametrize("n_known", [0, 1, 2, 3, 4])
def test_of_a_few_well_known_titles_the_strongest_stands_at_each_end(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, n_known: int
) -> None:
    # The second, fifth ... title is of the middle: these are at one end or at the other.
    few = [0, 2, 3, 5][:n_known]
    known = np.isin(N, few)
    monkeypatch.setattr("recflix_tui.factors.labels.well_known", lambda _: known)
    coordinates = by_genre()
    card = card_of(dataset, coordinates)
    for end, sign in ((card.low, -1), (card.high, 1)):
        here = [i for i in few if coordinates[i] * sign > 0]
        strongest = sorted(here, key=lambda i: -coordinates[i] * sign)[:1]
        assert [i for i, _ in end.titles] == strongest
        assert end.labels == ()


def test_two_labels_are_of_two_kinds_where_two_stand_out(dataset: Dataset) -> None:
    late_sci_fi = np.where((N % 3 == 2) & (N >= 30), 2.0 + N / 100, -0.5 - (N * 7 % 60) / 1000)
    labels = card_of(dataset, late_sci_fi).high.labels
    assert {label.kind for label in labels} >= {TraitKind.GENRE}
    assert len({label.kind for label in labels}) == len(labels)


def label(name: str, kind: TraitKind, count: int, p: float) -> Label:
    return Label(name, kind, count, 40, 1.0, float(count), p)


def test_a_name_says_what_titles_are_before_how_they_are_received() -> None:
    drama = label("Drama", TraitKind.GENRE, 20, 1e-4)
    loved = label("acclaimed", TraitKind.STARS, 30, 1e-9)
    seventies = label("1970s", TraitKind.DECADE, 15, 1e-3)
    crime = label("Crime", TraitKind.GENRE, 15, 1e-6)
    assert chosen([loved]) == (loved,)
    assert chosen([loved, drama]) == (drama, loved)
    assert chosen([loved, crime, drama, seventies]) == (crime, seventies)
    assert chosen([crime, drama]) == (crime, drama)
    assert chosen([]) == ()


def test_what_few_titles_have_names_an_end_only_where_nothing_else_does() -> None:
    noir = label("Film-Noir", TraitKind.GENRE, 9, 1e-12)
    drama = label("Drama", TraitKind.GENRE, 10, 1e-3)
    assert chosen([noir, drama]) == (drama,)
    assert chosen([noir]) == (noir,)


def test_a_tag_is_told_last_however_few_titles_have_it() -> None:
    tag, other = (label(name, TraitKind.TAG, 4, 1e-20) for name in ("quirky", "dark"))
    drama = label("Drama", TraitKind.GENRE, 10, 1e-3)
    assert chosen([tag, other, drama]) == (drama, tag)
    assert chosen([tag]) == (tag,)


def test_every_label_is_rare_enough_by_chance(dataset: Dataset) -> None:
    rng = np.random.default_rng(0)
    space = space_of(rng.normal(size=(60, 40)))
    ends = [end for card in cards(dataset, space, None) for end in (card.low, card.high)]
    assert all(label.p < 0.01 for end in ends for label in end.labels)
    assert sum(bool(end.labels) for end in ends) <= 8  # of 80, by chance less than one


def test_a_profile_stands_among_the_users(dataset: Dataset) -> None:
    card = card_of(dataset, by_genre(), at=0.03)
    assert card.coordinate == pytest.approx(0.03)
    assert card.percentile == pytest.approx(41 / 80)
    assert card_of(dataset, by_genre(), at=9).percentile == 1
    assert card_of(dataset, by_genre(), at=-9).percentile == 0
    nobody = card_of(dataset, by_genre())
    assert (nobody.coordinate, nobody.percentile) == (None, None)


def test_cards_are_numbered_in_the_order_of_the_axes(dataset: Dataset) -> None:
    space = space_of(np.column_stack([by_genre(), -by_genre()]))
    first, second = cards(dataset, space, None)
    assert (first.number, second.number) == (1, 2)
    assert [i for i, _ in first.high.titles] == [i for i, _ in second.low.titles]
    assert all(a.share == b.share for a, b in pairwise((first, second)))


def test_what_both_ends_have_names_neither() -> None:
    much, horror = (
        Label(name, kind, 9, 10, 3.0, 3.0, 0.001)
        for name, kind in (("much rated", TraitKind.AUDIENCE), ("Horror", TraitKind.GENRE))
    )
    low, high = told_apart(FactorEnd((), (much,)), FactorEnd((), (horror, much)))
    assert (low.name, high.name) == (NO_LABEL, "Horror")
