"""Bars upright and level, with what numbers and names them."""

from __future__ import annotations

from rich.cells import cell_len

from recflix_tui.widgets.pictures.portrait.level import LevelBar, level
from recflix_tui.widgets.pictures.portrait.lines import Line, said, short
from recflix_tui.widgets.pictures.portrait.upright import Upright, names_below, upright


def texts(lines: list[Line]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


def test_upright_bars_stand_at_the_numbers_they_reach() -> None:
    bars = Upright([1.0, 0.5, 0.01, 0.0], [(1.0, "10"), (0.5, "5")], ["a", "b", "c", "d"])
    assert texts(upright(bars, 15, 4)) == [
        "10┤██          ",
        "  │██          ",
        " 5┤██ ██       ",
        "  │██ ██ ▁▁    ",
        "  └────────────",
        "   a  b  c  d",
    ]


def test_bars_are_as_wide_as_there_is_room_and_no_wider() -> None:
    assert texts(upright(Upright([1.0], [], ["a"]), 40, 1))[0] == "│█████ "
    assert texts(upright(Upright([1.0] * 3, [], ["", "", ""]), 13, 1))[0] == "│███ ███ ███ "
    assert texts(upright(Upright([1.0] * 3, [], ["", "", ""]), 4, 1))[0] == "│███"


def test_names_stand_below_their_bars_as_far_as_they_stand_apart() -> None:
    assert names_below(["1", "2", "4", "8"], 3, 12) == "1  2  4  8"
    assert names_below(["1", "16", "256", "4,096"], 3, 12) == "1     256"
    assert names_below(["1995", "1996", "1997"], 1, 3) == ""


def test_level_bars_are_in_line_whatever_their_names_are() -> None:
    rows = [LevelBar("千と", 1.0, ("1,000", "4.10")), LevelBar("War", 0.5, ("7", "-"))]
    lines = texts(level(rows, 24, ("ratings", "mean")))
    assert lines == [
        "           " + " ratings mean",
        "千と ██████   1,000 4.10",
        "War  ███          7    -",
    ]
    assert {cell_len(line) for line in lines} == {24}


def test_a_long_name_leaves_room_for_a_bar_and_the_figures() -> None:
    rows = [LevelBar("a genre of a very long name", 1.0, ("12",))]
    (line,) = texts(level(rows, 20))
    assert (cell_len(line), line[-8:]) == (20, " ████ 12")


def test_counts_take_at_most_six_cells() -> None:
    found = {0: "0", 99_999: "99,999", 100_000: "100k", 999_499: "999k", 999_500: "1.0M"}
    found |= {9_949_999: "9.9M", 9_950_000: "10M", 32_000_204: "32M", 2_000_000_000: "2,000M"}
    assert {n: short(n) for n in found} == found


def test_a_percent_sign_stays_with_its_number() -> None:
    assert texts(said(["all of 98.4% empty"], 12)) == ["all of", "  98.4\u00a0%", "  empty"]
