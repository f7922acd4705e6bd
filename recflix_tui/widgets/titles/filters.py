"""What narrows the catalogue: a genre, a decade, what one did about a title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from recflix_tui.recommend.browse import Own
from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.lists.pick_list import Part, PickList

ON = "●"


@dataclass(frozen=True)
class Narrowed:
    """The filters that are on."""

    genre: str | None = None
    """The only genre listed; None for all."""
    decade: int | None = None
    """The first year of the only decade listed; None for all years."""
    own: Own | None = None
    """What one did about the only titles listed; None for whatever one did."""

    @property
    def words(self) -> tuple[str, ...]:
        """The filters in words: `Sci-Fi`, `1980s`, `unrated`."""
        decade = None if self.decade is None else f"{self.decade}s"
        own = None if self.own is None else self.own.value
        return tuple(w for w in (self.genre, decade, own) if w)


@dataclass(frozen=True)
class Choice:
    """A row of the filters: a heading, a blank, or a change that it makes."""

    label: str
    """What it says; empty for a blank."""
    group: str
    """The field of `Narrowed` that it is about."""
    value: str | int | None = None
    """What it sets that field to."""
    heading: bool = False
    """Whether it can only be read."""

    def is_on(self, now: Narrowed) -> bool:
        """Whether this is what is chosen of its group."""
        return not self.heading and getattr(now, self.group) == self.value

    def chosen(self, now: Narrowed) -> Narrowed:
        """The filters after choosing this; choosing what is on takes it off."""
        value = None if self.is_on(now) else self.value
        if self.group == "own":
            return replace(now, own=value if isinstance(value, Own) else None)
        if self.group == "genre":
            return replace(now, genre=value if isinstance(value, str) else None)
        return replace(now, decade=value if isinstance(value, int) else None)


def own_choices() -> list[Choice]:
    """What one may have done about a title, under its heading."""
    rows = [Choice("yours", "own", heading=True), Choice("all", "own")]
    return rows + [Choice(own.value, "own", own) for own in Own]


def genre_choices(genres: Sequence[str]) -> list[Choice]:
    """The genres under their heading."""
    rows = [Choice("genre", "genre", heading=True), Choice("all", "genre")]
    return rows + [Choice(genre, "genre", genre) for genre in genres]


def decade_choices(decades: Sequence[int]) -> list[Choice]:
    """The decades under their heading."""
    rows = [Choice("decade", "decade", heading=True), Choice("all", "decade")]
    return rows + [Choice(f"{decade}s", "decade", decade) for decade in decades]


def all_choices(genres: Sequence[str], decades: Sequence[int]) -> list[Choice]:
    """Every filter, as the list at the left of the catalogue shows them."""
    blank = Choice("", "", heading=True)
    own, genre, decade = own_choices(), genre_choices(genres), decade_choices(decades)
    return [*own, blank, *genre, blank, *decade]


class FilterList(PickList):
    """The choices; those that are on carry a mark."""

    @dataclass
    class Chosen(Message):
        """Other filters are to be on."""

        narrowed: Narrowed

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "pick", "Choose", show=False)]
    picks_at_first_click = True

    def __init__(self, choices: Sequence[Choice] = (), now: Narrowed | None = None) -> None:
        super().__init__()
        self.choices = choices
        self.now = now or Narrowed()

    def show(self, choices: Sequence[Choice], now: Narrowed) -> None:
        """Show other choices, and which of them are on."""
        if (choices, now) != (self.choices, self.now):
            self.choices, self.now = choices, now
            self.rows_changed()

    def focus_group(self, group: str) -> None:
        """Put the focus on what is on of a group."""
        on = [i for i, c in enumerate(self.choices) if c.group == group and c.is_on(self.now)]
        rows = [i for i, c in enumerate(self.choices) if c.group == group and not c.heading]
        for row in (on or rows)[:1]:
            self.focus_row(row)
        self.focus()

    def on_blur(self) -> None:
        """Left, the list shows its beginning again, as one looks for it there."""
        self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def row_count(self) -> int:
        return len(self.choices)

    def can_pick(self, row: int) -> bool:
        return not self.choices[row].heading

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        choice = self.choices[row]
        if choice.heading:
            return [(" " + fit(choice.label, width - 1), "quiet")]
        on = choice.is_on(self.now)
        # "all" is on where nothing is chosen: it needs no mark.
        marked = on and choice.value is not None
        style = "figure" if marked else "text" if on else "quiet"
        return [(f"{ON if marked else ' '} ", "figure"), (fit(choice.label, width - 2), style)]

    @on(PickList.Picked)
    def _choose(self, event: PickList.Picked) -> None:
        event.stop()
        self.post_message(self.Chosen(self.choices[event.row].chosen(self.now)))
