"""What is to go of what is kept of a profile beside ratings and marks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from recflix_tui.library.acts.history import Done
from recflix_tui.library.behaviour import ActKind
from recflix_tui.screens.activity.event_words import LOGS, date_words
from recflix_tui.screens.activity.kept_dialog import KINDS
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.question import Answer, QuestionScreen, answer_keys

THESE = Answer("these", "t", "")
FOCUSED = Answer("focused", "f", "Titles in focus")
BEFORE = Answer("before", "b", "")
ALL = Answer("all", "a", "All")
KEEP = Answer("keep", "n", "Keep")
ASKS = "Prune what is kept of you?"
STAYS = "Ratings and marks stay, and their log with them; what goes is gone for good."


@dataclass(frozen=True)
class Prune:
    """What goes."""

    kinds: tuple[ActKind, ...] = ()
    """Of these kinds alone; of all where none is named."""
    before: float | None = None
    """Only what was done before, in Unix seconds; None for all."""


class PruneScreen(QuestionScreen[Prune | None]):
    """Asks what is to go; None for nothing."""

    CSS_PATH = "../dialogs/question.tcss"
    KEEPS = KEEP.name
    BINDINGS = answer_keys((THESE, FOCUSED, BEFORE, ALL, KEEP), KEEPS)

    def __init__(self, host: Host, done: Done | None) -> None:
        """done: the event in focus, whose kind and day are offered."""
        super().__init__(host, ASKS, STAYS)
        self._done = done

    def answers(self) -> Sequence[Answer]:
        offered = [ALL, KEEP]
        if self._done is not None:
            offered.insert(0, BEFORE._replace(label=f"Before {date_words(self._done)}"))
            if self._done.focused:  # a day in view has counts of two kinds: each goes by its name
                offered.insert(0, FOCUSED)
            if self._done.act_kinds:
                offered.insert(0, THESE._replace(label=LOGS[self._done.kind].capitalize()))
        return offered

    def meaning(self, name: str) -> Prune | None:
        if name == ALL.name:
            return Prune()
        if self._done is None or name == KEEP.name:
            return None
        if name == BEFORE.name:
            return Prune(before=day_start(self._done))
        kinds = self._done.act_kinds
        if name == FOCUSED.name:
            return Prune((ActKind.FOCUSED,)) if self._done.focused else None
        return Prune(kinds[:1]) if kinds else None


def pruned_words(gone: int, kinds: Sequence[ActKind]) -> str:
    """What is said of what went: how many acts and counts of a title and a day, of these kinds; of
    all where none is named."""
    of = ", ".join(KINDS[kind][0] for kind in kinds) or "all that was kept"
    return f"pruned {of}: {gone:,} gone; ratings and marks stay"


def day_start(done: Done) -> float:
    """When the day that a thing was done on began, in Unix seconds."""
    if done.day_began is not None:
        return done.day_began
    then = time.localtime(done.at)
    return time.mktime((then.tm_year, then.tm_mon, then.tm_mday, 0, 0, 0, 0, 0, -1))
