"""The panel of the pipeline: figures in straight columns, bars as long as their times."""

from __future__ import annotations

import pytest
from rich.cells import cell_len, set_cell_size
from textual.widgets import Static

from recflix_tui.live.trip import STAGES
from recflix_tui.widgets.lists.cache_list import CacheList, CacheLook
from recflix_tui.widgets.pipeline.look import DONE, SHORT, PipelineLook, TripLook, ms_words
from recflix_tui.widgets.pipeline.panel import NOTHING_YET, PipelinePanel
from recflix_tui.widgets.pipeline.trip_list import shares
from tests.widgets.conftest import Stage

TRIPS = [
    TripLook("09:31", "rated 4", "千と千尋の神隠し [b]x[/b]", (1.25, 0.4, 3.0, 12.4, 20.0)),
    TripLook("09:30", "undid", "", (0.02, None, None, None, None)),
    TripLook("09:30", "put on My List", "A Title of Some Length", (2.0, 1.0, 1.0, 4.0, 10.5)),
]
CACHE = CacheLook("rows", "each row", "75%", "75", "25", "9 µs", "1 ms", "12", "2 MB")
LOOK = PipelineLook(
    TRIPS, (1.2, 0.4, 3.0, 4.0, 10.5, 18.5), (2.0, 1.0, 3.0, 12.0, 20.0, 1037.2), 2, [CACHE]
)


def lines_of(panel: PipelinePanel) -> list[str]:
    return [panel.trips.render_line(y).text for y in range(panel.trips.size.height)]


@pytest.mark.parametrize("size", [(80, 19), (120, 32), (60, 14)])
async def test_every_stage_has_its_figure_under_its_name_and_a_part_of_the_bar(
    size: tuple[int, int],
) -> None:
    panel = PipelinePanel()
    async with Stage(panel).run_test(size=size) as pilot:
        panel.show(LOOK)
        await pilot.pause()
        lines = lines_of(panel)
        said = [str(line.content) for line in panel.query(Static)]
    assert {cell_len(line) for line in lines} == {size[0]}
    columns = next(line for line in said if "features" in line)
    end = columns.index("features") + len("features")
    without_edge = [line[1:] for line in (lines[0], lines[2])]
    for line in (*without_edge, *[line for line in said if "within" in line]):
        figure = set_cell_size(line, end)
        assert figure[-1] in "0123456789"
    _, bar = shares(size[0] - 2)
    assert lines[0].count("█") == bar  # of the slowest
    assert lines[2].count("█") == round(bar * 18.5 / 37.05)
    assert "█" not in lines[1]
    assert "rated 4" in lines[0]
    assert "37" in lines[0]
    assert "[b]" not in said[0]


@pytest.mark.parametrize("size", [(78, 18), (58, 17), (116, 30), (60, 14)])
async def test_each_stage_is_told_of_where_there_is_room(size: tuple[int, int]) -> None:
    panel = PipelinePanel()
    async with Stage(panel).run_test(size=size) as pilot:
        panel.show(LOOK)
        await pilot.pause()
        told = panel.query_one("#pipeline-stages", Static)
        words = str(told.content)
        assert told.display is (size[1] >= 17)
        assert panel.trips.size.height >= 2
        assert panel.query_one(CacheList).region.bottom <= size[1]
        for name, stage, done in zip(SHORT, STAGES, DONE, strict=True):
            line = f"{name:<10}{stage.about}" if size[0] > 100 else f"{name}: {done}"
            assert line in words
            assert cell_len(line) <= size[0] - 1


async def test_before_the_first_act_it_says_what_will_stand_there() -> None:
    panel = PipelinePanel()
    async with Stage(panel).run_test(size=(80, 19)) as pilot:
        await pilot.pause()
        told = panel.query_one("#pipeline-nothing", Static)
        assert told.display
        assert str(told.content) == NOTHING_YET
        panel.show(LOOK)
        await pilot.pause()
        assert not told.display


@pytest.mark.parametrize(
    ("time", "words"),
    [
        *((None, "·"), (0.0, "<.1"), (0.0949, "<.1"), (0.1, "0.1")),
        *((9.94, "9.9"), (9.96, "10"), (99.4, "99"), (1234.4, "1,234")),
    ],
)
def test_milliseconds_have_two_digits_that_count(time: float | None, words: str) -> None:
    assert ms_words(time) == words
