"""How the loops are compiled: by Numba, into its cache on disk, and so that they let go of the
GIL. Imported only where there is something to compute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit

_OPTIONS: dict[str, Any] = {
    "nogil": True,
    "cache": True,
    "error_model": "numpy",
    "boundscheck": False,
}

# Sums may be taken in any order, and no number is NaN or infinite.
compiled: Callable[..., Any] = njit(fastmath=True, **_OPTIONS)

# The same for what other loops call. As a part of each of them: were it called, its rounding
# could be another in the process that compiles it than in those that load the caller from disk.
compiled_within: Callable[..., Any] = njit(fastmath=True, forceinline=True, **_OPTIONS)

# Sums may be taken in any order; NaN and infinities stay what they are.
_IN_ANY_ORDER = {"reassoc", "contract", "nsz", "arcp"}
compiled_with_nan: Callable[..., Any] = njit(fastmath=_IN_ANY_ORDER, **_OPTIONS)
compiled_within_with_nan: Callable[..., Any] = njit(
    fastmath=_IN_ANY_ORDER, forceinline=True, **_OPTIONS
)
