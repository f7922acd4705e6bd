"""`python docs/make_signals_table.py`: the table of the signals in docs/signals.md.

It is made of what the signals declare, and stands between two comments in the document.
"""

from __future__ import annotations

from pathlib import Path

from recflix_tui.recommend.all_signals import ALL_SIGNALS

SIGNALS = Path(__file__).parent / "signals.md"
BEGIN, END = "<!-- signals: python docs/make_signals_table.py -->\n", "<!-- end of signals -->\n"


def signals_table() -> str:
    """Return the table as text, a line for each signal in their order."""
    rows = [("signal", "goes by", "formula", "weight by default"), ("---",) * 4]
    for signal in ALL_SIGNALS:
        default = f"{signal.default:g}{', a guess' if signal.guess else ''}"
        rows.append((f"`{signal.name}`", signal.about, signal.formula, default))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def with_table(text: str) -> str:
    """Return the document with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{signals_table()}\n\n{END}{after}"


if __name__ == "__main__":
    SIGNALS.write_text(with_table(SIGNALS.read_text("utf-8")), "utf-8")
