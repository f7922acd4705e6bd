"""What Lab says of a run: where it is, the nudges of a cell, the stages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from recflix_tui.lab.showing.beside import CALLED, StageResult, lessons, results_of
from recflix_tui.lab.showing.cell import (
    CellFacts,
    errors_of_guesses,
    leaning,
    ratings_done,
)
from recflix_tui.lab.showing.figures import figure, stars
from recflix_tui.lab.showing.nudges import (
    COLOURS_MEAN,
    NudgeLine,
    guess_words,
    legend,
    lines_of,
    miss_words,
)
from recflix_tui.lab.worked.example import Example
from recflix_tui.lab.worked.outcome import Outcome
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.sgd import Stage
from recflix_tui.widgets.cells import first_that_fits, fit, fit_right, shorter_ways

COLOURS = {"more": "$more", "less": "$less", "quiet": "$muted", "text": "$foreground"}
LAB = "Lab  "
STAGE_GAP = "   "  # behind the stages
NAME = 11  # cells of what a number is called
NUMBER = 6
MEASURE = 5  # cells of a figure under the table of a stage
LESSON_LINES = 2  # of a lesson, at most
LEGEND_LINES = 7  # that the legend may take, the lines between with it
STEP_LINES = 13  # of the step where the stages are below it
NOT_YET = "not there yet: n"


def name_words(example: Example, room: int, lines: int = 1) -> Content:
    """What the screen shows, in so many cells."""
    ways = example.title.split(", ")
    fitting = (", ".join(ways[:n]) for n in range(len(ways), -1, -1))
    said = first_that_fits(list(fitting), room - len(LAB))
    return Content.assemble((LAB, "bold"), (said, "$muted"))


def place_words(run: Run, room: int, lines: int = 1) -> Content:
    """The three stages, the one under way lit; where the run is in it; in so many cells."""
    parts: list[tuple[str, str]] = []
    for stage in Stage:
        style = "$accent bold" if stage is run.stage else "$muted"
        parts += [(" ", ""), ("→", "$muted"), (" ", "")] if parts else []
        parts.append((CALLED[stage], style))
    left = room - sum(len(text) for text, _ in parts) - len(STAGE_GAP)
    said = first_that_fits(shorter_ways(_place(run)), left)
    return Content.assemble(*parts, (STAGE_GAP, ""), (said, "$muted"))


def _place(run: Run) -> str:
    """The epoch, and how many ratings had their turn in it."""
    n_cells = len(run.example.known_cells)
    if run.is_done and run.diverged is None:
        return f"done · errors add up to {figure(run.errors[run.stage][-1], 2)}"
    done = ratings_done(run)
    ratings = f"{done} of {n_cells} ratings" if done else f"{n_cells} ratings to learn"
    return f"epoch {run.epoch} of {run.n_epochs} · {ratings}"


def step_words(facts: CellFacts, has_colours: bool, width: int, height: int) -> Content:
    """The cell, its prediction, and what each number gets: at most `height` lines."""
    head = Content.assemble(
        (f"{facts.person} × {facts.film}", "bold"),
        ("  ", ""),
        (miss_words(facts), COLOURS[leaning(facts.error)]),
    )
    lines = [
        head,
        Content.styled(f"guess  {first_that_fits(guess_words(facts), width - 7)}", "$muted"),
    ]
    if facts.nudge is not None:
        lines += _nudges(lines_of(facts.nudge), width, height - len(lines))
    elif facts.is_held:
        lines.append(Content.styled("held out: no number moves for it", "$muted"))
    else:
        lines.append(Content.styled("nothing to learn from here, until it is rated", "$muted"))
    if height >= len(lines) + LEGEND_LINES:
        lines += [
            Content(""),
            *(Content.styled(line, "$muted") for line in legend(facts, has_colours)),
        ]
    elif has_colours and height > len(lines):
        lines += [Content("")] * (height > len(lines) + 1)
        lines.append(Content.styled(first_that_fits(shorter_ways(COLOURS_MEAN), width), "$muted"))
    return Content("\n").join(lines[:height])


def step_and_stages(
    run: Run,
    without: Outcome | None,
    facts: CellFacts,
    has_colours: bool,
    width: int,
    height: int,
) -> Content:
    """The same, and the stages side by side below it."""
    step = step_words(facts, has_colours, width, STEP_LINES)
    return Content("\n\n").join([step, beside_words(run, without, width, height - STEP_LINES)])


def _nudges(lines: Sequence[NudgeLine], width: int, room: int) -> Iterable[Content]:
    widest = max(len(line.sum) for line in lines)
    for n, line in enumerate(lines):
        if n == room - 1 and len(lines) > room:
            yield Content.styled(f"… {len(lines) - n} more numbers, in the same way", "$muted")
            return
        sum = fit(line.sum, min(widest, width - NAME - 2 * NUMBER - 6))
        yield _spaced(
            (fit(line.name, NAME), "$muted"),
            (fit_right(line.before, NUMBER), COLOURS["text"]),
            (f" + {sum} = ", "$muted"),
            (fit_right(line.after, NUMBER), COLOURS[line.way]),
            (f"  {line.change}", COLOURS[line.way]),
        )


def _spaced(*parts: tuple[str, str]) -> Content:
    """The parts in a line; leading blanks stand apart, as a picture exported as SVG loses them."""
    apart: list[tuple[str, str]] = []
    for text, style in parts:
        bare = text.lstrip(" ")
        apart += [(text[: len(text) - len(bare)], ""), (bare, style)]
    return Content.assemble(*(part for part in apart if part[0]))


def beside_words(run: Run, without: Outcome | None, width: int, height: int) -> Content:
    """R and what each stage made of it, side by side; how far off; what that teaches.

    without: the third stage without lambda, once that is known.
    Lines are left blank between them where there are `height` lines for it.
    """
    results = results_of(run.so_far)
    said = [
        Content.assemble((about, "$accent bold"), (f": {words}", ""))
        for about, words in lessons(run.example, run.so_far, without)
    ]
    if not run.ended:
        said = [Content.styled("n works a stage out, end all three", "$muted")]
    layout = _layout(run, width)
    lines = [*_tables(run, results, layout), Content(""), *_measures(run, results, layout)]
    airy = len(lines) + (LESSON_LINES + 1) * len(said) <= height
    for words in said:
        lines += [Content(""), words] if airy or words is said[0] else [words]
    return Content("\n").join(lines)


@dataclass(frozen=True)
class _Layout:
    """Cells of the tables side by side."""

    name: int
    """Of a person's name."""
    given: int
    """Of a rating."""
    guess: int
    """Of a prediction."""
    digits: int
    """Behind the point of a prediction."""
    columns: int
    """How many films there are."""
    gap: int
    """Before the table of a stage."""

    @property
    def rated(self) -> int:
        """Of all before the stages."""
        return self.name + self.given * self.columns

    @property
    def stage(self) -> int:
        """Of a stage, with the gap before it."""
        return self.gap + self.guess * self.columns


def _layout(run: Run, width: int) -> _Layout:
    """Two digits and air where there is room, else one."""
    n, name = len(run.example.films), max(map(len, run.example.people)) + 1
    ways = [
        _Layout(name, 4, 6, 2, n, 4),
        _Layout(name, 4, 5, 2, n, 3),
        _Layout(name, 4, 4, 1, n, 2),
    ]
    fitting = [way for way in ways if way.rated + len(Stage) * way.stage <= width]
    return fitting[0] if fitting else ways[-1]


def _tables(run: Run, results: Sequence[StageResult], at: _Layout) -> Iterable[Content]:
    example = run.example
    head = " " * at.name + fit("rated", at.given * at.columns)
    names = "".join(" " * at.gap + fit(CALLED[r.stage], at.stage - at.gap) for r in results)
    yield Content.styled((head + names).rstrip(), "$muted")
    tags = "".join(fit_right(f"{tag} ", at.given) for tag in example.tags)
    guessed = "".join(fit_right(tag, at.guess) for tag in example.tags)
    yield _spaced((" " * at.name + tags + (" " * at.gap + guessed) * len(results), "$muted"))
    for user, person in enumerate(example.people):
        parts = [(fit(person, at.name), "$muted")]
        for item in range(at.columns):
            parts.append((fit_right(_given(example, user, item), at.given), COLOURS["text"]))
        for result in results:
            parts.append((" " * at.gap, ""))
            parts += _row(run, result, user, at)
        yield _spaced(*parts)


def _given(example: Example, user: int, item: int) -> str:
    if not example.rated[user, item]:
        return "· "
    given = stars(float(example.ratings[user, item]))
    return f"({given})" if example.held[user, item] else f"{given} "


def _row(run: Run, result: StageResult, user: int, at: _Layout) -> Iterable[tuple[str, str]]:
    if result.predictions is None:
        yield (fit(NOT_YET if user == 0 else "", at.guess * at.columns), "$muted")
        return
    errors = errors_of_guesses(run.example, result.predictions)
    for item in range(at.columns):
        shown = figure(float(result.predictions[user, item]), at.digits, at.guess - 1)
        style = leaning(float(errors[user, item])) if run.example.rated[user, item] else "text"
        yield (fit_right(shown, at.guess), COLOURS[style])


def _measures(run: Run, results: Sequence[StageResult], at: _Layout) -> Iterable[Content]:
    if run.example.held_cells:
        rows = [
            ("mean miss, learnt from", [r.learnt_error for r in results]),
            ("mean miss, held out", [r.held_error for r in results]),
        ]
    else:
        rows = [
            ("mean miss of a rating", [r.learnt_error for r in results]),
            ("misses added up", [r.total for r in results]),
        ]
    rows.append(("largest number in P, Q", [r.largest for r in results]))
    for label, values in rows:
        parts = [(fit(label, at.rated), "$muted")]
        for value in values:
            text = "" if value is None else figure(value, 2, MEASURE)
            fitted = fit(fit_right(text, MEASURE), at.stage - at.gap)
            parts += [(" " * at.gap, ""), (fitted, COLOURS["text"])]
        yield _spaced(*parts)
