"""What the Factors screen shows, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from recflix_tui.factors.axes import Axes
from recflix_tui.factors.showing.sliders import SliderValues
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.factors.factors_words import (
    EXPLAINED,
    EXPLAINED_LIST,
    EXPLAINED_SUM,
    LINES,
    TURNING,
    UNRATED,
    axis_name,
    factor_lines,
    factor_look,
    heading,
    selected_lines,
    top_lines,
)
from recflix_tui.screens.factors.loading import (
    N_ENDS,
    Colour,
    Ground,
    Selected,
    SlidView,
    axes_shown,
    names_for,
    rated_first,
)
from recflix_tui.screens.factors.picture_pane import PicturePane
from recflix_tui.screens.factors.taste_pane import TastePane
from recflix_tui.screens.frame.colours import has_many_colours, is_plain
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.widgets.fixed_text import FixedText
from recflix_tui.widgets.lists.factor_list import FactorList
from recflix_tui.widgets.pictures.cloud import Cloud
from recflix_tui.widgets.pictures.sliders import Sliders
from recflix_tui.widgets.titles.top_list import TopList

if TYPE_CHECKING:
    from recflix_tui.factors.labels import FactorCard
    from recflix_tui.factors.scene import Scene

ONE_TURN = 18.0  # seconds that the dots turn by themselves at first: once around
HUGE = 170  # columns from which the lists are longer
FIRST_AXES = (0, 1, 2)


class FactorsLook(RecflixScreen):
    """Dots or cards at the left, the taste at the right; a few lines on what has the focus."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._kind: Axes | None = None  # as asked for; None for the model's default
        self._asked: tuple[int, ...] = FIRST_AXES  # whether or not the model has so many
        self._colour = Colour.GENRE
        self._ground: Ground | None = None
        self._stale_ground = False  # whether other axes are asked for
        self._scene: Scene | None = None
        self._cards: Sequence[FactorCard] = ()
        self._profile: int | None = None  # whose taste it is
        self._sliders = SliderValues.at(())
        self._view: SlidView | None = None
        self._explains_list = False  # whether the line on what a factor is speaks of the list
        self._item: int | None = None  # the title picked
        self._selected: Selected | None = None
        self._round: Sequence[int] = ()  # the titles near the one that `next near` began at
        self._first_turn: Timer | None = None  # ends the turning that nobody asked for

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        yield FixedText(id="heading")
        yield Static(EXPLAINED, id="explained", markup=False)
        yield Static(id="message", markup=False)
        with Horizontal(id="middle"):
            yield PicturePane(is_plain(self.app), has_many_colours(self.app))
            yield TastePane()
        yield FixedText(id="legend")

    def compose_foot(self) -> ComposeResult:
        yield FixedText(id="line")

    @property
    def picture(self) -> PicturePane:
        """The left side."""
        return self.query_one(PicturePane)

    @property
    def taste(self) -> TastePane:
        """The right side."""
        return self.query_one(TastePane)

    def on_mount(self) -> None:
        self._say("")
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_points())
        if self.app.animation_level != "none":
            self.picture.cloud.spinning = True
            self._first_turn = self.set_timer(ONE_TURN, self._rest)

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        self.set_class(event.size.width >= HUGE, "huge")
        self._make_room()
        self._explain()
        self._show_taste()

    def _make_room(self) -> None:
        """Where there is not room for all: which parts are in view. A class of theirs each: one
        of the screen's would have everything on it styled anew."""
        lists, tall = self.picture.lists, self.has_class("tall")
        self.query_one("#legend").set_class(lists, "-list")
        self.taste.set_class(lists and not self.has_class("wide"), "-list")
        self.taste.show_one(not tall and isinstance(self.focused, Cloud | None))

    def retire(self) -> None:
        super().retire()
        self._ground, self._scene, self._view, self._cards = None, None, None, ()
        self._pick_nothing()

    def _pick_nothing(self) -> None:
        self._item, self._selected, self._round = None, None, ()

    # --- showing ----------------------------------------------------------------------------

    def _say(self, words: str | None) -> None:
        """Say a line in the place of all; None where there is something to show."""
        self.set_class(words is not None, "-empty")
        self.query_one("#message", Static).update(words or "")
        if words is None and self.focused is None:
            self._focus_picture()

    def _line(self, name: str, words: Content) -> None:
        self.query_one(f"#{name}", FixedText).say(words)

    def _show_points(self) -> None:
        if self._view is not None and self._scene is not None:
            legend = self.picture.show_points(self._scene, self._view, self._colour)
            self._line("legend", legend)

    def _show_taste(self) -> None:
        """All that a slide, a rating or the names of the factors change."""
        view, scene = self._view, self._scene
        if view is None or scene is None:
            return
        name = self.host.profile_name
        self.picture.show_taste(scene, view, name)
        n_rated = len(view.slid.taste.activity.ratings)
        self.taste.show_sliders(name, self._sliders, self._cards, n_rated)
        self.taste.show_top(view)
        self._show_names()
        self._show_sum()
        self._show_cards()
        self._show_heading()
        self._show_line()

    def _show_names(self) -> None:
        view, cards = self._view, self._cards
        if view is None:
            return
        first = [*self._lit, *(row.item for row in view.top)]
        axes = [axis_name(cards[axis]) for axis in self._axes if axis < len(cards)]
        self.picture.show_names(axes, names_for(view.ground, cards, self._axes, first))

    def _show_sum(self) -> None:
        if self._view is not None:
            self.taste.show_sum(self._title, self._item, self._view, self._cards)

    def _show_cards(self) -> None:
        """The list of factors, where it is in view."""
        if self._view is not None and self.picture.lists and self._cards:
            dataset, tall = self._view.ground.dataset, self.has_class("huge")
            values = zip(self._cards, self._sliders.values, strict=True)
            n = N_ENDS if tall else 5
            self.picture.factors.show([factor_look(dataset, c, value, n) for c, value in values])

    def _show_heading(self) -> None:
        ground, lists = self._ground, self.picture.lists
        if lists != self._explains_list:
            self._explains_list = lists
            self._explain()
        if ground is not None:
            more = [TURNING] if self.picture.cloud.spinning and not lists else []
            if self._view is not None and not self._view.slid.taste.activity.ratings:
                more.append(UNRATED)
            elif self.has_class("wide") and not lists:
                more.append(LINES)
            n, kind = ground.dataset.n_items, ground.space.axes
            words = heading(n, self.host.profile_name, self._axes, kind, more)
            self._line("heading", words)

    def _explain(self) -> None:
        """In everyday words, what a factor is; where there is room, what becomes of it."""
        room = self.has_class("tall") and self.has_class("wide")
        words = EXPLAINED_LIST if self._explains_list else EXPLAINED
        self.query_one("#explained", Static).update(words + EXPLAINED_SUM if room else words)

    def _show_line(self) -> None:
        """What is said of whatever has the focus."""
        view = self._view
        if view is None:
            return
        dataset, factor = view.ground.dataset, self._factor
        if isinstance(self.focused, Sliders | FactorList) and factor < len(self._cards):
            width = self.size.width - 2
            words = factor_lines(dataset, self._cards[factor], self._sliders.values[factor], width)
        elif isinstance(self.focused, TopList) and view.top:
            words = top_lines(view.top[min(self.taste.top.at, len(view.top) - 1)], view.slid)
        else:
            words = selected_lines(dataset, self._selected, view.slid, self._cards)
        self._line("line", words)

    @property
    def _axes(self) -> tuple[int, ...]:
        """The factors along x, y and z, from 0, as far as the model has them."""
        return axes_shown(self._asked, self._ground.space.n) if self._ground else self._asked

    @property
    def _title(self) -> str | None:
        if self._item is None or self._ground is None:
            return None
        return self._ground.dataset.title(self._item)

    @property
    def _near(self) -> Sequence[int]:
        return self._round or (self._selected.near if self._selected else ())

    @property
    def _lit(self) -> Sequence[int]:
        """What is shown bright: the titles near the one picked, or those rated where that is
        what the colours tell."""
        if self._colour is Colour.RATING and self._view is not None:
            return rated_first(self._view)
        return self._near

    @property
    def _factor(self) -> int:
        """The factor that is chosen, from 0."""
        return self.picture.factors.at if self.picture.lists else self.taste.sliders.chosen

    def _show_picked(self) -> None:
        """Ring the title picked, light what is near it, and say of it what is known."""
        self.picture.show_selected(self._item, self._title or "", self._lit)
        self._show_names()
        self._show_sum()
        self._show_line()

    def _focus_picture(self) -> None:
        (self.picture.factors if self.picture.lists else self.picture.cloud).focus()

    def _rest(self) -> None:
        """Turn by itself no more."""
        self._spin(False)

    def _spin(self, spinning: bool) -> None:
        """Turn by itself, or no more: from then on as it was asked for last."""
        if self._first_turn is not None:
            self._first_turn.stop()
            self._first_turn = None
        self.picture.cloud.spinning = spinning
        self._show_heading()
