"""`recflix lab --lookup`: titles looked up by id, in each way and among ever more titles."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from recflix_tui.child.events import Event
from recflix_tui.commands.shared.common import Args, draw_over, open_ready, say, table
from recflix_tui.commands.shared.progress import bar, drawer
from recflix_tui.lab.errors import LabError
from recflix_tui.lab.lookup.events import LookupDone, LookupMeasured
from recflix_tui.lab.lookup.experiment import LARGEST, measure
from recflix_tui.lab.lookup.growth import exponent
from recflix_tui.lab.lookup.state import LookupState, line_of
from recflix_tui.lab.lookup.ways import Way
from recflix_tui.lab.lookup.words import NAMES, in_short, what_ten_times_takes
from recflix_tui.lab.worked.settings import WorkedSettings
from recflix_tui.pictures.log_axis import time_words
from recflix_tui.solvers.setting import settings_of


def tell(args: Args) -> None:
    """Measure, tell of each figure as the progress asked for has it, and print all of them.

    Raises LabError where the memory does not do, or a flag of the worked example is given.
    """
    _check_flags(args)
    state = LookupState()

    def draw_bar(event: Event) -> None:
        draw_over(_bar_line(state, event))

    draw = drawer(args, draw_bar)
    with open_ready(args) as library:
        dataset = library.snapshot.need_dataset()
        for event in measure(dataset, args.largest or LARGEST, args.seed or 0):
            state = state.after(event)
            draw(event)
    if args.progress != "jsonl":
        say(args, _data(state), _text(state))


def _check_flags(args: Args) -> None:
    """Refuse what belongs to the worked example: it would change nothing here."""
    worked = [name for name in settings_of(WorkedSettings) if name != "seed"]
    given = [name for name in worked if getattr(args, name) is not None]
    if given or args.overfitting or args.hold_out is not None:
        raise LabError("--lookup goes with --largest, --seed, --progress and --json alone")


def _bar_line(state: LookupState, event: Event) -> str:
    """How far it is and what was measured last, in a line; none at the end."""
    if isinstance(event, LookupDone):
        return ""
    done, of = len(state.measured), state.n_to_come
    line = f"looking up {bar(done, max(of, 1))} {done:3d}/{of}"
    if isinstance(event, LookupMeasured):
        line += f"  {NAMES[Way(event.way)]} among {event.n_titles:,}: {time_words(event.ns)}"
    return line


def _data(state: LookupState) -> dict[str, Any]:
    """All that was measured, as JSON has it."""
    started = state.started
    assert started is not None
    lines = {way: line_of(state.measured, way) for way in Way}
    return {
        "dataset": started.dataset,
        "n_items": started.n_items,
        "seed": started.seed,
        "loop_ns": started.loop_ns,
        "measured": [asdict(measured) for measured in state.measured],
        "growth": {way.value: exponent(line) for way, line in lines.items() if len(line) > 1},
        "seconds": state.seconds,
    }


def _text(state: LookupState) -> str:
    """A table of what a look-up takes, a line for each number of titles, and what it comes to."""
    ways = list(NAMES)
    lines = {way: dict(line_of(state.measured, way)) for way in ways}
    sizes = sorted({n for line in lines.values() for n in line})
    rows = [("titles", *NAMES.values())]
    for n in sizes:
        told = (time_words(lines[way][n]) if n in lines[way] else "" for way in ways)
        rows.append((f"{n:,}", *told))
    said = [in_short(state.measured), what_ten_times_takes(state.measured)]
    drawn = [line.rstrip() for line in table(rows).splitlines()]
    return "\n".join([*drawn, "", *(sentence for sentence in said if sentence)])
