"""What Lab shows, and where: the matrix with its numbers, a nudge, curves, settings."""

from __future__ import annotations

import enum

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from recflix_tui.lab.showing.cell import CellFacts, facts_of
from recflix_tui.lab.showing.curves import heading_of
from recflix_tui.lab.showing.teaching import Moment, taught
from recflix_tui.lab.worked.example import TUTORIAL, Cell
from recflix_tui.lab.worked.run import Run
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.frame.recflix_screen import RecflixScreen
from recflix_tui.screens.frame.size_classes import TALL, WIDE, set_size_classes
from recflix_tui.screens.lab.lab_fields import defaults, fields, problem_of
from recflix_tui.screens.lab.lab_look import plot_curves, table_look
from recflix_tui.screens.lab.lab_words import beside_words, name_words, place_words, step_words
from recflix_tui.widgets.fixed_text import FixedText
from recflix_tui.widgets.forms.settings_form import SettingsForm
from recflix_tui.widgets.pictures.factor_table import FactorTable
from recflix_tui.widgets.pictures.plot import Plot

TABLE_LEAVES = 6  # lines that the table leaves to what is below it, on a small terminal

HUGE = 170  # columns from which the table has room for the errors too
HIGH = 52  # lines from which the stages have room under the step, with so many columns
STEP_LINES = 13  # of what the step says there


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


class LabView(RecflixScreen):
    """A run of the worked example, the cell at hand, and the part that is looked at."""

    AUTO_FOCUS = "FactorTable"
    CSS_PATH = "lab.tcss"
    NEEDS_DATASET = False

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.run_shown = Run(TUTORIAL, WorkedSettings())
        """The run that is looked at."""
        self._cell: Cell = (0, 0)
        self._moment = Moment.START
        self._part = Part.STEP
        self._rows = ""  # of the grid, as they were set last

    def compose_body(self) -> ComposeResult:
        set_size_classes(self, self.app.size)
        with Horizontal(id="head"):
            yield FixedText(id="name")
            yield PartNames(id="parts")
        yield FixedText(id="place")
        with Container(id="work"):
            yield FactorTable()
            with Vertical(id="settings"):
                yield SettingsForm(problem_of)
                yield FixedText(id="note")
            yield FixedText(id="step")
            with Vertical(id="errors"):
                yield FixedText(id="errors-heading")
                yield Plot()
        yield FixedText(id="stages")

    def compose_foot(self) -> ComposeResult:
        yield FixedText(id="line")

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
        self.call_after_refresh(self.show_run)

    def data_changed(self, item: int | None) -> None:
        """The worked example has nothing of the dataset's."""

    # --- showing ----------------------------------------------------------------------------

    def _text(self, name: str) -> FixedText:
        return self.query_one(f"#{name}", FixedText)

    def show_run(self) -> None:
        """Show the run as it stands now."""
        if not self.is_attached or self._retired:
            return
        run, facts = self.run_shown, facts_of(self.run_shown, self._cell)
        self._text("place").say(place_words(run))
        self._text("line").say(taught(run, facts, self._moment))
        if self._part is Part.STAGES:
            room = self._text("stages").content_size
            self._text("stages").say(beside_words(run, *room))
            return
        self._show_table(facts)
        step = self._text("step")
        width, height = step.content_size
        said = step_words(facts, width, STEP_LINES if self._is_huge else height)
        step.say(
            Content("\n\n").join([said, beside_words(run, width, height - STEP_LINES)])
            if self._is_huge
            else said
        )
        self._text("errors-heading").say(Content.styled(heading_of(run), "$muted"))
        by_stage = self._has_room
        curves = plot_curves(run, by_stage)
        self.query_one(Plot).show(curves, run.n_epochs, "the curve starts after an epoch: e")

    def _show_table(self, facts: CellFacts) -> None:
        look = table_look(self.run_shown, self._cell, facts)
        room = self.query_one("#work").size.height
        wanted = self.table.lines_wanted(look)
        lines = min(wanted, max(room - TABLE_LEAVES, 8))
        rows = f"{lines} 1fr"
        if rows != self._rows:
            self._rows = self.query_one("#work").styles.grid_rows = rows
        self.table.show(look, self._cell)

    def _show_part(self) -> None:
        """Show the part that is looked at; its name is lit, a click on another shows that."""
        for part in Part:
            self.set_class(part is self._part, f"-{part.value}")
        names: list[Content] = []
        for part in self.parts:
            style = "$background on $accent bold" if part is self._part else "$muted"
            content = Content.styled(f" {part.value} ", style)
            names.append(content.stylize(f"@click=screen.show_part('{part.value}')"))
        self.query_one(PartNames).update(Content(" ").join(names))
        room = self._text("name").size.width
        self._text("name").say(name_words(self.run_shown.example, room))
        self._show_note()

    def _show_note(self) -> None:
        """What is wrong with the settings; else what the one in focus is."""
        problem = self.form.problem
        words = self.form.help or "tab: change them; it starts afresh"
        said = (words, "$muted") if problem is None else (problem.line, "$less")
        self._text("note").say(Content.styled(*said))
