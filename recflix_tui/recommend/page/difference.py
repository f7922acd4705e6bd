"""What moves between two pages of the same profile: what came, what left, what stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from recflix_tui.recommend.row.row import Row

AS_IT_IS = "as it is"


@dataclass(frozen=True)
class RowDifference:
    """One row as it was and as it is, as far as it is seen before anybody scrolls."""

    key: str
    """What tells the row from every other."""
    title: str
    """Its heading, that of after where the row is there."""
    before: tuple[int, ...]
    """The items that were seen of it, in order; none where it was not there."""
    after: tuple[int, ...]
    """The items that are seen of it, in order; none where it is gone."""
    place_before: int | None
    """Which row of the page it was, from 0; None where it was not there."""
    place_after: int | None
    """Which row of the page it is, from 0; None where it is gone."""

    @property
    def is_new(self) -> bool:
        """Whether the row is there after alone."""
        return self.place_before is None

    @property
    def is_gone(self) -> bool:
        """Whether the row was there before alone."""
        return self.place_after is None

    @cached_property
    def came(self) -> tuple[int, ...]:
        """The items that are seen after alone, in order."""
        there = set(self.before)
        return tuple(item for item in self.after if item not in there)

    @cached_property
    def left(self) -> tuple[int, ...]:
        """The items that were seen before alone, in order."""
        there = set(self.after)
        return tuple(item for item in self.before if item not in there)

    @cached_property
    def climbed(self) -> dict[int, int]:
        """By how many places each item that is seen on both stands higher after, below 0 lower;
        those that stand where they stood are left out."""
        was = {item: place for place, item in enumerate(self.before)}
        moves = {item: was[item] - at for at, item in enumerate(self.after) if item in was}
        return {item: by for item, by in moves.items() if by}

    @property
    def is_same(self) -> bool:
        """Whether the same items are seen in the same order, on both pages."""
        return not (self.is_new or self.is_gone) and self.before == self.after

    @property
    def became(self) -> str:
        """What became of it, in words: `gone`, `new`, `7 of 8 changed`, `another order`,
        `as it is`."""
        if self.is_same:
            return AS_IT_IS
        if self.is_gone:
            return "gone"
        if self.is_new:
            return "new"
        if self.came or self.left:
            n = max(len(self.came), len(self.left))
            return f"{n} of {max(len(self.before), len(self.after))} changed"
        return "another order"


@dataclass(frozen=True)
class PageDifference:
    """All rows of two pages."""

    rows: tuple[RowDifference, ...] = ()
    """The rows of after in their order; one that is gone stands below the row that it followed."""

    @property
    def moved(self) -> tuple[RowDifference, ...]:
        """Those rows that are not as they were."""
        return tuple(row for row in self.rows if not row.is_same)

    @property
    def is_same(self) -> bool:
        """Whether the pages show the same rows, titles and orders."""
        return not self.moved and self._order_is_same

    @property
    def _order_is_same(self) -> bool:
        return all(row.place_before == row.place_after for row in self.rows)


def page_difference(before: Sequence[Row], after: Sequence[Row], seen: int) -> PageDifference:
    """Return what moved from one page to another, of the first `seen` titles of each row."""
    were = {row.key: (place, row) for place, row in enumerate(before)}
    are = {row.key: (place, row) for place, row in enumerate(after)}
    return PageDifference(
        tuple(_row(key, were.get(key), are.get(key), seen) for key in _order(before, after))
    )


def _order(before: Sequence[Row], after: Sequence[Row]) -> Iterator[str]:
    """The keys of all rows: those of after, each followed by the gone rows that stood below it."""
    kept = {row.key for row in after}
    followers: dict[str, list[str]] = {"": []}  # of no row: those that stood on top
    above = ""
    for row in before:
        if row.key in kept:
            above = row.key
        else:
            followers.setdefault(above, []).append(row.key)
    yield from followers[""]
    for row in after:
        yield row.key
        yield from followers.get(row.key, ())


def _row(
    key: str, was: tuple[int, Row] | None, now: tuple[int, Row] | None, seen: int
) -> RowDifference:
    either = now or was
    assert either is not None
    return RowDifference(
        key,
        either[1].title,
        was[1].items[:seen] if was else (),
        now[1].items[:seen] if now else (),
        was[0] if was else None,
        now[0] if now else None,
    )
