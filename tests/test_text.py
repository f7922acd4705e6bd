"""Text from files and from people is data: nothing in it may steer the terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recflix_tui.text import LONGEST_MESSAGE, as_message, clean, fold, nth, one_in


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mRed\x1b[0m", "Red"),
        ("\x1b]0;title\x07Alert\x9b2J", "Alert"),
        ("\x1b]8;;http://example.com\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("two\r\nlines\tand a tab", "two lines and a tab"),
        ("0\r\x1b 0", "0 0"),
        ("\u202eright to left\u202c", "right to left"),
        ("zero\u200bwidth \ufeffmark", "zerowidth mark"),
        ("lone \ud800 surrogate", "lone ? surrogate"),
        ("Ame\u0301lie", "Amélie"),
        ("[bold]markup stays[/]", "[bold]markup stays[/]"),
        ("千と千尋 🎬 العربية", "千と千尋 🎬 العربية"),
    ],
)
def test_only_plain_characters_remain(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(st.text())
def test_any_text_becomes_one_printable_line(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    assert text == " ".join(text.split())
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in text)


def test_folding_takes_case_and_accents_off() -> None:
    assert fold("AMÉLIE Straße") == "amelie strasse"


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (1.0, "9 in 10"),
        (0.8, "4 in 5"),
        (0.7, "7 in 10"),
        (0.6, "3 in 5"),
        (0.5, "1 in 2"),
        (0.16, "1 in 6"),
        (0.0104, "1 in 96"),
        (0.00615, "1 in 160"),
        (0.001, "1 in 1,000"),
        (0.0009, "fewer than 1 in 1,000"),
        (0.0, "fewer than 1 in 1,000"),
    ],
)
def test_a_chance_is_told_as_so_many_in_so_many(chance: float, said: str) -> None:
    assert one_in(chance) == said


def test_a_message_is_one_line_that_keeps_what_is_wrong_and_the_mend() -> None:
    assert as_message("\x1b[31mit is\n damaged; mend it") == "it is damaged; mend it"
    line = as_message(f'there is no dataset "{"x" * 70_000}"; see the list')
    assert line.startswith('there is no dataset "xxx')
    assert line.endswith('xxx"; see the list')
    assert len(line) <= LONGEST_MESSAGE
    assert as_message("y" * LONGEST_MESSAGE) == "y" * LONGEST_MESSAGE


def test_places_are_counted_as_they_are_said() -> None:
    places = (1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 1003)
    assert [nth(n) for n in places] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th", "1,003rd")
    ]
