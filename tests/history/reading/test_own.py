"""RecFlix's own file, and what of the other layouts returns as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.reading.own import NO_ACT
from recflix_tui.history.values import (
    SHARE_NOT_SAID,
    Act,
    DateKind,
    Did,
    Film,
    HistoryError,
    OwnHistory,
)
from recflix_tui.history.writing.all_writers import write_export

AT = 1_709_380_800.0  # noon of 2 March 2024
HARBOUR = Film("The Glass Harbour", 1987, 9900001, 880001, 99001, ("Der Glashafen",))
LOLA = Film("Run, “Lola”, Again", 1999, imdb_id=12345678, movie_id=99002)
BY_NUMBER = Film("", movie_id=99003)
ACTS = (
    Act(HARBOUR, Did.RATED, 4.5, AT + 0.123456, DateKind.RATED),
    Act(HARBOUR, Did.WATCHED, 1.0, AT, DateKind.WATCHED),
    Act(LOLA, Did.ABANDONED, 0.1234567890123, AT + 1),
    Act(LOLA, Did.NOT_FOR_ME),
    Act(BY_NUMBER, Did.ABANDONED, SHARE_NOT_SAID),
    Act(BY_NUMBER, Did.MY_LIST, 1.0, AT, DateKind.LOGGED),
    Act(LOLA, Did.RATED, 0.5, -86_400.0),
)


def test_all_acts_return_exactly_in_their_order(tmp_path: Path) -> None:
    log: dict[str, object] = {"id": 1, "kind": "rate", "note": "\ud800"}
    write_export(tmp_path / "ada.json", "json", OwnHistory("Ada", ACTS, log=(log,)))
    export = read_export(tmp_path / "ada.json")
    assert export.key == "recflix"
    assert tuple(replace(act, file="", line=0) for act in export.acts) == ACTS
    assert [act.line for act in export.acts] == list(range(1, 8))
    assert export.left_out == ()


def test_what_is_no_act_is_left_out_and_the_others_return(tmp_path: Path) -> None:
    film = {"title": "Heat"}
    entries: list[Any] = [
        {"did": "rated", "film": film, "value": 4.0},
        {"did": "rated", "film": film, "value": 4.25},
        {"did": "rated", "film": film, "value": True},
        {"did": "rated", "film": film, "value": float("nan")},
        {"did": "abandoned", "film": film, "value": 0},
        {"did": "seen", "film": film},
        {"did": ["rated"], "film": film, "value": 4.0},
        {"did": "watched", "film": film, "at": "today"},
        {"did": "watched", "film": film, "at": 1e30},
        {"did": "watched", "film": film, "date": "dreamt"},
        {"did": "watched", "film": {"title": "Heat", "year": "1995"}},
        {"did": "watched", "film": {"title": "Heat", "imdb_id": 1 << 70}},
        {"did": "watched", "film": {"year": 1995}},
        {"did": "watched"},
        "watched",
    ]
    content = {"format": 1, "program": "RecFlix", "name": "Ada", "acts": entries, "log": []}
    (tmp_path / "ada.json").write_text(json.dumps(content))
    export = read_export(tmp_path / "ada.json")
    assert [(act.film, act.value) for act in export.acts] == [(Film("Heat"), 4.0)]
    assert [row.line for row in export.left_out] == list(range(2, 16))
    assert {row.reason for row in export.left_out} == {NO_ACT}


@pytest.mark.parametrize(
    ("change", "said"),
    [({"format": 2}, "written by a newer RecFlix"), ({"acts": {}}, "no acts in it")],
)
def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    content = {"format": 1, "program": "RecFlix", "acts": [], "log": []} | change
    (tmp_path / "ada.json").write_text(json.dumps(content))
    with pytest.raises(HistoryError, match=rf"^ada\.json: .*{said}"):
        read_export(tmp_path / "ada.json")
