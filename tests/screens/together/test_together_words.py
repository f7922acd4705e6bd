"""The words on tiles and in the line above the keys, of however many people."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest
from rich.cells import cell_len

from recflix_tui.library.together import Ground, Opinion, Says, TogetherView
from recflix_tui.screens.together.together_words import line_of, tile_words
from recflix_tui.widgets.cells import first_that_fits
from recflix_tui.widgets.shelf.grid import SMALLEST
from recflix_tui.widgets.shelf.tile import PADDING

NAMES = ("Vera", "[b]Ben", "千尋", "Dan", "Eve")


def view_of(*words: Says) -> TogetherView:
    """A view in which everybody says this of each title."""
    said = [Opinion(name, word, 3.0, 0.5, None) for name, word in zip(NAMES, words, strict=False)]
    titles = SimpleNamespace(title=lambda item: "Alien")
    return cast(TogetherView, SimpleNamespace(dataset=titles, opinions=lambda item: said))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((Says.LOVE, Says.LOVE), "both love it"),
        ((Says.LIKE,) * 3, "all like it"),
        ((Says.SO_SO, Says.LOVE), "so-so · love"),
        ((Says.NOT_SURE, Says.HATE), "unsure: Vera · hate"),
        ((Says.NOT_SURE,) * 2, "unsure of both"),
        ((Says.SO_SO,) * 2, "so-so · so-so"),
        ((Says.LIKE, Says.HATE, Says.LIKE, Says.LOVE), "1 love · 1 hate · 2 like"),
        ((Says.LIKE, Says.NOT_SURE, Says.NOT_SURE, Says.LOVE), "1 love · 1 like"),
        ((Says.NOT_SURE,) * 3, "unsure of all"),
        ((Says.SEEN, Says.LIKE), "seen by Vera · like"),
        ((Says.SEEN, Says.NOT_SURE), "seen by Vera · unsure: [b]Ben"),
        ((Says.SEEN, Says.LOVE, Says.LOVE), "seen by Vera · both love it"),
    ],
)
def test_a_tile_says_it_in_as_few_words_as_there_are_people(
    words: Sequence[Says], said: str
) -> None:
    assert tile_words(view_of(*words), 0)[0] == said


@pytest.mark.parametrize(
    ("words", "at_22", "at_19"),
    [
        ((Says.LOVE, Says.LIKE, Says.HATE), "1 love 1 hate 1 like", "2 like · 1 hate"),
        ((Says.LOVE, Says.LIKE, Says.SO_SO), "1 love 1 like 1 so-so", "2 like · 1 so-so"),
        ((Says.HATE, Says.SO_SO, Says.LIKE, Says.LOVE), "2 like · 1 hate", "2 like · 1 hate"),
        ((Says.SEEN, Says.LIKE), "seen by Vera · like", "seen by Vera · like"),
        ((Says.LIKE, Says.SEEN), "seen by [b]Ben · like", "seen · like"),
        ((Says.SEEN, Says.LOVE, Says.LIKE), "seen · love · like", "seen · love · like"),
        ((Says.SEEN, Says.LOVE, Says.LOVE), "seen · both love it", "seen · both love it"),
        ((Says.SEEN, Says.NOT_SURE), "seen · unsure: [b]Ben", "seen · unsure"),
        ((Says.SEEN, Says.SEEN), "seen by Vera, [b]Ben", "seen"),
    ],
)
def test_a_tile_has_room_for_what_it_says(words: Sequence[Says], at_22: str, at_19: str) -> None:
    ways = tile_words(view_of(*words), 0)
    assert (first_that_fits(ways, 22), first_that_fits(ways, 19)) == (at_22, at_19)


@pytest.mark.parametrize("people", [2, 3, 4, 5])
def test_no_verdict_is_cut_on_the_smallest_tile(people: int) -> None:
    for words in itertools.product(Says, repeat=people):
        shown = first_that_fits(tile_words(view_of(*words), 0), SMALLEST - PADDING)
        assert 0 < cell_len(shown) <= SMALLEST - PADDING
        assert ("hate" in shown) is (Says.HATE in words)


def test_the_line_keeps_as_many_reasons_as_there_is_room_for_and_names_everybody() -> None:
    view = view_of(Says.LOVE, Says.HATE, Says.LOVE)
    grounds = [Ground(1, 5.0, "rated 5"), Ground(2, 1.0, "rated 1"), None]
    whole = line_of(view, 0, grounds, 200)
    assert whole == (
        "Vera would love it (Alien, rated 5) · [b]Ben would hate it (Alien, rated 1) · "
        "千尋 would love it"
    )
    narrow = line_of(view, 0, grounds, cell_len(whole) - 1)
    assert narrow == (
        "Vera would love it (Alien, rated 5) · [b]Ben would hate it · 千尋 would love it"
    )
    assert line_of(view, 0, grounds, 40) == "love: Vera, 千尋 · hate: [b]Ben"
    unsure = view_of(Says.LOVE, Says.NOT_SURE, Says.NOT_SURE)
    assert line_of(unsure, 0, [None] * 3, 36) == "love: Vera · unsure: [b]Ben, 千尋"
