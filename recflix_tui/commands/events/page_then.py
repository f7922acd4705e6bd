"""The page of a profile as it was after an event, as commands print it."""

from __future__ import annotations

from typing import Any

from recflix_tui.library.acts.then_words import lacks_words
from recflix_tui.library.library import Library
from recflix_tui.recommend.row.row import USUAL_SCREEN

TITLES = 5  # titles of a row that are named in words


def page_then(library: Library, profile_id: int, event_id: int) -> tuple[dict[str, Any], str]:
    """The page after the event of that number, as JSON and in words; nothing without a dataset."""
    if library.snapshot.dataset is None:
        return {}, ""
    then = library.travel.then(profile_id, event_id)
    version, dataset = then.in_use.version, then.dataset
    rows = then.page.rows if then.page is not None else ()
    data = {
        "model": version,
        "model_known": then.in_use.is_known,
        "problem": then.gone or None,
        "not_kept": [kind.value for kind in then.lacks],
        "kept_in_part": {
            kind.value: [[start or None, end] for start, end in gaps] for kind, gaps in then.in_part
        },
        "rows": [
            {
                "key": row.key,
                "title": row.title,
                "movie_ids": [int(dataset.movie_ids[item]) for item in row.items],
            }
            for row in rows
        ],
    }
    known = "in use then" if then.in_use.is_known else "the oldest still here"
    head = (
        "the page, without a model" if version is None else f"the page by model {version}, {known}"
    )
    lines = [f"{then.gone}: the page cannot be made again" if then.gone else f"{head}:"]
    if rows:
        seen = USUAL_SCREEN  # the page depends on it: no title stands twice in view
        lines.append(
            f"  (of a screen of {seen.rows} rows and {seen.tiles} titles; the app's: of its window)"
        )
        lines.append("  (signals, region and consents as today)")
        if lacks := lacks_words(then.lacks, then.in_part):
            lines.append(f"  ({lacks})")
    for row in rows:
        titles = " · ".join(dataset.title(item) for item in row.items[:TITLES])
        more = len(row.items) - TITLES
        rest = f" · and {more:,} more" if more > 0 else ""
        lines.append(f"  {row.title}: {titles}{rest}")
    return data, "\n".join(lines)
