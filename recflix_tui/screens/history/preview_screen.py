"""What would become of an import; nothing is changed before enter says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.worker import Worker

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.history.history_keys import IMPORT_IT, PREVIEW_ACTIONS
from recflix_tui.screens.history.import_words import (
    ask_words,
    figure_words,
    heading_words,
    notes_words,
)
from recflix_tui.screens.keys.actions import Action, bindings
from recflix_tui.screens.type_ahead.key_gate import IMPORTING
from recflix_tui.widgets.fitted_text import FittedText
from recflix_tui.widgets.fixed_text import FixedText
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.matches.match_list import MatchList

if TYPE_CHECKING:
    from recflix_tui.screens.history.reading import Prepared

UNSEEN = "typed before this was in view: nothing was done"
WORKING, DONE = "importing …", "imported · esc leaves"


class PreviewScreen(RecflixScreen):
    """Figures above, below them the films to look at."""

    AUTO_FOCUS = "MatchList"
    OWN_ACTIONS = PREVIEW_ACTIONS
    BINDINGS = bindings(PREVIEW_ACTIONS)
    CSS_PATH = "preview.tcss"
    SMALLEST = Size(72, 16)
    HAS_LESSON = False

    _imports = False  # whether it was answered

    def __init__(self, host: Host, prepared: Prepared) -> None:
        super().__init__(host)
        self._prepared = prepared
        self.plan = prepared.plan
        """What would be done."""

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        yield FixedText(id="heading")
        yield FittedText(id="figures")
        yield FixedText(notes_words(self.plan), id="notes", markup=False)
        yield MatchList()

    def compose_foot(self) -> ComposeResult:
        yield FixedText(id="ask")

    def on_mount(self) -> None:
        """All of it is in the first frame: a key is for what was seen."""
        plan, rows = self.plan, self._prepared.rows
        self.query_one("#heading", FixedText).say(heading_words(plan, self._prepared.name))
        self.query_one("#figures", FittedText).fit(lambda width, height: figure_words(plan, width))
        self.query_one("#notes", FixedText).display = bool(plan.export.notes)
        self.query_one("#ask", FixedText).say(ask_words(plan))
        self.films.show(rows)

    @property
    def films(self) -> MatchList:
        """The films that may be others, those that wait, what is left out, and those that were
        found surely."""
        return self.query_one(MatchList)

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)

    def data_changed(self, item: int | None) -> None:
        """What is shown is what was read."""

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """What is typed after the answer is for the page that it leads to."""
        return [worker for worker in workers if worker.group == IMPORTING]

    def bar_actions(self) -> list[Action]:
        """Without the import where it would change nothing."""
        actions = super().bar_actions()
        return [a for a in actions if self.plan.to_do or a.id != IMPORT_IT.id]

    # --- the keys ---------------------------------------------------------------------------

    def action_next_part(self) -> None:
        self.films.next_part()

    def action_another(self) -> None:
        self.host.back()
        self.host.importing.begin(self.plan.profile_id)

    @on(PickList.Picked)
    def _import_by_list(self) -> None:
        self.action_import_it()

    def action_import_it(self) -> None:
        """Import it, if this was in view when the key was struck; where nothing is to be done,
        leave."""
        if not self.host.screen_was_in_view(self):
            self.notify(UNSEEN, markup=False, timeout=3)
        elif not self.plan.to_do:
            self.host.back()
        elif not self._imports:
            self._imports = True
            self.query_one("#ask", FixedText).say(WORKING)
            # The app's worker: what is begun is done whole, whoever looks at it.
            self.app.run_worker(self._import(), group=IMPORTING)

    async def _import(self) -> None:
        with self.host.errors_shown(self._say_problem):
            outcome = await self.host.write(self.host.library.history.apply, self.plan)
            if self.host.profile_id != self.plan.profile_id:
                await self.host.watch_as(self.plan.profile_id)
            self.host.changed()
            if self.is_current:
                self.host.back()
                self.host.importing.show_changed(outcome)
            else:  # something was opened over it by a click
                self.query_one("#ask", FixedText).say(DONE)

    def _say_problem(self, line: str) -> None:
        self._imports = False
        self.query_one("#ask", FixedText).say(ask_words(self.plan))
        self.host.show_error(line)
