"""The trained versions, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from recflix_tui.widgets.cells import fit, shorten
from recflix_tui.widgets.pick_list import Part, PickList

ACTIVE = "●"


@dataclass(frozen=True)
class VersionLook:
    """A version as it is shown."""

    version: int
    active: bool
    holdout: float | None
    when: str
    settings: str
    damage: str | None = None


class VersionList(PickList):
    """Versions with their holdout RMSE, when they were trained and how."""

    versions: Sequence[VersionLook] = ()

    def show(self, versions: Sequence[VersionLook]) -> None:
        """Show other versions; the one in focus keeps it while it is there."""
        before = self.focused_version
        self.versions = versions
        numbers = [v.version for v in versions]
        if before in numbers:
            self.at = numbers.index(before)
        self.rows_changed()

    @property
    def focused_version(self) -> int | None:
        """The number of the version in focus."""
        return self.versions[self.at].version if self.at < len(self.versions) else None

    def row_count(self) -> int:
        return len(self.versions)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        look = self.versions[row]
        holdout = "" if look.holdout is None else f"{look.holdout:.3f}"
        start = f" {look.version:>3}   "
        rest = width - 2 - cell_len(start) - 8 - 18
        said = look.damage or look.settings
        return [
            (f" {ACTIVE if look.active else ' '}", "more"),
            (start, "strong" if look.active else "text"),
            (fit(holdout, 8), "figure" if look.active else "text"),
            (fit(look.when, 18), "quiet"),
            (shorten(said, max(rest, 0)), "less" if look.damage else "quiet"),
        ]
