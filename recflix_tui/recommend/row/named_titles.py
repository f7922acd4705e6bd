"""What a row says of the titles that it is there for, in as many words as there is room for."""

from __future__ import annotations

from collections.abc import Sequence


def ways_to_name(before: str, titles: Sequence[str]) -> list[str]:
    """`you chose Alien, Star Wars: Episode V and Heat`, then shorter ways to say so, the longest
    first: `you chose Alien and 2 more`; a long name up to its dash,
    then up to its colon. titles: one or more."""
    first, n_others = titles[0], len(titles) - 1
    names = ", ".join(titles[:-1]) + " and " * bool(n_others) + titles[-1]
    more = f" and {n_others} more" if n_others else ""
    to_dash = first.partition(" - ")[0] or first
    to_colon = to_dash.partition(": ")[0] or first
    short = (f"{before} {name}{more}" for name in (first, to_dash, to_colon))
    return list(dict.fromkeys((f"{before} {names}", *short)))
