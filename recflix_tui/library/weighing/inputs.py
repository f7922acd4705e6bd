"""What the signals of a profile are made from: gathered from the store, by item."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.dataset.regions import REGIONS
from recflix_tui.library.acts.kept_acts import KeptActs
from recflix_tui.library.lookup import keyed_by_item
from recflix_tui.library.snapshot import Snapshot
from recflix_tui.library.weighing.settled import Settled
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.behaviour import Traces
from recflix_tui.recommend.weighing.settings import settings_of, values_of
from recflix_tui.recommend.weighing.signal import Setting, Settings, SignalContext
from recflix_tui.store.profile_settings import CONSENT, NOVELTY, ON, REGION, Consent
from recflix_tui.store.records import Mark
from recflix_tui.store.store import Store

HOUR = 3600.0
"""Seconds: signals go by the hour that has begun, so that what they come to is kept meanwhile."""


class SignalInputs:
    """What the signals of each profile are made from, as it is at the moment. Each method raises
    StoreError where the store cannot be read."""

    def __init__(self, store: Store, acts: KeptActs) -> None:
        self._store, self._acts = store, acts
        self._settled = Settled()

    def now(self) -> float:
        """The hour that has begun, in Unix seconds."""
        return self._store.now() // HOUR * HOUR

    def context(self, snapshot: Snapshot, profile_id: int) -> SignalContext:
        """All of it for one profile. Raises LibraryError where the snapshot has no dataset."""
        dataset, now = snapshot.need_dataset(), self.now()
        own = self._kept(profile_id)
        household, neighbourhood = self.household(dataset, profile_id)
        behaviour = self._acts.of(dataset, profile_id)
        if self._acts.is_read(profile_id):  # else none of it is what the day began with
            behaviour = self._settled.settle(behaviour, profile_id, dataset, now)
        return SignalContext(
            activity=self.activity(dataset, profile_id),
            dataset=dataset,
            model=snapshot.model,
            choice=snapshot.choice,
            behaviour=behaviour,
            now=now,
            household=household,
            region=_region(own.get(REGION)),
            neighbourhood=neighbourhood,
            novelty=novelty_of(own.get(NOVELTY)),
        )

    def as_of(
        self, context: SignalContext, profile_id: int, region: str | None, novelty: float | None
    ) -> SignalContext:
        """The same context as it would be if the profile said this of itself: the name of its
        region, and its novelty preference, None where it says nothing."""
        return replace(
            context,
            region=_region(region),
            neighbourhood=self._near(context.dataset, profile_id, region),
            novelty=novelty,
        )

    def settings(self, profile_id: int) -> Settings:
        """What the profile set of its signals."""
        return settings_of(self._kept(profile_id))

    def set(self, profile_id: int, name: str, setting: Setting) -> None:
        """Keep what the profile sets of one signal."""
        self._store.profile_settings.set_all(profile_id, values_of(name, setting))

    def activity(self, dataset: Dataset, profile_id: int) -> ProfileActivity:
        """What a profile rated and marked."""
        space = dataset.id_space
        marks = self._store.marks(profile_id, space)
        shares = self._store.watched_shares(profile_id, space)
        return activity_of(dataset, self._store.rated(profile_id, space), marks, shares)

    def household(self, dataset: Dataset, profile_id: int) -> tuple[Traces, Traces]:
        """What those of the other profiles rated or watched who agreed that it counts for others;
        and that part of it which is of profiles of the same region."""
        region = self._kept(profile_id).get(REGION)
        everyone = self._picks(dataset, self._who_agreed(profile_id))
        return everyone, self._near(dataset, profile_id, region)

    def _near(self, dataset: Dataset, profile_id: int, region: str | None) -> Traces:
        """What those who agreed and are of a region picked."""
        if region is None:
            return Traces()
        settings, here = self._store.profile_settings, region.casefold()
        agreed = self._who_agreed(profile_id)
        near = [n for n in agreed if (settings.get(n, REGION) or "").casefold() == here]
        return self._picks(dataset, near)

    def _who_agreed(self, profile_id: int) -> list[int]:
        """The others whose picks may be seen."""
        agreed = self._store.profile_settings.having(CONSENT + Consent.HOUSEHOLD, ON)
        return [other for other in agreed if other != profile_id]

    def _picks(self, dataset: Dataset, profiles: list[int]) -> Traces:
        if not profiles:
            return Traces()
        picked = self._store.picks_of(profiles, dataset.id_space)
        items = dataset.items_of(np.array([movie_id for _, movie_id, _ in picked], np.int64))
        known = items >= 0
        at = np.array([at for *_, at in picked], np.float64)[known]
        return Traces(items[known].astype(np.int32), at, np.ones(len(at)))

    def _kept(self, profile_id: int) -> dict[str, str]:
        return self._store.profile_settings.all(profile_id)


def activity_of(
    dataset: Dataset,
    rated: dict[int, tuple[float, float]],
    marks: dict[Mark, dict[int, float]],
    shares: dict[int, float],
) -> ProfileActivity:
    """By item what is given by movie id: stars with their time, when each mark was set, how much
    was watched of what was given up on."""
    by_item = keyed_by_item(dataset, rated)
    return ProfileActivity(
        ratings={item: stars for item, (stars, _) in by_item.items()},
        rated_at={item: at for item, (_, at) in by_item.items()},
        my_list=keyed_by_item(dataset, marks[Mark.MY_LIST]),
        watched=keyed_by_item(dataset, marks[Mark.WATCHED]),
        refused=keyed_by_item(dataset, marks[Mark.NOT_FOR_ME]),
        abandoned=keyed_by_item(dataset, marks[Mark.ABANDONED]),
        watched_share=keyed_by_item(dataset, shares),
        like_these=_like_these(dataset, keyed_by_item(dataset, marks[Mark.LIKE_THESE])),
    )


def _region(name: str | None) -> int | None:
    return REGIONS.index(name) if name in REGIONS else None


def novelty_of(text: str | None) -> float | None:
    """The novelty preference as it was kept, -1 to 1; None for what is no such number."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if -1 <= value <= 1 else None


def _like_these(dataset: Dataset, marked: dict[int, float]) -> dict[int, float]:
    """What stands for the groups that were picked by those items."""
    if not marked:
        return marked
    from recflix_tui.recommend.asking.groups import with_examples  # only somebody new needs it

    return with_examples(dataset, marked)
