"""Regions of the United States by the first digit of a ZIP code: where users said they live."""

from __future__ import annotations

import re

REGIONS = (
    "New England & New Jersey",
    "New York & Pennsylvania",
    "Mid-Atlantic",
    "Southeast",
    "Great Lakes",
    "Upper Midwest",
    "Central Plains",
    "South Central",
    "Mountain",
    "Pacific",
    "elsewhere",
)
"""The name of each region: the first ten in the order of the digits."""
UNKNOWN = -1
"""In place of a region, where somebody said nothing."""

_ELSEWHERE = REGIONS.index("elsewhere")
_ZIP = re.compile(r"([0-9])[0-9]{4}(?:[- ]?[0-9]{4})?")
# No place has them: people who would not say gave them.
_NOWHERE = ("00000", "99999")


def region_of(zip_code: str) -> int:
    """The place in `REGIONS` of a ZIP code as somebody gave it, `UNKNOWN` for none.

    What is no ZIP code (`V3N4P` in Canada, `2612` in Australia) is elsewhere.
    """
    code = zip_code.strip()
    if not code or code.startswith(_NOWHERE):
        return UNKNOWN
    found = _ZIP.fullmatch(code)
    return int(found[1]) if found else _ELSEWHERE
