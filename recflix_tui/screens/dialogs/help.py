"""Help: every key, by what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Grid, VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.keys.actions import APP, BACK, MOVES, MOVING, Action, families

KEY_WIDTH = 10  # cells
TWO_COLUMNS = 76  # cells from which the groups stand in two columns


FIGURES = (
    "4.2 ±0.5: the stars to expect of you, and how far off. Baseline: of anyone.\n"
    "Scale keeps sums within the stars. Match: % of other titles that suit less.\n"
    "Top picks: by the chance that you pick and like them, not by stars alone."
)


class HelpGroup(Static):
    """The keys of one group."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"help--heading", "help--key", "help--text"}

    def __init__(self, name: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self._heading = name
        self.actions = actions

    def render(self) -> Group:
        key = self.get_component_rich_style("help--key", partial=True)
        text = self.get_component_rich_style("help--text", partial=True)
        heading = self.get_component_rich_style("help--heading", partial=True)
        lines = Table.grid(padding=(0, 1))
        lines.add_column(width=KEY_WIDTH, no_wrap=True)
        lines.add_column()
        for family in families(self.actions):
            shown = " ".join(action.shown for action in family)
            lines.add_row(Text(shown, key), Text(family[0].about, text))
        return Group(Text(self._heading, heading), lines)


class HelpScreen(RecflixScreen):
    """All the keys of the screen below."""

    NEEDS_DATASET = False
    HAS_LESSON = False
    CSS_PATH = "help.tcss"
    SMALLEST = Size(32, 10)
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS = [Binding("question_mark,f1", "back", show=False)]  # noqa: RUF012

    def __init__(self, host: Host, below: RecflixScreen) -> None:
        super().__init__(host)
        # The way back stands last of its group, whichever screen names it first.
        self._actions = sorted([*below.actions(), *MOVES], key=lambda action: action is BACK)

    def actions(self) -> list[Action]:
        return [a for a in self.host.actions if a.id in ("back", "quit", "theme", "palette")]

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < TWO_COLUMNS, "narrow")

    def compose_body(self) -> ComposeResult:
        groups: dict[str, list[Action]] = {}
        for action in self._actions:
            groups.setdefault(action.group, []).append(action)
        with VerticalScroll():
            with Grid():
                # These two last, so that neither column is longer than it must be.
                for name in sorted(groups, key=(APP, MOVING).__contains__):
                    yield HelpGroup(name, groups[name])
            yield Static(FIGURES, id="figures", markup=False)
