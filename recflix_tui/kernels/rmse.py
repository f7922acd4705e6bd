"""How far predictions are from ratings, in stars."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def rmse(predicted: npt.ArrayLike, actual: npt.ArrayLike) -> float:
    """Root of the mean squared error of two arrays (n,); NaN where n is 0."""
    error = _errors(predicted, actual)
    return float(np.sqrt(np.mean(error * error))) if error.size else float("nan")


def mae(predicted: npt.ArrayLike, actual: npt.ArrayLike) -> float:
    """Mean absolute error of two arrays (n,); NaN where n is 0."""
    error = _errors(predicted, actual)
    return float(np.mean(np.abs(error))) if error.size else float("nan")


def _errors(predicted: npt.ArrayLike, actual: npt.ArrayLike) -> npt.NDArray[np.float64]:
    return np.asarray(predicted, np.float64) - np.asarray(actual, np.float64)
