"""What the Signals screen says: the lines of its list, what is changed, and one signal's detail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from recflix_tui.recommend.weighing.draft import (
    HOUSEHOLD,
    NEWNESS,
    REGION,
    STEP,
    TRAINING,
    Draft,
)
from recflix_tui.recommend.weighing.figures import OF_SCORE, OF_WORTH, figures_of
from recflix_tui.recommend.weighing.signal import MOST
from recflix_tui.text import counted
from recflix_tui.widgets.cells import (
    first_that_fits,
    first_that_wraps,
    fit,
    fit_title,
    shorten,
    wrapped,
)
from recflix_tui.widgets.pictures.figures import hundredths, one_digit, signed
from recflix_tui.widgets.weights.bar import Bar
from recflix_tui.widgets.weights.two_pages import halves
from recflix_tui.widgets.weights.weight_list import WeightRow

if TYPE_CHECKING:
    from recflix_tui.library.signals import SignalState

NOBODY_SAID = "not said"
ABOUT_YOU = "about you"
BESIDE = (NEWNESS, REGION, HOUSEHOLD, TRAINING)
"""What is set beside the signals, in the order of the list."""
LABELS = {
    NEWNESS: "well known, or new",
    REGION: "where you live",
    HOUSEHOLD: "count for others",
    TRAINING: "teach the model",
}
ABOUT = {
    NEWNESS: "Left for what everybody knows, right for what few do. Until you set it, it is "
    "learned from what you liked.",
    REGION: "For what is picked more there than elsewhere. It is kept on this computer alone.",
    HOUSEHOLD: "Your picks count in what trends and in your region for others here: never with "
    "your name, but in a small home a count shows who. Off: not at all.",
    TRAINING: "Whether a model that is trained here learns from your ratings. Off, it never "
    "sees them; your rows follow your ratings all the same. A model trained before keeps what it "
    "learned: train anew.",
}
FELT_LITTLE = "Nothing moves by it now: “{}” weighs {}. Raise that to feel this."
NO_MODEL = "There is no model yet, so that signals have little to move: t trains one."
NO_CHOICE = (
    "The model in use does not know what people pick, so that signals have little to move: "
    "t trains one that does."
)
NOTHING_DONE = (
    "Nothing is rated, watched or listed yet, so that signals have little to say: r asks for a "
    "few ratings, b lists all titles."
)
GUESSED = "a guess: no data tells its gain"
LEAST_TITLES = 1  # that a signal speaks for, before its formula
WITH_IT = "with the change"
TURN_ON = "Turned on, it says here what it speaks for: space."
GO_ON = {
    "ratings": "Off for the order of rows; the stars shown still come from them. Rows go on by "
    "what else you did.",
}
"""What goes on though a signal is off."""
LEGEND = "◇ default   ? guess   * not kept"
WHOLE = "   v shows it whole"
MOVES_NOBODY = {
    HOUSEHOLD: "Nobody's rows move now. As long as you agree, what you pick counts, as a number "
    "without your name, when the others' rows are next made.",
    TRAINING: "Nobody's rows move now. As long as you agree, the next model that is trained here "
    "learns from your ratings too.",
}
"""What is said of a consent in place of what it moves."""


@dataclass(frozen=True)
class Chosen:
    """What the line in focus is about: a signal, or one of `BESIDE`."""

    state: SignalState | None
    """The signal, None for something beside them."""
    beside: str = ""
    """Which of `BESIDE`; empty for a signal."""

    @property
    def name(self) -> str:
        """The name that changes give it."""
        return self.beside if self.state is None else self.state.signal.name


def chosen_of(states: Sequence[SignalState]) -> list[Chosen | None]:
    """What each line of the list is about, None for the heading between."""
    signals = [Chosen(state) for state in states]
    return [*signals, None, *(Chosen(None, name) for name in BESIDE)]


# --- the list -------------------------------------------------------------------------------


def weight_rows(
    states: Sequence[SignalState],
    draft: Draft,
    kept: Draft,
    learned: float,
) -> list[WeightRow]:
    """The lines of the list; learned: the preference for what is new that choices tell of."""
    changed = set(draft.changes(kept))
    beside = {
        NEWNESS: _newness_row(draft, learned, NEWNESS in changed),
        REGION: WeightRow(
            LABELS[REGION],
            figure=draft.region or NOBODY_SAID,
            changed=REGION in changed,
        ),
        HOUSEHOLD: WeightRow(
            LABELS[HOUSEHOLD],
            draft.household,
            figure="yes" if draft.household else "no",
            changed=HOUSEHOLD in changed,
        ),
        TRAINING: WeightRow(
            LABELS[TRAINING],
            draft.training,
            figure="yes" if draft.training else "no",
            changed=TRAINING in changed,
        ),
    }
    signals = [_signal_row(state, draft, state.signal.name in changed) for state in states]
    heading = WeightRow(ABOUT_YOU, is_heading=True)
    return [*signals, heading, *(beside[name] for name in BESIDE)]


def _signal_row(state: SignalState, draft: Draft, changed: bool) -> WeightRow:
    signal = state.signal
    weight, on = draft.weight(signal), draft.is_on(signal)
    return WeightRow(
        label=signal.label,
        on=on,
        bar=Bar(weight, signal.default, 0.0, MOST, STEP),
        figure=one_digit(weight) if on else "off",
        notes=_notes(state),
        guess=signal.guess and weight == signal.default,  # what one set oneself is none
        changed=changed,
    )


def _notes(state: SignalState) -> tuple[str, ...]:
    """What the list says of a signal, the longest first."""
    if not state.on:
        return ()  # its figure says so
    return (state.nothing, "nothing") if state.nothing else (counted(state.n_titles, "title"),)


def _newness_row(draft: Draft, learned: float, changed: bool) -> WeightRow:
    newness = learned if draft.newness is None else draft.newness
    return WeightRow(
        label=LABELS[NEWNESS],
        bar=Bar(newness, learned, -1.0, 1.0, STEP),
        figure=("+" if newness > 0 else "") + one_digit(newness),
        notes=("learned" if draft.newness is None else "set by you",),
        changed=changed,
    )


# --- what is changed ------------------------------------------------------------------------


def changes_words(draft: Draft, kept: Draft, states: Iterable[SignalState]) -> str:
    """`2 changes not kept yet`, or what is changed where it is one."""
    names = draft.changes(kept)
    labels = {state.signal.name: state.signal.label for state in states} | LABELS
    if len(names) == 1:
        return f"{labels.get(names[0], names[0])}: not kept yet"
    return f"{counted(len(names), 'change')} not kept yet" if names else ""


def felt_little(states: Iterable[SignalState]) -> str:
    """Why another preference for what is new moves nothing: by which signal it counts, and what
    that weighs."""
    state = next(state for state in states if state.signal.name == "novelty")
    if not state.on:
        return f"Nothing moves: “{state.signal.label}” is off. Turn that on to feel this."
    return FELT_LITTLE.format(state.signal.label, one_digit(state.weight))


def kept_words(names: Sequence[str], no_region: str = "") -> str:
    """What is said when changes of these names are kept; no_region: why no region counts."""
    n, idle = len(names), {HOUSEHOLD, TRAINING} | ({REGION} if no_region else set())
    n_moving = sum(name not in idle for name in names)
    said = f"{counted(n, 'change')} kept"
    if not n_moving:
        return f"{said}: Home stays as it is"
    by = f"{n_moving} of them" if n_moving < n else "it" if n == 1 else "them"
    return f"{said}: Home goes by {by} now"


# --- one signal -----------------------------------------------------------------------------


def about_words(chosen: Chosen, draft: Draft, learned: float, no_region: str = "") -> str:
    """What the line in focus is about, in a sentence or two; no_region: why no region counts."""
    state = chosen.state
    if state is None:
        more = f" Learned: {signed(hundredths(learned))}." if chosen.beside == NEWNESS else ""
        if chosen.beside == REGION and no_region:
            more = f" {no_region}"
        return ABOUT[chosen.beside] + more
    says = f"moves {counted(state.n_titles, 'title')}"
    if not draft.is_on(state.signal):
        says = GO_ON.get(state.signal.name, "it is off")
        says = says[:1].lower() + says[1:]
    elif state.nothing:
        says = f"says nothing: {state.nothing}"
    about = f"{state.signal.label}: {state.signal.about}"
    guess = GUESSED if state.signal.guess else ""
    return "; ".join(part for part in (about, says, guess) if part)


def fitted(words: str, colour: str = "") -> Callable[[int, int], Content]:
    """A sentence in as many lines as it gets; what has no room is cut in its last."""
    return lambda width, height: Content("\n").join(
        Content.styled(line, colour) for line in first_that_wraps((words,), width, height)
    )


def detail_of(
    chosen: Chosen,
    draft: Draft,
    learned: float,
    title_of: Callable[[int], str],
    no_region: str = "",
) -> Callable[[int, int], Content]:
    """The detail of the line in focus, for the room that it gets; no_region: why no region
    counts."""

    def words(width: int, height: int) -> Content:
        state = chosen.state
        if state is None:
            lines = [
                _bold(LABELS[chosen.beside]),
                *_plain(about_words(chosen, draft, learned, no_region), width),
            ]
            return Content("\n").join(lines[:height])
        signal = state.signal
        default = f"Default {one_digit(signal.default)}: {signal.gain}"
        about = [*_plain(_sentence(signal.about), width), *_quiet(f"{default}.", width)]
        formula = [_bold("formula"), *_quiet(signal.formula, width)]
        counts = draft.is_on(signal) and draft.weight(signal) > 0
        speaks = _speaks(state, counts, width, title_of)
        room = height - 1 - len(about) - len(formula)  # of which two lines are blank, if there are
        gap = [Content("")] if room - 2 > LEAST_TITLES else []
        speaks = speaks[: max(room - 2 * len(gap), LEAST_TITLES + 1)]
        name = Content.assemble((signal.label, "bold"), (f"   {signal.name} in commands", "$muted"))
        lines = [name, *about, *gap, *speaks, *gap, *formula]
        if len(lines) > height:
            lines[-len(formula)] = Content.assemble(("formula", "bold"), (WHOLE, "$muted"))
        return Content("\n").join(lines[:height])

    return words


def _speaks(
    state: SignalState, counts: bool, width: int, title_of: Callable[[int], str]
) -> list[Content]:
    """The titles that a signal speaks for, or why for none; counts: whether it is tried out so that
    it counts."""
    if not state.speaks_for:
        more = GO_ON.get(state.signal.name, "") if not counts else ""
        if not state.on:
            return [_bold("it is off"), *_plain(more or TURN_ON, width)]
        said = _sentence(state.nothing or "it speaks for no title")
        return [_bold("says nothing"), *_plain(f"{said} {more}".rstrip(), width)]
    goes_on = "" if counts else GO_ON.get(state.signal.name, "")
    lines = _plain(goes_on, width) if goes_on else []
    side = "for" if state.speaks_for[0][1] > 0 else "against"
    heading = f"{'speaks' if counts else 'spoke'} most {side}"
    meaning = OF_WORTH if state.of_worth else OF_SCORE
    beside = first_that_fits([meaning, *meaning.split(", ")[:1]], width - cell_len(heading) - 3)
    lines.append(Content.assemble((heading, "bold"), (f"   {beside}", "$muted")))
    lines += _plain(_sentence(state.note), width) if state.note else []
    figures = figures_of([value for _, value in state.speaks_for], state.of_worth, state.weight)
    if not any(figures):
        return [*lines, *_plain("Hardly anything: no figure is large enough to show.", width)]
    for (item, value), figure in zip(state.speaks_for, figures, strict=True):
        if figure:
            title = fit_title(title_of(item), max(width - cell_len(figure) - 2, 4))
            style = "$more" if value > 0 else "$less"
            shown = figure.replace("-", "−")
            lines.append(Content.assemble((f"{shown}  ", style), title.rstrip()))
    return lines


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "."


def _bold(words: str) -> Content:
    return Content.styled(words, "bold")


def _plain(words: str, width: int) -> list[Content]:
    return [Content(line) for line in wrapped(words, width)]


def _quiet(words: str, width: int) -> list[Content]:
    return [Content.styled(line, "$muted") for line in wrapped(words, width)]


def columns_words(split: bool) -> Callable[[int, int], Content]:
    """What stands over the two columns of titles."""

    def words(width: int, height: int) -> Content:
        if not split:
            return Content.styled(shorten("Home's rows as they are", width), "$muted")
        left, right = halves(width)
        return Content.styled(fit("rows now", left + 1) + shorten(WITH_IT, right), "$muted")

    return words
