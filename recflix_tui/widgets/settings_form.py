"""Numbers to set, one a line, by keys alone or by mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.pick_list import Part, PickList

LONGEST = 12  # characters of a number


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


def written(value: float) -> str:
    """A number as short as it can be read back."""
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


class SettingsForm(PickList):
    """Fields of numbers: arrows step through them, digits are typed over them.

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

    def __init__(
        self,
        settings: Sequence[Setting],
        values: Mapping[str, float],
        check: Callable[[Mapping[str, float]], str | None],
    ) -> None:
        super().__init__()
        self._settings = settings
        self._texts = [written(values[s.name]) for s in settings]
        self._check = check
        self.typing = False
        """Whether a number is being typed: until that ends, letters are no keys."""

    @property
    def wrong_row(self) -> int | None:
        """The field that `problem` speaks of."""
        problem = self.problem or ""
        names = [s.called for s in self._settings]
        return next((i for i, name in enumerate(names) if problem.startswith(f"{name} ")), None)

    @property
    def problem(self) -> str | None:
        """What is wrong with the values, in a line."""
        for setting, text in zip(self._settings, self._texts, strict=True):
            if setting.read(text) is None:
                kind = "a whole number" if setting.whole else "a number"
                return f"{setting.called} must be {kind}"
        return self._check(self._read())

    @property
    def values(self) -> dict[str, float]:
        """The values by name; only while there is no problem."""
        return self._read()

    def _read(self) -> dict[str, float]:
        pairs = zip(self._settings, self._texts, strict=True)
        return {s.name: s.read(text) or 0 for s, text in pairs}

    # --- drawing ----------------------------------------------------------------------------

    def row_count(self) -> int:
        return len(self._settings)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        focused = self.has_focus and row == self.at
        setting, text = self._settings[row], self._texts[row]
        room = width - 1 - 16
        value = f"‹ {text}{'▏' if self.typing else ''} ›" if focused else f"  {text}"
        right = setting.read(text) is not None
        style = ("figure" if focused else "strong") if right else "less"
        return [(" " + fit(setting.label, 16), "quiet"), (fit(value, room), style)]

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
        self._texts[self.at] = text[:LONGEST]
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
        if of_number:
            self._set((self._texts[self.at] if self.typing else "") + character, typing=True)
        elif self.typing and event.key == "escape":
            self._stop_typing()
        elif self.typing and character.isprintable() and character:
            self.post_message(self.Refused())
        else:
            return
        event.stop()
        event.prevent_default()

    def action_turn(self, way: int) -> None:
        value = self._settings[self.at].read(self._texts[self.at])
        steps = self._settings[self.at].steps
        now = steps[0] if value is None else self._settings[self.at].beside(value, way)
        self._set(written(now), typing=False)

    def action_erase(self) -> None:
        self._set(self._texts[self.at][:-1], typing=True)

    def action_empty(self) -> None:
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
        start = 18
        if event.x <= start + 1:
            self.action_turn(-1)
        elif event.x >= start + 2 + len(self._texts[row]):
            self.action_turn(1)
