"""`recflix page`: Home as the screen shows it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from recflix_tui.commands.shared import screen_size
from recflix_tui.library.library import Library
from recflix_tui.recommend.reasons.because import reason_on
from recflix_tui.recommend.row.row import FirstScreen
from recflix_tui.store.records import Mark
from recflix_tui.widgets.shelf.grid import seen_at_once
from tests.drivers.command_line import recflix, said

PAGE = ("page", "--profile", "Ada")


@pytest.fixture
def library(shared_home: Path) -> Iterator[Library]:
    opened = Library.open(shared_home)
    yield opened
    opened.close()


def test_it_is_the_page_of_a_screen_of_that_size_row_by_row_with_reasons_and_figures(
    shared_home: Path, library: Library
) -> None:
    ada = library.profiles.find("Ada")
    orders = []
    for size, columns, lines in (("80x24", 80, 24), ("300×90", 300, 90)):
        page = said(shared_home, *PAGE, "--size", size, "--seed", "2")
        screen = FirstScreen(*seen_at_once(columns, lines))
        assert page["screen"] == {"rows": screen.rows, "tiles": screen.tiles}
        view = library.recommendations.home(ada.id, first_screen=screen, seed=2)
        assert [(row["key"], row["title"], row["reason"]) for row in page["rows"]] == [
            (row.key, row.title, row.note) for row in view.rows
        ]
        for told, row in zip(page["rows"], view.rows, strict=True):
            assert [(title["movie_id"], title["reason"]) for title in told["titles"]] == [
                (10 * item, reason_on(row, item, view.taste, view.dataset)) for item in row.items
            ]
            assert set(told["titles"][0]) == {
                *("movie_id", "title", "year", "genres", "prediction", "reason")
            }
        assert 0 <= page["figures"]["diversity"] <= 1
        orders.append([row["key"] for row in page["rows"]])
    assert orders[0] != orders[1]


def test_without_a_size_it_is_that_of_the_terminal_that_it_runs_in_though_a_pipe_is_read(
    shared_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(*words: str) -> str:
        return recflix(shared_home, *PAGE, *words).stdout

    def size_of(stream: int) -> os.terminal_size:
        if stream != terminal:
            raise OSError("no terminal")
        return os.terminal_size((80, 24))

    terminal = -1
    monkeypatch.setattr("os.get_terminal_size", size_of)
    monkeypatch.setattr("sys.stdin", type("Stream", (), {"fileno": lambda self: 7})())
    assert screen_size.screen_of(None) == FirstScreen(*seen_at_once(120, 36))
    assert told() == told("--size", "120x36")
    terminal = 7
    assert told() == told("--size", "80X24") != told("--size", "120x36")


def test_a_seed_is_what_the_day_is_otherwise(shared_home: Path, library: Library) -> None:
    ada, screen = library.profiles.find("Ada").id, screen_size.screen_of((120, 36))

    def keys(seed: int) -> list[str]:
        home = library.recommendations.home(ada, first_screen=screen, seed=seed)
        return [row.key for row in home.rows]

    other = next(seed for seed in range(2, 100) if keys(seed) != keys(1))
    for seed in (1, other):
        page = said(shared_home, *PAGE, "--size", "120x36", "--seed", str(seed))
        assert [row["key"] for row in page["rows"]] == keys(seed)


def test_at_another_moment_rows_and_reasons_are_as_they_are_then(
    shared_home: Path, library: Library
) -> None:
    ben = library.profiles.add("Ben").id
    for item in (3, 6, 9, 12):
        library.profiles.toggle_mark(ben, item, Mark.WATCHED)
    library.profiles.rate(ben, 0, 5.0)

    def reasons(*words: str) -> set[str]:
        page = said(shared_home, "page", "--profile", "Ben", *words)
        return {title["reason"] for row in page["rows"][:1] for title in row["titles"]}

    assert any("(watched)" in reason for reason in reasons())
    late = reasons("--at", "2199-01-01")
    assert any("Film 0 (rated 5)" in reason for reason in late)
    assert not any("(watched)" in reason for reason in late)
    morning = datetime.now().replace(hour=9, minute=30, second=0, microsecond=0)
    assert reasons("--at", "09:30") == reasons("--at", str(morning.timestamp()))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--at", "soon"), "soon is no time; give it as 2026-11-27, "),
        (("--seed", "x"), "x is no whole number; give one from 0 on"),
        (("--size", "120"), "120 is no size; give columns and lines of a terminal, as in 120x36"),
        (("--size", "0x36"), "0x36 is no size"),
        (("--size", "99999x36"), "99999x36 is no size"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(
    shared_home: Path, words: tuple[str, ...], line: str
) -> None:
    done = recflix(shared_home, *PAGE, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert line in done.stderr.splitlines()[-1]
    assert len(done.stderr.splitlines()) <= 4
