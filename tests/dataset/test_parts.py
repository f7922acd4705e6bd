"""Titles and rows of ratings, for whatever may come."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.dataset import csr
from recflix_tui.dataset.csr import positions
from recflix_tui.dataset.reading.titles import other_names, read_title
from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS

TITLES = {
    "Toy Story (1995)": ("Toy Story", 1995),
    "Matrix, The (1999)": ("The Matrix", 1999),
    "Walk in the Clouds, A (1995)": ("A Walk in the Clouds", 1995),
    "Enfer, L' (1994)": ("L'Enfer", 1994),
    "Good, the Bad and the Ugly, The (Buono, il brutto, il cattivo, Il) (1966)": (
        "The Good, the Bad and the Ugly (Il Buono, il brutto, il cattivo)",
        1966,
    ),
    "Seven (a.k.a. Se7en) (1995)": ("Seven (a.k.a. Se7en)", 1995),
    "Horror Hotel (a.k.a. City of the Dead, The) (1960)": (
        "Horror Hotel (a.k.a. The City of the Dead)",
        1960,
    ),
    "Bumble (a.k.a. Dragon That Wasn't (Or Was He?), The) (1983)": (
        "Bumble (a.k.a. The Dragon That Wasn't (Or Was He?))",
        1983,
    ),
    "Vitelloni, I (1953)": ("I Vitelloni", 1953),
    "Secrets, The (Sodot, Ha-) (2007)": ("The Secrets (Ha-Sodot)", 2007),
    "Death Note: Desu nôto (2006–2007)": ("Death Note: Desu nôto", 2006),
    "Big Bang Theory, The (2007-)": ("The Big Bang Theory", 2007),
    "Fawlty Towers (1975-1979)": ("Fawlty Towers", 1975),
    "Mona (Mona ja) (1983))": ("Mona (Mona ja)", 1983),
    "Land Before Time III (1995) (V)": ("Land Before Time III", 1995),
    "Blade Runner 2049 (2017)": ("Blade Runner 2049", 2017),
    "Irwin & Fran 2013": ("Irwin & Fran 2013", 0),
    "2001: A Space Odyssey (1968) ": ("2001: A Space Odyssey", 1968),
    "(500) Days of Summer (2009)": ("(500) Days of Summer", 2009),
    "Babies (Bébé(s)) (2010)": ("Babies (Bébé(s))", 2010),
    "Die, Mommie, Die (2003)": ("Die, Mommie, Die", 2003),
    "Monsters, Inc. (2001)": ("Monsters, Inc.", 2001),
    "": ("Untitled (movie 5)", 0),
    "(1999)": ("Untitled (movie 5)", 1999),
    "\x1b[31mRed\x1b[0m (1994)": ("Red", 1994),
}


@pytest.mark.parametrize("raw", TITLES)
def test_a_title_is_shown_as_it_is_spoken(raw: str) -> None:
    title = read_title(raw, 5)
    assert (title.shown, title.year) == TITLES[raw]


NAMES = {
    "Seven (a.k.a. Se7en)": ("Seven", ["Se7en"]),
    "The City (La Cité) (Die Stadt)": ("The City", ["La Cité", "Die Stadt"]),
    "(500) Days of Summer": ("Days of Summer", ["500"]),
    "Frontière(s)": ("Frontière(s)", []),
    "(T)error": ("(T)error", []),
    "(Untitled)": ("(Untitled)", ["Untitled"]),
    "Babies (Bébé(s))": ("Babies", ["Bébé(s)"]),
}


@pytest.mark.parametrize("shown", NAMES)
def test_other_names_stand_apart_in_parentheses(shown: str) -> None:
    assert other_names(shown) == NAMES[shown]


@given(st.text(max_size=60))
def test_any_text_makes_a_title_fit_to_show(raw: str) -> None:
    title = read_title(raw, 5)
    assert title.shown
    assert title.shown == " ".join(title.shown.split())
    assert "\x1b" not in title.shown
    assert 0 <= title.year <= 2099
    main, others = other_names(title.shown)
    assert main
    assert all(others)


WORDS = st.lists(st.sampled_from(["Long", "Löve", "mat", "7"]), min_size=1, max_size=4).map(
    " ".join
)


@given(
    WORDS, st.sampled_from(["The", "A", "An", "Le", "Los", "Der", "Det"]), st.integers(1880, 2090)
)
def test_an_article_comes_to_the_front_and_sorts_as_before(
    name: str, article: str, year: int
) -> None:
    title = read_title(f"{name}, {article} ({year})", 5)
    assert (title.shown, title.year) == (f"{article} {name}", year)
    assert title.sort_key.startswith(read_title(name, 5).sort_key)


Ratings = dict[tuple[int, int], float]
RATINGS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 70_000)),
    st.sampled_from(HALF_STARS.stars),
    min_size=1,
    max_size=60,
)


@given(RATINGS, st.randoms(use_true_random=False))
def test_ratings_come_back_from_rows_and_from_columns(ratings: Ratings, random: Random) -> None:
    pairs = list(ratings)
    random.shuffle(pairs)
    rows = np.array([row for row, _ in pairs], dtype=np.int32)
    columns = np.array([column for _, column in pairs], dtype=np.int32)
    values = np.array([ratings[pair] for pair in pairs], dtype=np.float32)
    times = np.arange(len(pairs), dtype=np.int64)
    by_row = csr.group(rows, columns, values, times, 10)
    assert csr.first_repeat(by_row) is None
    by_column = csr.transpose(by_row, 70_001)
    back = csr.transpose(by_column, 10)
    expected = sorted(ratings)
    assert [(r, int(c)) for r in range(10) for c in by_row.row(r)[0]] == expected
    assert by_row.values.tolist() == [ratings[pair] for pair in expected]
    assert [pairs[int(time)] for time in by_row.times] == expected
    for name in ("indptr", "indices", "values", "times"):
        assert getattr(back, name).tolist() == getattr(by_row, name).tolist()
        assert getattr(back, name).dtype == getattr(by_row, name).dtype
    across = [(int(r), c) for c in np.unique(columns).tolist() for r in by_column.row(c)[0]]
    assert across == sorted(expected, key=lambda pair: (pair[1], pair[0]))


@pytest.mark.parametrize("block", [1, 7, 64, 10_000])
def test_the_size_of_a_block_changes_nothing(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csr, "_BLOCK", block)
    rng = np.random.default_rng(3)
    pairs = rng.choice(20 * 50, 300, replace=False)
    rows, columns = (pairs // 50).astype(np.int32), (pairs % 50).astype(np.int32)
    values, times = rng.random(300).astype(np.float32), np.arange(300, dtype=np.int64)
    by_column = csr.transpose(csr.group(rows, columns, values, times, 20), 50)
    order = np.lexsort((rows, columns))
    assert by_column.indptr.tolist() == [int((columns < c).sum()) for c in range(51)]
    assert by_column.indices.tolist() == rows[order].tolist()
    assert by_column.values.tolist() == values[order].tolist()
    assert by_column.times.tolist() == times[order].tolist()


@given(RATINGS, st.data())
def test_a_pair_that_stands_twice_is_found(ratings: Ratings, data: st.DataObject) -> None:
    pairs = [*ratings, data.draw(st.sampled_from(list(ratings)))]
    rows, columns = (np.array(side, dtype=np.int32) for side in zip(*pairs, strict=True))
    values = np.ones(len(pairs), dtype=np.float32)
    grouped = csr.group(rows, columns, values, np.zeros(len(pairs), dtype=np.int64), 10)
    assert csr.first_repeat(grouped) == pairs[-1]


@given(
    st.sets(st.integers(0, 200), min_size=1),
    st.lists(st.integers(0, 300)),
    st.sampled_from([0, 10**9]),
)
def test_places_of_ids_are_the_same_by_table_and_by_search(
    known: set[int], asked: list[int], far: int
) -> None:
    ascending = np.array(sorted(known), dtype=np.int64) + far
    ids = np.array(asked, dtype=np.int64) + far
    expected = [sorted(known).index(one) if one in known else -1 for one in asked]
    assert csr.ids_to_positions(ascending, ids).tolist() == expected
    assert positions(ascending, ids).tolist() == expected


def test_a_scale_holds_its_own_stars_and_no_others() -> None:
    odd = np.array([0, 0.4, 0.75, 5.5, np.nan, np.inf, -np.inf], dtype=np.float32)
    for scale in (HALF_STARS, WHOLE_STARS):
        assert scale.holds(np.array(scale.stars, dtype=np.float32)).all()
        assert not scale.holds(odd).any()
    assert not WHOLE_STARS.holds(np.array([0.5, 3.5], dtype=np.float32)).any()
    assert str(HALF_STARS) == "0.5 to 5"
