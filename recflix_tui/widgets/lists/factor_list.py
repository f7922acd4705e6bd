"""Factors as cards: what is at both ends of each, and where the person stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from recflix_tui.widgets.cells import first_that_fits, fit, pieces
from recflix_tui.widgets.shelf.tile import EDGE

LABELS = 2  # lines of statistics at an end
REACH = 3.0  # units of a typical person that the scale reaches to either side
LONGEST_SCALE = 49  # cells
YOU, LEARNED = "◆", "◇"


@dataclass(frozen=True)
class EndLook:
    """One end of a factor, as its card shows it."""

    name: str
    """What its titles have in common."""
    labels: Sequence[Sequence[str]]
    """The statistic of each label, in ever fewer words: the first that fit are shown."""
    titles: Sequence[str]
    """Its strongest titles, the strongest first."""


@dataclass(frozen=True)
class FactorLook:
    """A factor, as its card shows it."""

    number: int
    """From 1."""
    carries: str
    """How much of what factors move goes with it, in words."""
    low: EndLook
    """The end at the left."""
    high: EndLook
    """The end at the right."""
    learned: float
    """Where the person stands by what they rated, in units of a typical person."""
    value: float
    """Where the person stands as slid."""
    stands: Sequence[str]
    """The same beside other people, in ever fewer words: the first that fit are shown."""


class FactorList(ScrollView, can_focus=True):
    """A card a factor; the one in focus has a bar at its left edge."""

    class Moved(Message):
        """Another card has the focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "factor--row",
        "factor--focus",
        "factor--number",
        "factor--name",
        "factor--title",
        "factor--quiet",
        "factor--track",
        "factor--you",
    }
    DEFAULT_CSS = """
    FactorList {
        background: $background;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        & > .factor--row { color: $foreground; background: $background; }
        & > .factor--focus { color: $foreground; background: $focus; }
        & > .factor--number { color: $accent; text-style: bold; }
        & > .factor--name { color: $foreground; text-style: bold; }
        & > .factor--title { color: $foreground; }
        & > .factor--quiet { color: $muted; }
        & > .factor--track { color: $muted; }
        & > .factor--you { color: $accent; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "Down", show=False),
        Binding("up", "step(-1)", "Up", show=False),
        Binding("pagedown", "step(3)", "Page down", show=False),
        Binding("pageup", "step(-3)", "Page up", show=False),
        Binding("home", "step(-1000000)", "First", show=False),
        Binding("end", "step(1000000)", "Last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.cards: Sequence[FactorLook] = ()
        self.at = 0

    # --- what it shows ----------------------------------------------------------------------

    def show(self, cards: Sequence[FactorLook]) -> None:
        """Show other cards; the focus stays on its number."""
        self.cards = cards
        self.at = max(min(self.at, len(cards) - 1), 0)
        self._measure()

    def focus_card(self, at: int) -> None:
        """Give a card the focus, and tell so if it is another one."""
        at = max(min(at, len(self.cards) - 1), 0)
        if at != self.at:
            self.at = at
            self._show_card()
            self.refresh()
            self.post_message(self.Moved())

    @property
    def pitch(self) -> int:
        """Lines from one card to the next."""
        titles = max((len(end.titles) for c in self.cards for end in (c.low, c.high)), default=0)
        return 1 + 1 + LABELS + titles + 1 + 1

    def on_resize(self) -> None:
        self._measure()

    def _measure(self) -> None:
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, self.pitch * len(self.cards))
        self._show_card()
        self.refresh()

    def _show_card(self) -> None:
        """Scroll until the card in focus is in view, its head at least; once it has a size."""
        top, height = self.scroll_offset.y, self.size.height
        if not height:
            return
        first, last = self.at * self.pitch, (self.at + 1) * self.pitch - 1
        if first < top or self.pitch > height:
            target = first
        elif last > top + height:
            target = last - height
        else:
            return
        self.scroll_to(y=target, animate=False, immediate=True, force=True)

    # --- drawing ----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        at, line = divmod(y + self.scroll_offset.y, self.pitch)
        width = self.size.width
        focused = at == self.at and at < len(self.cards) and line < self.pitch - 1
        ground = self.get_component_rich_style(f"factor--{'focus' if focused else 'row'}")
        if at >= len(self.cards) or line == self.pitch - 1:
            return Strip.blank(width, self.get_component_rich_style("factor--row"))
        edge = EDGE if focused and self.has_focus else " "
        segments = [Segment(edge, self._part("number", ground))]
        segments += self._line(self.cards[at], line, width - 3, ground)
        return Strip(segments).adjust_cell_length(width, ground)

    def _part(self, name: str, ground: Style) -> Style:
        return ground + self.get_component_rich_style(f"factor--{name}", partial=True)

    def _line(self, card: FactorLook, line: int, width: int, ground: Style) -> list[Segment]:
        if line == 0:
            return pieces(
                (f" {card.number} ", self._part("number", ground)),
                (fit(f" {card.carries}", width - 4), self._part("quiet", ground)),
            )
        if line == self.pitch - 2:
            return self._scale(card, width, ground)
        half = (width - 4) // 2
        left = end_line(card.low, line - 1, half, "◂ ")
        right = end_line(card.high, line - 1, half, "▸ ")
        style = "name" if line == 1 else "quiet" if line <= 1 + LABELS else "title"
        part = self._part(style, ground)
        return pieces(("   " + fit(left, half) + " ", part), (fit(right, half), part))

    def _scale(self, card: FactorLook, width: int, ground: Style) -> list[Segment]:
        """`───◆───┼──────  further to Horror than 86 % of people`."""
        length = min(LONGEST_SCALE, (width - 4) // 2)
        cells = ["─"] * length
        cells[length // 2] = "┼"
        cells[place_on(card.learned, length)] = LEARNED
        at = place_on(card.value, length)
        room = width - 3 - length - 2
        track, you = self._part("track", ground), self._part("you", ground)
        return pieces(
            ("   " + "".join(cells[:at]), track),
            (YOU, you),
            ("".join(cells[at + 1 :]), track),
            (fit(f"  {first_that_fits(card.stands, room)}", room + 2), self._part("quiet", ground)),
        )

    # --- focus ------------------------------------------------------------------------------

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_step(self, steps: int) -> None:
        self.focus_card(self.at + steps)

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = (event.y + self.scroll_offset.y) // self.pitch
        if at < len(self.cards):
            self.focus_card(at)


def end_line(end: EndLook, line: int, width: int, sign: str) -> str:
    """A line of one end: its name, then the statistics of its labels, then its titles."""
    if line == 0:
        return sign + end.name
    if line <= LABELS:
        words = end.labels[line - 1] if line <= len(end.labels) else ("",)
        return "  " + first_that_fits(words, width - 2)
    at = line - 1 - LABELS
    return "  " + end.titles[at] if at < len(end.titles) else ""


def place_on(value: float, length: int) -> int:
    """The cell of a scale from -3 to 3 in which a value stands, held to its ends."""
    share = (min(max(value, -REACH), REACH) + REACH) / (2 * REACH)
    return round(share * (length - 1))
