"""What a profile set of its signals, as values that can be tried before they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from recflix_tui.recommend.weighing.signal import MOST, Setting, Signal

STEP = 0.1  # of a weight, and of the preference for what is new
REGION, NEWNESS, HOUSEHOLD, TRAINING = "region", "newness", "household", "training"
"""What a profile may set beside the signals, by the names that `changes` gives."""


@dataclass(frozen=True)
class Draft:
    """What a profile set, or tries out. Each change gives another."""

    settings: Mapping[str, Setting] = field(default_factory=dict)
    """By a signal's name; one that is as by default is left out."""
    region: str | None = None
    """The name of where it lives; None where it said nothing."""
    newness: float | None = None
    """Its preference for what is new, -1 to 1; None where it is learned."""
    household: bool = False
    """Whether what it picks counts for the other profiles here."""
    training: bool = False
    """Whether what it rated is part of the training data."""

    def weight(self, signal: Signal) -> float:
        """A signal's weight, whether it is on or not."""
        weight = self.settings.get(signal.name, Setting()).weight
        return signal.default if weight is None else weight

    def is_on(self, signal: Signal) -> bool:
        """Whether a signal counts."""
        return self.settings.get(signal.name, Setting()).on

    def stepped(self, signal: Signal, steps: int) -> Draft:
        """A signal's weight so many steps higher; it counts from then on."""
        return self.weighing(signal, self.weight(signal) + steps * STEP)

    def weighing(self, signal: Signal, weight: float) -> Draft:
        """A signal of another weight, within its ends, which counts from then on."""
        return self._with(signal, Setting(round(min(max(weight, 0.0), MOST), 6)))

    def turned(self, signal: Signal) -> Draft:
        """A signal off that is on, or on that is off, of the weight that it has."""
        return self._with(signal, Setting(self.weight(signal), not self.is_on(signal)))

    def by_default(self, signal: Signal) -> Draft:
        """A signal as it is until a profile sets it."""
        return self._with(signal, Setting())

    def _with(self, signal: Signal, setting: Setting) -> Draft:
        if setting.weight == signal.default:
            setting = replace(setting, weight=None)
        others = {name: other for name, other in self.settings.items() if name != signal.name}
        return replace(
            self, settings=others if setting == Setting() else {**others, signal.name: setting}
        )

    def newer(self, steps: int, learned: float) -> Draft:
        """The preference for what is new so many steps higher; it begins at what is learned."""
        now = learned if self.newness is None else self.newness
        return self.preferring(now + steps * STEP)

    def preferring(self, newness: float) -> Draft:
        """Another preference for what is new, in whole steps within its ends."""
        return replace(self, newness=round(round(min(max(newness, -1.0), 1.0) / STEP) * STEP, 6))

    def next_region(self, steps: int, regions: Sequence[str]) -> Draft:
        """The region so many places further; none stands before the first."""
        places = [None, *regions]
        at = places.index(self.region) if self.region in places else 0
        return self.living(places[(at + steps) % len(places)])

    def living(self, region: str | None) -> Draft:
        """Another region, or none."""
        return replace(self, region=region)

    def agreeing(self, to: str, agrees: bool) -> Draft:
        """Another answer to what the profile is asked, `HOUSEHOLD` or `TRAINING`."""
        if to == HOUSEHOLD:
            return replace(self, household=agrees)
        return replace(self, training=agrees)

    def agrees_to(self, to: str) -> bool:
        """The answer to what the profile is asked, `HOUSEHOLD` or `TRAINING`."""
        return self.household if to == HOUSEHOLD else self.training

    def beside_by_default(self, name: str) -> Draft:
        """One of what stands beside the signals as it is until a profile sets it."""
        if name == REGION:
            return replace(self, region=None)
        if name == NEWNESS:
            return replace(self, newness=None)
        return self.agreeing(name, False)

    def changes(self, kept: Draft) -> list[str]:
        """The names of what is otherwise than kept: signals, then `REGION` and so on."""
        names = sorted({*self.settings, *kept.settings})
        changed = [n for n in names if self.settings.get(n) != kept.settings.get(n)]
        beside = (
            (REGION, self.region == kept.region),
            (NEWNESS, self.newness == kept.newness),
            (HOUSEHOLD, self.household == kept.household),
            (TRAINING, self.training == kept.training),
        )
        return changed + [name for name, is_same in beside if not is_same]

    def over(self, kept: Draft, before: Draft) -> Draft:
        """The same changes of what is kept, where they were made of what was kept before: what was
        not changed is as it is kept."""
        changed = set(self.changes(before))
        settings = {n: s for n, s in kept.settings.items() if n not in changed}
        settings |= {n: s for n, s in self.settings.items() if n in changed}
        return Draft(
            settings=settings,
            region=(self if REGION in changed else kept).region,
            newness=(self if NEWNESS in changed else kept).newness,
            household=(self if HOUSEHOLD in changed else kept).household,
            training=(self if TRAINING in changed else kept).training,
        )


def drafted(settings: Mapping[str, Setting], signals: Iterable[Signal], like: Draft) -> Draft:
    """`like` with these settings of signals, those left out that are as by default."""
    draft = replace(like, settings={})
    for signal in signals:
        setting = settings.get(signal.name)
        if setting is not None:
            draft = draft._with(signal, setting)
    return draft
