"""Profiles: who is watching?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import Input, Static
from textual.worker import Worker

from recflix_tui.screens.dialogs.confirm import ConfirmScreen
from recflix_tui.screens.frame.recflix_screen import LOAD, WRITES, RecflixScreen
from recflix_tui.screens.keys.actions import ALL_KEYS, SCREENS, Action, bindings
from recflix_tui.text import counted
from recflix_tui.widgets.forms.line_box import LineBox
from recflix_tui.widgets.lists.profile_list import ProfileList, ProfileRow

if TYPE_CHECKING:
    from recflix_tui.library.views import ProfileSummary

GROUP = "Profiles"
ADD_NAMED = Action(id="named", keys="enter", label="add", help="Add this profile", group=GROUP)
RENAME_NAMED = Action(id="named", keys="enter", label="rename", help="Give this name", group=GROUP)
STOP_ADDING = Action(
    id="back", keys="escape", shown="esc", label="back", help="Add nobody", group=GROUP
)
STOP_RENAMING = replace(STOP_ADDING, help="Leave the name as it is", about="")
NEW = ProfileRow(None, "+  someone new")
BARS = 2  # lines of the top bar and the key bar
HEADING = 4  # lines of the heading, with the blank ones about it
WHO = "Who is watching?"
NAMING = "naming"  # the group of the worker that keeps a name
LONGEST_NAME = 40


class ProfilesScreen(RecflixScreen):
    """Pick, add, rename or remove a person."""

    NEEDS_DATASET = False
    OWN_ACTIONS = (
        Action(id="pick", keys="enter", label="watch", help="Watch as this profile", group=GROUP),
        Action(id="new", keys="n", label="new", help="Add a profile", group=GROUP),
        Action(id="rename", keys="e", label="rename", help="Rename a profile", group=GROUP),
        Action(id="import", keys="i", label="import", help="Import a history", group=GROUP),
        Action(
            id="remove",
            keys="delete,backspace",
            shown="del",
            label="remove",
            help="Remove a profile",
            group=GROUP,
        ),
    )
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "profiles.tcss"

    SMALLEST = Size(32, 10)
    _renaming: ProfileRow | None = None
    _summaries: dict[int, ProfileSummary] = {}  # noqa: RUF012

    def actions(self) -> list[Action]:
        """Without a person there is nowhere to go, and while a name is typed keys are letters."""
        if self.has_class("asking"):
            adds = self._renaming is None
            named, back = (ADD_NAMED, STOP_ADDING) if adds else (RENAME_NAMED, STOP_RENAMING)
            return [named, *([back] if self._summaries else []), ALL_KEYS]
        if self.host.profile_id is not None:
            return super().actions()
        return [a for a in super().actions() if a.group != SCREENS or a.id == "profiles"]

    def compose_body(self) -> ComposeResult:
        with Vertical(id="watching"):
            yield Static(WHO, id="heading", markup=False)
            yield ProfileList()
            with Vertical(id="naming"):
                yield Static("", id="asks", markup=False)
                yield LineBox(id="name", max_length=LONGEST_NAME, compact=True)
                yield Static("", id="problem", markup=False)

    @property
    def profile_list(self) -> ProfileList:
        return self.query_one(ProfileList)

    def on_mount(self) -> None:
        # At once, so that the first key typed on an empty home is a letter of the name.
        self._show(self.host.library.profiles.summaries())
        self._seen_revision = self.host.revision

    def on_resize(self, event: events.Resize) -> None:
        self.profile_list.set_room(event.size.height - BARS - HEADING)

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """A name that is kept, or a person removed, leads to Home or to another question."""
        return [worker for worker in workers if worker.group in (NAMING, WRITES, LOAD)]

    async def load_once(self) -> None:
        self._show(await self.host.read(self.host.library.profiles.summaries))
        self.update_keys()  # those that lead elsewhere are there while somebody watches

    def _show(self, summaries: Sequence[ProfileSummary]) -> None:
        first = not self.profile_list.rows
        self._summaries = {s.id: s for s in summaries}
        self.profile_list.set_rows([*(ProfileRow(s.id, s.name, _rated(s)) for s in summaries), NEW])
        if not summaries:
            if not self.has_class("asking"):
                self._ask("What is your name?", "", renaming=None)
        elif first:
            self._focus_on_watching()
            self._stop_asking()

    def arrive(self) -> None:
        if self._framed:
            self._focus_on_watching()

    def _focus_on_watching(self) -> None:
        ids = [row.id for row in self.profile_list.rows]
        watching = self.host.profile_id
        self.profile_list.focus_on(
            0 if watching is None or watching not in ids else ids.index(watching)
        )

    # --- a name -----------------------------------------------------------------------------

    def _ask(self, asks: str, name: str, renaming: ProfileRow | None) -> None:
        """Show the name box. On an empty home there is nothing else to show."""
        self._renaming = renaming
        self.set_class(True, "asking")
        first = not self._summaries
        self.query_one("#heading", Static).update("Welcome to RecFlix" if first else WHO)
        self.update_keys()
        self.query_one("#asks", Static).update(asks)
        self.query_one("#problem", Static).update("")
        box = self.query_one("#name", Input)
        box.cursor_blink = False  # calm
        box.value = name
        box.cursor_position = len(name)
        self.set_focus(box)

    def _stop_asking(self) -> None:
        self.set_class(False, "asking")
        self.query_one("#heading", Static).update(WHO)
        self.update_keys()
        self.set_focus(self.profile_list)

    @on(Input.Changed)
    def _say_whether_full(self, event: Input.Changed) -> None:
        full = len(event.value) >= LONGEST_NAME
        words = f"{LONGEST_NAME} characters at most" if full else ""
        self.query_one("#problem", Static).update(words)

    @on(Input.Submitted)
    def action_named(self) -> None:
        name = self.query_one("#name", Input).value
        self.run_worker(self._take_name(name, self._renaming), group=NAMING)

    async def _take_name(self, name: str, renaming: ProfileRow | None) -> None:
        library = self.host.library
        with self.host.errors_shown(self.query_one("#problem", Static).update):
            if renaming is None:
                added = await self.host.write(library.profiles.add, name)
                self.host.choose_profile(added.id)
            elif renaming.id is not None:
                await self.host.write(library.profiles.rename, renaming.id, name)
                if renaming.id == self.host.profile_id:
                    profile = await self.host.read(library.profiles.get, renaming.id)
                    self.host.profile_name = profile.name
            self._stop_asking()
            self.host.changed()

    # --- actions ----------------------------------------------------------------------------

    @on(ProfileList.Picked)
    def _pick_clicked(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        row = self.profile_list.focused_row
        if row is None or row.id is None:
            self.action_new()
        else:
            self.host.choose_profile(row.id)

    def action_new(self) -> None:
        self._ask("Who is new here?", "", renaming=None)

    def action_rename(self) -> None:
        row = self.profile_list.focused_row
        if row is not None and row.id is not None:
            self._ask(f"A new name for {row.name}", row.name, renaming=row)

    def action_import(self) -> None:
        """Import the history of the profile in focus, or else of who watches."""
        row = self.profile_list.focused_row
        self.host.importing.begin(None if row is None else row.id)

    def action_remove(self) -> None:
        row = self.profile_list.focused_row
        if row is not None and row.id is not None:
            summary = self._summaries[row.id]
            rated = _rated(summary)
            self.app.push_screen(
                ConfirmScreen(
                    self.host,
                    f"Remove {row.name}{rated and f' and {rated}'}?",
                    "All that this person did here is gone for good.",
                    "Remove",
                ),
                lambda yes: self._remove(summary) if yes else None,
            )

    def _remove(self, summary: ProfileSummary) -> None:
        self.write_change(self._remove_for_good, summary.id)

    def _remove_for_good(self, profile_id: int) -> None:
        """In the writer thread: only once the person is gone does nobody watch."""
        self.host.library.profiles.remove(profile_id)
        if profile_id == self.host.profile_id:
            self.host.profile_id, self.host.profile_name = None, ""

    def action_back(self) -> None:
        if self.has_class("asking") and self._summaries:
            self._stop_asking()
        elif self.host.profile_id is not None:
            self.host.back()


def _rated(summary: ProfileSummary) -> str:
    return counted(summary.n_ratings, "rating") if summary.n_ratings else ""
