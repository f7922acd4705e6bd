"""What a contender is: a library's solver on ratings, and how its time is taken."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from recflix_tui.model.ratings import Ratings

_LEAST = 0.25  # seconds that a lap of single epochs takes


class Contender:
    """One solver of one library. Building it lays out the ratings as the library wants them,
    which counts for its memory and not for its time; the libraries are imported only here.

    given: settings instead of the usual ones. The users and items of the ratings are indices;
    some may have no ratings.
    """

    name: ClassVar[str]
    package: ClassVar[str]  # as pip knows it
    module: ClassVar[str]  # what is imported of it
    limit: ClassVar[int | None] = None  # ratings beyond which it takes too long to be run
    single: ClassVar[bool] = False  # whether it runs on one thread whatever is asked
    blas_threads: ClassVar[int | None] = None  # where the library wants BLAS on other than its own
    predicts: ClassVar[bool] = True  # stars, that is
    usual: ClassVar[dict[str, Any]] = {}

    def __init__(
        self, ratings: Ratings, factors: int, threads: int, given: dict[str, Any] | None = None
    ) -> None:
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
        users: npt.NDArray[np.integer],
        items: npt.NDArray[np.integer],
        when: npt.NDArray[np.int64] | None,
    ) -> npt.NDArray[np.floating]:
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
    user_bias: npt.NDArray[np.floating],
    item_bias: npt.NDArray[np.floating],
    P: npt.NDArray[np.floating],
    Q: npt.NDArray[np.floating],
    users: npt.NDArray[np.integer],
    items: npt.NDArray[np.integer],
) -> npt.NDArray[np.floating]:
    """mean + b_u + b_i + p_u . q_i of each pair (n,); -1 stands for what was not trained on,
    which adds nothing."""

    def known(array: npt.NDArray[np.floating], rows: npt.NDArray[np.integer]) -> Any:
        missing = (rows < 0).reshape((-1,) + (1,) * (array.ndim - 1))
        return np.where(missing, 0, array[rows])

    dots = np.einsum("nk,nk->n", known(P, users), known(Q, items))
    out: npt.NDArray[np.floating] = mean + known(user_bias, users) + known(item_bias, items) + dots
    return out
