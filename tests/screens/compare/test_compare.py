"""Compare by its keys and by the mouse, over evaluations that nobody measured."""

from __future__ import annotations

from typing import Any

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.child.events import Event
from recflix_tui.evaluation.results.events import (
    Evaluated,
    MeasuringEpoch,
    MeasuringPhase,
    MeasuringStarted,
    RowMeasured,
)
from recflix_tui.library.library import Library
from recflix_tui.screens.compare.compare_screen import CompareScreen
from recflix_tui.screens.train.train_screen import TrainScreen
from recflix_tui.training.training_state import TrainingState
from recflix_tui.widgets.bars.choice_bar import ChoiceBar
from recflix_tui.widgets.pictures.intervals.board import IntervalBoard
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.compare_driver import CompareDriver
from tests.examples.app_home import save_model
from tests.screens.compare.conftest import (
    folds,
    keep_rows,
    people_rows,
    result_of,
    row_json,
    so_far,
)
from tests.screens.compare.programs import Programs

LARGE = (200, 60)
UNDER_WAY = "time.sleep(60)"
HALFWAY: list[Event] = [
    MeasuringStarted("gibbs", folds(5), 0, 3),
    MeasuringPhase("training gibbs", 1, 5),
    *(RowMeasured(row_json(so_far(row)), 1, 5) for row in people_rows()[:4]),
    MeasuringPhase("training gibbs", 2, 5, 48.2),
    MeasuringEpoch(12, 40, 0.8, 0.85),
]


# --- what is kept ---------------------------------------------------------------------------


async def test_the_version_in_use_is_shown_beside_the_others_as_measured_last(
    measured: Library, app: RecflixApp
) -> None:
    async with CompareDriver.open(app) as compare:
        assert compare.choices.startswith("v model 3 gibbs, in use   o holds out people")
        assert compare.board.focused_key == "ndcg@10"
        assert compare.names[:4] == [
            "recflix · model 3",
            "ease",
            "recflix-no-recency",
            "choice",
        ]
        assert compare.names[-1] == "stars"
        assert "recflix finds 1.26 times what popularity finds, beyond chance." in compare.says
        assert "The best simple rival is ease: chance may explain the difference." in compare.says
        assert "Model 3 finds 1.06 times what model 2 finds, beyond chance." in compare.says
        assert (
            compare.status == "measured 14 Nov 22:13, on 670 people, 93,294 ratings, in 1 min 42 s"
        )
        assert "NDCG@10: The share of the best possible score" in compare.says


async def test_arrows_go_from_metric_to_metric_and_from_bar_to_bar(
    measured: Library, app: RecflixApp
) -> None:
    async with CompareDriver.open(app) as compare:
        await compare.press("right")
        assert compare.board.focused_key == "recall@20"
        await compare.press("down")
        assert compare.board.focused_name == "ease"
        assert compare.says.startswith("ease (0.138 to 0.162): EASE, a formula that weighs")
        assert "beside recflix chance may explain the difference (−0.0" in compare.says
        await compare.press("left", "left")
        assert compare.board.focused_key == "mae"  # accuracy stands last where people are asked
        assert "No baseline predicts stars here" in compare.says
        await compare.press("end", "right", "home")
        assert compare.board.focused_name == "recflix · model 3"


async def test_v_takes_another_version_and_o_what_is_held_out(
    measured: Library, app: RecflixApp
) -> None:
    async with CompareDriver.open(app) as compare:
        await compare.press("v")
        assert compare.choices.startswith("v model 2 sgd   o")
        assert compare.names[0] == "recflix · model 3"  # it still finds most
        assert compare.board.focused_name == "recflix · model 3"
        await compare.press("o")
        assert "o holds out any ratings   10 % of all   g" in compare.choices
        assert compare.board.focused_key == "ndcg@10"  # as it was
        assert "These lists go by predicted stars alone" in compare.says
        assert compare.names == ["item-kNN", "popularity", "biases", "sgd"]
        await compare.press("left")
        assert compare.names == ["sgd", "item-kNN", "biases", "mean"]  # less is better
        assert "sgd and biases: chance may explain the difference." in compare.says
        await compare.press("end")
        assert "sgd is 0.189 stars less off, beyond chance (−0.2" in compare.says
        await compare.press("o", "o", "o", "V")
        assert compare.choices.startswith("v model 3 gibbs, in use   o holds out people")


async def test_n_takes_other_numbers_of_folds_and_those_that_were_measured(
    measured: Library, app: RecflixApp
) -> None:
    keep_rows(measured, 3, people_rows(0.01), {"kind": "people", "given": 4, "folds": 7})
    async with CompareDriver.open(app) as compare:
        seen = []
        for _ in range(5):
            await compare.press("n")
            seen.append(compare.choices.split("   ")[2])
        assert seen == [
            "n 10 folds",
            "n 7 folds, 4 told, liked from 4",
            "n 2 folds",
            "n 3 folds",
            "n 5 folds",
        ]
        await compare.press("n")
        assert compare.status == "not measured yet: s measures it; 5 folds took 1 min 42 s"
        assert compare.bars[0].startswith("  Is the model worth it?")
        assert "People are dealt into 10 parts, the folds;" in compare.words("split")
        await compare.press("n")
        assert compare.names[0] == "recflix"


async def test_what_was_measured_on_others_is_not_set_beside(
    library: Library, app: RecflixApp
) -> None:
    keep_rows(library, 3, people_rows(), folds(5))
    keep_rows(library, 2, people_rows(), folds(3))
    async with CompareDriver.open(app) as compare:
        assert compare.names.count("recflix") == 1
        assert "model 2" not in compare.text
        await compare.press("v")
        assert compare.status == "not measured yet: s measures it; model 3 took 1 min 42 s"


async def test_an_evaluation_that_cannot_be_read_is_said_and_measured_again(
    measured: Library, app: RecflixApp
) -> None:
    for path in measured.paths.models.glob("*/3/measured/*.json"):
        path.write_text("{}")
    async with CompareDriver.open(app) as compare:
        assert any("cannot be read: measure it again" in told for told in compare.notifications)
        assert compare.status.startswith("not measured yet: s measures it")


async def test_a_version_that_is_gone_is_no_longer_chosen(
    measured: Library, app: RecflixApp
) -> None:
    async with CompareDriver.open(app) as compare:
        await compare.press("v")
        measured.models.remove(2)
        app.changed()
        await compare.settle()
        assert compare.choices.startswith("model 3 gibbs, in use   o")  # there is no other one
        assert "v V" not in compare.key_bar
        assert compare.names[0] == "recflix"


async def test_without_a_version_it_says_what_to_do(library: Library, app: RecflixApp) -> None:
    for version in (3, 2):
        library.models.remove(version)
    async with CompareDriver.open(app) as compare:
        assert compare.status == "no version can be measured yet: t trains one"
        await compare.press("s", "v", "o", "n", "g", "right", "down")
        assert compare.state is None


async def test_a_click_takes_the_next_choice_and_puts_a_bar_in_focus(
    measured: Library, app: RecflixApp
) -> None:
    async with CompareDriver.open(app) as compare:
        await compare.click(ChoiceBar, 5, 0)
        assert compare.choices.startswith("v model 2 sgd")
        await compare.click(IntervalBoard, 20, 2)
        assert compare.board.focused_name == "ease"


# --- measuring ------------------------------------------------------------------------------


async def test_s_measures_what_is_chosen_and_rows_come_as_they_are_measured(
    library: Library, app: RecflixApp, program: Programs
) -> None:
    started = program(HALFWAY, UNDER_WAY)
    async with CompareDriver.open(app) as compare:
        await compare.press("g")
        await compare.start()
        flags = {"split": "people", "given": "10", "folds": "5", "seed": "0", "metrics": "ranking"}
        assert started.asked == [(3, flags)]
        assert compare.names == ["recflix", "recflix-no-recency", "choice", "popularity"]
        words = "measuring model 3 · fold 2 of 5 · training gibbs 12/40   about 48 s left"
        assert compare.status == words
        assert "So far, with 1 of 5 folds whole: intervals" in compare.says
        assert "c cancel" in compare.key_bar
        assert "s measure" not in compare.key_bar
        await compare.strike("s")
        assert "model 3 is being measured: c cancels it" in compare.notifications
        assert len(started.asked) == 1


async def test_what_is_measured_is_shown_from_then_on_and_when_the_app_comes_back(
    library: Library, app: RecflixApp, program: Programs
) -> None:
    rows = people_rows()
    told = [RowMeasured(row_json(row), 5, 5) for row in rows]
    program([*HALFWAY, *told, Evaluated(result_of(rows, folds(5)), 9.5)])
    keep_rows(library, 3, people_rows(0.05), folds(5))
    async with CompareDriver.open(app) as compare:
        assert compare.figures["recflix"] == "0.4280"
        await compare.press("h", "c")
        keep_rows(library, 3, rows, folds(5))  # what the process does before it says so
        assert compare.figures["recflix"] == "0.4280"  # nobody looked yet
        await compare.press("s")
        await compare.until(lambda: compare.is_over)
        await compare.settle()
        assert compare.figures["recflix"] == "0.3780"
        assert "model 3 is measured: Compare shows it" in compare.notifications
    again = RecflixApp(library)
    async with CompareDriver.open(again) as compare:
        assert compare.figures["recflix"] == "0.3780"


async def test_an_evaluation_goes_on_when_the_screen_is_left_and_c_cancels_it(
    library: Library, app: RecflixApp, program: Programs
) -> None:
    program(HALFWAY, UNDER_WAY)
    async with CompareDriver.open(app) as compare:
        await compare.start()
        await compare.strike("t")
        await compare.until(lambda: compare.is_on(TrainScreen))
        await compare.strike("j", "c")
        await compare.until(lambda: compare.is_on(CompareScreen))
        assert compare.status.startswith("measuring model 3 · fold 2 of 5")
        await compare.strike("v")
        await compare.until(lambda: compare.choices.startswith("v model 2"))
        assert compare.status.startswith("measuring model 3 · fold 2 of 5")  # and not model 2
        assert not compare.names
        await compare.strike("c")
        await compare.until(lambda: compare.is_over)
        await compare.settle()
        assert compare.state is not None
        assert compare.state.status == "cancelled"
        assert compare.status == "not measured yet: s measures it"
        await compare.press("c")  # nothing is under way


async def test_the_process_is_ended_with_the_app(
    library: Library, app: RecflixApp, program: Programs
) -> None:
    program(HALFWAY, UNDER_WAY)
    async with CompareDriver.open(app) as compare:
        await compare.start()
        process = app.evaluation._process
    assert process is not None
    assert process._process is not None
    assert process._process.returncode is not None


async def test_why_an_evaluation_failed_is_said(
    library: Library, app: RecflixApp, program: Programs
) -> None:
    program([], "sys.exit('recflix: people with ratings: 2; give at most so many --folds')")
    async with CompareDriver.open(app) as compare:
        await compare.press("s")
        await compare.until(lambda: compare.is_over)
        await compare.settle()
        assert any("people with ratings: 2" in told for told in compare.notifications)
        assert compare.status == "not measured yet: s measures it"


async def test_a_training_that_runs_is_said_before_it_is_measured(
    library: Library, app: RecflixApp
) -> None:
    async with CompareDriver.open(app) as compare:
        await app.training.take(TrainingState(status="running"))
        await compare.settle()
        assert compare.status.endswith("a training runs, so that it takes longer")


async def test_a_new_version_can_be_measured(library: Library, app: RecflixApp) -> None:
    async with CompareDriver.open(app) as compare:
        save_model(library)
        await compare.look_for_changes()
        seen = []
        for _ in range(3):
            await compare.press("V")
            seen.append(compare.choices.split()[2])  # `v model 4 …`
        assert sorted(seen) == ["2", "3", "4"]


async def test_damage_is_told_once(measured: Library, app: RecflixApp) -> None:
    kept = next(measured.paths.models.glob("*/2/measured/people*.json"))
    kept.write_text("no longer what it was")
    async with CompareDriver.open(app) as compare:
        assert any(kept.name in said for said in compare.notifications)
        app.clear_notifications()
        await compare.press("o")
        assert compare.notifications == []


# --- looks ----------------------------------------------------------------------------------


def looking(*keys: str) -> Any:
    async def run(pilot: Any) -> None:
        compare = CompareDriver(pilot)
        await compare.enter()
        await compare.press(*keys)

    return run


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_it_looks_so(
    measured: Library, app: RecflixApp, snap_compare: Any, size: tuple[int, int]
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=looking("down", "down"))


def test_it_looks_so_in_light_on_ratings(measured: Library, snap_compare: Any) -> None:
    measured.session.store.set_setting("theme", "recflix-light")
    app = RecflixApp(measured)
    assert snap_compare(app, terminal_size=WIDE, run_before=looking("v", "o"))


def test_it_looks_so_before_anything_is_measured(
    library: Library, app: RecflixApp, snap_compare: Any
) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=looking())


def test_its_help_fits_a_small_screen(library: Library, app: RecflixApp, snap_compare: Any) -> None:
    assert snap_compare(app, terminal_size=SMALL, run_before=looking("question_mark"))


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so_while_it_is_measured(
    library: Library,
    app: RecflixApp,
    program: Programs,
    snap_compare: Any,
    size: tuple[int, int],
) -> None:
    program(HALFWAY, UNDER_WAY)

    async def run(pilot: Any) -> None:
        compare = CompareDriver(pilot)
        await compare.enter()
        await compare.start()

    assert snap_compare(app, terminal_size=size, run_before=run)
