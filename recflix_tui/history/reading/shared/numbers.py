"""Years and ids as exports write them; 0 for what is none."""

from __future__ import annotations

import re
from functools import lru_cache

_YEAR = re.compile(r"(?:18[7-9]|19\d|20\d)\d(?!\d)")
_IMDB = re.compile(r"(?:.*\btt)?(\d{1,10})(?!\d).*", re.ASCII)
_WHOLE = re.compile(r"(\d{1,10})(?:\.0*)?", re.ASCII)


def year_of(said: object) -> int:
    """The year that a cell begins with: `1987`, `2009–2013`, `1987-10-02`."""
    return _year_of(_text(said))


@lru_cache(maxsize=4096)  # there are few of them
def _year_of(text: str) -> int:
    match = _YEAR.match(text)
    return int(match[0]) if match else 0


def imdb_number(said: object) -> int:
    """An id at IMDb without its letters: `tt0133093`, `0133093`, or the address of its page."""
    text = _text(said)
    match = _IMDB.fullmatch(text) if "tt" in text else _WHOLE.fullmatch(text)
    return int(match[1]) if match else 0


def whole_number(said: object) -> int:
    """An id of digits: `603`, or `603.0` after a spreadsheet."""
    match = _WHOLE.fullmatch(_text(said))
    return int(match[1]) if match else 0


def _text(said: object) -> str:
    return str(said).strip() if isinstance(said, (str, int, float)) else ""
