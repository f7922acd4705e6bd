from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from recflix_tui.text import clean
from recflix_tui.widgets.cells import first_that_fits, fit, fit_right, pieces, shorten

titles = st.text(max_size=40).map(clean)


@given(titles, st.integers(0, 50))
def test_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit_right(text, width)) == width


@given(titles, st.integers(1, 50))
def test_what_is_cut_ends_in_an_ellipsis(text: str, width: int) -> None:
    short = shorten(text, width)
    assert short == text or short.endswith("…")
    assert cell_len(short) <= width


def test_a_wide_character_is_never_cut_in_half() -> None:
    assert shorten("千と千尋", 4) == "千…"
    assert fit("千と千尋", 4) == "千… "


def test_of_fewer_and_fewer_words_the_first_that_fit_are_said() -> None:
    words = ("a long sentence", "a word", "w")
    assert first_that_fits(words, 20) == "a long sentence"
    assert first_that_fits(words, 8) == "a word"
    assert first_that_fits(words, 0) == "w"


@given(st.lists(st.tuples(titles, st.just(Style())), max_size=5))
def test_pieces_hold_the_whole_text(parts: list[tuple[str, Style]]) -> None:
    assert "".join(s.text for s in pieces(*parts)) == "".join(text for text, _ in parts)
