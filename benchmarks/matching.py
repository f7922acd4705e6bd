"""`python -m benchmarks.matching --catalogue movies.csv`: how many films are matched right that are
named otherwise than in a catalogue, how many wrong, and how long it takes.

Real titles, drawn at random, are written as other services write them: articles moved or dropped,
accents, brackets and subtitles dropped, `&` for `and`, `Vol.` for `Volume`, figures for numerals,
another case or curly quotes, another of their names, a year beside, a letter wrong. Of some the
title itself is taken out of the catalogue first: these are matched right where nothing is found.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from recflix_tui.dataset.matching.matcher import Found, Matcher, Wanted
from recflix_tui.dataset.title_names import Title, other_names, read_title

ABSENT = 0.05  # of the titles are not in the catalogue
YEAR_OFF = 0.08  # of the titles are of the year before or after
_LEADING = re.compile(r"^(The|A|An|La|Le|Les|El|Der|Die|Das|Il) (\w.*?)(?= \(|$)")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class Titles:
    """A catalogue that nobody rated and that has no ids."""

    def __init__(self, titles: Sequence[Title]) -> None:
        self._titles = titles
        self.n_items = len(titles)
        self.years = np.array([title.year for title in titles], np.int16)
        self.counts = np.zeros(len(titles), np.int32)
        self.imdb_ids = self.tmdb_ids = np.zeros(len(titles), np.int64)

    def title(self, i: int) -> str:
        return self._titles[i].shown


@dataclass(frozen=True)
class Change:
    """One way of writing a title otherwise."""

    name: str
    """What it is called in the table."""
    share: float
    """Of the titles that it changes, how many it is done to."""
    change: Callable[[str, random.Random], str]
    """From a title to another way of writing it; the same where there is nothing to change."""


def _other_name(title: str, drawn: random.Random) -> str:
    names = [name for name in other_names(title)[1] if len(name) > 2]
    return drawn.choice(names) if names else title


def _numbers(title: str, drawn: random.Random) -> str:
    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word.isdecimal():
            return _ROMAN[int(word)] if 1 < int(word) < len(_ROMAN) else word
        return str(_ROMAN.index(word)) if word in _ROMAN[2:] else word

    # The first word is a name of its own: "V for Vendetta".
    return re.sub(r"(?<=\s)(?:[IVX]+|\d{1,2})(?![\w'.])", other, title)


def _typo(title: str, drawn: random.Random) -> str:
    """A letter wrong, lost, doubled or changed places with the next one."""
    places = [at for at in range(1, len(title) - 1) if title[at : at + 2].isalpha()]
    if not places:
        return title
    at = drawn.choice(places)
    one, two = title[at], title[at + 1]
    ways = (drawn.choice("abcdefghijklmnoprstuvwy") + two, two, one + one + two, two + one)
    return title[:at] + drawn.choice(ways) + title[at + 2 :]


def _no_accents(title: str, drawn: random.Random) -> str:
    parted = unicodedata.normalize("NFD", title)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def _volume(title: str, drawn: random.Random) -> str:
    ways = {"Volume": "Vol.", "Part": "Pt.", "Vol": "Volume", "Pt": "Part"}
    return re.sub(r"\b(Volume|Part|Vol|Pt)\b\.?", lambda found: ways[found[1]], title)


def _and(title: str, drawn: random.Random) -> str:
    return title.replace(" & ", " and ") if " & " in title else title.replace(" and ", " & ")


def _case(title: str, drawn: random.Random) -> str:
    return drawn.choice((title.lower, title.upper, title.title))()


CHANGES = (
    Change("another of its names", 0.3, _other_name),
    Change("brackets dropped", 0.7, lambda title, _: other_names(title)[0]),
    Change("subtitle dropped", 0.15, lambda title, _: re.split(r": | - ", title)[0]),
    Change("colon to dash", 0.3, lambda title, _: title.replace(": ", " - ")),
    Change("& and and", 0.6, _and),
    Change("Vol., Pt.", 0.7, _volume),
    Change("numerals", 0.6, _numbers),
    Change("accents dropped", 0.6, _no_accents),
    Change("article dropped", 0.2, lambda title, _: _LEADING.sub(r"\2", title)),
    Change("article moved", 0.2, lambda title, _: _LEADING.sub(r"\2, \1", title)),
    Change("case", 0.1, _case),
    Change("curly quotes", 0.7, lambda title, _: title.replace("'", "’")),
    Change("a letter wrong", 0.03, _typo),
)

YEAR, AS_IS = "a year beside", "as it is"


@dataclass(frozen=True)
class Case:
    """A film that is asked for."""

    wanted: Wanted
    """As it is written."""
    changes: tuple[str, ...]
    """What was done to its title."""
    item: int
    """Its item in the catalogue, -1 where it was taken out."""


def changed(title: Title, drawn: random.Random) -> tuple[Wanted, tuple[str, ...]]:
    """A title as another service may write it, and what was done to it."""
    name, done = title.shown, []
    for change in CHANGES:
        if drawn.random() < change.share:
            other = change.change(name, drawn).strip()
            if other and other != name:
                name = other
                done.append(change.name)
    year = title.year
    if drawn.random() < YEAR_OFF:
        year += drawn.choice((-1, 1))
        done.append(YEAR)
    return Wanted((name,), year), tuple(done) or (AS_IS,)


def made_up(titles: Sequence[Title], n: int, seed: int) -> tuple[Titles, list[Case]]:
    """A catalogue, and `n` films to be found in it; titles without a year are never asked for."""
    drawn = random.Random(seed)
    dated = [item for item, title in enumerate(titles) if title.year]
    asked = drawn.sample(dated, min(n, len(dated)))
    gone = set(asked[: round(ABSENT * len(asked))])
    left = [item for item in range(len(titles)) if item not in gone]
    place = {item: at for at, item in enumerate(left)}
    cases = [Case(*changed(titles[item], drawn), place.get(item, -1)) for item in asked]
    drawn.shuffle(cases)
    return Titles([titles[item] for item in left]), cases


RIGHT, WRONG, LEFT = "right", "wrong", "left"


def judged(case: Case, found: Found) -> str:
    """Whether a film was matched right; one that is not there is, where nothing was found."""
    if found.item == case.item:
        return RIGHT
    return LEFT if found.item < 0 else WRONG


def table(cases: Sequence[Case], found: Sequence[Found]) -> Iterator[str]:
    """Lines of Markdown: how many were matched right, wrong and not, by what was done to them."""
    yield "| | films | right | wrong | left for review |"
    yield "| --- |" + " ---: |" * 4
    there = [(case, one) for case, one in zip(cases, found, strict=True) if case.item >= 0]
    gone = [(case, one) for case, one in zip(cases, found, strict=True) if case.item < 0]
    kinds = [AS_IS, *(change.name for change in CHANGES), YEAR]
    rows = {"in the catalogue": there, "not in it": gone}
    rows |= {kind: [pair for pair in there if kind in pair[0].changes] for kind in kinds}
    for name, pairs in rows.items():
        told = Counter(judged(case, one) for case, one in pairs)
        shares = " | ".join(
            f"{told[kind]:,} ({told[kind] / max(len(pairs), 1):.2%})"
            for kind in (RIGHT, WRONG, LEFT)
        )
        yield f"| {name} | {len(pairs):,} | {shares} |"
    wrong = sum(judged(case, one) == WRONG for case, one in zip(cases, found, strict=True))
    yield ""
    yield f"Wrong of all: {wrong:,} of {len(cases):,} ({wrong / len(cases):.2%})."
    hows = Counter(str(one.how) for one in found if one.item >= 0)
    yield "Found by: " + ", ".join(f"{how} {count:,}" for how, count in hows.most_common()) + "."


def told(case: Case, found: Found, catalogue: Titles) -> str:
    """A line that says what became of a film."""

    def named(item: int) -> str:
        return f"{catalogue.title(item)} ({catalogue.years[item]})" if item >= 0 else "none"

    near = f"; near: {', '.join(map(named, found.near))}" if found.near else ""
    return (
        f"{judged(case, found)}: {case.wanted.titles[0]} ({case.wanted.year}) is "
        f"{named(case.item)}, found {named(found.item)}, {found.how or 'not'}{near}"
    )


def read(path: Path) -> list[Title]:
    """The titles of a movies.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        return [read_title(row["title"], int(row["movieId"])) for row in csv.DictReader(file)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--catalogue", type=Path, required=True, help="a movies.csv")
    parser.add_argument("--n", type=int, default=5000, help="how many films are asked for")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", choices=(WRONG, LEFT), help="also print these, one a line")
    asked = parser.parse_args()
    catalogue, cases = made_up(read(asked.catalogue), asked.n, asked.seed)
    began, worked = time.perf_counter(), time.process_time()
    found = Matcher(catalogue).match([case.wanted for case in cases])
    took, worked = time.perf_counter() - began, time.process_time() - worked
    print(*table(cases, found), sep="\n")
    size = f"{len(cases):,} films among {catalogue.n_items:,} titles"
    print(f"{size}: {took:.2f} s, {worked:.2f} s of CPU.")
    for case, one in zip(cases, found, strict=True):
        if judged(case, one) == asked.show:
            print(told(case, one, catalogue))


if __name__ == "__main__":
    main()
