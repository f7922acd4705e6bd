"""Browse: the whole catalogue, searched as you type, narrowed and ordered."""

from __future__ import annotations

from concurrent.futures import wait
from dataclasses import replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from recflix_tui.recommend.browse import Own, Sort, decades
from recflix_tui.screens.background.sight import NOTHING, Sight
from recflix_tui.screens.browse.browse_keys import CHOOSE, CLEAR, LEAVE, OWN, TAKE, TO_LIST
from recflix_tui.screens.browse.catalogue import Order, Page, Wish, load_details, load_page
from recflix_tui.screens.browse.hint import Hint
from recflix_tui.screens.dialogs.chooser import ChooserScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.frame.status import no_dataset_words
from recflix_tui.screens.frame.titles_screen import TitlesScreen
from recflix_tui.screens.keys.actions import ALL_KEYS, Action, bindings
from recflix_tui.widgets.titles.count_line import CountHint, CountLine
from recflix_tui.widgets.titles.details import Details
from recflix_tui.widgets.titles.filters import (
    Choice,
    FilterList,
    Narrowed,
    all_choices,
    decade_choices,
    genre_choices,
    own_choices,
)
from recflix_tui.widgets.titles.search_box import SearchBox
from recflix_tui.widgets.titles.table import TitleTable

DETAILS_PAUSE = 0.08  # seconds that the focus rests before the details follow
TYPING_PAUSE = 0.3  # the same while words are typed: their next letter comes first
PATIENCE = 0.008  # seconds that a frame waits for its titles before it is drawn without
PERSONAL = (Sort.PREDICTED, Sort.MINE, Sort.WHEN)  # orders that a rating changes


class BrowseScreen(TitlesScreen):
    """Search box, filters, titles, details."""

    AUTO_FOCUS = "TitleTable"
    OWN_ACTIONS = OWN
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(OWN_ACTIONS),
        Binding("tab", "take", "Take the hint", show=False),
    ]
    CSS_PATH = "browse.tcss"

    _wish = Wish()
    _profile: int | None = None
    _wants_items = False
    _holds = True
    _out_of_order = False
    _search_first = False
    _details_timer: Timer | None = None
    _hint: Hint | None = None

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Vertical(id="top"):
            yield SearchBox(self._search)
            yield CountLine()
        with Horizontal(id="middle"):
            yield FilterList()
            yield TitleTable()
            yield Details()

    @property
    def table(self) -> TitleTable:
        return self.query_one(TitleTable)

    @property
    def box(self) -> SearchBox:
        return self.query_one(SearchBox)

    def focused_item(self) -> int | None:
        return self.table.focused_item

    def title_view(self) -> TitleTable:
        return self.table

    def in_sight(self) -> Sight:
        if self._profile != self.host.profile_id:
            return NOTHING
        chosen = self.focused_item() if self.focused is self.table else None
        return Sight(in_focus=chosen, search=self._wish.query.strip(), is_typing=self._typing)

    def on_mount(self) -> None:
        if self._show_at_once(self._wish):
            self._seen_revision = self.host.revision
            self.focus_moved()
        if self._search_first:
            self.box.focus()

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        self._details_later()

    # --- keys -------------------------------------------------------------------------------

    def actions(self) -> list[Action]:
        """In the search box keys are letters, and in the filters they choose."""
        if self._typing:
            does = self._hint.does if self._hint is not None else ""
            take = [replace(TAKE, label=does)] if does else []
            return [*take, TO_LIST, CLEAR if self.box.value else LEAVE, ALL_KEYS]
        own = super().actions()
        return [CHOOSE, *own] if self._choosing else own

    @property
    def _typing(self) -> bool:
        return isinstance(self.focused, SearchBox)

    @property
    def _choosing(self) -> bool:
        return isinstance(self.focused, FilterList)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.update_keys()

    # --- loading ----------------------------------------------------------------------------

    def data_changed(self, item: int | None) -> None:
        """After a rating the row stays where it is; the order is mended when the focus leaves."""
        narrowed, sort = self._wish.narrowed, self._wish.order.sort
        if item is None:
            if self._profile not in (None, self.host.profile_id):
                self._begin_afresh()
            self._load_items(hold=self._profile == self.host.profile_id)
        else:
            self._out_of_order |= narrowed.own is not None or sort in PERSONAL
            self.load()

    def _begin_afresh(self) -> None:
        """What the person before sought is not for the next."""
        self.box.value = ""
        self._wish = Wish()

    def _load_items(self, hold: bool) -> None:
        self._holds = hold and (self._holds or not self._wants_items)
        self._wants_items = True
        self.load()

    async def load_once(self) -> None:
        profile, library = self.host.profile_id, self.host.library
        if profile is None or library.snapshot.dataset is None:
            self.table.set_message(no_dataset_words(self.host))
            return
        wish, hold = (self._wish if self._wants_items else None), self._holds
        self._wants_items, self._holds = False, True
        if wish is not None:
            self._out_of_order = False
        page = await self.host.read(load_page, library, profile, wish)
        self._profile = profile
        self._show_page(page, wish, hold)

    def _show_page(self, page: Page, wish: Wish | None, hold: bool) -> None:
        self.table.set_look(page.look)
        if page.items is not None and wish is not None:
            self.table.set_message(wish.nothing_words)
            self.table.set_items(page.items, hold)
            before, self._hint = self._hint, page.hint
            self._show_wish(wish, page)
            if self._hint != before:
                self.update_keys()
        self._details_later()

    def _search(self, query: str) -> None:
        """List what fits the words typed."""
        if self._typing and (query == "") is not (self._wish.query == ""):
            self.update_keys()
        wish = self._wish.sought(query)
        if not self._show_at_once(wish):
            self._change(wish)

    def _show_at_once(self, wish: Wish) -> bool:
        """Show the answer to a wish in the frame under way; False where it is not there in time.

        A frame of its own would come 16 ms later, and most answers take one.
        """
        profile, library = self.host.profile_id, self.host.library
        if self._loading or profile is None or library.snapshot.dataset is None:
            return False
        answer = self.host.start_reading(load_page, library, profile, wish)
        if not wait([answer], PATIENCE).done or answer.exception() is not None:
            return False  # asked again in its own time, which also tells what failed
        self._wish, self._profile, self._loaded_for = wish, profile, profile
        self._show_page(answer.result(), wish, hold=False)
        return True

    def _show_wish(self, wish: Wish, page: Page) -> None:
        dataset = self.host.library.snapshot.need_dataset()
        self.table.set_sort(wish.column, wish.order.descending)
        choices = all_choices(dataset.genre_names, decades(dataset))
        self.query_one(FilterList).show(choices, wish.narrowed)
        order = wish.order.words(wish.searching, page.doubtful_last)
        hint = self._hint or Hint()
        key = str(TAKE.shown) if hint.does else ""
        self.query_one(CountLine).show(
            page.n_found,
            dataset.n_items,
            wish.narrowed,
            order,
            CountHint(hint.words, key, hint.does),
        )

    def _change(self, wish: Wish) -> None:
        """List something else, from its top."""
        if wish != self._wish:
            self._wish = wish
            self._load_items(hold=False)

    # --- details ----------------------------------------------------------------------------

    def _details_later(self) -> None:
        if self._details_timer is not None:
            self._details_timer.stop()
        if self.has_class("wide"):
            pause = TYPING_PAUSE if self.box.has_focus else DETAILS_PAUSE
            self._details_timer = self.set_timer(pause, self._start_details)

    def _start_details(self) -> None:
        if not self._retired:
            self.run_worker(self._show_details(), group="details", exclusive=True)

    async def _show_details(self) -> None:
        item, profile, library = self.focused_item(), self.host.profile_id, self.host.library
        panel = self.query_one(Details)
        if item is None or profile is None or library.snapshot.dataset is None:
            panel.show(None, (), 5.0)
            return
        with self.host.errors_shown():
            facts, similar = await self.host.read(load_details, library, profile, item)
            panel.show(facts, similar, library.snapshot.need_dataset().scale.high)

    # --- what the widgets tell --------------------------------------------------------------

    @on(TitleTable.FocusMoved)
    def _follow_focus(self) -> None:
        if self._out_of_order:
            self._load_items(hold=True)
        self.focus_moved()
        self._details_later()

    @on(TitleTable.RowOpened)
    def _open_row(self, event: TitleTable.RowOpened) -> None:
        self.host.open_title(event.item)

    @on(TitleTable.LeftTop)
    def _go_up_to_box(self) -> None:
        self.box.focus()

    @on(TitleTable.SortChosen)
    def _sort_by_heading(self, event: TitleTable.SortChosen) -> None:
        now, sort = self._wish.order, Sort(event.column)
        self._change(self._wish.ordered(now.turned if now.sort is sort else Order.by(sort)))

    @on(SearchBox.Left)
    def _go_down_to_table(self) -> None:
        self.table.focus()

    @on(SearchBox.Confirmed)
    def _take_or_go_down(self) -> None:
        """With no title below, enter takes what the hint offers, as nothing else can be meant."""
        if len(self.table.items):
            self.table.focus()
        else:
            self.action_take()

    @on(FilterList.Chosen)
    def _filter_chosen(self, event: FilterList.Chosen) -> None:
        self._narrow(event.narrowed)

    # --- actions ----------------------------------------------------------------------------

    def focus_search(self) -> None:
        """Put the focus into the search box, what is in it selected."""
        self._search_first = True
        for box in self.query(SearchBox):
            box.focus()
            box.action_select_all()

    def _narrow(self, narrowed: Narrowed | None) -> None:
        if narrowed is not None:
            self._change(replace(self._wish, narrowed=narrowed))

    def action_genre(self) -> None:
        dataset = self.host.library.snapshot.dataset
        self._choose("genre", genre_choices(dataset.genre_names) if dataset else [])

    def action_decade(self) -> None:
        dataset = self.host.library.snapshot.dataset
        self._choose("decade", decade_choices(decades(dataset)) if dataset else [])

    def _choose(self, group: str, choices: list[Choice]) -> None:
        """Lead to the filters at the left, or show one group of them over the titles."""
        if self.has_class("wide"):
            self.query_one(FilterList).focus_group(group)
        elif choices:
            self.app.push_screen(ChooserScreen(choices, self._wish.narrowed), self._narrow)

    def action_take(self) -> None:
        """Do what the hint of a search says; without one, to the next part of the screen."""
        hint = self._hint
        if hint is None or not hint.does:
            if self._typing:
                self.table.focus()
            else:
                self.app.action_focus_next()
            return
        self._narrow(hint.narrowed)
        if self.box.value != hint.query:
            self.box.value = hint.query
            self.table.focus()

    def action_leave_box(self) -> None:
        self.table.focus()

    def action_choose(self) -> None:
        self.query_one(FilterList).action_pick()

    def action_unrated(self) -> None:
        now = self._wish.narrowed
        self._narrow(replace(now, own=None if now.own is Own.UNRATED else Own.UNRATED))

    def action_own(self) -> None:
        self._choose("own", own_choices())

    def action_sort(self) -> None:
        self._change(self._wish.ordered(self._wish.order.after))

    def action_reverse(self) -> None:
        self._change(self._wish.ordered(self._wish.order.turned))

    def action_back(self) -> None:
        """From the search box, empty it, then leave it; from elsewhere show all, then go."""
        if self.box.has_focus:
            if self.box.value:
                self.box.value = ""
            else:
                self.table.focus()
        elif self.query_one(FilterList).has_focus:
            self.table.focus()
        elif not self._wish.is_plain:
            self.box.value = ""
            self._narrow(Narrowed())
        else:
            self.host.back()
