"""What a contender is: a library's solver on ratings, and how its time is taken."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from recflix_tui.model.ratings import Ratings

Ints = npt.NDArray[np.integer]
Reals = npt.NDArray[np.floating]
When = npt.NDArray[np.int64] | None

_LEAST = 0.25  # seconds that a lap of single epochs takes


class Contender:
    """One solver of one library. Building it lays out the ratings as the library wants them,
    which counts for its memory and not for its time; the libraries are imported only here.

    The users and items of the ratings are indices; some may have no ratings.
    """

    name: ClassVar[str]
    """What tables call it."""
    package: ClassVar[str]
    """The library as pip knows it."""
    module: ClassVar[str]
    """What is imported of it."""
    limit: ClassVar[int | None] = None
    """Ratings beyond which it takes too long to be run; None for no limit."""
    single: ClassVar[bool] = False
    """Whether it runs on one thread whatever is asked."""
    blas_threads: ClassVar[int | None] = None
    """The threads of BLAS, where the library wants them to differ from its own; None else."""
    predicts: ClassVar[bool] = True
    """Whether it predicts stars."""
    usual: ClassVar[dict[str, Any]] = {}
    """Its settings where nothing is given: the library's defaults, but for those named here,
    which do better than its defaults on the sample data."""

    def __init__(
        self, ratings: Ratings, factors: int, threads: int, given: dict[str, Any] | None = None
    ) -> None:
        """given: settings instead of the usual ones."""
        self.ratings, self.factors = ratings, factors
        self.threads = 1 if self.single else threads
        self.given = {**self.usual, **(given or {})}
        self.prepare()

    @classmethod
    def installed(cls) -> bool:
        return find_spec(cls.module) is not None

    @classmethod
    def load(cls, factors: int, threads: int, given: dict[str, Any]) -> None:
        """Imports the library, and compiles what there is to compile."""

    def prepare(self) -> None:
        """Lays out the ratings."""

    def lap(self) -> list[float]:
        """Runs some epochs; the seconds of each, or of one on the average."""
        raise NotImplementedError

    def train(self) -> None:
        """A whole training."""
        raise NotImplementedError

    def predict(
        self,
        users: Ints,
        items: Ints,
        when: When,
    ) -> Reals:
        """Stars of each pair (n,), after `train`; not clipped."""
        raise NotImplementedError


def repeated(epoch: Callable[[], object], least: float = _LEAST) -> list[float]:
    """Seconds of each of as many epochs as fill the `least` seconds, one at least."""
    times: list[float] = []
    while not times or sum(times) < least:
        times.append(seconds_of(epoch))
    return times


def difference(run: Callable[[int], object], short: int, long: int) -> list[float]:
    """Seconds of one epoch, as the difference of two runs of so many epochs: what both take to
    set up falls out."""
    few, many = seconds_of(lambda: run(short)), seconds_of(lambda: run(long))
    return [(many - few) / (long - short)]


def seconds_of(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def biased(
    mean: float,
    user_bias: Reals,
    item_bias: Reals,
    P: Reals,
    Q: Reals,
    users: Ints,
    items: Ints,
) -> Reals:
    """mean + b_u + b_i + p_u . q_i of each pair (n,); -1 stands for what was not trained on,
    which adds nothing."""

    def known(array: Reals, rows: Ints) -> Any:
        missing = (rows < 0).reshape((-1,) + (1,) * (array.ndim - 1))
        return np.where(missing, 0, array[rows])

    dots = np.einsum("nk,nk->n", known(P, users), known(Q, items))
    out: Reals = mean + known(user_bias, users) + known(item_bias, items) + dots
    return out
