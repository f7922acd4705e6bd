"""Train: settings, the curves of the training under way, and the versions beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.confirm import ConfirmScreen
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import set_size_classes
from recflix_tui.screens.frame.status import no_dataset_words
from recflix_tui.screens.keys.actions import Action, bindings
from recflix_tui.screens.train.train_curves import drawn
from recflix_tui.screens.train.train_fields import (
    TUNED,
    Tuned,
    choice_words,
    defaults_of,
    fields_of,
    own_side,
    problem_of,
    read_tuned,
)
from recflix_tui.screens.train.train_keys import IN_FIELDS, OWN_ACTIONS
from recflix_tui.screens.train.train_versions import (
    Trained,
    read_trained,
    version_looks,
    version_words,
)
from recflix_tui.screens.train.train_words import RMSE, asked_of, status_words
from recflix_tui.screens.train.version_changes import remove_version, roll_back, use_version
from recflix_tui.solvers.auto import AUTO
from recflix_tui.widgets.forms.settings_form import SettingsForm
from recflix_tui.widgets.lists.pick_list import PickList
from recflix_tui.widgets.lists.version_list import VersionList
from recflix_tui.widgets.pictures.plot import Plot

if TYPE_CHECKING:
    from recflix_tui.training.training_state import TrainingState
    from recflix_tui.tuning.tuning_state import TuningState

NOTE_LINES = 4  # with the heading above the form and the line between


class TrainScreen(RecflixScreen):
    """A training goes on when the screen is left: it belongs to the app.

    At first the page itself has the focus, and letters are keys; in a field they are typed.
    """

    AUTO_FOCUS = ""
    OWN_ACTIONS = OWN_ACTIONS
    BINDINGS = bindings(OWN_ACTIONS)
    CSS_PATH = "train.tcss"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._solver, self._side = AUTO, ""  # those whose fields are shown
        self._given: dict[str, dict[str, str]] = {}  # what was set, by solver
        self._tuned: Tuned = {}
        self._trained = Trained()
        self._read_after: TrainingState | TuningState | None = None  # as it was at that
        self._is_followed = True  # whether the last training is looked at, and not a version

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Horizontal(id="above"):
            with Vertical(id="settings"):
                yield Static("settings", classes="heading")
                yield SettingsForm(problem_of)
                yield Static(id="note")
            yield Plot()
        yield Static(id="status")
        yield Static(RMSE, id="rmse")
        yield Static(id="versions-heading", classes="heading", markup=False)
        yield VersionList()
        yield Static(id="version")

    @property
    def form(self) -> SettingsForm:
        return self.query_one(SettingsForm)

    @property
    def versions(self) -> VersionList:
        return self.query_one(VersionList)

    def on_mount(self) -> None:
        self._show_fields()

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        self.call_after_refresh(self._give_room)

    # --- showing ----------------------------------------------------------------------------

    def training_changed(self, state: TrainingState | TuningState) -> None:
        self._is_followed = True
        self._show_training()
        self.update_keys()
        if not state.is_active:
            self.load()  # what a tuning found is in the fields from now on, a new version listed

    def _show_training(self) -> None:
        state, nothing = self.host.training.state, self.host.library.snapshot.dataset is None
        looked_at = state if self._is_followed or (state and state.is_active) else None
        plot = drawn(looked_at, self._trained, self.versions.focused_version)
        self.query_one(Plot).show(*plot)
        resting = state is None or not state.is_active
        words = Content.styled(no_dataset_words(self.host), "$muted")
        self.query_one("#status", Static).update(
            words if nothing and resting else status_words(state, self._in_use, self._there)
        )

    @property
    def _in_use(self) -> int | None:
        info = self.host.library.snapshot.model_info
        return None if info is None else info.version

    @property
    def _there(self) -> Sequence[int] | None:
        """The versions, ascending; None where they were not read since the training ended."""
        if self._read_after is not self.host.training.state:
            return None
        return [info.version for info in self._trained.infos]

    @property
    def _asked(self) -> int | None:
        """The version that waits for the answer whether it is to be used."""
        return asked_of(self.host.training.state, self._in_use, self._there)

    def data_changed(self, item: int | None) -> None:
        self._show_training()
        self.update_keys()
        self.load()

    async def load_once(self) -> None:
        library = self.host.library
        dataset = library.snapshot.dataset
        state = self.host.training.state
        self._trained = await self.host.read(read_trained, library)
        self._read_after = state
        self._tuned = await self.host.read(read_tuned, library) if dataset else {}
        looks = version_looks(self._trained, dataset.fingerprint if dataset else "")
        self.versions.show(looks)
        self._look_at_new()
        words = self.versions.heading if looks else "no versions yet"
        self.query_one("#versions-heading", Static).update(words)
        self._show_version()
        self._show_fields()
        self.update_keys()

    def _look_at_new(self) -> None:
        """Have the version that a training made in focus, until another is looked at."""
        state = self.host.training.state
        if state is None or (state.is_tuning and state.status == "cancelled"):
            self._is_followed = False  # nothing came of it that is to be looked at
        elif self._is_followed and not state.is_tuning and state.version is not None:
            self.versions.focus_version(state.version)
            self._is_followed = False
        self._show_training()

    def _show_version(self) -> None:
        self.query_one("#version", Static).update(version_words(self.versions.focused))

    def _show_fields(self) -> None:
        """The fields of the solver chosen, with the defaults that go with its side inputs."""
        given = {"solver": self._solver, **self._given.get(self._solver, {})}
        self._side = given.get("side", own_side(self._solver))
        defaults = defaults_of(self._solver, self._side, self._tuned)
        self.form.show(fields_of(self._solver, self._side), defaults, given)
        self._give_room()
        self._show_note()

    def _give_room(self) -> None:
        """As many lines to the form as it has, so long as the note below has its own."""
        note = NOTE_LINES + 1 if self.form.is_unfolded else NOTE_LINES
        room, rows = self.query_one("#settings").size.height - note, self.form.row_count()
        self.form.styles.height = min(rows, max(room, 1)) if room > 0 else rows

    def _show_note(self) -> None:
        """What is wrong with the settings; else what stands behind them."""
        note = self.query_one("#note", Static)
        problem = self.form.problem
        if problem is not None:
            note.update(Content.styled(problem.line, "$less"))
        elif self._solver == AUTO:
            words = choice_words(self.host.library.snapshot.dataset, self._tuned)
            note.update(Content.styled(words, "$muted"))
        else:
            tuned = (self._solver, self._side) in self._tuned
            words = self.form.help or (TUNED if tuned else "")
            if tuned and self.form.at == 0 and self.form.has_focus:
                words = f"{TUNED}; {words}"
            note.update(Content.styled(words, "$muted"))

    # --- the training -----------------------------------------------------------------------

    def bar_actions(self) -> list[Action]:
        """In the fields letters are no keys, and a version is used or removed in their list."""
        if isinstance(self.focused, SettingsForm):
            return IN_FIELDS
        in_list = isinstance(self.focused, VersionList)
        idle = {"fields"} if in_list else {"use", "remove"}
        asked = self._asked
        if asked is None:
            idle.add("use_new")
        elif in_list and asked == self.versions.focused_version:
            idle.add("use")  # one key is named for one thing
        return [action for action in super().bar_actions() if action.id not in idle]

    @on(SettingsForm.Changed)
    def _take_settings(self) -> None:
        values, given = self.form.values, self.form.given
        solver = str(values["solver"])
        side = str(values.get("side", own_side(solver)))
        given.pop("solver", None)
        before = self._given.get(self._solver, {})
        left = {name: text for name, text in before.items() if name not in values}
        self._given[self._solver] = left | given
        if solver != self._solver or side != self._side:
            self._solver = solver
            self._show_fields()
        else:
            self._give_room()
            self._show_note()

    @on(SettingsForm.Refused)
    def _say_what_it_takes(self, event: SettingsForm.Refused) -> None:
        words = f"{event.takes}; esc leaves"
        self.query_one("#note", Static).update(Content.styled(words, "$less"))

    @on(SettingsForm.Sent)
    def action_start(self) -> None:
        """Start with the settings as they stand, unless something is wrong with them."""
        if self._may_start():
            self.host.training.start(**self.form.changed)
            self._leave_fields()  # so that `c` cancels it

    def action_tune(self) -> None:
        """Search the settings of the solver chosen, with the side inputs chosen."""
        if self._may_start():
            values = self.form.changed
            self.host.training.tune(**{n: values[n] for n in ("solver", "side") if n in values})

    def _may_start(self) -> bool:
        """Whether nothing runs and nothing is wrong; else say what it is."""
        self._show_note()
        state = self.host.training.state
        if state is not None and state.is_active:
            what = "a tuning" if state.is_tuning else "a training"
            self.notify(f"{what} is running: c cancels it", markup=False, timeout=3)
        elif self.form.problem is not None:
            self.form.focus_wrong()
        else:
            return self.host.library.snapshot.dataset is not None
        return False

    def action_fields(self) -> None:
        self.form.focus()

    def action_back(self) -> None:
        """From the fields to the page, from there away."""
        if self.form.has_focus:
            self.set_focus(None)
        else:
            self.host.back()

    def arrive(self) -> None:
        if self._framed:
            self._leave_fields()

    def _leave_fields(self) -> None:
        if self.form.has_focus:
            self.set_focus(None)

    def action_cancel(self) -> None:
        self.host.training.cancel()

    # --- the versions -----------------------------------------------------------------------

    @on(PickList.LeftEnd, "SettingsForm")
    def _leave_form(self, event: PickList.LeftEnd) -> None:
        """Below the fields are the versions, above them is the page itself."""
        if event.side > 0:
            self.versions.focus()
        else:
            self.set_focus(None)

    @on(PickList.LeftEnd, "VersionList")
    def _go_up_to_form(self, event: PickList.LeftEnd) -> None:
        if event.side < 0:
            self.form.focus()

    def on_descendant_focus(self) -> None:
        self._focus_went()

    def on_descendant_blur(self) -> None:
        self._focus_went()

    def _focus_went(self) -> None:
        self._show_note()
        self.update_keys()

    @on(PickList.Moved)
    def _follow_row(self) -> None:
        self._show_version()
        self._show_note()
        self.update_keys()

    @on(PickList.Moved, "VersionList")
    def _look_at_version(self) -> None:
        self._is_followed = False
        self._show_training()

    def _chosen(self) -> int | None:
        return self.versions.focused_version if self.versions.has_focus else None

    @on(PickList.Picked, "VersionList")
    def action_use(self) -> None:
        version = self._chosen()
        if version is not None:
            self.write_change(use_version, self.host.library, version)

    def action_use_new(self) -> None:
        """Use the version that the last training made and that was not taken into use."""
        if self._asked is not None:
            self.write_change(use_version, self.host.library, self._asked)

    def action_roll_back(self) -> None:
        if self.host.library.snapshot.dataset is not None:
            self.write_change(roll_back, self.host.library)

    def action_remove(self) -> None:
        """Remove the version in focus, once that is confirmed."""
        version = self._chosen()
        if version is None:
            return
        look = self.versions.versions[self.versions.at]
        more = "It is in use: the version used before it takes its place." if look.active else ""
        self.app.push_screen(
            ConfirmScreen(
                self.host, f"Remove model {version}?", more or "It is gone for good.", "Remove"
            ),
            lambda yes: self._remove(version) if yes else None,
        )

    def _remove(self, version: int) -> None:
        self.write_change(remove_version, self.host.library, version)
