"""Fly to: a title, and where people are shown a person, by what is typed."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkType

from recflix_tui.recommend.search_help import nothing_words
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.text import fold
from recflix_tui.widgets.cells import shorten_title
from recflix_tui.widgets.fixed_text import FixedText
from recflix_tui.widgets.forms.line_box import LineBox

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.library.library import Library

FINDING = "finding"  # the group of the worker that finds what fits
MOST = 12
LONGEST_TITLE = 52  # cells: its end tells films of a series apart
USER = re.compile(r"(?:user\s*)?(\d+)", re.IGNORECASE)


class Kind(enum.Enum):
    """What a target is."""

    TITLE = "title"
    USER = "user"
    PROFILE = "profile"


@dataclass(frozen=True)
class Target:
    """Something to fly to."""

    kind: Kind
    """What it is."""
    id: int
    """The item of a title, the outside id of a user, the id of a profile."""
    name: str
    """What it is called."""
    more: str = ""
    """What else is to be said of it, in grey."""


class FlyScreen(Dialog[Target | None]):
    """A box, and what fits the words in it; gives the target chosen, None if none was."""

    CSS_PATH = "fly.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Leave", show=False),
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Previous", show=False),
    ]

    def __init__(self, host: Host, people: bool, asks: str = "", words: str = "") -> None:
        """people: whether persons are there to be found beside titles. asks: what the empty box
        says; words: what stands in it at first."""
        super().__init__()
        self._host, self._people = host, people
        self._asks = asks or f"fly to {'a title, user 412, or a name' if people else 'a title'}"
        self._words = words
        self._found: Sequence[Target] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="fly"):
            yield LineBox(self._words, placeholder=self._asks, compact=True)
            yield FixedText(id="nothing")
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).cursor_blink = False  # calm

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """Keys that choose wait until all that fits the words typed is found."""
        types = isinstance(event, events.Paste) or event.is_printable
        return [] if types else [worker for worker in workers if worker.group == FINDING]

    # --- finding ----------------------------------------------------------------------------

    @on(Input.Changed)
    def _find(self) -> None:
        find: WorkType[None] = self._find_and_show
        self.run_worker(find, group=FINDING, exclusive=True)

    async def _find_and_show(self) -> None:
        words = self.query_one(Input).value
        with self._host.errors_shown():
            found = await self._host.read(find_targets, self._host.library, words, self._people)
            nothing = ""
            if words.strip() and not found:
                found, nothing = await self._host.read(nearest_titles, self._host.library, words)
            self._show(found, nothing)

    def _show(self, found: Sequence[Target], nothing: str) -> None:
        """Show what is found; `nothing`: why that is but near, or nothing at all."""
        self._found = found
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(_line(target)) for target in found)
        # What is but near is chosen, not taken by the enter that was meant for what was typed.
        options.highlighted = 0 if found and not nothing else None
        self.query_one("#nothing", FixedText).say(nothing)

    # --- choosing ---------------------------------------------------------------------------

    def action_move(self, steps: int) -> None:
        options = self.query_one(OptionList)
        if steps > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(Input.Submitted)
    def _choose_lit(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._found):
            self.dismiss(self._found[at])

    @on(OptionList.OptionSelected)
    def _choose_clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves it."""
        if event.widget is self:
            self.dismiss(None)


def find_targets(library: Library, words: str, people: bool) -> list[Target]:
    """What fits the words: profiles first, and titles before a user unless one is named."""
    dataset = library.snapshot.need_dataset()
    profiles = _profiles(library, words) if people else []
    users, titles = (_users(dataset, words) if people else []), _titles(dataset, words)
    room = MOST - len(users)
    if words.strip().isdecimal():  # "2001" is a title first
        return [*(profiles + titles)[:room], *users]
    return [*users, *(profiles + titles)[:room]]


def _titles(dataset: Dataset, words: str) -> list[Target]:
    if not words.strip():
        return []
    return _as_targets(dataset, dataset.search.find(words, limit=MOST))


def nearest_titles(library: Library, words: str) -> tuple[list[Target], str]:
    """The titles nearest to words that nothing fits, and why nothing does."""
    dataset = library.snapshot.need_dataset()
    nearest = dataset.search.nearest(words, MOST)
    return _as_targets(dataset, nearest.items), nothing_words(
        nearest.missing, len(nearest.items) > 0
    )


def _as_targets(dataset: Dataset, items: NDArray[np.int32]) -> list[Target]:
    return [
        Target(Kind.TITLE, i, dataset.title(i), str(dataset.year(i) or "")) for i in items.tolist()
    ]


def _users(dataset: Dataset, words: str) -> list[Target]:
    said = USER.fullmatch(words.strip())
    if said is None or len(said[1]) > 18:
        return []
    user_id = int(said[1])
    there = user_id in dataset.user_ids
    return [Target(Kind.USER, user_id, f"user {user_id}", "of the dataset")] if there else []


def _profiles(library: Library, words: str) -> list[Target]:
    sought = fold(words.strip())
    return [
        Target(Kind.PROFILE, summary.id, summary.name, "a profile here")
        for summary in library.profiles.summaries()
        if sought in fold(summary.name)
    ]


def _line(target: Target) -> Content:
    """A name and what else is said of it. Never read as markup."""
    return Content(f"{shorten_title(target.name, LONGEST_TITLE)}  ") + Content.styled(
        target.more, "$muted"
    )
