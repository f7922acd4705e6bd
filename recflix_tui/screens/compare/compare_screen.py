"""Compare: a version beside baselines and other versions, on people and ratings it did not see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.library.inside.compare import (
    KINDS,
    MEASURES,
    Chart,
    Compared,
    Evaluation,
    EvaluationState,
    Look,
    Way,
    charts_so_far,
    of_measure,
    usual_way,
)
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.compare.beside_dataset import BesideDataset
from recflix_tui.screens.compare.compare_keys import OWN_ACTIONS
from recflix_tui.screens.compare.compare_words import (
    NOT_THESE,
    NOTHING_YET,
    blocks_of,
    choices_of,
    damage_words,
    idle_words,
    measured_words,
    progress_words,
    so_far_words,
)
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.keys.actions import Action, bindings
from recflix_tui.widgets.bars.choice_bar import ChoiceBar
from recflix_tui.widgets.pictures.intervals.board import IntervalBoard

if TYPE_CHECKING:
    from recflix_tui.library.library import Library
    from recflix_tui.library.views import VersionInfo
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState


class CompareScreen(BesideDataset):
    """An evaluation goes on when the screen is left: it belongs to the app."""

    AUTO_FOCUS = "IntervalBoard"
    OWN_ACTIONS = OWN_ACTIONS
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "compare.tcss"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._compared = Compared()
        self._damage_said: Sequence[tuple[int, str]] = ()  # it is told once
        self._version: int | None = None  # the one that is chosen
        self._way: Way = usual_way()
        self._measure = MEASURES[0]
        self._look = Look(None, ())
        self._charts: tuple[Chart, ...] = ()  # those that are shown

    def compose_measured(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        yield ChoiceBar(id="choices")
        yield Static(id="split")
        yield IntervalBoard()
        with Vertical(id="says"):
            yield Static(id="bar")
            yield Static(id="verdict")
            yield Static(id="metric")
            yield Static(id="asked")
            yield Static(id="chance")
        yield Static(id="status")

    @property
    def board(self) -> IntervalBoard:
        return self.query_one(IntervalBoard)

    @property
    def state(self) -> EvaluationState | None:
        """The evaluation under way, None without one."""
        state = self.host.evaluation.state
        return state if state is not None and state.is_active else None

    def on_mount(self) -> None:
        self.host.evaluation.states.subscribe(self, self._follow)

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)

    # --- reading ----------------------------------------------------------------------------

    async def load_once(self) -> None:
        library = self.host.library
        if library.snapshot.dataset is None:
            self._compared, self._look = Compared(), Look(None, ())
        else:
            self._compared = await self.host.read(read_compared, library)
            self._choose_version()
            if self._version is not None:
                self._look = await self.host.read(
                    library.evaluations.look, self._compared, self._version, self._way
                )
        self._show()
        damaged = self._compared.damaged
        if damaged and damaged != self._damage_said:
            self.host.say(damage_words(damaged), markup=False)
        self._damage_said = damaged

    def _choose_version(self) -> None:
        """The version in use, until another is chosen or where the one chosen is gone."""
        infos = self._compared.infos
        numbers = [info.version for info in infos]
        if self._version in numbers:
            return
        if not infos:
            self._version, self._look = None, Look(None, ())
            return
        self._version = next((info.version for info in infos if info.active), numbers[0])
        self._way = self._compared.first_way(self._version)

    # --- showing ----------------------------------------------------------------------------

    @property
    def _info(self) -> VersionInfo | None:
        infos = self._compared.infos
        return next((info for info in infos if info.version == self._version), None)

    @property
    def _evaluation(self) -> Evaluation | None:
        return self._look.evaluation

    @property
    def _runs_here(self) -> EvaluationState | None:
        """The evaluation under way, where it is of what is chosen."""
        state = self.state
        if state is None or not self._is_of_dataset(state):
            return None
        return state if (state.version, state.way) == (self._version, self._way) else None

    def _is_of_dataset(self, state: EvaluationState) -> bool:
        """Whether an evaluation is of the dataset in use: it goes on when another one is taken."""
        return state.dataset == self.host.library.snapshot.dataset_name

    def _follow(self, state: EvaluationState) -> None:
        if state.is_active:
            self._show()
        else:
            self.load()  # what it measured is kept by the time that it is done

    def training_changed(self, state: TrainingState | TuningState) -> None:
        self._show_status()
        if not state.is_active:
            self.load()

    def _show(self) -> None:
        """All that is to be seen, from what was read and what is under way."""
        runs = self._runs_here
        choices = choices_of(self._info, self._way, self._measure, self._idle_keys)
        self.query_one(ChoiceBar).show(choices)
        charts = self._look.charts
        is_final = runs is None or not runs.rows  # those of before, until there are others
        if runs is not None and runs.rows:
            charts = charts_so_far(runs.rows, runs.way.kind)
        self._charts = of_measure(charts, self._measure)
        self.set_class(bool(self._charts), "measured")
        quiet = "" if self._version is None else NOT_THESE if charts else NOTHING_YET
        self.board.show(blocks_of(self._charts, is_final), quiet)
        self._show_words()
        self._show_status()
        self.update_keys()

    @on(IntervalBoard.Looked)
    def _show_words(self) -> None:
        """What the metric and the bar in focus say."""
        self._update("#split", self._way.told, "$muted")
        chart = next((c for c in self._charts if c.metric == self.board.focused_key), None)
        if chart is None:
            for name in ("#bar", "#verdict", "#metric", "#asked", "#chance"):
                self._update(name, "", "$muted")
            return
        bar = next((b for b in chart.bars if b.name == self.board.focused_name), chart.bars[0])
        self._update("#bar", bar.words(chart.metric), "$foreground")
        runs = self._runs_here
        if runs is not None and runs.rows:
            self._update("#verdict", so_far_words(runs), "$muted")
        else:
            said = Content.assemble(
                (" ".join(chart.verdict), "$accent"),
                (" ".join(("", *chart.cautions, *self._look.cautions)), "$muted"),
            )
            self.query_one("#verdict", Static).update(said)
        self._update("#metric", f"{chart.words.label}: {chart.words.help}", "$muted")
        self._update("#asked", chart.asked, "$muted")
        self._update("#chance", chart.by_chance, "$muted")

    def _update(self, name: str, words: str, colour: str) -> None:
        self.query_one(name, Static).update(Content.styled(words, colour))

    def _show_status(self) -> None:
        state, trains = self.state, self.host.training.is_active
        if state is not None:
            words = progress_words(state, trains, self._is_of_dataset(state))
        elif self._evaluation is not None and self._charts:
            words = measured_words(self._evaluation)
        else:
            words = idle_words(self._compared, self._version, self._way, trains)
        self.query_one("#status", Static).update(words)

    # --- choosing ---------------------------------------------------------------------------

    def action_next_version(self, steps: int) -> None:
        numbers = [info.version for info in self._compared.infos]
        if len(numbers) > 1 and self._version in numbers:
            at = numbers.index(self._version) + steps
            self._version = numbers[at % len(numbers)]
            self.load()

    def action_next_kind(self, steps: int) -> None:
        kind = KINDS[(KINDS.index(self._way.kind) + steps) % len(KINDS)]
        self._way = self._compared.first_way(self._version, kind)
        self.load()

    def action_next_way(self, steps: int) -> None:
        ways = self._compared.ways(self._way.kind)
        at = ways.index(self._way) if self._way in ways else 0
        self._way = ways[(at + steps) % len(ways)]
        self.load()

    def action_next_measure(self, steps: int) -> None:
        at = MEASURES.index(self._measure) + steps
        self._measure = MEASURES[at % len(MEASURES)]
        self._show()

    # --- measuring --------------------------------------------------------------------------

    def action_start(self) -> None:
        """Measure what is chosen, unless something is measured already."""
        if self._version is None:
            return
        state = self.state
        if state is not None:
            self.host.say(f"model {state.version} is being measured: c cancels it", markup=False)
            return
        self.host.evaluation.start(self._version, self._way, self._measure)

    def action_cancel(self) -> None:
        self.host.evaluation.cancel()

    def bar_actions(self) -> list[Action]:
        """Either it can be started or cancelled, and keys that change nothing are not offered."""
        idle = {"start" if self.state is not None else "cancel"}
        return [
            action
            for action in super().bar_actions()
            if action.id not in idle and action.keys.lower() not in self._idle_keys
        ]

    @property
    def _idle_keys(self) -> set[str]:
        """The keys that would change nothing: there is no other one of what they choose."""
        there = {"v": self._compared.infos, "n": self._compared.ways(self._way.kind)}
        return {key for key, of in there.items() if len(of) < 2}


def read_compared(library: Library) -> Compared:
    """The versions and what was measured of them; nothing without a dataset."""
    if library.snapshot.dataset is None:
        return Compared()
    return library.evaluations.compared()
