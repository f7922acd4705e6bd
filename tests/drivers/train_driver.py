"""Train by its keys: the settings, a training under way, the versions."""

from __future__ import annotations

from recflix_tui.screens.train.train_screen import TrainScreen
from recflix_tui.training.training_state import TrainingState
from recflix_tui.widgets.pictures.plot import Plot
from tests.drivers.app_driver import AppDriver


class TrainDriver(AppDriver):
    """Train: a form of settings, curves and a line of status, a list of versions."""

    key = "t"

    @property
    def screen(self) -> TrainScreen:
        assert isinstance(self.app.screen, TrainScreen)
        return self.app.screen

    @property
    def fields(self) -> dict[str, str]:
        """The fields that are shown, by label, with their values."""
        form = self.screen.form
        rows = [form.row_parts(row, form.size.width) for row in range(form.row_count())]
        shown = {label.strip(): value.strip(" ‹›") for (label, _), (value, _) in rows}
        return {label: value.replace("▏", "") for label, value in shown.items()}

    @property
    def field_in_focus(self) -> str:
        """The label of the field in focus."""
        return list(self.fields)[self.screen.form.at]

    @property
    def is_in_form(self) -> bool:
        return self.screen.form.has_focus

    @property
    def is_in_versions(self) -> bool:
        return self.screen.versions.has_focus

    @property
    def status(self) -> str:
        return self.words("status")

    @property
    def note(self) -> str:
        """What is said of the settings: whence they are, or what is wrong with them."""
        return self.words("note")

    @property
    def plot(self) -> str:
        return "\n".join(self.lines_of(Plot))

    @property
    def versions(self) -> list[int]:
        """The versions listed, the newest first."""
        return [look.version for look in self.screen.versions.versions]

    @property
    def version_in_use(self) -> int:
        """As it is marked in the list."""
        return next(look.version for look in self.screen.versions.versions if look.active)

    @property
    def epochs_done(self) -> int:
        """Of the search that the training under way began with."""
        state = self.app.training.state
        return len(state.epochs) if isinstance(state, TrainingState) else 0

    @property
    def is_refitting(self) -> bool:
        return (
            isinstance(self.app.training.state, TrainingState)
            and self.app.training.state.refit is not None
        )

    @property
    def is_over(self) -> bool:
        """Whether a training was started and has come to an end."""
        return self.app.training.state is not None and not self.app.training.state.is_active

    async def start(self) -> None:
        """Start a training, which goes on."""
        await self.pilot.press("s")
