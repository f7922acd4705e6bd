"""What the lab refuses."""

from __future__ import annotations

from recflix_tui.errors import RecflixError


class LabError(RecflixError):
    """What cannot be worked out in the lab, as the one line that the user reads."""
