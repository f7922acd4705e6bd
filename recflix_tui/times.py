"""Lengths of time."""

from __future__ import annotations

DAY = 86_400.0
"""Seconds; days are counted from 1970 on, by UTC."""
