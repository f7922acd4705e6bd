"""A screen with the dataset's own figures beside its body, or in its place where it is narrow."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from recflix_tui.screens.compare.dataset_pane import DatasetPane
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.keys.actions import Action

WIDE = 160  # columns from which the figures stand beside the body
FIGURES = "figures"  # the group of the workers that count them; the class of a screen they cover
BESIDE = "beside"  # the class of a screen that has room for both

OTHER_SIDE = "other_side"  # the id of the action that leads to the figures and back
BACK = "models"  # what its key leads back to


class BesideDataset(RecflixScreen):
    """Subclasses give the body as `compose_measured`, and have an action OTHER_SIDE."""

    def compose_measured(self) -> ComposeResult:
        """The widgets beside the figures."""
        yield from ()

    def compose_body(self) -> ComposeResult:
        self.set_class(self.app.size.width >= WIDE, BESIDE)
        with Horizontal(id="both"):
            with Vertical(id="measured"):
                yield from self.compose_measured()
            yield DatasetPane(self.host)

    @property
    def figures(self) -> DatasetPane:
        """The pane of the dataset's figures."""
        return self.query_one(DatasetPane)

    @property
    def is_covered(self) -> bool:
        """Whether the figures stand in the place of the body."""
        return self.has_class(FIGURES) and not self.has_class(BESIDE)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= WIDE, BESIDE)
        self._load_figures()
        self.update_keys()

    def data_changed(self, item: int | None) -> None:
        super().data_changed(item)
        self._load_figures()

    def action_other_side(self) -> None:
        """To the figures, or back to what was measured."""
        to_figures = not (self.figures.has_focus or self.is_covered)
        self.set_class(to_figures, FIGURES)
        self._load_figures()
        if to_figures:
            self.figures.focus()
        elif self.AUTO_FOCUS:
            self.query(self.AUTO_FOCUS).first().focus()
        self.update_keys()

    def on_descendant_focus(self) -> None:
        """Where the terminal grows narrow, what has the focus stays in view."""
        if self.has_class(BESIDE) and self.has_class(FIGURES) is not self.figures.has_focus:
            self.set_class(self.figures.has_focus, FIGURES)
            self.update_keys()

    def bar_actions(self) -> list[Action]:
        """None of the body's own where it is covered; the way back where one is at the figures."""
        actions = super().bar_actions()
        if self.is_covered:
            actions = [action for action in actions if action not in self._hidden]
        if self.has_class(FIGURES):
            actions = [replace(a, label=BACK) if a.id == OTHER_SIDE else a for a in actions]
        return actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key does nothing to what is covered."""
        if self.is_covered and action in {a.run.partition("(")[0] for a in self._hidden}:
            return False
        return super().check_action(action, parameters)

    @property
    def _hidden(self) -> list[Action]:
        return [action for action in self.OWN_ACTIONS if action.id != OTHER_SIDE]

    def _load_figures(self) -> None:
        """Have the figures counted where they are seen."""
        if self.has_class(BESIDE) or self.has_class(FIGURES):
            self.run_worker(self.figures.load(), group=FIGURES)
