"""What one rating changes of Home's rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recflix_tui.recommend.row.row import Row


@dataclass(frozen=True)
class RowChange:
    """One row, without the rating against with it."""

    key: str
    """What tells the row from others."""
    title: str
    """Its heading."""
    came: tuple[int, ...]
    """The items that stand on it only with the rating, in the row's order."""
    left: tuple[int, ...]
    """Those that stood on it only without, in the order that they had."""
    moved: int
    """How many of the others stand at another place among themselves."""
    is_new: bool
    """Whether the row is there only with the rating; then nothing left it."""

    @property
    def n_other(self) -> int:
        """How many titles came and left."""
        return len(self.came) + len(self.left)


def row_changes(before: Sequence[Row], after: Sequence[Row]) -> tuple[RowChange, ...]:
    """What became of each row that is there with the rating, in the page's order."""
    earlier = {row.key: row for row in before}
    return tuple(_change(earlier.get(row.key), row) for row in after)


def changed_row(changes: Sequence[RowChange]) -> RowChange | None:
    """The uppermost row that a title came to or left; where there is none, the uppermost that is
    new, then that in another order; None where every row is the same."""
    there = [change for change in changes if change.n_other and not change.is_new]
    new = [change for change in changes if change.is_new]
    turned = [change for change in changes if change.moved]
    return next(iter([*there, *new, *turned]), None)


def _change(before: Row | None, after: Row) -> RowChange:
    if before is None:
        return RowChange(after.key, after.title, after.items, (), 0, True)
    was, stands = set(before.items), set(after.items)
    stayed = [item for item in before.items if item in stands]
    now = [item for item in after.items if item in was]
    return RowChange(
        key=after.key,
        title=after.title,
        came=tuple(item for item in after.items if item not in was),
        left=tuple(item for item in before.items if item not in stands),
        moved=sum(one != other for one, other in zip(stayed, now, strict=True)),
        is_new=False,
    )
