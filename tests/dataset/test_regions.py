"""Regions of the users, from the ZIP codes of both layouts that have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from recflix_tui.dataset.imported import import_dataset, open_named
from recflix_tui.dataset.regions import REGIONS, UNKNOWN, region_of
from tests.dataset.layouts import write_1m, write_100k
from tests.dataset.rewritten import as_of_the_first_format, redescribe


@pytest.mark.parametrize(
    ("zip_code", "region"),
    [
        ("02139", "New England & New Jersey"),
        ("10001", "New York & Pennsylvania"),
        ("20500", "Mid-Atlantic"),
        ("33101", "Southeast"),
        ("48067", "Great Lakes"),
        ("55455", "Upper Midwest"),
        ("60601", "Central Plains"),
        ("70072", "South Central"),
        ("80202-1234", "Mountain"),
        (" 981072117 ", "Pacific"),
        ("V3N4P", "elsewhere"),
        ("2612", "elsewhere"),
        ("195073", "elsewhere"),
        ("٤٨٠٦٧", "elsewhere"),
    ],
)
def test_a_zip_code_stands_for_the_region_of_its_first_digit(zip_code: str, region: str) -> None:
    assert REGIONS[region_of(zip_code)] == region


@pytest.mark.parametrize("zip_code", ["", "  ", "00000", "99999", "00000-0000"])
def test_nobody_lives_where_no_zip_code_leads(zip_code: str) -> None:
    assert region_of(zip_code) == UNKNOWN


def test_users_of_both_layouts_have_their_regions(tmp_path: Path) -> None:
    people = "196|49|M|writer|T8H1N\n186|17|F|artist|00000\n"
    for name, source, expected in (
        ("new", write_1m(tmp_path / "new"), [4, 7]),  # 48067 and 70072
        ("old", write_100k(tmp_path / "old", user=people), [UNKNOWN, 10]),
        ("part", write_1m(tmp_path / "part", users="2::M::56::16::10001\n"), [UNKNOWN, 1]),
    ):
        import_dataset(source, tmp_path / "datasets", name)
        said = open_named(tmp_path / "datasets", name).demographics
        assert said is not None
        assert said.regions.tolist() == expected
        assert said.regions.dtype == "i1"
        assert not said.regions.flags.writeable


def test_a_dataset_that_was_kept_without_regions_opens_all_the_same(tmp_path: Path) -> None:
    import_dataset(write_1m(tmp_path / "ml"), tmp_path / "datasets")
    folder = tmp_path / "datasets" / "ml"
    as_of_the_first_format(folder)
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    del sizes["dataset.json"], sizes["people_regions.npy"]
    redescribe(folder, files=sizes)
    said = open_named(tmp_path / "datasets", "ml").demographics
    assert said is not None
    assert said.regions.tolist() == [UNKNOWN, UNKNOWN]
    assert said.ages.tolist() == [0, 6]
