"""Titles as MovieLens writes them become titles as they are spoken, for whatever may come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.dataset.title_names import other_names, read_title

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
