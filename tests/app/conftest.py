"""The furnished home, and an app over it."""

from __future__ import annotations

from tests.examples.app_home import *  # noqa: F403
