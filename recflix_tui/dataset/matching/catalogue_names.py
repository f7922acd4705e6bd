"""All names of a catalogue by what is compared of them, gone through once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property

from recflix_tui.dataset.matching.names import lean, parts_of, taken_apart
from recflix_tui.dataset.matching.values import Catalogue
from recflix_tui.dataset.search.names import names_of

_UNTITLED = re.compile(r"Untitled \(movie \d+\)")


class CatalogueNames:
    """The names of all items, numbered from 0, an item's own side by side."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.years: list[int] = catalogue.years.tolist()
        """The year of each item, 0 where unknown."""
        self.items: list[int] = []
        """The item of each name."""
        self.names: list[str] = []
        """Each name as shown."""
        self.articles: list[str] = []
        """The article that each begins with."""
        self.texts: list[str] = []
        """The words of each."""
        self.main: list[bool] = []
        """Whether each is a main name, and not one in brackets."""
        self.called: defaultdict[str, list[int]] = defaultdict(list)
        """The names by their keys."""
        for item in range(catalogue.n_items):
            shown = catalogue.title(item)
            if not _UNTITLED.fullmatch(shown):
                self._add(item, shown)

    def _add(self, item: int, shown: str) -> None:
        for name in names_of(shown) if "(" in shown else (shown,):
            article, text = taken_apart(name)
            self.called[text.replace(" ", "")].append(len(self.items))
            self.items.append(item)
            self.names.append(name)
            self.articles.append(article)
            self.texts.append(text)
            self.main.append(shown.startswith(name))

    def of_item(self, item: int) -> list[str]:
        """The names of an item as shown."""
        first = bisect_left(self.items, item)
        return self.names[first : bisect_right(self.items, item, first)]

    @cached_property
    def parts(self) -> dict[int, tuple[str, ...]]:
        """The keys of the parts of those names that have several."""
        found = {n: parts_of(name) for n, name in enumerate(self.names) if "(" not in name}
        return {n: parts for n, parts in found.items() if len(parts) > 1}

    @cached_property
    def with_part(self) -> dict[str, list[int]]:
        """The names by the keys of their parts."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for n, parts in self.parts.items():
            for part in dict.fromkeys(parts):
                found[part].append(n)
        return dict(found)

    @cached_property
    def of_year(self) -> dict[int, tuple[list[int], list[str]]]:
        """The names of the items of each year, and their lean words."""
        found: defaultdict[int, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
        for n, (item, text) in enumerate(zip(self.items, self.texts, strict=True)):
            names, texts = found[self.years[item]]
            names.append(n)
            texts.append(" ".join(lean(text)))
        return dict(found)

    @cached_property
    def with_word(self) -> dict[str, list[int]]:
        """The names by their words."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for n, text in enumerate(self.texts):
            for word in text.split(" "):
                found[word].append(n)
        return dict(found)
