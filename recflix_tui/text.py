"""Text from files and from people is data: nothing in it may steer the terminal."""

from __future__ import annotations

import re
import unicodedata

# C0 and C1 controls (escape codes start with one), and the invisible marks that
# reorder or join what stands around them, which would bend a table's columns.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC: window title, links
    r"|\x1b[@-_]"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"\s+")

_OFTEN = 0.55  # from which on a chance is told in tenths
_OF_TEN = {6: "3 in 5", 8: "4 in 5"}

LONGEST_MESSAGE = 480
"""Characters of a message that is shown."""


def clean(text: str) -> str:
    """`text` as one line of plain, printable characters, in Unicode's composed form (NFC).

    Escape sequences, control characters, bidirectional overrides, joiners and variation
    selectors are removed, unpaired surrogates replaced, runs of white space made one space.
    """
    if text.isascii() and text.isprintable():  # most are, and need none of it
        return " ".join(text.split())
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _ESCAPES.sub("", text)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))  # a line end parts words as a space does
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def as_message(text: str) -> str:
    """What a message says as one plain line, its middle left out where what it quotes is long:
    what is wrong stands at its start, and the mend at its end."""
    line = clean(text)
    if len(line) <= LONGEST_MESSAGE:
        return line
    return f"{line[: LONGEST_MESSAGE * 2 // 3]} … {line[3 - LONGEST_MESSAGE // 3 :]}"


def fold(text: str) -> str:
    """`text` for comparing: lower case, accents off (`Amélie` -> `amelie`)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def one_in(chance: float) -> str:
    """A chance in words: `3 in 5`, `1 in 6`, `1 in 140`; below a thousandth `fewer than 1 in
    1,000`."""
    if chance > _OFTEN:
        whole = min(round(chance * 10), 9)
        return _OF_TEN.get(whole, f"{whole} in 10")
    if chance < 0.001:
        return "fewer than 1 in 1,000"
    times = round(1 / chance)
    return f"1 in {times if times < 100 else round(times, -1):,}"


def nth(n: int) -> str:
    """A place in an order, counted from 1: `1st`, `12th`, `1,003rd`."""
    ending = "th" if n // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n:,}{ending}"


def with_year(title: str, year: int | None) -> str:
    """`Heat (1995)`; the title alone where the year is not known, None or 0."""
    return f"{title} ({year})" if year else title


def counted(n: int, word: str) -> str:
    """`1 rating`, `9,066 ratings`."""
    return f"{n:,} {word}{'' if n == 1 else 's'}"
