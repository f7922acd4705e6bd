"""When a new version is taken into use: the words that say so on the command line."""

from __future__ import annotations

IF_NO_WORSE, ALWAYS, NEVER = "if-no-worse", "always", "never"
USES = (IF_NO_WORSE, ALWAYS, NEVER)
"""Where it is no worse than the one in use, in any case, in none."""
