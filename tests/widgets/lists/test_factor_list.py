"""The cards of factors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from textual.widget import Widget

from recflix_tui.widgets.lists.factor_list import (
    EndLook,
    FactorList,
    FactorLook,
    place_on,
)
from tests.widgets.resizing import resize

Stage = Callable[[Widget], Any]


def card(number: int, learned: float = -1.5, value: float = -1.5) -> FactorLook:
    low = EndLook(
        "Horror",
        [("Horror: 59 of the 92 strongest, 6.3 expected by chance, ×9.3", "Horror: 59 of 92")],
        ["千と千尋の神隠し 劇場版 完全版", "[b]Bold[/b]"],
    )
    high = EndLook("no clear trait", [], ["A Film With a Very Long Name Indeed, and Then Some"])
    stands = ("you: further to Horror than 86 % of people", "further left than 86 %")
    return FactorLook(number, "19 % of what factors move", low, high, learned, value, stands)


def lines_of(cards: FactorList) -> list[str]:
    return [cards.render_line(y).text for y in range(cards.size.height)]


@pytest.mark.parametrize("width", [40, 80, 160])
async def test_every_line_is_as_wide_as_the_list(stage: Stage, width: int) -> None:
    cards = FactorList()
    async with stage(cards).run_test(size=(width, 20)) as pilot:
        cards.show([card(n) for n in (1, 2, 3)])
        await pilot.pause()
        assert {cell_len(line) for line in lines_of(cards)} == {width}


async def test_both_ends_stand_side_by_side_with_the_words_that_fit(stage: Stage) -> None:
    cards = FactorList()
    async with stage(cards).run_test(size=(80, 20)) as pilot:
        cards.show([card(1)])
        await pilot.pause()
        said = lines_of(cards)
        assert "◂ Horror" in said[1]
        assert "▸ no clear trait" in said[1]
        assert "Horror: 59 of 92" in said[2]
        assert "[b]Bold[/b]" in said[5]
        await resize(pilot, cards, 200, 20)
        assert "expected by chance" in lines_of(cards)[2]


async def test_a_slid_factor_shows_both_where_one_stood_and_where_one_stands(stage: Stage) -> None:
    cards = FactorList()
    async with stage(cards).run_test(size=(80, 20)) as pilot:
        cards.show([card(1, learned=-1.5, value=2.0)])
        await pilot.pause()
        scale = lines_of(cards)[cards.pitch - 2]
        assert scale.index("◇") < scale.index("┼") < scale.index("◆")
        cards.show([card(1)])
        scale = lines_of(cards)[cards.pitch - 2]
        assert "◇" not in scale
        assert scale.index("◆") < scale.index("┼")


async def test_a_card_that_gets_the_focus_before_the_list_is_in_view_scrolls_nothing_away(
    stage: Stage,
) -> None:
    cards = FactorList()
    cards.display = False
    async with stage(cards).run_test(size=(80, 40)) as pilot:
        cards.show([card(n) for n in range(1, 9)])
        cards.focus_card(1)
        cards.display = True
        await pilot.pause()
        assert cards.scroll_offset.y == 0
        assert lines_of(cards)[0].startswith("  1 ")


async def test_the_card_in_focus_is_in_view_and_the_focus_stays_on_a_card(stage: Stage) -> None:
    cards = FactorList()
    async with stage(cards).run_test(size=(80, 12)) as pilot:
        cards.show([card(n) for n in range(1, 9)])
        await pilot.pause()
        for key, at in (("down", 1), ("end", 7), ("down", 7), ("pageup", 4), ("home", 0)):
            await pilot.press(key)
            await pilot.pause()
            assert cards.at == at
            lit = [line for line in lines_of(cards) if line.startswith("▌")]
            assert len(lit) == cards.pitch - 1  # all of it but the blank line below
            assert lit[0].startswith(f"▌ {at + 1} ")
        cards.show([card(1)])
        assert cards.at == 0


async def test_a_click_gives_a_card_the_focus(stage: Stage) -> None:
    cards = FactorList()
    async with stage(cards).run_test(size=(80, 30)) as pilot:
        cards.show([card(n) for n in range(1, 4)])
        await pilot.pause()
        await pilot.click(FactorList, offset=(10, cards.pitch + 2))
        assert cards.at == 1


def test_the_scale_holds_what_is_beyond_it_to_its_ends() -> None:
    assert [place_on(value, 49) for value in (-9, -3, 0, 3, 9)] == [0, 0, 24, 48, 48]
