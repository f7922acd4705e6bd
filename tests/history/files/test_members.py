"""Which files an export has, in a file, a folder and a zip, and what is refused."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from recflix_tui.history.files import members
from recflix_tui.history.files.members import open_members
from recflix_tui.history.values import HistoryError
from tests.drivers.exports.packing import laid_out, packed

FILES = {
    "ratings.csv": "Name,Rating\nHeat,4\n",
    "likes/films.csv": "Name\nHeat\n",
    "profile.csv": "Username\nada\n",
    "deleted/diary.csv": "Name\nAlien\n",
    "orphaned/diary.csv": "Name\nAlien\n",
    "__MACOSX/ratings.csv": "\0",
    "._ratings.csv": "\0",
    "poster.jpg": "\0",
}


def names(path: Path) -> list[str]:
    return sorted(member.name for member in open_members(path))


def refusal(path: Path) -> str:
    with pytest.raises(HistoryError) as refused:
        [member.data() for member in open_members(path)]
    return str(refused.value)


@pytest.mark.parametrize("top", ["", "letterboxd-ada/", "Downloads/export/"])
def test_a_zip_has_its_tables_without_the_top_folder_and_what_is_private(
    top: str, tmp_path: Path
) -> None:
    path = packed(tmp_path / "export.zip", FILES, top)
    assert names(path) == ["likes/films.csv", "ratings.csv"]
    data = {member.name: member.data() for member in open_members(path)}
    assert data["ratings.csv"] == b"Name,Rating\nHeat,4\n"


def test_a_folder_has_what_a_zip_of_it_has(tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "export", FILES)
    assert names(folder) == ["likes/films.csv", "ratings.csv"]


def test_of_all_that_netflix_hands_out_only_what_is_about_titles_is_opened(tmp_path: Path) -> None:
    files = {
        "CONTENT_INTERACTION/Ratings.csv": "Title Name\n",
        "PAYMENT_AND_BILLING/BillingHistory.csv": "Card\n",
    }
    assert names(packed(tmp_path / "n.zip", files)) == ["CONTENT_INTERACTION/Ratings.csv"]


def test_a_file_by_itself_is_one_member_whatever_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "watched (1)"
    path.write_text("Name\nHeat\n")
    (member,) = open_members(path)
    assert (member.name, member.text) == ("watched (1)", ("Name\nHeat\n", "UTF-8"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "there is nothing in it"),
        (b"  <!DOCTYPE html><html>Sign in</html>", "this is a web page, not an export"),
        (b"\x1f\x8b\x08\0", "this is a gzip file; unpack it"),
        (b"\xd0\xcf\x11\xe0\0", "this is a workbook; save it as CSV"),
        (b"abc\0\0\0\1\2", "this is no text"),
        (b"PK\x03\x04 cut off", "the zip is damaged; download it again"),
    ],
)
def test_what_is_no_export_is_named(data: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(data)
    assert refusal(path).startswith(f"export: {told}")


def test_what_is_not_there_or_holds_nothing_is_refused(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "none.zip")
    assert "no CSV and no JSON file in it" in refusal(tmp_path)
    packed(tmp_path / "export.zip", FILES)
    assert "there are only zip files in it; give one of them" in refusal(tmp_path)
    book = packed(tmp_path / "book.xlsx", {"[Content_Types].xml": "", "a.csv": "a"})
    assert "this is a workbook" in refusal(book)
    alone = laid_out(tmp_path / "mine", FILES) / "profile.csv"
    assert "this is about you, not about films" in refusal(alone)


def test_a_locked_zip_says_so(tmp_path: Path) -> None:
    path = packed(tmp_path / "export.zip", {"a.csv": "Name\nHeat\n"})
    data = bytearray(path.read_bytes())
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # where the flags stand
        struct.pack_into("<H", data, data.index(magic) + at, 1)
    path.write_bytes(data)
    assert "it is locked with a password; unpack it" in refusal(path)


def test_a_damaged_member_is_told_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("a.csv", "Name\nHeat\n")
    path.write_bytes(path.read_bytes().replace(b"Heat", b"Beat"))
    assert refusal(path) == "export.zip: the zip is damaged; download it again"


def test_what_is_too_large_or_has_too_many_files_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "export.zip", {"a.csv": "x" * 3_000_000, "b.csv": "x"})
    monkeypatch.setattr(members, "MOST_BYTES", 2_000_000)
    assert "2 MB are too large for one person's history" in refusal(path)
    monkeypatch.setattr(members, "MOST_MEMBERS", 1)
    assert "there are more than 1 files in it" in refusal(path)
    assert list(tmp_path.iterdir()) == [path]  # nothing was written beside it
