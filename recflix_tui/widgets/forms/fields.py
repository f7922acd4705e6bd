"""The fields of a form: a number to type, one of a few words, yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DIGITS = frozenset("0123456789.")
MINUS = "-"
Value = float | int | str


@dataclass(frozen=True)
class NumberField:
    """A number to set."""

    name: str
    """The setting's."""
    label: str
    """What stands before it; what follows a comma is a remark."""
    steps: Sequence[float]
    """The values that the arrows go through, ascending."""
    is_whole: bool
    """Whether it has no decimals."""
    is_signed: bool = False
    """Whether it may be below 0, so that a minus can be typed."""
    help: str = ""
    """What is said of it while it has the focus, "" for nothing."""

    @property
    def called(self) -> str:
        """What a sentence calls it: `epochs`, not `epochs, at most`."""
        return self.label.partition(",")[0]

    def told(self, text: str) -> str:
        """What is said of it while it has the focus."""
        return self.help

    def shown(self, text: str) -> str:
        """The text as it stands in the form."""
        return text

    def read(self, text: str) -> float | int | None:
        """The number typed, None where it is none."""
        try:
            return int(text) if self.is_whole else float(text)
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
        return f"{self.called} must be {'a whole number' if self.is_whole else 'a number'}"

    def typed(self, text: str, character: str) -> str | None:
        """The text with a character typed behind it, None where it is no part of a number."""
        fits = character in DIGITS or (character == MINUS and self.is_signed and not text)
        return text + character if fits else None

    @property
    def takes(self) -> str:
        """What can be typed into it."""
        minus = ", and a minus before them" if self.is_signed else ""
        return f"a number has digits and a point{minus}"


@dataclass(frozen=True)
class WordField:
    """One of a few words to choose."""

    name: str
    """The setting's."""
    label: str
    """What stands before it."""
    options: Sequence[str]
    """The words, in the order of the arrows."""
    help: str = ""
    """What is said of it while it has the focus, "" for nothing."""

    @property
    def called(self) -> str:
        """What a sentence calls it."""
        return self.label

    def told(self, text: str) -> str:
        """What is said of it while it has the focus and this text."""
        return self.help

    def shown(self, text: str) -> str:
        """The text as it stands in the form."""
        return text

    def read(self, text: str) -> Value:
        """The word itself."""
        return text

    def turned(self, text: str, way: int) -> str:
        """The word after (1) or before (-1) this one; the ends are ends."""
        at = self.options.index(text) + way
        return self.options[min(max(at, 0), len(self.options) - 1)]

    def wrong(self, text: str) -> str:
        """A word chosen is never wrong."""
        return ""

    def begun(self, start: str) -> str | None:
        """The first of the words that begins so, None where none does."""
        start = start.casefold()
        return next((word for word in self.options if word.casefold().startswith(start)), None)

    @property
    def takes(self) -> str:
        """What can be typed into it."""
        return f"there is {', '.join(self.options)}"


class YesNoField(WordField):
    """Something to turn on and off."""

    def __init__(self, name: str, label: str, help: str = "") -> None:
        super().__init__(name, label, ("no", "yes"), help)

    def read(self, text: str) -> bool:
        """Whether it is on."""
        return text == "yes"


@dataclass(frozen=True)
class SomeField(WordField):
    """Some of a few names. Digits turn each on or off; the arrows, and words begun, go through
    the options: `none`, single names, `all`."""

    names: Sequence[str] = ()
    """The names, in the order of their digits, from 1."""

    def chosen(self, text: str) -> tuple[str, ...]:
        """The names that a text stands for."""
        if text == "all":
            return tuple(self.names)
        return tuple(name for name in self.names if name in text.split(","))

    def toggled(self, text: str, digit: str) -> str | None:
        """The text with the name of a digit turned on or off, None where there is none."""
        at = int(digit) - 1 if digit.isascii() and digit.isdecimal() else -1
        if not 0 <= at < len(self.names):
            return None
        on = set(self.chosen(text)) ^ {self.names[at]}
        if len(on) in (0, len(self.names)):
            return "all" if on else "none"
        return ",".join(name for name in self.names if name in on)

    def shown(self, text: str) -> str:
        """The text as it stands in the form: of several names how many they are."""
        several = text not in self.options
        return f"{len(self.chosen(text))} of {len(self.names)}" if several else text

    def turned(self, text: str, way: int) -> str:
        """The option after (1) or before (-1) this one; of what is none, an end."""
        if text not in self.options:
            return "all" if way > 0 else "none"
        return super().turned(text, way)

    def told(self, text: str) -> str:
        """Which names are on (●), with the digits that turn them."""
        on = self.chosen(text)
        each = (f"{n}{'●' if m in on else '○'}{m}" for n, m in enumerate(self.names, 1))
        return f"digits: {' '.join(each)}"

    @property
    def takes(self) -> str:
        """What can be typed into it."""
        return f"there is none, all, or digits to {len(self.names)}"


class FoldField(WordField):
    """The line that the fields after it are folded under."""

    def __init__(self) -> None:
        super().__init__("more", "more settings", ("hidden", "shown"))


Field = NumberField | WordField


@dataclass(frozen=True)
class Problem:
    """What is wrong with the values of a form."""

    line: str
    """What is wrong, in a line."""
    name: str = ""
    """The name of the field that it is about, "" where it is about no field alone."""


def written(value: Value) -> str:
    """A number as short as it can be read back; a word as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"
