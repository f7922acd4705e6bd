"""What a layout makes of a history, before it is on the disk; and what several layouts share."""

from __future__ import annotations

import csv
import datetime
import io
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recflix_tui.history.values import Act, Did, Film, OwnHistory


@dataclass(frozen=True)
class LaidOut:
    """The files of one layout."""

    parts: Mapping[str, bytes]
    """What each holds, by what is set before the ending of the name that was asked for: "" of
    the file itself, "-2" of a further one."""
    films: frozenset[Film]
    """The films that are in them."""
    left_out: Mapping[str, int]
    """How many acts the layout cannot hold, by the reason."""
    notes: tuple[str, ...] = ()
    """What the person should know of the files, a line each."""
    is_whole: bool = False
    """Whether they are worth having also where no film is in them."""


WHAT = {
    Did.RATED: "rated",
    Did.WATCHED: "watched",
    Did.MY_LIST: "on My List",
    Did.NOT_FOR_ME: "not for me",
    Did.ABANDONED: "given up on",
}
"""What was done to a film, in the words of a count."""


def by_film(acts: Iterable[Act], kinds: Sequence[Did]) -> dict[Film, dict[Did, Act]]:
    """The acts of these kinds, film by film, in the order in which the films are first named."""
    films: dict[Film, dict[Did, Act]] = {}
    for act in acts:
        if act.did in kinds:
            films.setdefault(act.film, {})[act.did] = act
    return films


def ratings_alone(
    own: OwnHistory, whose: str, has_id: Callable[[Film], object], no_id: str
) -> tuple[list[Act], Counter[str]]:
    """The ratings of films that a layout has a number for, which holds nothing else; and how many
    acts it cannot hold, by the reason. whose: the layout's file, in words; no_id: why a film
    without a number is left out."""
    rated, left_out = [], Counter[str]()
    for act in own.acts:
        if act.did is not Did.RATED:
            left_out[f"{WHAT[act.did]}: {whose} holds ratings alone"] += 1
        elif not has_id(act.film):
            left_out[f"rated: {no_id}"] += 1
        else:
            rated.append(act)
    return rated, left_out


def csv_line(cells: Iterable[str]) -> str:
    """One line of CSV, quoted only where needed, with the line end that RFC 4180 asks for."""
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def number(value: int) -> str:
    """A year or an id; "" where it is not known."""
    return str(value) if value else ""


def day(at: float) -> str:
    """The day of a time, by UTC: `2024-03-02`; "" where no calendar has it."""
    try:
        return datetime.datetime.fromtimestamp(at, datetime.UTC).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return ""
