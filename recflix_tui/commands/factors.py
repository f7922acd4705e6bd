"""`recflix factors`."""

from __future__ import annotations

import json
from typing import Any

from recflix_tui.commands.factor_words import factors_text
from recflix_tui.commands.model.training import train_first
from recflix_tui.commands.shared.common import Args, open_ready, title_data
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.labels import FactorCard, FactorEnd
from recflix_tui.factors.space import Axes, FactorSpace
from recflix_tui.library.library import Library
from recflix_tui.store.records import Profile
from recflix_tui.text import clean

N_TITLES = 8  # at each end, in JSON; fewer are printed


def factors(args: Args) -> None:
    with open_ready(args) as library:
        profile = _profile(library, args.profile)
        train_first(library)
        space = library.factors.space(Axes(args.axes))
        if args.png or args.svg:
            from recflix_tui.commands.factor_figure import save_factors

            file = args.png or args.svg
            save_factors(library, space, profile, file, "png" if args.png else "svg")
            print(f"wrote {clean(str(file))}")
            return
        dataset = library.snapshot.need_dataset()
        found = library.factors.cards(profile.id if profile else None, space, N_TITLES)
        name = profile.name if profile else None
        if args.json:
            print(json.dumps(_data(library, space, found, name)))
        else:
            print(factors_text(dataset, space, found, name))


def _profile(library: Library, name: str | None) -> Profile | None:
    """The profile asked for, else the one last in use, else the only one there is."""
    if name is not None:
        return library.profiles.find(name)
    last, there = library.profiles.last(), library.profiles.summaries()
    if last is None and len(there) == 1:
        last = there[0].id
    return None if last is None else library.profiles.get(last)


def _data(
    library: Library, space: FactorSpace, found: tuple[FactorCard, ...], profile: str | None
) -> dict[str, Any]:
    dataset, info = library.snapshot.need_dataset(), library.snapshot.model_info
    return {
        "axes": space.axes.value,
        "model": None if info is None else info.version,
        "profile": profile,
        "rest_share": space.rest_share,
        "factors": [
            {
                "number": card.number,
                "share": card.share,
                "stars": card.stars,
                "coordinate": card.coordinate,
                "percentile": card.percentile,
                "low": _end_data(dataset, card.low),
                "high": _end_data(dataset, card.high),
            }
            for card in found
        ],
    }


def _end_data(dataset: Dataset, end: FactorEnd) -> dict[str, Any]:
    labels = [
        {
            "name": label.name,
            "kind": label.kind.value,
            "count": label.count,
            "of": label.of,
            "expected": label.expected,
            "lift": label.lift,
            "p": label.p,
        }
        for label in end.labels
    ]
    titles = [
        {**title_data(dataset, item), "year": dataset.year(item), "coordinate": coordinate}
        for item, coordinate in end.titles
    ]
    return {"name": end.name, "labels": labels, "titles": titles}
