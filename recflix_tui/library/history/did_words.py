"""What was done to films, in the words that it is counted in."""

from __future__ import annotations

from recflix_tui.history.values import Did

DID_WORDS = {
    Did.RATED: "ratings",
    Did.WATCHED: "watched",
    Did.MY_LIST: "on My List",
    Did.NOT_FOR_ME: "not for me",
    Did.ABANDONED: "given up",
}
"""After a number, which is not one."""


def of_these_wait(n: int, waiting: int) -> str:
    """How many of `n` wait, as what stands in brackets behind it: ` (11 of them wait)`; empty for
    none."""
    if not waiting:
        return ""
    if waiting == n:
        return " (it waits)" if n == 1 else " (all of them wait)"
    return f" ({waiting:,} of them {'waits' if waiting == 1 else 'wait'})"
