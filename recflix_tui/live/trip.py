"""The way of one act: from what was done to the rows that show it."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Stage(enum.Enum):
    """The stages of that way, in their order."""

    EVENT = "event"
    FEATURES = "features"
    MODEL_UPDATE = "model update"
    INFERENCE = "inference"
    DELIVERY = "delivery"

    @property
    def about(self) -> str:
        """What is done in it, in a line."""
        return _ABOUT[self]


_ABOUT = {
    Stage.EVENT: "what was done is written down: a rating or a mark on disk, a look in memory",
    Stage.FEATURES: "all that the profile did is gathered, as the signals read it",
    Stage.MODEL_UPDATE: "the ratings are folded into the model, what was done weighed by signals",
    Stage.INFERENCE: "every title is scored: its stars, how likely it is picked, and liked",
    Stage.DELIVERY: "the rows that changed are made, once they are asked for, and drawn",
}
STAGES = tuple(Stage)


@dataclass(frozen=True)
class Trip:
    """One act, and how long each stage of what came of it took."""

    number: int
    """Counts the acts of a session from 1 on."""
    profile_id: int
    """Who did it."""
    what: str
    """What was done, as plain text: "rated 4"."""
    title: str
    """The title that it was done to, as plain text; empty where it was none or several."""
    at: float
    """When it was done, in Unix seconds."""
    times: tuple[float | None, ...]
    """The milliseconds of each of `STAGES`; None where it was not come to, or not yet."""
    kind: str = ""
    """The kind of behaviour that the act is of; empty for ratings and marks."""

    @property
    def total(self) -> float:
        """The milliseconds of all stages together."""
        return sum(time for time in self.times if time is not None)

    @property
    def is_shown(self) -> bool:
        """Whether what came of it was seen on the screen."""
        return self.times[-1] is not None
