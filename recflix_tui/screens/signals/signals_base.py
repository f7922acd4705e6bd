"""What the Signals screen shows, how it is loaded and how it follows what is tried out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static
from textual.worker import Worker

from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.recommend.weighing.draft import NEWNESS, Draft
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.signals.loading import (
    Previewed,
    Read,
    load_preview,
    load_signals,
)
from recflix_tui.screens.signals.moved_words import moved_words, page_rows
from recflix_tui.screens.signals.signals_words import (
    LEGEND,
    MOVES_NOBODY,
    Chosen,
    about_words,
    changes_words,
    chosen_of,
    columns_words,
    detail_of,
    felt_little,
    fitted,
    weight_rows,
)
from recflix_tui.widgets.fitted_text import FittedText
from recflix_tui.widgets.fixed_text import FixedText
from recflix_tui.widgets.shelf.grid import seen_at_once
from recflix_tui.widgets.weights.two_pages import TwoPages
from recflix_tui.widgets.weights.weight_list import WeightList

if TYPE_CHECKING:
    from recflix_tui.library.signals import SignalState

HUGE = 160  # columns from which what signals say has room beside them
GAP = "   "
PREVIEW = "preview"  # the group of the worker that works out what moves
WAITS = "not kept: what was changed on Signals waits there for who changed it"
UNKEPT_AT_THE_END = "What was changed on Signals is not kept yet: there, k keeps it."
AS_THEY_ARE = "Change a signal, and what moves shows here before it is kept."


class SignalsBase(RecflixScreen):
    """The signals of who watches, as kept and as tried out, and what moves between the two."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._read: Read | None = None  # what is kept
        self._draft = Draft()  # what is tried out
        # what others tried out and did not keep, and what was kept then, by profile
        self._aside: dict[int, tuple[Draft, Draft]] = {}
        self._previewed: Previewed | None = None

    def compose_body(self) -> ComposeResult:
        self._set_sizes(self.app.size)
        yield FixedText(id="heading")
        with Horizontal(id="both"):
            with Vertical(id="left"):
                yield WeightList()
                yield Static(LEGEND, id="legend", markup=False)
                yield FittedText(id="detail", classes="detail")
            with Vertical(id="right"):
                yield FittedText(id="moved")
                yield FittedText(id="columns")
                yield TwoPages()
                yield FittedText(id="detail-alone", classes="detail")

    def compose_foot(self) -> ComposeResult:
        yield FittedText(id="line")

    @property
    def weights(self) -> WeightList:
        """The signals, and what stands beside them."""
        return self.query_one(WeightList)

    @property
    def pages(self) -> TwoPages:
        """The rows before and after."""
        return self.query_one(TwoPages)

    @property
    def draft(self) -> Draft:
        """What is tried out."""
        return self._draft

    @property
    def chosen(self) -> Chosen | None:
        """What the line in focus is about."""
        lines = chosen_of(self._states)
        at = self.weights.at
        return lines[at] if at < len(lines) else None

    @property
    def _states(self) -> Sequence[SignalState]:
        """The signals as they are tried out, as soon as that is worked out."""
        if self._previewed is not None:
            return self._previewed.states
        return self._read.states if self._read is not None else ()

    @property
    def _read_missing(self) -> str:
        return self._read.missing if self._read else ""

    @property
    def is_changed(self) -> bool:
        """Whether anything is otherwise than kept."""
        return self._read is not None and bool(self._draft.changes(self._read.kept))

    def unkept(self) -> str:
        return UNKEPT_AT_THE_END if self.is_changed or self._aside else ""

    def on_resize(self, event: events.Resize) -> None:
        self._set_sizes(event.size)
        if self._read is not None:
            self._preview()

    def _set_sizes(self, size: Size) -> None:
        set_size_classes(self, size)
        self.set_class(size.width >= HUGE, "huge")

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """While the signals are loaded first, keys wait for them; none waits for a preview."""
        return self.first_load(event, workers)

    # --- reading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        profile, library = self.host.profile_id, self.host.library
        if profile is None or library.snapshot.dataset is None:
            return
        before = self._read
        read = await self.host.read(load_signals, library, profile)
        draft, kept = self._draft, read.kept if before is None else before.kept
        if before is not None and before.profile != profile:
            if self.is_changed:
                self._aside[before.profile] = draft, kept
                self.host.say(WAITS, markup=False, timeout=6)
            draft, kept = self._aside.pop(profile, (read.kept, read.kept))
        # What was set elsewhere meanwhile holds, and no key that keeps a draft undoes it.
        self._draft = read.kept if before is None else draft.over(read.kept, kept)
        self._read, self._previewed = read, None
        self._show_list()
        await self._preview_once()

    def _preview(self) -> None:
        """Work out what moves."""
        self.keep_up(self._preview_once, PREVIEW)

    async def _preview_once(self) -> None:
        read, draft = self._read, self._draft
        if read is None or read.profile != self.host.profile_id:
            return
        seen = FirstScreen(*seen_at_once(*self.app.size))
        previewed = await self.host.read(load_preview, self.host.library, read, draft, seen)
        if self._read is read:  # else what was read anew has a preview of its own
            self._previewed = previewed
            self._show_list()
            self._show_moved()

    # --- showing ----------------------------------------------------------------------------

    def _show_list(self) -> None:
        read = self._read
        if read is None:
            return
        self.weights.show(weight_rows(self._states, self._draft, read.kept, read.learned))
        changed = changes_words(self._draft, read.kept, self._states)
        self.query_one("#heading", FixedText).say(
            Content.assemble(
                (f"what moves {self.host.profile_name}'s rows", "bold"),
                GAP,
                (changed, "$accent"),
                GAP,
                ("k keeps, esc drops" if changed else "", "$muted"),
            )
        )
        self._show_chosen()
        self.update_keys()

    def _show_chosen(self) -> None:
        chosen, read = self.chosen, self._read
        if chosen is None or read is None:
            return
        title_of = read.dataset.title
        detail = detail_of(chosen, self._draft, read.learned, title_of, read.no_region)
        for place in self.query(".detail").results(FittedText):
            place.fit(detail)
        self.query_one("#line", FittedText).fit(
            fitted(about_words(chosen, self._draft, read.learned, read.no_region))
        )

    def _show_moved(self) -> None:
        """What moves, in a sentence and title by title."""
        previewed = self._previewed
        if previewed is None:
            return
        split = not previewed.is_as_kept
        words = moved_words(previewed.moved) if split else self._read_missing or AS_THEY_ARE
        beside = self.chosen.beside if self.chosen is not None else ""
        if split and beside == NEWNESS and previewed.moved.is_same:
            words = felt_little(previewed.states)
        if beside in MOVES_NOBODY and previewed.moved.is_same:
            split, words = False, MOVES_NOBODY[beside]
        self.query_one("#moved", FittedText).fit(fitted(words))
        self.query_one("#columns", FittedText).fit(columns_words(split))
        self.pages.show(page_rows(previewed.moved, previewed.dataset.title), split)

    # --- trying out -------------------------------------------------------------------------

    def _try(self, draft: Draft) -> None:
        if draft != self._draft:
            self._draft = draft
            self._show_list()
            self._preview()
