"""What a command line says that says nothing: the app, over the usual home."""

from __future__ import annotations

DEFAULTS: dict[str, str | None] = {"run": "app.run", "home": None}
"""What is called, and the home that was named."""
