"""What several rows of one page go by is worked out once, and forgotten with the taste."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from recflix_tui.dataset.dataset import Dataset
from recflix_tui.recommend.taste import Taste

P = ParamSpec("P")
T = TypeVar("T")


def once_a_taste(
    work: Callable[Concatenate[Taste, Dataset, P], T],
) -> Callable[Concatenate[Taste, Dataset, P], T]:
    """Return `work`, done at its first call for a taste and further positional arguments: what it
    gave is given ever after, and not to be written to. A taste is of one dataset."""

    def known(taste: Taste, dataset: Dataset, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (work, *args)
        if key not in taste.known:
            taste.known[key] = work(taste, dataset, *args, **kwargs)
        return cast("T", taste.known[key])

    return cast("Callable[Concatenate[Taste, Dataset, P], T]", wraps(work)(known))
