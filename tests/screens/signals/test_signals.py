"""The Signals screen: what is tried out, what moves, what is kept."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.library.views import Consent
from recflix_tui.recommend.weighing.draft import HOUSEHOLD, NEWNESS, REGION, STEP, TRAINING
from recflix_tui.recommend.weighing.signal import MOST, Setting
from recflix_tui.screens.dialogs.confirm import ConfirmScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.signals import loading, signals_base, signals_screen
from recflix_tui.screens.signals.region_dialog import RegionScreen
from recflix_tui.screens.signals.signals_screen import SignalsScreen
from recflix_tui.screens.signals.signals_words import (
    NO_CHOICE,
    NO_MODEL,
    NOTHING_DONE,
    Chosen,
    chosen_of,
    detail_of,
    felt_little,
    kept_words,
)
from recflix_tui.screens.title import TitleScreen
from recflix_tui.widgets.cells import wrapped
from recflix_tui.widgets.weights.two_pages import TwoPages
from recflix_tui.widgets.weights.weight_list import WeightList
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.signals_driver import SignalsDriver

LARGE = (200, 60)


def settings(library: Library) -> dict[str, Setting]:
    """What Ada set."""
    [ada] = library.profiles.summaries()
    return dict(library.signals.settings(ada.id))


async def test_all_signals_are_listed_with_their_weight_and_what_they_speak_for(
    app: RecflixApp, library: Library
) -> None:
    async with SignalsDriver.open(app, LARGE) as signals:
        assert app.profile_id is not None
        for state in library.signals.all(app.profile_id):
            line = signals.line_of(state.signal.label)
            assert f"{state.weight:.1f}" in line
            assert ("?" in line) == state.signal.guess
            said = state.nothing or f"{state.n_titles} title"
            assert said in line or (state.nothing and "nothing" in line)


async def test_ratings_off_says_what_goes_and_keeps_nothing(
    app: RecflixApp, library: Library
) -> None:
    async with SignalsDriver.open(app, WIDE) as signals:
        before = library.recommendations.home(app.profile_id or 0).rows
        assert any(row.key.startswith("because") for row in before)
        await signals.choose("ratings")
        await signals.press("space")
        assert "off" in signals.line_of("ratings")
        assert "stars shown still come from" in " ".join(signals.words("detail").split())
        assert "Top picks for Ada: gone" in signals.moved
        assert any(line.strip().startswith("−") for line in signals.page_lines)
        assert "not kept yet" in signals.words("heading")
        assert settings(library) == {}
        await signals.press("space")
        assert "not kept" not in signals.words("heading")
        assert "gone" not in signals.moved


async def test_keys_change_a_weight_and_give_its_default_back(app: RecflixApp) -> None:
    async with SignalsDriver.open(app) as signals:
        await signals.choose("ratings")
        state = signals.screen.chosen
        assert state is not None
        assert state.state is not None
        signal = state.state.signal
        await signals.press("right", "plus", "left")
        assert signals.draft.weight(signal) == pytest.approx(signal.default + 0.1)
        await signals.press("z")
        assert signals.draft.settings == {}
        await signals.press("minus", "o")
        assert not signals.draft.is_on(signal)
        await signals.press("delete", *["right"] * 40)
        assert signals.draft.weight(signal) == MOST


async def test_what_is_kept_is_what_home_goes_by(app: RecflixApp, library: Library) -> None:
    async with SignalsDriver.open(app) as signals:
        await signals.choose("ratings")
        await signals.press("space", "k")
        assert settings(library) == {"ratings": Setting(on=False)}
        assert "not kept" not in signals.words("heading")
        assert "off" in signals.line_of("ratings")
        rows = library.recommendations.home(app.profile_id or 0).rows
        assert not any(row.key.startswith("because") for row in rows)
        await signals.press("space", "enter")
        assert settings(library).get("ratings", Setting()) == Setting()


async def test_escape_closes_the_formula_then_drops_what_is_changed_then_leads_back(
    app: RecflixApp, library: Library
) -> None:
    async with SignalsDriver.open(app) as signals:
        await signals.press("right", "v", "escape")
        assert not signals.screen.has_class(signals_screen.DETAIL)
        assert signals.screen.is_changed
        await signals.press("escape")
        assert signals.is_on(SignalsScreen)
        assert signals.draft.settings == {}
        assert signals_screen.DROPPED in signals.notifications
        await signals.press("escape")
        assert signals.is_on(HomeScreen)
        assert settings(library) == {}


async def test_what_is_changed_waits_for_the_way_back(app: RecflixApp, library: Library) -> None:
    async with SignalsDriver.open(app) as signals:
        await signals.press("right", "h")
        assert signals_screen.UNKEPT in signals.notifications
        await signals.press("s")
        assert signals_screen.UNKEPT not in signals.notifications
        assert signals.screen.is_changed
        changed = signals.screen.draft
        library.profiles.add("Bo")
        await signals.press("p", "down", "enter", "s")
        assert app.profile_name == "Bo"
        assert signals_base.WAITS in signals.notifications
        assert not signals.screen.is_changed
        await signals.press("p", "up", "enter", "s")
        assert app.profile_name == "Ada"
        assert signals.screen.draft == changed


async def test_what_is_withdrawn_elsewhere_is_not_given_again_by_keeping_a_change(
    app: RecflixApp, library: Library
) -> None:
    other = Library.open(library.paths.home)
    ada = library.profiles.find("Ada").id
    library.profiles.set_consent(ada, Consent.HOUSEHOLD, True)
    async with SignalsDriver.open(app) as signals:
        await signals.press("right")
        assert signals.draft.household
        other.profiles.set_consent(ada, Consent.HOUSEHOLD, False)
        await signals.look_for_changes()
        assert not signals.draft.household
        assert signals.screen.is_changed
        await signals.press("k")
        assert len(settings(library)) == 1
        assert not library.profiles.consents(ada)
    other.close()


@pytest.mark.parametrize("leaves_from", ["here", "h", "p down enter"])
async def test_to_quit_asks_before_what_is_changed_is_lost(
    app: RecflixApp, library: Library, leaves_from: str
) -> None:
    library.profiles.add("Bo")
    async with SignalsDriver.open(app) as signals:
        await signals.press("right", *leaves_from.removeprefix("here").split(), "q", "ctrl+c")
        assert signals.is_on(ConfirmScreen)
        assert signals_base.UNKEPT_AT_THE_END in " ".join(signals.text.split())
        await signals.press("enter")  # the answer that loses nothing has the focus
        assert app.is_running
        await signals.press("q")
        await signals.pilot.press("y")
        await signals.until(lambda: not app.is_running)


async def test_what_is_said_of_oneself_is_kept_with_the_rest(
    app: RecflixApp, library: Library
) -> None:
    async with SignalsDriver.open(app) as signals:
        ada = app.profile_id or 0
        await signals.choose(HOUSEHOLD)
        assert "never with your name" in signals.words("line").replace("\n", " ")
        await signals.press("space")
        assert "Nobody's rows move now" in signals.moved
        await signals.choose(TRAINING)
        await signals.press("space")
        await signals.choose(NEWNESS)
        await signals.press("right")
        await signals.choose(REGION)
        await signals.press("right", "right")
        region = signals.draft.region
        assert library.profiles.consents(ada) == frozenset()
        await signals.press("k")
        assert library.profiles.consents(ada) == {Consent.HOUSEHOLD, Consent.TRAINING}
        assert library.profiles.novelty(ada) == signals.draft.newness
        assert library.profiles.region(ada) == region
        for name in (HOUSEHOLD, TRAINING, NEWNESS, REGION):
            await signals.choose(name)
            await signals.press("z")
        await signals.press("k")
        assert library.profiles.consents(ada) == frozenset()
        assert library.profiles.novelty(ada) is None
        assert library.profiles.region(ada) is None


async def test_a_region_is_chosen_from_a_list(app: RecflixApp) -> None:
    async with SignalsDriver.open(app) as signals:
        await signals.choose(REGION)
        assert "It has no effect here" in signals.words("line").replace("\n", " ")
        await signals.press("enter")
        assert signals.is_on(RegionScreen)
        assert "● not said" in signals.text
        await signals.press("down", "enter")
        first = signals.draft.region
        assert first is not None
        assert first[:11] in signals.line_of("where you live")
        await signals.press("enter", "escape")
        assert signals.draft.region == first


async def test_of_many_changes_that_come_at_once_few_are_worked_out(
    app: RecflixApp, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    go_on = threading.Event()
    load = loading.load_preview

    def slowly(*args: Any) -> Any:
        asked.append(args[2].settings["history"].weight)
        go_on.wait(20)
        return load(*args)

    async with SignalsDriver.open(app) as signals:
        chosen = signals.screen.chosen
        assert chosen is not None
        assert chosen.state is not None
        weight = chosen.state.signal.default + 12 * STEP
        monkeypatch.setattr(signals_base, "load_preview", slowly)
        await signals.pilot.press(*["right"] * 12)
        assert signals.draft.settings["history"].weight == pytest.approx(weight)
        go_on.set()
        await signals.settle()
        assert len(asked) <= 2
        assert asked[-1] == pytest.approx(weight)


async def test_the_mouse_sets_a_weight_turns_a_signal_and_opens_a_title(app: RecflixApp) -> None:
    async with SignalsDriver.open(app, WIDE) as signals:
        line = signals.list_lines[3]
        await signals.click(WeightList, line.rindex("─"), 3)
        assert signals.draft.settings["ratings"].weight == MOST
        await signals.click(WeightList, line.index("■"), 3)
        assert not signals.draft.settings["ratings"].on
        await signals.press("z")
        await signals.click(TwoPages, 6, 2)
        assert signals.is_on(SignalsScreen)
        await signals.click(TwoPages, 6, 2)
        assert signals.is_on(TitleScreen)


async def test_tab_leads_to_the_rows_whose_titles_open(app: RecflixApp) -> None:
    async with SignalsDriver.open(app) as signals:
        await signals.press("tab", "down")
        item = signals.screen.pages.focused_item
        assert item is not None
        await signals.press("enter")
        assert signals.is_on(TitleScreen)
        await signals.press("escape", "tab", "down")
        assert signals.screen.weights.at == 1


async def test_the_formula_stands_in_place_of_the_rows_where_there_is_little_room(
    app: RecflixApp,
) -> None:
    async with SignalsDriver.open(app) as signals:
        await signals.choose("ratings")
        chosen = signals.screen.chosen
        assert chosen is not None
        assert chosen.state is not None
        start = chosen.state.signal.formula[:12]
        assert start not in signals.text
        await signals.press("v")
        await signals.until(lambda: start in signals.text)  # what is laid out anew is drawn later
        assert "speaks most for" in signals.text
        assert "Home's rows" not in signals.text
        await signals.resize(*WIDE)
        await signals.press("v")
        await signals.until(lambda: "Home's rows as they are" in signals.text)
        await signals.until(lambda: start in signals.text)


async def test_the_formula_is_whole_where_titles_have_little_room(app: RecflixApp) -> None:
    async with SignalsDriver.open(app, WIDE) as signals:
        for chosen in chosen_of(signals.screen._states):
            if chosen is not None and chosen.state is not None:
                state = replace(chosen.state, speaks_for=tuple((n, 1.0) for n in range(8)))
                words = detail_of(Chosen(state), signals.draft, 0.0, lambda item: f"Film {item}")
                lines = words(50, 12).plain.split("\n")
                told = [line for line in lines if not line.startswith("formula   v")]
                whole = wrapped(state.signal.formula, 50)
                assert lines[0] == f"{state.signal.label}   {state.signal.name} in commands"
                assert len(told) < len(lines) or lines[lines.index("formula") + 1 :] == whole


async def test_a_signal_that_is_tried_out_says_what_it_would_speak_for(
    app: RecflixApp, library: Library
) -> None:
    ada = app.library.profiles.summaries()[0].id
    library.signals.set(ada, "ratings", Setting(on=False))
    async with SignalsDriver.open(app, LARGE) as signals:
        await signals.choose("ratings")
        assert "it is off" in signals.words("detail")
        assert "says nothing" not in signals.words("detail")
        assert "nothing" not in signals.line_of("ratings")
        told = " ".join(signals.words("detail").split())
        assert "Off for the order of rows; the stars shown still come from them" in told
        await signals.press("space")
        said = next(s for s in library.signals.all(ada) if s.signal.name == "ratings")
        assert said.nothing == "it is off"
        assert "speaks most for" in signals.text
        assert "titles" in signals.line_of("ratings")
        assert dict(library.signals.settings(ada)) == {"ratings": Setting(on=False)}


async def test_no_key_rates_anything_here(app: RecflixApp) -> None:
    async with SignalsDriver.open(app) as signals:
        before = signals.ratings
        await signals.press("5", "0", "x", "w", "a")
        assert signals.ratings == before


async def test_who_did_nothing_yet_is_told_what_to_press(app: RecflixApp, library: Library) -> None:
    library.profiles.remember(library.profiles.add("[b]Bo").id)
    async with SignalsDriver.open(RecflixApp(library)) as signals:
        assert NOTHING_DONE[:40] in signals.moved
        assert "[b]Bo" in signals.words("heading")


@pytest.mark.parametrize("what", ["model", "choice"])
async def test_what_is_missing_is_said_with_what_to_press(library: Library, what: str) -> None:
    library.models.remove(2)
    if what == "model":
        library.models.remove(1)
    async with SignalsDriver.open(RecflixApp(library)) as signals:
        assert (NO_MODEL if what == "model" else NO_CHOICE)[:30] in signals.moved
        await signals.choose("ratings")
        await signals.press("space")
        assert "not kept yet" in signals.words("heading")


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        signals = SignalsDriver(pilot)
        await signals.enter()
        await signals.choose("ratings")
        await signals.press("space")

    assert snap_compare(app, terminal_size=size, run_before=show)


def test_it_looks_so_in_light(library: Library, snap_compare: Any) -> None:
    library.session.store.set_setting("theme", "recflix-light")

    async def show(pilot: Pilot[Any]) -> None:
        signals = SignalsDriver(pilot)
        await signals.enter()
        await signals.choose("ratings")
        await signals.press("left", "left", "left", "v")

    assert snap_compare(RecflixApp(library), terminal_size=SMALL, run_before=show)


def test_why_a_preference_for_what_is_new_moves_nothing_is_said(
    library: Library,
) -> None:
    ada = library.profiles.find("Ada").id
    library.signals.set(ada, "novelty", Setting(0.3))
    assert "“known or new” weighs 0.3" in felt_little(library.signals.all(ada))
    library.signals.set(ada, "novelty", Setting(None, False))
    assert "is off" in felt_little(library.signals.all(ada))


def test_what_moves_nothing_is_kept_without_saying_that_home_goes_by_it() -> None:
    assert kept_words(["ratings"]) == "1 change kept: Home goes by it now"
    assert kept_words(["ratings", HOUSEHOLD]) == "2 changes kept: Home goes by 1 of them now"
    assert kept_words([HOUSEHOLD, TRAINING]) == "2 changes kept: Home stays as it is"
    assert kept_words([REGION]) == "1 change kept: Home goes by it now"
    assert kept_words([REGION], "no effect") == "1 change kept: Home stays as it is"
