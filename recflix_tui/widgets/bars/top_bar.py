"""The first line of a screen: who watches, the tabs, and how the model is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from recflix_tui.widgets.cells import pieces, shorten

NAME = "RecFlix"


@dataclass(frozen=True)
class TabGroup:
    """Tabs that stand side by side."""

    name: str
    """What stands for the group while its tabs are not shown."""
    tabs: Sequence[tuple[str, str]]
    """Its screens as (name, title)."""
    is_open: bool
    """Whether its tabs are shown."""


@dataclass(frozen=True)
class BarState:
    """What the bar says."""

    profile: str = ""
    """The name of the profile that watches, empty where none does: then there are no tabs."""
    groups: Sequence[TabGroup] = ()
    """The groups of tabs, in their order: one is open, of the others the bar has the names."""
    lit: str = ""
    """The name of the screen in view."""
    status: Sequence[str] = ("",)
    """Ways to say how the model is, the longest first: the first that fits is shown."""
    good: bool = False
    """Whether all is well with the model."""
    fraction: float | None = None
    """How far the work in hand is, 0 to 1; None when nothing runs."""


class TopBar(Widget):
    """Name, profile, tabs and the model's state on one line; names and tabs are clickable."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "top-bar--name",
        "top-bar--profile",
        "top-bar--tab",
        "top-bar--lit",
        "top-bar--group",
        "top-bar--status",
        "top-bar--good",
        "top-bar--done",
        "top-bar--left",
    }
    DEFAULT_CSS = """
    TopBar {
        height: 1;
        background: $panel;
        & > .top-bar--name { color: $accent; text-style: bold; }
        & > .top-bar--profile { color: $foreground; }
        & > .top-bar--tab { color: $muted; }
        & > .top-bar--lit { color: $background; background: $accent; text-style: bold; }
        & > .top-bar--group { color: $muted; text-style: italic; }
        & > .top-bar--status { color: $muted; }
        & > .top-bar--good { color: $more; }
        & > .top-bar--done { color: $accent; }
        & > .top-bar--left { color: $track; }
    }
    """
    METER = 10  # cells

    def __init__(self) -> None:
        super().__init__()
        self.state = BarState()

    def show(self, state: BarState) -> None:
        """Show another state."""
        if state != self.state:
            self.state = state
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        plain = self.get_component_rich_style("top-bar--tab")
        tabs, left = self._tabs_and_left(width)
        tabs_width = sum(cell_len(part.text) for part in tabs)
        left_width = sum(cell_len(part.text) for part in left)
        # The tabs stand a quarter in, where the eye finds them again, unless a name needs it.
        far = max(width // 4 - left_width, 1)
        right = self._right(width - left_width - tabs_width - 2)
        right_width = sum(cell_len(part.text) for part in right)
        rest = width - left_width - tabs_width - right_width
        gap = max(min(far, rest - bool(right)), 1)  # a blank stands before the status, too
        space = max(rest - gap, 0)
        parts = [*left, Segment(" " * gap, plain), *tabs, Segment(" " * space, plain), *right]
        return Strip(parts).extend_cell_length(width, plain).crop(0, width)

    def _tabs_and_left(self, width: int) -> tuple[list[Segment], list[Segment]]:
        """The tabs, and what stands before them: who watches is always said.

        Where both have no room the app's own name goes first, then the tabs of other screens.
        """
        for lit_alone, named in ((False, True), (False, False), (True, False)):
            tabs = self._tabs(lit_alone)
            room = width - sum(cell_len(part.text) for part in tabs)
            left = self._left(room, named or not self.state.profile)
            if sum(cell_len(part.text) for part in left) <= room:
                break
        return tabs, left

    def _left(self, room: int, named: bool) -> list[Segment]:
        name = self.get_component_rich_style("top-bar--name")
        profile = self.get_component_rich_style("top-bar--profile")
        parts = pieces((f" {NAME}", name + _click("app.go('home')"))) if named else []
        if self.state.profile:
            who = shorten(self.state.profile, max(min(room - 24, 24), 6))
            style = profile + _click("app.go('profiles')")
            parts += pieces((" · " if named else " ", profile), (who, style))
        parts.append(Segment(" ", profile))
        return parts

    def _tabs(self, lit_alone: bool = False) -> list[Segment]:
        if not self.state.profile:
            return []  # nobody watches: there is nowhere to go
        parts: list[tuple[str, Style]] = []
        opened = False
        for group in self.state.groups:
            if group.is_open:
                shown = [tab for tab in group.tabs if not lit_alone or tab[0] == self.state.lit]
                parts += [self._tab(name, title) for name, title in shown]
                opened = True
            elif group.tabs and not lit_alone:
                words = f" {group.name} ▸ " if opened else f" ◂ {group.name} "
                style = self.get_component_rich_style("top-bar--group")
                parts.append((words, style + _click(f"app.go_group('{group.name}')")))
        return pieces(*parts)

    def _tab(self, name: str, title: str) -> tuple[str, Style]:
        look = "lit" if name == self.state.lit else "tab"
        style = self.get_component_rich_style(f"top-bar--{look}")
        return f" {title} ", style + _click(f"app.go('{name}')")

    def _right(self, room: int) -> list[Segment]:
        good = self.state.good
        style = self.get_component_rich_style("top-bar--good" if good else "top-bar--status")
        meter = [] if self.state.fraction is None else self._meter(self.state.fraction)
        for beside in (meter, []):  # where both have no room, words say more than the meter
            taken = sum(len(part.text) for part in beside) + 1
            for says in self.state.status:
                if says and cell_len(says) + taken <= room:
                    return [*beside, Segment(f"{says} ", style + _click("app.go('train')"))]
        return []

    def _meter(self, fraction: float) -> list[Segment]:
        done = min(max(round(fraction * self.METER), 0), self.METER)
        return [
            Segment("━" * done, self.get_component_rich_style("top-bar--done")),
            Segment(
                "━" * (self.METER - done) + " ", self.get_component_rich_style("top-bar--left")
            ),
        ]


def _click(run: str) -> Style:
    return Style(meta={"@click": run})
