"""Under which name a slid taste is kept as a profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import Worker

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.widgets.forms.line_box import LineBox

LONGEST_NAME = 40
KEEPING = "keeping"  # the group of the worker that keeps the taste


class KeepScreen(Dialog[str | None]):
    """Asks for a name and keeps the taste by it; gives the name, None if nothing was kept."""

    CSS_PATH = "keep_dialog.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave", show=False)
    ]

    def __init__(self, host: Host, suggested: str, what: str, keep: Callable[[str], str]) -> None:
        """what: what is kept, in a line; keep: keeps it by a name, in the writer thread, and gives
        that name."""
        super().__init__()
        self._host, self._suggested, self._what, self._keep = host, suggested, what, keep
        self._keeping = False

    def compose(self) -> ComposeResult:
        with Vertical(id="keep"):
            yield Static("keep this taste as a new profile", id="asks")
            yield Static(self._what, id="what", markup=False)
            yield LineBox(
                self._suggested[:LONGEST_NAME], id="name", max_length=LONGEST_NAME, compact=True
            )
            yield Static("", id="problem", markup=False)
            yield Static(
                Content.assemble(
                    (" enter ", "$accent bold"), "keep it  ", (" esc ", "$accent bold"), "leave"
                ),
                id="keys",
            )

    def on_mount(self) -> None:
        box = self.query_one(Input)
        box.cursor_blink = False  # calm
        box.action_select_all()

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """What is typed after the name is for the screen below, once the name is kept."""
        return [worker for worker in workers if worker.group == KEEPING]

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        if not self._keeping:
            self._keeping = True
            self.run_worker(self._keep_as(event.value), group=KEEPING)

    async def _keep_as(self, name: str) -> None:
        try:
            with self._host.errors_shown(self._say):
                kept = await self._host.write(self._keep, name)
                self.dismiss(kept)
        finally:
            self._keeping = False

    def _say(self, line: str) -> None:
        self.query_one("#problem", Static).update(line)

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves it."""
        if event.widget is self:
            self.dismiss(None)
