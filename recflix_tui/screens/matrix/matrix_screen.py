"""Matrix: who rated what, as a picture from the whole down to single cells."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from textual import events, on
from textual.worker import Worker, WorkType

from recflix_tui.matrix.values import Picture
from recflix_tui.screens.dialogs.fly import FlyScreen
from recflix_tui.screens.frame.recflix_screen import LOAD
from recflix_tui.screens.matrix import matrix_keys
from recflix_tui.screens.matrix.matrix_view import NEED_MODEL, PICTURES, MatrixView
from recflix_tui.screens.matrix.order_dialog import Orders, OrderScreen, load_factor_names
from recflix_tui.widgets.pictures.heatmap import Heatmap

ASKING = "asking"  # the group of the worker that opens the choice of orders
NO_MODEL = "there is no model yet: t leads to Train, s there starts one"


class MatrixScreen(MatrixView):
    """Moves over the picture, other pictures and orders, flights, and what a cell leads to."""

    OWN_ACTIONS = matrix_keys.OWN
    BINDINGS = matrix_keys.BINDINGS

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """Keys behind the one that asks for another order are for the choice that it opens;
        before there is a matrix all keys wait but those that need none."""
        groups = {ASKING}
        if self._outlook is None and not self.needs_nothing_loaded(event):
            groups.add(LOAD)
        return [worker for worker in workers if worker.group in groups and worker.node is self]

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
        if self.host.library.snapshot.dataset is not None:
            self.app.push_screen(FlyScreen(self.host, people=True), self.fly_to)

    def action_you(self) -> None:
        """To the row of the person who watches, at the first title that they rated."""
        matrix, profile = self._matrix, self.host.profile_id
        row = None if matrix is None or profile is None else matrix.place_of_profile(profile)
        if matrix is not None and row is not None and self._outlook is not None:
            self._go(self._outlook.flown(row, matrix.first_rated(row)))

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
