"""In which order people and titles stand: a choice for both, or for one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recflix_tui.matrix.orders import ACTIVITY, CLUSTER, FACTOR, ID, OrderBy
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.screens.matrix.matrix_words import order_words

if TYPE_CHECKING:
    from recflix_tui.library.library import Library

ABOUT = {
    ACTIVITY: ("activity", "who rated most, and what is rated most, first"),
    ID: ("id", "as the data numbers them: little is seen"),
    CLUSTER: ("clusters", "similar people, and titles liked alike, side by side"),
}


KEY = "$accent bold"
KEYS = Content.assemble(
    *((" enter ", KEY), "both  ", (" p ", KEY), "people alone  "), (" t ", KEY), "titles alone"
)


@dataclass(frozen=True)
class Orders:
    """The order of the people and that of the titles."""

    rows: OrderBy
    """Of the people."""
    columns: OrderBy
    """Of the titles."""

    def words(self) -> Content:
        """Both in words."""
        down, across = order_words(self.rows, self.columns)
        return Content.styled(f"people ↓ {down}\ntitles → {across}", "$muted")


class OrderScreen(Dialog[Orders | None]):
    """Orders to choose from; gives both after the choice, None if nothing was chosen."""

    CSS_PATH = "order_dialog.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,o,q", "dismiss(None)", "Leave", show=False),
        Binding("p", "choose('rows')", "People alone", show=False),
        Binding("t", "choose('columns')", "Titles alone", show=False),
    ]

    def __init__(self, now: Orders, factors: Sequence[str]) -> None:
        """factors: what each is called; none where there is no model, and then no clusters."""
        super().__init__()
        self._now, self._factors = now, factors
        self._choices = list(_choices(len(factors)))

    def compose(self) -> ComposeResult:
        with Vertical(id="order"):
            yield Static("order people and titles by", id="asks")
            yield OptionList(
                *(Option(self._line(by)) for by in self._choices), compact=True, markup=False
            )
            yield Static(KEYS, id="keys")

    def _line(self, by: OrderBy) -> Content:
        """An order's name and what it shows."""
        if by.kind == FACTOR:
            name, about = f"factor {by.factor}", self._factors[by.factor - 1]
        else:
            name, about = ABOUT[by.kind]
        return Content.assemble((f"{name:<10} ", "$foreground"), (about, "$muted"))

    def on_mount(self) -> None:
        now = self._now.rows
        self.query_one(OptionList).highlighted = (
            self._choices.index(now) if now in self._choices else 0
        )

    @on(OptionList.OptionSelected)
    def _choose_both(self, event: OptionList.OptionSelected) -> None:
        by = self._choices[event.option_index]
        self.dismiss(Orders(by, by))

    def action_choose(self, side: str) -> None:
        """Order one side alone by the choice that is lit."""
        by = self._choices[self.query_one(OptionList).highlighted or 0]
        rows = by if side == "rows" else self._now.rows
        columns = by if side == "columns" else self._now.columns
        self.dismiss(Orders(rows, columns))

    def on_click(self) -> None:
        """A click beside the choices leaves them."""
        self.dismiss(None)


def _choices(n_factors: int) -> Iterator[OrderBy]:
    yield from (OrderBy(ACTIVITY), OrderBy(ID))
    if n_factors:
        yield OrderBy(CLUSTER)
    yield from (OrderBy(FACTOR, factor + 1) for factor in range(n_factors))


def load_factor_names(library: Library) -> list[str]:
    """What stands first and what last where people or titles are ordered by each factor; none
    where there is no model."""
    if library.snapshot.model is None:
        return []
    cards = library.factors.cards(None, library.factors.space())
    return [f"first {card.high.name}; last {card.low.name}" for card in cards]
