"""`recflix page`: Home as the screen shows it."""

from __future__ import annotations

import json
from pathlib import Path

from recflix_tui.library.library import Library
from tests.drivers.command_line import recflix

PAGE = ("page", "--profile", "Ada")


def test_it_is_the_page_of_the_screen_row_by_row_with_reasons_and_figures(
    shared_home: Path,
) -> None:
    page = json.loads(recflix(shared_home, *PAGE, "--json").stdout)
    library = Library.open(shared_home)
    ada = library.profiles.find("Ada")
    view = library.recommendations.home(ada.id)
    assert [(row["key"], row["title"], row["reason"]) for row in page["rows"]] == [
        (row.key, row.title, row.note) for row in view.rows
    ]
    for told, row in zip(page["rows"], view.rows, strict=True):
        ids = [int(view.dataset.movie_ids[item]) for item in row.items]
        assert [title["movie_id"] for title in told["titles"]] == ids
        assert all(title["reason"] for title in told["titles"])
        assert set(told["titles"][0]) == {
            *("movie_id", "title", "year", "genres", "prediction", "reason")
        }
    assert 0 <= page["figures"]["diversity"] <= 1
    library.close()


def test_a_seed_is_a_day_and_what_is_no_time_is_said(shared_home: Path) -> None:
    first, again = (recflix(shared_home, *PAGE, "--seed", "1").stdout for _ in range(2))
    assert first == again
    evening = recflix(shared_home, *PAGE, "--at", "2026-11-27 21:00").stdout
    assert evening.startswith("Top picks for Ada  from ")
    refused = recflix(shared_home, *PAGE, "--at", "soon")
    assert refused.returncode != 0
    assert '"soon" is no time; give one like "2026-11-27 21:00"' in refused.stderr
