"""What the rating keys do between the steps of a scale, and when the disk refuses."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.dataset.values import HALF_STARS, WHOLE_STARS, Scale
from recflix_tui.library.library import Library
from recflix_tui.screens.keys import rating_keys
from recflix_tui.store.store import StoreError
from tests.drivers.profiles_driver import ProfilesDriver


@pytest.mark.parametrize(
    ("scale", "now", "steps", "then"),
    [
        (HALF_STARS, 4.0, 1, 4.5),
        (HALF_STARS, 5.0, 1, 5.0),
        (WHOLE_STARS, 3.0, -1, 2.0),
        (WHOLE_STARS, 3.5, 1, 4.0),
        (WHOLE_STARS, 3.5, -1, 3.0),
        (WHOLE_STARS, 1.0, -1, 1.0),
    ],
)
def test_a_step_leads_to_the_next_rating_of_the_scale(
    scale: Scale, now: float, steps: int, then: float
) -> None:
    rated: list[float] = []
    library: Any = SimpleNamespace(
        snapshot=SimpleNamespace(need_dataset=lambda: SimpleNamespace(scale=scale)),
        recommendations=SimpleNamespace(
            taste=lambda _: SimpleNamespace(activity=SimpleNamespace(ratings={0: now}))
        ),
        profiles=SimpleNamespace(rate=lambda _profile, _item, stars: rated.append(stars)),
    )
    rating_keys.nudge(library, 1, 0, steps)
    assert rated == [then]


async def test_a_removal_that_fails_signs_nobody_out(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(profile_id: int) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(library.profiles, "remove", refuse)
    async with ProfilesDriver.open(app) as profiles:
        watching = app.profile_id
        assert watching is not None
        await profiles.press("delete", "y")
        assert app.profile_id == watching
        assert profiles.notifications == ["the disk is full"]
