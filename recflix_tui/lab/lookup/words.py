"""What the measurements mean, in sentences made of the measured numbers alone."""

from __future__ import annotations

from collections.abc import Sequence

from recflix_tui.lab.lookup.events import LookupMeasured
from recflix_tui.lab.lookup.growth import Line, exponent, ratio, steps
from recflix_tui.lab.lookup.state import line_of
from recflix_tui.lab.lookup.ways import AT_ONCE, Way
from recflix_tui.pictures.log_axis import time_words

NAMES = {
    Way.LIST: "list",
    Way.BINARY: "binary search",
    Way.DICT: "dict",
    Way.APP: "this app",
    Way.APP_MANY: f"this app, {AT_ONCE:,} at once",
}
"""What the ways are called."""
ABOUT_THE_SAME = 1.5
"""Times are called about the same up to this ratio: so much the processor's own pace varies."""
MEMORY = "the larger the table, the less of it fits the processor's small fast cache"
"""Why what needs as many steps takes longer."""


def meaning(measured: Sequence[LookupMeasured], way: Way) -> str:
    """How a way finds a title, and what was measured of that; the first alone so far as nothing
    was."""
    line = line_of(measured, way)
    told = {Way.LIST: _list, Way.BINARY: _binary, Way.DICT: _dict, Way.APP: _app}[way]
    found = told(measured, line)
    return f"{_HOW[way]} {found}".rstrip()


def in_short(measured: Sequence[LookupMeasured]) -> str:
    """The upshot in a sentence: list against dict where most titles were; "" before both are."""
    lists, dicts = line_of(measured, Way.LIST), dict(line_of(measured, Way.DICT))
    both = [(n, t, dicts[n]) for n, t in lists if n in dicts]
    if not both:
        return ""
    n, slow, quick = both[-1]
    said = (
        f"Among {n:,} titles the dict finds one in {time_words(quick)}, the list in "
        f"{time_words(slow)}: {times(slow / quick)} times as long"
    )
    fewer = [
        f"{times(of_list / of_dict)} among {n:,}"
        for n, of_list, of_dict in reversed(both[:-1])
        if str(n).strip("0") == "1"
    ]
    return f"{said} ({', '.join(fewer)})." if fewer else f"{said}."


def what_ten_times_takes(measured: Sequence[LookupMeasured]) -> str:
    """How the time of each way grows, in a sentence; "" before two sizes were measured."""
    lines = {way: line_of(measured, way) for way in (Way.LIST, Way.BINARY, Way.DICT)}
    if any(len(line) < 2 for line in lines.values()):
        return ""
    told = [f"the {NAMES[way]} {times(10 ** exponent(line))} times" for way, line in lines.items()]
    said = f"Ten times the titles take {told[0]} as long, {told[1]}, {told[2]}"
    if ratio(lines[Way.DICT]) > ABOUT_THE_SAME:
        said += f": it opens one drawer at any size, but {MEMORY}"
    return f"{said}."


def times(value: float) -> str:
    """A ratio with two digits that count: `1.0`, `9.8`, `12`, `9,800`."""
    if float(f"{value:.2g}") < 10:
        return f"{value:.1f}"
    return f"{int(float(f'{value:.2g}')):,}"


_HOW = {
    Way.LIST: "List: reads id after id from the front until the right one comes.",
    Way.BINARY: "Binary search: the ids are in order, so it looks at the middle one and drops the "
    "half that cannot hold it, again and again.",
    Way.DICT: "Dict: a hash table. A sum over the id, its hash, says which drawer the title lies "
    "in; it opens that one, seldom a second, and reads no other id.",
    Way.APP: "This app: binary search too, over ids that lie side by side in one block of memory.",
}


def _list(measured: Sequence[LookupMeasured], line: Line) -> str:
    if len(line) < 2:
        return ""
    many, last = line[-1]
    said = f"Ten times the titles, {times(10 ** exponent(line))} times the time."
    absent = dict(line_of(measured, Way.LIST, is_there=False)).get(many)
    if absent is not None:
        said += (
            f" An id that is not there, so that all {many:,} are read: {times(absent / last)} "
            "times as long as one that is."
        )
    return said


def _binary(measured: Sequence[LookupMeasured], line: Line) -> str:
    if len(line) < 2:
        return ""
    few, many = line[0][0], line[-1][0]
    of_steps = steps(many) / steps(few)
    said = (
        f"Twice the titles, one step more: {steps(few)} steps for {few:,}, {steps(many)} for "
        f"{many:,}. {times(many / few)} times the titles took {times(ratio(line))} times as long"
    )
    if ratio(line) > of_steps * ABOUT_THE_SAME:
        return f"{said}, the steps alone {times(of_steps)}: {MEMORY}."
    return f"{said}."


def _dict(measured: Sequence[LookupMeasured], line: Line) -> str:
    if len(line) < 2:
        return ""
    few, many = line[0][0], line[-1][0]
    took = f"{time_words(line[0][1])} among {few:,}, {time_words(line[-1][1])} among {many:,}"
    if ratio(line) <= ABOUT_THE_SAME:
        return f"The same however many: {took}."
    return f"One drawer however many: {took}; {times(ratio(line))} times as long, for {MEMORY}."


def _app(measured: Sequence[LookupMeasured], line: Line) -> str:
    if not line:
        return ""
    n, one = line[-1]
    said = f"{time_words(one)} among {n:,} titles"
    many = dict(line_of(measured, Way.APP_MANY)).get(n)
    if many is not None:
        said += f", {time_words(many)} each where {AT_ONCE:,} are asked for at once"
    said += "."
    held = {m.way: m.nbytes / m.n_titles for m in measured}
    if Way.APP in held and Way.DICT in held:
        said += (
            f" The block takes {held[Way.APP]:.0f} bytes a title, the dict {held[Way.DICT]:.0f}:"
            " that is what its speed costs."
        )
    return said
