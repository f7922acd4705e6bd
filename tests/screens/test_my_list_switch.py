"""The switch on Home that leaves the titles of My List out of all other rows."""

from __future__ import annotations

from recflix_tui.app import RecflixApp
from tests.drivers.home_driver import HomeDriver


async def test_a_key_switches_whether_my_list_stands_on_other_rows_and_says_so(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app) as home:
        assert app.profile_id is not None
        for on, said in ((False, "stand on no other row"), (True, "may stand on other rows, too")):
            await home.press("A")
            assert app.library.profiles.my_list_rows(app.profile_id) is on
            assert home.notifications == [f"titles of My List {said} · A switches"]
        await home.press("b", "A")
        assert app.library.profiles.my_list_rows(app.profile_id)
