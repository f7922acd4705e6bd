"""`recflix dataset …`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from recflix_tui.commands.shared.asking import confirm_removal
from recflix_tui.commands.shared.common import (
    Args,
    draw_over,
    open_library,
    open_ready,
    say,
    stage_drawer,
    table,
)
from recflix_tui.dataset.values import DatasetError
from recflix_tui.library.library import Library
from recflix_tui.text import counted

if TYPE_CHECKING:
    from recflix_tui.dataset.imported import DatasetInfo

_WITH_CREDITS = ", with directors, cast and running times"
_LOST_CREDITS = (
    "the directors, cast and running times that the dataset of that name had are gone with it; "
    "read them again: recflix dataset enrich --imdb FOLDER"
)


def import_(args: Args) -> None:
    progress = stage_drawer(args)
    with open_library(args) as library:
        if args.sample:
            info = library.datasets.add_sample(args.name, progress)
        else:
            info = library.datasets.add(args.path, args.name, progress)
        if progress is not None:
            draw_over("")
        text = f"imported {info.name}: {_sizes(info)}"
        if info.lost_credits:
            text += f"\n{_LOST_CREDITS}"
        if not _in_use(library, info):
            text += f"\ntake it into use with: recflix dataset use {info.name}"
        say(args, _dataset_data(info, library), text)


def enrich(args: Args) -> None:
    """Directors, cast and running times, of the dataset named, else of the one in use."""
    progress = stage_drawer(args)
    with open_library(args) if args.name else open_ready(args) as library:
        try:
            info = library.datasets.enrich(args.imdb, args.name, progress)
        finally:
            if progress is not None:
                draw_over("")
    assert info.credits is not None
    text = f"enriched {info.name}: {info.credits}"
    if info.n_without_imdb_id:
        have = "has" if info.n_without_imdb_id == 1 else "have"
        text += f"; {counted(info.n_without_imdb_id, 'title')} {have} no IMDb id"
    say(args, {"name": info.name, "titles": info.n_items, **_credits_data(info)}, text)


def _credits_data(info: DatasetInfo) -> dict[str, int]:
    """Of how many titles what is known from IMDb's files."""
    assert info.credits is not None
    return asdict(info.credits) | {"without_imdb_id": info.n_without_imdb_id}


def _sizes(info: DatasetInfo) -> str:
    counts = ((info.n_ratings, "rating"), (info.n_users, "user"), (info.n_items, "title"))
    return ", ".join(counted(n, word) for n, word in counts)


def _listed(info: DatasetInfo) -> str:
    """What a list says of a dataset."""
    known = "" if info.credits is None else "; directors, cast, runtimes"
    return info.damage or _sizes(info) + known


def _in_use(library: Library, info: DatasetInfo) -> bool:
    return library.snapshot.dataset_name == info.name


def _dataset_data(info: DatasetInfo, library: Library) -> dict[str, Any]:
    known = True if info.damage is None else None
    return {
        "name": info.name,
        "active": _in_use(library, info),
        "users": known and info.n_users,
        "titles": known and info.n_items,
        "ratings": known and info.n_ratings,
        "source": known and info.source,
        "fingerprint": known and info.fingerprint,
        "bytes": known and info.bytes,
        "credits": None if info.credits is None else _credits_data(info),
        "damage": info.damage,
    }


def list_(args: Args) -> None:
    with open_library(args) as library:
        found = library.datasets.listed()
        rows = [("*" if _in_use(library, d) else " ", d.name, _listed(d)) for d in found]
        data = [_dataset_data(d, library) for d in found]
        say(args, data, table(rows) or "no datasets; import one: recflix dataset import PATH")


def check(args: Args) -> None:
    """Every byte of one dataset, or of all; ends with 1 where one is damaged."""
    with open_library(args) as library:
        names = [args.name] if args.name else [info.name for info in library.datasets.listed()]
        found = {name: _damage(library, name) for name in names}
        credited = {info.name for info in library.datasets.all() if info.credits is not None}
    data = [
        {"name": name, "whole": not line, "credits": name in credited, "damage": line}
        for name, line in found.items()
    ]
    whole = [
        (name, f"whole{_WITH_CREDITS if name in credited else ''}")
        for name, line in found.items()
        if line is None
    ]
    if args.json or whole or not found:
        say(args, data, table(whole) or "no datasets; import one: recflix dataset import PATH")
    damage = [line for line in found.values() if line is not None]
    if damage:
        for line in [] if args.json else damage:
            print(f"recflix: {line}", file=sys.stderr)
        raise SystemExit(1)


def _damage(library: Library, name: str) -> str | None:
    """The line of what is damaged of a dataset, None where all is whole."""
    try:
        library.datasets.check(name)
    except DatasetError as error:
        return str(error)
    return None


def use(args: Args) -> None:
    with open_library(args) as library:
        library.datasets.use(args.name)
        say(args, {"name": args.name, "active": True}, f"{args.name} is in use")


def remove(args: Args) -> None:
    with open_library(args) as library:
        _confirm_removal(args, library)
        library.datasets.remove(args.name)
        active = library.snapshot.dataset.name if library.snapshot.dataset else None
        left = f"{active} is in use" if active else "no dataset is in use"
        data = {"name": args.name, "removed": True, "active": active}
        say(args, data, f"removed {args.name}; {left}")


def _confirm_removal(args: Args, library: Library) -> None:
    """Ask before a dataset is removed; of one that is not there, its removal tells."""
    n_models = library.datasets.count_models(args.name)
    if n_models is None:
        return
    sizes = [_sizes(info) for info in library.datasets.all() if info.name == args.name]
    confirm_removal(args, f"dataset {args.name}", [*sizes, counted(n_models, "model")])
