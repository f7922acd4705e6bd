"""The kinds of axes that factors are shown along."""

from __future__ import annotations

from enum import StrEnum


class Axes(StrEnum):
    """What one axis, a factor as it is shown, stands for."""

    LEARNED = "learned"
    """A column of the model as it was learnt."""
    COMPONENTS = "components"
    """A principal component of all factors together: the first moves predictions most."""
    VARIMAX = "varimax"
    """Components turned so that each title stands out on few of them."""
