"""What counts, as lines to be struck: drawn in every width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from recflix_tui.widgets.weights.strike_list import StrikeList, StrikeRow
from tests.widgets.conftest import Stage

ROWS = [
    StrikeRow("[b]Film[/b] 4", None, "not rated→4.5", changed=True, is_title=True),
    StrikeRow("ratings", effect="in its stars", is_heading=True),
    StrikeRow("千尋の神隠し 千尋の神隠し", True, "4.5", "+0.31", "more", is_title=True),
    StrikeRow("Heat", False, "2", "−0.04", "less", changed=True, is_title=True),
    StrikeRow("viewing history", True, effect="38 %", tone="more"),
]


@pytest.mark.parametrize("width", [20, 37, 90])
async def test_a_line_says_what_it_is_whether_it_counts_and_what_it_does(width: int) -> None:
    strikes = StrikeList()
    strikes.styles.width = width
    async with Stage(strikes).run_test(size=(100, 12)):
        strikes.show(ROWS)
        lines = [strikes.render_line(y).text for y in range(len(ROWS))]
        assert all(cell_len(line) == width for line in lines)
        title, heading, wide, struck, signal = lines
        assert heading.split()[0] == "ratings"
        assert "*□ Heat" in struck
        assert " ■ 千" in wide
        assert wide.rstrip().endswith("+0.31")
        assert struck.rstrip().endswith("−0.04")
        if width >= 37:  # with less, what a line is about comes first
            assert "not rated→4.5" in title
            assert wide.rstrip().endswith(" 4.5 +0.31")
            assert struck.rstrip().endswith(" 2 −0.04")
        assert signal.rstrip().endswith("38 %")
        shown = [row for row in range(len(ROWS)) if strikes.can_pick(row)]
        assert shown == [0, 2, 3, 4]
