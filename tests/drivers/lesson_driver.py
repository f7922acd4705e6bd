"""The lesson on one rating by its bar, over whatever screens it leads to."""

from __future__ import annotations

from recflix_tui.lab.lesson.lesson import Lesson
from recflix_tui.screens.lesson.lesson_guide import N_STEPS
from recflix_tui.widgets.bars.lesson_bar import LessonBar
from tests.drivers.app_driver import AppDriver

ON, BACK = "full_stop", "comma"


class LessonDriver(AppDriver):
    """A lesson that begins where one is."""

    async def enter(self) -> None:
        self.app.animation_level = "none"
        await super().enter()

    async def begin(self, item: int | None = None) -> None:
        """Ask for the lesson, as the palette does."""
        self.app.lesson.begin(item)
        await self.ready()

    async def ready(self) -> None:
        """Wait until what is told is worked out, and shown where it is seen."""
        await self.settle()
        await self.until(lambda: not self.runs or bool(self.words_told))
        await self.settle()

    async def next(self) -> None:
        """A step on."""
        await self.press(ON)
        await self.ready()

    async def back(self) -> None:
        """A step back."""
        await self.press(BACK)
        await self.ready()

    async def to(self, step: int) -> None:
        """To a step further on, counted from 1."""
        for _ in range(step - self.step):
            await self.next()

    @property
    def bar(self) -> LessonBar:
        return self.app.screen.query_one(LessonBar)

    @property
    def runs(self) -> bool:
        return self.app.lesson.runs

    @property
    def lines_told(self) -> list[str]:
        """The lines of the bar in view; none where there is none."""
        bar = self.bar
        if not bar.display:
            return []
        return [bar.render_line(y).text for y in range(bar.size.height)]

    @property
    def head(self) -> str:
        return self.lines_told[0] if self.lines_told else ""

    @property
    def said(self) -> str:
        """What is told below the head, in one line."""
        return " ".join(line.lstrip("▌").strip() for line in self.lines_told[1:]).strip()

    @property
    def words_told(self) -> str:
        """The same, once it is worked out; nothing before."""
        return self.said if "·" in self.head else ""

    @property
    def step(self) -> int:
        """Which step one is at, from 1."""
        before, _, _ = self.head.partition(f" of {N_STEPS}")
        return int(before.rsplit(" ", 1)[-1])

    def lesson_on(self, item: int) -> Lesson:
        """The numbers of a lesson, as the library gives them."""
        assert self.app.profile_id is not None
        found = self.app.library.lab.lesson(self.app.profile_id, item)
        assert found is not None
        return found
