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
