"""User files: `u.user` of ML-100K or `users.dat` of ML-1M into what each person said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recflix_tui.dataset.csr import positions
from recflix_tui.dataset.reading.files.messages import shown, trouble, wrong_file
from recflix_tui.dataset.reading.files.opening import first_line
from recflix_tui.dataset.reading.lines import (
    Repeats,
    read_utf8_or_latin1,
    split_records,
    whole_number,
)
from recflix_tui.dataset.regions import region_of
from recflix_tui.dataset.values import Demographics
from recflix_tui.text import clean

# Where the bands of ML-1M begin: under 18, 18-24, 25-34, 35-44, 45-49, 50-55, 56 and over. Its
# codes for them are ages of the band (1, 18, 25 ...), so that codes and ages are read alike.
_BANDS = (18, 25, 35, 45, 50, 56)
_GENDERS = ("F", "M")
LONGEST_OCCUPATION = 100
MAX_OCCUPATIONS = 1000


@dataclass(frozen=True)
class DemographicsTable:
    """What one file tells of its users."""

    user_ids: NDArray[np.int64]
    """Their ids, (n,), ascending."""
    demographics: Demographics
    """What they said of themselves, in the same order."""

    def of(self, user_ids: NDArray[np.int64]) -> Demographics:
        """What is known of each of `user_ids` (n,), -1 of those not in the file."""
        rows, told = positions(self.user_ids, user_ids), self.demographics
        ages, genders, occupations, regions = (
            np.where(rows < 0, column.dtype.type(-1), column[rows])
            for column in (told.ages, told.genders, told.occupations, told.regions)
        )
        return Demographics(ages, genders, occupations, regions)


def read_demographics(path: Path) -> DemographicsTable:
    """The users of an `u.user` or a `users.dat`, told by the name, or else by the first line.

    Raises DatasetError with file, line and mend.
    """
    suffix = path.suffix.lower()
    codes = suffix == ".dat" or (suffix != ".user" and "::" in first_line(path))
    text = read_utf8_or_latin1(path)
    rows: dict[int, tuple[int, int, str, int]] = {}
    occupations: set[str] = set()
    repeats = Repeats("user")
    for line, fields in split_records(path, text, "::" if codes else "|", 5):
        number, first, second, occupation, zip_code = fields
        gender, age = (first, second) if codes else (second, first)
        user_id = whole_number(path, line, "user id", number)
        if user_id in rows:
            repeats.add(line, user_id)
        rows[user_id] = (
            whole_number(path, line, "age", age),
            _gender(path, line, gender.strip()),
            _occupation(path, line, clean(occupation)),
            region_of(clean(zip_code)),
        )
        occupations.add(rows[user_id][2])
        if len(occupations) > MAX_OCCUPATIONS:
            what = f"there are more than {MAX_OCCUPATIONS:,} different occupations so far"
            raise trouble(path, line, what, "correct the occupations")
    repeats.refuse(path)
    if not rows:
        raise wrong_file(path, "there are no people in it", "download it again")
    return _table(rows)


def _table(rows: dict[int, tuple[int, int, str, int]]) -> DemographicsTable:
    user_ids = np.array(sorted(rows), np.int64)
    in_order = (rows[user_id] for user_id in sorted(rows))
    ages, genders, words, regions = zip(*in_order, strict=True)
    number = {word: n for n, word in enumerate(sorted(set(words)))}
    demographics = Demographics(
        ages=np.searchsorted(_BANDS, ages, side="right").astype(np.int8),
        genders=np.array(genders, np.int8),
        occupations=np.array([number[word] for word in words], np.int16),
        regions=np.array(regions, np.int8),
    )
    return DemographicsTable(user_ids, demographics)


def _gender(path: Path, line: int, text: str) -> int:
    if text not in _GENDERS:
        raise trouble(path, line, f"gender {shown(text)} is not F or M", "correct the line")
    return _GENDERS.index(text)


def _occupation(path: Path, line: int, text: str) -> str:
    if not 0 < len(text) <= LONGEST_OCCUPATION:
        what = f"occupation {shown(text)} is not a word or a number"
        raise trouble(path, line, what, "correct the line")
    return text
