"""Whether the chances that the app's list goes by came true, as text."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recflix_tui.evaluation.people.chances import CameTrue, Chances

_WIDTH = 38  # of the left table


def chances_report(chances: Chances) -> list[str]:
    """Two tables side by side: what was said in the mean, and what came true."""
    picks = _table("picked next", "titles", chances.picks)
    likes = _table("liked if so", "picks", chances.likes)
    sides = zip_longest(picks, likes, fillvalue="")
    return [
        f"chances that recflix goes by (the next 20 picks: of {chances.n_people:,} people who made "
        "them)",
        *(f"{left:{_WIDTH}}   {right}".rstrip() for left, right in sides),
    ]


def _table(head: str, of: str, came: CameTrue) -> list[str]:
    lines = [f"{head:14} {'said':>6} {'true':>6} {of:>9}"]
    for low, high, (n, said, true) in zip(
        came.edges, came.edges[1:], came.sums.tolist(), strict=False
    ):
        if n:
            label = f"{_percent(low)} to {_percent(high)} %"
            lines.append(f"{label:14} {_percent(said / n):>6} {_percent(true / n):>6} {n:>9,.0f}")
    return lines


def _percent(share: float) -> str:
    """Per hundred, of small ones two digits more."""
    return f"{100 * share:.0f}" if share >= 0.1 or not share else f"{100 * share:.2g}"
