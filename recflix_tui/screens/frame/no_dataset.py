"""What every screen shows in place of its own while no dataset is in use."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from recflix_tui.screens.background.host import Host

IMPORT = "recflix dataset import PATH"


class NoDataset(Static):
    """Says why there is nothing to show, and what to press."""

    def __init__(self) -> None:
        super().__init__(id="no-dataset", markup=False)


def why_none(host: Host) -> str:
    """Why no dataset is in use, in a sentence."""
    if host.library.snapshot.dataset_problem is not None:
        return host.library.snapshot.dataset_problem
    if host.gone_dataset:
        return f"The dataset {host.gone_dataset} was removed, on the command line or elsewhere."
    return "No dataset is in use."


def no_dataset_content(host: Host, others: Sequence[str]) -> Content:
    """What happened, and what to press. others: the datasets that could be used."""
    ways = [("ctrl+o", "open the sample data")]
    if others:
        ways.insert(0, ("ctrl+p", f"use another dataset: {', '.join(others)}"))
    lines = [Content(why_none(host)), Content.styled("What was rated here is kept.", "$muted")]
    lines.append(Content(""))
    lines += [
        Content.assemble((f"{key}  ", "$accent bold"), (does, "$foreground")) for key, does in ways
    ]
    lines += [
        Content(""),
        Content.styled("or import one in a shell, and it opens here by itself:", "$muted"),
        Content(IMPORT),
    ]
    return Content("\n").join(lines)
