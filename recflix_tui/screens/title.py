"""Title: one title, what is known of it, and why it is predicted as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.background.sight import Sight
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.frame.titles_screen import TitlesScreen
from recflix_tui.screens.keys.actions import BACK, SCREENS, Action, bindings
from recflix_tui.screens.title_page import TitlePage, brought_words, load_title, popular_words
from recflix_tui.widgets.cells import first_that_fits, shorten_title, shorter_ways
from recflix_tui.widgets.drawn_titles import DrawsTitles, TitleLine
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.pictures.figures import missing, signed, two_digits
from recflix_tui.widgets.pictures.histogram import Histogram
from recflix_tui.widgets.titles.lists import EffectBars, PickBars, SimilarList, WhyBars
from recflix_tui.widgets.titles.words import (
    crowd_words,
    facts_words,
    made_by_words,
    own_words,
    prediction_words,
)

if TYPE_CHECKING:
    from recflix_tui.recommend.facts import TitleFacts
    from recflix_tui.recommend.reasons.explain import Explanation

BARS = (9, 5, 0)  # cells that the bar of the prediction may have, where words need the room
EDGES = 4  # cells at the two ends of the head's lines
EDGE = 3  # cells between the halves and at the left of the reasons
BETWEEN = 2  # cells between two figures
BASELINE = (
    "baseline: what the model predicts for somebody without ratings",
    "baseline: predicted without any ratings",
    "baseline: without any ratings",
)
"""What stands under the reasons' heading, the longest words first."""
BENT = (
    "baseline: without any ratings · scale: bends it to stay within {}",
    "baseline: without ratings · scale: keeps it within {}",
)
"""The same where the scale takes from the sum, or adds to it; without room, the baseline alone."""


class TitleScreen(TitlesScreen):
    """Facts and histogram, similar titles, and the ratings that moved the prediction.

    The keys act on the title of the page, in its reasons too; among the titles like it they act
    on the row in focus, and the line that says why names that.
    """

    OWN_ACTIONS = (
        Action(
            id="lists",
            keys="left,right",
            shown="← →",
            help="Similar titles or why",
            group=SCREENS,
            run="other_list",
        ),
        BACK,
    )
    BINDINGS = [*bindings(OWN_ACTIONS), Binding("down", "into_list", show=False)]  # noqa: RUF012
    CSS_PATH = "title.tcss"
    SMALLEST = Size(70, 16)
    AUTO_FOCUS = ""

    def __init__(self, host: Host, item: int, why: bool = False) -> None:
        super().__init__(host)
        self._item = item
        self._why_first = why
        self._page: TitlePage | None = None

    @property
    def item(self) -> int:
        """The title that is shown."""
        return self._item

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Vertical(id="head"):
            yield TitleLine(id="name", markup=False)
            yield Static(id="facts", markup=False)
            yield Static(id="made", markup=False)
            with Horizontal(id="verdict"):
                yield Static(id="predicted")
                yield Static(id="own")
                yield Static(id="crowd")
        with Horizontal(id="lists"):
            with Vertical(id="left"):
                yield Static("how people rated it", classes="heading")
                yield Histogram()
                yield Static("like it", id="alike", classes="heading", markup=False)
                yield SimilarList()
            with Vertical(id="right"):
                yield Static(id="brought", classes="heading")
                yield PickBars()
                yield Static(id="popular", classes="heading")
                yield Static(id="reasons", classes="heading")
                yield Static(id="meaning", classes="heading")
                yield WhyBars()

    @property
    def _similar_in_focus(self) -> SimilarList | None:
        focused = self.focused
        return focused if isinstance(focused, SimilarList) else None

    def focused_item(self) -> int | None:
        similar = self._similar_in_focus
        return self._item if similar is None else similar.focused_item

    def title_view(self) -> DrawsTitles | None:
        """The list acted on. The title of the page was seen where it was opened from, too."""
        return self._similar_in_focus

    def in_sight(self) -> Sight:
        return Sight(opened=self._item)

    def names_title_in_why(self) -> bool:
        return self._similar_in_focus is not None

    def on_mount(self) -> None:
        if self._why_first:
            self.query_one(WhyBars).focus()

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        if self._page is not None:
            self._show_head(self._page)

    # --- loading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        profile, library = self.host.profile_id, self.host.library
        if profile is not None and library.snapshot.dataset is not None:
            self._show(await self.host.read(load_title, library, profile, self._item))
            self.focus_moved()

    def _show(self, page: TitlePage) -> None:
        facts = self._show_head(page)
        self.query_one(Histogram).show(facts.histogram, facts.my_rating)
        self.query_one(SimilarList).show(page.similar)
        self.query_one(WhyBars).show(page.effects, page.rest)
        brought = self.query_one(PickBars)
        brought.show(page.brought, page.brought_rest)
        brought.display = bool(page.brought)

    def _show_head(self, page: TitlePage) -> TitleFacts:
        """What is known of the title, in as many words as there is room for."""
        self._page, facts, room = page, page.facts, self.app.size.width - EDGES
        name = Content(shorten_title(facts.title, room))
        self.query_one("#name", TitleLine).name_title(name, facts.item)
        imdb = "" if facts.imdb_id is None else f"   imdb tt{facts.imdb_id:07d}"
        self._line("facts", Content(facts_words(facts) + imdb))
        made_by = made_by_words(facts, room)
        self._line("made", Content(made_by))
        self.set_class(bool(made_by), "credited")
        for line, words in zip(("predicted", "own", "crowd"), verdict(page, room), strict=True):
            self._line(line, words)
        room = self.app.size.width - self._left_width - EDGE
        self._line("meaning", Content(meaning_words(page, room)))
        self._line("reasons", reasons_words(page.why, room))
        self._line("alike", Content(alike_words(facts.similar_reason, self._left_width - EDGE)))
        for line in ("brought", "popular"):
            self.query_one(f"#{line}").display = page.pick is not None
        if page.pick is not None:
            self._line("popular", Content(first_that_fits(popular_words(page.pick), room)))
            said = first_that_fits(brought_words(page.pick, facts.my_rating is None), room)
            self._line("brought", Content(said))
        return facts

    @property
    def _left_width(self) -> int:
        return self.query_one("#left").outer_size.width

    def _line(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)

    # --- what the widgets tell --------------------------------------------------------------

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._focus_went()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._focus_went()

    @on(PickList.Moved)
    def _follow_row(self) -> None:
        self.focus_moved()

    def _focus_went(self) -> None:
        self.set_class(self._similar_in_focus is not None, "on-list")
        self.focus_moved()

    @on(PickList.LeftEnd)
    def _leave_list(self, event: PickList.LeftEnd) -> None:
        """Above the lists is the page itself; above what moved the stars, what brought it here."""
        brought, why = self.query_one(PickBars), self.query_one(WhyBars)
        if event.pick_list is brought and event.side > 0:
            why.focus()
        elif event.pick_list is why and event.side < 0 and brought.display:
            brought.focus()
        elif event.side < 0:
            self.set_focus(None)

    def on_click(self, event: events.Click) -> None:
        if self.query_one("#head").region.contains(event.screen_x, event.screen_y):
            self.set_focus(None)

    # --- actions ----------------------------------------------------------------------------

    @on(PickList.Picked, "SimilarList")
    def _open_similar(self, event: PickList.Picked) -> None:
        self.open_row(self.query_one(SimilarList), event.row)

    @on(PickList.Picked, "EffectBars")
    def _open_reason(self, event: PickList.Picked) -> None:
        """Open the title of a rating that moved this one, or brought it here."""
        assert isinstance(event.control, EffectBars)
        self.open_row(event.control, event.row)

    def action_other_list(self) -> None:
        similar, why = self.query_one(SimilarList), self.query_one(WhyBars)
        (similar if isinstance(self.focused, EffectBars) else why).focus()

    def action_into_list(self) -> None:
        similar = self.query_one(SimilarList)
        (similar if similar.row_count() else self.query_one(WhyBars)).focus()

    def action_why(self) -> None:
        """From the page to its reasons and back; from a title like it to those of that."""
        why = self.query_one(WhyBars)
        if self._similar_in_focus is not None:
            super().action_why()
        elif why.has_focus:
            self.set_focus(None)
        else:
            why.focus()

    def action_open_title(self) -> None:
        """It is open already."""


def alike_words(reason: str, room: int) -> str:
    """The heading of what is like the title, with as much of the reason as there is room for."""
    ways = [f"like it · {words}" for words in shorter_ways(reason) if words]
    shared = reason.partition(" · ")[2]
    return first_that_fits([*ways, f"like it · {shared}" if shared else "like it", "like it"], room)


def reasons_words(why: Explanation | None, width: int) -> Content:
    """`why  baseline 3.86  yours +0.44  = 4.30`, near an end of the scale
    `why  baseline 3.86  yours +1.44  scale −0.36  = 4.94`, or what is missing for it.

    Where `width` cells are too few, words go and every figure stays.
    """
    if why is None:
        return Content("why: once a model is trained (t)")
    baseline, total = two_digits(why.baseline), two_digits(why.shown)
    if not why.contributions:
        return Content(f"why  baseline {baseline}: rate titles to make it yours")
    moved = missing(why.baseline, why.prediction, ())
    color = "$more" if moved >= 0 else "$less"
    scale = missing(why.prediction, why.shown, ())
    ways = (("why  baseline ", "  yours ", "  "), ("baseline ", " ", " "), ("", " ", " "))
    for before, yours, gap in ways:
        held = f"scale {signed(scale)}{gap}" if scale else ""
        mine, sum_of_all = (f"{signed(moved)}{gap}", color), (total, "$accent bold")
        said = Content.assemble(f"{before}{baseline}{yours}", mine, held, "= ", sum_of_all)
        if said.cell_length <= width:
            break
    return said


def meaning_words(page: TitlePage, width: int) -> str:
    """What the words of the reasons' heading mean, in `width` cells."""
    why = page.why
    if why is None:
        return ""
    within = f"{page.low:g} to {page.high:g}"
    bends = why.contributions and missing(why.prediction, why.shown, ())
    bent = [way.format(within) for way in BENT] if bends else []
    return first_that_fits([*bent, *BASELINE], width)


def verdict(page: TitlePage, width: int) -> tuple[Content, Content, Content]:
    """Prediction, own rating and everyone's, side by side in `width` cells.

    Where they have no room, first the bar gets shorter, then marks are signs without words, then
    everyone's ratings are a number without one.
    """
    facts = page.facts
    least = BARS[-1]
    ways = [*((bar, True, True) for bar in BARS), (least, False, True), (least, False, False)]
    for bar, in_words, counts_in_words in ways:
        said = (
            _labelled("for you", prediction_words(facts, page.high, bar)),
            _labelled("yours", own_words(facts, in_words)),
            _labelled("everyone", crowd_words(facts, counts_in_words)),
        )
        if sum(part.cell_length + BETWEEN for part in said) - BETWEEN <= width:
            break
    return said


def _labelled(label: str, content: Content) -> Content:
    return Content.assemble((f"{label}  ", "$muted"), content)
