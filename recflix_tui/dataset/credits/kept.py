"""How credits are kept beside a dataset's other files: under names of two generations, so that
new ones are written while those before are in use."""

from __future__ import annotations

from collections.abc import Collection

PREFIX = "credit_"
GENERATIONS = ("a", "b")
TYPES: dict[str, str] = {
    "credit_text": "|u1",
    "credit_ends": "<i8",
    "credit_imdb_ids": "<i8",
    "credit_director_indptr": "<i8",
    "credit_director_people": "<i4",
    "credit_cast_indptr": "<i8",
    "credit_cast_people": "<i4",
    "credit_runtimes": "<i2",
    "credit_word_text": "|u1",
    "credit_word_ends": "<i8",
    "credit_word_starts": "<i8",
    "credit_word_items": "<i4",
}
"""The arrays of the credits, each with its dtype. `credit_word`: a lexicon of the words of the
people's names, whose items are people."""


def stem(name: str, generation: str) -> str:
    """The name of an array's file, less its ending: `credit_a_text` for `credit_text`."""
    if not name.startswith(PREFIX):
        return name
    return f"{PREFIX}{generation}_{name.removeprefix(PREFIX)}"


def generation_of(files: Collection[str]) -> str:
    """Which generation is among the files of a dataset; "" where no credits are."""
    return next((g for g in GENERATIONS if any(_is_of(name, g) for name in files)), "")


def of_credits(name: str) -> bool:
    """Whether a file is of the credits, of any generation."""
    return any(_is_of(name, generation) for generation in GENERATIONS)


def _is_of(name: str, generation: str) -> bool:
    return name.startswith(f"{PREFIX}{generation}_")
