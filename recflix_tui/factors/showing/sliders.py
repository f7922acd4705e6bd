"""Where the sliders of a profile's factors stand: what was learnt, and how far each is slid."""

from __future__ import annotations

from dataclasses import dataclass, replace

LIMIT = 3.0  # units of a typical person that a slider reaches to either side
STEP = 0.25
_NOTHING = 1e-6  # a shift below it is none


@dataclass(frozen=True)
class SliderValues:
    """The sliders of all factors."""

    learned: tuple[float, ...]
    """Where the profile stands by what it rated, (c,), in units of a typical person."""
    shift: tuple[float, ...]
    """How far each is slid from there, (c,)."""

    @classmethod
    def at(cls, learned: tuple[float, ...]) -> SliderValues:
        """Unslid sliders."""
        return cls(learned, (0.0,) * len(learned))

    @property
    def values(self) -> tuple[float, ...]:
        """Where each slider stands, (c,)."""
        return tuple(own + by for own, by in zip(self.learned, self.shift, strict=True))

    @property
    def learnt(self) -> SliderValues:
        """All of them back where they were learnt."""
        return SliderValues.at(self.learned)

    @property
    def is_slid(self) -> bool:
        """Whether any slider stands elsewhere than was learnt."""
        return any(self.shift)

    @property
    def slid(self) -> tuple[int, ...]:
        """The factors whose sliders do, the farthest slid first."""
        moved = [factor for factor, by in enumerate(self.shift) if by]
        return tuple(sorted(moved, key=lambda factor: -abs(self.shift[factor])))

    def with_value(self, factor: int, value: float) -> SliderValues:
        """One slider put at a value, as near as it reaches."""
        own = self.learned[factor]
        limit = max(LIMIT, abs(own))
        by = min(max(value, -limit), limit) - own
        shift = list(self.shift)
        shift[factor] = 0.0 if abs(by) < _NOTHING else by
        return replace(self, shift=tuple(shift))

    def stepped(self, factor: int, steps: int) -> SliderValues:
        """One slider moved by so many steps."""
        return self.with_value(factor, self.values[factor] + steps * STEP)

    def relearned(self, learned: tuple[float, ...]) -> SliderValues:
        """The same shifts from another learnt taste, as near as the sliders reach."""
        moved = SliderValues.at(learned)
        for factor, by in enumerate(self.shift):
            if by:
                moved = moved.with_value(factor, learned[factor] + by)
        return moved
