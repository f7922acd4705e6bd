"""The rows of where two genres meet."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.rows.crossings import (
    CROSSINGS,
    Crossing,
    OfDecade,
    crossing_name,
    name_of_decade,
    strongest_crossings,
    strongest_of_decades,
)
from tests.recommend.rows.by_signals import context_of, rows_of
from tests.recommend.rows.crossed import crossed, with_genres
from tests.recommend.rows.test_strong import strength_by_hand

GENRES = [
    *[("Horror", "Sci-Fi", "Drama")] * 6,
    *[("Sci-Fi", "Western")] * 5,
    *[("Comedy", "Romance", "Drama", "IMAX")] * 9,
    *[("Drama", "Sport")] * 12,
    *[("Horror", "IMAX")] * 4,
    *[("Sport",)] * 24,
]
"""Of the 60 titles 27 are dramas, which tells little, and 24 of nothing but sport."""
RATINGS = {0: 5.0, 1: 5.0, 2: 4.5, 6: 4.0, 7: 5.0, 8: 5.0, 11: 1.0, 12: 2.0, 20: 5.0, 21: 5.0}
ACTIVITY = ProfileActivity(ratings=RATINGS)


@pytest.fixture(scope="module")
def mixed(dataset: Dataset) -> Dataset:
    return with_genres(dataset, GENRES)


def strength(dataset: Dataset, *genres: str) -> float:
    group = {n for n in RATINGS if {*genres} <= {*GENRES[n]}}
    return strength_by_hand(dataset, RATINGS, group)


def test_the_strongest_crossings_are_pairs_of_telling_genres_rated_above_the_rest(
    mixed: Dataset, model: FactorModel
) -> None:
    telling = ["Comedy", "Horror", "Romance", "Sci-Fi", "Western"]
    by_hand = {}
    for one, other in combinations(telling, 2):
        rated = [n for n in RATINGS if {one, other} <= {*GENRES[n]}]
        score = strength(mixed, one, other)
        if len(rated) >= 2 and score > 0:
            pair = sorted((one, other), key=lambda name: -strength(mixed, name))
            by_hand[tuple(pair)] = score
    assert list(by_hand) == [("Sci-Fi", "Horror"), ("Sci-Fi", "Western")]
    names = mixed.genre_names
    found = strongest_crossings(context_of(mixed, model, ACTIVITY).taste, mixed)
    for crossing in found:
        named = names[crossing.first], names[crossing.other]
        assert by_hand.pop(named) == pytest.approx(crossing.score, abs=1e-6)
    assert not by_hand
    assert [crossing.score for crossing in found] == sorted((c.score for c in found), reverse=True)


def test_each_row_has_the_best_titles_of_both_genres(mixed: Dataset, model: FactorModel) -> None:
    context = context_of(mixed, model, ACTIVITY)
    worth = context.taste.worth
    assert worth is not None
    rows = {row.title: row for row in rows_of(CROSSINGS, context)}
    assert {"Dark Sci-Fi", "Western Sci-Fi"} <= set(rows)  # and one of a decade, another each day
    assert len(rows) == 3
    note = "Sci-Fi and Horror in one, which you rate above the rest"
    assert rows["Dark Sci-Fi"].note == note
    assert list(rows["Dark Sci-Fi"].items) == sorted((3, 4, 5), key=lambda n: -float(worth[n]))
    assert list(rows["Western Sci-Fi"].items) == sorted((9, 10), key=lambda n: -float(worth[n]))


def test_a_genre_has_a_row_for_a_decade_of_it_that_is_rated_above_the_rest(
    dataset: Dataset, model: FactorModel
) -> None:
    mixed = with_genres(dataset, GENRES)
    mixed.years = np.array([1943 if n % 2 else 1982 for n in range(mixed.n_items)])
    mixed.years[2] = 0  # of no known year
    context = context_of(mixed, model, ACTIVITY)
    by_hand = {}
    for genre in ("Comedy", "Horror", "Romance", "Sci-Fi", "Western"):
        for decade in (1940, 1980):
            rated = {
                n for n in RATINGS if genre in GENRES[n] and mixed.years[n] // 10 == decade / 10
            }
            score = strength_by_hand(mixed, RATINGS, rated)
            if len(rated) >= 2 and score > 0:
                by_hand[genre, decade] = score
    found = strongest_of_decades(context.taste, mixed)
    assert {(mixed.genre_names[one.genre], one.decade) for one in found} <= set(by_hand)
    assert [one.score for one in found] == pytest.approx(
        sorted(by_hand.values())[: -len(found) - 1 : -1]
    )
    days = [rows_of(CROSSINGS, replace(context, seed=day)) for day in range(12)]
    of_decades = [[row for row in rows if "of the" in row.note] for rows in days]
    assert {len(rows) for rows in of_decades} == {1}
    for (row,) in of_decades:
        genre, _, rest = row.note.partition(" of the ")
        decade = int(rest[:4])
        assert (genre, decade) in by_hand
        assert rest == f"{decade}s, which you rate above the rest"
        assert {int(mixed.years[item]) // 10 * 10 for item in row.items} == {decade}
        assert all(genre in GENRES[item] for item in row.items)


def test_of_several_two_take_turns(dataset: Dataset, model: FactorModel) -> None:
    many = crossed(dataset)
    ratings = {n: 5.0 if n % 4 == 3 else 1.0 for n in range(40)}
    context = context_of(many, model, ProfileActivity(ratings=ratings))
    days = [rows_of(CROSSINGS, replace(context, seed=day)) for day in range(20)]
    titles = [[row.title for row in rows if "in one" in row.note] for rows in days]
    assert {len(rows) for rows in titles} == {2}
    turns = {"Musical Sci-Fi", "Mysterious Sci-Fi", "Tense Sci-Fi", "Sci-Fi and Sport"}
    assert {title for rows in titles for title in rows} == turns


def test_there_is_none_without_a_model_or_ratings_that_count(
    mixed: Dataset, model: FactorModel
) -> None:
    assert rows_of(CROSSINGS, context_of(mixed, None, ACTIVITY)) == []
    assert rows_of(CROSSINGS, context_of(mixed, model, ACTIVITY, off=("ratings",))) == []
    assert rows_of(CROSSINGS, context_of(mixed, model, ProfileActivity())) == []


def test_a_genre_of_a_decade_is_called_what_people_call_such_titles(dataset: Dataset) -> None:
    named = with_genres(dataset, [("Film-Noir", "Sci-Fi")] * dataset.n_items)
    assert name_of_decade(named, OfDecade(0, 1940, 1.0)) == "1940s Noir"
    assert name_of_decade(named, OfDecade(1, 1980, 1.0)) == "1980s Sci-Fi"


@pytest.mark.parametrize(
    ("first", "other", "name"),
    [
        ("Sci-Fi", "Horror", "Dark Sci-Fi"),
        ("Comedy", "Romance", "Romantic Comedies"),
        ("Comedy", "Horror", "Horror Comedies"),
        ("Thriller", "Horror", "Dark Thrillers"),
        ("Film-Noir", "Crime", "Crime Noir"),
        ("Mystery", "Film-Noir", "Noir Mysteries"),
        ("Thriller", "Sci-Fi", "Sci-Fi Thrillers"),
        ("Children", "Animation", "Animated Family Films"),
        ("Adventure", "Children's", "Family-Friendly Adventures"),
        ("War", "Romance", "Romantic War Films"),
        ("Biography", "Comedy", "Funny Biography"),
        ("Western", "Biography", "Western and Biography"),
    ],
)
def test_a_crossing_is_called_what_people_call_such_titles(
    dataset: Dataset, first: str, other: str, name: str
) -> None:
    named = with_genres(dataset, [(first, other)] * dataset.n_items)
    place, of = map(named.genre_names.index, (first, other))
    assert crossing_name(named, Crossing(place, of, 1.0)) == name
