"""What the dialog shows of a film, as the reader thread finds it, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from recflix_tui.library.snapshot import LibraryError
from recflix_tui.recommend.surprise.draw import REACHES, Surprise
from recflix_tui.recommend.surprise.reason import Reason, reason_words
from recflix_tui.recommend.surprise.wanted import Daring
from recflix_tui.screens.surprise.sitting import Sitting
from recflix_tui.text import one_in
from recflix_tui.widgets.cells import UNPARTED, first_that_fits, first_that_wraps, shorten, wrapped
from recflix_tui.widgets.marks import MY_LIST
from recflix_tui.widgets.pictures.figures import one_digit, plus_minus
from recflix_tui.widgets.stars import bar
from recflix_tui.widgets.titles.words import DOT, runtime_words

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.library.library import Library

BAR = 10  # cells
ANY = {"genre": "any genre", "decade": "any decade", "at_most": "any length"}


@dataclass(frozen=True)
class Film:
    """The film that was drawn."""

    found: Surprise
    """The draw."""
    why: Reason
    """Why that one."""
    dataset: Dataset
    """The dataset that it is of."""
    on_my_list: bool
    """Whether it is on My List."""
    nth: int = 1
    """Which film it is of those that were shown since all of them may come again."""


def draw(library: Library, sitting: Sitting) -> Film | str:
    """A film for who sits there, or why there is none, in a line. Raises RecflixError where
    nothing could be drawn whatever was wanted."""
    dataset = library.snapshot.need_dataset()
    sitting.go_by(dataset)
    try:
        found, why = library.recommendations.surprise(
            sitting.profile_id, sitting.wanted, sitting.shown
        )
    except LibraryError as nothing:
        return str(nothing)
    sitting.note(found.item, found.began_again)
    on = is_on_my_list(library, sitting.profile_id, found.item)
    return Film(found, why, dataset, on, len(sitting.shown))


def is_on_my_list(library: Library, profile_id: int, item: int) -> bool:
    """Whether an item is on a profile's My List."""
    return item in library.recommendations.taste(profile_id).activity.my_list


def head_words(film: Film | None, name: str, width: int) -> Content:
    """`surprise me, Ada`, and to the right which film it is, and of how many it was drawn."""
    said = f"surprise me, {name}"
    told = "" if film is None else f"film {film.nth} · drawn from {film.found.drawn_from}"
    if film is not None and film.found.began_again:
        told = f"all {film.found.drawn_from} were shown: again"
    said = shorten(said, width - len(told) - 2)
    gap = " " * max(width - Content(said).cell_length - len(told), 1)
    return Content.styled(f"{said}{gap}{told}", "$muted")


def about_words(film: Film, width: int) -> Content:
    """`1982 · Sci-Fi · 1 h 57`, and below who directed it, as far as that is known."""
    item, dataset = film.found.item, film.dataset
    year, credits = dataset.year(item), dataset.credits
    parts = [str(year) if year else "year unknown", *dataset.genres(item)]
    runtime = None if credits is None else credits.runtime(item)
    parts += [] if runtime is None else [runtime_words(runtime)]
    parts += [f"{MY_LIST.sign} {MY_LIST.word}"] if film.on_my_list else []
    directors = () if credits is None else credits.directors(item)
    by = f"directed by {', '.join(directors)}" if directors else ""
    return Content(f"{shorten(DOT.join(parts), width)}\n{shorten(by, width)}")


def expected_words(film: Film, high: float, width: int) -> Content:
    """`4.4 ±0.5  ━━━━━━━━━  a chance of 4 in 5 that you like it`."""
    found = film.found
    if found.prediction is None:
        return Content("")
    filled, rest = bar(found.prediction / high, BAR)
    figure, sure = one_digit(found.prediction), plus_minus(found.uncertainty).strip()
    parts = [(f"{figure} ", "$accent bold"), (f"{sure}  ", "$muted")]
    # No part begins with a blank: a picture of the screen would lose it.
    parts += [(filled, "$accent"), (f"{rest}  ", "$track")]
    left = width - sum(len(words) for words, _ in parts)
    likely = "" if found.likes is None else one_in(found.likes)
    ways = [f"a chance of {likely} that you like it", f"{likely} that you like it", likely]
    return Content.assemble(*parts, first_that_fits(ways, left) if likely else "")


def why_words(film: Film, width: int, n_lines: int) -> str:
    """Why that film, in so many lines: fewer titles are named where there is no room for all."""
    ways = [way.replace(" %", f"{UNPARTED}%") for way in _ways(film)]
    return "\n".join(first_that_wraps(ways, width, n_lines))


def problem_words(problem: str, width: int) -> Content:
    """Why there is no film, parted between words."""
    return Content("\n".join(wrapped(problem, width)))


def how_words(sitting: Sitting) -> str:
    """How a film is drawn, and what narrows it."""
    narrowed = "g genre, y decade, d daring" + (", t length" if sitting.is_timed else "")
    each = ", ".join(f"{daring} from {REACHES[daring].films}" for daring in Daring)
    return (
        f"drawn by what a film is worth to you and how sure that is: {each} films · "
        f"{narrowed}; capitals go back"
    )


def _ways(film: Film) -> Iterator[str]:
    yield reason_words(film.why, film.dataset)
    for n in range(len(film.why.because) - 1, 0, -1):
        yield reason_words(replace(film.why, because=film.why.because[:n]), film.dataset)


def choices(sitting: Sitting) -> list[tuple[str, str, str]]:
    """What is wanted, each with its keys and what takes the next: `ChoiceBar.Choice`."""
    wanted = sitting.wanted
    decade = ANY["decade"] if wanted.decade is None else f"{wanted.decade}s"
    long = ANY["at_most"] if wanted.at_most is None else f"at most {wanted.at_most} min"
    return [
        ("g G", wanted.genre or ANY["genre"], "turn('genre', 1)"),
        ("y Y", decade, "turn('decade', 1)"),
        ("d", wanted.daring.value, "turn('daring', 1)"),
        *([("t T", long, "turn('at_most', 1)")] if sitting.is_timed else []),
    ]
