"""An import in the app: nothing is changed before its preview was seen and answered."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import Input

from recflix_tui.app import RecflixApp
from recflix_tui.library.history.histories import Histories
from recflix_tui.library.library import Library
from recflix_tui.screens.history.changed_screen import ChangedScreen
from recflix_tui.screens.history.choosing.file_dialog import FOLDER, NO_FILE, FileScreen
from recflix_tui.screens.history.choosing.reading_dialog import ReadingScreen
from recflix_tui.screens.history.choosing.whose_dialog import WhoseScreen
from recflix_tui.screens.history.import_words import NOTHING_OPEN, NOTHING_THERE
from recflix_tui.screens.history.preview_screen import UNSEEN, PreviewScreen
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.profiles import ProfilesScreen
from recflix_tui.screens.rate.question import BRING
from recflix_tui.widgets.bars.key_bar import KeyBar
from recflix_tui.widgets.matches.match_list import MatchList
from tests.drivers.exports.netflix_export import full_list, sitting
from tests.drivers.exports.packing import laid_out
from tests.drivers.history_driver import HistoryDriver
from tests.drivers.rate_driver import RateDriver
from tests.examples.app_home import RATED
from tests.examples.bursts import burst

BROUGHT = {30: 4.5, 33: 1.0, 36: 4.0}


async def test_a_file_is_looked_at_imported_and_undone_by_keys(
    app: RecflixApp, export: Path
) -> None:
    async with HistoryDriver.open(app) as history:
        await history.choose(export)
        said = " ".join(history.text.split())
        for figure in ("ratings 6", "new 8", "yours is newer 1", "unsure 1", "waiting 3"):
            assert figure in said
        assert any(line.startswith("4") and "→ Film 36 (1986)" in line for line in history.films)
        assert any("[b]The Glass[/b] Harbour" in line for line in history.films)
        assert any(line.startswith("1  a list of your own") for line in history.films)
        assert history.ratings == RATED
        await history.press("enter")
        assert history.is_on(ChangedScreen)
        assert "new: 5 ratings" in history.text
        assert history.ratings == {**RATED, **BROUGHT}
        await history.press("u")
        assert history.is_on(HomeScreen)
        assert history.ratings == RATED
        assert history.notifications[-1].startswith("undone")
        await history.press("U")
        assert history.ratings == {**RATED, **BROUGHT}


async def test_escape_leaves_with_nothing_changed(app: RecflixApp, export: Path) -> None:
    async with HistoryDriver.open(app) as history:
        await history.choose(export)
        await history.press("escape")
        assert history.is_on(ProfilesScreen)
        await history.press("i", "escape")
        assert history.is_on(ProfilesScreen)
        assert history.ratings == RATED


async def test_enter_typed_before_the_preview_was_in_view_imports_nothing(
    app: RecflixApp, export: Path
) -> None:
    async with HistoryDriver.open(app) as history:
        burst(app, "i", *str(export), "enter", "enter", "enter")
        await history.settle()
        assert history.is_on(PreviewScreen)
        assert UNSEEN in history.notifications
        assert history.ratings == RATED


async def test_the_same_file_twice_changes_nothing_and_says_so(
    app: RecflixApp, export: Path
) -> None:
    async with HistoryDriver.open(app) as history:
        await history.bring(export)
        await history.press("escape")
        await history.choose(export)
        assert "nothing new in it" in history.words("ask")
        assert "import" not in history.lines_of(KeyBar)[0]
        await history.press("enter")
        assert history.is_on(ProfilesScreen)


async def test_reading_is_called_off_by_escape(
    app: RecflixApp, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, ended = threading.Event(), threading.Event()
    read = Histories.read

    def slowly(self: Histories, *args: Any) -> Any:
        go_on.wait(20)
        try:
            return read(self, *args)
        finally:
            ended.set()

    monkeypatch.setattr(Histories, "read", slowly)
    async with HistoryDriver.open(app) as history:
        await history.press("i")
        burst(app, *str(export), "enter")
        await history.until(lambda: history.is_on(ReadingScreen))
        burst(app, "escape")
        await history.until(lambda: history.is_on(ProfilesScreen))
        go_on.set()
        await history.until(ended.is_set)
        assert history.is_on(ProfilesScreen)
        assert history.ratings == RATED


async def test_an_error_is_a_line_and_another_file_may_be_chosen(
    app: RecflixApp, export: Path, tmp_path: Path
) -> None:
    page = tmp_path / "[red]page[.csv"
    page.write_text("<html>sign in</html>")
    async with HistoryDriver.open(app) as history:
        await history.choose(tmp_path / "none.zip")
        assert history.words("problem") == NO_FILE
        app.screen.query_one(Input).value = ""
        await history.paste(page)
        assert history.words("problem").startswith(f"{page.name}: this is a web page")
        await history.press("enter")
        assert history.is_on(FileScreen)
        files = app.screen.files  # type: ignore[attr-defined]
        assert files.location == tmp_path
        names = [entry.location.name for entry in files.options]
        assert set(names) >= {page.name, export.name}
        await history.press("right")
        assert [entry.location.suffix for entry in files.options][1:2] == [".zip"]
        await history.press("enter")
        assert history.is_on(PreviewScreen)


async def test_a_folder_is_read_when_enter_says_so_once_more(
    app: RecflixApp, tmp_path: Path
) -> None:
    folder = laid_out(tmp_path / "unpacked", {"ratings.csv": "title,year,rating\nFilm 30,1980,8\n"})
    async with HistoryDriver.open(app) as history:
        await history.choose(folder)
        assert history.words("problem") == FOLDER
        await history.press("enter")
        assert history.is_on(PreviewScreen)
        assert NOTHING_OPEN in history.text
        await history.press("enter")
        assert history.ratings == {**RATED, 30: 4.0}


async def test_a_path_is_taken_as_terminals_write_it_where_a_file_is_dropped(
    app: RecflixApp, export: Path
) -> None:
    named = export.rename(export.with_name("my export.zip"))
    async with HistoryDriver.open(app) as history:
        await history.press("i")
        assert "← → kind" in history.words("keys")
        app.post_message(Paste(str(named).replace(" ", "\\ ") + " "))
        await history.settle()
        assert "kind" not in history.words("keys")
        await history.press("enter")
        assert history.is_on(PreviewScreen)


async def test_a_file_with_nothing_in_it_offers_nothing(app: RecflixApp, tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"
    file.write_text("Date,Name,Year,Letterboxd URI,Rating\n")
    async with HistoryDriver.open(app) as history:
        await history.choose(file)
        assert NOTHING_THERE in history.words("ask")
        assert NOTHING_OPEN not in history.text
        assert "import" not in history.lines_of(KeyBar)[0]


async def test_of_several_people_one_is_asked_for(app: RecflixApp, tmp_path: Path) -> None:
    file = tmp_path / "ViewingActivity.csv"
    rows = (sitting("Film 30", "01:40:00"), sitting("Film 33", "01:40:00", profile="[b]Bo"))
    file.write_text(full_list(*rows))
    async with HistoryDriver.open(app) as history:
        await history.choose(file)
        assert history.is_on(WhoseScreen)
        assert "[b]Bo" in history.text
        await history.press("down" if "Ada" in history.text.split("[b]Bo")[0] else "up", "enter")
        assert history.preview.plan.acts[0].act.film.title == "Film 33"


async def test_it_is_of_the_profile_in_focus_who_watches_from_then_on(
    app: RecflixApp, library: Library, export: Path
) -> None:
    bo = library.profiles.add("Bo")
    async with HistoryDriver.open(app) as history:
        await history.press("down")
        await history.choose(export)
        assert "for Bo" in history.words("heading")
        assert app.profile_name == "Ada"
        await history.click(MatchList, 8, 1)
        await history.click(MatchList, 8, 1)
        assert history.is_on(PreviewScreen)
        key_bar = history.lines_of(KeyBar)[0]
        await history.click(KeyBar, key_bar.index("import"), 0)
        assert app.profile_id == bo.id
        assert history.ratings == {**BROUGHT, 20: 3.0}
        await history.press("h")
        assert history.is_on(HomeScreen)


async def test_who_rated_nothing_is_told_of_it_on_rate(library: Library) -> None:
    library.profiles.remember(library.profiles.add("Bo").id)
    app = RecflixApp(library)
    async with RateDriver.open(app) as rate:
        assert rate.last == BRING
        await rate.press("I")
        assert rate.is_on(FileScreen)
        await rate.press("escape", "4")
        assert BRING not in rate.last


async def test_the_palette_leads_to_it(app: RecflixApp) -> None:
    async with HistoryDriver.open(app) as history:
        await history.press("ctrl+p", *"import your")
        await history.press("enter")
        assert history.is_on(FileScreen)
