"""A person's factors as sliders: what was learned of them, and what if it were otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.cells import fit, pieces, shorten
from recflix_tui.widgets.pictures.figures import one_digit

END = 3.0  # either end of a track; a unit is what people usually differ by
STEP = 0.25
LINES = 2  # of one slider: its name, its track
FIGURE = 5  # cells of the value, with the blank before it
BOTH_ENDS = " ◂▸ "
EDGE = "▌"


@dataclass(frozen=True)
class Slider:
    """One factor of the person."""

    label: str
    """What its ends are: `1 Sci-Fi ◂▸ Romance`."""
    value: float
    """Where it stands, in units of how much people differ."""
    learned: float
    """Where the ratings put it."""


def both_ends(label: str, width: int) -> str:
    """A label in at most `width` cells that still says something of both its ends."""
    low, between, high = label.partition(BOTH_ENDS)
    room = width - cell_len(between)
    if not between or cell_len(label) <= width or room < 4:
        return shorten(label, width)
    half = room // 2
    left = max(half, room - cell_len(high))
    right = max(room - half, room - cell_len(low))
    return shorten(low, min(left, room)) + between + shorten(high, min(right, room))


def place_of(value: float, width: int) -> int:
    """The cell of a track of `width` cells in which a value stands."""
    held = min(max(value, -END), END)
    return round((held + END) / (2 * END) * (width - 1))


def value_at(cell: int, width: int) -> float:
    """The value of a cell of a track, in whole steps."""
    part = min(max(cell / max(width - 1, 1), 0), 1)
    return round((part * 2 - 1) * END / STEP) * STEP


def track(slider: Slider, width: int) -> list[tuple[str, str]]:
    """The cells of a track, (character, part): it is filled from zero to the knob, and a diamond
    stands where the factor was learned."""
    zero, knob = place_of(0, width), place_of(slider.value, width)
    cells = [("─", "track")] * width
    for cell in range(min(zero, knob), max(zero, knob) + 1):
        cells[cell] = ("━", "filled")
    cells[zero] = ("┼", "track")
    cells[place_of(slider.learned, width)] = ("◇", "learned")
    cells[knob] = ("●", "knob")
    return cells


class Sliders(Widget, can_focus=True):
    """A list of sliders: up and down choose one, left and right move it."""

    @dataclass
    class Slid(Message):
        """A factor was moved."""

        factor: int
        value: float

    @dataclass
    class Chosen(Message):
        """Another factor was chosen."""

        factor: int

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sliders--label",
        "sliders--chosen",
        "sliders--edge",
        "sliders--track",
        "sliders--filled",
        "sliders--learned",
        "sliders--knob",
        "sliders--moved",
    }
    DEFAULT_CSS = """
    Sliders {
        & > .sliders--label { color: $muted; }
        & > .sliders--chosen { color: $foreground; }
        & > .sliders--edge { color: $accent; }
        & > .sliders--track { color: $track; }
        & > .sliders--filled { color: $muted; }
        & > .sliders--learned { color: $muted; }
        & > .sliders--knob { color: $foreground; }
        & > .sliders--moved { color: $accent; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "choose(-1)", "Factor above", show=False),
        Binding("down", "choose(1)", "Factor below", show=False),
        Binding("left", "slide(-1)", "Less", show=False),
        Binding("right", "slide(1)", "More", show=False),
        Binding("shift+left", "slide(-4)", "Much less", show=False),
        Binding("shift+right", "slide(4)", "Much more", show=False),
        Binding("home", "choose(-999)", "First factor", show=False),
        Binding("end", "choose(999)", "Last factor", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._sliders: list[Slider] = []
        self._at = 0
        self._first = 0
        self._held: int | None = None  # the factor that the mouse moves

    # --- what it shows ----------------------------------------------------------------------

    def show(self, sliders: Sequence[Slider]) -> None:
        """Show other values; the factor that was chosen stays so, if there is one of its place."""
        self._sliders = list(sliders)
        self._at = max(min(self._at, len(self._sliders) - 1), 0)
        self._scroll()
        self.refresh()

    @property
    def chosen(self) -> int:
        """The factor that left and right move."""
        return self._at

    @property
    def values(self) -> tuple[float, ...]:
        """Where the sliders stand."""
        return tuple(slider.value for slider in self._sliders)

    @property
    def _in_view(self) -> int:
        return max(self.size.height // LINES, 1)

    @property
    def _track(self) -> int:
        """Cells of a track: all but the edge, a blank and the figure."""
        return max(self.size.width - 2 - FIGURE, 3)

    def _scroll(self) -> None:
        """Bring the chosen factor into view, and leave no room unused below."""
        last = max(len(self._sliders) - self._in_view, 0)
        first = min(max(self._first, self._at - self._in_view + 1), self._at)
        self._first = min(first, last)

    def on_resize(self) -> None:
        self._scroll()
        self.refresh()

    # --- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        index, line = self._first + y // LINES, y % LINES
        blank = self.get_component_rich_style("sliders--label")
        if index >= len(self._sliders) or y >= self._in_view * LINES:
            return Strip.blank(self.size.width, blank)
        here = index == self._at and self.has_focus
        edge = Segment(EDGE if here else " ", self.get_component_rich_style("sliders--edge"))
        slider = self._sliders[index]
        drawn = self._label(slider, index == self._at) if line == 0 else self._drawn(slider)
        return Strip([edge, *drawn]).adjust_cell_length(self.size.width, blank)

    def _label(self, slider: Slider, chosen: bool) -> list[Segment]:
        part = "sliders--chosen" if chosen else "sliders--label"
        text = both_ends(slider.label, max(self.size.width - 2, 0))
        return pieces((f" {text}", self.get_component_rich_style(part)))

    def _drawn(self, slider: Slider) -> list[Segment]:
        moved = slider.value != slider.learned
        segments = [Segment(" ", self.get_component_rich_style("sliders--track"))]
        for part, cells in groupby(track(slider, self._track), lambda cell: cell[1]):
            text = "".join(sign for sign, _ in cells)
            name = "moved" if moved and part in ("filled", "knob") else part
            segments.append(Segment(text, self.get_component_rich_style(f"sliders--{name}")))
        figure = ("" if slider.value < 0 else "+") + one_digit(slider.value)
        style = self.get_component_rich_style("sliders--moved" if moved else "sliders--label")
        return segments + pieces((" " + fit(figure, FIGURE - 1), style))

    # --- keys and mouse ---------------------------------------------------------------------

    def action_choose(self, down: int) -> None:
        """Choose a factor farther down."""
        self._choose(self._at + down)

    def action_slide(self, steps: int) -> None:
        """Move the chosen factor, within the track."""
        if self._sliders:
            value = self._sliders[self._at].value
            end = max(END, abs(value))
            self._slide(self._at, min(max(value + steps * STEP, -end), end))

    def _choose(self, index: int) -> None:
        index = max(min(index, len(self._sliders) - 1), 0)
        if index != self._at:
            self._at = index
            self._scroll()
            self.refresh()
            self.post_message(self.Chosen(index))

    def _slide(self, index: int, value: float) -> None:
        if value != self._sliders[index].value:
            self._sliders[index] = replace(self._sliders[index], value=value)
            self.refresh()
            self.post_message(self.Slid(index, value))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press on a factor chooses it, on its track moves it there too."""
        index, line = self._first + event.y // LINES, event.y % LINES
        if event.button != 1 or index >= len(self._sliders) or event.y >= self._in_view * LINES:
            return
        self._choose(index)
        if line == 1 and 0 <= event.x - 2 < self._track:
            self._held = index
            self.capture_mouse()
            self._slide(index, value_at(event.x - 2, self._track))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._held is not None:
            self._slide(self._held, value_at(event.x - 2, self._track))

    def on_mouse_up(self) -> None:
        self._held = None
        self.release_mouse()

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._choose(self._at - 1)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._choose(self._at + 1)
