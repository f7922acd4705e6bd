"""What people held out find on Home, on the command line."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import numpy as np

from recflix_tui.commands.model.people.page import NAMES, report
from recflix_tui.evaluation.page.comparison import PageMeasured, figures_of
from recflix_tui.evaluation.people.protocol import People
from recflix_tui.recommend.page.all_rows import KINDS
from tests.drivers.command_line import recflix

PAGE = ("evaluate", "--solver", "sgd", "--factors", "4", "--epochs", "3", "--page")


def made_up() -> PageMeasured:
    """Figures of forty people, each of whom has every kind of row."""
    hits = np.tile([[3.0, 4.0, 1.0], [0.0, 1.0, 0.0]], (20, 1))
    return PageMeasured(40, figures_of(hits, seed=1), {kind.key: 40 for kind in KINDS})


def test_the_report_fits_and_calls_rows_as_home_does() -> None:
    people = People((), 50, 0, 50, 0, 1000, 9000, 4.0, False)
    text = report("small", 10, people, made_up())
    lines = text.splitlines()
    assert max(map(len, lines)) <= 80
    starts = [line.split("  ")[0] for line in lines]
    assert starts.count("page") == starts.count("popularity") == 2
    assert starts.count("top picks") == 1
    page = next(line for line in lines if line.startswith("page"))
    assert page.split()[1] == "0.500"
    assert page.split("]")[1].split()[0] == "1.500"
    assert "-0.500 [" in text
    assert "-1.000 [-1.000 -1.000]" in text
    said = " ".join(lines).partition("people have: ")[2].partition(" in brackets")[0].split(", ")
    assert [one.strip().removesuffix(" 100%") for one in said] == [NAMES[k.key] for k in KINDS]


def test_it_says_how_far_it_is_and_gives_kinds_by_their_keys_to_scripts(shared_home: Path) -> None:
    comparison = "recflix_tui.evaluation.page.comparison.PageComparison.measured"

    def measured(self: object, way: object) -> PageMeasured:
        way.fold(1, 5)  # type: ignore[attr-defined]
        return made_up()

    with patch(comparison, measured):
        done = recflix(shared_home, *PAGE)
        told = recflix(shared_home, *PAGE, "--json")
    assert done.returncode == told.returncode == 0, done.stderr + told.stderr
    assert done.stderr.splitlines()[0] == "recflix: fold 1 of 5"
    assert done.stdout.startswith("small: everybody held out of training once, in 5 folds")
    assert '"rows": {"top": 40, ' in told.stdout
    assert told.stderr == ""


def test_what_cannot_be_asked_of_a_page_is_one_clear_line(shared_home: Path) -> None:
    for words, why in (
        (("--split", "user"), "--page is for --split people"),
        (("--metrics", "ranking"), "leave out --metrics"),
        (("--model-version", "1"), "leave out --model-version"),
    ):
        done = recflix(shared_home, *PAGE[:1], "--page", *words)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert why in done.stderr
