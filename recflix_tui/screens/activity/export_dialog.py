"""The file that all of what a profile did is written to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import Worker

from recflix_tui.durable import write_bytes
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.widgets.forms.line_box import LineBox

if TYPE_CHECKING:
    from recflix_tui.library.library import Library

EXPORTING = "exporting"  # the group of the worker that writes
THERE = "that file is there already: enter once more writes over it"
KEY = "$accent bold"
KEYS = Content.assemble((" enter ", KEY), "write  ", (" esc ", KEY), "leave")


class ExportScreen(Dialog[None]):
    """Asks for a path, and writes there."""

    CSS_PATH = "export_dialog.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave", show=False)
    ]

    def __init__(self, host: Host, profile_id: int) -> None:
        super().__init__()
        self._host, self._profile = host, profile_id
        self._asked: Path | None = None  # the file that it was asked about whether it may go

    def compose(self) -> ComposeResult:
        with Vertical(id="export"):
            yield Static("write all that you did to a file, a line of JSON each", id="asks")
            yield LineBox(str(suggested(self._host.profile_name)), id="path", compact=True)
            yield Static("", id="problem", markup=False)
            yield Static(KEYS, id="keys")

    def on_mount(self) -> None:
        box = self.query_one(Input)
        box.cursor_blink = False  # calm
        box.action_end()

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """What is typed after the path is for the screen below, once the file is written."""
        return [worker for worker in workers if worker.group == EXPORTING]

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        path = Path(event.value.strip()).expanduser()
        if path.exists() and path != self._asked:
            self._asked = path
            self._say(THERE)
            return
        self.run_worker(self._write(path), group=EXPORTING, exclusive=True)

    async def _write(self, path: Path) -> None:
        with self._host.errors_shown(self._say):
            n = await self._host.write(export, self._host.library, self._profile, path)
            self.dismiss(None)
            self._host.say(f"{n} written to {path}", markup=False, timeout=6)

    def _say(self, line: str) -> None:
        self.query_one("#problem", Static).update(Content(line))

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves it."""
        if event.widget is self:
            self.dismiss(None)


def suggested(name: str) -> Path:
    """Where it is written by default: under the person's name, where they stand."""
    plain = "".join(c if c.isalnum() else "-" for c in name.casefold()).strip("-") or "profile"
    return Path.cwd() / f"recflix-{plain}.jsonl"


def export(library: Library, profile_id: int, path: Path) -> str:
    """Write all that a profile did to a file of its owner's alone, a line of JSON each; how many
    these are, in words."""
    from recflix_tui.library.acts.listing import exported_words

    lines = list(library.behaviour.export(profile_id))
    write_bytes(path, "".join(f"{line}\n" for line in lines).encode(), private=True)
    return exported_words(lines)
