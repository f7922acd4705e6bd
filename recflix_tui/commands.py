"""What each command of `recflix` calls and prints."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from recflix_tui.library import Library, LibraryError

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.dataset.datasets import DatasetInfo
    from recflix_tui.model.registry import VersionInfo
    from recflix_tui.model.sgd import Settings
    from recflix_tui.model.trainer import Event, Saved

Args = argparse.Namespace

BAR_WIDTH = 24


@contextmanager
def _library(args: Args) -> Iterator[Library]:
    library = Library.open(args.home)
    try:
        yield library
    finally:
        library.close()


@contextmanager
def _ready(args: Args) -> Iterator[Library]:
    """A library with a dataset in use: in an empty home, the sample."""
    with _library(args) as library:
        library.ensure_sample()
        yield library


def _print(args: Args, data: object, text: str) -> None:
    print(json.dumps(data) if args.json else text)


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as text; all columns but the last are padded to one width."""
    widths = [max(len(row[c]) for row in rows) for c in range(len(rows[0]) - 1)] if rows else []
    return "\n".join(
        "  ".join([cell.ljust(width) for cell, width in zip(row, widths, strict=False)] + [row[-1]])
        for row in rows
    )


# --- the app ------------------------------------------------------------------------------------


def run_app(args: Args) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise LibraryError("the app needs a terminal; for scripts see: recflix --help")
    with _library(args) as library:
        from recflix_tui.app import RecflixApp

        RecflixApp(library).run()


# --- datasets -----------------------------------------------------------------------------------


def dataset_import(args: Args) -> None:
    show = sys.stderr.isatty() and not args.json
    with _library(args) as library:
        info = library.import_dataset(args.path, args.name, _draw_stage if show else None)
        if show:
            print("\r\x1b[K", end="", file=sys.stderr)
        text = f"imported {info.name}: {_sizes(info)}"
        if not _in_use(library, info):
            text += f"\ntake it into use with: recflix dataset use {info.name}"
        _print(args, _dataset_data(info, library), text)


def _draw_stage(stage: str, fraction: float) -> None:
    print(f"\r\x1b[K{stage} {fraction:4.0%}", end="", file=sys.stderr, flush=True)


def _sizes(info: DatasetInfo) -> str:
    return f"{info.n_ratings:,} ratings, {info.n_users:,} users, {info.n_items:,} titles"


def _in_use(library: Library, info: DatasetInfo) -> bool:
    return library.dataset is not None and library.dataset.name == info.name


def _dataset_data(info: DatasetInfo, library: Library) -> dict[str, Any]:
    return {
        "name": info.name,
        "active": _in_use(library, info),
        "users": info.n_users,
        "titles": info.n_items,
        "ratings": info.n_ratings,
        "source": info.source,
        "fingerprint": info.fingerprint,
        "bytes": info.bytes,
    }


def dataset_list(args: Args) -> None:
    with _library(args) as library:
        found = library.datasets()
        rows = [("*" if _in_use(library, d) else " ", d.name, _sizes(d)) for d in found]
        data = [_dataset_data(d, library) for d in found]
        _print(args, data, _table(rows) or "no datasets; import one: recflix dataset import PATH")


def dataset_use(args: Args) -> None:
    with _library(args) as library:
        library.use_dataset(args.name)
        _print(args, {"name": args.name, "active": True}, f"{args.name} is in use")


def dataset_remove(args: Args) -> None:
    with _library(args) as library:
        library.remove_dataset(args.name)
        _print(args, {"name": args.name, "removed": True}, f"removed {args.name}")


# --- profiles -----------------------------------------------------------------------------------


def profile_add(args: Args) -> None:
    with _library(args) as library:
        profile = library.add_profile(args.name)
        _print(args, {"id": profile.id, "name": profile.name}, f"added {profile.name}")


def profile_list(args: Args) -> None:
    with _library(args) as library:
        found = library.profiles()
        data = [{"id": p.id, "name": p.name, "ratings": p.n_ratings} for p in found]
        rows = [(f"{p.n_ratings:,} ratings", p.name) for p in found]
        _print(args, data, _table(rows) or "no profiles; add one: recflix profile add NAME")


def profile_remove(args: Args) -> None:
    with _library(args) as library:
        profile = library.find_profile(args.name)
        library.remove_profile(profile.id)
        data = {"id": profile.id, "name": profile.name, "removed": True}
        _print(args, data, f"removed {profile.name}")


# --- ratings and what comes of them -------------------------------------------------------------


def rate(args: Args) -> None:
    with _ready(args) as library:
        profile, dataset = library.find_profile(args.profile), library.need_dataset()
        by_title = args.title is not None
        item = library.find_item(args.title) if by_title else library.item_of(args.movie_id)
        if args.stars == 0:
            library.clear_rating(profile.id, item)
        else:
            library.rate(profile.id, item, args.stars)
        stars = args.stars or None
        data = {"profile": profile.name, **_title_data(dataset, item), "rating": stars}
        said = f"rated {dataset.title(item)} {stars:g}" if stars else "cleared"
        _print(args, data, f"{profile.name}: {said}")


def _title_data(dataset: Dataset, item: int) -> dict[str, Any]:
    return {"movie_id": int(dataset.movie_ids[item]), "title": dataset.title(item)}


def _titled(dataset: Dataset, item: int) -> str:
    year = dataset.year(item)
    return dataset.title(item) + (f" ({year})" if year else "")


def recommend(args: Args) -> None:
    with _ready(args) as library:
        profile, dataset = library.find_profile(args.profile), library.need_dataset()
        _train_first(library)
        items = library.recommend(profile.id, args.n)
        taste = library.taste(profile.id)
        data = [
            {
                **_title_data(dataset, item),
                "year": dataset.year(item),
                "genres": list(dataset.genres(item)),
                "prediction": taste.prediction(item),
            }
            for item in items
        ]
        rows = [(f"{taste.prediction(item):.2f}", _titled(dataset, item)) for item in items]
        _print(args, data, _table(rows) or "nothing left to recommend")


def explain(args: Args) -> None:
    with _ready(args) as library:
        profile, dataset = library.find_profile(args.profile), library.need_dataset()
        item = library.item_of(args.movie_id)
        _train_first(library)
        why = library.why(profile.id, item)
        assert why is not None
        contributions = [
            {**_title_data(dataset, c.item), "rating": c.rating, "effect": c.effect}
            for c in why.contributions
        ]
        data = {
            **_title_data(dataset, item),
            "prediction": why.prediction,
            "baseline": why.baseline,
            "contributions": contributions,
        }
        rows = [(f"{why.prediction:.2f}", "", _titled(dataset, item))]
        rows += [(f"{why.baseline:.2f}", "", "for everyone")]
        rows += [
            (f"{c.effect:+.2f}", f"{c.rating:g}", _titled(dataset, c.item))
            for c in why.contributions
        ]
        _print(args, data, _table(rows))


# --- models -------------------------------------------------------------------------------------


def _version_data(info: VersionInfo) -> dict[str, Any]:
    return {
        "version": info.version,
        "active": info.active,
        "created": _when(info.created_at),
        "solver": info.solver,
        "settings": info.settings,
        "metrics": info.metrics,
        "damage": info.damage,
    }


def _when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")


def _version_row(info: VersionInfo) -> tuple[str, ...]:
    mark, number = "*" if info.active else " ", str(info.version)
    if info.damage:
        return mark, number, "", "", info.damage
    holdout = info.metrics.get("holdout_rmse")
    return (
        mark,
        number,
        _when(info.created_at)[:16].replace("T", " "),
        "no holdout" if holdout is None else f"holdout {holdout:.4f}",
        f"{info.settings.get('factors')} factors",
    )


def model_list(args: Args) -> None:
    with _ready(args) as library:
        found = library.versions()
        rows = [_version_row(v) for v in found]
        empty = "no versions yet; train one: recflix train"
        _print(args, [_version_data(v) for v in found], _table(rows) or empty)


def model_use(args: Args) -> None:
    with _ready(args) as library:
        library.use_version(args.model_version)
        _print_active(args, library)


def model_rollback(args: Args) -> None:
    with _ready(args) as library:
        library.rollback()
        _print_active(args, library)


def _print_active(args: Args, library: Library) -> None:
    info = library.model_info
    data = _version_data(info) if info else None
    _print(args, data, f"version {info.version} is active" if info else "no version is active")


def model_remove(args: Args) -> None:
    with _ready(args) as library:
        library.remove_version(args.model_version)
        active = library.model_info.version if library.model_info else None
        data = {"version": args.model_version, "removed": True, "active": active}
        left = f"version {active} is active" if active else "no version is active"
        _print(args, data, f"removed version {args.model_version}; {left}")


# --- training -----------------------------------------------------------------------------------


def _settings(args: Args) -> Settings:
    """The solver's defaults, but for what the command line gives."""
    from recflix_tui.model.sgd import Settings, check_settings

    names = ("factors", "epochs", "learning_rate", "reg", "seed")
    settings = Settings(**{n: v for n in names if (v := getattr(args, n)) is not None})
    check_settings(settings)
    return settings


def train(args: Args) -> None:
    with _ready(args) as library:
        saved = _train(library, _settings(args), _drawer(args))
        if args.progress != "jsonl":
            text = f"model {saved.version} is ready in {saved.seconds:.1f} s"
            if saved.holdout_rmse is not None:
                text += f", holdout RMSE {saved.holdout_rmse:.4f}"
            _print(args, asdict(saved), text)


def _train(library: Library, settings: Settings, draw: Callable[[Event], None]) -> Saved:
    """Train to the end, drawing each event. Raises ModelError where no model came of it."""
    from recflix_tui.model.factors import ModelError
    from recflix_tui.model.trainer import Failed, Saved

    for event in library.train(settings):
        draw(event)
        if isinstance(event, Saved):
            return event
        if isinstance(event, Failed):
            raise ModelError(event.message)
    raise ModelError("the training ended without a model")


def _train_first(library: Library) -> None:
    """Where a home has no model yet, train its first."""
    if library.model is None and library.model_problem is None:
        from recflix_tui.model.sgd import Settings

        print("recflix: no model yet: training the first", file=sys.stderr)
        _train(library, Settings(), _draw_bar if sys.stderr.isatty() else _draw_nothing)


def _drawer(args: Args) -> Callable[[Event], None]:
    """How a training shows its progress; a bar needs a terminal to be drawn over."""
    if args.progress == "jsonl":
        return _draw_line
    bar = args.progress == "bar" and not args.json and sys.stderr.isatty()
    return _draw_bar if bar else _draw_nothing


def _draw_nothing(event: Event) -> None:
    pass


def _draw_line(event: Event) -> None:
    print(event.to_json(), flush=True)


def _draw_bar(event: Event) -> None:
    """One line on stderr, drawn over at each epoch."""
    from recflix_tui.model.trainer import EpochDone, RefitEpochDone, Started

    if isinstance(event, EpochDone | RefitEpochDone):
        filled = BAR_WIDTH * event.number // event.of
        bar = "━" * filled + "╌" * (BAR_WIDTH - filled)
        phase = "search" if isinstance(event, EpochDone) else "refit "
        text = f"{phase} {bar} {event.number:3d}/{event.of}  train {event.train_rmse:.4f}"
        if isinstance(event, EpochDone) and event.holdout_rmse is not None:
            text += f"  holdout {event.holdout_rmse:.4f}"
        text += f"  {event.eta_seconds:.0f} s left"
    elif isinstance(event, Started):
        text = f"training on {event.n_ratings:,} ratings; preparing"
    else:
        text = ""
    print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def evaluate(args: Args) -> None:
    from recflix_tui.dataset.movielens import read_ratings
    from recflix_tui.model import evaluate as model_evaluate

    settings = _settings(args)
    tables = [read_ratings(path) for path in (args.train, args.test)]
    known, unseen = (model_evaluate.Triples(t.user_ids, t.movie_ids, t.ratings) for t in tables)
    print(json.dumps(model_evaluate.evaluate(known, unseen, settings)))
