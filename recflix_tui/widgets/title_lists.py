"""Lists of one title's screen: what is like it, and what moved its prediction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.pick_list import Part, PickList
from recflix_tui.widgets.stars import stars_text
from recflix_tui.widgets.why_line import signed

LONGEST_BAR = 48  # cells
WIDE = 50  # cells from which a rating is shown in stars
ZERO = "│"


@dataclass(frozen=True)
class Neighbour:
    """A title like another one; `prediction` is None without a model."""

    item: int
    title: str
    year: int | None
    prediction: float | None
    stars: float | None


class SimilarList(PickList):
    """Similar titles, the likest first."""

    neighbours: Sequence[Neighbour] = ()

    def show(self, neighbours: Sequence[Neighbour]) -> None:
        """Show other titles."""
        self.neighbours = neighbours
        self.rows_changed()

    def row_count(self) -> int:
        return len(self.neighbours)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        near = self.neighbours[row]
        figure = "" if near.prediction is None else f"{near.prediction:.1f}"
        own = "" if near.stars is None else stars_text(near.stars)
        year = str(near.year) if near.year else ""
        return [
            (" " + fit(near.title, width - 18), "text"),
            (f" {year:>4}", "quiet"),
            (f"  {figure:>3}", "figure"),
            (f" {own:<6}", "figure"),
        ]


@dataclass(frozen=True)
class Effect:
    """One rating of the person, and the stars it added."""

    item: int
    title: str
    rating: float
    effect: float


class WhyBars(PickList):
    """What each rating did to the prediction: bars to both sides of a zero line."""

    effects: Sequence[Effect] = ()
    _longest: tuple[float, float] = (0.0, 0.0)

    def show(self, effects: Sequence[Effect]) -> None:
        """Show other effects, in their order."""
        self.effects = effects
        self._longest = (
            max((-e.effect for e in effects), default=0.0),
            max((e.effect for e in effects), default=0.0),
        )
        self.rows_changed()

    def row_count(self) -> int:
        return len(self.effects)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        effect = self.effects[row]
        wide = width >= WIDE
        room = min(width // 3, LONGEST_BAR) if wide else max(width // 4, 6)
        rating = f" {stars_text(effect.rating):<5}" if wide else f" {effect.rating:>3g}"
        name = max(width - 1 - len(rating) - 7 - room, 4)
        style = "more" if effect.effect >= 0 else "less"
        return [
            (" " + fit(effect.title, name), "text"),
            (rating, "figure"),
            (f" {signed(effect.effect):>5} ", style),
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


@dataclass(frozen=True)
class Pick:
    """A top pick; `is_new` where the last answer brought it."""

    item: int
    title: str
    year: int | None
    prediction: float
    is_new: bool


class PicksList(PickList):
    """Top picks, the best first; those that just came are marked."""

    picks: Sequence[Pick] = ()

    def show(self, picks: Sequence[Pick]) -> None:
        """Show other picks."""
        self.picks = picks
        self.rows_changed()

    @property
    def focused_item(self) -> int | None:
        """The item of the pick in focus."""
        return self.picks[self.at].item if self.picks else None

    def row_count(self) -> int:
        return len(self.picks)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        pick = self.picks[row]
        year = str(pick.year) if pick.year else ""
        return [
            (" " + fit(pick.title, width - 18), "text"),
            (f" {year:>4}  ", "quiet"),
            (f"{pick.prediction:.1f}  ", "figure"),
            ("▲ new" if pick.is_new else "     ", "more"),
        ]
