"""The row of what is like what was searched for."""

from __future__ import annotations

import pytest

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.model.factors import FactorModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Behaviour, Query
from recflix_tui.recommend.rows.because_you_watched import BECAUSE_YOU_WATCHED
from recflix_tui.recommend.rows.searched import SEARCHED
from tests.recommend.crowd.rated import DAY
from tests.recommend.rows.by_signals import NOW, context_of, did, rows_of

RATED = ProfileActivity(ratings={1: 5.0, 3: 1.0}, watched={20: NOW}, refused={22: NOW})


def asked(text: str, days: float = 1) -> Query:
    return Query(text, NOW - days * DAY)


def note_of(dataset: Dataset, model: FactorModel, behaviour: Behaviour) -> str | None:
    rows = rows_of(SEARCHED, context_of(dataset, model, RATED, behaviour))
    assert len(rows) < 2
    assert all(row.title == "More like what you searched for" for row in rows)
    return rows[0].note if rows else None


def test_it_names_the_newest_titles_chosen_in_fourteen_days(
    dataset: Dataset, model: FactorModel
) -> None:
    chosen = [(5, 15.0), (8, 13.0), (11, 3.0), (14, 2.5), (11, 2.0), (17, 1.0)]
    names = [dataset.title(item) for item in (17, 11, 14)]
    assert note_of(dataset, model, did(chosen)) == "you chose {}, {} and {}".format(*names)
    assert note_of(dataset, model, did(chosen[:2])) == f"you chose {dataset.title(8)}"
    assert note_of(dataset, model, did(chosen[:1])) is None
    (row,) = rows_of(SEARCHED, context_of(dataset, model, ProfileActivity(), did(chosen)))
    assert row.shorter[0] == f"you chose {names[0]} and 2 more"


def test_it_passes_over_what_was_disliked_and_what_has_a_row_already(
    dataset: Dataset, model: FactorModel
) -> None:
    chosen = [(8, 5.0), (1, 4.0), (3, 3.0), (20, 2.0), (22, 1.0)]
    assert note_of(dataset, model, did(chosen)) == f"you chose {dataset.title(8)}"


def test_titles_that_were_chosen_have_their_likest_by_turns(
    dataset: Dataset, model: FactorModel
) -> None:
    both = context_of(dataset, model, ProfileActivity(), did([(33, 2.0), (40, 1.0)]))
    (row,) = rows_of(SEARCHED, both)
    watched = context_of(dataset, model, ProfileActivity(watched={40: 2.0, 33: 1.0}))
    first, second = rows_of(BECAUSE_YOU_WATCHED, watched)
    assert (first.key, second.key) == ("watched:40", "watched:33")
    assert row.items[:4] == (first.items[0], second.items[0], first.items[1], second.items[1])


@pytest.mark.parametrize(
    ("queries", "named", "genre"),
    [
        ([asked("comedy movies")], "comedy movies", "Comedy"),
        ([asked("comedy"), asked("drama", 0.5)], "drama", "Drama"),
        ([asked("comedy"), asked("xyzzy plugh", 0.5)], "comedy", "Comedy"),
    ],
)
def test_where_nothing_was_chosen_it_is_of_what_the_newest_search_names(
    dataset: Dataset, model: FactorModel, queries: list[Query], named: str, genre: str
) -> None:
    context = context_of(dataset, model, RATED, did(queries=queries))
    (row,) = rows_of(SEARCHED, context)
    assert row.note == f'you searched for "{named}"'
    place, worth = dataset.genre_names.index(genre), context.taste.worth
    assert worth is not None
    assert all(dataset.in_genre(place)[item] for item in row.items)
    values = [float(worth[item]) for item in row.items]
    assert values == sorted(values, reverse=True)
    assert context.taste.open_items[list(row.items)].all()


def test_the_words_of_a_search_are_shown_as_plain_text(
    dataset: Dataset, model: FactorModel
) -> None:
    escape = "comedy \x1b[31m movies"
    assert note_of(dataset, model, did(queries=[asked(escape)])) == (
        'you searched for "comedy movies"'
    )
    note = note_of(dataset, model, did(queries=[asked("comedy" + "!" * 90)]))
    assert note == f'you searched for "comedy{"!" * 33}…"'


def test_nothing_is_made_of_searches_that_are_old_or_switched_off(
    dataset: Dataset, model: FactorModel
) -> None:
    assert note_of(dataset, model, did(queries=[asked("comedy", 15)])) is None
    behaviour = did([(8, 1.0)], [asked("comedy")])
    assert note_of(dataset, model, behaviour) is not None
    off = context_of(dataset, model, RATED, behaviour, off=("search",))
    assert rows_of(SEARCHED, off) == []
