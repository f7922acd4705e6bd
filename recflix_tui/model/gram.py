"""X'X of a profile's ratings, worked out where it is asked for."""

from __future__ import annotations

from recflix_tui.kernels.arrays import Doubles

SERIAL = 200_000
"""Multiplications of a product up to which OpenBLAS (0.3) leaves it to the thread that asks. A
larger one wakes its own: on a busy machine to wait for them takes ten times the product."""


def gram(design: Doubles) -> Doubles:
    """Return X'X of each draw, (S, k, k); design: X of each draw, (S, n, k)."""
    _, n, width = design.shape
    rows = max(SERIAL // (width * (width + 1)), 1)
    parts = [design[:, start : start + rows] for start in range(0, max(n, 1), rows)]
    total: Doubles = parts[0].transpose(0, 2, 1) @ parts[0]
    for part in parts[1:]:
        total += part.transpose(0, 2, 1) @ part
    return total
