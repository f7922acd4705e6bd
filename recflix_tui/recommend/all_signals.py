"""All signals, and what they come to together for a profile."""

from __future__ import annotations

from recflix_tui.errors import RecflixError
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.recommend.activity import ProfileActivity
from recflix_tui.recommend.signals.history import HISTORY
from recflix_tui.recommend.signals.interactions import INTERACTIONS
from recflix_tui.recommend.signals.metadata import METADATA
from recflix_tui.recommend.signals.novelty import NOVELTY
from recflix_tui.recommend.signals.profile import PROFILE, said_entries
from recflix_tui.recommend.signals.ratings import RATINGS, rating_entries
from recflix_tui.recommend.signals.regional import REGIONAL
from recflix_tui.recommend.signals.search import SEARCH
from recflix_tui.recommend.signals.session import SESSION
from recflix_tui.recommend.signals.similar_users import SIMILAR_USERS
from recflix_tui.recommend.signals.skipped import SKIPPED
from recflix_tui.recommend.signals.trending import TRENDING
from recflix_tui.recommend.weighing.signal import Setting, Settings, Signal, SignalContext
from recflix_tui.recommend.weighing.weigh import Part, Weighed, weigh

ALL_SIGNALS: tuple[Signal, ...] = (
    HISTORY,
    SKIPPED,
    INTERACTIONS,
    RATINGS,
    SIMILAR_USERS,
    METADATA,
    SESSION,
    TRENDING,
    REGIONAL,
    NOVELTY,
    SEARCH,
    PROFILE,
)


class SignalError(RecflixError):
    """There is no such signal, or no such weight."""


def signal_named(name: str) -> Signal:
    """The signal of that name or label, in any case. Raises SignalError."""
    folded = name.casefold()
    for signal in ALL_SIGNALS:
        if folded in (signal.name, signal.label.casefold()):
            return signal
    names = ", ".join(signal.name for signal in ALL_SIGNALS)
    raise SignalError(f'no signal "{name}"; there is: {names}')


def weigh_all(context: SignalContext, settings: Settings, before: Weighed | None = None) -> Weighed:
    """`weigh` of all signals."""
    return weigh(context, settings, ALL_SIGNALS, before)


def by_ratings_alone(activity: ProfileActivity, choice: ChoiceModel) -> Weighed:
    """What a profile's ratings and the groups that it picked come to, all other signals off."""
    parts = (
        Part(RATINGS, RATINGS.default, rating_entries(activity, choice)),
        Part(PROFILE, PROFILE.default, said_entries(activity, choice)),
    )
    off = {signal.name: Setting(on=False) for signal in ALL_SIGNALS}
    on = {part.signal.name for part in parts}
    settings = {name: setting for name, setting in off.items() if name not in on}
    return Weighed(parts, frozenset(settings), settings)
