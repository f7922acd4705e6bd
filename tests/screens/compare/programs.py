"""Small programs that stand in for an evaluation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.screens.train.programs import telling

__all__ = ["Programs", "Started", "telling"]


@dataclass
class Started:
    """What evaluations were asked for."""

    asked: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    """The version and the flags of each."""


Programs = Callable[..., Started]
"""Have a program run instead of the evaluation: the events that it tells, and what it does then."""
