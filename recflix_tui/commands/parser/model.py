"""The commands on models: versions, training, measuring and tuning."""

from __future__ import annotations

from collections.abc import Collection

from recflix_tui.commands.parser.adding import Subparsers, add_command, add_removal


def add_model(commands: Subparsers) -> None:
    add_command(commands, "list", "list the trained versions", "model.versions.list_")
    use = add_command(commands, "use", "take a version into use", "model.versions.use")
    use.add_argument("model_version", type=int, metavar="VERSION")
    add_command(commands, "rollback", "go back to the version before", "model.versions.rollback")
    remove = add_removal(commands, "remove a version", "model.versions.remove")
    remove.add_argument("model_version", type=int, metavar="VERSION")


def add_training(commands: Subparsers, words: Collection[str] | None) -> None:
    """Add the commands that fit models; words: see `make_parser`."""
    train = add_command(
        commands, "train", "train a model on the dataset in use", "model.training.train"
    )
    evaluate = add_command(
        commands,
        "evaluate",
        "measure a solver on ratings that it did not see",
        "model.evaluation.evaluate",
    )
    tune = add_command(
        commands, "tune", "find the settings that suit the dataset in use", "model.tuning.tune"
    )
    if words is None or {"train", "evaluate", "tune"} & set(words):
        # Brings the solvers: the app's start, and every other command, do without.
        from recflix_tui.commands.parser import fitting

        fitting.add_train_flags(train)
        fitting.add_evaluate_flags(evaluate)
        fitting.add_tune_flags(tune)
