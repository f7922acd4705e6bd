"""How the loops are compiled: by Numba, into its cache on disk, and so that they let go of the
GIL. Imported only where there is something to compute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit

# Sums may be taken in any order, and no number is NaN or infinite.
compiled: Callable[..., Any] = njit(
    nogil=True, cache=True, fastmath=True, error_model="numpy", boundscheck=False
)

# Sums may be taken in any order; NaN and infinities stay what they are.
compiled_with_nan: Callable[..., Any] = njit(
    nogil=True,
    cache=True,
    fastmath={"reassoc", "contract", "nsz", "arcp"},
    error_model="numpy",
    boundscheck=False,
)
