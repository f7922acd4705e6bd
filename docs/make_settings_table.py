"""`python docs/make_settings_table.py`: the table of the settings in docs/models.md.

It is made of what the solvers declare, and stands between two comments in the document.
"""

from __future__ import annotations

from pathlib import Path

from recflix_tui.solvers.settings_table import settings_table

MODELS = Path(__file__).parent / "models.md"
BEGIN, END = "<!-- settings: python docs/make_settings_table.py -->\n", "<!-- end of settings -->\n"


def with_table(text: str) -> str:
    """Return the document with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{settings_table()}\n\n{END}{after}"


if __name__ == "__main__":
    MODELS.write_text(with_table(MODELS.read_text("utf-8")), "utf-8")
