"""Lab by its keys and by mouse: steps, changes of the example, parts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.lab.showing.beside import CALLED
from recflix_tui.lab.worked.example import SPARSE, TUTORIAL
from recflix_tui.lab.worked.overfitting import HELD_OUT, OVERFITTING
from recflix_tui.lab.worked.run import Run, whole
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Stage
from recflix_tui.library.datasets import Datasets
from recflix_tui.library.library import Library
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.lab import lab_screen
from recflix_tui.screens.lab.lab_view import Part, PartNames
from recflix_tui.screens.lab.lookup_screen import LookupScreen
from recflix_tui.widgets.bars.key_bar import KeyBar
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.lab_driver import LabDriver

LARGE = (200, 60)


async def test_a_rating_moves_the_numbers_of_its_row_and_column(app: RecflixApp) -> None:
    dice = np.random.RandomState(0)
    P, Q = dice.rand(5, 2), dice.rand(4, 2)
    error = 5 - P[0] @ Q[0]
    async with LabDriver.open(app) as lab:
        assert f"5 − {P[0] @ Q[0]:.2f} = {error:.2f}: too low" in lab.step
        for number in (*P[0], *Q[0]):
            assert f"{number:.3f}" in lab.table
        await lab.press("space")
        moved = P[0] + 0.01 * error * Q[0]
        follows = Q[0] + 0.01 * error * moved
        for number in (*moved, *follows):
            assert f"{number:.3f}" in lab.table
        assert f"0.01 × {error:.2f} × {Q[0, 0]:.3f}" in lab.step
        assert f"0.01 × {error:.2f} × {moved[0]:.3f}" in lab.step
        assert f"{moved[0] - P[0, 0]:+.3f}" in lab.step
        assert f"The guess is now {moved @ follows:.2f}" in lab.line
        assert "1 of 20 ratings" in lab.place


async def test_the_steps_go_forth_and_back(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("space", "space", "space")
        assert lab.cell == (0, 2)
        await lab.press("backspace")
        assert (lab.cell, lab.run.next_cell) == ((0, 1), (0, 2))
        await lab.press("e", "e")
        assert (lab.run.epoch, lab.run.next_cell) == (3, (0, 0))
        await lab.press("E")
        assert lab.run.epoch == 2
        await lab.press("n")
        assert (lab.run.stage, lab.run.epoch) == (Stage.BIASED, 1)
        await lab.press("n", "e", "space")
        assert (lab.run.stage, lab.run.epoch) == (Stage.REGULARIZED, 2)
        await lab.press("N")
        assert (lab.run.stage, lab.run.epoch) == (Stage.REGULARIZED, 1)
        await lab.press("N")
        assert (lab.run.stage, lab.run.epoch) == (Stage.BIASED, 1)
        await lab.press("end")
        assert lab.run.is_done
        assert "done" in lab.place
        await lab.press("N")
        assert (lab.run.stage, lab.run.epoch) == (Stage.REGULARIZED, 1)
        await lab.press("home")
        assert (lab.run.stage, lab.run.epoch, lab.run.last) == (Stage.PLAIN, 1, None)


async def test_it_ends_with_the_errors_of_the_tutorial(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("tab", "n")
        assert "plain 9.813" in lab.plot
        await lab.press("n")
        assert "biased 8.853" in lab.plot
        await lab.press("n")
        assert "regularised 9.234" in lab.plot
        await lab.press("tab", "tab")
        for total in ("9.81", "8.85", "9.23"):
            assert total in lab.stages


async def test_it_plays_by_itself_until_the_stage_ends_or_it_is_paused(app: RecflixApp) -> None:
    async with LabDriver.open(app, WIDE) as lab:
        await lab.press("e", "p")
        assert lab.screen.is_playing
        assert "pause" in lab.key_bar
        await lab.until(lambda: lab.run.epoch > 3)
        await lab.press("p")
        assert not lab.screen.is_playing
        assert "play" in lab.key_bar
        lab.run.go_to(Stage.PLAIN, 49)
        await lab.press("e", "p")
        await lab.until(lambda: lab.run.stage is Stage.BIASED)
        await lab.until(lambda: not lab.screen.is_playing)
        assert lab.run.epoch == 1


async def test_the_first_epoch_is_played_rating_by_rating(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("p")
        await lab.until(lambda: lab.run.last is not None)
        assert lab.run.epoch == 1
        await lab.press("space")
        assert not lab.screen.is_playing


async def test_the_key_to_pause_that_comes_just_behind_the_end_of_a_stage_starts_nothing(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab_screen, "GRACE", 600.0)
    async with LabDriver.open(app) as lab:
        lab.run.go_to(Stage.PLAIN, 49)
        await lab.press("e", "p")
        await lab.until(lambda: lab.run.stage is Stage.BIASED)
        await lab.until(lambda: not lab.screen.is_playing)
        await lab.press("p")
        assert not lab.screen.is_playing
        await lab.press("p")
        assert lab.screen.is_playing


async def test_the_edges_of_the_matrix_and_the_ends_of_the_settings_are_ends(
    app: RecflixApp,
) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("up", "left")
        assert lab.cell == (0, 0)
        await lab.press(*["down"] * 9, *["right"] * 9)
        assert lab.cell == (4, 3)
        await lab.press("tab", "tab", *["down"] * 5, "enter", *["down"] * 9)
        assert lab.screen.form.has_focus
        await lab.press("escape")
        assert lab.part is Part.STEP
        await lab.press("shift+tab", "shift+tab")
        assert lab.screen.form.has_focus
        assert lab.screen.form.at == 0
        assert lab.screen.form.scroll_offset.y == 0


async def test_it_pauses_when_another_screen_comes_into_view(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        screen = lab.screen
        await lab.press("p", "m")
        assert not screen.is_playing


async def test_arrows_lead_to_a_cell_and_digits_rate_it_afresh(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        given = lab.ratings
        await lab.press("e", "up", "left")
        assert lab.cell == (3, 2)
        assert "David gave Sci-Fi Epic 1" in lab.line
        await lab.press("2")
        assert lab.run.example.ratings[lab.cell] == 2
        assert lab.run.last is None
        await lab.press("0")
        assert not lab.run.example.rated[lab.cell]
        assert "has not rated" in lab.line
        await lab.press("4", "delete")
        assert not lab.run.example.rated[lab.cell]
        assert lab.ratings == given  # of the titles nothing was rated


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_click_leads_to_a_cell(app: RecflixApp, size: tuple[int, int]) -> None:
    async with LabDriver.open(app, size) as lab:
        for cell in ((2, 1), (4, 3), (0, 0)):
            await lab.click_cell(*cell)
            assert lab.cell == cell
            person, film = TUTORIAL.people[cell[0]], TUTORIAL.films[cell[1]]
            assert f"{person} × {film}" in lab.step


async def test_a_click_on_a_key_or_a_name_does_what_the_key_does(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.click(KeyBar, lab.key_bar.index("epoch"), 0)
        assert lab.run.epoch == 2
        for part in (Part.ERRORS, Part.STAGES, Part.SETTINGS, Part.STEP):
            await lab.click(PartNames, lab.words("parts").index(part.value), 0)
            assert lab.part is part
        await lab.click(PartNames, lab.words("parts").index("dict or list"), 0)
        await lab.until(lambda: lab.is_on(LookupScreen))


@pytest.mark.parametrize("leads_elsewhere", [False, True])
async def test_what_is_worked_out_is_shown_when_it_is_whole_unless_a_click_led_elsewhere(
    app: RecflixApp, monkeypatch: pytest.MonkeyPatch, leads_elsewhere: bool
) -> None:
    began, goes_on, finish = Event(), Event(), Run.finish

    def finish_later(run: Run) -> None:
        run.step_epoch()
        began.set()
        assert goes_on.wait(60)
        finish(run)

    monkeypatch.setattr(Run, "finish", finish_later)
    async with LabDriver.open(app) as lab:
        lab.screen.action_finish()
        await asyncio.to_thread(began.wait, 60)
        lab.screen.action_move(0, 1)
        assert (lab.run.epoch, lab.run.last) == (1, None)
        if leads_elsewhere:
            lab.screen.action_step_rating()
        goes_on.set()
        await lab.settle()
        assert lab.run.is_done is not leads_elsewhere
        assert (lab.run.epoch == 1) is leads_elsewhere


async def test_a_cell_that_is_held_out_is_never_learnt_from(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("down", "o")
        assert lab.run.example.held_cells == ((1, 0),)
        assert "(4)" in lab.table
        assert "1 cell held out" in lab.line
        await lab.press("e", "up", "up", "up", "left", "left", "left")
        assert lab.cell == (1, 0)
        assert "fair test" in lab.line
        assert "no number moves" in lab.step
        await lab.press("tab")
        assert "held out" in lab.plot
        await lab.press("o")
        assert not lab.run.example.held.any()


async def test_four_ratings_hidden_and_more_epochs_show_what_over_fitting_is(
    app: RecflixApp,
) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("O")
        assert lab.run.example.held_cells == HELD_OUT[TUTORIAL.key]
        assert lab.run.settings == OVERFITTING
        assert lab.part is Part.ERRORS
        assert lab.line.startswith("4 ratings are hidden from the model")
        assert "200 epochs a stage, lambda 0.5" in lab.line
        await lab.press("n", "n", "N")
        for _ in range(98):
            lab.screen.action_step_epoch()
        await lab.press("e")
        assert lab.line.startswith("Over-fitting: learnt ratings are missed by ")
        await lab.press("end", "tab")
        assert (lab.settings["lambda"], lab.settings["more settings"]) == ("0.5", "3 set")
        await lab.press("tab")
        assert "over-fitting: right on what was learnt, wrong on what was not" in lab.stages
        assert "mean miss, held out" in lab.stages
        held = whole(lab.run.example, OVERFITTING).mean_held_errors
        missed = [float(word) for word in lab.row_of_stages("mean miss, held out")]
        assert missed == [round(held[stage][-1], 2) for stage in Stage]
        assert missed[2] < min(missed[:2])


async def test_over_fitting_gives_the_settings_back_that_it_took(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("tab", "tab", "down", "down", "down", "down", "7", "enter")
        usual = lab.run.settings
        assert usual == WorkedSettings(seed=7)
        await lab.press("O")
        assert lab.run.settings == replace(OVERFITTING, seed=7)
        await lab.press("O")
        assert not lab.run.example.held.any()
        assert lab.run.settings == usual
        await lab.press("tab")
        assert (lab.settings["lambda"], lab.settings["seed"]) == ("0.1", "7")


async def test_over_fitting_goes_on_in_the_other_example(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("O", "g")
        assert not lab.run.example.held.any()
        await lab.press("O")
        assert lab.run.example.held_cells == HELD_OUT[SPARSE.key]
        await lab.press("O")
        assert lab.run.settings == WorkedSettings()


async def test_ratings_that_are_gone_cannot_be_hidden_and_nothing_changes(
    app: RecflixApp,
) -> None:
    async with LabDriver.open(app) as lab:
        for cell in HELD_OUT[TUTORIAL.key]:
            await lab.click_cell(*cell)
            await lab.press("0")
        await lab.press("O")
        assert any("the ratings to hide are empty" in said for said in lab.notifications)
        assert lab.run.settings == WorkedSettings()


async def test_the_curves_of_all_stages_that_ran_stand_side_by_side(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("O", "n", "n", "e", "e")
        so_far = lab.run.so_far
        for size, lines in ((SMALL, 2), (WIDE, 3)):
            await lab.resize(*size)
            legend = "\n".join(lab.plot.splitlines()[:lines])
            for stage in Stage:
                for errors in (so_far.mean_errors, so_far.mean_held_errors):
                    assert f"{errors[stage][-1]:.3f}" in legend
                assert CALLED[stage] in legend


async def test_the_last_rating_cannot_be_taken(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("g")
        row_by_row = ["0", "right", "0", "right", "0", "right", "0", "down", *["left"] * 3]
        await lab.press(*row_by_row * 5)
        assert len(lab.run.example.known_cells) == 1
        assert any("no rating is left" in said for said in lab.notifications)


async def test_the_other_example_has_empty_cells_and_each_is_kept_as_it_was(
    app: RecflixApp,
) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("e", "e", "g")
        assert lab.run.example is SPARSE
        assert "The dots are ratings to find" in lab.line
        await lab.press("space", "g")
        assert (lab.run.example.key, lab.run.epoch) == (TUTORIAL.key, 3)
        await lab.press("g")
        assert lab.run.last is not None


async def test_settings_are_changed_in_their_form_and_it_starts_afresh(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("e", "tab", "tab")
        assert lab.settings["learning rate"] == "0.01"
        await lab.press("right")
        assert lab.run.settings.rate == 0.02
        assert lab.run.last is None
        await lab.press("down", "down", "down", "3")
        assert lab.run.settings.n_factors == 3
        assert "Q 3" in lab.table
        await lab.press("9")
        assert "must be from 1 to 8" in lab.words("note")
        assert lab.run.settings.n_factors == 3
        await lab.press("backspace", "down", "7", "enter")
        assert lab.run.settings.seed == 7
        assert "P 1" in lab.step
        await lab.press("e", "5")
        assert lab.run.settings.seed == 7


async def test_steps_too_wide_make_the_numbers_run_away_and_it_says_so(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("tab", "tab", "1", "enter", "end")
        assert lab.run.diverged is not None
        assert "smaller learning rate" in lab.line


@pytest.mark.parametrize(
    ("size", "parts"),
    [
        (SMALL, [Part.ERRORS, Part.SETTINGS, Part.STAGES, Part.STEP]),
        (WIDE, [Part.SETTINGS, Part.STAGES, Part.STEP]),
        (LARGE, [Part.SETTINGS, Part.STEP]),
    ],
)
async def test_tab_leads_through_the_parts_that_take_turns(
    app: RecflixApp, size: tuple[int, int], parts: list[Part]
) -> None:
    async with LabDriver.open(app, size) as lab:
        for part in parts:
            await lab.press("tab")
            assert lab.part is part
        for part in [*parts[-2::-1], Part.STEP]:
            await lab.press("shift+tab")
            assert lab.part is part


async def test_escape_leads_from_a_part_to_the_step_and_from_there_home(app: RecflixApp) -> None:
    async with LabDriver.open(app) as lab:
        await lab.press("tab", "tab", "escape")
        assert lab.part is Part.STEP
        await lab.press("escape")
        assert lab.is_on(HomeScreen)


async def test_a_smaller_terminal_shows_what_has_room(app: RecflixApp) -> None:
    async with LabDriver.open(app, SMALL) as lab:
        await lab.press("tab", "e")
        await lab.resize(*LARGE)
        assert lab.part is Part.STEP
        assert "plain" in lab.plot
        assert "rated" in lab.step
        await lab.resize(*SMALL)
        assert "rated" not in lab.step


async def test_it_works_without_a_dataset(
    empty_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Datasets, "use_sample_if_none", lambda self: None)
    empty_library.profiles.remember(empty_library.profiles.add("Bo").id)
    async with LabDriver.open(RecflixApp(empty_library)) as lab:
        await lab.press("space")
        assert "1 of 20 ratings" in lab.place
