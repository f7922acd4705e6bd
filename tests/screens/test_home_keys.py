"""The keys of Home that say how its page is made."""

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


async def test_two_keys_have_top_picks_safer_and_more_adventurous_within_their_ends(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app) as home:
        assert app.profile_id is not None
        await home.press(">", ">")
        assert app.library.profiles.adventure(app.profile_id) == 0.4
        said = next(said for said in home.notifications if "40% adventurous" in said)
        assert "stars to expect, diversity" in said
        await home.press(*["<"] * 4)
        assert app.library.profiles.adventure(app.profile_id) == 0.0
        await home.press(*[">"] * 7)
        assert app.library.profiles.adventure(app.profile_id) == 1.0
