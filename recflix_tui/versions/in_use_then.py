"""Which version of a model was in use at a moment of the past."""

from __future__ import annotations

from dataclasses import dataclass

from recflix_tui.versions.registry import Registry


@dataclass(frozen=True)
class InUseThen:
    """What is known of it."""

    version: int | None
    """The version, None where none was in use, or none is there that could have been."""
    is_known: bool
    """Whether it was written down then; else it is the oldest version that is still there."""


def in_use_at(registry: Registry, moment: float) -> InUseThen:
    """Which version of a dataset's models was in use at a moment, in Unix seconds."""
    taken = registry.taken()
    then = [version for version, at in taken if at <= moment]
    if then:
        return InUseThen(then[-1], True)
    if taken and taken[0][0] is None:
        return InUseThen(None, True)
    there = [info.version for info in registry.versions() if info.damage is None]
    return InUseThen(there[0] if there else None, False)
