"""Lab: the tutorial's own numbers, stepped through by hand."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from textual import events, on
from textual.timer import Timer
from textual.worker import Worker, WorkType

from recflix_tui.lab.errors import LabError
from recflix_tui.lab.showing.cell import cell_at_hand, ratings_done
from recflix_tui.lab.showing.teaching import Moment
from recflix_tui.lab.worked.example import EXAMPLES, Cell, Example
from recflix_tui.lab.worked.overfitting import HELD_OUT, OVERFITTING, without_regularization
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.lab.worked.sgd import Stage
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.keys.actions import Action
from recflix_tui.screens.lab.lab_fields import defaults, fields, settings_from, texts_of
from recflix_tui.screens.lab.lab_keys import BINDINGS, IN_FIELDS, OWN_ACTIONS
from recflix_tui.screens.lab.lab_view import LabView, Part
from recflix_tui.screens.lab.lookup_screen import LookupScreen
from recflix_tui.widgets.forms.settings_form import SettingsForm
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.pictures.factor_table import FactorTable

WORKING = "working"  # the group of the worker that works out a stage
PACE = 0.125  # seconds of an epoch while it plays
GRACE = 0.8  # seconds after it paused by itself in which the key for that does not start it again
SLOW = 3  # times as long as that for a rating of the very first epoch, which is played singly


class LabScreen(LabView):
    """Steps of the run, changes of what it learns from and by."""

    OWN_ACTIONS = OWN_ACTIONS
    BINDINGS = BINDINGS

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._settings = WorkedSettings()
        self._before: WorkedSettings | None = None  # the settings that over-fitting took over from
        self._runs: dict[str, Run] = {}  # by example, as they were left
        self._player: Timer | None = None
        self._beats = 0
        self._has_just_stopped = False

    # --- playing ----------------------------------------------------------------------------

    @property
    def is_playing(self) -> bool:
        """Whether the run goes on by itself."""
        return self._player is not None

    def action_play(self) -> None:
        """Go on by itself to the end of the stage, or pause."""
        if self.is_playing:
            self._pause()
        elif self._has_just_stopped:
            self._has_just_stopped = False  # the key was to pause what paused by itself
        elif not self.run_shown.is_done:
            self._beats = 0
            self._player = self.set_interval(PACE, self._beat)
            self.update_keys()

    def _pause(self) -> None:
        if self._player is not None:
            self._player.stop()
            self._player = None
            self.update_keys()

    def _beat(self) -> None:
        """A step of what plays: the very first epoch rating by rating, the others whole."""
        run = self.run_shown
        stage, epoch = run.stage, run.epoch
        self._beats += 1
        if (stage, epoch) != (Stage.PLAIN, 1):
            self._step(run.step_epoch)
        elif self._beats % SLOW == 1:
            self._step(run.step_rating)
        if run.is_done or run.stage is not stage:
            self._pause()
            self._has_just_stopped = True
            self.set_timer(GRACE, self._stopped_long_ago)

    def _stopped_long_ago(self) -> None:
        self._has_just_stopped = False

    def on_screen_suspend(self) -> None:
        self._pause()

    # --- steps ------------------------------------------------------------------------------

    def action_lookups(self) -> None:
        """The lab's other experiment: titles looked up by id."""
        self._pause()
        self.app.push_screen(LookupScreen(self.host))

    def action_step_rating(self) -> None:
        self._pause()
        self._step(self.run_shown.step_rating)

    def action_step_epoch(self) -> None:
        self._pause()
        self._step(self.run_shown.step_epoch)

    def action_rating_back(self) -> None:
        self._pause()
        self._step(self.run_shown.back_rating)

    def action_epoch_back(self) -> None:
        self._pause()
        self._step(self.run_shown.back_epoch)

    def action_stage(self) -> None:
        """To where the next stage begins, or to the end of the last."""
        self._work_out(Run.step_stage)

    def action_finish(self) -> None:
        self._work_out(Run.finish)

    def action_stage_back(self) -> None:
        """To where this stage begins; from there, to where the one before does."""
        run, stages = self.run_shown, list(Stage)
        at_start = run.epoch == 1 and not ratings_done(run) and not run.is_done
        at = max(stages.index(run.stage) - at_start, 0)
        self._work_out(lambda run: run.go_to(stages[at], 1))

    def action_start_over(self) -> None:
        self._begin(self.run_shown.example)

    def _work_out(self, work: Callable[[Run], None]) -> None:
        """Have a thread take steps that may take their time; keys wait for it.

        It works at a copy: meanwhile the run is drawn, and a click may lead it elsewhere, which
        holds then.
        """
        self._pause()
        here = self.run_shown
        there, numbers = here.copy(), here.numbers

        async def run() -> None:
            await self.host.read(work, there)
            stayed = self.run_shown is here and here.numbers is numbers
            if self.is_attached and stayed:
                self.run_shown = there
                self._stepped()

        worked: WorkType[None] = run
        self.run_worker(worked, group=WORKING)

    def _step(self, step: Callable[[], None]) -> None:
        step()
        self._stepped()

    def _stepped(self) -> None:
        """The cell that had its turn is at hand, and what came of it is said."""
        run = self.run_shown
        self._cell = cell_at_hand(run)
        if ratings_done(run):
            self._moment = Moment.RATING
        else:
            self._moment = Moment.START if run.last is None else Moment.EPOCH
        self.show_run()
        if run.is_done and self._without is None:
            compare: WorkType[None] = self._work_out_without
            self.run_worker(compare, group=WORKING, exclusive=True)

    async def _work_out_without(self) -> None:
        """Run the last stage once more without lambda, to compare with."""
        run = self.run_shown
        without = await self.host.read(without_regularization, run.example, run.settings)
        shown = self.run_shown
        if run.example is shown.example and run.settings == shown.settings:
            self._without = without
            self.show_run()

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """Keys behind one that works out a stage are for what comes of it."""
        return [w for w in workers if w.group == WORKING and w.node is self]

    # --- the example ------------------------------------------------------------------------

    def action_move(self, rows: int, columns: int) -> None:
        """To another cell; the edges are edges."""
        m, n = self.run_shown.example.ratings.shape
        row, column = self._cell
        self._look_at((min(max(row + rows, 0), m - 1), min(max(column + columns, 0), n - 1)))

    @on(FactorTable.CellPointed)
    def _point(self, event: FactorTable.CellPointed) -> None:
        self._look_at((event.row, event.column))

    def _look_at(self, cell: Cell) -> None:
        self._pause()
        self._cell, self._moment = cell, Moment.LOOK
        self.show_run()

    def action_rate(self, stars: int) -> None:
        self._change(lambda example: example.with_rating(*self._cell, float(stars)))

    def action_empty(self) -> None:
        self._change(lambda example: example.with_rating(*self._cell, None))

    def action_hold_out(self) -> None:
        held = bool(self.run_shown.example.held[self._cell])
        self._change(lambda example: example.with_held(*self._cell, not held), Moment.HELD)

    def action_overfitting(self) -> None:
        """Hide ratings and train for longer, so that over-fitting is seen; or take both back."""
        example, before = self.run_shown.example, self._before
        with self.host.errors_shown():
            if before is not None and example.held_cells:
                self._begin(example.holding_out(()), before)
                self._before = None
            else:
                usual = self._settings
                self._begin(_hiding(example), replace(OVERFITTING, seed=usual.seed))
                self._before = usual if before is None else before
                self._moment = Moment.OVERFITTING
            self.form.show(fields(), defaults(), texts_of(self._settings))
            self.action_show_part((Part.ERRORS if Part.ERRORS in self.parts else self._part).value)

    def action_example(self) -> None:
        """To the other example, as it was left."""
        self._pause()
        here = self.run_shown.example.key
        self._runs[here] = self.run_shown
        keys = list(EXAMPLES)
        other = keys[(keys.index(here) + 1) % len(keys)]
        kept = self._runs.get(other)
        if kept is not None and kept.settings == self._settings:
            self.run_shown, self._without = kept, None
            self._cell = (0, 0)
            self._show_part()
            self._stepped()
        else:
            self._begin(EXAMPLES[other] if kept is None else kept.example)

    def _change(self, change: Callable[[Example], Example], moment: Moment = Moment.LOOK) -> None:
        """Start afresh from another example, if anything can be learnt from it."""
        with self.host.errors_shown():
            cell = self._cell
            self._begin(change(self.run_shown.example))
            self._cell, self._moment = cell, moment
            self.show_run()

    def _begin(self, example: Example, settings: WorkedSettings | None = None) -> None:
        """Start afresh, with other settings if they are given.

        Raises LabError where nothing can be learnt from the example.
        """
        run = Run(example, settings or self._settings)
        self._pause()
        self._settings = run.settings
        self.run_shown, self._without = run, None
        self._cell = run.next_cell or (0, 0)
        self._moment = Moment.START
        self._show_part()
        self.show_run()

    # --- the parts --------------------------------------------------------------------------

    def action_part(self, steps: int) -> None:
        parts = self.parts
        self.action_show_part(parts[(parts.index(self._part) + steps) % len(parts)].value)

    def action_show_part(self, name: str) -> None:
        """Look at another part; into the settings, where it is those."""
        self._part = Part(name)
        self._show_part()
        if self._part is Part.SETTINGS:
            self.form.focus()
        else:
            self.table.focus()
        self.show_run()

    def action_back(self) -> None:
        """From another part to the step, from there away."""
        if self._part is not Part.STEP:
            self.action_show_part(Part.STEP.value)
        else:
            self.host.back()

    def bar_actions(self) -> list[Action]:
        """In the fields letters are no keys."""
        if isinstance(self.focused, SettingsForm):
            return IN_FIELDS
        actions = super().bar_actions()
        if self.is_playing:
            return [replace(a, label="pause") if a.id == "play" else a for a in actions]
        return actions

    @on(SettingsForm.Changed)
    def _take_settings(self) -> None:
        """Start afresh with the settings as they stand, unless something is wrong with them."""
        self._show_note()
        if self.form.problem is not None:
            return
        settings = settings_from(self.form.values)
        if settings != self._settings:
            self._settings = settings
            with contextlib.suppress(LabError):
                self._begin(self.run_shown.example)

    @on(SettingsForm.Sent)
    def _leave_fields(self) -> None:
        self.action_show_part(Part.STEP.value)

    @on(PickList.Moved)
    def _follow_row(self) -> None:
        self._show_note()

    def on_descendant_focus(self) -> None:
        self._show_note()
        self.update_keys()

    def on_descendant_blur(self) -> None:
        if not self.form.has_focus:
            self.form.focus_row(0)  # so that the usual settings are in view
        self._show_note()
        self.update_keys()


def _hiding(example: Example) -> Example:
    """The example with those of the cells to hold out that are rated held out."""
    cells = [cell for cell in HELD_OUT[example.key] if example.rated[cell]]
    if not cells:
        raise LabError("the ratings to hide are empty; rate them, or hold others out with o")
    return example.holding_out(cells)
