"""What is kept of a profile beside ratings and marks: each kind on or off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker

from recflix_tui.library.behaviour import ActKind
from recflix_tui.screens.background.host import Host
from recflix_tui.screens.dialogs.dialog import Dialog
from recflix_tui.widgets.cells import fit
from recflix_tui.widgets.lists.pick_list import Part, PickList

if TYPE_CHECKING:
    from typing import Any

    from recflix_tui.library.library import Library

SWITCHING = "switching"  # the group of the workers that switch
NAME = 18  # cells
ON, OFF = "●", "○"
KINDS: dict[ActKind, tuple[str, str]] = {
    ActKind.OPENED: ("titles opened", "which, when and for how long"),
    ActKind.SHOWN: ("titles in view", "on Home: counted a day"),
    ActKind.FOCUSED: ("titles in focus", "for how long: counted a day"),
    ActKind.SEARCHED: ("searches", "the words, and what was chosen"),
    ActKind.SESSION: ("sessions", "from when to when"),
}
"""What each kind is called, and what is kept of it."""
NAMED = 2  # kinds that are not kept and are named where there is one line for it
KEY = "$accent bold"
KEYS = Content.assemble(
    *((" enter ", KEY), "switch  ", (" n ", KEY), "keep nothing  "),
    *((" a ", KEY), "keep all  ", (" esc ", KEY), "done"),
)


def unkept_words(keeps: Mapping[ActKind, bool]) -> str:
    """Which kinds are not kept, in a line; "" where all are."""
    unkept = [name for kind, (name, _) in KINDS.items() if not keeps[kind]]
    if len(unkept) == len(KINDS):
        return "ratings and marks alone are kept"
    told = ", ".join(unkept) if len(unkept) <= NAMED else f"{len(unkept)} kinds"
    return f"{told}: not kept" if unkept else ""


class KindList(PickList):
    """The kinds; those that are kept carry a mark."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "pick", "Switch", show=False)]
    picks_at_first_click = True
    keeps: dict[ActKind, bool] = {}  # noqa: RUF012 it is replaced whole

    def show(self, keeps: dict[ActKind, bool]) -> None:
        """Show which are kept."""
        self.keeps = keeps
        self.rows_changed()

    def row_count(self) -> int:
        return len(KINDS) if self.keeps else 0

    def row_parts(self, row: int, width: int) -> Iterable[Part]:
        kind = list(KINDS)[row]
        name, about = KINDS[kind]
        on = self.keeps[kind]
        return [
            (f"{ON if on else OFF} ", "figure" if on else "quiet"),
            (fit(name, NAME), "text" if on else "quiet"),
            (fit(about if on else "not kept", max(width - NAME - 2, 0)), "quiet"),
        ]


class KeptScreen(Dialog[None]):
    """What is switched holds from that moment; what was kept before stays until it is pruned."""

    CSS_PATH = "kept_dialog.tcss"
    AUTO_FOCUS = "KindList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,k,q", "dismiss(None)", "Leave", show=False),
        Binding("n", "keep_all(False)", "Keep nothing", show=False),
        Binding("a", "keep_all(True)", "Keep all", show=False),
    ]

    def __init__(self, host: Host, profile_id: int) -> None:
        super().__init__()
        self._host, self._profile = host, profile_id

    def compose(self) -> ComposeResult:
        with Vertical(id="kept"):
            yield Static("what is kept of you, on this machine alone", id="asks", markup=False)
            yield KindList()
            yield Static(
                "ratings and marks always are; what was kept stays until x prunes it",
                id="more",
                markup=False,
            )
            yield Static(KEYS, id="keys")

    def on_mount(self) -> None:
        self._switch((), None)

    def keys_wait_for(
        self, event: events.Key | events.Paste, workers: Iterable[Worker[Any]]
    ) -> Iterable[Worker[Any]]:
        """A key is for what is switched once the key before it is done."""
        return [worker for worker in workers if worker.group == SWITCHING]

    def _switch(self, kinds: Sequence[ActKind], on: bool | None) -> None:
        self.run_worker(self._switch_then_show(tuple(kinds), on), group=SWITCHING)

    async def _switch_then_show(self, kinds: tuple[ActKind, ...], on: bool | None) -> None:
        with self._host.errors_shown():
            keeps = await self._host.write(switch, self._host.library, self._profile, kinds, on)
            self.query_one(KindList).show(keeps)

    @on(PickList.Picked)
    def _toggle(self, event: PickList.Picked) -> None:
        kind = list(KINDS)[event.row]
        self._switch([kind], not self.query_one(KindList).keeps[kind])

    def action_keep_all(self, on: bool) -> None:
        self._switch(tuple(ActKind), on)

    def on_click(self, event: events.Click) -> None:
        """A click beside the box leaves it."""
        if event.widget is self:
            self.dismiss(None)


def switch(
    library: Library, profile_id: int, kinds: tuple[ActKind, ...], on: bool | None
) -> dict[ActKind, bool]:
    """Have kinds kept or not (None: as they are); which are kept then."""
    if on is not None:
        library.behaviour.set_keeps(profile_id, on, kinds)
    return library.behaviour.keeps(profile_id)
