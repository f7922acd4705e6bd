"""The docs have the signals as they are declared, and the figures of their formulas."""

from __future__ import annotations

import re

import pytest

from docs.make_signals_table import SIGNALS, with_table
from recflix_tui.recommend.all_signals import ALL_SIGNALS
from recflix_tui.recommend.signals import history, interactions, search, session, skipped
from recflix_tui.recommend.weighing.gain import NO_DATA_TELLS, gained


def test_the_docs_have_the_signals_as_they_are_declared() -> None:
    text = SIGNALS.read_text("utf-8")
    assert text.count("| `") == len(ALL_SIGNALS)
    assert with_table(text) == text


def test_what_a_signal_gains_is_what_the_docs_have_measured() -> None:
    rows = re.findall(r"^\| ([a-z-]+)(?:, [a-z ]+)? \| (\S+) (\[\S+ \S+\]) \|", _gains(), re.M)
    measured = {name: gained(ndcg, interval) for name, ndcg, interval in rows}
    assert len(measured) == 7
    for signal in ALL_SIGNALS:
        if signal.name in measured:
            assert measured[signal.name] in signal.gain
        else:
            assert signal.gain == NO_DATA_TELLS or not signal.guess
            assert "NDCG" not in signal.gain


def _gains() -> str:
    """What each gains, as the docs tell it."""
    return SIGNALS.read_text("utf-8").partition("## What each gains")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("signal", "figures"),
    [
        (history.HISTORY, {history.WATCHED, history.NEARLY, history.HALF_LIFE}),
        (skipped.SKIPPED, {skipped.MOST, skipped.HALF_LIFE}),
        (interactions.INTERACTIONS, {interactions.KEPT, interactions.OPENED, interactions.PASSED}),
        (session.SESSION, {session.OPENED, session.HOUR}),
        (search.SEARCH, {search.CHOSEN, search.NAMED, search.HALF_LIFE}),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_formula_has_the_figures_that_the_signal_goes_by(
    signal: object, figures: set[float]
) -> None:
    formula = getattr(signal, "formula", "")
    assert figures <= {float(figure) for figure in re.findall(r"\d+\.?\d*", formula)}
