"""Why a search found nothing, in a line."""

from __future__ import annotations

from collections.abc import Sequence


def nothing_words(missing: Sequence[str], near: bool) -> str:
    """Why no title fits: the words that none has; `near`, whether what is near is listed below."""
    named = " or ".join(f'"{word}"' for word in missing)
    why = f"no title has {named}" if named else "no title has all these words"
    return f"{why}; nearest:" if near else why
