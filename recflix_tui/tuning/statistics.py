"""Whether a candidate is better than the defaults, or only seems so: a paired t-test."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from recflix_tui.tuning.folds import FOLDS

_LEAST_SHOWN = 0.00005  # of RMSE: less is no gain in four digits
# Student's t of one-sided 95 % for the differences over 2 to 5 folds.
_T95 = {2: 6.314, 3: 2.920, 4: 2.353, 5: 2.132}


def paired(differences: npt.NDArray[np.float64]) -> tuple[float, float | None]:
    """The mean of differences over folds (J,), and its standard error; None of one fold.

    The folds' training parts overlap, and so their differences vary together; to the 1/J of
    independent ones comes the size of the test part over that of the training part: Nadeau and
    Bengio, "Inference for the generalization error" (2003).
    """
    mean, n = float(differences.mean()), len(differences)
    if n < 2:
        return mean, None
    share = 1 / n + 1 / (FOLDS - 1)
    return mean, float(differences.std(ddof=1) * math.sqrt(share))


def judge_gain(gain: float, error: float | None, folds: int) -> tuple[bool, str]:
    """Whether a gain over so many folds is more than noise, and why or why not, in words.

    gain, error: in RMSE, with its standard error, None over one fold.
    """
    if error is None:
        return False, "one part of the ratings cannot tell a gain from chance; give it more time"
    if gain < _LEAST_SHOWN:
        return False, f"no settings were better on {folds} folds"
    figures = f"{gain:.4f} in RMSE, standard error {error:.4f} over {folds} folds"
    if gain > _T95[folds] * error:
        return True, f"better than the solver's own defaults by {figures}"
    return False, f"the best settings gain no more than chance would: {figures}"
