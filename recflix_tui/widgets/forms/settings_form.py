"""Settings, one a line, by keys alone or by mouse: numbers, and choices among a few words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.lists.pick_list import Part, PickList

LONGEST = 12  # characters of a number
LABEL = 17  # cells, with the one before it
Value = float | int | str


@dataclass(frozen=True)
class Setting:
    """A number to set. `steps` are the values that the arrows go through."""

    name: str
    label: str
    steps: Sequence[float]
    whole: bool

    @property
    def called(self) -> str:
        """What a sentence calls it: `epochs`, not `epochs, at most`."""
        return self.label.partition(",")[0]

    def read(self, text: str) -> float | int | None:
        """The number typed, None where it is none."""
        try:
            return int(text) if self.whole else float(text)
        except ValueError:
            return None

    def beside(self, value: float, way: int) -> float:
        """The next of the steps above (1) or below (-1) a value; the value where there is none."""
        if way > 0:
            return min((s for s in self.steps if s > value), default=value)
        return max((s for s in self.steps if s < value), default=value)

    def turned(self, text: str, way: int) -> str:
        """What an arrow makes of a text."""
        value = self.read(text)
        return written(self.steps[0] if value is None else self.beside(value, way))

    def wrong(self, text: str) -> str:
        """What the text lacks to be a value, "" where it is one."""
        if self.read(text) is not None:
            return ""
        return f"{self.called} must be {'a whole number' if self.whole else 'a number'}"


@dataclass(frozen=True)
class Choice:
    """One of a few words to choose."""

    name: str
    label: str
    options: Sequence[str]

    @property
    def called(self) -> str:
        """What a sentence calls it."""
        return self.label

    def read(self, text: str) -> str:
        """The word itself."""
        return text

    def turned(self, text: str, way: int) -> str:
        """The word after (1) or before (-1) this one; the ends are ends."""
        at = self.options.index(text) + way
        return self.options[min(max(at, 0), len(self.options) - 1)]

    def wrong(self, text: str) -> str:
        """A word chosen is never wrong."""
        return ""


Field = Setting | Choice


def written(value: Value) -> str:
    """A number as short as it can be read back; a word as it is."""
    if isinstance(value, str):
        return value
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


class SettingsForm(PickList):
    """Fields: arrows step through their values, digits are typed over numbers.

    `check` is given all values, and tells what is wrong with them in a line, None if nothing.
    """

    @dataclass
    class Sent(Message):
        """Enter: the values are to be used."""

    class Changed(Message):
        """A value was changed, or its typing began or ended."""

    class Refused(Message):
        """A character that is no part of a number was typed into one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Less", show=False),
        Binding("right", "turn(1)", "More", show=False),
        Binding("backspace", "erase", "Erase", show=False),
        Binding("delete", "empty", "Empty", show=False),
    ]

    def __init__(self, check: Callable[[Mapping[str, Value]], str | None]) -> None:
        super().__init__()
        self._fields: Sequence[Field] = ()
        self._defaults: list[str] = []
        self._texts: list[str] = []
        self._check = check
        self.typing = False
        """Whether a number is being typed: until that ends, letters are no keys."""

    def show(
        self, fields: Sequence[Field], defaults: Mapping[str, Value], given: Mapping[str, str]
    ) -> None:
        """Show other fields: with the text `given` for one, else with its default."""
        self._fields = fields
        self._defaults = [written(defaults[f.name]) for f in fields]
        texts = zip(fields, self._defaults, strict=True)
        self._texts = [given.get(field.name, default) for field, default in texts]
        self.rows_changed()

    @property
    def given(self) -> dict[str, str]:
        """The texts that are not the defaults, by field."""
        rows = zip(self._fields, self._texts, self._defaults, strict=True)
        return {f.name: text for f, text, default in rows if f.read(text) != f.read(default)}

    @property
    def wrong_row(self) -> int | None:
        """The field that `problem` speaks of."""
        problem = self.problem or ""
        names = [field.called for field in self._fields]
        return next((i for i, name in enumerate(names) if problem.startswith(f"{name} ")), None)

    @property
    def problem(self) -> str | None:
        """What is wrong with the values, in a line."""
        for field, text in zip(self._fields, self._texts, strict=True):
            if wrong := field.wrong(text):
                return wrong
        return self._check(self.values)

    @property
    def values(self) -> dict[str, Value]:
        """The values by name; only while there is no problem."""
        pairs = zip(self._fields, self._texts, strict=True)
        return {field.name: field.read(text) or 0 for field, text in pairs}

    @property
    def changed(self) -> dict[str, Value]:
        """Those of the values that are not the defaults."""
        return {name: self.values[name] for name in self.given}

    # --- drawing ----------------------------------------------------------------------------

    def row_count(self) -> int:
        return len(self._fields)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        focused = self.has_focus and row == self.at
        field, text = self._fields[row], self._texts[row]
        value = f"‹ {text}{'▏' if self.typing else ''} ›" if focused else f"  {text}"
        changed = field.read(text) != field.read(self._defaults[row])
        style = "figure" if focused else "strong" if changed else "text"
        return [
            (fit(f" {field.label}", LABEL), "quiet"),
            (fit(value, width - LABEL), "less" if field.wrong(text) else style),
        ]

    # --- editing ----------------------------------------------------------------------------

    def focus_row(self, row: int) -> None:
        self._stop_typing()
        super().focus_row(row)

    def on_blur(self) -> None:
        self._stop_typing()

    def _stop_typing(self) -> None:
        if self.typing:
            self._set(self._texts[self.at], typing=False)

    def _set(self, text: str, typing: bool) -> None:
        self._texts[self.at] = text[:LONGEST] if self._is_number else text
        self.typing = typing
        self.refresh_lines(self.at)
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """A digit starts the number anew, or goes on with it.

        The arrows are taken here too: as bindings they come after digits typed behind them.
        """
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self.action_step(1 if event.key == "down" else -1)
            return
        character = event.character or ""
        of_number = character.isascii() and (character.isdigit() or character == ".")
        if of_number and self._is_number:
            self._set((self._texts[self.at] if self.typing else "") + character, typing=True)
        elif self.typing and event.key == "escape":
            self._stop_typing()
        elif self.typing and character.isprintable() and character:
            self.post_message(self.Refused())
        else:
            return
        event.stop()
        event.prevent_default()

    @property
    def _is_number(self) -> bool:
        return isinstance(self._fields[self.at], Setting)

    def action_turn(self, way: int) -> None:
        self._set(self._fields[self.at].turned(self._texts[self.at], way), typing=False)

    def action_erase(self) -> None:
        if self._is_number:
            self._set(self._texts[self.at][:-1], typing=True)

    def action_empty(self) -> None:
        if self._is_number:
            self._set("", typing=True)

    def action_pick(self) -> None:
        self.post_message(self.Sent())

    def on_click(self, event: events.Click) -> None:
        """A click gives a field the focus; on its arrows, steps its value."""
        event.stop()
        row = event.y + self.scroll_offset.y
        if row >= self.row_count():
            return
        if row != self.at:
            self.focus_row(row)
            return
        start = LABEL + 1  # behind the edge
        if start <= event.x <= start + 1:
            self.action_turn(-1)
        elif event.x >= start + 2 + len(self._texts[row]):
            self.action_turn(1)
