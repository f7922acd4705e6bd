"""`recflix lab`: the worked example, as JSON or as a story. It opens no home and no dataset."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from recflix_tui.commands.lab.cells import parse_cells
from recflix_tui.commands.lab.story import story
from recflix_tui.lab.errors import LabError
from recflix_tui.lab.worked.example import EXAMPLES, Example
from recflix_tui.lab.worked.outcome import Outcome, ran_away
from recflix_tui.lab.worked.overfitting import HELD_OUT, OVERFITTING
from recflix_tui.lab.worked.run import whole
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Stage
from recflix_tui.solvers.setting import settings_of

if TYPE_CHECKING:  # brings the library, which nothing here needs
    from recflix_tui.commands.shared.common import Args


def tell(args: Args) -> None:
    """Print what comes of the example with these settings."""
    settings, example = _settings(args), _example(args)
    if args.json:
        print(json.dumps(_data(example, whole(example, settings))))
    else:
        print(story(example, settings))


def _settings(args: Args) -> WorkedSettings:
    """The settings given, the others the tutorial's, or those that show over-fitting."""
    given = {name: getattr(args, name) for name in settings_of(WorkedSettings)}
    given = {name: value for name, value in given.items() if value is not None}
    return replace(OVERFITTING if args.overfitting else WorkedSettings(), **given)


def _example(args: Args) -> Example:
    """The example, with the cells held out that are asked for."""
    example = EXAMPLES[args.example]
    if args.hold_out:
        return example.holding_out(parse_cells(example, args.hold_out))
    if args.hold_out is not None or args.overfitting:
        return example.holding_out(HELD_OUT[example.key])
    return example


def _data(example: Example, outcome: Outcome) -> dict[str, Any]:
    """What all stages came to, as JSON has it; LabError where the numbers ran away: there is no
    third stage to tell of."""
    if outcome.diverged is not None:
        raise LabError(ran_away(outcome.diverged))
    numbers = outcome.ended[Stage.REGULARIZED]
    data: dict[str, Any] = {stage.value: errors for stage, errors in outcome.errors.items()}
    data |= {"P": numbers.P.tolist(), "Q": numbers.Q.tolist()}
    data |= {
        "user_bias": numbers.user_bias.tolist(),
        "movie_bias": numbers.movie_bias.tolist(),
    }
    if example.held_cells:
        data["held_out"] = example.held_cells
        data["held_errors"] = outcome.held_errors
    if example.empty_cells:
        data["predictions"] = numbers.predictions.tolist()
    return data
