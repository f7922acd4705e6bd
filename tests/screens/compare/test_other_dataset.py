"""Compare while another dataset comes into use."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.compare.compare_screen import CompareScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.versions.registry import Registry
from tests.dataset.layouts import write_latest
from tests.drivers.compare_driver import CompareDriver
from tests.examples.app_home import hand_made_model
from tests.examples.random_choices import random_choice
from tests.screens.compare.programs import Programs
from tests.screens.compare.test_compare import HALFWAY, UNDER_WAY


@pytest.fixture
def others(library: Library, tmp_path: Path) -> Library:
    """The home with another dataset, of which there are versions of the same numbers."""
    dataset = library.datasets.add(write_latest(tmp_path / "ml"), "others")
    registry = Registry(library.paths.models, "others")
    for _ in range(3):
        registry.save(
            hand_made_model(dataset.n_users, dataset.n_items),
            random_choice(dataset.n_items),
            solver="sgd",
            settings={"factors": 8, "seed": 0},
            metrics={"holdout_rmse": 0.9},
            fingerprint=dataset.fingerprint,
        )
    return library


async def test_what_is_measured_of_another_dataset_is_not_shown_as_its_own(
    others: Library, app: RecflixApp, program: Programs
) -> None:
    program(HALFWAY, UNDER_WAY)
    async with CompareDriver.open(app) as compare:
        await compare.start()
        assert compare.names
        app.use_dataset("others")
        await compare.until(lambda: others.snapshot.dataset_name == "others")
        await compare.until(lambda: compare.is_on(HomeScreen))
        await compare.strike("j", "c")
        await compare.until(lambda: compare.is_on(CompareScreen))
        await compare.until(lambda: "model 3 sgd" in compare.choices)
        assert not compare.names
        assert compare.status.startswith("measuring model 3 of films · fold 2 of 5")
        await compare.strike("c")
        await compare.until(lambda: compare.is_over)


async def test_an_evaluation_of_a_dataset_that_is_removed_is_called_off(
    others: Library, app: RecflixApp, program: Programs
) -> None:
    program(HALFWAY, UNDER_WAY)
    async with CompareDriver.open(app) as compare:
        await compare.start()
        with closing(Library.open(others.paths.home)) as elsewhere:
            elsewhere.datasets.remove("films")
        await compare.look_for_changes()
        await compare.until(lambda: compare.is_over)
        assert compare.state is not None
        assert compare.state.status == "cancelled"
        assert "the measuring is called off: films was removed" in compare.notifications
