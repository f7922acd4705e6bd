"""Fields of numbers and of words, by keys and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recflix_tui.widgets.forms.fields import (
    FoldField,
    NumberField,
    SomeField,
    WordField,
    YesNoField,
)
from recflix_tui.widgets.forms.settings_form import SettingsForm

FIELDS = (
    WordField("solver", "solver", ("auto", "sgd", "gibbs")),
    NumberField("reg", "regularisation", (0.5, 1, 2), is_whole=False),
)
DEFAULTS: dict[str, float | int | str] = {"solver": "auto", "reg": 1.0}


def form() -> SettingsForm:
    return SettingsForm(lambda values: None)


async def test_only_what_differs_from_its_default_is_changed(
    stage: Callable[[SettingsForm], Any],
) -> None:
    shown = form()
    async with stage(shown).run_test(size=(40, 5)) as pilot:
        shown.show(FIELDS, DEFAULTS, {})
        shown.focus()
        await pilot.press("right", "down", "1", ".", "0")
        assert shown.values == {"solver": "sgd", "reg": 1.0}
        assert shown.changed == {"solver": "sgd"}
        shown.show(FIELDS, {**DEFAULTS, "reg": 2.0}, shown.given)
        assert shown.values == {"solver": "sgd", "reg": 2.0}


async def test_words_are_stepped_through(stage: Callable[[SettingsForm], Any]) -> None:
    shown = form()
    async with stage(shown).run_test(size=(40, 5)) as pilot:
        shown.show(FIELDS, DEFAULTS, {})
        shown.focus()
        await pilot.press("left", "backspace", "delete")
        assert (shown.values["solver"], shown.typing) == ("auto", False)
        await pilot.press("right", "right", "right")
        assert shown.values["solver"] == "gibbs"


async def test_digits_turn_names_on_and_off_and_arrows_go_on_from_an_end(
    stage: Callable[[SettingsForm], Any],
) -> None:
    shown = form()
    names = ("time", "genres", "people")
    field = SomeField("side", "side inputs", ("none", *names, "all"), names=names)
    async with stage(shown).run_test(size=(40, 5)) as pilot:
        shown.show((field,), {"side": "none"}, {})
        shown.focus()
        seen = []
        for key in ("3", "1", "2", "2", "right", "2", "left", "1", "9", "g"):
            await pilot.press(key)
            seen.append(shown.values["side"])
        both = "time,people"
        assert seen == ["people", both, "all", both, "all", both, "none", "time", "time", "genres"]
        assert shown.help == "digits: 1○time 2●genres 3○people"


async def test_the_beginning_of_a_word_chooses_it(stage: Callable[[SettingsForm], Any]) -> None:
    shown = form()
    async with stage(shown).run_test(size=(40, 5)) as pilot:
        shown.show(FIELDS, DEFAULTS, {})
        shown.focus()
        await pilot.press(*"Gi5z")
        assert (shown.values["solver"], shown.typing) == ("gibbs", True)
        assert "‹ gi▏bbs ›" in shown.render_line(0).text
        await pilot.press("backspace", "backspace", "s")
        assert "‹ s▏gd ›" in shown.render_line(0).text
        await pilot.press("down", "up", "a")
        assert shown.values["solver"] == "auto"


async def test_a_minus_begins_a_number_that_may_be_below_zero(
    stage: Callable[[SettingsForm], Any],
) -> None:
    steps = NumberField("cg_steps", "CG steps", (-1, 0, 1), is_whole=True, is_signed=True)
    shown = form()
    async with stage(shown).run_test(size=(40, 5)) as pilot:
        shown.show((*FIELDS, steps), {**DEFAULTS, "cg_steps": 3}, {})
        shown.focus()
        await pilot.press("down", "down", *"-1")
        assert shown.values["cg_steps"] == -1
        await pilot.press("-")  # not behind digits
        assert shown.values["cg_steps"] == -1
        await pilot.press("backspace", "backspace", *"2", "up", *"-2")
        assert shown.values["cg_steps"] == 2
        assert shown.values["reg"] == 2.0


async def test_what_is_seldom_set_is_folded_away(stage: Callable[[SettingsForm], Any]) -> None:
    fields = (*FIELDS, FoldField(), YesNoField("refit", "refit", "trains again on all ratings"))
    shown = form()
    async with stage(shown).run_test(size=(40, 5)) as pilot:
        shown.show(fields, {**DEFAULTS, "refit": True}, {})
        shown.focus()
        assert shown.row_count() == 3
        await pilot.press("down", "down", "right", "down", "left")
        assert shown.row_count() == 4
        assert shown.help == "trains again on all ratings"
        assert shown.changed == {"refit": False}
        await pilot.press("up", "enter")
        assert shown.row_count() == 3
        assert "‹ 1 set ›" in shown.render_line(2).text
        assert shown.changed == {"refit": False}


async def test_the_mouse_steps_on_the_arrows_alone(
    stage: Callable[[SettingsForm], Any],
) -> None:
    shown = form()
    async with stage(shown).run_test(size=(40, 5)) as pilot:
        shown.show(FIELDS, DEFAULTS, {"reg": "2"})
        shown.focus()
        arrow = shown.render_line(0).text.index("‹")
        await pilot.click(offset=(3, 1))  # gives it the focus
        await pilot.click(offset=(3, 1))  # the label: nothing more
        assert shown.values["reg"] == 2.0
        await pilot.click(offset=(arrow, 1))
        assert shown.values["reg"] == 1.0
        await pilot.click(offset=(arrow + 4, 1))
        assert shown.values["reg"] == 2.0
