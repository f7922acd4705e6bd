"""Notes what the person does beside rating and marking: what was in view and in focus, what was
opened and for how long, and what was searched for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from textual.css.query import NoMatches
from textual.screen import Screen

from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.screens.background.sight import NOTHING, Sight
from recflix_tui.screens.frame.titles_screen import TitlesScreen
from recflix_tui.screens.watching.searching import Searching
from recflix_tui.screens.watching.stays import Stays

if TYPE_CHECKING:
    from recflix_tui.screens.background.host import Host

RESTS = 0.5
"""Seconds from which on the focus rests on a title."""
LONGEST_REST = 60.0
"""Seconds that a focus counts at most: longer nobody looks."""


class Watching:
    """Goes by the frames that were drawn: what was in none was not seen.

    What lasts is noted at its end. All of it is of one profile and one dataset at a time; what was
    under way in another dataset is let go.
    """

    def __init__(self, host: Host, clock: Callable[[], float] = time.monotonic) -> None:
        """clock: tells seconds, from wherever."""
        self._host, self._clock = host, clock
        self._profile: int | None = None
        self._dataset: object = None
        self._begin()

    def _begin(self) -> None:
        self._base: Screen[Any] | None = None  # the screen that lies under all others
        self._seen: set[int] = set()  # what was in view since it came
        self._rests: tuple[Screen[Any], int] | None = None
        self._rests_since = 0.0
        self._open = Stays[Screen[Any]]()
        self._items: dict[Screen[Any], int] = {}  # of the titles that are open
        self._searches = WeakKeyDictionary[Screen[Any], Searching]()

    # --- what the app tells -----------------------------------------------------------------

    def frame(self, screens: Sequence[Screen[Any]]) -> None:
        """A frame was drawn of these screens, the one on top last."""
        self._follow_profile()
        if self._profile is None or self._dataset is None or not screens:
            return
        now, top = self._clock(), screens[-1]
        # Where a lesson leads nobody chose to look, and where several look none is told by it.
        shared = any(isinstance(s, TitlesScreen) and not s.FOR_ONE for s in screens)
        sight = NOTHING if self._host.lesson.runs or shared else sight_of(top)
        self._follow_focus(now, top, sight)
        self._follow_titles(now, screens, sight)
        self._follow_base(screens, sight)

    def chosen(self, screen: Screen[Any], item: int) -> None:
        """The person rated a title on a screen, or keeps it."""
        self._note_chosen(screen, sight_of(screen).search, item)

    def end(self) -> None:
        """Note what is under way: the app is left, or another person watches."""
        now = self._clock()
        self._end_rest(now)
        for screen, seconds in self._open.end(now):
            self._note(ActKind.OPENED, self._items[screen], seconds)
        self._leave_base()
        self._begin()

    # --- what is noted ----------------------------------------------------------------------

    def _follow_profile(self) -> None:
        profile, dataset = self._host.profile_id, self._host.library.snapshot.dataset
        if (profile, dataset) == (self._profile, self._dataset):
            return
        if self._profile is not None and dataset is self._dataset:
            self.end()
        self._begin()
        self._profile, self._dataset = profile, dataset

    def _follow_focus(self, now: float, top: Screen[Any], sight: Sight) -> None:
        rests = None if sight.in_focus is None else (top, sight.in_focus)
        if rests != self._rests:
            self._end_rest(now)
            self._rests, self._rests_since = rests, now

    def _end_rest(self, now: float) -> None:
        seconds = now - self._rests_since
        if self._rests is not None and seconds >= RESTS:
            self._note(ActKind.FOCUSED, self._rests[1], min(seconds, LONGEST_REST))
        self._rests = None

    def _follow_titles(self, now: float, screens: Sequence[Screen[Any]], sight: Sight) -> None:
        """Titles that are open: how long each was on top, noted when it is left."""
        top = screens[-1]
        if sight.opened is not None and top not in self._items:
            self._items[top] = sight.opened
            below = sight_of(screens[-2]) if len(screens) > 1 else NOTHING
            if below.in_focus == sight.opened:
                self._note_chosen(screens[-2], below.search, sight.opened)
        self._open.on_top(top if top in self._items else None, now)
        for screen in [screen for screen in self._items if screen not in screens]:
            self._note(ActKind.OPENED, self._items.pop(screen), self._open.leave(screen))

    def _follow_base(self, screens: Sequence[Screen[Any]], sight: Sight) -> None:
        """Titles in view, each once until one goes elsewhere; and what is searched for there."""
        base = screens[min(1, len(screens) - 1)]
        if base is not self._base:
            self._leave_base()
            self._base = base
            self._seen.clear()
        if screens[-1] is not base:
            return
        self._note_vain(self._searching(base).follow(sight.search, sight.is_typing))
        new = sight.in_view - self._seen
        if new:
            self._seen |= new
            self._record(Act(ActKind.SHOWN, items=tuple(sorted(new))))

    def _searching(self, screen: Screen[Any]) -> Searching:
        """What is searched for on a screen: its box holds its words while one is elsewhere."""
        return self._searches.setdefault(screen, Searching())

    def _leave_base(self) -> None:
        if self._base is not None:
            self._note_vain(self._searching(self._base).leave())

    def _note_chosen(self, screen: Screen[Any], search: str, item: int) -> None:
        if search:
            self._note_vain(self._searching(screen).choose(search))
            self._record(Act(ActKind.SEARCHED, item=item, text=search))

    def _note_vain(self, search: str) -> None:
        if search:
            self._record(Act(ActKind.SEARCHED, text=search))

    def _note(self, kind: ActKind, item: int, seconds: float) -> None:
        self._record(Act(kind, item=item, seconds=seconds))

    def _record(self, act: Act) -> None:
        # Items are of the dataset that they were seen in.
        library = self._host.library
        if self._profile is not None and library.snapshot.dataset is self._dataset:
            library.behaviour.record(self._profile, act)


def sight_of(screen: Screen[Any]) -> Sight:
    """What a screen has the person look at just now."""
    try:
        return screen.in_sight() if isinstance(screen, TitlesScreen) else NOTHING
    except NoMatches:  # it has no widgets yet, or no longer
        return NOTHING
