"""What is not kept of the past, in words."""

from __future__ import annotations

import time

from recflix_tui.library.acts.then_words import lacks_words
from recflix_tui.store.behaviour.batch import ActKind


def day(year: int, month: int, of_month: int) -> float:
    """The noon of a day here, in Unix seconds."""
    return time.mktime((year, month, of_month, 12, 0, 0, 0, 0, -1))


def test_what_is_not_kept_is_named_with_the_times_of_it() -> None:
    assert lacks_words((), ()) == ""
    assert lacks_words((ActKind.OPENED, ActKind.SHOWN), ()) == (
        "pruned or never kept, and not made up: titles opened, titles in view"
    )
    noon = day(2026, 11, 27)
    assert lacks_words((), ((ActKind.OPENED, ((noon, noon + 3900),)),)).endswith(
        "titles opened on 27 Nov 2026 from 12:00 to 13:05"
    )
    gaps = ((0.0, day(2026, 11, 3)), (day(2026, 12, 1), day(2026, 12, 9)))
    assert lacks_words((ActKind.OPENED,), ((ActKind.SEARCHED, gaps),)) == (
        "pruned or never kept, and not made up: titles opened; "
        "searches before 3 Nov 2026, from 1 Dec 2026 to 9 Dec 2026"
    )
