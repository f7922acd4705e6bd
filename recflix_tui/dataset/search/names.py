"""The titles that are called so, among all there are: a name is looked up, never searched for."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.search.lexicon import Lexicon, Texts
from recflix_tui.dataset.search.same_words import in_figures, spelled_out, spellings
from recflix_tui.dataset.search.terms import without_article, words
from recflix_tui.dataset.title_names import other_names
from recflix_tui.text import fold

Items = NDArray[np.int32]
Mask = NDArray[np.bool_]
# Signs that are drawn in more than one way.
_SIGNS = str.maketrans({**dict.fromkeys("’‘`´ʻʼ′", "'"), **dict.fromkeys("“”„«»″", '"')})
_SIGNS |= str.maketrans({**dict.fromkeys("‐‑–—−", "-"), "…": "...", "&": " and "})
_WORD = re.compile(r"[^\W_]+")
_SHORT = re.compile(r"\b([a-z]+)\b\.?")
# What a name has beyond these words is passed over where it is looked up.
MOST_WORDS = 40
# "Birdman or (The Unexpected Virtue of Ignorance)" is called Birdman.
_OR = re.compile(r"\W+or$", re.IGNORECASE)


def names_of(shown: str) -> list[str]:
    """Every name of a title as shown: all of it, its main name and those in brackets."""
    main, others = other_names(shown)
    shortest = _OR.sub("", main) if others else main
    return list(dict.fromkeys([shown, main, shortest, *others]))


def spelt(name: str) -> str:
    """A name, less what nobody means by it: case, accents, curly quotes, doubled blanks,
    `&` for `and`, `Vol.` for `Volume`, `II` for `2`."""
    plain = _SHORT.sub(_long_form, fold(name.translate(_SIGNS)))
    figures = iter(in_figures(_WORD.findall(plain)))
    return " ".join(_WORD.sub(lambda _: next(figures), plain).split())


def _long_form(found: re.Match[str]) -> str:
    long = spelled_out(found[1])
    return found[0] if long == found[1] else long


def worded(name: str) -> str:
    """The words of a name, its signs passed over; these alone where it has no words."""
    return " ".join(in_figures(words(name))) or signs(name)


def closed_up(name: str) -> str:
    """The same without a leading article, closed up: `Wall-E` is `WALL·E` and `Walle`.

    An article is a word of its own: `A.I.` is not `I`.
    """
    bare = without_article(" ".join(fold(name).split()))
    return worded(bare or name).replace(" ", "")


def signs(name: str) -> str:
    """The signs of a name that has no words, closed up; "" for a name of words."""
    return "" if words(name) else "".join(fold(name).split())


# When two spellings are one name, the closest first.
CLOSENESS: tuple[Callable[[str], str], ...] = (spelt, worded, closed_up)


def called(keys: Lexicon, texts: Texts, name: str, among: Mask | None = None) -> Items:
    """The items, (n,) int32, ascending, that have the name, only `among` some (n_items,) if given.

    All titles are looked at. Where some have it in a closer spelling than others (`CLOSENESS`),
    only these are given. Several names are one where they are all of one title: `Seven (Se7en)`.
    """
    main, others = other_names(name)
    found = np.unique(np.concatenate([_candidates(keys, texts, n) for n in (name, main)]))
    if among is not None:
        found = found[among[found]]
    names = [names_of(texts.at(int(i)).decode()) for i in found]
    for form in CLOSENESS:
        whole, parts = form(name), {form(part) for part in (main, *others)} - {""}
        fits = []
        for own in names:
            forms = {form(n) for n in own}
            fits.append(whole in forms - {""} or (others != [] and parts <= forms))
        if any(fits):
            closest: Items = found[np.array(fits)]
            return closest
    return found[:0]


def of_signs(texts: Texts, query: str) -> Items:
    """The items, (n,) int32, with a name of signs alone that begins with the signs of `query`."""
    found = _begun_by_sign(texts, query)
    sought = signs(query)
    fits = [
        any(signs(name).startswith(sought) for name in names_of(texts.at(int(i)).decode()))
        for i in found
    ]
    begun: Items = found[np.array(fits, bool)]
    return begun


def _candidates(keys: Lexicon, texts: Texts, name: str) -> Items:
    """The items one of whose names may be this one."""
    typed = words(name)[:MOST_WORDS]
    if not typed:
        return _begun_by_sign(texts, name)
    # A key of each name is closed up, without its article: see terms.py. No name of a title may be
    # all that is typed: the keys of "(500) Days of Summer" are 500 and Days of Summer.
    parts = [part for at in range(1, len(typed)) for part in (typed[:at], typed[at:])]
    ways = (without_article(" ".join(way)) for way in (*spellings(typed), *parts))
    found = [keys.exactly(f"{way}{end}".replace(" ", "")) for way in ways for end in ("", "or")]
    return np.concatenate(found)


def _begun_by_sign(texts: Texts, name: str) -> Items:
    """The items one of whose names, or a bracket of whose, begins with the first of the signs."""
    first = name.strip()[:1].encode()
    if not first:
        return np.empty(0, np.int32)
    at = np.flatnonzero(texts.text == first[0])
    item = np.searchsorted(texts.ends, at, side="right")
    starts = at == np.concatenate([[0], texts.ends[:-1]])[item]
    begun = starts | np.isin(texts.text[at - 1], np.frombuffer(b"( ", np.uint8))
    return np.unique(item[begun]).astype(np.int32)
