"""The settings on Train: what is shown, typed, refused and sent."""

from __future__ import annotations

import pytest

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.screens.train.train_screen import TrainScreen
from recflix_tui.solvers.all_solvers import SOLVERS
from tests.drivers.train_driver import TrainDriver
from tests.screens.train.programs import Programs
from tests.screens.train.tunings import keep_tuning

MOST_REFUSED = 2  # numbers tried of each solver: all are checked by one rule

TO_SGD = ["tab", "right", "down", "down"]  # from the page, and to its first number

Sent = list[dict[str, object]]


async def test_what_was_set_is_sent_and_nothing_else(app: RecflixApp, sent: Sent) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab", "enter")  # auto, as it is
        await train.press("tab", "right", "enter")
        await train.press("down", "down", "down", *"128")
        await train.press("down", *"30")
        await train.press("down", *"0.05")
        await train.press("down", "right")
        await train.press("down", "7", "enter")
        await train.press("tab", "up", "up", "up", "left", "enter")
        await train.press("tab", "up", *"64", "up", "right", "enter")  # 64 is the default again
    as_typed = {"factors": 128, "epochs": 30, "learning_rate": 0.05, "reg": 1.5, "seed": 7}
    assert sent[0] == {}
    assert sent[1] == {"solver": "sgd"}
    assert sent[2] == {"solver": "sgd", **as_typed}
    assert all(type(sent[2][name]) is type(value) for name, value in as_typed.items())
    assert sent[3]["epochs"] == 20
    assert sent[4]["side"] == "implicit"
    assert "factors" not in sent[4]


async def test_each_solver_has_its_own_fields_and_keeps_what_was_set(app: RecflixApp) -> None:
    async with TrainDriver.open(app) as train:
        assert train.fields == {"solver": "auto", "seed": "0"}
        assert "takes gibbs: the most accurate" in train.note
        await train.press(*TO_SGD, *"48", "up", "up")
        assert train.fields["factors"] == "48"
        await train.press("right")
        assert list(train.fields) == [
            "solver",
            "factors",
            "epochs, at most",
            "regularisation",
            "seed",
            "more settings",
        ]
        await train.press("right")
        of_gibbs = train.fields
        assert list(of_gibbs) == [
            "solver",
            "side inputs",
            "factors",
            "sweeps",
            "draws kept",
            "seed",
            "more settings",
        ]
        assert (of_gibbs["side inputs"], of_gibbs["draws kept"]) == ("all", "64")
        await train.press("right", "left", "left")
        assert train.fields["factors"] == "48"


@pytest.mark.parametrize("solver", SOLVERS)
async def test_every_setting_of_a_solver_is_a_field_or_folded_under_one(
    app: RecflixApp, solver: str
) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab", *["right"] * (1 + list(SOLVERS).index(solver)))
        if solver == "sgd":
            await train.press("down", "right", "up")  # some settings go with side inputs alone
        await train.press("end", "enter")
        labels = set(train.fields) - {"solver", "more settings"}
        wanted = {known.label for known in SOLVERS[solver].declared()}
        assert labels == wanted - ({"side inputs"} if solver == "als" else set())


async def test_side_inputs_are_combined_by_digits_and_sent_together(
    app: RecflixApp, sent: Sent
) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab", *"gibbs", "down")
        assert train.field_in_focus == "side inputs"
        assert train.note == "digits: 1●implicit 2●genres 3●decade 4●time 5●people"
        await train.press("1", "5")
        assert train.note == "digits: 1○implicit 2●genres 3●decade 4●time 5○people"
        assert train.fields["side inputs"] == "3 of 5"
        await train.press("4", "6")
        assert train.note == "there is none, all, or digits to 5; esc leaves"
        await train.press("enter")
        await train.press("tab", "1", "4", "5", "enter")  # all again: the solver's own
        await train.press("tab", "left", "right", "1", "enter")
    told = ["genres,decade", None, "genres,decade,time,people"]
    assert [settings.get("side") for settings in sent] == told


async def test_every_field_says_what_it_is_in_a_line_or_two(app: RecflixApp) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab")
        for solver in SOLVERS:
            await train.press(*solver)
            for label in list(train.fields):
                if label != "more settings":
                    assert train.field_in_focus == label
                    assert 10 < len(train.note) < 59, label
                await train.press("down")
            await train.press("up", "home")  # from the versions to the last field and the first


async def test_a_folded_setting_is_said_explained_and_sent(app: RecflixApp, sent: Sent) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab", "right", "right", "right", "end", "enter", "down", "down", "down")
        assert train.field_in_focus == "width"
        assert train.note.startswith("width of the prior")
        await train.press("right", "down", "down", "down", "left")
        assert train.fields["refit"] == "no"
        await train.press("up", "up", "up", "up", "up", "up", "left")
        assert train.fields["more settings"] == "2 set"
        assert "width" not in train.fields
        await train.press("escape", "s")
    assert sent == [{"solver": "gibbs", "width": 3.0, "refit": False}]


async def test_a_folded_setting_that_cannot_be_is_unfolded(app: RecflixApp, sent: Sent) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab", "right", "right", "right", "end", "enter", "down", "down", *"99")
        await train.press("up", "up", "enter", "escape", "s")
        assert train.note == "chains must be from 1 to 64, not 99"
        assert train.field_in_focus == "chains"
    assert sent == []


@pytest.mark.parametrize("solver", SOLVERS)
async def test_each_number_out_of_bounds_is_refused_by_its_label_and_gets_the_focus(
    app: RecflixApp, sent: Sent, solver: str
) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab", *solver, "down", "right", "end", "enter", "home")
        bounds = {known.label: known.bounds for known in SOLVERS[solver].declared()}
        refused = 0
        for label, value in list(train.fields.items()):
            if refused == MOST_REFUSED:
                break
            if not value.lstrip("-").replace(".", "").isdigit() or label == "seed":
                await train.press("down")  # no number, or one too long to type out of bounds
                continue
            low, high = bounds[label]
            await train.press(*f"{high * 10:.0f}", "home", "enter")
            called = label.partition(",")[0]
            assert train.note == f"{called} must be from {low:g} to {high:g}, not {high * 10:.0f}"
            assert train.field_in_focus == label
            await train.press("left", "down")  # the highest of its steps
            refused += 1
        assert refused == MOST_REFUSED
    assert sent == []


async def test_the_default_of_cg_steps_can_be_typed(app: RecflixApp, sent: Sent) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab", *"als", "end", "enter", *["down"] * 4)
        assert train.field_in_focus == "CG steps"
        await train.press("right", *"-1")
        assert train.fields["CG steps"] == "-1"
        await train.press("x")
        assert "a minus before them" in train.note
        await train.press("backspace", "2", "enter")
        assert train.note == "CG steps must be from -1 to 100, not -2"
    assert sent == []


async def test_what_a_tuning_found_is_in_the_fields(app: RecflixApp, library: Library) -> None:
    keep_tuning(library, {"factors": 32, "learning_rate": 0.03, "reg": 0.7})
    async with TrainDriver.open(app) as train:
        await train.press("tab", "right")
        assert train.note.startswith("tuned for this dataset; ")
        assert (train.fields["factors"], train.fields["regularisation"]) == ("32", "0.7")
        await train.press("down", "right")  # with other side inputs it is another model
        assert "tuned" not in train.note
        assert train.fields["factors"] == "64"


async def test_auto_says_that_what_it_takes_was_tuned(app: RecflixApp, library: Library) -> None:
    keep_tuning(library, {"factors": 8, "width": 3.0}, "gibbs")
    async with TrainDriver.open(app) as train:
        assert train.note.endswith("tuned for this dataset")


async def test_a_setting_that_cannot_be_is_refused_in_a_line(app: RecflixApp, sent: Sent) -> None:
    async with TrainDriver.open(app) as train:
        await train.press(*TO_SGD, *"9999", "enter")
        assert "factors must be from 1 to 512" in train.note
        await train.press("backspace", "delete", "enter")
        assert "factors must be a whole number" in train.note
        assert sent == []
        await train.press("8", "escape", "s")
        assert train.note == ""
        assert len(sent) == 1
        await train.press("tab", "up", "up", "right", "right", *["down"] * 3, "0", "enter")
        assert "sweeps must be from 1" in train.note
    assert len(sent) == 1


async def test_in_a_field_of_a_number_letters_are_no_keys(app: RecflixApp, sent: Sent) -> None:
    async with TrainDriver.open(app) as train:
        assert "s start" in train.key_bar
        await train.press("tab", "down", "5", *"sczhbqed", "question_mark", "space")
        assert train.is_on(TrainScreen)
        assert sent == []
        assert train.app.theme == "recflix-dark"
        assert train.note == "a number has digits and a point; esc leaves"
        assert train.fields["seed"] == "5"
        assert "enter start  esc leave" in train.key_bar
        await train.press("escape")
        assert "s start" in train.key_bar
        await train.press("s")
    assert sent == [{"seed": 5}]


async def test_a_solver_is_chosen_by_its_name(app: RecflixApp, sent: Sent) -> None:
    async with TrainDriver.open(app) as train:
        for solver in SOLVERS:
            await train.press("tab", *solver)
            assert train.is_on(TrainScreen)
            assert train.fields["solver"] == solver
            assert len(sent) == list(SOLVERS).index(solver)
            await train.press("enter")
    assert sent == [{"solver": solver} for solver in SOLVERS]


async def test_a_word_that_is_none_is_refused_with_those_there_are(
    app: RecflixApp, sent: Sent
) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab", *"best")
        assert train.is_on(TrainScreen)
        assert train.fields["solver"] == "sgd"
        await train.press("x")
        assert train.note == "there is auto, sgd, als, gibbs; esc leaves"
        await train.press("backspace", "g")
        assert train.fields["solver"] == "gibbs"
    assert sent == []


async def test_who_starts_from_the_fields_can_cancel_at_once(
    app: RecflixApp, program: Programs
) -> None:
    program([], "time.sleep(60)")
    async with TrainDriver.open(app) as train:
        await train.pilot.press("tab", "enter")
        await train.until(lambda: app.training.is_active)
        assert "c cancel" in train.key_bar
        await train.pilot.press("c")
        await train.until(lambda: train.is_over)


async def test_train_is_come_back_to_with_its_keys(app: RecflixApp, sent: Sent) -> None:
    async with TrainDriver.open(app) as train:
        await train.press("tab", "down", "ctrl+p", *"home rows", "enter")
        await train.press("t", "s")
    assert sent == [{}]


async def test_a_point_in_a_whole_number_is_refused_and_gets_the_focus(
    app: RecflixApp, sent: Sent
) -> None:
    async with TrainDriver.open(app) as train:
        await train.press(*TO_SGD, "down", *"1.5", "down", "down", "enter")
        assert train.note == "epochs must be a whole number"
        assert train.field_in_focus == "epochs, at most"
        await train.press(*"20", "down", "down", *"9999999", "down", "enter")
        assert train.note.startswith("regularisation must be from")
        assert train.field_in_focus == "regularisation"
    assert sent == []


async def test_page_fields_and_versions_are_one_way_down(app: RecflixApp) -> None:
    async with TrainDriver.open(app) as train:
        assert not train.is_in_form
        await train.press("down")
        assert train.is_in_form
        await train.press("down", "down")
        assert train.is_in_versions
        await train.press("up", "up", "up")
        assert not train.is_in_form
        assert "s start" in train.key_bar
