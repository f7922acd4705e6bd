"""Jump: the letters of all screens; the next key leads to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.all_screens import Group, ScreenEntry
from recflix_tui.screens.dialogs.dialog import Dialog


class Way(Static):
    """One screen: its letter and its name."""

    def __init__(self, entry: ScreenEntry) -> None:
        super().__init__(Content.assemble((f" {entry.key} ", "$accent bold"), f" {entry.title}"))
        self.entry = entry


class JumpScreen(Dialog[str | None]):
    """Gives the name of the screen whose letter comes next, None for any other key."""

    CSS_PATH = "jump.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, screens: Sequence[ScreenEntry]) -> None:
        super().__init__()
        self._ways = {entry.key: entry for entry in screens if entry.key}

    def compose(self) -> ComposeResult:
        with Vertical(id="jump"):
            yield Static("jump to", id="asks")
            with Horizontal():
                for name, entries in self._groups():
                    with Vertical(classes="group"):
                        yield Static(name, classes="heading")
                        yield from (Way(entry) for entry in entries)

    def _groups(self) -> Iterator[tuple[str, list[ScreenEntry]]]:
        names = {Group.WATCH: "watch", Group.INSIDE: "inside the model", None: "who watches"}
        for group, name in names.items():
            yield name, [entry for entry in self._ways.values() if entry.group is group]

    def on_key(self, event: events.Key) -> None:
        """A letter leads there; any other key leaves, and does nothing else."""
        if event.key == "escape":
            return
        event.stop()
        entry = self._ways.get(event.key)
        self.dismiss(None if entry is None else entry.name)

    def on_click(self, event: events.Click) -> None:
        """A click on a name leads there, beside them it leaves."""
        widget = event.widget
        self.dismiss(widget.entry.name if isinstance(widget, Way) else None)
