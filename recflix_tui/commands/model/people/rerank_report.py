"""What re-ranking costs and gains, as text, at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recflix_tui.commands.model.people.per_cent import apart
from recflix_tui.commands.model.people.report import asked_about
from recflix_tui.evaluation.rerank.ways import GROUPS
from recflix_tui.recommend.rerank.picks import CANDIDATES

if TYPE_CHECKING:
    from recflix_tui.evaluation.comparison import Row
    from recflix_tui.evaluation.people.protocol import People

_FOUND = "ndcg@10"
# What a list is like: how each is called, and the format of the plain list's.
_LIKE = {
    "calibration_gap": ("gap", ".3f"),
    "later_gap": ("later", ".3f"),
    "diversity_of_kind": ("kind", ".3f"),
    "diversity": ("ratings", ".3f"),
    "novelty": ("novelty", ".2f"),
}


def report(
    name: str, given: int, people: People, rows: Sequence[Row], *, without_tuned: bool = False
) -> str:
    """Each way beside the plain list, the first of the rows; the others as in the report on
    people."""
    plain = rows[0]
    heads = ["", "NDCG@10", *(called for called, _ in _LIKE.values())]
    values = [f"{plain.figures[metric].value:{form}}" for metric, (_, form) in _LIKE.items()]
    cells = [heads, [plain.name, f"{plain.figures[_FOUND].value:.4f}", *values]]
    for row in rows[1:]:
        cells.append([row.name, _cost(row, plain), *(_signed(row, plain, of) for of in _LIKE)])
    lines = [
        *asked_about(name, given, people),
        "",
        f"the first 10, chosen from {CANDIDATES} titles: the figures of the plain list, and by how",
        "many per cent of them those of the other ways are more or less",
        *_in_groups(cells),
        "",
        "in brackets: 95 % intervals, by resampling people, in pairs",
        "gap: how far the genres are from those of the ratings given (Kullback-Leibler,",
        "  Steck 2018); later: from those of what was liked later",
        "kind, ratings: how unlike the titles are by genres, years and tags, and by who",
        "  rated them; novelty: how little known they are, in bits",
    ]
    if without_tuned:
        lines.append("without what tune kept: its search saw the people held out here")
    return "\n".join(lines)


def _in_groups(cells: Sequence[Sequence[str]]) -> list[str]:
    """The lines of the table, what each group of ways is before it."""
    widths = [max(len(line[c]) for line in cells) for c in range(len(cells[0]))]
    lines, words = [], dict(GROUPS)
    for line in cells:
        said = words.pop(line[0].split("-")[0], None)
        if said is not None:
            lines.append(f"{said}:")
        padded = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        lines.append("  ".join([line[0].ljust(widths[0]), *padded]).rstrip())
    return lines


def _cost(row: Row, plain: Row) -> str:
    value, bounds = apart(row, plain, _FOUND)
    text = f"{value:+.1f}"
    return text if bounds is None else f"{text} [{bounds[0]:+.1f} {bounds[1]:+.1f}]"


def _signed(row: Row, plain: Row, metric: str) -> str:
    return f"{apart(row, plain, metric)[0]:+.1f}"
