"""What the Factors screen reads."""

from __future__ import annotations

import pytest

from recflix_tui.factors.axes import Axes
from recflix_tui.library.library import Library
from recflix_tui.screens.factors.loading import axes_shown, load_ground
from tests.examples.app_home import save_model


@pytest.mark.parametrize(
    ("asked", "n", "shown"),
    [
        ((0, 1, 2), 5, (0, 1, 2)),
        ((4, 1, 2), 5, (4, 1, 2)),
        ((4, 1, 2), 3, (1, 2, 0)),
        ((4, 3, 2), 2, (0, 1)),
        ((1, 0), 2, (1, 0)),
        ((1, 0), 3, (1, 0, 2)),
        ((0, 1, 2), 1, (0,)),
    ],
)
def test_the_axes_asked_for_come_first_and_the_first_factors_fill_up(
    asked: tuple[int, ...], n: int, shown: tuple[int, ...]
) -> None:
    assert axes_shown(asked, n) == shown


def test_the_axes_and_the_model_beside_them_are_of_one_moment(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    factors = library.factors

    def while_a_model_is_saved() -> tuple[Axes, ...]:
        save_model(library, n_more=2)
        library.session.refresh()
        return (Axes.COMPONENTS,)

    monkeypatch.setattr(factors, "available", while_a_model_is_saved)
    ground = load_ground(library, None)
    assert ground.space.n == ground.snapshot.need_model().P.shape[1] == 4
