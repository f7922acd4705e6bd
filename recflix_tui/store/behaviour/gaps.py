"""Times of which behaviour of a kind is not kept: pruned, or switched off then."""

from __future__ import annotations

Gaps = tuple[tuple[float, float], ...]
"""(beginning, end) of each, in Unix seconds, the oldest first, none over another; 0 for from the
very beginning on, infinity for until it is switched on again."""
GAPS = "gaps."
"""What the keys of a profile's gaps begin with, among its settings; the kind follows."""
MOST = 20  # gaps of a kind that are told apart: the oldest are taken together


def gaps_of(text: str | None) -> Gaps:
    """Read what was kept of them; what is no gap is passed over."""
    return _joined([gap for part in (text or "").split() if (gap := _gap(part)) is not None])


def text_of(gaps: Gaps) -> str:
    """The same as it is kept: `0-1700000000.5 1700086400.0-inf`."""
    return " ".join(f"{start!r}-{end!r}" for start, end in gaps)


def with_gap(gaps: Gaps, start: float, end: float) -> Gaps:
    """The same with one more."""
    return _joined([*gaps, (start, end)])


def before(gaps: Gaps, moment: float) -> Gaps:
    """What of them is before a moment."""
    return tuple((start, min(end, moment)) for start, end in gaps if start < moment)


def _gap(text: str) -> tuple[float, float] | None:
    try:
        start, end = (float(number) for number in text.split("-"))
    except ValueError:
        return None
    return (start, end) if 0 <= start < end else None


def _joined(gaps: list[tuple[float, float]]) -> Gaps:
    told: list[tuple[float, float]] = []
    for start, end in sorted(gaps):
        if told and start <= told[-1][1]:
            told[-1] = told[-1][0], max(told[-1][1], end)
        else:
            told.append((start, end))
    while len(told) > MOST:
        (start, _), (_, end) = told[:2]
        told[:2] = [(start, end)]
    return tuple(told)
