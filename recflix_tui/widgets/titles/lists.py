"""Lists of one title's screen: what is like it, and what moved its prediction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from recflix_tui.widgets.cells import fit, fit_title
from recflix_tui.widgets.drawn_titles import DrawsTitles
from recflix_tui.widgets.lists.pick_list import Part, PickList
from recflix_tui.widgets.pictures.figures import hundredths, one_digit, signed
from recflix_tui.widgets.stars import stars_text

LONGEST_BAR = 48  # cells
WIDE = 50  # cells from which a rating is shown in stars
ROOMY = 40  # cells from which there is room for more marks beside a rating
MOST_SAID = 34  # cells of what was done with a title
MOST_SAID_NARROW = 12
ZERO = "│"


@dataclass(frozen=True)
class Neighbour:
    """A title like another one."""

    item: int
    """The dataset's item."""
    title: str
    """Its title, without the year."""
    year: int | None
    """The year that it came out, None where unknown."""
    prediction: float | None
    """Stars; None without a model."""
    stars: float | None
    """The own rating; None where there is none."""
    signs: str = ""
    """Those of its marks: `◆✓`."""


class TitleList(DrawsTitles, PickList):
    """Rows that are each about a title."""

    @property
    def items(self) -> Sequence[int]:
        """The items of the rows, in their order."""
        return ()

    @property
    def focused_item(self) -> int | None:
        """The item of the row in focus."""
        return self.items[self.at] if self.at < len(self.items) else None

    def titles_in_view(self) -> Sequence[int]:
        first = self.scroll_offset.y
        return self.items[first : first + self.size.height]


class SimilarList(TitleList):
    """Similar titles, the likest first."""

    neighbours: Sequence[Neighbour] = ()

    def show(self, neighbours: Sequence[Neighbour]) -> None:
        """Show other titles."""
        self.neighbours = neighbours
        self.rows_changed()

    @property
    def items(self) -> Sequence[int]:
        return [near.item for near in self.neighbours]

    def row_count(self) -> int:
        return len(self.neighbours)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        near = self.neighbours[row]
        figure = "" if near.prediction is None else one_digit(near.prediction)
        own = ("" if near.stars is None else stars_text(near.stars)) + near.signs
        room = 6 if width < ROOMY else 8
        year = str(near.year) if near.year else ""
        return [
            (" " + fit_title(near.title, width - 13 - room), "text"),
            (f" {year:>4}", "quiet"),
            (f"  {figure:>3}", "figure"),
            (f"  {fit(own, room)}", "figure"),
        ]


@dataclass(frozen=True)
class Effect:
    """A title that one rated, watched or opened, and what that did to another."""

    item: int
    """The dataset's item that was rated."""
    title: str
    """Its title, without the year."""
    rating: float | None
    """The rating, in stars; None where the title was not rated."""
    effect: float
    """What it did: stars that it added to the prediction, or its share of all that did."""
    signs: str = ""
    """Those of the title's marks: `◆✓`."""
    how: str = ""
    """What was done with it, where it was not rated: "watched"; empty: it was said to be liked."""


class EffectBars(TitleList):
    """What each rating did: bars to both sides of a zero line.

    What the smallest did together is a last line, which cannot have the focus.
    """

    effects: Sequence[Effect] = ()
    rest: tuple[int, int] = (0, 0)
    _longest: tuple[float, float] = (0.0, 0.0)
    _longest_how = 0

    def show(self, effects: Sequence[Effect], rest: tuple[int, int] = (0, 0)) -> None:
        """Show other effects, in their order; `rest` is how many more there are, and their sum.

        The sum is in hundredths. The focus stays on its title.
        """
        before = self.focused_item
        self.effects, self.rest = effects, rest
        if before in self.items:
            self.at = self.items.index(before)
        self._longest_how = max((cell_len(e.how) + 2 for e in effects if e.how), default=0)
        self._longest = (
            max((-e.effect for e in effects), default=0.0),
            max((e.effect for e in effects), default=0.0),
        )
        self.rows_changed()

    def figure(self, effect: int) -> str:
        """How an effect is shown, given in hundredths."""
        return signed(effect)

    @property
    def items(self) -> Sequence[int]:
        return [effect.item for effect in self.effects]

    def row_count(self) -> int:
        return len(self.effects) + (1 if self.rest[0] else 0)

    def can_pick(self, row: int) -> bool:
        return row < len(self.effects)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        wide = width >= WIDE
        most = min(MOST_SAID, 2 * width // 5) if wide else MOST_SAID_NARROW
        told = min(self._longest_how, most)
        room = (
            min(width // (6 if told else 3), LONGEST_BAR)
            if wide
            else max(width // (6 if told else 4), 6)
        )
        rated = max(9 if wide else 6, told)
        name = max(width - 1 - rated - 7 - room, 4)
        if row == len(self.effects):
            count, total = self.rest
            said = fit(f"{count} more, each small", name + rated)
            return [(f" {said}", "quiet"), (f" {self.figure(total):>5}", "quiet")]
        effect = self.effects[row]
        own = effect.how or _given(effect.rating, wide)
        style = "more" if effect.effect >= 0 else "less"
        return [
            (" " + fit_title(effect.title, name), "text"),
            (" " + fit(own + effect.signs, rated - 1), "figure"),
            (f" {self.figure(hundredths(effect.effect)):>5} ", style),
            *self._bar(effect.effect, room, style),
        ]

    def _bar(self, effect: float, room: int, style: str) -> Iterable[Part]:
        """A bar left or right of the zero line, to half a cell."""
        less, more = (max(value, 0.0) for value in self._longest)
        scale = (room - 1) / (less + more) if less + more else 0.0
        left = round(less * scale)
        right = room - 1 - left
        halves = round(abs(effect) * scale * 2)
        if effect < 0:
            text = "╺" * (halves % 2) + "━" * (halves // 2)
            return [(f"{text[-left:] if left else '':>{left}}", style), (ZERO, "track")]
        text = "━" * (halves // 2) + "╸" * (halves % 2)
        return [(" " * left + ZERO, "track"), (text[:right], style)]


def _given(rating: float | None, wide: bool) -> str:
    """A rating as it is shown; wide: whether there is room for its stars."""
    if rating is None:
        return "liked"
    return stars_text(rating) if wide else f"{rating:>3g}"


class WhyBars(EffectBars):
    """What each rating did to the predicted stars."""


class PickBars(EffectBars):
    """What each rating is of all that brought a title here, popularity too, as a share of one."""

    def figure(self, effect: int) -> str:
        return f"{effect} %".replace("-", "−")


@dataclass(frozen=True)
class Pick:
    """A top pick."""

    item: int
    """The dataset's item."""
    title: str
    """Its title, without the year."""
    year: int | None
    """The year that it came out, None where unknown."""
    prediction: float
    """Stars."""
    is_new: bool
    """Whether the last answer brought it."""


class PicksList(TitleList):
    """Top picks, the best first; those that just came are marked."""

    picks: Sequence[Pick] = ()

    def show(self, picks: Sequence[Pick]) -> None:
        """Show other picks."""
        self.picks = picks
        self.rows_changed()

    @property
    def items(self) -> Sequence[int]:
        return [pick.item for pick in self.picks]

    def row_count(self) -> int:
        return len(self.picks)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        pick = self.picks[row]
        year = str(pick.year) if pick.year else ""
        return [
            (" " + fit_title(pick.title, width - 18), "text"),
            (f" {year:>4}  ", "quiet"),
            (f"{one_digit(pick.prediction)}  ", "figure"),
            ("▲ new" if pick.is_new else "     ", "more"),
        ]
