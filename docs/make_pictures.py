"""`TEXTUAL_COLOR_SYSTEM=truecolor python docs/make_pictures.py`: the pictures of the README, drawn
by the app itself.

A profile with a taste for film noir and science fiction rates in a home of its own, on the sample
data, with a model trained by the defaults.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from textual import constants, events
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.library.lookup import find_item
from recflix_tui.solvers.all_solvers import settings_for

PICTURES = Path(__file__).parent / "pictures"
SIZE = (120, 36)
ACTIVITY = ("j", "e", "v", *["down"] * 5, "enter")
"""The keys to the page as it was after the tenth of the ratings."""
RATINGS = {
    "Blade Runner": 5,
    "Chinatown (1974)": 5,
    "Alien (1979)": 4.5,
    "Brazil": 4.5,
    "Vertigo (1958)": 4.5,
    "Twelve Monkeys (a.k.a. 12 Monkeys)": 4.5,
    "Fargo": 4.5,
    "The Big Sleep (1946)": 4,
    "Gattaca": 4,
    "L.A. Confidential": 4,
    "The Matrix": 4,
    "Toy Story": 3,
    "Forrest Gump": 2.5,
    "Titanic (1997)": 2,
    "Armageddon (1998)": 1.5,
}
ELSEWHERE = "Title,Year,Rating,Date\n"
LISTED = (
    "Heat,1995,4.5,2021-02-03\n",
    "Amelie,2002,4,2021-02-10\n",
    "The Godfather Part II,1974,5,2021-02-14\n",
    "Léon,1994,4,2021-03-01\n",
    "Stalker,1980,5,2021-03-05\n",
    "Dune: Part Two,2024,4.5,2024-03-09\n",
    "Hamlet,,3.5,2021-05-01\n",
    "Alien,1979,4.5,2021-05-02\n",
    "Se7en,1995,4,2021-06-06\n",
    "Spirited Away,2001,5,2021-06-20\n",
    "Anatomy of a Fall,2023,4,2023-11-11\n",
    "Rear Window,1954,5,2021-07-01\n",
    ",1999,3,2021-07-02\n",
)
"""What somebody rated elsewhere, as a file of it."""
BENS = {
    "Singin' in the Rain": 5,
    "Casablanca": 5,
    "Some Like It Hot": 4.5,
    "The Wizard of Oz": 4.5,
    "Rear Window": 4.5,
    "West Side Story": 4,
    "The Graduate": 4,
    "Aliens": 2,
    "Pulp Fiction": 2.5,
}


def furnish(home: Path) -> Library:
    """A home with the sample data, a model and Ada's ratings, given while it was in use."""
    library = Library.open(home)
    library.datasets.use_sample_if_none()
    for _ in library.models.train(settings_for("gibbs")):
        pass
    ada = library.profiles.add("Ada")
    dataset = library.snapshot.need_dataset()
    for title, stars in RATINGS.items():
        library.profiles.rate(ada.id, find_item(dataset, title), stars)
    ben = library.profiles.add("Ben")
    for title, stars in BENS.items():
        library.profiles.rate(ben.id, find_item(dataset, title), stars)
    library.profiles.remember(ada.id)
    return library


async def draw(library: Library) -> None:
    app = RecflixApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await _still(pilot)
        await pilot.press("down", "right")
        await _picture(pilot, "home")
        await pilot.press("b")
        await _picture(pilot, "browse")
        await pilot.press("slash", *"blade", "enter", "enter")
        await _picture(pilot, "title")
        await pilot.press("W")
        await _still(pilot)
        await pilot.press("down", "space")
        await _picture(pilot, "what_if")
        await pilot.press("escape", "escape", "h", "exclamation_mark")
        await _picture(pilot, "surprise")
        await pilot.press("escape", "T")
        await _still(pilot)
        await pilot.press("tab")  # both are chosen
        await _picture(pilot, "together")
        await pilot.press("h", "r")
        await _picture(pilot, "rate")
        await _import(pilot)
        await pilot.press("m")
        await _picture(pilot, "matrix")
        await pilot.press("f", "slash", *"blade runner", "enter", *["right_square_bracket"] * 4)
        await _picture(pilot, "factors")
        await pilot.press("l", "O", "n", *["e"] * 42)
        await _picture(pilot, "lab")
        await pilot.press("v", "s")
        while app.lookup.state is None or app.lookup.state.is_active:
            await asyncio.sleep(0.1)
        await _picture(pilot, "lookup")
        await pilot.press("j", "c", "n", "n", "s")  # in two folds
        while app.evaluation.state is None or app.evaluation.state.is_active:
            await asyncio.sleep(0.1)
        await _picture(pilot, "compare")
        await pilot.press("j", "s", "down", "down", "down", "space")
        await _picture(pilot, "signals")
        await pilot.press("escape", *ACTIVITY)
        await _picture(pilot, "activity")
        await pilot.press("escape", "t", "s")
        while app.training.state is None or app.training.state.is_active:
            await asyncio.sleep(0.1)
        await _picture(pilot, "train")


async def _import(pilot: Pilot[Any]) -> None:
    """Look at what a file of Ben's would bring, and leave it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ratings.csv"
        file.write_text("".join((ELSEWHERE, *LISTED)), encoding="utf-8")
        await pilot.press("p", "down", "i")
        await _still(pilot)
        pilot.app.post_message(events.Paste(str(file)))
        await pilot.press("enter")
        await _picture(pilot, "import")
        await pilot.press("escape", "h")


async def _still(pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await asyncio.sleep(2.0)
    await pilot.pause()


async def _picture(pilot: Pilot[Any], name: str) -> None:
    await _still(pilot)
    pilot.app.save_screenshot(f"{name}.svg", str(PICTURES))


if __name__ == "__main__":
    if constants.COLOR_SYSTEM != "truecolor":
        raise SystemExit("run it as: TEXTUAL_COLOR_SYSTEM=truecolor python docs/make_pictures.py")
    with tempfile.TemporaryDirectory() as folder:
        library = furnish(Path(folder) / "home")
        asyncio.run(draw(library))
        library.close()
