"""Where a person lives: a choice of regions, or of saying nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recflix_tui.recommend.weighing.draft import REGION
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.screens.signals.signals_words import ABOUT, LABELS, NOBODY_SAID

Answer = tuple[str | None]
"""A region's name, or None for none."""


class RegionScreen(Dialog[Answer | None]):
    """Gives the region that was chosen, or None where all stays as it was."""

    CSS_PATH = "region_dialog.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Leave", show=False)
    ]

    def __init__(self, regions: Sequence[str], now: str | None, no_region: str) -> None:
        super().__init__()
        self._choices, self._now = [None, *regions], now
        self._about = f"{ABOUT[REGION]} {no_region}".rstrip()

    def compose(self) -> ComposeResult:
        with Vertical(id="region"):
            yield Static(LABELS[REGION], id="asks")
            yield OptionList(
                *(Option(self._line(choice)) for choice in self._choices),
                compact=True,
                markup=False,
            )
            yield Static(self._about, id="about", markup=False)

    def _line(self, choice: str | None) -> str:
        """A choice, with a sign before what holds."""
        return f"{'●' if choice == self._now else ' '} {choice or NOBODY_SAID}"

    def on_mount(self) -> None:
        at = self._choices.index(self._now) if self._now in self._choices else 0
        self.query_one(OptionList).highlighted = at

    @on(OptionList.OptionSelected)
    def _answer(self, event: OptionList.OptionSelected) -> None:
        self.dismiss((self._choices[event.option_index],))

    def on_click(self) -> None:
        """A click beside the choices leaves them."""
        self.dismiss(None)
