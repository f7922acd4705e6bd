"""Which titles of Netflix are films: it writes `Show: Season 2: The Long Shift` in the language of
the profile, and has films with colons.

An episode is what has a word for a season among its parts, a number of its episode at its end, or
three parts; what begins with a colon, as where Netflix has dropped the show's name; and what
stands with a show that other titles of the same file show to be one. All else is a film.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recflix_tui.text import fold

SAME_DAY = 3
"""Titles of one name on one day from which on they are episodes: nobody sees so many films of a
kind in a day."""
IN_ALL = 8
"""Titles of one name from which on they are episodes: hardly any row of films has so many."""

_PARTS = re.compile(r"\s*(?::\s+|:$|^:|：)\s*")
_COUNT = (
    r"(?:\d+|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eins|zwei|drei|un|une|deux|trois|uno|una|due|tre|dos|dois|tres|três)"
)
_SEASON = re.compile(
    r"(?:season|series|staffel|saison|stagione|temporada|seizoen|säsong|sæson|sesong|sezon|"
    r"sezona|sezonul|série|serie|řada|séria|évad|kausi|tuotantokausi|σεζόν|κύκλος|сезон|musim|"
    r"mùa|phần|ซีซั่น|सीज़न|الموسم|עונה|シーズン|시즌)"
    rf"\s*{_COUNT}\b.*"
    r"|\d+\.?\s*(?:staffel|évad|kausi|tuotantokausi|sezon|sezona|série|řada|séria)\b.*"
    r"|第\s*[\d一二三四五六七八九十]+\s*(?:季|部|シーズン)"
    r"|(?:a )?limited series|mini-?\s?series|mini-?serien?|miniserial|mini-?série|minissérie|"
    r"série limitée|serie limitada|série limitada|miniserie|limitierte serie|begrenzte serie|"
    r"beperkte serie|begrænset serie|begränsad serie|tv-miniserie|мини-сериал|"
    r"リミテッドシリーズ|리미티드 시리즈|限定剧|限定劇|迷你剧",
    re.IGNORECASE,
)
# What parts of films are called, and seasons as well, which have a further part behind it.
_VOLUME = re.compile(
    r"(?:part|parte|partie|teil|del|deel|osa|část|časť|część|часть|kısım|bölüm|book|livre|buch|"
    r"libro|livro|volume|volumen|vol\.|band|chapter|chapitre|kapitel|capítulo|capitolo|universe|"
    r"universo|collection|colección|coleção|パート|파트)"
    rf"\s*{_COUNT}\b.*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d")  # a season in a language that is not known here
_EPISODE_WORD = (
    r"(?:episode|épisode|episodio|episódio|folge|aflevering|avsnitt|afsnit|jakso|odcinek|epizoda|"
    r"epizód|epizod|bölüm|эпизод|серия|επεισόδιο|エピソード|에피소드)"
)
_EPISODE = re.compile(
    rf"{_EPISODE_WORD}\s*\d+\b.*|\d+\.\s*(?:bölüm|epizód|rész|díl|jakso)\b.*|第\s*\d+\s*[話话集回].*",
    re.IGNORECASE,
)
# Films of three parts: `Star Wars: Episode IV: A New Hope`, `Fear Street: Part 1: 1994`.
_FILM_OF_THREE = re.compile(r"episode [ivx]+: .+|[^:]+: (?:19|20)\d\d", re.IGNORECASE)
_EPISODE_AT_END = re.compile(
    rf"\((?:{_EPISODE_WORD}|capítulo|kapitel|chapter|chapitre|ep\.?)\s*\d+\)$", re.IGNORECASE
)
_CLIP = re.compile(
    r"(?:clip|trailer|teaser|bande-annonce|tráiler)\s*\d*\s*:|_hook_|_clip_|_backfill"
    r"|\((?:trailer|teaser|clip|bande-annonce|tráiler)[^()]*\)$",
    re.IGNORECASE,
)


def is_clip(title: str) -> bool:
    """Whether this is a trailer or a clip, by its title."""
    found = _CLIP.search(title)
    return bool(found and (found.start() == 0 or title[found.start()] in "_("))


@dataclass(frozen=True)
class Shows:
    """The shows that the titles of one export are known to be of."""

    names: frozenset[str]
    """What they are called, folded."""

    def show_of(self, title: str) -> str | None:
        """The show that a title is an episode of, "" where its name is gone; None of a film."""
        sure = _surely_of(title)
        if sure is not None:
            return sure
        parts = _parts(title)
        names = (_name(parts[:n]) for n in range(1, len(parts)))
        return next((name for name in names if fold(name) in self.names), None)

    def is_show(self, title: str) -> bool:
        """Whether a title is the name of a show."""
        return fold(title) in self.names


def find_shows(titles: Iterable[tuple[str, str]]) -> Shows:
    """The shows among titles, each with the day on which it was watched, however it is written."""
    names: set[str] = set()
    episodes: dict[str, dict[str, set[str]]] = {}
    for title, day in titles:
        sure = _surely_of(title)
        if sure is not None:
            names.add(fold(sure))
            continue
        first, *others = _parts(title)
        if others:
            episodes.setdefault(fold(first), {}).setdefault(day, set()).add(fold(title))
    for name, days in episodes.items():
        most = max(len(seen) for day, seen in days.items() if day) if any(days) else 0
        if most >= SAME_DAY or len(set().union(*days.values())) >= IN_ALL:
            names.add(name)
    return Shows(frozenset(names - {""}))


def _surely_of(title: str) -> str | None:
    """The show that a title names by its own form; None where it may be a film."""
    first, *others = parts = _parts(title)
    if not first and others:
        return ""
    for n, part in enumerate(others, start=1):
        if _SEASON.fullmatch(part) or _EPISODE.fullmatch(part):
            return _name(parts[:n])
    if _EPISODE_AT_END.search(title):
        return _name(parts[:-1] or parts)
    if len(others) < 2 or _is_film_of_three(others):
        return None
    for n, part in enumerate(others[:-1], start=1):
        if _VOLUME.fullmatch(part) or _NUMBERED.search(part):
            return _name(parts[:n])
    return _name(parts[:-1])


def _is_film_of_three(others: list[str]) -> bool:
    """Whether what follows the name is of a film all the same, as in `The Long Saga: Breaking
    Day: Part 1`."""
    if len(others) > 2:
        return False
    in_parts = _VOLUME.fullmatch(others[1]) and not _VOLUME.fullmatch(others[0])
    return bool(in_parts or _FILM_OF_THREE.fullmatch(": ".join(others)))


def _name(parts: list[str]) -> str:
    return ": ".join(parts)


def _parts(title: str) -> list[str]:
    return _PARTS.split(title.strip())
