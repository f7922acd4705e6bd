"""The small dataset of tests/conftest.py, opened."""

from __future__ import annotations

from tests.recommend.conftest import dataset

__all__ = ["dataset"]
