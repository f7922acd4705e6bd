"""What an import would do or did, in words and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from recflix_tui.commands.history.titles import year_data
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.history.values import Did
from recflix_tui.library.history.did_words import DID_WORDS, of_these_wait
from recflix_tui.library.history.values import Fate, Outcome, Plan
from recflix_tui.library.library import Library
from recflix_tui.store.records import Profile
from recflix_tui.text import clean, counted

if TYPE_CHECKING:
    from recflix_tui.library.history.what_changed import FarOff, WhatChanged


def plan_words(plan: Plan) -> list[str]:
    """What is in a file and what would become of it, a line each."""
    export, fates = plan.export, plan.fates
    dids = [
        counted(n, "rating") if did is Did.RATED else f"{n:,} {DID_WORDS[did]}"
        for did, n in plan.dids.items()
        if n
    ]
    n_waiting = sum(plan.new_waiting.values())
    acts = (
        (fates[Fate.NEW], f"new{of_these_wait(fates[Fate.NEW], n_waiting)}"),
        (fates[Fate.CHANGES], "in place of older ratings"),
        (fates[Fate.SAME], "here already"),
        (fates[Fate.KEPT], "older than yours, which stay"),
        (fates[Fate.OFF], "that you took off here, and stay off"),
        (fates[Fate.TWICE], "named twice in the file, of which the last counts"),
    )
    films = (
        (len(plan.sure), "found"),
        (len(plan.unsure), "found, but may be others"),
        (len(plan.waiting), "not found: they wait, and count in nothing"),
    )
    lines = [f"{clean(export.name)}, {clean(plan.file)}: {', '.join(dids) or 'nothing'}"]
    for what, counts in (("ratings and marks", acts), ("films", films)):
        told = [f"{n:,} {words}" for n, words in counts if n]
        lines += [f"{what}: {'; '.join(told)}"] if told else []
    if export.n_series:
        lines.append(f"series: {export.n_series:,} left out; RecFlix knows films alone")
    lines += [f"left out: {counted(n, 'row')}, {reason}" for reason, n in _left_out(plan).items()]
    return [*lines, *map(clean, export.notes)]


def change_words(changed: WhatChanged, dataset: Dataset) -> list[str]:
    """What an import changed, section by section."""
    from recflix_tui.library.history.changed_words import lines_of

    lines: list[str] = []
    for heading, told in lines_of(changed, dataset):
        lines += [heading, *(f"  {line}" for line in told)]
    return lines


def report(
    library: Library,
    profile: Profile,
    outcome: Outcome,
    dry_run: bool,
    changed: WhatChanged | None = None,
) -> dict[str, Any]:
    """An import as JSON; changed: what it changed, None where it was not done."""
    plan = outcome.plan
    dataset = library.snapshot.need_dataset()
    return {
        "profile": profile.name,
        "source": plan.export.name,
        "file": plan.file,
        "dry_run": dry_run,
        "films": {
            "found": len(plan.sure),
            "unsure": len(plan.unsure),
            "waiting": len(plan.waiting),
        },
        "acts": {fate.value: n for fate, n in plan.fates.items()},
        "new_waiting": sum(plan.new_waiting.values()),
        "by_kind": {did.value: n for did, n in plan.dids.items()},
        "series": plan.export.n_series,
        "left_out": _left_out(plan),
        "notes": list(plan.export.notes),
        "import": outcome.number,
        "backup": outcome.backup or None,
        "changed": None if changed is None else _changed_data(changed, dataset),
    }


def _left_out(plan: Plan) -> dict[str, int]:
    """Why rows were left out, and how many for that, the most first."""
    counts = Counter(clean(row.reason) for row in plan.export.left_out)
    return dict(counts.most_common())


def _changed_data(changed: WhatChanged, dataset: Dataset) -> dict[str, Any]:
    beside = changed.beside_crowd
    return {
        "new": {did.value: n for did, n in changed.new.items()},
        "top_picks": [
            year_data(dataset, item) | {"new": item in changed.new_picks} for item in changed.picks
        ],
        "has_model": changed.has_model,
        "predicted": None if changed.predicted is None else asdict(changed.predicted),
        "may_be_known": changed.may_be_known,
        "ratings": changed.n_ratings,
        "beside_crowd": None
        if beside is None
        else asdict(beside)
        | {
            "liked_more": [_far_off(dataset, title) for title in beside.liked_more],
            "liked_less": [_far_off(dataset, title) for title in beside.liked_less],
        },
    }


def _far_off(dataset: Dataset, title: FarOff) -> dict[str, Any]:
    return year_data(dataset, title.item) | {"stars": title.stars, "crowd": title.crowd}
