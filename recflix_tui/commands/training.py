"""`recflix train` and `recflix evaluate`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from recflix_tui.commands.common import Args, draw_over, open_ready, say
from recflix_tui.library import Library

if TYPE_CHECKING:
    from recflix_tui.model.sgd import Settings
    from recflix_tui.model.trainer import Event, Saved

BAR_WIDTH = 24


def _settings(args: Args) -> Settings:
    """The solver's defaults, but for what the command line gives."""
    from recflix_tui.model.fitting import check_settings
    from recflix_tui.model.sgd import Settings

    names = ("factors", "epochs", "learning_rate", "reg", "seed")
    settings = Settings(**{n: v for n in names if (v := getattr(args, n)) is not None})
    check_settings(settings)
    return settings


def train(args: Args) -> None:
    with open_ready(args) as library:
        saved = _train(library, _settings(args), _drawer(args))
        if args.progress != "jsonl":
            text = f"model {saved.version} is ready in {saved.seconds:.1f} s"
            if saved.holdout_rmse is not None:
                text += f", holdout RMSE {saved.holdout_rmse:.4f}"
            say(args, asdict(saved), text)


def _train(library: Library, settings: Settings, draw: Callable[[Event], None]) -> Saved:
    """Train to the end, drawing each event. Raises ModelError where no model came of it."""
    from recflix_tui.model.factors import ModelError
    from recflix_tui.model.trainer import Failed, Saved

    try:
        for event in library.train(settings):
            draw(event)
            if isinstance(event, Saved):
                return event
            if isinstance(event, Failed):
                raise ModelError(event.message)
    except KeyboardInterrupt:
        if draw is _draw_bar:
            draw_over("")
        raise
    raise ModelError("the training ended without a model")


def train_first(library: Library) -> None:
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
        phase = "training" if isinstance(event, EpochDone) else "on all  "
        text = f"{phase} {bar} {event.number:3d}/{event.of}  train {event.train_rmse:.4f}"
        if isinstance(event, EpochDone) and event.holdout_rmse is not None:
            text += f"  holdout {event.holdout_rmse:.4f}"
        text += f"  {event.eta_seconds:.0f} s left"
    elif isinstance(event, Started):
        text = f"training on {event.n_ratings:,} ratings; preparing"
    else:
        text = ""
    draw_over(text)


def evaluate(args: Args) -> None:
    from recflix_tui.dataset.movielens import read_ratings
    from recflix_tui.model import evaluate as model_evaluate

    settings = _settings(args)
    tables = [read_ratings(path) for path in (args.train, args.test)]
    known, unseen = (model_evaluate.Triples(t.user_ids, t.movie_ids, t.ratings) for t in tables)
    print(json.dumps(model_evaluate.evaluate(known, unseen, settings)))
