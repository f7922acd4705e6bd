"""Ratings as stars."""

from __future__ import annotations


def stars_text(stars: float) -> str:
    """`★★★★½` for 4.5; a rating between two halves is shown at the nearer one."""
    halves = max(round(stars * 2), 0)
    return "★" * (halves // 2) + "½" * (halves % 2)


def bar(fraction: float, width: int) -> tuple[str, str]:
    """A thin bar of `width` cells as its filled part and the rest."""
    filled = min(max(round(fraction * width), 0), width)
    return "━" * filled, "━" * (width - filled)
