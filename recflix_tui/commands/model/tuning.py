"""`recflix tune`."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from recflix_tui.commands.shared.common import Args, draw_over, open_ready, say
from recflix_tui.commands.shared.progress import bar, drawer, follow
from recflix_tui.commands.shared.solver_choice import Choice, choose_to_tune
from recflix_tui.library.library import Library
from recflix_tui.solvers.auto import AUTO
from recflix_tui.solvers.setting import in_words
from recflix_tui.tuning.candidates import CANDIDATES

if TYPE_CHECKING:
    from recflix_tui.child.events import Event
    from recflix_tui.tuning.events import Measured, Tuned, TuningStarted


def tune(args: Args) -> None:
    with open_ready(args) as library:
        if args.forget:
            _forget(library, args)
            return
        dataset = library.snapshot.need_dataset()
        choice = choose_to_tune(args, dataset.n_ratings, dataset.n_users, dataset.n_items)
        if args.progress != "jsonl":  # where the first line of the progress tells it
            choice.tell()
        tuned = _tune(library, choice, args)
        if args.progress != "jsonl":
            say(args, asdict(tuned), _told(tuned))


def _forget(library: Library, args: Args) -> None:
    solver = None if args.solver == AUTO else args.solver
    gone = library.models.forget_tuning(solver)
    what = ", ".join(gone) if gone else "nothing was kept"
    say(args, {"forgotten": gone}, f"back to the solver's own defaults: {what}")


def _tune(library: Library, choice: Choice, args: Args) -> Tuned:
    """Tune to the end, drawing each event. Raises ModelError where nothing came of it."""
    from recflix_tui.tuning.events import Tuned
    from recflix_tui.tuning.search import Search

    search = Search(
        candidates=args.candidates or CANDIDATES,
        seed=args.seed or 0,
        seconds=args.time,
        workers=args.threads or 0,
    )
    try:
        with closing(library.models.tune(choice.settings, search, choice.why)) as events:
            draw = drawer(args, _draw_bar)
            return follow(events, draw, Tuned, "the tuning ended without an outcome")
    except KeyboardInterrupt:
        raise KeyboardInterrupt(
            "stopped; what was measured is kept: the same command goes on from there"
        ) from None


def _told(tuned: Tuned) -> str:
    """The outcome in words."""
    solver = tuned.solver
    if tuned.kept:
        lines = [f"{solver} is tuned for this dataset: {in_words(tuned.changed)}", tuned.why]
    else:
        lines = [f"the defaults of {solver} stay: {tuned.why}"]
    figures = f"RMSE {tuned.rmse:.4f}"
    if tuned.best and tuned.default_rmse is not None:
        figures += f", defaults {tuned.default_rmse:.4f}"
    measured = "fold" if tuned.folds == 1 else "folds"
    lines.append(f"{figures} over {tuned.folds} {measured}, {tuned.candidates} candidates")
    if not tuned.complete:
        lines.append("the time was up; the same command without --time goes on from here")
    return "\n".join(lines)


def _draw_bar(event: Event) -> None:
    """One line on stderr, drawn over at each measurement."""
    from recflix_tui.tuning.events import Measured, RungDone, TuningStarted

    if isinstance(event, TuningStarted):
        draw_over(_beginning(event))
    elif isinstance(event, Measured):
        draw_over(_progress(event))
    elif not isinstance(event, RungDone):
        draw_over("")


def _beginning(event: TuningStarted) -> str:
    text = f"tuning {event.solver} on {event.n_ratings:,} "
    text += f"of {event.of_ratings:,} ratings" if event.n_ratings < event.of_ratings else "ratings"
    if event.known:
        text += f"; {event.known} of {event.of} measurements are there already"
    return text


def _progress(event: Measured) -> str:
    text = f"tuning {bar(event.number, event.of)} {event.number:3d}/{event.of}"
    if event.best_rmse is not None:
        text += f"  best {event.best_rmse:.4f}"
    if event.default_rmse is not None:
        text += f"  defaults {event.default_rmse:.4f}"
    return f"{text}  {event.eta_seconds:.0f} s left"
