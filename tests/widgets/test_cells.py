from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from recflix_tui.text import clean
from recflix_tui.widgets.cells import (
    UNPARTED,
    first_that_fits,
    first_that_wraps,
    fit,
    fit_right,
    fit_title,
    pieces,
    share_cells,
    shorten,
    shorten_title,
    shorter_ways,
    two_lines,
    wrapped,
)

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


def test_words_lose_their_parts_from_the_end() -> None:
    assert shorter_ways("by people · Noir · 1940s") == [
        "by people · Noir · 1940s",
        "by people · Noir",
        "by people",
        "",
    ]


@given(st.lists(st.tuples(titles, st.just(Style())), max_size=5))
def test_pieces_hold_the_whole_text(parts: list[tuple[str, Style]]) -> None:
    assert "".join(s.text for s in pieces(*parts)) == "".join(text for text, _ in parts)


@given(titles, st.integers(0, 50))
def test_a_shortened_title_keeps_its_beginning(text: str, width: int) -> None:
    short = shorten_title(text, width)
    assert cell_len(short) <= width
    assert cell_len(fit_title(text, width)) == width
    assert short == text or not short or text.startswith(short.partition("…")[0])


def test_of_a_title_that_is_cut_the_end_is_kept_and_another_name_in_brackets_goes_first() -> None:
    assert shorten_title("The Lord of the Rings: The Two Towers", 22) == "The Lord of…Two Towers"
    assert shorten_title("Seven Samurai (Shichinin no samurai)", 18) == "Seven Samurai (Sh…"
    assert shorten_title("The Death of the Incredible Hulk (Part 2)", 20) == "The Death o…(Part 2)"
    assert shorten_title("The Two Towers", 9) == "The Two…"
    assert shorten_title("千と千尋の神隠し劇場版完全版", 13) == "千と千…完全版"


@given(titles, st.integers(0, 30), st.integers(1, 30))
def test_two_lines_hold_a_text_or_its_two_ends(text: str, first: int, second: int) -> None:
    one, two = two_lines(text, first, second)
    assert cell_len(one) <= first
    assert cell_len(two) <= second
    if cell_len(text) <= first:
        assert (one, two) == (text, "")
    elif "…" not in two and "…" not in text:
        assert (one + two).replace(" ", "").replace("·", "") == text.replace(" ", "").replace(
            "·", ""
        )


@given(st.lists(st.integers(0, 40), max_size=6), st.integers(0, 120))
def test_the_longest_texts_lose_cells_first(wanted: list[int], cells: int) -> None:
    shares = share_cells(wanted, cells)
    assert sum(shares) <= cells
    assert all(share <= want for share, want in zip(shares, wanted, strict=True))
    if sum(wanted) <= cells:
        assert shares == wanted
        return
    # Whoever lost has at least as many as anybody who lost nothing, and no cell is left over
    # that all who lost could have had one more of.
    lost = [share for share, want in zip(shares, wanted, strict=True) if share < want]
    whole = [share for share, want in zip(shares, wanted, strict=True) if share == want]
    assert min(lost) >= max(whole, default=0) - 1
    assert cells - sum(shares) < max(len(lost), 1)


@given(titles, st.integers(2, 30))
def test_wrapped_text_is_all_there_in_lines_no_wider_than_asked(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_are_parted_between_words() -> None:
    assert wrapped("one two three four", 9) == ["one two", "three", "four"]
    assert wrapped("a verylongword here", 6) == ["a", "verylo", "ngword", "here"]
    assert wrapped(f"nearly 98{UNPARTED}% empty", 10) == ["nearly", "98 % empty"]


def test_of_fewer_and_fewer_words_the_first_that_fit_in_so_many_lines_are_said() -> None:
    ways = ("one two three four five", "one two three")
    assert first_that_wraps(ways, 9, 3) == ["one two", "three", "four five"]
    assert first_that_wraps(ways, 9, 2) == ["one two", "three"]
    assert first_that_wraps(ways, 5, 2) == ["one", "two…"]
