"""`library.travel`: ratings, marks and the page of a profile as they were after an event of its
log. Nothing is changed by it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.acts.history import Done, done_by
from recflix_tui.library.acts.naming import TitleNames
from recflix_tui.library.acts.then import behaviour_then, kept_in_part_then, not_kept_then
from recflix_tui.library.behaviour import Behaviour
from recflix_tui.library.session import Session
from recflix_tui.library.snapshot import LibraryError, Snapshot
from recflix_tui.library.views import HomeView
from recflix_tui.library.weighing.inputs import HOUR
from recflix_tui.model.ratings import ModelError
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.all_signals import weigh_all
from recflix_tui.recommend.behaviour import Traces
from recflix_tui.recommend.page.page import home_rows
from recflix_tui.recommend.row.row import USUAL_SCREEN, FirstScreen, RowContext
from recflix_tui.recommend.taste import fold_in_weighed
from recflix_tui.recommend.weighing.signal import SignalContext
from recflix_tui.store.behaviour.batch import ActKind
from recflix_tui.store.behaviour.gaps import Gaps
from recflix_tui.store.records import Event
from recflix_tui.versions.in_use_then import InUseThen, in_use_at
from recflix_tui.versions.registry import Registry
from recflix_tui.versions.version_files import VersionModels


@dataclass(frozen=True)
class Then:
    """A profile right after an event of its log."""

    event: Event
    """The event."""
    done: Done
    """What it did, to which title; the last of an import all of that."""
    number: int
    """Which of the profile's events that is, counted from 1."""
    n_events: int
    """How many there are."""
    dataset: Dataset
    """The dataset in use, whose items all is told in."""
    activity: ProfileActivity
    """What was rated and marked, as far as the dataset has the titles."""
    in_use: InUseThen
    """Which version was in use."""
    gone: str
    """Why that cannot be used, as a line; empty where it can."""
    page: HomeView | None
    """The page as it was; None where its version is gone."""
    lacks: tuple[ActKind, ...]
    """The kinds of behaviour that signals go by of which nothing is kept from before that moment:
    pruned, or never kept."""
    in_part: tuple[tuple[ActKind, Gaps], ...]
    """The kinds of which something is, and not all, and the times of which nothing is: (beginning,
    end) of each in Unix seconds, 0 for from the very beginning on."""


@dataclass
class _Models:
    """The version that was asked for last."""

    key: tuple[Snapshot, int] | None = None
    models: VersionModels | None = None
    gone: str = ""


class TimeTravel:
    """The past of the profiles of one home. Not for several threads at once."""

    def __init__(self, session: Session, behaviour: Behaviour) -> None:
        self._session, self._behaviour = session, behaviour
        self._kept = _Models()

    def events(self, profile_id: int) -> list[int]:
        """The numbers of a profile's events, the oldest first. Raises StoreError."""
        return self._session.store.event_numbers(profile_id)

    def then(
        self, profile_id: int, event_id: int, first_screen: FirstScreen = USUAL_SCREEN
    ) -> Then:
        """A profile right after the event of that number.

        Its page is made by the version that was in use then, with what is kept of its behaviour up
        to that moment, by the hour that it was, and the weights that its signals have today. Raises
        LibraryError where the profile has no such event, or no dataset is in use, and StoreError.
        """
        session, snapshot = self._session, self._session.snapshot
        dataset, store = snapshot.need_dataset(), session.store
        numbers, event = self.events(profile_id), store.event(event_id)
        if event is None or event_id not in numbers:
            raise LibraryError(f"there is no event {event_id} in the log of this profile")
        activity = self._behaviour.state_at(profile_id, event_id)
        in_use = in_use_at(Registry(session.paths.models, snapshot.dataset_name), event.at)
        models, gone = self._models(snapshot, in_use.version)
        page = None
        if not gone:
            context = self._context(snapshot, profile_id, activity, models, event.at)
            settings = session.inputs.settings(profile_id)
            taste = fold_in_weighed(weigh_all(context, settings))
            made_from = session.page_context(snapshot, profile_id, taste, first_screen)
            page = page_of(replace(made_from, model=context.model))
        number = numbers.index(event_id) + 1
        following = store.event(numbers[number]) if number < len(numbers) else None
        return Then(
            event=event,
            done=done_by(store, TitleNames(store, dataset), event, following),
            number=number,
            n_events=len(numbers),
            dataset=dataset,
            activity=activity,
            in_use=in_use,
            gone=gone,
            page=page,
            lacks=not_kept_then(store.behaviour, profile_id, event.at),
            in_part=kept_in_part_then(store.behaviour, profile_id, event.at),
        )

    def _models(self, snapshot: Snapshot, version: int | None) -> tuple[VersionModels | None, str]:
        """The models of a version, and why they cannot be had."""
        if version is None:
            return None, ""
        info = snapshot.model_info
        if info is not None and info.version == version and snapshot.model is not None:
            return VersionModels(snapshot.model, snapshot.choice), ""
        registry = Registry(self._session.paths.models, snapshot.dataset_name)
        if not registry.has(version):
            return None, f"model {version}, which was in use then, is gone"
        if self._kept.key != (snapshot, version):
            self._kept = _Models((snapshot, version), *_load(registry, snapshot, version))
        return self._kept.models, self._kept.gone

    def _context(
        self,
        snapshot: Snapshot,
        profile_id: int,
        activity: ProfileActivity,
        models: VersionModels | None,
        moment: float,
    ) -> SignalContext:
        now = self._session.inputs.context(snapshot, profile_id)
        return replace(
            now,
            activity=activity,
            model=None if models is None else models.rating,
            choice=None if models is None else models.choice,
            behaviour=behaviour_then(
                *(self._session.store.behaviour, now.dataset, profile_id, moment),
                self._session.acts.session_start(profile_id),
            ),
            now=moment // HOUR * HOUR,
            household=up_to(now.household, moment),
            neighbourhood=up_to(now.neighbourhood, moment),
        )


def page_of(made_from: RowContext) -> HomeView:
    """The page that is made from this."""
    return HomeView(made_from.dataset, made_from.taste, tuple(home_rows(made_from)))


def up_to(traces: Traces, moment: float) -> Traces:
    """Those of some traces that were done up to a moment."""
    then = traces.at <= moment
    return Traces(traces.items[then], traces.at[then], traces.values[then])


def _load(registry: Registry, snapshot: Snapshot, version: int) -> tuple[VersionModels | None, str]:
    try:
        return registry.load(version, snapshot.need_dataset().fingerprint), ""
    except ModelError as error:
        return None, str(error)
