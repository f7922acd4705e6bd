"""Small programs that stand in for a training, and what such a one tells."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence

from recflix_tui.child.events import Event
from recflix_tui.training.events import EpochDone

Programs = Callable[..., None]
"""Have a program run instead of the training: the events that it tells, and what it does then."""

# A search for the best number of epochs: the training error falls, the holdout's turns up.
SEARCH = [
    EpochDone(n, 40, 1.1 * 0.93**n, 1.05 - 0.02 * n + 0.0008 * n * n, 0.2, 12.4)
    for n in range(1, 19)
]


def telling(events: Sequence[Event], then: str = "", first: str = "") -> list[str]:
    """The command of a program that tells these events, then runs a line of Python.

    first: a line that it runs before it tells anything.
    """
    text = json.dumps("".join(event.to_json() + "\n" for event in events))
    code = f"import sys,time\n{first}\nsys.stdout.write({text}); sys.stdout.flush()\n{then}"
    return [sys.executable, "-c", code]
