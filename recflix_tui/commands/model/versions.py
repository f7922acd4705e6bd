"""`recflix model …`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from recflix_tui.commands.shared.asking import confirm_removal
from recflix_tui.commands.shared.common import Args, open_as_it_is, open_ready, say, table
from recflix_tui.library.library import Library
from recflix_tui.solvers.settings_words import telling_words

if TYPE_CHECKING:
    from recflix_tui.versions.registry import VersionInfo


def _version_data(info: VersionInfo) -> dict[str, Any]:
    return {
        "version": info.version,
        "active": info.active,
        "created": _when(info.created_at),
        "solver": info.solver,
        "settings": info.settings,
        "metrics": info.metrics,
        "choice": info.choice,
        "damage": info.damage,
    }


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")


def _version_row(info: VersionInfo, telling: str) -> tuple[str, ...]:
    mark, number = "*" if info.active else " ", str(info.version)
    if info.damage:
        return mark, number, "", "", "", "", "", info.damage
    n_ratings, holdout = (info.metrics.get(name) for name in ("n_ratings", "holdout_rmse"))
    return (
        mark,
        number,
        f"biases, by {info.solver}" if info.keeps_biases else info.solver,
        "stars alone" if info.choice is None else "stars and picks",
        "not held out" if holdout is None else f"RMSE {holdout:.4f}",
        "" if n_ratings is None else f"{n_ratings:,} ratings",
        _when(info.created_at)[:16].replace("T", " "),
        telling,
    )


def list_(args: Args) -> None:
    with open_as_it_is(args) as library:
        found = library.models.versions()
        told = telling_words([(v.solver, {} if v.damage else v.settings) for v in found])
        rows = [_version_row(*each) for each in zip(found, told, strict=True)]
        empty = "no versions yet; train one: recflix train"
        say(args, [_version_data(v) for v in found], table(rows) or empty)


def use(args: Args) -> None:
    with open_ready(args) as library:
        library.models.use(args.model_version)
        _print_active(args, library)


def rollback(args: Args) -> None:
    with open_ready(args) as library:
        library.models.rollback()
        _print_active(args, library)


def _print_active(args: Args, library: Library) -> None:
    info = library.snapshot.model_info
    data = _version_data(info) if info else None
    say(args, data, f"version {info.version} is in use" if info else "no version is in use")


def remove(args: Args) -> None:
    with open_as_it_is(args) as library:
        for info in library.models.versions():
            if info.version == args.model_version:
                confirm_removal(args, f"version {info.version}", _removal_told(info))
        left = library.models.remove(args.model_version)
        active = left.version if left else None
        data = {"version": args.model_version, "removed": True, "active": active}
        now = f"version {active} is in use" if active else "no version is in use"
        say(args, data, f"removed version {args.model_version}; {now}")


def _removal_told(info: VersionInfo) -> list[str]:
    """What a version is, as far as it can be read."""
    used = ["in use"] if info.active else []
    return [info.solver, *used] if info.solver else ["damaged", *used]
