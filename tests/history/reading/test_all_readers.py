"""What is said of a file that no reader knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.values import HistoryError
from tests.drivers.exports.packing import packed


def refusal(path: Path, text: str) -> str:
    path.write_text(text)
    with pytest.raises(HistoryError) as refused:
        read_export(path)
    return str(refused.value)


def test_a_refusal_names_the_file_what_is_wrong_and_what_can_be_read(tmp_path: Path) -> None:
    table = refusal(tmp_path / "\x1b[31msums.csv", "Sum,Month\n1,2\n")
    assert table.startswith("sums.csv: its columns (sum, month) are of no known export; RecFlix")
    cut = refusal(tmp_path / "cut.json", '[{"rated_at":\n')
    assert cut.startswith("cut.json: the JSON breaks off or is damaged at line 2; download")
    assert "this JSON is of no known export" in refusal(tmp_path / "a.json", '{"a": 1}')
    assert "this is a web page" in refusal(tmp_path / "ratings.csv", "\n<html>Sign in</html>")
    zipped = packed(tmp_path / "a.zip", {"a.csv": "Sum\n1\n", "b.csv": "Sum\n1\n"})
    with pytest.raises(HistoryError, match=r"a\.zip: none of the 2 files in it is of a known"):
        read_export(zipped)
