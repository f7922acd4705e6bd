"""The line that helps a search on, and what its key does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from recflix_tui.recommend.search_help import SearchHelp, nothing_words
from recflix_tui.text import counted
from recflix_tui.widgets.titles.filters import Narrowed


@dataclass(frozen=True)
class Hint:
    """What is said of a search, and what it would be changed to."""

    words: str = ""
    """The line; empty where all is said by what the key does."""
    does: str = ""
    """What the key does; empty where there is nothing to do."""
    query: str = ""
    """The words in the box once it is done."""
    narrowed: Narrowed = field(default_factory=Narrowed)
    """The filters then."""


def hint_of(found: SearchHelp, n_found: int, query: str, narrowed: Narrowed) -> Hint | None:
    """What there is to say of a search; None where it needs no help."""
    if found.offered is not None:
        to = found.offered
        offered = Narrowed(to.genre, to.decade, to.own)
        named = " ".join(replace(offered, own=None).words)
        if offered != narrowed:
            titles = counted(found.n_offered, "title")
            return Hint("", f"only {named} ({titles})", "", offered)
        # The list of that filter shows none while the box asks for its name as well.
        return None if n_found else Hint(f"{named} is on", "empties the box", "", narrowed)
    if found.n_unfiltered:
        fit = counted(found.n_unfiltered, "title") + (
            " fits" if found.n_unfiltered == 1 else " fit"
        )
        words = f"{fit}, but not with the filters: {', '.join(narrowed.words)}"
        return Hint(words, "drops them", query)
    if found.nearest is not None:
        return Hint(nothing_words(found.missing, len(found.nearest) > 0))
    if found.near_only:
        one_word = found.near_only if len(found.near_only) == 1 else ()
        return Hint(nothing_words(one_word, near=True))
    return None
