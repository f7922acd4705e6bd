"""What is said of one title."""

from __future__ import annotations

import pytest

from recflix_tui.widgets.titles.words import pick_words, runtime_words


@pytest.mark.parametrize("match", [98, None])
def test_how_likely_it_is_picked_is_said_the_longest_words_first(match: int | None) -> None:
    said = pick_words(1 / 6, match)
    assert len(set(said)) == len(said)
    assert [len(words) for words in said] == sorted(map(len, said), reverse=True)
    assert all(words.startswith("1 in 6") for words in said[:-1])
    assert said[-1] == "picked: 1 in 6"
    assert said[0].endswith("your next 20 picks" if match is None else "match 98 %")


def test_minutes_are_told_in_hours_from_one_on() -> None:
    assert [runtime_words(n) for n in (1, 59, 60, 116, 605)] == [
        "1 min",
        "59 min",
        "1 h 00",
        "1 h 56",
        "10 h 05",
    ]
