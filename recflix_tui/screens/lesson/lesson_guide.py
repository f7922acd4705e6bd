"""Leads through a lesson: which step one is at, what its bar shows, and what ends it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.signal import Signal
from textual.worker import WorkType

from recflix_tui.errors import RecflixError
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.type_ahead.key_gate import LESSON
from recflix_tui.widgets.bars.lesson_bar import LessonKey, LessonLook, head_words
from recflix_tui.widgets.shelf.grid import seen_at_once

if TYPE_CHECKING:
    from recflix_tui.library.snapshot import Snapshot
    from recflix_tui.screens.lesson.loading import Followed
    from recflix_tui.screens.lesson.steps import Place, Step

WORK, OFFER = "lesson-work", "lesson-offer"  # groups of workers
N_STEPS = 8
COUNTING = "working out what your rating changed"
AGAIN_COUNTING = "something changed meanwhile: working it out anew"
OFFERED = ("What happens when I press 4", "a short tour")
NEXT: LessonKey = (".", "next", "app.lesson(1)")
BACK: LessonKey = (",", "back", "app.lesson(-1)")
END: LessonKey = ("esc", "end", "app.end_lesson")
OFFER_KEYS: tuple[LessonKey, ...] = (
    (".", "show me", "app.lesson(1)"),
    (",", "no, thanks", "app.lesson(-1)"),
)


@dataclass
class Tour:
    """A lesson that is under way."""

    profile: int
    """Whose rating it follows."""
    item: int
    """The title that was rated."""
    snapshot: Snapshot
    """The dataset and the model that it is by."""
    head: str
    """What it is called."""
    shown: Place
    """Where the step was seen that was led to last."""
    at: int = 0
    """The step, from 0."""
    steps: tuple[Step, ...] = ()
    """What is told, as it was worked out last; none while it is worked out anew."""
    revision: int = -1
    """The app's revision that they are of."""
    seen: FirstScreen | None = None
    """How much of Home was seen at once then."""
    says: str = COUNTING
    """What is told while it is worked out."""
    leads: bool = False
    """Whether the step's place is to be shown once it is worked out."""


class LessonGuide:
    """At most one lesson at a time, or the offer of one."""

    def __init__(self, app: App[Any], host: Host) -> None:
        """host: the same app, as its screens know it."""
        self._app, self._host = app, host
        self.looks: Signal[None] = Signal(app, "lesson")
        """Publishes that what is told may be another."""
        self._tour: Tour | None = None
        self._offered_to: int | None = None
        self._settled: set[int] = set()  # profiles that need not be asked about any more

    # --- what is shown ----------------------------------------------------------------------

    @property
    def runs(self) -> bool:
        """Whether a lesson is under way."""
        return self._tour is not None

    def look_on(self, entry_name: str) -> LessonLook | None:
        """What the bar of the screen of that entry shows: an offer on Home alone."""
        tour = self._tour
        if tour is not None:
            at = f"{tour.at + 1} of {N_STEPS}"
            if not tour.steps or tour.revision != self._host.revision:
                return LessonLook(tour.head, at, (tour.says,), _keys(tour.at))
            step = tour.steps[tour.at]
            return LessonLook(tour.head, f"{at} · {step.about}", step.ways, _keys(tour.at))
        if entry_name == "home" and self._offered_to == self._host.profile_id is not None:
            return LessonLook(*OFFERED, (), OFFER_KEYS)
        return None

    def _tell(self) -> None:
        self.looks.publish(None)

    # --- the way through --------------------------------------------------------------------

    def begin(self, item: int | None = None) -> None:
        """Follow the rating of an item, or else the newest; say so where there is none."""
        begin: WorkType[None] = partial(self._begin, item)
        self._app.run_worker(begin, group=LESSON, exclusive=True)

    async def _begin(self, item: int | None) -> None:
        from recflix_tui.screens.lesson.places import lead_to
        from recflix_tui.screens.lesson.steps import OnTitle

        host, profile = self._host, self._host.profile_id
        if profile is None:
            return
        with host.errors_shown(self._say):
            snapshot = host.library.snapshot
            # Behind all that is being written: what was rated last is the newest.
            followed, stars = await host.write(host.library.lab.begin_lesson, profile, item)
            await self._withdraw(profile)
            first = OnTitle(followed)
            self._tour = Tour(profile, followed, snapshot, head_words(stars), first)
            lead_to(self._app, host, first)
            self._tell()
            self._start_work()

    def step(self, steps: int) -> None:
        """So many steps on or back; after the last one the lesson is over. Of an offer: take it,
        or leave it."""
        tour = self._tour
        if tour is None:
            if self._offered_to == self._host.profile_id is not None:
                self._answer(steps > 0)
        elif tour.at + steps >= N_STEPS:
            self.end()
        else:
            tour.at = max(tour.at + steps, 0)
            tour.leads = True
            self._lead()
            self._tell()

    def end(self) -> bool:
        """End the lesson; whether there was one."""
        ran, self._tour = self.runs, None
        if ran:
            self._tell()
        return ran

    def _end_with(self, words: str) -> None:
        self.end()
        self._say(words)

    def _say(self, words: str) -> None:
        self._host.notify(words, markup=False, timeout=6)

    def _lead(self) -> None:
        from recflix_tui.screens.lesson.places import lead_to

        tour = self._tour
        if tour is not None and tour.steps and tour.leads:
            tour.leads, tour.shown = False, tour.steps[tour.at].place
            lead_to(self._app, self._host, tour.shown)

    # --- changes meanwhile ------------------------------------------------------------------

    def follow_change(self, _item: int | None = None) -> None:
        """Somebody rated, or another model, dataset or person is there."""
        tour, host = self._tour, self._host
        if tour is None:
            offer: WorkType[None] = self._offer_if_due
            self._app.run_worker(offer, group=OFFER, exclusive=True)
        elif host.profile_id != tour.profile:
            self._end_with("somebody else watches: the lesson is over")
        elif host.library.snapshot.dataset is not tour.snapshot.dataset:
            self._end_with("another dataset is in use: the lesson is over")
        else:
            self._work_out_anew()

    def follow_size(self) -> None:
        """The terminal has another size: other rows are seen at once."""
        if self._tour is not None and self._tour.seen not in (None, self._seen):
            self._work_out_anew()

    def _work_out_anew(self) -> None:
        assert self._tour is not None
        self._tour.steps, self._tour.says = (), AGAIN_COUNTING
        self._tell()
        self._start_work()

    def _start_work(self) -> None:
        work: WorkType[None] = self._work_out
        self._app.run_worker(work, group=WORK, exclusive=True)

    @property
    def _seen(self) -> FirstScreen:
        return FirstScreen(*seen_at_once(*self._app.size))

    async def _work_out(self) -> None:
        """Work the numbers out; lead to the step's place where that was asked for."""
        from recflix_tui.screens.lesson.loading import load_followed, prepare
        from recflix_tui.screens.lesson.places import stands_at
        from recflix_tui.screens.lesson.steps import steps_of

        tour, library, seen = self._tour, self._host.library, self._seen
        revision = self._host.revision
        if tour is None:
            return
        followed: Followed | None = None
        why = "is no longer rated"
        try:
            await asyncio.to_thread(prepare, library)
            followed = await self._host.read(load_followed, library, tour.profile, tour.item, seen)
        except (RecflixError, OSError) as error:
            why = f"cannot be followed: {error}"
        if tour is not self._tour:
            return
        if followed is None:
            title = tour.snapshot.need_dataset().title(tour.item)
            self._end_with(f"{title} {why}; the lesson is over")
            return

        tour.steps, tour.seen, tour.revision = steps_of(followed), seen, revision
        if followed.snapshot is not tour.snapshot:  # by another model other titles moved most
            tour.snapshot = followed.snapshot
            tour.leads = tour.leads or stands_at(self._app, tour.shown)
        tour.head = head_words(followed.lesson.stars)
        self._lead()
        self._tell()

    # --- the offer --------------------------------------------------------------------------

    async def _offer_if_due(self) -> None:
        """Offer the lesson to somebody new, once: that is kept before it is in view."""
        host, profile = self._host, self._host.profile_id
        if profile is None or profile in self._settled or host.library.snapshot.dataset is None:
            return
        lab = host.library.lab
        with host.errors_shown():
            if not await host.read(lab.lesson_is_due, profile):
                return
            self._settled.add(profile)
            await host.write(lab.remember_offer, profile)
            if self._tour is None and host.profile_id == profile:
                self._offered_to = profile
                self._tell()

    def _answer(self, taken: bool) -> None:
        self._offered_to = None
        self._tell()
        if taken:
            self.begin()

    async def _withdraw(self, profile: int) -> None:
        """Who takes the lesson need not be offered it."""
        self._offered_to = None
        if profile not in self._settled:
            self._settled.add(profile)
            await self._host.write(self._host.library.lab.remember_offer, profile)


def _keys(at: int) -> tuple[LessonKey, ...]:
    """The keys of a step."""
    if at == 0:
        return NEXT, END
    if at == N_STEPS - 1:
        return BACK, (".", "end", "app.lesson(1)")
    return NEXT, BACK, END
