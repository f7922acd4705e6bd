"""`recflix warm`."""

from __future__ import annotations

import sys
import time

from recflix_tui.commands.shared.common import Args, draw_over, open_library, say


def warm(args: Args) -> None:
    """Compile the solvers; the app does so by itself, in the background, at its first start."""
    started = time.perf_counter()
    shown = sys.stderr.isatty() and not args.json
    with open_library(args) as library:
        for name in library.models.warm():
            if shown:
                draw_over(f"compiling {name}")
    if shown:
        draw_over("")
    seconds = time.perf_counter() - started
    say(args, {"seconds": seconds}, f"the solvers are compiled ({seconds:.1f} s)")
