"""What is compared of a name: its words, less what services spell in more than one way."""

from __future__ import annotations

import re
from typing import NamedTuple

from recflix_tui.dataset.search.names import signs
from recflix_tui.dataset.search.same_words import in_figures
from recflix_tui.dataset.search.terms import words
from recflix_tui.text import fold

# What a name may go without: `Avengers`, `The Avengers`.
_ARTICLE = re.compile(
    r"(?:(the|[aà]|an|la|le|les|el|los|las|il|lo|gli|i|un|une|una|der|die|das|den|ein|eine|de|het|een"
    r"|det|en|ett|os|as|um|uma) (?=\W*\w)|(l)['’‘`´] ?(?=\w)|(ha)-(?=\w))",
    re.IGNORECASE,
)
# Letters that are one word: `F.I.S.T.`, `M*A*S*H`.
_LETTERS = re.compile(r"\b[^\W\d_](?:[.*][^\W\d_])+\b")
_BETWEEN = re.compile(r"[.*]")
# What parts a name: "Star Wars: Episode IV - A New Hope", "Dr. Strangelove or: How I Learned".
_PARTING = re.compile(r",?\s+or:?\s+(?=[A-Z])|:\s+(?:[Oo]r,?\s+)?|\s+[-–—/]\s*|[-–—]\s+")
# A part that tells but which of a series it is: `Part II`, `Vol. 2`.
_NUMBER = re.compile(r"(?:part|volume|episode|chapter|book)?(?:\d+|[ivxl]+)")
# Whose film it is: "Bram Stoker's Dracula", "Lee Daniels' The Butler".
_WHOSE = re.compile(r"(?:\w+\.? ){1,2}\w+(?:['’]s|s['’]) (?=\w)")
# Without one of these no name has parts.
_MAY_HAVE_PARTS = re.compile(r"[:–—/'’-]| or ")
# Words that come and go where names are but alike.
_SMALL = frozenset(["the", "a", "an", "and", "part", "volume", "episode", "chapter"])
_FIGURES = re.compile(r"\d+")
_ROMAN = re.compile(r"(?=[ivxl]{2})l?x{0,3}(?:ix|iv|v?i{0,3})")


class Name(NamedTuple):
    """A name, taken apart."""

    article: str
    """That it begins with, in small letters; "" where it has none."""
    words: str
    """The others, folded, numbers in figures; the signs of a name that has no words."""

    @property
    def key(self) -> str:
        """What all spellings of the name have in common."""
        return self.words.replace(" ", "")


def taken_apart(name: str) -> Name:
    """`L'Avventura` is Avventura, `Rocky II` is `rocky 2`, `F.I.S.T.` is fist."""
    article = ""
    found = _ARTICLE.match(name)
    if found:
        article = fold(found[1] or found[2] or found[3])
        name = name[found.end() :]
    if "+" in name:
        name = name.replace("+", " and ")
    if "." in name or "*" in name:
        name = _LETTERS.sub(lambda found: _BETWEEN.sub("", found[0]), name)
    return Name(article, " ".join(in_figures(words(name))) or signs(name))


def parts_of(name: str) -> tuple[str, ...]:
    """The keys of the parts of a name, the main one first; fewer than two where it has none.

    Whose film it is, is a part: `Bram Stoker's Dracula` is dracula and bramstokers.
    """
    if not _MAY_HAVE_PARTS.search(name):
        return ()
    parts = [part for part in _PARTING.split(name) if part]
    whose = _WHOSE.match(name)
    if whose and len(parts) == 1:
        parts = [name[whose.end() :], whose[0]]
    keys = (taken_apart(part).key for part in parts) if len(parts) > 1 else ()
    return tuple(key for key in keys if key)


def is_number(part: str) -> bool:
    """Whether the key of a part says no more than which one of a series it is."""
    return bool(_NUMBER.fullmatch(part))


def lean(text: str) -> list[str]:
    """The words of `Name.words` that names which are alike have in common."""
    own = text.split(" ")
    return [word for word in own if word not in _SMALL] or own


def marks(text: str) -> list[str]:
    """What tells one part of a series from another: figures, numerals and letters alone."""
    found = _FIGURES.findall(text)
    for word in text.split(" "):
        if word not in _SMALL and (
            (len(word) == 1 and not word.isdecimal()) or _ROMAN.fullmatch(word)
        ):
            found.append(word)
    return sorted(found)
