"""How a profile wants its page made, as its settings have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from recflix_tui.store.profile_settings import ADVENTURE, MY_LIST_ROWS, OFF


@dataclass(frozen=True)
class PageSettings:
    """How a profile wants its page made; the default is what nobody changed."""

    adventure: float | None = None
    """How adventurous, from 0 (safe) to 1; None for RecFlix's own default."""
    leave_out_my_list: bool = False
    """Whether titles of My List stand on no other row."""

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> Self:
        """What a profile's settings (key -> value) say of it."""
        return cls(adventure_of(kept.get(ADVENTURE)), not shows_my_list(kept.get(MY_LIST_ROWS)))


def adventure_of(text: str | None) -> float | None:
    """The adventure as it was kept, 0 to 1; None for what is no such number."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def shows_my_list(text: str | None) -> bool:
    """Whether titles of My List may stand on other rows, as it was kept."""
    return text != OFF


def my_list_words(on: bool) -> str:
    """What is said of that."""
    where = "may stand on other rows, too" if on else "stand on no other row"
    return f"titles of My List {where}"
