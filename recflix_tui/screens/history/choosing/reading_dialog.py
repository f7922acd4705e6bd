"""An export is read and its films are looked for: how far that is, and what went wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.screens.history.reading import CalledOff, Prepared, Progress, prepare
from recflix_tui.text import clean
from recflix_tui.widgets.stars import bar

READING = "reading-history"  # the group of the worker that reads
LOOKS = 0.1  # seconds between looks at how far it is
METER = 40  # cells
KEY = "$accent bold"
CANCEL = Content.assemble(("esc ", KEY), "cancel: nothing is changed")
MEND = Content.assemble(("enter ", KEY), "another file  ", ("esc ", KEY), "leave")


@dataclass(frozen=True)
class Read:
    """What came of reading."""

    prepared: Prepared | None = None
    """What would become of all that the file says."""
    people: tuple[str, ...] = ()
    """Whose it may be, where it holds several people's."""
    another: bool = False
    """Whether another file is to be chosen."""


class ReadingScreen(Dialog[Read | None]):
    """Gives what came of it; None where it was left."""

    CSS_PATH = "reading_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False),
        Binding("enter", "another", "Another file", show=False),
    ]

    def __init__(self, host: Host, profile_id: int, path: Path, person: str | None) -> None:
        super().__init__()
        self._host, self._profile = host, profile_id
        self._path, self._person = path, person
        self._progress = Progress()

    def compose(self) -> ComposeResult:
        with Vertical(id="reading"):
            yield Static(clean(self._path.name), id="asks", markup=False)
            yield Static("", id="stage", markup=False)
            yield Static("", id="problem", markup=False)
            yield Static(CANCEL, id="keys")

    def on_mount(self) -> None:
        self._show_progress()
        self.set_interval(LOOKS, self._show_progress)
        self.run_worker(self._read(), group=READING)

    async def _read(self) -> None:
        with self._host.errors_shown(self._say_problem):
            try:
                found = await asyncio.to_thread(
                    prepare,
                    self._host.library,
                    self._profile,
                    self._path,
                    self._person,
                    self._progress,
                )
            except CalledOff:
                return
            if isinstance(found, tuple):
                self.dismiss(Read(people=found))
            else:
                self.dismiss(Read(prepared=found))

    def _show_progress(self) -> None:
        filled, rest = bar(self._progress.share, METER)
        said = Content.assemble((filled, "$accent"), (rest, "$track"))
        self.query_one("#stage", Static).update(
            Content.assemble(said, (f"  {self._progress.stage}", "$muted"))
        )

    def _say_problem(self, line: str) -> None:
        self.add_class("failed")
        self.query_one("#problem", Static).update(Content(line))
        self.query_one("#keys", Static).update(MEND)

    def action_leave(self) -> None:
        """Leave; what is being read is read no further."""
        self._progress.called_off = True
        self.dismiss(None)

    def action_another(self) -> None:
        """After an error, choose another file."""
        if self.has_class("failed") and self._host.screen_was_in_view(self):
            self.dismiss(Read(another=True))

    def keys_wait_for(self, event: Any, workers: Iterable[Any]) -> Iterable[Any]:
        """What is typed after a file was chosen is for the preview, all but what calls it off."""
        if getattr(event, "key", "") == "escape":
            return []
        return [worker for worker in workers if worker.group == READING]
