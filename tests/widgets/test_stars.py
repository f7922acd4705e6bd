from __future__ import annotations

from recflix_tui.widgets.stars import bar, stars_text


def test_stars_and_bars() -> None:
    assert stars_text(4.5) == "★★★★½"
    assert stars_text(0.5) == "½"
    assert bar(0.5, 10) == ("━━━━━", "━━━━━")
    assert bar(1.2, 4) == ("━━━━", "")
