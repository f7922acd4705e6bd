"""`library.signals`: what each signal says of a profile, what it set of them, and what a change
would move."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.session import Session
from recflix_tui.recommend.all_signals import ALL_SIGNALS, SignalError, signal_named, weigh_all
from recflix_tui.recommend.page.difference import PageDifference, page_difference
from recflix_tui.recommend.row.row import USUAL_SCREEN, FirstScreen, Row
from recflix_tui.recommend.signals.novelty import learned_preference
from recflix_tui.recommend.taste import Taste, fold_in_weighed
from recflix_tui.recommend.weighing.signal import MOST, Setting, Settings, Signal
from recflix_tui.recommend.weighing.speaks_for import Speaks, speaks_for
from recflix_tui.recommend.weighing.weigh import DEFAULT, Weighed

NO_REGION_COUNTS = (
    "It has no effect here: this dataset does not say where its people live, and no other profile "
    "here agreed to count for others."
)


@dataclass(frozen=True)
class SignalState:
    """One signal, as it stands for a profile."""

    signal: Signal
    """Which one."""
    weight: float
    """Its weight, that of `signal` where the profile set none."""
    on: bool
    """Whether the profile leaves it on."""
    speaks_for: tuple[tuple[int, float], ...]
    """The open titles that it says most of: (item, what its weight is multiplied by), those above 0
    first, which it speaks for, then those below, the strongest first. None where it does not
    count."""
    n_titles: int
    """How many open titles it says anything of."""
    nothing: str
    """Why it says nothing, as a person reads it; empty where it does."""
    note: str = ""
    """What it goes by in part alone, as a person reads it; empty where it goes by all it may."""
    of_worth: bool = False
    """Whether its values are added to the logarithm of what titles are worth; else to scores."""


@dataclass(frozen=True)
class Preview:
    """The page as it is, and as it would be by other settings."""

    before: tuple[Row, ...]
    """The rows as they are."""
    after: tuple[Row, ...]
    """The rows as they would be."""
    dataset: Dataset
    """The dataset whose items stand on them."""
    moved: PageDifference
    """What moves on the page: its rows, by the titles that are seen of each at once."""
    states: tuple[SignalState, ...]
    """All signals in their order, as they would stand."""


@dataclass(frozen=True)
class SaidOfOneself:
    """What a profile may say of itself beside how much its signals count."""

    region: str | None
    """The name of its region, None for none."""
    novelty: float | None
    """Its preference for what few know, -1 to 1; None to have it learned."""


class Signals:
    """The signals of the profiles, by the snapshot in use.

    Each method raises LibraryError where no dataset is in use or the profile is gone.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def settings(self, profile_id: int) -> Settings:
        """What a profile set."""
        return self._session.inputs.settings(profile_id)

    def setting(self, profile_id: int, name: str) -> Setting:
        """What a profile set of one signal. Raises SignalError for a name that is none's."""
        return self.settings(profile_id).get(signal_named(name).name, Setting())

    def all(self, profile_id: int) -> tuple[SignalState, ...]:
        """All signals in their order, as they stand for a profile."""
        return self._states(self._session.taste(self._session.snapshot, profile_id))

    def _states(self, taste: Taste) -> tuple[SignalState, ...]:
        weighed = taste.weighed
        assert weighed is not None
        settings = weighed.settings
        said = {part.signal.name: part for part in weighed.parts}
        states = []
        for signal in ALL_SIGNALS:
            own = settings.get(signal.name, DEFAULT)
            weight = signal.default if own.weight is None else own.weight
            part, speaks, note = said.get(signal.name), Speaks(), ""
            if part is not None:
                speaks = speaks_for(part.weights, self._session.snapshot.choice, taste.open_items)
                note = part.weights.note
            elif own.on:
                speaks = Speaks(nothing="its weight is 0")
            else:
                speaks = Speaks(nothing="it is off")
            spoken = (speaks.titles, speaks.n_titles, speaks.nothing)
            states.append(SignalState(signal, weight, own.on, *spoken, note, speaks.of_worth))
        return tuple(states)

    def set(self, profile_id: int, name: str, setting: Setting) -> None:
        """Have a signal count as set for a profile from now on. Raises SignalError for a name or a
        weight that cannot be, StoreError where it cannot be written."""
        require(name, setting)
        self._session.profile(profile_id)
        self._session.inputs.set(profile_id, name, setting)
        self._session.forget_taste(profile_id)

    def _weighed(self, profile_id: int) -> Weighed:
        weighed = self._session.taste(self._session.snapshot, profile_id).weighed
        assert weighed is not None
        return weighed

    def learned_novelty(self, profile_id: int) -> float:
        """The preference for what few know that a profile's choices tell of, -1 to 1; 0 where they
        tell nothing."""
        context = self._weighed(profile_id).context
        assert context is not None
        return learned_preference(context) or 0.0

    def no_region(self, profile_id: int) -> str:
        """Why no region that a profile might give counts for anything, in a sentence: the dataset
        does not say where its people live, and no other profile here agreed to count for others;
        empty where one might count."""
        people = self._session.snapshot.need_dataset().demographics
        context = self._weighed(profile_id).context
        assert context is not None
        if len(context.household) or (people is not None and bool((people.regions >= 0).any())):
            return ""
        return NO_REGION_COUNTS

    def preview(
        self,
        profile_id: int,
        changes: Settings,
        first_screen: FirstScreen = USUAL_SCREEN,
        said: SaidOfOneself | None = None,
    ) -> Preview:
        """What Home would be if some signals were set otherwise, and the profile said other things
        of itself; nothing is kept. Raises SignalError as `set` does."""
        for name, setting in changes.items():
            require(name, setting)
        snapshot = self._session.snapshot
        dataset, before = snapshot.need_dataset(), self._session.taste(snapshot, profile_id)
        weighed = before.weighed
        assert weighed is not None
        context = weighed.context
        assert context is not None
        if said is not None:
            inputs = self._session.inputs
            context = inputs.as_of(context, profile_id, said.region, said.novelty)
        settings = {**weighed.settings, **changes}
        after = fold_in_weighed(weigh_all(context, settings, weighed))
        made_from = self._session.page_context(snapshot, profile_id, before, first_screen)
        pages = self._session.pages
        was = pages.rows(profile_id, made_from)
        would_be = pages.tried(profile_id, replace(made_from, taste=after))
        moved = page_difference(was, would_be, first_screen.tiles)
        return Preview(was, would_be, dataset, moved, self._states(after))


def require(name: str, setting: Setting) -> None:
    """Raise SignalError for a signal that is not there, or a weight that none may have."""
    signal_named(name)
    weight = setting.weight
    if weight is not None and not 0 <= weight <= MOST:
        raise SignalError(f"{weight:g} is no weight: give 0 to {MOST:g}, or on or off")
