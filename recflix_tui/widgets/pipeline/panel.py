"""The panel of the pipeline: what the last acts led to, how long each stage takes, what is kept."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.live.trip import STAGES
from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.lists.cache_list import CacheList
from recflix_tui.widgets.pipeline.look import DONE, SHORT, PipelineLook
from recflix_tui.widgets.pipeline.trip_list import TripList, figures, heading

NOTHING_YET = "nothing was done yet since the app began: rate a title, and its way stands here"
LAST = "milliseconds of"
WITHIN_HALF, WITHIN_MOST = "half within", "95 in 100 within"
ROOM, MUCH_ROOM = 17, 24  # lines from which the stages are told of, and told of at length
WIDE = 90  # columns for that


class PipelinePanel(Vertical):
    """Half of the acts and 95 in 100 of them on top, what the stages are, the last acts, and what
    is kept."""

    DEFAULT_CSS: ClassVar[str] = """
    PipelinePanel {
        & > Static { width: 1fr; height: 1; padding-left: 1; text-wrap: nowrap; }
        & > .pipeline--heading { color: $muted; }
        & > #pipeline-stages { height: auto; margin-top: 1; color: $muted; text-wrap: wrap; }
        & > #pipeline-nothing {
            padding: 1 1; height: auto; color: $muted; text-wrap: wrap; display: none;
        }
        & > TripList { height: 1fr; min-height: 2; scrollbar-size-vertical: 1; margin: 1 0; }
        & > CacheList { height: 5; scrollbar-size-vertical: 1; }
        &.empty > #pipeline-nothing { display: block; }
        &.empty > TripList { visibility: hidden; }
    }
    """

    _look = PipelineLook((), (None,) * 6, (None,) * 6, 0, ())

    def compose(self) -> ComposeResult:
        yield Static(id="pipeline-columns", classes="pipeline--heading", markup=False)
        yield Static(id="pipeline-half", markup=False)
        yield Static(id="pipeline-most", markup=False)
        yield Static(id="pipeline-stages", markup=False)
        yield Static(NOTHING_YET, id="pipeline-nothing", markup=False)
        yield TripList()
        yield Static(id="pipeline-caches", classes="pipeline--heading", markup=False)
        yield CacheList()

    @property
    def trips(self) -> TripList:
        """The last acts."""
        return self.query_one(TripList)

    def on_mount(self) -> None:
        self.show(self._look)

    def on_resize(self) -> None:
        self.show(self._look)

    def show(self, look: PipelineLook) -> None:
        """Show other figures."""
        self._look = look
        if not self.is_mounted:
            return
        self.set_class(not look.trips, "empty")
        # What is hidden has no size; its scrollbar would take none of the width, either.
        width = (self.trips if look.trips else self).size.width - 2
        self._say("columns", heading(LAST, width))
        self._say("half", figures(WITHIN_HALF, look.half, width))
        self._say("most", figures(WITHIN_MOST, look.most, width))
        self._say("stages", stages_words(*self.size))
        self.query_one("#pipeline-stages").display = self.size.height >= ROOM
        caches = self.query_one(CacheList)
        self._say("caches", caches.heading)
        self.trips.show(look.trips)
        caches.show(look.caches)

    def _say(self, name: str, words: str) -> None:
        self.query_one(f"#pipeline-{name}", Static).update(Content(words))


def stages_words(width: int, height: int) -> str:
    """What is done in each stage: a line each where a panel of that size has room for them."""
    if width < WIDE or height < MUCH_ROOM:
        return " · ".join(f"{name}: {done}" for name, done in zip(SHORT, DONE, strict=True))
    names = max(map(len, SHORT)) + 2
    pairs = zip(SHORT, STAGES, strict=True)
    return "\n".join(fit(name, names) + stage.about for name, stage in pairs)
