"""Title: one title, what is known of it, and why it is predicted as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.actions import PLACES, Action, bindings
from recflix_tui.screens.base import RecflixScreen
from recflix_tui.screens.room import take_room
from recflix_tui.widgets.histogram import Histogram
from recflix_tui.widgets.pick_list import PickList
from recflix_tui.widgets.title_lists import Effect, Neighbour, SimilarList, WhyBars
from recflix_tui.widgets.title_words import crowd_words, facts_words, own_words, prediction_words
from recflix_tui.widgets.why_line import signed

if TYPE_CHECKING:
    from recflix_tui.library import Library
    from recflix_tui.recommend.explain import Explanation
    from recflix_tui.recommend.facts import TitleFacts

BAR = 10  # cells
SMALLEST_EFFECT = 0.005  # stars: below it an effect reads 0.00


@dataclass(frozen=True)
class TitlePage:
    """What the screen shows of a title."""

    facts: TitleFacts
    high: float
    similar: Sequence[Neighbour]
    why: Explanation | None
    effects: Sequence[Effect]


class TitleScreen(RecflixScreen):
    """Facts and histogram, similar titles, and the ratings that moved the prediction."""

    OWN_ACTIONS = (
        Action("lists", "left,right", "← →", "", "Similar titles or why", PLACES, "other_list"),
        Action("back", "escape", "esc", "back", "Back", PLACES, "back"),
    )
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = ["base.tcss", "title.tcss"]  # noqa: RUF012
    AUTO_FOCUS = "SimilarList"

    def __init__(self, item: int, why: bool = False) -> None:
        super().__init__()
        self._item = item
        self._why_first = why

    @property
    def item(self) -> int:
        """The title that is shown."""
        return self._item

    def compose_body(self) -> ComposeResult:
        take_room(self, self.app.size)
        with Vertical(id="head"):
            yield Static(id="name", markup=False)
            yield Static(id="facts", markup=False)
            with Horizontal(id="verdict"):
                yield Static(id="predicted")
                yield Static(id="own")
                yield Static(id="crowd")
        with Horizontal(id="lists"):
            with Vertical(id="left"):
                yield Static("how people rated it", classes="heading")
                yield Histogram()
                yield Static("like it", classes="heading")
                yield SimilarList()
            with Vertical(id="right"):
                yield Static(id="reasons", classes="heading")
                yield WhyBars()

    def focused_item(self) -> int | None:
        return self._item

    def on_mount(self) -> None:
        super().on_mount()
        if self._why_first:
            self.query_one(WhyBars).focus()

    def on_resize(self, event: events.Resize) -> None:
        take_room(self, event.size)

    # --- loading ----------------------------------------------------------------------------

    def profile_changed(self, item: int | None) -> None:
        self.load()

    async def load_once(self) -> None:
        profile, library = self.host.profile_id, self.host.library
        if profile is not None and library.dataset is not None:
            self._show(await self.host.read(load_title, library, profile, self._item))

    def _show(self, page: TitlePage) -> None:
        facts = page.facts
        self._line("name", Content(facts.title))
        imdb = "" if facts.imdb_id is None else f"   imdb tt{facts.imdb_id:07d}"
        self._line("facts", Content(facts_words(facts) + imdb))
        self._line("predicted", _labelled("for you", prediction_words(facts, page.high, BAR)))
        self._line("own", _labelled("yours", own_words(facts)))
        self._line("crowd", _labelled("everyone", crowd_words(facts)))
        self.query_one(Histogram).show(facts.histogram, facts.my_rating)
        self.query_one(SimilarList).show(page.similar)
        self.query_one(WhyBars).show(page.effects)
        self._line("reasons", reasons_words(page))

    def _line(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)

    # --- actions ----------------------------------------------------------------------------

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """A similar title, or the title of a rating that moved this one, is opened."""
        chosen = event.control
        if isinstance(chosen, SimilarList):
            self.host.open_title(chosen.neighbours[event.row].item)
        elif isinstance(chosen, WhyBars):
            self.host.open_title(chosen.effects[event.row].item)

    def action_other_list(self) -> None:
        similar, why = self.query_one(SimilarList), self.query_one(WhyBars)
        (similar if why.has_focus else why).focus()

    def action_why(self) -> None:
        self.query_one(WhyBars).focus()

    def action_open_title(self) -> None:
        """It is open already."""


def load_title(library: Library, profile_id: int, item: int) -> TitlePage:
    """Gather what the screen shows of a title, for one profile."""
    dataset, taste = library.need_dataset(), library.taste(profile_id)
    facts, why = library.facts(profile_id, item), library.why(profile_id, item)
    similar = [
        Neighbour(
            i, dataset.title(i), dataset.year(i), taste.prediction(i), taste.deeds.ratings.get(i)
        )
        for i, _ in facts.similar
    ]
    effects = [
        Effect(c.item, dataset.title(c.item), c.rating, c.effect)
        for c in (why.contributions if why else ())
        if abs(c.effect) >= SMALLEST_EFFECT
    ]
    return TitlePage(facts, dataset.scale.high, similar, why, effects)


def reasons_words(page: TitlePage) -> Content:
    """`why  everyone 3.86  yours +0.44  = 4.30`, or what is missing for it."""
    why = page.why
    if why is None:
        return Content("why: once the model is trained")
    if not why.contributions:
        return Content(f"why  everyone {why.baseline:.2f}: rate titles to make it yours")
    moved = why.prediction - why.baseline
    color = "$more" if moved >= 0 else "$less"
    total = Content.styled(f"{why.prediction:.2f}", "$accent bold")
    return Content.assemble(
        f"why  everyone {why.baseline:.2f}  yours ", (f"{signed(moved)}  ", color), "= ", total
    )


def _labelled(label: str, content: Content) -> Content:
    return Content.assemble((f"{label}  ", "$muted"), content)
