"""`recflix train`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from recflix_tui.commands.shared.common import Args, draw_over, open_ready, say
from recflix_tui.commands.shared.progress import Draw, draw_nothing, drawer, epoch_line, follow
from recflix_tui.commands.shared.solver_choice import Choice, choose, given_of, with_tuned
from recflix_tui.library.library import Library
from recflix_tui.model.ratings import SIDE_INPUTS, ModelError
from recflix_tui.training.training_set import known_sides
from recflix_tui.versions.uses import IF_NO_WORSE

if TYPE_CHECKING:
    from recflix_tui.child.events import Event
    from recflix_tui.training.events import Saved

FIRST_SECONDS = 10.0  # that the first training may take: someone waits for what it is for


def train(args: Args) -> None:
    with open_ready(args) as library:
        choice = choose_for(library, args)
        _check_known(library, args)
        choice = with_tuned(choice, library.models.tuned(choice.settings), given_of(args))
        if args.progress != "jsonl":  # where the first line of the progress tells it
            choice.tell()
        saved = _train(library, choice, drawer(args, _draw_bar), args.use, args.picks)
        if args.progress != "jsonl":
            text = f"model {saved.version} is ready in {saved.seconds:.1f} s"
            if saved.holdout_rmse is not None:
                text += f", holdout RMSE {saved.holdout_rmse:.4f}"
            if saved.caution:
                text += f"\n{saved.caution}"
            if saved.kept:
                text += f"\n{_kept_told(saved)}"
            text += _used_told(saved)
            text += stayed_out_told(saved.stayed_out)
            picked = {"solver": choice.settings.solver, "why": choice.why}
            say(args, asdict(saved) | picked, text)


def _kept_told(saved: Saved) -> str:
    """Why what was trained is not the model."""
    return f"the {saved.kept} alone are the model: {saved.because}"


def stayed_out_told(n_profiles: int) -> str:
    """How many profiles no model learns from, and how one joins."""
    if not n_profiles:
        return ""
    told = "1 profile stayed" if n_profiles == 1 else f"{n_profiles:,} profiles stayed"
    return f"\n{told} out; to be learnt from: recflix profile consent NAME training on"


def _used_told(saved: Saved) -> str:
    """What follows on whether the new model is in use."""
    if not saved.used:
        before = "" if saved.beside is None else f"; model {saved.beside} stays"
        return (
            f"\nkept, not used{before}: {saved.verdict}\n"
            f"to use it all the same: recflix model use {saved.version}"
        )
    return f"\nin use: {saved.verdict}" if saved.beside is not None else ""


def _check_known(library: Library, args: Args) -> None:
    """Raise ModelError for a side input that is asked for by name and is not known."""
    known = known_sides(library.snapshot.need_dataset())
    missing = [name for name in args.side or () if name in SIDE_INPUTS and name not in known]
    if missing:
        raise ModelError(
            f"this dataset says nothing of {missing[0]}; leave it out of --side"
            + ("" if missing[0] != "people" else ", or import a folder that has them")
        )


def choose_for(library: Library, args: Args) -> Choice:
    """The solver and its settings for the dataset in use."""
    dataset = library.snapshot.need_dataset()
    return choose(args, dataset.n_ratings, dataset.n_users, dataset.n_items)


def _train(
    library: Library, choice: Choice, draw: Draw, use: str = IF_NO_WORSE, picks: bool = True
) -> Saved:
    """Train to the end, drawing each event. Raises ModelError where no model came of it."""
    from recflix_tui.training.events import Saved

    events = library.models.train(choice.settings, choice.why, use, picks)
    return follow(events, draw, Saved, "the training ended without a model")


def train_first(library: Library) -> None:
    """Where a home has no model yet, train its first."""
    if library.snapshot.model is None and library.snapshot.model_problem is None:
        from recflix_tui.solvers.all_solvers import settings_for
        from recflix_tui.solvers.auto import choose as pick

        dataset = library.snapshot.need_dataset()
        sizes = dataset.n_ratings, dataset.n_users, dataset.n_items
        solver, why = pick(*sizes, FIRST_SECONDS)
        settings = settings_for(solver)
        choice = with_tuned(Choice(settings, why), library.models.tuned(settings))
        print("recflix: no model yet: training the first", file=sys.stderr)
        choice.tell()
        saved = _train(library, choice, _draw_bar if sys.stderr.isatty() else draw_nothing)
        if saved.kept:
            print(f"recflix: {_kept_told(saved)}", file=sys.stderr)
        if saved.stayed_out:
            print(f"recflix: {stayed_out_told(saved.stayed_out).strip()}", file=sys.stderr)


def _draw_bar(event: Event) -> None:
    """One line on stderr, drawn over at each epoch."""
    from recflix_tui.training.events import Choosing, EpochDone, RefitEpochDone, Started

    if isinstance(event, EpochDone | RefitEpochDone):
        phase = "training" if isinstance(event, EpochDone) else "on all  "
        found = event.train_rmse, event.holdout_rmse if isinstance(event, EpochDone) else None
        text = epoch_line(phase, event.number, event.of, *found, event.eta_seconds)
    elif isinstance(event, Started):
        text = f"training on {event.n_ratings:,} ratings; preparing"
    elif isinstance(event, Choosing):
        text = f"what people pick: {event.n_titles:,} titles  about {event.eta_seconds:.0f} s"
    else:
        text = ""
    draw_over(text)
