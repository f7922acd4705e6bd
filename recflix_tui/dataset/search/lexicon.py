"""A sorted list of texts, each pointing to items; found by their start."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.values import Array

# Greater than any byte of UTF-8, so it ends every range of texts that start alike.
_AFTER = b"\xff"


@dataclass(frozen=True)
class Texts:
    """Texts in UTF-8."""

    text: NDArray[np.uint8]
    """The bytes of all n texts, one after the other."""
    ends: NDArray[np.int64]
    """Where each text ends, (n,)."""

    @classmethod
    def packed(cls, texts: Iterable[str]) -> Texts:
        parts = [text.encode() for text in texts]
        return cls(np.frombuffer(b"".join(parts), np.uint8), np.cumsum([len(p) for p in parts]))

    def at(self, n: int) -> bytes:
        """The n-th text, in UTF-8."""
        ends = self._ends
        return self._bytes[ends[n - 1] if n else 0 : ends[n]]

    # Read thousands of times in a search: from Python's own values, made at the first.
    @cached_property
    def _bytes(self) -> bytes:
        return self.text.tobytes()

    @cached_property
    def _ends(self) -> list[int]:
        ends: list[int] = self.ends.tolist()
        return ends


@dataclass(frozen=True)
class Lexicon(Texts):
    """Texts in the order of their UTF-8 bytes, and the items of each."""

    starts: NDArray[np.int64]
    """Where the items of each text begin, and the end of the last: (n + 1,)."""
    items: NDArray[np.int32]
    """The items of all texts, one text after the other."""

    @classmethod
    def of(cls, arrays: Mapping[str, Array], name: str) -> Lexicon:
        """The lexicon among the arrays of an index, by the name it was packed under."""
        return cls(*(arrays[f"{name}_{part}"] for part in ("text", "ends", "starts", "items")))

    def span(self, start: bytes) -> range:
        """The numbers of the texts that start with `start`."""
        numbers = range(len(self.ends))
        low = bisect_left(numbers, start, key=self.at)
        return range(low, bisect_left(numbers, start + _AFTER, low, key=self.at))

    def starting(self, start: str) -> NDArray[np.int32]:
        """The items of all texts that start with `start`; an item may come twice."""
        span = self.span(start.encode())
        return self.items[int(self.starts[span.start]) : int(self.starts[span.stop])]

    def exactly(self, text: str) -> NDArray[np.int32]:
        """The items of `text` itself."""
        wanted = text.encode()
        n = bisect_left(range(len(self.ends)), wanted, key=self.at)
        if n == len(self.ends) or self.at(n) != wanted:
            return self.items[:0]
        return self.of_text(n)

    def of_text(self, n: int) -> NDArray[np.int32]:
        """The items of the n-th text."""
        return self.items[int(self.starts[n]) : int(self.starts[n + 1])]


def pack(name: str, texts_of: Sequence[AbstractSet[str]]) -> dict[str, Array]:
    """The arrays of a lexicon, from the texts of each item."""
    items_of: defaultdict[bytes, list[int]] = defaultdict(list)
    for item, texts in enumerate(texts_of):
        for text in texts:
            items_of[text.encode()].append(item)
    ordered = sorted(items_of)
    groups = [items_of[text] for text in ordered]
    return {
        f"{name}_text": np.frombuffer(b"".join(ordered), dtype=np.uint8),
        f"{name}_ends": np.cumsum([len(text) for text in ordered], dtype=np.int64),
        f"{name}_starts": np.cumsum([0, *(len(group) for group in groups)], dtype=np.int64),
        f"{name}_items": np.array([item for group in groups for item in group], dtype=np.int32),
    }
