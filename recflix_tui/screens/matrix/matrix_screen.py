"""Matrix: who rated what, as a picture from the whole down to single cells."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkType

from recflix_tui.matrix.orders import ACTIVITY, OrderBy
from recflix_tui.matrix.outlook import CellShape, Outlook, Rooms
from recflix_tui.matrix.values import Picture
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.fly import FlyScreen, Kind, Target
from recflix_tui.screens.frame.recflix_screen import LOAD, RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.frame.status import no_dataset_words
from recflix_tui.screens.matrix import matrix_keys
from recflix_tui.screens.matrix.cell_words import CellWords, words_at
from recflix_tui.screens.matrix.matrix_look import Ground, MatrixLook, load_look
from recflix_tui.screens.matrix.matrix_words import MEASURES, picture_words, size_words
from recflix_tui.screens.matrix.order_dialog import Orders, OrderScreen, load_factor_names
from recflix_tui.widgets.pictures.heatmap import CellSize, Heatmap
from recflix_tui.widgets.pictures.scale_legend import ScaleLegend

if TYPE_CHECKING:
    from recflix_tui.matrix.matrix import UserItemMatrix

SIDES = 2  # columns beside the lines of words
WRAPPED = 8  # columns that a line of several may be short, where words are kept whole
DRAWING = "drawing"  # the group of the worker that draws the picture
ASKING = "asking"  # the group of the worker that opens the choice of orders
PICTURES = (Picture.DENSITY, Picture.KNOWN, Picture.PREDICTED, Picture.ERROR)
NEED_MODEL = (Picture.PREDICTED, Picture.ERROR)
NO_MODEL = "there is no model yet: t leads to Train, s there starts one"
COLOURED = ("truecolor", "256")  # the terminals whose colours a scale can be shown in


class PictureNames(Static):
    """The names of the four pictures, each to be clicked; they are no links to look at."""

    auto_links = False


class MatrixScreen(RecflixScreen):
    """The picture, what it shows in words, and the cell under the cursor."""

    AUTO_FOCUS = "Heatmap"
    OWN_ACTIONS = matrix_keys.OWN
    BINDINGS = matrix_keys.BINDINGS
    CSS_PATH = "matrix.tcss"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._orders = Orders(OrderBy(ACTIVITY), OrderBy(ACTIVITY))
        self._picture = Picture.DENSITY
        self._matrix: UserItemMatrix | None = None
        self._outlook: Outlook | None = None
        self._look: MatrixLook | None = None
        self._drawing = self._outdated = False

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Horizontal(id="head"):
            yield Static("User-item matrix", id="name")
            yield PictureNames(id="pictures")
        yield Static(id="size")
        yield Static(id="says")
        with Horizontal(id="middle"):
            yield Heatmap(plain=self._is_plain)
            with Vertical(id="side"):
                yield Static(id="cell")
                yield Static(id="ordered")
        yield ScaleLegend(plain=self._is_plain)

    def compose_foot(self) -> ComposeResult:
        yield Static(id="line")

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

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """Keys behind the one that asks for another order are for the choice that it opens;
        before there is a matrix all keys wait but those that lead away."""
        groups = {ASKING}
        if self._outlook is None and not self.is_of_app(event):
            groups.add(LOAD)
        return [worker for worker in workers if worker.group in groups and worker.node is self]

    # --- what it is drawn on ----------------------------------------------------------------

    @property
    def _is_plain(self) -> bool:
        return bool(self.app.no_color) or self.app.console.color_system not in COLOURED

    @property
    def _ground(self) -> Ground:
        many = self.app.console.color_system == "truecolor"
        return Ground(dark=self.app.current_theme.dark, many_colours=many)

    @property
    def _rooms(self) -> Rooms:
        grids = {shape: self.heatmap.grid(CellSize(shape.value)) for shape in CellShape}
        return {shape: (max(h, 1), max(w, 1)) for shape, (h, w) in grids.items()}

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
        # Not in the reader's thread: other screens need not wait for a large matrix.
        matrix = await asyncio.to_thread(
            library.matrix.open, self._orders.rows, self._orders.columns, self._tell
        )
        before, self._matrix = self._matrix, matrix
        if self._outlook is None or _sizes(before) != _sizes(matrix):
            self._outlook = Outlook.whole(*_sizes(matrix), self._rooms)
        self._say("")
        await self._draw_now()

    def _tell(self, what: str, share: float) -> None:
        """Called in another thread: how far the work is."""
        self.app.call_from_thread(self._say, f"{what}: {share:.0%}")

    def _say(self, words: str) -> None:
        """What is being done, in place of what the picture shows."""
        self.query_one("#says", Static).update(Content.styled(words, "$muted"))

    # --- drawing ----------------------------------------------------------------------------

    def _go(self, outlook: Outlook) -> None:
        """Look elsewhere."""
        before, self._outlook = self._outlook, outlook
        if self._look is None or before is None or before.window != outlook.window:
            self._draw()
        elif before != outlook:
            self.heatmap.move_cursor(*outlook.cursor)
            self._show_cell()

    def _draw(self) -> None:
        """Draw the picture anew; what changes meanwhile shares the next round."""
        self._outdated = True
        if not self._drawing and not self._retired:
            draw: WorkType[None] = self._draw_now
            self.run_worker(draw, group=DRAWING)

    async def _draw_now(self) -> None:
        if self._drawing:
            return
        self._drawing = self._outdated = True
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
        if picture is Picture.ERROR:
            await asyncio.to_thread(matrix.prepare, picture, self._tell)
        look = await self.host.read(load_look, matrix, outlook, picture, self._ground)
        if not self.is_attached:
            return
        self._look = look
        self.heatmap.show(look.frame)
        measures = MEASURES[picture]
        self.query_one(ScaleLegend).show(look.frame.scale, look.legend, measures)
        self._show_words()

    def _show_words(self) -> None:
        look = self._look
        if look is None:
            return
        room = self.size.width - SIDES
        self.query_one("#size", Static).update(size_words(look.matrix, room))
        lines = self.query_one("#says", Static).size.height
        short = WRAPPED * lines if lines > 1 else 0
        self._say(picture_words(look.picture, look.outlook.window, room * lines - short))
        self._show_cell()

    def _show_cell(self) -> None:
        """The cell under the cursor, beside the picture and under it."""
        look, outlook = self._look, self._outlook
        if look is None or outlook is None:
            return
        words: CellWords = words_at(look, outlook)
        self.query_one("#line", Static).update(words.line(self.size.width))
        self.query_one("#cell", Static).update(words.beside())
        shown = Orders(look.matrix.order_rows, look.matrix.order_columns)
        self.query_one("#ordered", Static).update(shown.words())

    def _show_pictures(self) -> None:
        """The four pictures by name, the one in view lit; a click shows another."""
        parts: list[Content] = []
        for picture in PICTURES:
            style = "$background on $accent bold" if picture is self._picture else "$muted"
            content = Content.styled(f" {picture.value} ", style)
            parts.append(content.stylize(f"@click=screen.show_picture('{picture.value}')"))
        self.query_one("#pictures", Static).update(Content(" ").join(parts))

    # --- what the mouse does ----------------------------------------------------------------

    @on(Heatmap.CellPointed)
    def _point(self, event: Heatmap.CellPointed) -> None:
        if self._outlook is not None:
            self._go(self._outlook.pointed(event.row, event.column))

    @on(Heatmap.CellOpened)
    def _open_cell(self, event: Heatmap.CellOpened) -> None:
        self.action_open_column()

    @on(Heatmap.Zoomed)
    def _zoom_there(self, event: Heatmap.Zoomed) -> None:
        if self._outlook is not None:
            self._go(self._outlook.pointed(event.row, event.column).zoomed(event.steps))

    @on(Heatmap.Dragged)
    def _drag(self, event: Heatmap.Dragged) -> None:
        if self._outlook is not None:
            self._go(self._outlook.panned(-event.rows, -event.columns))

    # --- actions ----------------------------------------------------------------------------

    def action_move(self, rows: int, columns: int) -> None:
        if self._outlook is not None:
            self._go(self._outlook.moved(rows, columns))

    def action_page(self, rows: int, columns: int) -> None:
        """A window further down or to the right."""
        if self._outlook is not None:
            window = self._outlook.window
            self._go(self._outlook.panned(rows * window.n_rows, columns * window.n_columns))

    def action_edge(self, side: int) -> None:
        """To the first or the last column."""
        if self._outlook is not None:
            self._go(self._outlook.moved(0, side * self._outlook.n_columns))

    def action_zoom(self, steps: int) -> None:
        if self._outlook is not None:
            self._go(self._outlook.zoomed(steps))

    def action_whole(self) -> None:
        if self._outlook is not None:
            self._go(self._outlook.zoomed(-len(self._outlook.steps)))

    def action_picture(self, steps: int) -> None:
        at = (PICTURES.index(self._picture) + steps) % len(PICTURES)
        self.action_show_picture(PICTURES[at].value)

    def action_show_picture(self, name: str) -> None:
        """Show one of the four pictures."""
        picture = Picture(name)
        if picture in NEED_MODEL and self.host.library.snapshot.model is None:
            self.notify(NO_MODEL, markup=False, timeout=5)
            return
        self._picture = picture
        self._show_pictures()
        self._draw()

    def action_order(self) -> None:
        """Ask for another order."""
        ask: WorkType[None] = self._ask_order
        self.run_worker(ask, group=ASKING, exclusive=True)

    async def _ask_order(self) -> None:
        with self.host.errors_shown():
            names = await asyncio.to_thread(load_factor_names, self.host.library)
            self.app.push_screen(OrderScreen(self._orders, names), self._take_orders)

    def _take_orders(self, orders: Orders | None) -> None:
        if orders is not None and orders != self._orders:
            self._orders = orders
            self.load()

    def action_fly(self) -> None:
        """Ask for a title or a person, and go there."""
        if self._matrix is not None:
            self.app.push_screen(FlyScreen(self.host, people=True), self._fly_to)

    def _fly_to(self, target: Target | None) -> None:
        matrix, outlook = self._matrix, self._outlook
        if target is None or matrix is None or outlook is None:
            return
        if target.kind is Kind.TITLE:
            self._go(outlook.flown(None, matrix.place_of_item(target.id)))
            return
        of_user = target.kind is Kind.USER
        place = matrix.place_of_user_id if of_user else matrix.place_of_profile
        row = place(target.id)
        if row is not None:
            self._go(outlook.flown(row, None))

    def action_you(self) -> None:
        """To the row of the person who watches."""
        matrix, profile = self._matrix, self.host.profile_id
        row = None if matrix is None or profile is None else matrix.place_of_profile(profile)
        if row is not None and self._outlook is not None:
            self._go(self._outlook.flown(row, None))

    def action_open_column(self) -> None:
        """Open the title of a single column; look nearer at several."""
        matrix, outlook = self._matrix, self._outlook
        if matrix is None or outlook is None:
            return
        if outlook.window.bin_columns == 1:
            self.host.open_title(int(matrix.column_items[outlook.column]))
        else:
            self.action_zoom(1)

    def action_people(self) -> None:
        """Show whose taste is like that of the person in the cursor's row."""
        matrix, outlook = self._matrix, self._outlook
        if matrix is None or outlook is None:
            return
        if self.host.library.snapshot.model is None:
            self.notify(NO_MODEL, markup=False, timeout=5)
            return
        from recflix_tui.screens.people.people_screen import PeopleScreen

        profile = matrix.profile_at(outlook.row)
        user = None if profile else int(matrix.row_ids[outlook.row])
        self.app.push_screen(
            PeopleScreen(self.host, profile=profile.id if profile else None, user=user)
        )


def _sizes(matrix: UserItemMatrix | None) -> tuple[int, int]:
    return (0, 0) if matrix is None else (matrix.n_rows, matrix.n_columns)
