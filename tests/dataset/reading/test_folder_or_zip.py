"""A folder or a zip that is none of MovieLens, damaged or not to be trusted is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from recflix_tui.dataset.reading import folder_or_zip
from recflix_tui.dataset.reading.folder_or_zip import OpenSource
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import MOVIES_CSV, RATINGS_CSV, write_latest, zip_folder
from tests.dataset.refusal import refusal


def test_a_missing_half_is_named(tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml", ratings=None)
    assert refusal(folder, tmp_path).startswith("ml: ratings.csv is missing beside movies.csv; ")


@pytest.mark.parametrize("zipped", [False, True])
def test_two_halves_in_different_folders_are_told_to_lie_together(
    zipped: bool, tmp_path: Path
) -> None:
    source = tmp_path / "ml"
    write_latest(source / "a", ratings=None, links=None)
    write_latest(source / "b", movies=None, links=None)
    if zipped:
        source = tmp_path / "ml.zip"
        with zipfile.ZipFile(source, "w") as archive:
            archive.writestr("a/movies.csv", MOVIES_CSV)
            archive.writestr("b/ratings.csv", RATINGS_CSV)
    said = "movies.csv and ratings.csv lie in different folders; put the two together"
    assert refusal(source, tmp_path) == f"{source.name}: {said}"


def test_a_folder_of_other_things_is_told_what_it_lacks(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"x")
    assert refusal(folder, tmp_path).startswith("photos: this is no MovieLens dataset; it needs ")


def test_a_path_to_nothing_is_refused(tmp_path: Path) -> None:
    assert "there is no such folder or zip" in refusal(tmp_path / "none", tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not really", RATINGS_CSV.encode()])
def test_a_file_that_is_no_zip_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ml.zip"
    path.write_bytes(content)
    assert refusal(path, tmp_path).startswith("ml.zip: this is not a whole zip file; ")


def test_a_zip_cut_short_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    path.write_bytes(path.read_bytes()[:-60])
    assert refusal(path, tmp_path).startswith("ml.zip: this is not a whole zip file; ")


def test_a_zip_with_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    data = bytearray(path.read_bytes())
    data[data.index(b"ratings.csv") + 30] ^= 0xFF
    path.write_bytes(data)
    assert refusal(path, tmp_path) == "ml.zip: its ratings.csv is damaged; download it again"


@pytest.mark.parametrize(
    "packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_zip_damaged_anywhere_is_refused_in_a_line_or_reads_as_before(
    packed: int, tmp_path: Path
) -> None:
    path = tmp_path / "ml.zip"
    with zipfile.ZipFile(path, "w", packed) as archive:
        archive.writestr("movies.csv", MOVIES_CSV)
        archive.writestr("ratings.csv", RATINGS_CSV)
    whole = path.read_bytes()
    work = tmp_path / "work"
    work.mkdir()
    said = []
    for place in range(0, len(whole), 3):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read_zip(path, work)
        except DatasetError as error:
            said.append(str(error))
    assert len(said) > len(whole) / 8
    assert all(text.startswith("ml.zip: ") and text.isprintable() for text in said)


def read_zip(path: Path, work: Path) -> None:
    with OpenSource(path, work) as source:
        for name in source.names():
            source.fetch(name)


def test_a_decoder_that_fails_on_a_damaged_zip_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "ml.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("movies.csv", MOVIES_CSV)
        archive.writestr("ratings.csv", RATINGS_CSV)
    data = bytearray(path.read_bytes())
    data[data.index(b"movies.csv") + len("movies.csv") + 4] ^= 0xFF
    path.write_bytes(data)
    assert refusal(path, tmp_path) == "ml.zip: its movies.csv is damaged; download it again"


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(mark, place + 4)
    path.write_bytes(data)
    assert "is encrypted or packed in an unknown way; unpack it" in refusal(path, tmp_path)


@pytest.mark.parametrize(
    "name",
    ["../evil.csv", "/etc/evil.csv", "ml/../../evil.csv", "C:/evil.csv", "..\\evil.csv"],
)
def test_a_zip_that_escapes_its_folder_is_refused(name: str, tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "x")
    before = sorted(tmp_path.rglob("*"))
    assert "would land outside of the folder; do not trust this file" in refusal(path, tmp_path)
    new = [p for p in set(tmp_path.rglob("*")) - set(before) if "datasets" not in p.parts]
    assert new == []


def test_a_zip_that_holds_a_link_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    link = zipfile.ZipInfo("tags.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "its member tags.csv is a link" in refusal(path, tmp_path)


def test_a_zip_that_explodes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("movies.csv", MOVIES_CSV)
        with archive.open("ratings.csv", "w") as member:
            for _ in range(20):
                member.write(bytes(2**20))
    assert "-fold when unpacked; do not trust this file" in refusal(path, tmp_path)


def test_a_zip_of_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    monkeypatch.setattr(folder_or_zip, "MAX_BYTES", 100)
    assert "it unpacks to more than" in refusal(path, tmp_path)
    monkeypatch.setattr(folder_or_zip, "MAX_MEMBERS", 2)
    assert "it holds 3 files" in refusal(path, tmp_path)


def test_a_zip_that_lies_about_a_size_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    data = path.read_bytes()
    size = len(RATINGS_CSV).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    assert "its ratings.csv is damaged" in refusal(path, tmp_path)
