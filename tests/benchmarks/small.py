"""A shape small enough to be measured at once."""

from __future__ import annotations

from benchmarks.synthetic import Shape

SMALL = Shape("small", 40, 30, 500)
