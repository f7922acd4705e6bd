"""Whether a new version is taken into use, beside the one that is."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.model.held_errors import LEAST_SHARED, HeldErrors, Paired, compare
from recflix_tui.versions.uses import ALWAYS, IF_NO_WORSE, NEVER


@dataclass(frozen=True)
class InUse:
    """The version in use at the moment, beside which a new one is judged."""

    version: int
    """Its number."""
    problem: str = ""
    """Why it cannot be used, as what follows its name: `is damaged`; "" where it can."""
    held: HeldErrors | None = None
    """Its errors on the ratings held out, None where they were not kept."""


@dataclass(frozen=True)
class Verdict:
    """What was found of a new version."""

    used: bool
    """Whether it was taken into use."""
    why: str
    """Why, as what follows `it is used:` or `it is kept, not used:`."""
    beside: int | None = None
    """The version that was in use before, None where there was none."""
    paired: Paired | None = None
    """The two on the same ratings; None where they could not be compared."""


def judge(wanted: str, held: HeldErrors | None, in_use: InUse | None) -> Verdict:
    """Whether a new version with these held-out errors is taken into use; wanted: one of USES.

    Under `if-no-worse` it is, unless it is worse than the one in use on the ratings that neither
    learnt from, beyond chance. Where they share too few it is taken, as it was asked for last;
    but one that was not measured never takes the place of one that was.
    """
    beside = None if in_use is None else in_use.version
    if in_use is None or in_use.problem:
        first = "no other was in use" if in_use is None else f"model {beside} {in_use.problem}"
        return Verdict(wanted != NEVER, first if wanted != NEVER else _ASKED, beside)
    paired = None if held is None or in_use.held is None else compare(held, in_use.held)
    if wanted != IF_NO_WORSE:
        return Verdict(wanted == ALWAYS, _ASKED, beside, paired)
    if paired is None:
        used = _is_measured(held) or not _is_measured(in_use.held)
        return Verdict(used, f"not compared: {_gap(held, in_use)}", beside)
    return Verdict(not paired.is_worse, compared_words(paired, in_use.version), beside, paired)


_ASKED = "as asked"


def compared_words(paired: Paired, beside: int) -> str:
    """A version beside another on the same ratings: `RMSE 0.0031 lower than model 3's on the same
    4,871 held-out ratings`."""
    on = f"on the same {paired.n:,} held-out ratings"
    if not paired.is_apart:
        return f"as good as model {beside} {on}, as far as they tell"
    way = "lower" if paired.difference < 0 else "higher"
    said = f"RMSE {abs(paired.difference):.4f} {way} than model {beside}'s {on}"
    luck = paired.difference > 0 and not paired.is_worse
    return f"{said}, as another seed could be" if luck else said


def _is_measured(held: HeldErrors | None) -> bool:
    """Whether enough ratings were held out of a model to compare it by."""
    return held is not None and len(held) >= LEAST_SHARED


def _gap(held: HeldErrors | None, in_use: InUse) -> str:
    """Why two versions were not compared."""
    if held is None:
        return "nothing was held out"
    if in_use.held is None:
        return f"model {in_use.version} keeps no errors to compare with"
    return (
        f"fewer than {LEAST_SHARED} held-out ratings, or one user's alone, are shared with model "
        f"{in_use.version}"
    )
