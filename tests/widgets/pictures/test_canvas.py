"""Names and marks on a canvas: whatever is written over what, lines stay as wide as they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from recflix_tui.pictures.camera import Camera
from recflix_tui.pictures.dots import warm
from recflix_tui.widgets.pictures.space.canvas import Canvas, letters_of
from recflix_tui.widgets.pictures.space.paint import paint
from recflix_tui.widgets.pictures.space.scene import Scene

WIDTH, HEIGHT = 24, 3
# Narrow, wide, an accent that belongs to the letter before, a sign with its shade, a flag.
PARTS = st.sampled_from(["a", " ", "千", "と", "e\u0301", "\u0301", "👍🏽", "🇩🇪"])
TEXTS = st.lists(PARTS, max_size=20).map("".join)
PLACES = st.tuples(st.integers(-3, WIDTH + 2), st.integers(-1, HEIGHT))
STEPS = st.one_of(
    st.tuples(st.just("name"), PLACES, TEXTS),
    st.tuples(st.just("write"), PLACES, TEXTS),
    st.tuples(st.just("mark"), PLACES, st.just("◆")),
)
Step = tuple[str, tuple[int, int], str]


def empty(width: int = WIDTH) -> Canvas:
    return Canvas(np.zeros((HEIGHT, width), np.uint8), np.zeros((HEIGHT, width), np.int32))


def put(canvas: Canvas, step: Step, code: int) -> None:
    what, (x, y), text = step
    if what == "name":
        canvas.name(x, y, text, code, longest=16)
    elif what == "write":
        canvas.write(x, y, text, code)
    else:
        canvas.mark(x, y, text, code)


def line(canvas: Canvas, y: int) -> str:
    return canvas.strip(y, lambda _: Style()).text


@given(st.lists(STEPS, max_size=8))
@example([("name", (3, 1), "千と千尋"), ("write", (8, 1), "X")])
@example([("name", (3, 1), "千と千尋"), ("mark", (6, 1), "◆")])
@example([("write", (0, 1), "\u0301千\u0301と")])
def test_every_line_is_as_wide_as_the_canvas_whatever_is_written_over_what(
    steps: list[Step],
) -> None:
    canvas = empty()
    for code, step in enumerate(steps, start=1):
        put(canvas, step, code)
    for y in range(HEIGHT):
        strip = canvas.strip(y, lambda code: Style(bold=code % 2 == 1))
        assert sum(cell_len(segment.text) for segment in strip) == WIDTH
        assert cell_len(strip.text) == WIDTH


@given(st.lists(STEPS, max_size=5), PLACES, TEXTS)
def test_what_is_written_last_stands_whole_in_the_cells_it_is_said_to_take(
    steps: list[Step], place: tuple[int, int], text: str
) -> None:
    canvas = empty()
    for step in steps:
        put(canvas, step, 1)
    taken = canvas.write(*place, text, 2)
    if taken:
        before = line(canvas, place[1])
        letters = [letter for letter, _ in letters_of(before)]
        at = np.cumsum([0, *(cells for _, cells in letters_of(before))]).tolist()
        shown = "".join(letters[at.index(taken.start) : at.index(taken.stop)])
        assert cell_len(shown) == len(taken)
        if cell_len(text) <= WIDTH:
            assert shown == "".join(letter for letter, _ in letters_of(text))


def test_half_a_letter_is_blank() -> None:
    canvas = empty(12)
    canvas.name(0, 1, "千と千", 1, longest=12)
    assert line(canvas, 1) == "  千と千    "
    canvas.mark(5, 1, "◆", 2)
    assert line(canvas, 1) == "  千 ◆千    "
    canvas.write(1, 1, "ab", 3)
    assert line(canvas, 1) == " ab  ◆千    "


def test_what_belongs_to_a_letter_goes_with_it() -> None:
    assert letters_of("ae\u0301千\u0301") == [("a", 1), ("e\u0301", 1), ("千\u0301", 2)]
    assert letters_of("\u0301a") == [("a", 1)]
    assert letters_of("👍🏽a") == [("👍🏽", 2), ("a", 1)]


@pytest.mark.parametrize("name", ["千と千尋の神隠し", "Spirited Away"])
def test_no_mark_stands_in_the_name_of_another_point(name: str) -> None:
    warm()
    for beside in np.linspace(-0.5, 0.9, 60):
        points = np.array([(-0.5, 0, 0.1), (beside, 0, 0.1)], np.float32)
        scene = Scene(
            points=points,
            colours=np.zeros(2, np.uint8),
            palette=np.array([[255, 0, 0]], np.uint8),
            shown=np.ones(2, bool),
            names={0: name, 1: "other"},
        )
        picture = paint(scene, Camera(0, 0), 80, 24)
        lines = [line(picture.canvas, y) for y in range(24)]
        assert {cell_len(text) for text in lines} == {80}
        assert sum(text.count(name) for text in lines) == 1
        assert 0 in picture.named


@pytest.mark.parametrize("seed", range(8))
def test_a_cloud_of_wide_names_is_as_wide_as_it_is(seed: int) -> None:
    warm()
    n, name = 30, "千と千尋の神隠し"
    scene = Scene(
        points=np.random.default_rng(seed).uniform(-0.5, 0.5, (n, 3)).astype(np.float32),
        colours=np.zeros(n, np.uint8),
        palette=np.array([[255, 0, 0]], np.uint8),
        shown=np.ones(n, bool),
        names=dict.fromkeys(range(n), name),
        you=np.zeros(3, np.float32),
        your_name=name,
        selected=3,
        selected_name=name,
        lit=(1, 2, 4),
    )
    picture = paint(scene, Camera(0.3, 0.2), 80, 24)
    assert {cell_len(line(picture.canvas, y)) for y in range(24)} == {80}
