"""A setting is declared once: what is derived of it, and the check of its type and bounds."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from docs.make_settings_table import MODELS, with_table
from recflix_tui.commands.parser.parser import make_parser
from recflix_tui.model.ratings import ModelError
from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.setting import Setting
from recflix_tui.solvers.settings import check_settings
from recflix_tui.solvers.settings_table import every_setting, flag_of

EACH = [
    pytest.param(solver, known, id=f"{solver}-{name}")
    for name, by_solver in every_setting().items()
    for solver, known in by_solver.items()
]
NUMBERS = [case for case in EACH if case.values[1].kind in (int, float)]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("solver", "given", "line"),
    [
        ("sgd", {"factors": 2.5}, "factors must be a whole number from 1 to 512, not 2.5"),
        ("sgd", {"factors": "a"}, "factors must be a whole number from 1 to 512, not 'a'"),
        ("sgd", {"factors": True}, "factors must be a whole number from 1 to 512, not True"),
        ("gibbs", {"factors": 128}, "factors must be from 1 to 127, not 128 (with gibbs)"),
        ("als", {"reg": "1"}, "reg must be a number from 0 to 1000, not '1'"),
        ("als", {"reg_bias": float("nan")}, "reg bias must be from 0 to 1000, not nan"),
        ("als", {"refit": 0}, "refit must be true or false, not 0"),
        ("gibbs", {"side": "genres"}, "side must be a list of side inputs, not 'genres'"),
    ],
)
def test_a_value_of_another_type_or_out_of_bounds_is_refused_in_one_line(
    solver: str, given: dict[str, Any], line: str
) -> None:
    with pytest.raises(ModelError) as refusal:
        settings_for(solver, **given)
    assert str(refusal.value) == line


def test_settings_are_told_in_the_order_in_which_they_are_declared() -> None:
    shared = ["factors", "epochs", "side", "holdout", "patience", "refit", "seed", "threads"]
    own = ["learning_rate", "decay", "reg", "reg_bias", "spread"]
    implied = ["rate_of_users", "rate_of_items", "reg_implied"]
    assert list(settings_for("sgd").plain()) == [*shared, *own, *implied]


def test_a_whole_number_is_a_number_too() -> None:
    check_settings(settings_for("sgd", reg=2, learning_rate=1))


@pytest.mark.parametrize(("solver", "known"), EACH)
def test_every_setting_says_what_it_is(solver: str, known: Setting) -> None:
    assert known.help
    assert len(known.label) <= 15  # the form's column


@pytest.mark.parametrize(("solver", "known"), NUMBERS)
def test_every_step_and_whatever_a_tuning_tries_is_within_the_bounds(
    solver: str, known: Setting
) -> None:
    assert all(lower < higher for lower, higher in pairwise(known.steps))
    for value in (known.default, known.steps[0], known.steps[-1], *known.tried):
        known.check(value)


def test_settings_of_one_name_are_the_same_thing_in_every_solver() -> None:
    for by_solver in every_setting().values():
        told = {(s.kind, s.help, s.metavar, s.needs, s.usual) for s in by_solver.values()}
        assert len(told) == 1


def test_a_solvers_own_settings_come_before_those_of_all() -> None:
    names = [known.name for known in SOLVERS["als"].declared()]
    assert names[:4] == ["factors", "epochs", "patience", "reg"]
    assert names[-2:] == ["seed", "threads"]


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_every_setting_has_a_flag(command: str) -> None:
    for name, by_solver in every_setting().items():
        known = next(iter(by_solver.values()))
        words, value = [str(known.default)], known.default
        if known.kind is bool:
            words = []
        elif known.kind is tuple:
            words, value = ["genres,time"], ("genres", "time")
        args = make_parser().parse_args([command, flag_of(name), *words])
        assert getattr(args, name) == value


def test_what_is_on_is_turned_off_by_its_no() -> None:
    assert make_parser().parse_args(["train", "--no-refit"]).refit is False


def test_the_docs_have_the_settings_as_they_are_declared() -> None:
    text = MODELS.read_text("utf-8")
    assert "| `--width` |" in text
    assert with_table(text) == text
