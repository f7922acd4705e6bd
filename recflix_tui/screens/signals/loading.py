"""What the Signals screen reads and writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recflix_tui.dataset.regions import REGIONS
from recflix_tui.library.signals import SaidOfOneself
from recflix_tui.library.views import Consent
from recflix_tui.recommend.weighing.draft import (
    HOUSEHOLD,
    NEWNESS,
    REGION,
    TRAINING,
    Draft,
    drafted,
)
from recflix_tui.recommend.weighing.signal import Setting
from recflix_tui.screens.signals.signals_words import NO_CHOICE, NO_MODEL, NOTHING_DONE, kept_words

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.library.library import Library
    from recflix_tui.library.signals import SignalState
    from recflix_tui.recommend.page.difference import PageDifference
    from recflix_tui.recommend.row.row import FirstScreen


@dataclass(frozen=True)
class Read:
    """What holds for a profile."""

    profile: int
    """Its number."""
    dataset: Dataset
    """The dataset whose titles the signals speak for."""
    states: Sequence[SignalState]
    """The signals in their order."""
    kept: Draft
    """What it set."""
    learned: float
    """The preference for what is new that its choices tell of, -1 to 1."""
    regions: Sequence[str]
    """Where one may live."""
    no_region: str
    """Why no region counts for anything here; empty where one does."""
    missing: str
    """What there is not yet, so that signals have little to say; empty where all is there."""


@dataclass(frozen=True)
class Previewed:
    """What a draft moves."""

    moved: PageDifference
    """The rows before and after."""
    dataset: Dataset
    """The dataset whose titles stand on them."""
    is_as_kept: bool
    """Whether the draft is what is kept."""
    states: Sequence[SignalState]
    """The signals as they would stand; one that the draft turns off as it says what it says now."""


def load_signals(library: Library, profile: int) -> Read:
    """What holds for a profile. Raises LibraryError where it or the dataset is gone."""
    snapshot = library.snapshot
    states = library.signals.all(profile)
    signals = [state.signal for state in states]
    consents = library.profiles.consents(profile)
    kept = Draft(
        region=library.profiles.region(profile),
        newness=library.profiles.novelty(profile),
        household=Consent.HOUSEHOLD in consents,
        training=Consent.TRAINING in consents,
    )
    return Read(
        profile=profile,
        dataset=snapshot.need_dataset(),
        states=states,
        kept=drafted(library.signals.settings(profile), signals, kept),
        learned=library.signals.learned_novelty(profile),
        regions=tuple(dict.fromkeys([*REGIONS, *([kept.region] if kept.region else [])])),
        no_region=library.signals.no_region(profile),
        missing=_missing(library, profile),
    )


def load_preview(library: Library, read: Read, draft: Draft, seen: FirstScreen) -> Previewed:
    """What a draft moves on Home."""
    names = [state.signal.name for state in read.states]
    changes = {name: draft.settings.get(name, Setting()) for name in names}
    said = None
    if (draft.region, draft.newness) != (read.kept.region, read.kept.newness):
        said = SaidOfOneself(draft.region, draft.newness)
    preview = library.signals.preview(read.profile, changes, seen, said)
    pairs = zip(read.states, preview.states, strict=True)
    states = [tried if tried.on and tried.weight else now for now, tried in pairs]
    return Previewed(preview.moved, preview.dataset, not draft.changes(read.kept), states)


def _missing(library: Library, profile: int) -> str:
    """What there is not yet, in a sentence."""
    snapshot = library.snapshot
    if snapshot.model is None:
        return snapshot.model_problem or NO_MODEL
    if snapshot.choice is None:
        return NO_CHOICE
    activity = library.recommendations.taste(profile).activity
    done = (activity.ratings, activity.watched, activity.my_list, activity.like_these)
    return "" if any(done) else NOTHING_DONE


def keep(library: Library, read: Read, draft: Draft) -> str:
    """Keep a draft; gives what is said of it."""
    names = draft.changes(read.kept)
    for name in names:
        if name == REGION:
            library.profiles.set_region(read.profile, draft.region)
        elif name == NEWNESS:
            library.profiles.set_novelty(read.profile, draft.newness)
        elif name == HOUSEHOLD:
            library.profiles.set_consent(read.profile, Consent.HOUSEHOLD, draft.household)
        elif name == TRAINING:
            library.profiles.set_consent(read.profile, Consent.TRAINING, draft.training)
        else:
            library.signals.set(read.profile, name, draft.settings.get(name, Setting()))
    return kept_words(names, read.no_region)
