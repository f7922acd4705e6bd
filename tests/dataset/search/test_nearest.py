"""Where a search finds nothing, what is nearest is found, and the words that no title has."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.dataset.search.index import SearchIndex

TITLES = ["The Matrix", "The Godfather", "The Godfather: Part II", "Interstellar", "Blade Runner"]


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    n = len(TITLES)
    counts = np.array([50, 40, 60, 30, 20], np.int32)
    return SearchIndex.build(TITLES, np.array([1999, 1972, 1974, 2014, 1982], np.int16)[:n], counts)


@pytest.mark.parametrize(
    ("query", "missing", "near"),
    [
        ("matrix zzyqx", ("zzyqx",), [0]),
        ("the zzyqx matrix", ("zzyqx",), [0]),
        ("matrix godfather", (), [2, 0, 1]),
        ("godfather part matrix", (), [2, 0, 1]),
        ("intersteller xyzzy", ("xyzzy",), [3]),
        ("interspeldor", ("interspeldor",), [3]),
        ("zzzzqqqq", ("zzzzqqqq",), []),
        ("qq", ("qq",), []),
        ("", (), []),
    ],
)
def test_titles_that_share_most_words_are_nearest(
    index: SearchIndex, query: str, missing: tuple[str, ...], near: list[int]
) -> None:
    found = index.nearest(query, 10)
    assert found.missing == missing
    assert found.items.tolist() == near


def test_at_most_so_many_are_given(index: SearchIndex) -> None:
    assert index.nearest("matrix godfather", 2).items.tolist() == [2, 0]


def test_words_without_end_are_looked_at_in_part(index: SearchIndex) -> None:
    assert index.nearest("matrix " * 10_000, 5).items.tolist() == [0]
