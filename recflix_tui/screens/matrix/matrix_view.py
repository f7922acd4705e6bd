"""The picture of the matrix on its screen: loaded, drawn, and told in words."""

from __future__ import annotations

import asyncio
from concurrent.futures import wait
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import WorkType

from recflix_tui.matrix.orders import ACTIVITY, OrderBy
from recflix_tui.matrix.outlook import CellShape, Outlook, Rooms
from recflix_tui.matrix.values import MatrixError, Picture
from recflix_tui.matrix.warming import warm
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.background.memory import keep_for_good
from recflix_tui.screens.dialogs.fly import Kind, Target
from recflix_tui.screens.frame.colours import has_many_colours, is_plain
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.frame.status import no_dataset_words
from recflix_tui.screens.matrix.cell_words import CellWords, words_at
from recflix_tui.screens.matrix.matrix_look import Ground, MatrixLook, load_look
from recflix_tui.screens.matrix.matrix_words import MEASURES, picture_words, size_words
from recflix_tui.screens.matrix.order_dialog import Orders
from recflix_tui.widgets.fixed_text import FixedText
from recflix_tui.widgets.pictures.heatmap import CellSize, Heatmap
from recflix_tui.widgets.pictures.scale_legend import ScaleLegend

if TYPE_CHECKING:
    from recflix_tui.matrix.matrix import UserItemMatrix

SIDES = 2  # columns beside the lines of words
WRAPPED = 8  # columns that a line of several may be short, where words are kept whole
PATIENCE = 0.008  # seconds that a frame waits for its picture before it is drawn without
DRAWING = "drawing"  # the group of the worker that draws the picture
READY = "ready"  # the group of the worker that loads what a later key needs
PICTURES = (Picture.DENSITY, Picture.KNOWN, Picture.PREDICTED, Picture.ERROR)
NEED_MODEL = (Picture.PREDICTED, Picture.ERROR)
MODEL_GONE = "there is no model now: what is known is shown, by activity"
BY_ACTIVITY = Orders(OrderBy(ACTIVITY), OrderBy(ACTIVITY))


class PictureNames(Static):
    """The names of the four pictures, each to be clicked; they are no links to look at."""

    auto_links = False


class MatrixView(RecflixScreen):
    """The picture, what it shows in words, and the cell under the cursor."""

    AUTO_FOCUS = "Heatmap"
    CSS_PATH = "matrix.tcss"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._orders = BY_ACTIVITY
        self._picture = Picture.DENSITY
        self._matrix: UserItemMatrix | None = None
        self._outlook: Outlook | None = None
        self._look: MatrixLook | None = None
        self._drawing = self._outdated = False
        self._fly_later: Target | None = None
        self._look_later: tuple[int, Picture] | None = None

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Horizontal(id="head"):
            yield Static("User-item matrix", id="name")
            yield PictureNames(id="pictures")
        yield FixedText(id="size")
        yield FixedText(id="says")
        with Horizontal(id="middle"):
            yield Heatmap(plain=self._is_plain)
            with Vertical(id="side"):
                yield FixedText(id="cell")
                yield FixedText(id="ordered")
        yield ScaleLegend(plain=self._is_plain)

    def compose_foot(self) -> ComposeResult:
        yield FixedText(id="line")

    @property
    def heatmap(self) -> Heatmap:
        return self.query_one(Heatmap)

    @property
    def outlook(self) -> Outlook | None:
        """Where one looks; None before there is a matrix."""
        return self._outlook

    @property
    def picture(self) -> Picture:
        """Which of the four pictures is shown."""
        return self._picture

    # --- what it is drawn on ----------------------------------------------------------------

    @property
    def _is_plain(self) -> bool:
        return is_plain(self.app)

    @property
    def _ground(self) -> Ground:
        many = has_many_colours(self.app)
        return Ground(dark=self.app.current_theme.dark, many_colours=many)

    @property
    def _rooms(self) -> Rooms:
        grids = {shape: self.heatmap.grid(CellSize(shape.value)) for shape in CellShape}
        return {shape: (max(h, 1), max(w, 1)) for shape, (h, w) in grids.items()}

    def retire(self) -> None:
        super().retire()
        self._matrix = self._outlook = self._look = None  # much memory, of another dataset

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())
        self._show_pictures()

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self._outlook is not None:
            self._go(self._outlook.resized(self._rooms))

    # --- loading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        library = self.host.library
        if library.snapshot.dataset is None:
            self._say(no_dataset_words(self.host))
            return
        if library.snapshot.model is None:
            self._do_without_model()
        try:
            matrix = await self._opened()
        except MatrixError as error:  # another model has fewer factors
            if self._orders == BY_ACTIVITY:
                raise
            self._orders = BY_ACTIVITY
            self.host.show_error(f"{error}; by activity, then")
            matrix = await self._opened()
        before, self._matrix = self._matrix, matrix
        if self._outlook is None or _sizes(before) != _sizes(matrix):
            self._outlook = Outlook.whole(*_sizes(matrix), self._rooms)
        self._say("")
        await self._draw_now()
        later, self._fly_later = self._fly_later, None
        self.fly_to(later)
        asked, self._look_later = self._look_later, None
        if asked is not None:
            self._look_now(*asked)
        if before is None:
            load: WorkType[None] = self._load_loops
            self.run_worker(load, group=READY)

    async def _opened(self) -> UserItemMatrix:
        # Not in the reader's thread: other screens need not wait for a large matrix.
        rows, columns = self._orders.rows, self._orders.columns
        return await asyncio.to_thread(self.host.library.matrix.open, rows, columns, self._tell)

    def _do_without_model(self) -> None:
        """Show what can be shown where the model is there no longer."""
        of_model = self._orders.rows.needs_model or self._orders.columns.needs_model
        if of_model or self._picture in NEED_MODEL:
            self._orders, self._picture = BY_ACTIVITY, Picture.DENSITY
            self._show_pictures()
            self.notify(MODEL_GONE, markup=False, timeout=5)

    async def _load_loops(self) -> None:
        """Have the compiled loops of all windows there before the first of them is asked for."""
        await asyncio.to_thread(warm)
        keep_for_good("loops of pictures")

    def _tell(self, what: str, share: float) -> None:
        """Called in another thread: how far the work is."""
        if self.is_attached and not self._retired:
            self.app.call_from_thread(self._say, f"{what}: {share:.0%}")

    def _say(self, words: str) -> None:
        """What is being done, in place of what the picture shows."""
        if not self.is_attached:
            return  # told while the screen was being left
        self._text("says").say(Content.styled(words, "$muted"))

    def _text(self, name: str) -> FixedText:
        return self.query_one(f"#{name}", FixedText)

    def look_at(self, item: int, picture: Picture) -> None:
        """Go to the cell of a title in the row of who watches; once the matrix is there."""
        if self.is_up_to_date:
            self._look_now(item, picture)
        else:
            self._look_later = item, picture

    def _look_now(self, item: int, picture: Picture) -> None:
        matrix, outlook, profile = self._matrix, self._outlook, self.host.profile_id
        row = None if matrix is None or profile is None else matrix.place_of_profile(profile)
        if matrix is None or outlook is None or row is None:
            return
        if picture not in NEED_MODEL or matrix.model is not None:
            self._picture = picture
            self._show_pictures()
        self._outlook = outlook.flown(row, matrix.place_of_item(item)).zoomed(1)
        self._draw()

    def room_changed(self) -> None:
        self._fit()

    def fly_to(self, target: Target | None) -> None:
        """Go to what was asked for; once there is a matrix, where there is none yet."""
        matrix, outlook = self._matrix, self._outlook
        if target is None:
            return
        if matrix is None or outlook is None:
            self._fly_later = target
            return
        if target.kind is Kind.TITLE:
            self._go(outlook.flown(None, matrix.place_of_item(target.id)))
            return
        of_user = target.kind is Kind.USER
        place = matrix.place_of_user_id if of_user else matrix.place_of_profile
        row = place(target.id)
        if row is not None:
            self._go(outlook.flown(row, None))

    # --- drawing ----------------------------------------------------------------------------

    def _go(self, outlook: Outlook) -> None:
        """Look elsewhere."""
        before, self._outlook = self._outlook, outlook
        if not self._shows(outlook):
            self._draw()
        elif before != outlook:
            self.heatmap.move_cursor(*outlook.cursor)
            self._show_cell()

    def _shows(self, outlook: Outlook) -> bool:
        """Whether the picture in view is of this window."""
        return self._look is not None and self._look.outlook.window == outlook.window

    def _draw(self) -> None:
        """Draw the picture anew: in the frame under way where it is there in time; what changes
        meanwhile shares the next round."""
        if self._draw_at_once():
            return
        self._outdated = True
        if not self._drawing and not self._retired:
            draw: WorkType[None] = self._draw_now
            self.run_worker(draw, group=DRAWING)

    def _draw_at_once(self) -> bool:
        matrix, outlook = self._matrix, self._outlook
        if matrix is None or outlook is None or self._drawing or self._retired:
            return False
        if not matrix.is_prepared(self._picture):
            return False
        answer = self.host.start_reading(load_look, matrix, outlook, self._picture, self._ground)
        if not wait([answer], PATIENCE).done or answer.exception() is not None:
            return False  # drawn in its own time, which also tells what failed
        self._show(answer.result())
        return True

    async def _draw_now(self) -> None:
        self._outdated = True
        if self._drawing:
            return  # the draw under way goes one round more
        self._drawing = True
        try:
            with self.host.errors_shown():
                while self._outdated:
                    self._outdated = False
                    await self._draw_once()
        finally:
            self._drawing = False

    async def _draw_once(self) -> None:
        matrix, outlook, picture = self._matrix, self._outlook, self._picture
        if matrix is None or outlook is None:
            return
        if not matrix.is_prepared(picture):
            await asyncio.to_thread(matrix.prepare, picture, self._tell)
        look = await self.host.read(load_look, matrix, outlook, picture, self._ground)
        if self.is_attached and not self._retired:
            self._show(look)

    def _show(self, look: MatrixLook) -> None:
        self._look = look
        self.heatmap.show(look.frame)
        if self._outlook is not None and self._shows(self._outlook):
            self.heatmap.move_cursor(*self._outlook.cursor)  # which went on meanwhile
        measures = MEASURES[look.picture]
        self.query_one(ScaleLegend).show(look.frame.scale, look.legend, measures)
        self._show_words()

    def _show_words(self) -> None:
        look = self._look
        if look is None:
            return
        room = self.size.width - SIDES
        self._text("size").say(size_words(look.matrix, room))
        lines = self._text("says").size.height
        short = WRAPPED * lines if lines > 1 else 0
        window = look.outlook.window
        self._say(picture_words(look.picture, window, room * lines - short, self._is_plain))
        self._show_cell()

    def _show_cell(self) -> None:
        """The cell under the cursor, beside the picture and under it."""
        look, outlook = self._look, self._outlook
        if look is None or outlook is None:
            return
        words: CellWords = words_at(look, outlook if self._shows(outlook) else look.outlook)
        self._text("line").say(words.line(self.size.width))
        self._text("cell").say(words.beside())
        self._text("ordered").say(Orders(look.matrix.order_rows, look.matrix.order_columns).words())

    def _show_pictures(self) -> None:
        """The four pictures by name, the one in view lit; a click shows another."""
        parts: list[Content] = []
        for picture in PICTURES:
            style = "$background on $accent bold" if picture is self._picture else "$muted"
            content = Content.styled(f" {picture.value} ", style)
            parts.append(content.stylize(f"@click=screen.show_picture('{picture.value}')"))
        self.query_one("#pictures", Static).update(Content(" ").join(parts))


def _sizes(matrix: UserItemMatrix | None) -> tuple[int, int]:
    return (0, 0) if matrix is None else (matrix.n_rows, matrix.n_columns)
