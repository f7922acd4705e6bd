"""What the preview of an import says: figures, what is left out, what each film may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from recflix_tui.library.history.did_words import DID_WORDS
from recflix_tui.library.history.histories import MANY_ACTS
from recflix_tui.library.history.values import Fate, PlannedFilm
from recflix_tui.library.lookup import title_with_year
from recflix_tui.text import clean, counted
from recflix_tui.widgets.cells import fit, shorten_title
from recflix_tui.widgets.marks import GAVE_UP, MY_LIST, NOT_FOR_ME, WATCHED, Sign
from recflix_tui.widgets.matches.match_list import MatchRow

if TYPE_CHECKING:
    from recflix_tui.dataset.dataset import Dataset
    from recflix_tui.history.values import Film
    from recflix_tui.library.history.values import Plan, PlannedAct

FATES = {
    Fate.NEW: "new",
    Fate.CHANGES: "change yours",
    Fate.SAME: "here already",
    Fate.KEPT: "yours is newer",
    Fate.OFF: "you took off",
    Fate.TWICE: "named twice",
}
SELDOM = (Fate.OFF, Fate.TWICE)
"""What is said only where there is any of it."""
NEW_WAITING = "of these waiting"
HOW = {
    "id": "by its id",
    "exact": "by name and year",
    "fuzzy": "a name like it",
    "chosen": "as was said here",
}
"""How a film was found, where the words of the matching say too little."""
SIGNS: Mapping[str, Sign] = {
    "watched": WATCHED,
    "my_list": MY_LIST,
    "not_for_me": NOT_FOR_ME,
    "abandoned": GAVE_UP,
}
COLUMN = 26  # cells of a figure with its name, at most
FIGURE = 22  # cells to the end of its number, at most
LONGEST_FILE = 36  # cells
MAY_BE_OTHERS = ("found that may be another", "found that may be others")
WAIT = ("waits", "wait")
LEFT_OUT = ("left out", "left out")
UNSURE_NOTE = "imported, to be reviewed afterwards"
WAITING_NOTE = "kept; each counts once it is found"
SURE = ("found surely", "found surely")
SURE_NOTE = "look whether each is the right one"
NOTHING_OPEN = "every film was found surely"
NOTHING_NEW = "There is nothing new in it: importing it would change nothing."
NOTHING_THERE = "There is nothing in it that can be imported."


def heading_words(plan: Plan, name: str) -> Content:
    """`Letterboxd  mine.zip · for Ada`."""
    file = shorten_title(clean(plan.file), LONGEST_FILE)
    return Content.assemble((f"{plan.export.name}   ", "bold"), (f"{file} · for {name}", "$muted"))


def figures(plan: Plan) -> list[list[tuple[str, int]]]:
    """The three columns of figures: what was done, what becomes of it, which films."""
    dids = [(DID_WORDS[did], n) for did, n in plan.dids.items() if n]
    said = [fate for fate in Fate if fate not in SELDOM or plan.fates[fate]]
    fates = [(FATES[fate], plan.fates[fate]) for fate in said]
    if plan.new_waiting:
        fates.insert(1, (NEW_WAITING, sum(plan.new_waiting.values())))
    export = plan.export
    films = [
        ("found surely", len(plan.sure)),
        ("unsure", len(plan.unsure)),
        ("waiting", len(plan.waiting)),
        ("series left out", export.n_series),
        ("rows left out", len(export.left_out)),
    ]
    return [dids, fates, films]


def figure_words(plan: Plan, width: int) -> Content:
    """The figures in three columns, a line each."""
    columns = figures(plan)
    room = min(width // len(columns), COLUMN)
    end = min(FIGURE, room - 2)
    lines = []
    for n in range(max(map(len, columns))):
        parts = []
        for column in columns:
            label, number = column[n] if n < len(column) else ("", 0)
            said = f"{number:,}" if label else ""
            name = fit(label, end - cell_len(said))  # the picture keeps no leading blank
            tone = "$accent" if number else "$muted"
            parts += [
                Content.styled(name, "$muted"),
                Content.styled(fit(said, room - end + cell_len(said)), tone),
            ]
        lines.append(Content("").join(parts))
    return Content("\n").join(lines)


def notes_words(plan: Plan) -> str:
    """What the person should know of how it was read."""
    return " · ".join(clean(note) for note in plan.export.notes)


def ask_words(plan: Plan) -> Content:
    """What enter does, in a line."""
    n = len(plan.to_do)
    if not n:
        words = NOTHING_NEW if plan.acts else NOTHING_THERE
        return Content.styled(words, "$foreground")
    copy = "; a copy is kept first" if n > MANY_ACTS else ""
    return Content.assemble(
        ("enter ", "$accent bold"), f"imports {_acts(n)}{copy}", (" · u undoes it all", "$muted")
    )


def _acts(n: int) -> str:
    return f"{n:,} ratings and marks" if n != 1 else "one rating or mark"


# --- the list -------------------------------------------------------------------------------


def match_rows(plan: Plan, dataset: Dataset) -> list[MatchRow]:
    """The films that may be others, those that wait, what is left out, and last the films that were
    found surely, under headings."""
    done = acts_by_film(plan.acts)
    unsure = [_row(film, done, title_with_year(dataset, film.item)) for film in plan.unsure]
    waiting = [
        _row(film, done, may_be(dataset, film.near))
        for film in sorted(plan.waiting, key=lambda film: not film.near)
    ]
    sure = sorted(plan.sure, key=lambda film: film.film.title.casefold())
    surely = [_row(film, done, title_with_year(dataset, film.item)) for film in sure]
    twice = named_twice(plan.acts)
    surely = [
        replace(row, note=FATES[Fate.TWICE]) if film in twice else row
        for film, row in zip(sure, surely, strict=True)
    ]
    nothing_open = len(plan.sure) == len(plan.films) and not plan.export.left_out
    sure_note = NOTHING_OPEN if nothing_open else SURE_NOTE
    rows: list[MatchRow] = []
    for name, note, own in (
        (_heading(len(unsure), "film", *MAY_BE_OTHERS), UNSURE_NOTE, unsure),
        (_heading(len(waiting), "film", *WAIT), WAITING_NOTE, waiting),
        (_heading(len(plan.export.left_out), "row", *LEFT_OUT), "", left_out_rows(plan)),
        (_heading(len(surely), "film", *SURE), sure_note, surely),
    ):
        if own:
            blank = [MatchRow("", is_film=False)] if rows else []
            rows += [*blank, MatchRow(name, note=note, is_heading=True), *own]
    return rows


def _heading(n: int, what: str, one: str, several: str) -> str:
    return f"{counted(n, what)} {one if n == 1 else several}"


def acts_by_film(acts: Iterable[PlannedAct]) -> Mapping[PlannedFilm, str]:
    """What was done to each film, as stars and signs."""
    done: dict[PlannedFilm, str] = {}
    for act in acts:
        did = act.act.did.value
        sign = f"{act.act.value:g}" if did == "rated" else SIGNS[did].sign
        before = done.get(act.film, "")
        done[act.film] = f"{sign} {before}" if did == "rated" else before + sign
    return done


def named_twice(acts: Iterable[PlannedAct]) -> Set[PlannedFilm]:
    """The films of which nothing is taken, as the file has them in another way too."""
    of: dict[bool, set[PlannedFilm]] = {True: set(), False: set()}
    for act in acts:
        of[act.fate is Fate.TWICE].add(act.film)
    return of[True] - of[False]


def _row(film: PlannedFilm, done: Mapping[PlannedFilm, str], target: str) -> MatchRow:
    note = HOW.get(film.how, film.how)
    name = clean(film.film.title) or _number(film.film)
    return MatchRow(name, film.film.year, done.get(film, "").strip(), target, note)


def _number(film: Film) -> str:
    """What a film without a name is called."""
    numbers = ((film.movie_id, "movie {}"), (film.imdb_id, "tt{:07}"), (film.tmdb_id, "TMDB {}"))
    return next((words.format(n) for n, words in numbers if n), "without a name")


def may_be(dataset: Dataset, near: Sequence[int]) -> str:
    """The likeliest of several titles, and how many more there are; empty for none."""
    if not near:
        return ""
    more = f" or {len(near) - 1} more" if len(near) > 1 else ""
    return f"{title_with_year(dataset, near[0])}?{more}"


def left_out_rows(plan: Plan) -> list[MatchRow]:
    """How many rows are left out for each reason, with the first of them."""
    rows = plan.export.left_out
    counts = Counter(row.reason for row in rows)
    return [
        MatchRow(
            f"{clean(reason)}: {', '.join(_examples(plan, reason))}",
            figure=f"{n:,}",
            is_film=False,
        )
        for reason, n in counts.most_common()
    ]


def _examples(plan: Plan, reason: str) -> Iterator[str]:
    """The first rows that are left out for a reason, as their titles or where they stand."""
    rows = [row for row in plan.export.left_out if row.reason == reason]
    for row in rows[:3]:
        yield clean(row.title) or f"{clean(row.file)} line {row.line}"
    if len(rows) > 3:
        yield "…"
