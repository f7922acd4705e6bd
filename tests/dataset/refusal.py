"""An import that must fail, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.dataset.imported import import_dataset, list_datasets
from recflix_tui.dataset.values import DatasetError


def refusal(source: Path, tmp_path: Path) -> str:
    """What an import of `source` says; it must leave the datasets folder as it was."""
    datasets = tmp_path / "datasets"
    with pytest.raises(DatasetError) as caught:
        import_dataset(source, datasets, "it")
    assert list_datasets(datasets) == []
    assert [path.name for path in datasets.iterdir()] == [".lock"]
    text = str(caught.value)
    assert "\n" not in text
    assert text.isprintable()
    return text
