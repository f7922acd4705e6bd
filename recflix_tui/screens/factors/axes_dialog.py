"""Which factors the picture shows, and which way the axes are turned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from recflix_tui.factors.axes import Axes
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.screens.factors.factors_words import DRAWS_HELP, KINDS, MANY_DRAWS

LETTERS = "xyz"
KIND_KEYS = {"c": Axes.COMPONENTS, "v": Axes.VARIMAX, "l": Axes.LEARNED}


@dataclass(frozen=True)
class AxesChoice:
    """What the axes of the picture are."""

    kind: Axes
    """Which way the axes are turned."""
    shown: tuple[int, ...]
    """The factors along x, y and z, from 0; of two factors there is no z."""

    def with_axis(self, place: int, factor: int) -> AxesChoice:
        """A factor put on one axis; the one that it was on before takes what stood there."""
        shown = list(self.shown)
        if factor in shown:
            shown[shown.index(factor)] = shown[place]
        shown[place] = factor
        return replace(self, shown=tuple(shown))


class KindLine(Static):
    """One way that the axes may be turned."""

    def __init__(self, key: str, kind: Axes, there: bool, used: bool) -> None:
        about = KINDS[kind] if there else MANY_DRAWS
        style = "bold" if used else "" if there else "$muted"
        super().__init__(
            Content.assemble(
                (f" {key} ", "$accent bold" if there else "$muted"),
                (f" {kind:<12}", style),
                (about, "$muted"),
            )
        )
        self.kind = kind if there else None


class AxesScreen(Dialog[AxesChoice | None]):
    """A letter puts the factor in focus on an axis; enter shows them. Gives None for as it was."""

    CSS_PATH = "axes_dialog.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,o,q", "dismiss(None)", "Leave", show=False),
        *(Binding(key, f"kind('{key}')", show=False) for key in KIND_KEYS),
        *(Binding(letter, f"put({place})", show=False) for place, letter in enumerate(LETTERS)),
    ]

    def __init__(
        self, now: AxesChoice, available: Sequence[Axes], names: Sequence[tuple[str, str]]
    ) -> None:
        """names: of each factor, what it is called and what it carries."""
        super().__init__()
        self._choice, self._available, self._names = now, available, names

    def compose(self) -> ComposeResult:
        with Vertical(id="axes"):
            yield Static("which way the axes are turned", classes="asks")
            for key, kind in KIND_KEYS.items():
                yield KindLine(key, kind, kind in self._available, kind is self._choice.kind)
            if Axes.LEARNED not in self._available:
                yield Static(DRAWS_HELP, id="draws", markup=False)
            yield Static(self._keys(), id="which", classes="asks")
            yield OptionList(*self._options(), compact=True, markup=False)

    def _keys(self) -> Content:
        """What the list is of, and its keys."""
        letters = " ".join(LETTERS[: len(self._choice.shown)])
        said = Content.assemble("which factors are shown", (f"   {letters} ", "$accent"))
        said += Content.assemble(("put it there  ", "$muted not bold"), ("enter ", "$accent"))
        more = "show them" if len(self._choice.shown) == len(LETTERS) else "show; no third axis"
        return said + Content.styled(more, "$muted not bold")

    def _options(self) -> list[Option]:
        return [Option(self._line(factor)) for factor in range(len(self._names))]

    def _line(self, factor: int) -> Content:
        shown = self._choice.shown
        letter = LETTERS[shown.index(factor)] if factor in shown else " "
        name, carries = self._names[factor]
        return Content.assemble((f"{letter} ", "$accent bold"), name, (f"  {carries}", "$muted"))

    def action_put(self, place: int) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is None or place >= len(self._choice.shown):
            return
        self._choice = self._choice.with_axis(place, options.highlighted)
        for factor in range(len(self._names)):
            options.replace_option_prompt_at_index(factor, self._line(factor))

    def action_kind(self, key: str) -> None:
        kind = KIND_KEYS[key]
        if kind in self._available:
            self.dismiss(replace(self._choice, kind=kind))

    @on(OptionList.OptionSelected)
    def _answer(self) -> None:
        self.dismiss(self._choice)

    def on_click(self, event: events.Click) -> None:
        """A click on a kind chooses it; beside the dialog it leaves."""
        widget = event.widget
        if isinstance(widget, KindLine) and widget.kind is not None:
            self.dismiss(replace(self._choice, kind=widget.kind))
        elif widget is self:
            self.dismiss(None)
