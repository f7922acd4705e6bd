"""Words that are written in more than one way: volume and vol, part and pt, two and 2 and ii."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product

_FIGURES = (
    ("1", "one", "i"),
    ("2", "two", "ii"),
    ("3", "three", "iii"),
    ("4", "four", "iv"),
    ("5", "five", "v"),
    ("6", "six", "vi"),
    ("7", "seven", "vii"),
    ("8", "eight", "viii"),
    ("9", "nine", "ix"),
    ("10", "ten", "x"),
    ("11", "eleven", "xi"),
    ("12", "twelve", "xii"),
    ("13", "thirteen", "xiii"),
)
_SHORTENED = (
    ("volume", "vol"),
    ("part", "pt"),
    ("episode", "ep"),
    ("versus", "vs"),
)
# What stands before a person's name: at the end it is the start of a longer word.
_STYLES = (("doctor", "dr"), ("mister", "mr"), ("saint", "st"))
_WAYS = {word: group for group in (*_FIGURES, *_SHORTENED, *_STYLES) for word in group}
_SPELLED_OUT = {short: word for word, short in (*_SHORTENED, *_STYLES)}
_ROMAN = {roman: figure for figure, _, roman in _FIGURES}
# Numerals that are letters, too.
_LETTERS = ("i", "v", "x")
# One spelling of a query in so many at most.
_MOST_SPELLINGS = 64


def spelled_out(word: str) -> str:
    """`word`, with what it is short for in its place: vol -> volume."""
    return _SPELLED_OUT.get(word, word)


def in_figures(words: Sequence[str]) -> list[str]:
    """The words, each in the first way of writing it: `part two` -> `part 2`."""
    if _WAYS.keys().isdisjoint(words):  # as most names are
        return list(words)
    return [ways[0] if (ways := _ways(words, at)) else word for at, word in enumerate(words)]


def number(word: str) -> int | None:
    """The number that a word is, in figures, letters or as a Roman numeral; None for others."""
    if word.isascii() and word.isdecimal() and len(word) < 5:
        return int(word)
    first = _WAYS.get(word, ("",))[0]
    return int(first) if first.isdecimal() else None


def roman_in_figures(word: str) -> str | None:
    """The figures of a Roman numeral up to xiii; None for any other word."""
    return _ROMAN.get(word)


def other_ways(words: Sequence[str], at: int, begun: bool = False) -> tuple[str, ...]:
    """The other ways of writing the word at a place: `star wars 5` at 2 -> five, v.

    begun: whether the last word may go on; a letter is then the start of a word.
    """
    if begun and at == len(words) - 1 and words[at] in _LETTERS:
        return ()
    return tuple(way for way in _ways(words, at) if way != words[at])


def spellings(words: Sequence[str], begun: bool = False) -> list[tuple[str, ...]]:
    """The words in every way of writing them, as given first; at most 64 ways."""
    ways = [(word, *other_ways(words, at, begun)) for at, word in enumerate(words)]
    return list(islice(product(*ways), _MOST_SPELLINGS))


def _ways(words: Sequence[str], at: int) -> tuple[str, ...]:
    """All ways of writing the word at a place; a letter that leads, as in `I, Robot`, and a word
    alone are no numbers."""
    group = _WAYS.get(words[at], ())
    if len(words) == 1 or (group in _STYLES and at == len(words) - 1):
        return ()
    if not group or not group[0].isdecimal():
        return group
    if at == 0 and words[at] in _LETTERS:
        return ()
    return group if at else group[:2]
