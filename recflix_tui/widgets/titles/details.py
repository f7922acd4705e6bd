"""The details of the title in focus, beside the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.widgets.cells import shorten_title
from recflix_tui.widgets.pictures.histogram import Histogram
from recflix_tui.widgets.titles.words import (
    crowd_words,
    facts_words,
    made_by_words,
    own_words,
    prediction_words,
)

if TYPE_CHECKING:
    from recflix_tui.recommend.facts import TitleFacts

BAR = 10  # cells
MOST_SIMILAR = 10


class Details(Vertical):
    """Facts, predictions, histogram and the nearest titles of one item."""

    DEFAULT_CSS = """
    Details {
        & Static { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #name { text-style: bold; height: 2; text-wrap: wrap; }
        & #facts, & #made { color: $muted; margin-bottom: 1; }
        & #made { display: none; }
        &.credited #facts { margin-bottom: 0; }
        &.credited #made { display: block; }
        & Histogram { margin: 1 0; }
        & #similar { height: 1fr; }
        &.empty { visibility: hidden; }
    }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="name", markup=False)
        yield Static(id="facts", markup=False)
        yield Static(id="made", markup=False)
        yield Static(id="predicted")
        yield Static(id="own")
        yield Static(id="crowd")
        yield Histogram()
        yield Static(id="similar")

    def show(self, facts: TitleFacts | None, similar: Sequence[str], high: float) -> None:
        """Show a title, with the names of those like it; `high` is the scale's best rating."""
        self.set_class(facts is None, "empty")
        if facts is None:
            return
        self._line("name", Content(facts.title))
        self._line("facts", Content(facts_words(facts)))
        made_by = made_by_words(facts, self.size.width)
        self._line("made", Content(made_by))
        self.set_class(bool(made_by), "credited")
        self._line("predicted", _labelled("for you", prediction_words(facts, high, BAR)))
        self._line("own", _labelled("yours", own_words(facts)))
        self._line("crowd", _labelled("everyone", crowd_words(facts)))
        self.query_one(Histogram).show(facts.histogram, facts.my_rating)
        lines = [Content.styled("like it", "$muted")] if similar else []
        room = self.size.width
        lines += [Content(shorten_title(name, room)) for name in similar[:MOST_SIMILAR]]
        self._line("similar", Content("\n").join(lines))

    def _line(self, name: str, content: Content) -> None:
        self.query_one(f"#{name}", Static).update(content)


def _labelled(label: str, content: Content) -> Content:
    return Content.assemble((f"{label:<9}", "$muted"), content)
