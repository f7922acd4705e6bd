from __future__ import annotations

from benchmarks.contest.tables import Row, table
from benchmarks.contest.works import WORKS


def test_the_table_compares_with_the_first() -> None:
    rows = [
        Row("Als", seconds=[0.5, 0.5, 0.7], trained=3.0, rmse=0.91234, memory=2_000_000),
        Row("LensKit", seconds=[1.5]),
        Row("CmfRec", trouble="not installed"),
    ]
    lines = table(WORKS["als"], rows, 1_000_000, least=0.25)
    assert lines[2:] == [
        "| RecFlix als, exact | 0.500 (0.500) | 2.00 | 1.0 | 3.00 | 0.9123 | 2 | 50% |",
        "| LensKit BiasedMF | 1.50 (1.50) | 0.667 | 3.0 |  |  |  | 17% |",
        "| cmfrec CMF (not installed) |  |  |  |  |  |  |  |",
    ]
