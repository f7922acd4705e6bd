"""What is said of one title, in words that more than one screen uses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from recflix_tui.text import counted, one_in
from recflix_tui.widgets.cells import first_that_fits
from recflix_tui.widgets.marks import GAVE_UP, marks_on
from recflix_tui.widgets.pictures.figures import one_digit, plus_minus
from recflix_tui.widgets.stars import bar, stars_text

if TYPE_CHECKING:
    from recflix_tui.recommend.facts import TitleFacts

DOT = " · "


def facts_words(facts: TitleFacts) -> str:
    """`1999 · Action · Sci-Fi · 2 h 16`, as far as that is known."""
    year = str(facts.year) if facts.year else "year unknown"
    long = [] if facts.runtime is None else [runtime_words(facts.runtime)]
    return DOT.join([year, *facts.genres, *long])


def runtime_words(minutes: int) -> str:
    """`1 h 56`; `45 min` below an hour."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if hours else f"{rest} min"


def made_by_words(facts: TitleFacts, width: int) -> str:
    """`directed by Stanley Kubrick · with Peter Sellers, George C. Scott`: of the cast, the first
    that `width` cells have room for; empty where nothing is known."""
    by = f"directed by {', '.join(facts.directors)}" if facts.directors else ""
    ways = [
        DOT.join(filter(None, (by, f"with {', '.join(facts.cast[:n])}" if n else "")))
        for n in range(len(facts.cast), -1, -1)
    ]
    return first_that_fits(ways, width)


def pick_words(chance: float, match: int | None = None) -> tuple[str, ...]:
    """How likely a title is picked, and how many of a hundred others are worth less: the longest
    words first, `1 in 6 that it is among your next 20 picks · match 98 %`."""
    said = one_in(chance)
    ways = (
        f"{said} that it is among your next 20 picks",
        f"{said} among your next 20 picks",
        f"{said} that you pick it",
        f"picked: {said}",
    )
    return ways if match is None else (*(f"{way}{DOT}match {match} %" for way in ways[:2]), *ways)


def signal_ways(effects: Iterable[tuple[str, float]]) -> list[str]:
    """What the signals of titles do to what one is worth, the longest words first: all that do
    anything, `trending ×1.12 · known or new ×0.95`, then fewer, `trending ×1.12 and 1 more`; none
    where none does anything. effects: label and factor of each, the strongest first."""
    moving = [f"{label} ×{factor:.2f}" for label, factor in effects if f"{factor:.2f}" != "1.00"]
    fewer = [
        f"{DOT.join(moving[:n])} and {len(moving) - n} more" for n in range(len(moving) - 1, 0, -1)
    ]
    return [DOT.join(moving), *fewer] if moving else []


def crowd_words(facts: TitleFacts, in_words: bool = True) -> Content:
    """`4.2  259 ratings`; `4.2 of 259` without words."""
    if facts.mean is None:
        return Content.styled("no ratings yet", "$muted")
    if not in_words:
        return Content.assemble(one_digit(facts.mean), (f" of {facts.n_ratings:,}", "$muted"))
    ratings = counted(facts.n_ratings, "rating")
    return Content.assemble(f"{one_digit(facts.mean)}  ", (ratings, "$muted"))


def prediction_words(facts: TitleFacts, high: float, width: int) -> Content:
    """`4.3 ±0.4  ━━━━━━━━━━━━`, the bar in `width` cells."""
    if facts.prediction is None:
        return Content.styled("once a model is trained (t)", "$muted")
    filled, rest = bar(facts.prediction / high, width)
    return Content.assemble(
        (one_digit(facts.prediction), "$accent bold"),
        (f"{plus_minus(facts.uncertainty)}  ", "$muted"),
        (filled, "$accent"),
        (rest, "$track"),
    )


def marks_words(facts: TitleFacts, in_words: bool = True) -> str:
    """The marks in words: `◆ my list · ◐ gave up at 30 %`; or their signs alone."""
    share = facts.watched_share
    marks = marks_on(facts.my_list, facts.watched, facts.refused, facts.abandoned)
    if not in_words:
        return "".join(mark.sign for mark in marks)
    far = "" if share is None else f" at {share:.0%}".replace("%", " %")
    return DOT.join(f"{m.sign} {m.word}{far if m is GAVE_UP else ''}" for m in marks)


def own_words(facts: TitleFacts, in_words: bool = True) -> Content:
    """The own rating in stars, and the marks: in words, or as signs."""
    rating = None if facts.my_rating is None else stars_text(facts.my_rating)
    said = marks_words(facts, in_words)
    if rating is None and not said:
        return Content.styled("not rated", "$muted")
    between = "  " if rating and said else ""
    return Content.assemble(((rating or "") + between, "$accent"), (said, "$muted"))
