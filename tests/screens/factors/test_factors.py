"""Factors: dots, sliders, the sum of a prediction, and the list of all factors."""

from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.factors.showing.sliders import STEP
from recflix_tui.library.library import Library
from recflix_tui.screens.factors.factors_screen import NOT_SLID, FactorsScreen
from recflix_tui.screens.people.people_screen import PeopleScreen
from recflix_tui.screens.title import TitleScreen
from recflix_tui.widgets.lists.factor_list import FactorList
from recflix_tui.widgets.pictures.cloud import Cloud
from recflix_tui.widgets.pictures.figures import one_digit, two_digits
from recflix_tui.widgets.pictures.sliders import Sliders
from recflix_tui.widgets.titles.top_list import TopList
from tests.drivers.app_driver import WIDE
from tests.drivers.factors_driver import FactorsDriver
from tests.drivers.home_driver import HomeDriver
from tests.drivers.title_driver import TitleDriver
from tests.examples.app_home import RATED, save_model


def predicted(library: Library, item: int, shift: tuple[float, ...] = (0.0, 0.0)) -> float:
    """The stars of one title for Ada, her taste slid by so much."""
    space, profile = library.factors.space(), library.profiles.find("Ada").id
    taste = library.recommendations.taste(profile)
    assert taste.raw is not None
    moved = sum(float(a) * b for a, b in zip(space.items[item], shift, strict=True))
    return float(taste.raw[item]) + moved


async def test_at_first_titles_and_who_watches_are_dots_and_the_best_title_is_picked_and_summed(
    app: RecflixApp, library: Library
) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        dataset = library.snapshot.need_dataset()
        space = library.factors.space()
        wanted = library.factors.scene(space, (0, 1))
        np.testing.assert_allclose(factors.scene.points, wanted.points, atol=1e-6)
        assert not factors.scene.points[:, 2].any()  # of two factors there is no third axis
        assert factors.scene.your_name == "Ada"
        assert factors.scene.you is not None
        assert f"{dataset.n_items} titles and Ada · factors 1, 2" in factors.words("heading")
        assert "direction of taste" in factors.words("explained")
        item = factors.item
        assert item == factors.top[0]
        assert app.profile_id is not None
        facts = library.recommendations.facts(app.profile_id, item)
        assert factors.near == [near for near, _ in facts.similar]
        assert facts.title in factors.line
        assert factors.name_of(factors.near[0]) in factors.line
        lines = "\n".join(factors.sum_lines)
        model = library.snapshot.need_model()
        assert f"{model.mu:.2f}" in lines
        for name in ("mean of all", "your bias", "its bias", "predicted"):
            assert name in lines
        assert two_digits(predicted(library, item)) in lines
        assert "Sci-Fi" in lines  # the end of a factor at which the title is


async def test_a_slide_moves_the_dot_the_lines_the_list_and_the_sum_at_once(
    app: RecflixApp, library: Library
) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        item, place = factors.item, factors.scene.you
        assert item is not None
        assert place is not None
        top = factors.top
        await factors.press(*["right_square_bracket"] * 4, "tab", "down", *["left"] * 16)
        shift = (4 * STEP, -16 * STEP)
        assert factors.sliders.shift == pytest.approx(shift)
        assert factors.slider_values == pytest.approx(factors.sliders.values)
        wanted = [predicted(library, other, shift) for other in range(60)]
        np.testing.assert_allclose(factors.view.slid.scores, wanted, atol=1e-4)
        assert factors.scene.you is not None
        assert not np.allclose(factors.scene.you, place)
        assert factors.top != top
        assert list(factors.scene.line_ends) == factors.top
        assert max(factors.scene.line_strengths) == pytest.approx(1)
        held = min(max(wanted[item], 0.5), 5.0)
        before, after = one_digit(predicted(library, item)), one_digit(held)
        assert f"{before} → {after}" in factors.words("sum-heading")
        total = next(line for line in factors.sum_lines if "predicted" in line)
        assert two_digits(wanted[item]) in total


async def test_the_list_of_the_best_tells_what_moved(app: RecflixApp, library: Library) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        assert not any(sign in line for line in factors.top_lines for sign in ("▲", "▼"))
        learned = list(factors.view.slid.top(60))
        await factors.press("tab", *["right"] * 12)
        places = {title.item: place for place, title in enumerate(learned, 1)}
        for row, line in zip(factors.view.top, factors.top_lines, strict=False):
            before = places[row.item]
            if before != row.rank:
                sign = "▲" if before > row.rank else "▼"
                assert f"{sign}{abs(before - row.rank)}" in line
        assert factors.top != [title.item for title in learned[:10]]


async def test_of_many_slides_at_once_the_last_is_shown_and_a_key_leads_back(
    app: RecflixApp,
) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        top, values = factors.top, factors.slider_values
        for _ in range(5):
            factors.screen.action_slide(1)
        await factors.settle()
        assert factors.sliders.shift[0] == pytest.approx(5 * STEP)
        assert factors.view.slid.shift[0] == pytest.approx(5 * STEP)
        await factors.press("0")
        await factors.press(*["left_square_bracket"] * 7)
        assert factors.sliders.is_slid
        assert "slid" in factors.words("taste-heading")
        await factors.press("0")
        assert not factors.sliders.is_slid
        assert factors.slider_values == values
        assert factors.top == top
        assert "→" not in factors.words("sum-heading")


async def test_arrows_turn_the_dots_and_other_keys_zoom_and_spin(app: RecflixApp) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        before = factors.camera
        await factors.press("left")
        assert factors.camera.yaw < before.yaw
        await factors.press("right", "up")
        assert factors.camera.yaw == pytest.approx(before.yaw)
        assert factors.camera.pitch < before.pitch
        await factors.press("plus")
        assert factors.camera.zoom > before.zoom
        await factors.press("minus")
        assert factors.camera.zoom == pytest.approx(before.zoom)
        await factors.press("space")
        assert factors.cloud.spinning
        assert "turning" in factors.words("heading")
        await factors.press("space")
        assert not factors.cloud.spinning
        assert "turning" not in factors.words("heading")


async def test_at_first_the_dots_turn_by_themselves_until_a_key_stops_them(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        app.animation_level = "full"
        await home.press("f")
        factors = home.on(FactorsDriver)
        await factors.ready()
        assert factors.cloud.spinning
        await factors.press("left")
        assert not factors.cloud.spinning


async def test_the_turning_that_nobody_asked_for_ends_and_one_asked_for_goes_on(
    app: RecflixApp,
) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        app.animation_level = "full"
        await home.press("f")
        factors = home.on(FactorsDriver)
        await factors.ready()
        factors.first_turn_ends()
        assert not factors.cloud.spinning
        await factors.press("space")
        factors.first_turn_ends()
        assert factors.cloud.spinning


async def test_a_spin_begun_within_the_first_turn_outlasts_it(app: RecflixApp) -> None:
    async with HomeDriver.open(app, WIDE) as home:
        app.animation_level = "full"
        await home.press("f")
        factors = home.on(FactorsDriver)
        await factors.ready()
        await factors.press("space", "space")
        factors.first_turn_ends()
        assert factors.cloud.spinning


async def test_a_title_flown_to_is_picked_and_in_front_and_outlasts_other_axes(
    app: RecflixApp,
) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        await factors.press("slash", *"film 31", "enter")
        assert factors.item == 31
        assert factors.camera == factors.camera.facing(factors.scene.points[31])
        assert "Film 31" in factors.words("sum-heading")
        assert "Film 31" in factors.text
        await factors.press("o", "v")
        assert "by varimax" in factors.words("heading")
        assert factors.item == 31
        assert "Film 31" in factors.line


async def test_next_goes_round_what_is_near_and_enter_opens_the_title_picked(
    app: RecflixApp,
) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        first, near = factors.item, factors.near
        visited = []
        for _ in range(len(near) + 1):
            await factors.press("n")
            visited.append(factors.item)
        assert visited == [*near, first]
        await factors.press("n", "enter")
        assert factors.is_on(TitleScreen)
        assert factors.on(TitleDriver).item == near[0]
        await factors.press("escape", "s")
        assert factors.is_on(PeopleScreen)  # similar people lie over the factors
        await factors.press("escape")
        assert factors.is_on(FactorsScreen)
        assert factors.item == near[0]


async def test_tab_leads_from_dots_to_sliders_to_the_best_titles(app: RecflixApp) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        assert factors.has_focus(Cloud)
        await factors.press("tab")
        assert factors.has_focus(Sliders)
        assert "factor 1" in factors.line
        await factors.press("down")
        assert factors.factor == 1
        assert "factor 2" in factors.line
        await factors.press("tab", "down")
        assert factors.has_focus(TopList)
        assert factors.item == factors.top[1]
        assert factors.name_of(factors.top[1]) in factors.line
        second = factors.top[1]
        await factors.press("enter")
        assert factors.on(TitleDriver).item == second


async def test_colours_are_by_genre_then_prediction_then_rating(
    app: RecflixApp, library: Library
) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        space = library.factors.space()
        genres = library.factors.main_genres(space)
        assert factors.scene.colours.tolist() == genres.of_items.tolist()
        assert all(name in factors.words("legend") for name in genres.names)
        await factors.press("c")
        assert factors.colour == "prediction"
        assert "predicted" in factors.words("legend")
        by_stars = np.argsort(factors.view.slid.predictions, kind="stable")
        assert (np.diff(factors.scene.colours[by_stars].astype(int)) >= 0).all()
        before = factors.scene.colours
        await factors.press(*["right_square_bracket"] * 8)
        assert factors.scene.colours.tolist() != before.tolist()
        await factors.press("c")
        assert factors.colour == "your rating"
        assert set(factors.near) == set(RATED)
        unrated = [item for item in range(60) if item not in RATED]
        grey = {int(factors.scene.colours[item]) for item in unrated}
        assert grey == {len(factors.scene.palette) - 1}
        assert not grey & {int(factors.scene.colours[item]) for item in RATED}
        await factors.press("c")
        assert factors.colour == "genre"


async def test_the_list_says_of_each_factor_what_is_at_its_ends(
    app: RecflixApp, library: Library
) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        await factors.press("v")
        assert factors.has_focus(FactorList)
        said = "\n".join(factors.card_lines)
        for card in library.factors.cards(app.profile_id, library.factors.space(), 5):
            assert f"{round(card.share * 100)} % of what factors move" in said
            for end in (card.low, card.high):
                for label in end.labels:
                    assert f"{label.name}: {label.count} of" in said
                    assert f"×{label.lift:.1f}" in said
        assert "◆" in said
        await factors.press("down")
        assert factors.factor == 1
        await factors.press("right_square_bracket")
        assert factors.sliders.shift == pytest.approx((0, STEP))
        assert "◇" in "\n".join(factors.card_lines)
        await factors.press("v")
        assert factors.has_focus(Cloud)
        assert factors.factor == 1


async def test_other_axes_can_be_shown_and_turned(app: RecflixApp, library: Library) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        await factors.press("o")
        assert "x 1 " in factors.text
        assert "no third axis" in factors.text
        await factors.press("down", "x")
        assert "x 2 " in factors.text
        await factors.press("enter")
        assert factors.axes == (1, 0)
        assert "factors 2, 1" in factors.words("heading")
        await factors.press("o", "v")
        assert "by varimax" in factors.words("heading")
        assert factors.view.ground.space.axes.value == "varimax"
        assert factors.axes == (0, 1)
        np.testing.assert_allclose(
            factors.view.slid.scores, [predicted(library, item) for item in range(60)], atol=1e-4
        )
        await factors.press("o", "l")
        assert "as learnt" in factors.words("heading")
        await factors.press("o", "escape")
        assert "as learnt" in factors.words("heading")


async def test_after_a_model_of_fewer_factors_the_axes_asked_for_are_shown_again(
    app: RecflixApp, library: Library
) -> None:
    save_model(library, n_more=3)
    library.session.refresh()
    async with FactorsDriver.open(app, WIDE) as factors:
        assert factors.axes == (0, 1, 2)
        await factors.press("o", *["down"] * 4, "y", "enter")
        assert factors.axes == (0, 4, 2)
        for n_more, shown in ((0, (0, 1)), (1, (0, 2, 1)), (3, (0, 4, 2))):
            save_model(library, n_more=n_more)
            await factors.look_for_changes()
            await factors.until(lambda n=n_more: factors.view.ground.space.n == 2 + n)  # type: ignore[misc]
            await factors.settle()
            assert factors.axes == shown
            said = ", ".join(str(axis + 1) for axis in shown)
            assert f"factors {said}" in factors.words("heading")
            third = factors.scene.points[:, 2].any()
            assert third == (len(shown) == 3)


async def test_axes_chosen_while_a_smaller_model_came_are_those_that_it_has(
    app: RecflixApp, library: Library
) -> None:
    save_model(library, n_more=3)
    library.session.refresh()
    async with FactorsDriver.open(app, WIDE) as factors:
        screen = factors.screen
        await factors.press("o", *["down"] * 4, "x")
        save_model(library)
        await factors.look_for_changes()
        screen.load()
        await factors.settle()
        await factors.press("enter")
        assert factors.view.ground.space.n == 2
        assert factors.axes == (1, 0)
        assert not factors.scene.points[:, 2].any()


async def test_a_screen_that_is_left_for_good_holds_no_predictions(app: RecflixApp) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        held = weakref.ref(factors.view)
        assert held() is not None
        factors.screen.retire()
        gc.collect()
        assert held() is None
        await factors.press("c", "v", "n", "left", "enter", "o", "k")
        assert factors.is_on(FactorsScreen)


async def test_a_slid_taste_is_kept_as_a_new_profile(app: RecflixApp, library: Library) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        await factors.press("k")
        assert factors.notifications == [NOT_SLID]
        await factors.press("tab", "down", *["left"] * 10, "k")
        assert "6 ratings of Ada's and" in factors.text
        assert "that this taste would give" in factors.text
        assert "Ada, more Comedy" in factors.text
        await factors.press(*"ada", "enter")
        assert "Ada" in factors.words("problem")
        await factors.press(*" 2", "enter")
        assert factors.is_on(FactorsScreen)
        assert any("kept as ada 2" in said for said in factors.notifications)
        kept = library.profiles.find("ada 2")
        ratings = library.recommendations.taste(kept.id).activity.ratings
        assert all(ratings[item] == stars for item, stars in RATED.items())
        assert len(ratings) > len(RATED)
        assert factors.sliders.is_slid  # one stays where one was


async def test_a_rating_given_elsewhere_moves_the_dot(app: RecflixApp, library: Library) -> None:
    async with FactorsDriver.open(app, WIDE) as factors:
        before = factors.sliders.learned
        await factors.press("right_square_bracket", "enter", "1", "escape")
        await factors.settle()
        assert factors.is_on(FactorsScreen)
        assert factors.sliders.learned != before
        assert factors.sliders.shift[0] == pytest.approx(STEP)
        assert factors.slider_values == pytest.approx(factors.sliders.values)
