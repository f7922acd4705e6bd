"""`recflix evaluate --split people`: the app's list measured on people whom no training saw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recflix_tui.commands.model.figures_data import metrics_asked_for, or_null, row_data
from recflix_tui.commands.model.measuring import shown
from recflix_tui.commands.model.people.held_out import held_out
from recflix_tui.commands.model.people.report import report
from recflix_tui.commands.shared.common import Args

if TYPE_CHECKING:
    from recflix_tui.evaluation.people.chances import CameTrue, Chances
    from recflix_tui.evaluation.people.found import Measured
    from recflix_tui.evaluation.people.protocol import People
    from recflix_tui.solvers.settings import SolverSettings


def evaluate_people(args: Args) -> None:
    """Hold everybody out of training once, and measure what each model shows them."""
    from recflix_tui.evaluation.people.measuring import PeopleComparison
    from recflix_tui.recommend.all_signals import ALL_SIGNALS

    metrics = metrics_asked_for(args.metrics)
    asked, dataset, people, given, split = held_out(args)
    with shown(args) as line:
        line.started(asked.started(split))
        comparison = PeopleComparison(people, asked.settings, metrics, asked.seed, dataset)
        measured = comparison.measured(line)
    left_out = asked.tuned_left_out
    data = {
        "dataset": dataset.name,
        "split": split,
        "why": asked.choice.why,
        # What a tuning found saw the people who are held out here.
        "tuned_left_out": left_out,
        **people_data(people, measured, asked.settings, asked.seed),
        "signal_weights": {signal.name: signal.default for signal in ALL_SIGNALS},
    }
    text = report(dataset.name, given, people, measured, without_tuned=left_out)
    asked.end(args, line, data, measured.rows, text)


def people_data(
    people: People, measured: Measured, settings: SolverSettings, seed: int
) -> dict[str, Any]:
    """What was measured, and of whom; seed: of what was drawn to measure."""
    from recflix_tui.evaluation.people.found import ratios_of

    rows = measured.rows
    return {
        **whom_data(people, settings, seed),
        "models": [row_data(row, rows[0]) for row in rows],
        "folds": [
            {"ndcg@10": fold, "over_popularity": _numbers(ratios_of(fold))}
            for fold in measured.folds
        ],
        "over_popularity": _numbers(measured.over_popularity),
        "chances": None if measured.chances is None else _chances(measured.chances),
    }


def whom_data(people: People, settings: SolverSettings, seed: int) -> dict[str, Any]:
    """By what it was measured, and on whom; seed: as in `people_data`."""
    return {
        "seed": seed,
        "solver": settings.solver,
        "settings": settings.plain(),
        "relevant_from": people.liked_from,
        "n_people": people.n_people,
        "n_ranked": people.n_asked,
        "n_too_few": people.n_too_few,
        "n_nothing_liked": people.n_nothing_liked,
        "n_rest": people.n_rest,
        "n_titles": people.n_titles,
    }


def _chances(chances: Chances) -> dict[str, Any]:
    """What became of the chances, bin by bin; empty bins are left out."""
    return {
        "n_people": chances.n_people,
        "picks": _bins(chances.picks),
        "likes": _bins(chances.likes),
    }


def _bins(came: CameTrue) -> list[dict[str, float]]:
    return [
        {"from": low, "to": high, "n": int(n), "said": said / n, "came_true": true / n}
        for low, high, (n, said, true) in zip(
            came.edges, came.edges[1:], came.sums.tolist(), strict=False
        )
        if n
    ]


def _numbers(figures: dict[str, float]) -> dict[str, float | None]:
    return {name: or_null(value) for name, value in figures.items()}
