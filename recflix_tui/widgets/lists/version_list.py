"""The trained versions beside the one in use, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recflix_tui.widgets.cells import fit, fit_right, shorten
from recflix_tui.widgets.lists.pick_list import Part, PickList

ACTIVE = "●"
ROUGH = "≈"
NUMBER, SOLVER, RMSE, GAP, RATINGS, WHEN = 8, 6, 7, 12, 11, 14
TELLING = 12  # cells that what tells a version apart has at least


@dataclass(frozen=True)
class VersionLook:
    """A version as it is shown."""

    version: int
    """Its number."""
    active: bool
    """Whether it is the one in use."""
    solver: str
    """The name of the solver that trained it."""
    holdout: float | None
    """RMSE in stars on the ratings held out; None where none were."""
    gap: float | None
    """Stars by which its RMSE is above that of the version in use (below 0: better); None where
    the two cannot be compared."""
    exact: bool
    """Whether both were measured on the same ratings."""
    apart: bool
    """Whether they differ on these beyond chance."""
    n_ratings: int | None
    """How many it was trained on; None where that is not known."""
    when: str
    """When it was trained, in words."""
    telling: str
    """The settings that tell it from the others."""
    settings: str
    """All its settings, and what else is known of it."""
    caution: str = ""
    """What to bear in mind when its figures are compared; empty for nothing."""
    damage: str | None = None
    """What is wrong with its files; None where nothing is."""


class VersionList(PickList):
    """Versions with their solver, their RMSE and what tells them apart, in columns."""

    versions: Sequence[VersionLook] = ()

    def show(self, versions: Sequence[VersionLook]) -> None:
        """Show other versions; the one in focus keeps it while it is there."""
        before = self.focused_version
        self.versions = versions
        numbers = [v.version for v in versions]
        if before in numbers:
            self.at = numbers.index(before)
        self.rows_changed()

    def focus_version(self, version: int) -> None:
        """Give the version of that number the focus in the list, where it is there."""
        rows = [row for row, look in enumerate(self.versions) if look.version == version]
        if rows:
            self.focus_row(rows[0])

    @property
    def focused(self) -> VersionLook | None:
        """The version in focus."""
        return self.versions[self.at] if self.at < len(self.versions) else None

    @property
    def focused_version(self) -> int | None:
        """Its number."""
        return self.focused.version if self.focused else None

    @property
    def heading(self) -> str:
        """The names of the columns, from the third cell of the list."""
        active = next((look.version for look in self.versions if look.active), None)
        beside = "" if active is None or len(self.versions) < 2 else f"vs model {active}"
        return (
            fit("model", NUMBER - 1)
            + fit("solver", SOLVER)
            + fit_right("RMSE", RMSE)
            + fit_right(beside, GAP)
            + fit_right("ratings", RATINGS)
            + fit("  trained", WHEN + 2)
            + "  settings"
        )

    def row_count(self) -> int:
        return len(self.versions)

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        look = self.versions[row]
        text = "strong" if look.active else "text"
        start: list[Part] = [
            (f" {ACTIVE if look.active else ' '}", "more"),
            (fit(f" {look.version:>3}", NUMBER - 2), text),
        ]
        if look.damage:
            return [*start, (shorten(look.damage, width - NUMBER), "less")]
        known = "" if look.n_ratings is None else f"{look.n_ratings:,}"
        used = NUMBER + SOLVER + RMSE + GAP + RATINGS + 2 + WHEN
        return [
            *start,
            (fit(look.solver, SOLVER), text),
            (fit_right(_holdout(look), RMSE), "figure" if look.active else "text"),
            _gap(look),
            (fit_right(known, RATINGS), "quiet"),
            (fit(f"  {look.when}", WHEN + 2), "quiet"),
            (shorten(f"  {look.telling}", max(width - used, TELLING)), text),
        ]


def _holdout(look: VersionLook) -> str:
    return "" if look.holdout is None else f"{look.holdout:.4f}"


def _gap(look: VersionLook) -> Part:
    """The difference to the version in use: of an error, so less of it is better."""
    if look.gap is None:
        return " " * GAP, "quiet"
    units = round(look.gap * 10_000)
    said = f"{'−' if units < 0 else '+' if units else '±'}{abs(units) / 10_000:.4f}"
    if not look.exact:
        return fit_right(f"{ROUGH}{said}", GAP), "quiet"
    return fit_right(said, GAP), "quiet" if not look.apart else "more" if units < 0 else "less"
