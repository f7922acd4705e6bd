"""Which file one's own history is in."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Input, Static
from textual.worker import Worker
from textual_fspicker import FileOpen, Filters
from textual_fspicker.parts import CurrentDirectory, DirectoryNavigation, DriveNavigation

from recflix_tui.history.files.typed_path import typed_path
from recflix_tui.screens.dialogs.dialog import DismissedOnce
from recflix_tui.screens.history.choosing.file_list import FileList
from recflix_tui.text import as_message, clean
from recflix_tui.widgets.fixed_text import FixedText
from recflix_tui.widgets.forms.line_box import LineBox

ASKS = "Which file is your history in?"
CAN_READ = "Letterboxd, IMDb, Trakt, Netflix, MovieLens, TMDB, Simkl, any CSV or JSON"
TYPE_ONE = "or type or paste a path"
IN_LIST = (("enter", "open"), ("← →", "kind"), ("tab", "path"), ("bksp", "up"), (".", "hidden"))
IN_PATH = (("enter", "open"), ("tab", "list"))
LEAVE = ("esc", "leave")
NO_ENTRY = "that folder cannot be read"
NO_FILE = "there is no such file"
FOLDER = "that is a folder: enter once more reads all of it as one export"
KINDS = ("all", "zip", "csv", "json")


def of_kind(kind: str) -> Any:
    """Whether a path is of a kind of file."""
    return lambda path: kind == KINDS[0] or path.suffix.casefold() == f".{kind}"


class Folder(CurrentDirectory):
    """The folder whose files are listed; its name is data."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        super().update(clean(str(content)), layout=layout)


class FileScreen(DismissedOnce, FileOpen):
    """Gives the path of a file, or of a folder that an export was unpacked to; None for none."""

    CSS_PATH = "file_dialog.tcss"
    AUTO_FOCUS = "FileList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave", show=False),
        Binding("left", "kind(-1)", "Another kind", show=False),
        Binding("right", "kind(1)", "Another kind", show=False),
        Binding("tab,shift+tab", "other", "List or path", show=False, priority=True),
    ]

    def __init__(self, folder: Path) -> None:
        filters = Filters(*((kind, of_kind(kind)) for kind in KINDS))
        super().__init__(folder, filters=filters, suggest_completions=False)
        self._kind = 0
        self._asked: Path | None = None  # the folder that it was said of that enter reads it

    def compose(self) -> ComposeResult:
        with Vertical(id="file"):
            yield Static(ASKS, id="asks", markup=False)
            yield Static(CAN_READ, id="can", markup=False)
            yield Folder(markup=False)
            yield FixedText(id="kinds")
            if sys.platform == "win32":
                yield DriveNavigation(self._location)
            yield FileList(self._location)
            yield LineBox(placeholder=TYPE_ONE, id="path", select_on_focus=False, compact=True)
            yield FixedText(id="problem")
            yield Static(keys_line(IN_LIST), id="keys")

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False  # calm
        self._say_kinds()

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """Keys that choose wait until the folder is read."""
        return [worker for worker in workers if isinstance(worker.node, FileList)]

    @property
    def files(self) -> FileList:
        """The files of the folder."""
        return self.query_one(FileList)

    @property
    def box(self) -> Input:
        """The path that is typed."""
        return self.query_one(Input)

    def _set_error(self, message: str = "") -> None:
        self.query_one("#problem", FixedText).say(message)

    ERROR_PERMISSION_ERROR = NO_ENTRY

    # --- choosing ---------------------------------------------------------------------------

    @on(DirectoryNavigation.Selected)
    def _take_file(self, event: DirectoryNavigation.Selected) -> None:
        """A file of the list is taken at once, where Textual's dialog has it confirmed."""
        event.stop()
        event.prevent_default()
        self.dismiss(event.path)

    @on(Input.Submitted)
    def _take_typed(self, event: Input.Submitted) -> None:
        event.stop()
        event.prevent_default()
        try:
            path = typed_path(event.value, self.files.location)
            is_folder, exists = (False, False) if path is None else (path.is_dir(), path.exists())
        except (OSError, RuntimeError, ValueError) as error:
            self._set_error(as_message(str(error)))
            return
        if path is None or not exists:
            self._set_error("" if path is None else NO_FILE)
        elif is_folder and path != self._asked:
            self._asked, self.files.location = path, path
            self.call_after_refresh(self._set_error, FOLDER)
        else:
            self.dismiss(path)

    def on_key(self, event: events.Key) -> None:
        """What is typed on the list is the beginning of a path."""
        character = event.character or ""
        if self.files.has_focus and event.is_printable and character not in ("", " ", "."):
            event.stop()
            self._type(character)

    def on_paste(self, event: events.Paste) -> None:
        if self.files.has_focus:
            event.stop()
            self._type(event.text.strip().splitlines()[0] if event.text.strip() else "")

    def _type(self, text: str) -> None:
        self.box.focus()
        self.box.insert_text_at_cursor(text)

    def on_descendant_focus(self) -> None:
        """The keys that do something where the focus is."""
        self.query_one("#keys", Static).update(
            keys_line(IN_PATH if self.box.has_focus else IN_LIST)
        )

    def action_other(self) -> None:
        """From the list to the path, or back."""
        (self.box if self.files.has_focus else self.files).focus()

    # --- which kinds are listed -------------------------------------------------------------

    def action_kind(self, steps: int) -> None:
        """List another kind of files."""
        self._kind = (self._kind + steps) % len(KINDS)
        assert self._filters is not None
        self.files.file_filter = self._filters[self._kind]
        self._say_kinds()

    def _say_kinds(self) -> None:
        said = Content("  ").join(
            Content.styled(kind, "$accent bold" if n == self._kind else "$muted")
            for n, kind in enumerate(KINDS)
        )
        self.query_one("#kinds", FixedText).say(said)

    def on_click(self, event: events.Click) -> None:
        """A click on the kinds lists the next one; one beside the box leaves it."""
        if event.widget is self:
            self.dismiss(None)
        elif event.widget is self.query_one("#kinds"):
            self.action_kind(1)


def keys_line(keys: Iterable[tuple[str, str]]) -> Content:
    """Keys, each with what it does, and the one that leaves."""
    return Content("  ").join(
        Content.assemble((f"{key} ", "$accent bold"), does) for key, does in (*keys, LEAVE)
    )
