from __future__ import annotations

from recflix_tui.widgets.pictures.figures import hundredths, one_digit, signed, two_digits


def test_figures_of_one_and_two_digits_agree() -> None:
    assert (two_digits(3.446), one_digit(3.446)) == ("3.45", "3.5")
    assert [signed(hundredths(effect)) for effect in (0.412, -0.06, -0.001)] == [
        "+0.41",
        "−0.06",
        "+0.00",
    ]
