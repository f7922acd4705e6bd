"""`recflix evaluate`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recflix_tui.commands.common import Args
from recflix_tui.commands.solving import choose
from recflix_tui.model.ratings import ModelError

if TYPE_CHECKING:
    from recflix_tui.model.ratings import Side

# What of the command line each side input needs, where rating files are given.
_NEEDS = {"genres": "titles", "decade": "titles", "people": "users"}


def evaluate(args: Args) -> None:
    if args.train is None and args.test is None:
        raise ModelError("give --train and --test")
    if args.train is None or args.test is None:
        raise ModelError("--train and --test belong together; give both, or neither")
    _evaluate_files(args)


def _evaluate_files(args: Args) -> None:
    """Train on one rating file and measure on another; what is measured, as JSON."""
    from recflix_tui.dataset.movielens import read_ratings
    from recflix_tui.model.evaluate import Triples
    from recflix_tui.model.evaluate import evaluate as measure
    from recflix_tui.side_inputs import side_of

    for name in args.side or ():
        needed = _NEEDS.get(name)
        if needed is not None and getattr(args, needed) is None:
            raise ModelError(f"the side input {name} needs a file; give it with --{needed}")
    tables = [read_ratings(path) for path in (args.train, args.test)]
    known, unseen = (Triples(t.user_ids, t.movie_ids, t.ratings, t.times) for t in tables)

    def told(items: NDArray[np.int64], users: NDArray[np.int64]) -> Side:
        return side_of(items, args.titles, users, args.users)

    n_users, n_items = (len(np.unique(ids)) for ids in (known.user_ids, known.movie_ids))
    choice = choose(args, len(known.stars), n_users, n_items)
    choice.tell()
    with_files = args.titles is not None or args.users is not None
    measured = measure(known, unseen, choice.settings, told if with_files else None)
    print(json.dumps(measured | {"why": choice.why}))
