"""What Lab shows, and where: the matrix with its numbers, a nudge, curves, settings."""

from __future__ import annotations

import enum
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from recflix_tui.lab.showing.cell import facts_of
from recflix_tui.lab.showing.teaching import Moment, taught
from recflix_tui.lab.worked.example import TUTORIAL, Cell
from recflix_tui.lab.worked.outcome import Outcome
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.colours import is_plain
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import TALL, WIDE, set_size_classes
from recflix_tui.screens.lab.lab_fields import defaults, fields, problem_of
from recflix_tui.screens.lab.lab_look import curves_heading, plot_curves, table_look
from recflix_tui.screens.lab.lab_words import (
    beside_words,
    name_words,
    place_words,
    step_and_stages,
    step_words,
)
from recflix_tui.widgets.fitted_text import FittedText
from recflix_tui.widgets.forms.settings_form import SettingsForm
from recflix_tui.widgets.pictures.factor_table import FactorTable
from recflix_tui.widgets.pictures.plot import Plot

LEAST_TABLE = 8  # lines of the matrix, however little room there is
LEAST_WIDTH = 80  # columns of the matrix and of the step below it, where more is beside them
BESIDE = 30  # columns of what is beside the matrix
STEP_TAKES, CURVES_TAKE = 6, 10  # lines of what is below the matrix

HUGE = 170  # columns from which the table has room for the errors too
HIGH = 52  # lines from which the stages have room under the step, with so many columns
NO_CURVE = "the curve starts after an epoch: e"


class Part(enum.StrEnum):
    """What is shown beside the matrix, or in its place."""

    STEP = "step"
    """What the rating at hand does to the numbers."""
    ERRORS = "errors"
    """The curves."""
    SETTINGS = "settings"
    """The form."""
    STAGES = "stages"
    """The three stages side by side."""


class PartNames(Static):
    """The names of the parts, each to be clicked; they are no links to look at."""

    auto_links = False


class Work(Container):
    """The matrix, and what is beside and below it."""

    class Resized(Message):
        """It has another room."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class LabView(RecflixScreen):
    """A run of the worked example, the cell at hand, and the part that is looked at."""

    AUTO_FOCUS = "FactorTable"
    CSS_PATH = "lab.tcss"
    NEEDS_DATASET = False

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.run_shown = Run(TUTORIAL, WorkedSettings())
        """The run that is looked at."""
        self._without: Outcome | None = None  # the third stage without lambda, of this run
        self._cell: Cell = (0, 0)
        self._moment = Moment.START
        self._part = Part.STEP
        self._room = ("", "")  # rows and columns of the grid, as they were set last

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Horizontal(id="head"):
            yield FittedText(id="name")
            yield PartNames(id="parts")
        yield FittedText(id="place")
        with Work(id="work"):
            yield FactorTable()
            with Vertical(id="settings"):
                yield SettingsForm(problem_of)
                yield FittedText(id="note")
            yield FittedText(id="step")
            with Vertical(id="errors"):
                yield FittedText(id="errors-heading")
                yield Plot()
        yield FittedText(id="stages")

    def compose_foot(self) -> ComposeResult:
        yield FittedText(id="line")

    @property
    def form(self) -> SettingsForm:
        return self.query_one(SettingsForm)

    @property
    def table(self) -> FactorTable:
        return self.query_one(FactorTable)

    @property
    def cell(self) -> Cell:
        """The cell at hand."""
        return self._cell

    @property
    def part(self) -> Part:
        """What is looked at."""
        return self._part

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that take turns here: a wide terminal has room for step and errors at once."""
        apart = (Part.STEP, Part.ERRORS)
        first = apart[:1] if self._has_room else apart
        return (*first, Part.SETTINGS, *(() if self._is_huge else (Part.STAGES,)))

    @property
    def _is_huge(self) -> bool:
        """Whether the stages have room under the step."""
        return self.app.size.width >= HUGE and self.app.size.height >= HIGH

    @property
    def _has_room(self) -> bool:
        return self.app.size.width >= WIDE and self.app.size.height >= TALL

    def on_mount(self) -> None:
        self.form.show(fields(), defaults(), {})
        self._show_part()

    def on_resize(self, event: events.Resize) -> None:
        set_size_classes(self, event.size)
        self.set_class(self._has_room, "roomy")
        self.set_class(event.size.width >= HUGE, "huge")
        if self._part not in self.parts:
            self._part = Part.STEP
        self._show_part()
        self.show_run()

    @on(Work.Resized)
    def _share_room(self) -> None:
        """To the matrix what it takes, so long as enough is left below it and beside it."""
        work = self.query_one(Work)
        left = CURVES_TAKE if self._part is Part.ERRORS else STEP_TAKES
        lines = max(min(self.table.lines_wanted, work.size.height - left), LEAST_TABLE)
        wide = max(self.table.columns_wanted(work.size.width - BESIDE), LEAST_WIDTH)
        room = (f"{lines} 1fr", f"{wide} 1fr" if self._has_room else "1fr")
        if work.size.area and room != self._room:
            self._room = room
            work.styles.grid_rows, work.styles.grid_columns = room

    def data_changed(self, item: int | None) -> None:
        """The worked example has nothing of the dataset's."""

    # --- showing ----------------------------------------------------------------------------

    def _text(self, name: str) -> FittedText:
        return self.query_one(f"#{name}", FittedText)

    def show_run(self) -> None:
        """Show the run as it stands now."""
        if not self.is_attached or self._retired:
            return
        run, facts = self.run_shown, facts_of(self.run_shown, self._cell)
        self._text("place").fit(partial(place_words, run))
        self._text("line").say(taught(run, facts, self._moment))
        if self._part is Part.STAGES:
            self._text("stages").fit(partial(beside_words, run, self._without))
            return
        self.table.show(table_look(run, self._cell, facts), self._cell)
        self._share_room()
        step, has_colours = self._text("step"), not is_plain(self.app)
        if self._is_huge:
            step.fit(partial(step_and_stages, run, self._without, facts, has_colours))
        else:
            step.fit(partial(step_words, facts, has_colours))
        heading = curves_heading(run, by_stage=self._has_room)
        self._text("errors-heading").say(Content.styled(heading, "$muted"))
        self._text("errors-heading").display = bool(heading)
        curves = plot_curves(run, by_stage=self._has_room)
        self.query_one(Plot).show(curves, run.n_epochs, NO_CURVE)

    def _show_part(self) -> None:
        """Show the part that is looked at; its name is lit, a click on another shows that."""
        for part in Part:
            self.set_class(part is self._part, f"-{part.value}")
        names: list[Content] = []
        for part in self.parts:
            style = "$background on $accent bold" if part is self._part else "$muted"
            content = Content.styled(f" {part.value} ", style)
            names.append(content.stylize(f"@click=screen.show_part('{part.value}')"))
        lookups = Content.styled(" dict or list ", "$muted").stylize("@click=screen.lookups")
        names.append(lookups)
        self.query_one(PartNames).update(Content(" ").join(names))
        self._text("name").fit(partial(name_words, self.run_shown.example))
        self._show_note()

    def _show_note(self) -> None:
        """What is wrong with the settings; else what the one in focus is."""
        problem = self.form.problem
        elsewhere = "enter: show the others" if self.form.has_focus else "tab: change them"
        words = self.form.help or elsewhere
        said = (words, "$muted") if problem is None else (problem.line, "$less")
        self._text("note").say(Content.styled(*said))
