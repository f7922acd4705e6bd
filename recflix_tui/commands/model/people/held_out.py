"""The people whom no training is to see, as the command line asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from recflix_tui.commands.model.asked import Asked, asked_of
from recflix_tui.commands.shared.common import Args, open_ready
from recflix_tui.training.training_set import training_ratings

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.evaluation.people.protocol import People

GIVEN, FOLDS = 10, 5  # by default: ratings told of each person; folds of people


class HeldOut(NamedTuple):
    """Who is held out, and what models are trained with."""

    asked: Asked
    """How models are trained, as it was asked for."""
    dataset: Dataset
    """The dataset in use."""
    people: People
    """The people of its ratings, without those of anybody here."""
    given: int
    """How many ratings are told of each."""
    split: dict[str, Any]
    """The same as data: its kind, the ratings told of, the folds."""


def held_out(args: Args) -> HeldOut:
    """Who is held out, of the dataset in use. Raises ModelError where no model is to be trained as
    `args` ask."""
    from recflix_tui.evaluation.people.protocol import people_of

    given, folds = args.given or GIVEN, args.folds or FOLDS
    with open_ready(args) as library:
        asked = asked_of(library, args)
        dataset = library.snapshot.need_dataset()
        ratings = training_ratings(dataset, ())
    people = people_of(ratings, given, folds, asked.seed, args.liked_from)
    return HeldOut(
        asked, dataset, people, given, {"kind": "people", "given": given, "folds": folds}
    )
