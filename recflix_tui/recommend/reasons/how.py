"""How a title came to speak for others: what the profile did with it, in a word or three."""

from __future__ import annotations

from collections.abc import Iterable

from recflix_tui.recommend.weighing.signal import SignalContext
from recflix_tui.text import counted

OPENED_NOW = "opened this session"
_TIMES = {1: "opened", 2: "opened twice"}


def how_of(signal: str, item: int, stars: float | None, context: SignalContext | None) -> str:
    """What the profile did with an item that a signal speaks of it for.

    stars: what it was given, None where it is unrated; context: what the signal went by.
    """
    if signal == "ratings" and stars is not None:
        return f"rated {stars:g}"
    if signal in _SAID:
        return _SAID[signal]
    if context is None:
        return ""
    activity = context.activity
    if signal == "history":
        return "watched" if item in activity.watched else "watched nearly all of it"
    if signal == "skipped":
        return "not for you" if item in activity.refused else _given_up(item, context)
    if signal == "interactions":
        return ", ".join(_looked_at(item, context))
    return ""


def joined(ways: Iterable[str]) -> str:
    """All that was done with one title: `on My List, opened, this session`."""
    each = dict.fromkeys(way for way in ways if way)
    others = ", ".join(way for way in each if way != OPENED_NOW)
    if OPENED_NOW not in each:
        return others
    if "opened" in others:
        return f"{others}, this session"
    return f"{others}, {OPENED_NOW}" if others else OPENED_NOW


_SAID = {
    "session": OPENED_NOW,
    "search": "searched for",
    "profile": "picked group",
}


def _given_up(item: int, context: SignalContext) -> str:
    share = context.activity.watched_share.get(item)
    return "given up" if share is None else f"given up at {100 * share:.0f} %"


def _looked_at(item: int, context: SignalContext) -> list[str]:
    words = ["on My List"] if item in context.activity.my_list else []
    times = int((context.behaviour.opened.items == item).sum())
    return [*words, _TIMES.get(times, f"opened {counted(times, 'time')}")] if times else words
