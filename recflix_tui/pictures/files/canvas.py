"""What every figure in a file has in common: paper, ink, letters, and the same bytes each time.

Matplotlib is imported here; who only draws on the terminal has no need of it.
"""

from __future__ import annotations

import logging
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from recflix_tui.durable import write_bytes

# Its remarks on fonts and on the user's own settings are no business of who saves a picture.
logging.getLogger("matplotlib").setLevel(logging.CRITICAL)

import matplotlib  # noqa: E402
from matplotlib import font_manager  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

if TYPE_CHECKING:
    from matplotlib.text import Text

Kind = Literal["png", "svg"]
Colours = npt.NDArray[np.uint8]
RGB = tuple[int, int, int]

WIDTH = 10.0  # inches
DPI = 160  # 1600 pixels across
LONGEST_NAME = 34  # characters of a tick, an axis, a point
TITLE_CHARACTERS, SUBTITLE_CHARACTERS = 74, 118  # what a line of the width has room for

# Letters that matplotlib's own font has not, where one of these is installed.
_OTHER_SCRIPTS = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Yu Gothic",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "Arial Unicode MS",
)


@dataclass(frozen=True)
class Inks:
    """The colours of a figure's paper and words."""

    paper: str
    """The ground, `#rrggbb`."""
    words: str
    """Titles and labels."""
    quiet: str
    """What can wait: ticks, frames, the line under the title."""
    accent: str
    """What stands out: the profile."""


PAPER = Inks("#ffffff", "#1f2328", "#59636e", "#9a6700")
NIGHT = Inks("#0d1117", "#f0f3f6", "#8b949e", "#f5b83d")


@contextmanager
def house_settings(inks: Inks) -> Iterator[None]:
    """Draw by matplotlib's defaults and the house's letters, whatever the user has set."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of letters that no font here has
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(
            {
                "font.family": _fonts(),
                "font.size": 9,
                "text.color": inks.words,
                "text.parse_math": False,
                "axes.edgecolor": inks.quiet,
                "axes.labelcolor": inks.words,
                "axes.facecolor": inks.paper,
                "xtick.color": inks.quiet,
                "ytick.color": inks.quiet,
                "svg.fonttype": "none",
                "svg.hashsalt": "recflix",
            }
        )
        yield


def new_figure(height: float, title: str, inks: Inks) -> Figure:
    """A figure of the common width and a height in inches, with its title at the left."""
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=inks.paper, layout="constrained")
    figure.get_layout_engine().set(w_pad=0.15, h_pad=0.12)  # type: ignore[union-attr, call-arg]
    heading = textwrap.fill(title, TITLE_CHARACTERS)
    as_data(figure.suptitle(heading, x=0.015, ha="left", fontsize=14, fontweight="bold"))
    return figure


def wrapped(text: str) -> str:
    """The line under the title, in as many lines as it needs."""
    return textwrap.fill(text, SUBTITLE_CHARACTERS)


def shortened(name: str) -> str:
    """A name that leaves room for others; what is cut ends in an ellipsis."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def ink(colour: RGB) -> str:
    """A colour as matplotlib takes it."""
    return "#" + bytes(colour).hex()


def as_data(*texts: Text) -> None:
    """Show texts as they are: `$` opens no formula."""
    for text in texts:
        text.set_parse_math(False)


def save(figure: Figure, file: Path, kind: Kind) -> None:
    """Write the figure whole, or leave what is there; raises OSError."""
    buffer = BytesIO()
    metadata = {"Date": None} if kind == "svg" else {"Software": None}
    figure.savefig(buffer, format=kind, metadata=metadata, facecolor=figure.get_facecolor())
    write_bytes(file, buffer.getvalue())


def _fonts() -> list[str]:
    installed = set(font_manager.get_font_names())
    return ["DejaVu Sans", *(name for name in _OTHER_SCRIPTS if name in installed)]
