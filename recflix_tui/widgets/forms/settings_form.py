"""Settings, one a line, by keys alone or by mouse: numbers, and choices among a few words.

Those that are seldom set are folded away under a line of their own, until they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.forms.fields import (
    Field,
    FoldField,
    NumberField,
    Problem,
    SomeField,
    Value,
    written,
)
from recflix_tui.widgets.lists.pick_list import Part, PickList

LONGEST = 12  # characters of a number
LABEL = 17  # cells, with the one before it


class SettingsForm(PickList):
    """Fields: arrows step through their values, digits are typed over numbers, words begun.

    While it has the focus every character is typed into it: none is a key of the screen.
    `check` is given all values, and tells what is wrong with them, None if nothing.
    """

    @dataclass
    class Sent(Message):
        """Enter: the values are to be used."""

    class Changed(Message):
        """A value was changed, or its typing began or ended."""

    @dataclass
    class Refused(Message):
        """A character was typed that the field in focus has no use for."""

        takes: str
        """What it does take, in words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "erase", "Erase", show=False),
        Binding("delete", "empty", "Empty", show=False),
    ]

    def __init__(self, check: Callable[[Mapping[str, Value]], Problem | None]) -> None:
        super().__init__()
        self._fields: Sequence[Field] = ()
        self._defaults: list[str] = []
        self._texts: list[str] = []
        self._check = check
        self._fold = "hidden"
        self.typing = False
        """Whether a number, or the beginning of a word, is being typed."""
        self._start = ""  # what was typed of a word

    def show(
        self, fields: Sequence[Field], defaults: Mapping[str, Value], given: Mapping[str, str]
    ) -> None:
        """Show other fields: with the text `given` for one, else with its default."""
        self._fields = fields
        self._defaults = [
            self._fold if isinstance(f, FoldField) else written(defaults[f.name]) for f in fields
        ]
        texts = zip(fields, self._defaults, strict=True)
        self._texts = [given.get(field.name, default) for field, default in texts]
        self.rows_changed()

    @property
    def is_unfolded(self) -> bool:
        """Whether the fields that are seldom set are shown."""
        return self._fold == "shown"

    @property
    def help(self) -> str:
        """What is to be said of the field in focus."""
        if not (self.has_focus and self._fields):
            return ""
        return self._fields[self.at].told(self._texts[self.at])

    @property
    def given(self) -> dict[str, str]:
        """The texts that are not the defaults, by field."""
        return {f.name: self._texts[i] for i, f in enumerate(self._fields) if self._is_given(i)}

    def _is_given(self, row: int) -> bool:
        field = self._fields[row]
        changed = field.read(self._texts[row]) != field.read(self._defaults[row])
        return changed and not isinstance(field, FoldField)

    def focus_wrong(self) -> None:
        """Give the field that `problem` is about the focus, unfolded where it is folded away."""
        name = self.problem.name if self.problem is not None else ""
        row = next((i for i, field in enumerate(self._fields) if field.name == name), 0)
        if row >= self.row_count():
            self._unfold("shown")
        self.focus()
        self.focus_row(row)

    @property
    def problem(self) -> Problem | None:
        """What is wrong with the values, None if nothing."""
        for field, text in zip(self._fields, self._texts, strict=True):
            if line := field.wrong(text):
                return Problem(line, field.name)
        return self._check(self.values)

    @property
    def values(self) -> dict[str, Value]:
        """The values by name; only while there is no problem."""
        values = {}
        for field, text in zip(self._fields, self._texts, strict=True):
            value = field.read(text)
            if not isinstance(field, FoldField):
                values[field.name] = 0 if value is None else value
        return values

    @property
    def changed(self) -> dict[str, Value]:
        """Those of the values that are not the defaults."""
        return {name: self.values[name] for name in self.given}

    # --- drawing ----------------------------------------------------------------------------

    def row_count(self) -> int:
        return len(self._fields) if self.is_unfolded else self._folded_from

    @property
    def _folded_from(self) -> int:
        """The first field that can be folded away."""
        folds = (i for i, field in enumerate(self._fields) if isinstance(field, FoldField))
        return next(folds, len(self._fields) - 1) + 1

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        focused = self.has_focus and row == self.at
        field, text = self._fields[row], self._set_below(row) or self._texts[row]
        text = field.shown(text)
        room = width - LABEL - 4  # beside the marks of a field in focus
        shown = self._with_cursor(text)
        if focused and cell_len(shown) > room > 1:
            shown = "…" + shown[1 - room :]  # the end, where the cursor is
        value = f"‹ {shown} ›" if focused else f"  {text}"
        changed = self._is_given(row) or bool(self._set_below(row))
        style = "figure" if focused else "strong" if changed else "text"
        return [
            (fit(f" {field.label}", LABEL), "quiet"),
            (fit(value, width - LABEL), "less" if field.wrong(text) else style),
        ]

    def _with_cursor(self, text: str) -> str:
        at = len(text if self._is_number else self._start)
        return f"{text[:at]}▏{text[at:]}" if self.typing else text

    def _set_below(self, row: int) -> str:
        """How many of the folded fields are set, on the line that they are folded under."""
        if not isinstance(self._fields[row], FoldField) or self.is_unfolded:
            return ""
        n_set = sum(map(self._is_given, range(row + 1, len(self._fields))))
        return f"{n_set} set" if n_set else ""

    # --- editing ----------------------------------------------------------------------------

    def focus_row(self, row: int) -> None:
        self._stop_typing()
        super().focus_row(row)

    def on_blur(self) -> None:
        self._stop_typing()

    def _stop_typing(self) -> None:
        if self.typing:
            self._set(self._texts[self.at], typing=False)

    def _unfold(self, fold: str) -> None:
        self._fold = self._texts[self._folded_from - 1] = fold
        self.rows_changed()

    def _set(self, text: str, typing: bool) -> None:
        if isinstance(self._fields[self.at], FoldField):
            self._unfold(text)
        self._texts[self.at] = text[:LONGEST] if self._is_number else text
        self.typing = typing
        if not typing:
            self._start = ""
        self.refresh_lines(self.at)
        self.post_message(self.Changed())

    def on_key(self, event: events.Key) -> None:
        """A digit starts the number anew, or goes on with it; a letter so for a word.

        The arrows are taken here too: as bindings they come after digits typed behind them.
        """
        if event.key in ("up", "down", "left", "right"):
            event.stop()
            event.prevent_default()
            way = 1 if event.key in ("down", "right") else -1
            if event.key in ("up", "down"):
                self.action_step(way)
            else:
                self.action_turn(way)
            return
        if event.is_printable and event.character and self._fields:
            event.stop()
            event.prevent_default()
            self._type(event.character)

    def _type(self, character: str) -> None:
        """Go on with the number or the word in focus, if the character is part of one."""
        field = self._fields[self.at]
        text = self._texts[self.at]
        if isinstance(field, SomeField) and (some := field.toggled(text, character)) is not None:
            self._set(some, typing=False)
            return
        if isinstance(field, NumberField):
            start = text if self.typing else ""
            if (typed := field.typed(start, character)) is not None:
                self._set(typed, typing=True)
                return
        elif (word := field.begun(self._start + character)) is not None:
            self._start += character
            self._set(word, typing=True)
            return
        self.post_message(self.Refused(field.takes))

    @property
    def _is_number(self) -> bool:
        return isinstance(self._fields[self.at], NumberField)

    def action_turn(self, way: int) -> None:
        self._set(self._fields[self.at].turned(self._texts[self.at], way), typing=False)

    def action_erase(self) -> None:
        """Take the last character back."""
        field = self._fields[self.at]
        if isinstance(field, NumberField):
            self._set(self._texts[self.at][:-1], typing=True)
        elif self._start:
            self._start = self._start[:-1]
            text = field.begun(self._start) if self._start else self._texts[self.at]
            self._set(text or "", typing=bool(self._start))

    def action_empty(self) -> None:
        if self._is_number:
            self._set("", typing=True)

    def action_pick(self) -> None:
        """Send the values; on the line of the folded fields, unfold them or fold them away."""
        if isinstance(self._fields[self.at], FoldField):
            self._set("hidden" if self.is_unfolded else "shown", typing=False)
        else:
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
        elif event.x >= start + 2 + len(self._fields[row].shown(self._texts[row])):
            self.action_turn(1)
