"""People of similar taste: the nearest users of the dataset, and what is shared with each."""

from __future__ import annotations

import asyncio

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.frame.titles_screen import TitlesScreen
from recflix_tui.screens.keys.actions import BACK, SCREENS, TITLE, Action, bindings
from recflix_tui.screens.people.people_words import (
    COMPUTING,
    MEASURED,
    NOBODY,
    People,
    Subject,
    heading,
    load_people,
    load_sections,
    load_subject,
    person_words,
)
from recflix_tui.widgets.drawn_titles import DrawsTitles
from recflix_tui.widgets.lists.people_list import PeopleList
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.titles.both_list import BothList

PAUSE = 0.03  # seconds that the focus rests on a person before the titles follow


class PeopleScreen(TitlesScreen):
    """Those whose taste is most like a profile's, or like that of a user of the dataset.

    At first the list of people has the focus; the rating keys act on the title in focus in the
    list beside it.
    """

    AUTO_FOCUS = "PeopleList"
    OWN_ACTIONS = (
        Action(
            id="other_list",
            keys="left,right",
            shown="← →",
            label="people, titles",
            help="To the titles, or back to the people",
            group=SCREENS,
            in_palette=False,
        ),
        BACK,
    )
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "people.tcss"

    _timer: Timer | None = None

    def __init__(self, host: Host, *, profile: int | None = None, user: int | None = None) -> None:
        """profile: whose taste it is, by their number; user: the same, by their index in the
        dataset. Who watches, where neither is given."""
        super().__init__(host)
        self._profile, self._user = profile, user
        self._subject: Subject | None = None  # whom others are compared with
        self._shown_user: int | None = None  # the one whose titles are shown

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        yield Static(id="heading")
        yield Static(MEASURED, id="measured", markup=False)
        with Horizontal(id="both"):
            yield PeopleList()
            with Vertical(id="right"):
                yield Static(id="headline")
                yield BothList()

    @property
    def people(self) -> PeopleList:
        """The list of people."""
        return self.query_one(PeopleList)

    @property
    def titles(self) -> BothList:
        """The titles of the one in focus."""
        return self.query_one(BothList)

    def focused_item(self) -> int | None:
        return self.titles.focused_item if self.titles.has_focus else None

    def title_view(self) -> DrawsTitles:
        return self.titles

    def bar_actions(self) -> list[Action]:
        """On a person no key means a title."""
        on_title = isinstance(self.focused, BothList)
        return [a for a in super().bar_actions() if on_title or a.group != TITLE]

    def words_without_title(self) -> str:
        person, subject = self.people.focused_person, self._subject
        return person_words(subject, person) if person and subject else ""

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)

    # --- loading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        library, watches = self.host.library, self.host.profile_id
        profile = watches if self._profile is None else self._profile
        if self._user is None and profile is None:
            return
        with self.host.errors_shown(self._say):
            subject = await self.host.read(load_subject, library, profile, self._user, watches)
            self._begin(subject)
            # The first who asks has the factors of everyone worked out: seconds, where many are.
            self._show(await asyncio.to_thread(load_people, library, subject))
            await self._show_titles()

    def _begin(self, subject: Subject) -> None:
        """Say whom others are compared with, while that is done."""
        self._subject = subject
        if not self.people.people:
            self.query_one("#heading", Static).update(heading(None, subject))
            self._say(COMPUTING)

    def _show(self, people: People) -> None:
        self.query_one("#heading", Static).update(heading(people, people.subject))
        self.people.show(people.rows)
        self._say("" if people.rows else NOBODY)

    def _say(self, words: str) -> None:
        """Say a line where the titles' headline stands."""
        self.query_one("#headline", Static).update(Content.styled(words, "$muted"))
        self.titles.show(())

    async def _show_titles(self) -> None:
        user, subject = self.people.focused_user, self._subject
        if user is None or subject is None:
            self.titles.show(())
            return
        with self.host.errors_shown():
            library = self.host.library
            said, sections = await self.host.read(load_sections, library, subject, user)
            if user == self.people.focused_user:
                self._shown_user = user
                self.query_one("#headline", Static).update(said)
                self.titles.show(sections)
                self.focus_moved()

    # --- what the widgets tell --------------------------------------------------------------

    @on(PickList.Moved)
    def _follow_row(self) -> None:
        if self.people.has_focus and self.people.focused_user != self._shown_user:
            if self._timer is not None:
                self._timer.stop()
            self._timer = self.set_timer(PAUSE, self._start_titles)
        self.focus_moved()

    def _start_titles(self) -> None:
        if not self._retired:
            self.run_worker(self._show_titles(), group="titles", exclusive=True)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.update_keys()
        self.focus_moved()

    @on(PickList.Picked, "PeopleList")
    def _go_to_titles(self) -> None:
        self.titles.focus()

    @on(PickList.Picked, "BothList")
    def _open_title(self, event: PickList.Picked) -> None:
        self.open_row(self.titles, event.row)

    def action_other_list(self) -> None:
        (self.people if self.titles.has_focus else self.titles).focus()
