"""What the Compare screen says, and how charts become blocks of bars."""

from __future__ import annotations

import time
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from recflix_tui.screens.train.train_words import duration
from recflix_tui.text import counted
from recflix_tui.widgets.bars.choice_bar import ChoiceBar
from recflix_tui.widgets.pictures.intervals.blocks import Block, IntervalBar

if TYPE_CHECKING:
    from recflix_tui.library.inside.compare import (
        Chart,
        Compared,
        Evaluation,
        EvaluationState,
        Way,
    )
    from recflix_tui.library.views import VersionInfo

KIND_WORDS = {
    "people": "people",
    "random": "any ratings",
    "user": "last ratings",
    "time": "the latest ratings",
}
NOTHING_YET = "Is the model worth it? It is set beside simple rivals, such as popularity."
MEASURE_WORDS = {"all": "all metrics", "ranking": "lists", "rating": "stars"}
INTERVALS = "95 %"
NOT_THESE = "None of these figures is measured yet; g shows the others."


def blocks_of(charts: Sequence[Chart], is_final: bool = True) -> list[Block]:
    """Charts as the board shows them."""
    return [_block(chart, is_final) for chart in charts]


def _block(chart: Chart, is_final: bool) -> Block:
    words = chart.words
    bars = tuple(
        IntervalBar(bar.name, bar.figure.value, bar.figure.interval, bar.is_own)
        for bar in chart.bars
    )
    return Block(
        chart.metric,
        words.group.value,
        words.label,
        words.direction,
        bars,
        words.digits,
        words.from_zero,
        is_final,
        INTERVALS,
    )


def choices_of(
    info: VersionInfo | None, way: Way, measure: str, idle: Container[str] = ()
) -> list[ChoiceBar.Choice]:
    """What is chosen, each with its key; idle: the keys that would change nothing."""
    version = "no version yet" if info is None else f"model {info.version} {info.solver}"
    if info is not None and info.active:
        version += ", in use"
    choices = (
        ("v", version, "next_version(1)"),
        ("o", f"holds out {KIND_WORDS[way.kind]}", "next_kind(1)"),
        ("n", way.words, "next_way(1)"),
        ("g", MEASURE_WORDS[measure], "next_measure(1)"),
    )
    return [("", words, "") if key in idle else (key, words, run) for key, words, run in choices]


def progress_words(state: EvaluationState, trains: bool, is_here: bool = True) -> Content:
    """How an evaluation goes, in a line; trains: whether a training runs beside it; is_here:
    whether it is of the dataset in use."""
    if state.status == "cancelling":
        return Content.styled("cancelling…", "$muted")
    said = [f"measuring model {state.version}" + ("" if is_here else f" of {state.dataset}")]
    if state.fold and state.folds > 1:
        said.append(f"fold {state.fold} of {state.folds}")
    if state.doing:
        epoch = "" if state.epoch is None else f" {state.epoch[0]}/{state.epoch[1]}"
        said.append(f"{state.doing}{epoch}")
    left = "" if state.eta_seconds is None else f"   about {duration(state.eta_seconds)} left"
    left += "   a training runs too" if trains else ""
    return Content.assemble((" · ".join(said), "$foreground"), (left, "$muted"))


def so_far_words(state: EvaluationState) -> str:
    """Of how much the figures are that are shown while it goes on."""
    if state.folds > 1 and state.folds_done < state.folds:
        whole = f"{state.folds_done} of {state.folds} folds whole"
        return f"So far, with {whole}: intervals and what they say come at the end."
    return "So far: rows come as they are measured."


def measured_words(evaluation: Evaluation) -> Content:
    """When an evaluation was made, and of whom."""
    when = time.strftime("%d %b %H:%M", time.localtime(evaluation.measured_at)).lstrip("0")
    of = f"{evaluation.n_asked:,} people, {counted(evaluation.n_ratings, 'rating')}"
    words = f"measured {when}, on {of}, in {duration(evaluation.seconds)}"
    return Content.styled(words, "$muted")


def idle_words(compared: Compared, version: int | None, way: Way, trains: bool) -> Content:
    """What stands there where nothing was measured so: what a measurement takes."""
    if version is None:
        return Content.styled("no version can be measured yet: t trains one", "$muted")
    took = compared.took(version, way)
    words = "not measured yet: s measures it"
    if took is not None:
        of = f"model {took.version}" if way.fits(took.held) else f"{took.held.folds} folds"
        words += f"; {of} took {duration(took.seconds)}"
    if trains:
        words += "; a training runs, so that it takes longer"
    return Content.styled(words, "$foreground")


def damage_words(damaged: Sequence[tuple[int, str]]) -> str:
    """What is said of evaluations that cannot be read."""
    version, name = damaged[0]
    more = f" and {len(damaged) - 1} more" if len(damaged) > 1 else ""
    return f"model {version}'s {name}{more} cannot be read: measure it again"
