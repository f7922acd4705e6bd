"""A choice of one filter, over the catalogue, where there is no room for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.widgets.titles.filters import Choice, FilterList, Narrowed


class ChooserScreen(Dialog[Narrowed | None]):
    """Choices of one group; gives the filters after the choice, None if nothing was chosen."""

    CSS_PATH = "chooser.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,g,y,q", "dismiss(None)", "Leave", show=False)
    ]

    def __init__(self, choices: Sequence[Choice], now: Narrowed) -> None:
        super().__init__()
        self._choices, self._now = choices, now

    def compose(self) -> ComposeResult:
        with Vertical(id="chooser"):
            yield FilterList(self._choices, self._now)

    def on_mount(self) -> None:
        choices = self.query_one(FilterList)
        choices.styles.height = len(self._choices)
        choices.focus_group(self._choices[0].group)

    @on(FilterList.Chosen)
    def _answer(self, event: FilterList.Chosen) -> None:
        self.dismiss(event.narrowed)

    def on_click(self) -> None:
        """A click beside the choices leaves them."""
        self.dismiss(None)
