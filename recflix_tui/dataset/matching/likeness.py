"""Whether two names differ by slips alone, and how alike two are at all."""

from __future__ import annotations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from recflix_tui.dataset.matching.names import marks

# A word of fewer letters is near to too many others: `Man` and `Men`.
_SHORTEST = 4
# From so many letters on, a word may have a slip more, and so may a name.
_LONG_WORD, _LONG_NAME = 9, 16


def slips(one: str, other: str) -> int | None:
    """By how many slips of one letter two names in lean words differ; None where they are two.

    A number, a numeral and a letter alone tell one part of a series from another: never a slip.
    """
    ours, theirs = one.split(" "), other.split(" ")
    if len(ours) != len(theirs) or marks(one) != marks(other):
        return None
    if ours != theirs and sorted(ours) == sorted(theirs):
        return 0
    total = 0
    for word, another in zip(ours, theirs, strict=True):
        if word != another:
            if f"{word}s" == another or f"{another}s" == word or word[1:] == another[1:]:
                return None  # Step Brother and Step Brothers, The Gambler and The Rambler
            most = _most(word, another, long=len(one) >= _LONG_NAME)
            apart = OSA.distance(word, another, score_cutoff=most)
            if apart > most:
                return None
            total += apart
    most = 1 if len(one) < _LONG_NAME else 2
    return total if total <= most else None


def _most(word: str, another: str, long: bool) -> int:
    """How many slips two words may differ by; long: whether they are of a long name, where a short
    one may have lost, doubled or exchanged a letter: `teh`."""
    shorter = min(len(word), len(another))
    if shorter >= _SHORTEST:
        return 1 if shorter < _LONG_WORD else 2
    return int(long and (len(word) != len(another) or sorted(word) == sorted(another)))


def likest(name: str, names: list[str], least: float, limit: int) -> list[int]:
    """The places of the names most like one, from `least` of 100 on."""
    found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
    return [place for _, _, place in found]


def likeness(one: str, other: str) -> float:
    """From 0 to 100; where one is but a part of the other the less, the smaller that is."""
    shorter, longer = sorted((len(one), len(other)))
    share = 0.5 + 0.4 * shorter / longer
    return max(fuzz.ratio(one, other), share * fuzz.token_set_ratio(one, other))
