"""What somebody would say of a title, by the stars to be expected and how sure these are."""

from __future__ import annotations

import pytest

from recflix_tui.dataset.values import Scale
from recflix_tui.recommend.together.words import Says, says, sentence

HALVES, TEN = Scale(0.5, 5.0, 0.5), Scale(1.0, 10.0, 1.0)


@pytest.mark.parametrize(
    ("stars", "doubt", "n_ratings", "scale", "word"),
    [
        (4.25, 0.6, 20, HALVES, Says.LOVE),
        (4.24, 0.6, 20, HALVES, Says.LIKE),
        (3.5, 0.6, 20, HALVES, Says.LIKE),
        (3.3, 0.3, 20, HALVES, Says.SO_SO),
        (3.3, None, 20, HALVES, Says.SO_SO),
        (2.7, 0.6, 20, HALVES, Says.HATE),
        (1.0, 0.6, 20, HALVES, Says.HATE),
        (3.2, 0.6, 20, HALVES, Says.NOT_SURE),  # from 2.6, which is hated, to 3.8, which is liked
        (2.7, 0.9, 20, HALVES, Says.NOT_SURE),
        (4.9, 0.6, 4, HALVES, Says.NOT_SURE),  # nobody knows what they like
        (4.9, 0.6, 5, HALVES, Says.LOVE),
        (8.5, 0.6, 20, TEN, Says.LOVE),
        (7.0, 0.6, 20, TEN, Says.LIKE),
        (5.4, 0.6, 20, TEN, Says.HATE),
    ],
)
def test_the_word_goes_by_the_way_along_the_scale_and_by_the_doubt(
    stars: float, doubt: float | None, n_ratings: int, scale: Scale, word: Says
) -> None:
    assert says(stars, doubt, n_ratings, scale) is word


def test_a_sentence_says_who_and_a_name_is_nothing_but_text() -> None:
    assert sentence("Vera", Says.HATE) == "Vera would hate it"
    assert sentence("{0}{}", Says.LOVE) == "{0}{} would love it"
    assert sentence("Ben", Says.SEEN, 4.5) == "seen by Ben (4.5)"
    assert sentence("Ben", Says.SEEN) == "seen by Ben"
    assert sentence("Ben", Says.NOT_SURE) == "not sure whether Ben would like it"
    assert sentence("Ben", Says.NOT_SURE, unknown=True) == "Ben rated too few titles to tell"
