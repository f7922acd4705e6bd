"""`recflix evaluate --rerank`: what lists chosen as a whole cost and gain, on people held out."""

from __future__ import annotations

from recflix_tui.commands.model.figures_data import row_data
from recflix_tui.commands.model.measuring import shown
from recflix_tui.commands.model.people.evaluation import whom_data
from recflix_tui.commands.model.people.held_out import held_out
from recflix_tui.commands.model.people.per_cent import per_cent_data
from recflix_tui.commands.shared.common import Args
from recflix_tui.model.ratings import ModelError


def evaluate_rerank(args: Args) -> None:
    """Hold everybody out of training once, and re-rank what they are shown in every way."""
    from recflix_tui.commands.model.people.rerank_report import report
    from recflix_tui.evaluation.rerank.comparison import RerankComparison

    _refuse(args)
    asked, dataset, people, given, split = held_out(args)
    comparison = RerankComparison(people, dataset, asked.settings, asked.seed)
    with shown(args) as line:
        line.started(asked.started(split))
        rows = comparison.measured(line)
    left_out = asked.tuned_left_out
    data = {
        "dataset": dataset.name,
        "split": split,
        "why": asked.choice.why,
        "tuned_left_out": left_out,
        **whom_data(people, asked.settings, asked.seed),
        "models": [
            row_data(row, rows[0]) | {"per_cent": per_cent_data(row, rows[0])} for row in rows
        ],
    }
    text = report(dataset.name, given, people, rows, without_tuned=left_out)
    asked.end(args, line, data, rows, text)


def _refuse(args: Args) -> None:
    """Raises ModelError where something is asked for that this does not measure."""
    if args.model_version is not None:
        raise ModelError(
            "--rerank is not kept with a model; leave out --model-version, or give its settings"
        )
    if args.metrics is not None:
        raise ModelError("--rerank has its own figures; leave out --metrics")
    if args.signals:
        raise ModelError("--rerank and --signals are two evaluations; give one of them")
